# SPDX-License-Identifier: Apache-2.0
# Makes absorb_predict.json: predictions with standard errors at known levels, from lm and glm with a dummy for every
# level, by base R only.
# Run: Rscript make_absorb_predict.R > absorb_predict.json   (R 4.2.2)
num <- function(x) paste0("[", paste(formatC(x, digits = 17, format = "g", width = 1), collapse = ","), "]")
say <- function(name, value, end = ",\n") cat('"', name, '":', num(value), end, sep = "")
RNGversion("4.2.0"); set.seed(11)
n <- 120
d <- data.frame(area = rep(1:12, each = 10), year = 2010 + sample(1:6, n, TRUE), type = sample(1:3, n, TRUE))
d$a <- round(rnorm(n) + d$area / 6, 3); d$b <- round(2000 + 10 * runif(n), 3)
d$w <- sample(1:3, n, TRUE); d$young <- round(runif(n, 50, 300))
d$y <- round(1 + 0.5 * d$a + 0.02 * (d$b - 2005) + sin(d$area) + 0.1 * (d$year - 2010) + rnorm(n), 3)
d$count <- rpois(n, d$young * exp(-2 + 0.2 * d$a + 0.3 * sin(d$area) + 0.05 * (d$year - 2010)))
new <- data.frame(area = c(1, 1, 5, 12, 7), year = c(2011, 2016, 2013, 2012, 2015), type = c(1, 2, 3, 3, 1),
                  a = c(0, 1.5, -1, 3, 0.25), b = c(2001, 2009, 2005.5, 2000, 2012), young = c(100, 250, 80, 10, 1000))
control <- glm.control(epsilon = 1e-15, maxit = 200)
fits <- list(
  linear_one = lm(y ~ a + b + factor(area), d),
  linear_two = lm(y ~ a + b + factor(area) + factor(year), d),
  linear_three = lm(y ~ a + b + factor(area) + factor(year) + factor(type), d),
  linear_weighted = lm(y ~ a + b + factor(area) + factor(year), d, weights = w),
  poisson = glm(count ~ a + b + factor(area) + factor(year) + offset(log(young)), poisson, d, control = control),
  quasi_poisson = glm(count ~ a + b + factor(area) + factor(year) + factor(type) + offset(log(young)), quasipoisson, d,
                      control = control))
cat("{\n")
for (name in names(d)) say(name, d[[name]])
cat('"new":{'); for (name in names(new)) say(name, new[[name]], if (name == "young") "},\n" else ",")
for (name in names(fits)) {
  # predict.lm takes a glm by its linear predictor, so that the offset is that of the new rows
  made <- predict(fits[[name]], new, se.fit = TRUE)
  cat('"', name, '":{"eta":', num(made$fit), ',"se":', num(made$se.fit), ',"df":', df.residual(fits[[name]]), "}",
      if (name == tail(names(fits), 1)) "\n}\n" else ",\n", sep = "")
}

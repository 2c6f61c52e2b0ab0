# SPDX-License-Identifier: Apache-2.0
# Makes robust.json: sandwich estimators by sandwich and clubSandwich for tests/cpp/regress.
# Run: Rscript make_robust.R > robust.json   (R 4.2.2, sandwich 3.0-2, clubSandwich 0.5.8)
suppressMessages({library(sandwich); library(clubSandwich)})
num <- function(x) paste0("[", paste(ifelse(is.finite(x), formatC(x, digits = 17, format = "g"), "null"), collapse = ","), "]")
set.seed(7)
n <- 90
g <- rep(1:9, times = c(3, 5, 7, 9, 10, 11, 13, 15, 17)); h <- rep(1:6, length.out = n)
x1 <- round(rnorm(n) + g / 4, 3); x2 <- as.numeric(g > 4)
y <- round(1 + x1 + rnorm(9)[g] + rnorm(n), 3)
count <- rpois(n, exp(0.5 + 0.2 * x1 + 0.4 * rnorm(9)[g]))
X <- cbind(1, x1, x2)
cat('{"x":', num(as.vector(t(X))), ',\n"clusters":', num(g), ',\n"second":', num(h), ',\n"gauss":', num(y), ',\n"count":', num(count), ',\n"fits":{\n')
say <- function(name, fit, last = FALSE) {
  cat('"', name, '":{', sep = "")
  for (type in c("HC0", "HC1", "HC2", "HC3", "HC4")) cat('"', tolower(type), '":', num(as.vector(vcovHC(fit, type))), ",", sep = "")
  for (type in c("CR0", "CR2", "CR3")) cat('"', tolower(type), '":', num(as.vector(as.matrix(vcovCR(fit, cluster = g, type = type)))), ",", sep = "")
  cat('"df":', num(coef_test(fit, vcov = "CR2", cluster = g, test = "Satterthwaite")$df_Satt), ",", sep = "")
  cat('"cr1":', num(as.vector(vcovCL(fit, cluster = g, type = "HC1"))), ",", sep = "")
  cat('"two_way":', num(as.vector(vcovCL(fit, cluster = data.frame(g, h), type = "HC0", cadjust = FALSE, multi0 = FALSE))), ",", sep = "")
  cat('"newey_west":', num(as.vector(NeweyWest(fit, lag = 3, prewhite = FALSE, adjust = FALSE))), "}", if (last) "\n" else ",\n", sep = "")
}
say("gaussian", lm(y ~ X - 1))
say("poisson", glm(count ~ X - 1, family = poisson, control = glm.control(epsilon = 1e-15, maxit = 100)), TRUE)
cat("}}\n")

# SPDX-License-Identifier: Apache-2.0
# Makes compare.json: tests of nested models by R (anova, drop1) and MASS, on the rows of glm.json; and densities of
# Tweedie
# laws by adding up the compound Poisson-gamma sum, with the profile of a power by optimise on that density.
# Run: Rscript make_compare.R > compare.json   (made with R 4.2.2, MASS 7.3-58.2, statmod 1.5.0)
suppressMessages({library(MASS); library(statmod)})
num <- function(x) paste0("[", paste(ifelse(is.finite(x), formatC(x, digits = 17, format = "g", width = 1), "null"),
    collapse = ","), "]")
text <- paste(readLines("glm.json"), collapse = "")
read <- function(key) as.numeric(strsplit(sub(paste0('.*"', key, '":\\[([^]]*)\\].*'), "\\1", text), ",")[[1]])
X <- matrix(read("x"), ncol = 5, byrow = TRUE); n <- nrow(X)
d <- data.frame(x1 = X[, 2], x2 = X[, 3] - 2020, g = factor(X[, 4] + 2 * X[, 5]), count = read("count"),
    gauss = read("gauss"),
                positive = read("positive"), zero = read("zero"), exposure = read("exposure"))
tight <- glm.control(epsilon = 1e-14, maxit = 200)
cat('{"poisson":')
p <- glm(count ~ x1 + x2 + g + offset(log(exposure)), poisson, d, control = tight)
t <- drop1(p, test = "Chisq")
cat('{"deviance":', num(t$Deviance[-1]), ',"aic":', num(t$AIC[-1]), ',"statistic":', num(t$LRT[-1]), ',"p":',
    num(t$`Pr(>Chi)`[-1]), '},\n', sep = "")
cat('"gaussian":')
a <- lm(gauss ~ x1 + x2 + g, d); t <- drop1(a, test = "F")
cat('{"deviance":', num(t$RSS[-1]), ',"statistic":', num(t$`F value`[-1]), ',"p":', num(t$`Pr(>F)`[-1]), '},\n',
    sep = "")
cat('"gamma":')
small <- glm(positive ~ x1, Gamma("log"), d, control = tight)
large <- glm(positive ~ x1 + x2 + g, Gamma("log"), d, control = tight)
t <- anova(small, large, test = "F")
cat('{"statistic":', num(t$F[2]), ',"p":', num(t$`Pr(>F)`[2]), '},\n', sep = "")
nb <- function(f) {
  m <- glm.nb(f, d, control = tight)
  # profile, for a sharper maximum
  g <- function(l) -as.numeric(logLik(glm(f, negative.binomial(exp(l)), d, control = tight)))
  o <- optimise(function(l) { m <- glm(f, negative.binomial(exp(l)), d, control = tight);
      -sum(dnbinom(m$y, exp(l), mu = fitted(m), log = TRUE)) },
                log(m$theta) + c(-0.01, 0.01), tol = 1e-12)
  -o$objective
}
stat <- 2 * (nb(count ~ x1 + x2 + g + offset(log(exposure))) - nb(count ~ x1 + offset(log(exposure))))
cat('"negative_binomial":{"statistic":', num(stat), ',"p":', num(pchisq(stat, 3, lower.tail = FALSE)), '},\n', sep = "")

# Tweedie: y is a Poisson(lambda) number of gamma(shape, scale) amounts.
density <- function(y, mu, phi, p) {
  lambda <- mu^(2 - p) / (phi * (2 - p)); shape <- (2 - p) / (p - 1); scale <- phi * (p - 1) * mu^(p - 1)
  if (y == 0) return(-lambda)
  k <- 1:(2000 + ceiling(20 * lambda) + ceiling(20 * y / (shape * scale)))
  e <- dpois(k, lambda, log = TRUE) + dgamma(y, k * shape, scale = scale, log = TRUE)
  top <- max(e); top + log(sum(exp(e - top)))
}
grid <- expand.grid(y = c(0, 1e-3, 0.3, 2, 40, 900), mu = c(0.5, 3, 60), phi = c(0.2, 1.5, 20),
    p = c(1.05, 1.3, 1.5, 1.8, 1.97))
cat('"density":{"y":', num(grid$y), ',"mu":', num(grid$mu), ',"phi":', num(grid$phi), ',"p":', num(grid$p), ',"log":',
    num(mapply(density, grid$y, grid$mu, grid$phi, grid$p)), '},\n', sep = "")
fit_at <- function(p) glm(zero ~ x1 + x2 + offset(log(exposure / 100)), tweedie(var.power = p, link.power = 0), d,
    control = tight)
likelihood <- function(l, p, mu) sum(mapply(density, d$zero, mu, exp(l), p))
profile <- function(p) {
  mu <- fitted(fit_at(p))
  optimise(likelihood, c(-1, 4), p = p, mu = mu, maximum = TRUE, tol = 1e-9)
}
best <- optimise(function(p) profile(p)$objective, c(1.05, 1.95), maximum = TRUE, tol = 1e-7)
cut <- best$objective - qchisq(0.95, 1) / 2
low <- uniroot(function(p) profile(p)$objective - cut, c(1.02, best$maximum), tol = 1e-8)$root
high <- uniroot(function(p) profile(p)$objective - cut, c(best$maximum, 1.98), tol = 1e-8)$root
at <- profile(best$maximum)
cat('"tweedie":{"power":', num(best$maximum), ',"low":', num(low), ',"high":', num(high), ',"log_likelihood":',
    num(best$objective),
    ',"dispersion":', num(exp(at$maximum)), '}}\n', sep = "")

# SPDX-License-Identifier: Apache-2.0
# Makes glm.json: inputs and fits by R itself, MASS and sandwich, for tests/cpp/regress.
# Run: Rscript make_glm.R > glm.json   (made with R 4.2.2, MASS 7.3-58.2, sandwich 3.0-2, statmod 1.5.0)
suppressMessages({library(MASS); library(sandwich); library(statmod)})
num <- function(x) paste0("[", paste(ifelse(is.finite(x), formatC(x, digits = 17, format = "g"), "null"), collapse = ","), "]")
control <- glm.control(epsilon = 1e-15, maxit = 200)
RNGversion("4.2.0"); set.seed(20)
n <- 120
x1 <- round(rnorm(n), 3); x2 <- round(runif(n, 2015, 2024)); g <- rep(0:2, length.out = n)
exposure <- round(runif(n, 20, 300)); w <- round(runif(n, 0.5, 2), 2); f <- sample(1:3, n, TRUE)
X <- cbind(1, x1, x2, g == 1, g == 2)
eta <- -3 + 0.4 * x1 + 0.02 * (x2 - 2020) + 0.3 * (g == 1)
count <- rnbinom(n, size = 3, mu = exposure * exp(eta))
trials <- sample(5:30, n, TRUE); share <- rbinom(n, trials, plogis(eta + 2.5)) / trials
positive <- round(rgamma(n, 2, 2 / exp(eta + 4)), 3) + 0.001
gauss <- round(10 + 2 * x1 + 0.1 * (x2 - 2020) + rnorm(n), 3)
zero <- round(rtweedie <- ifelse(runif(n) < 0.3, 0, positive), 3)
cat("{\n")
cat('"x":', num(as.vector(t(X))), ',\n"columns":', ncol(X), ',\n"exposure":', num(exposure), ',\n"prior":', num(w),
    ',\n"frequency":', num(f), ',\n"count":', num(count), ',\n"trials":', num(trials), ',\n"share":', num(share),
    ',\n"positive":', num(positive), ',\n"gauss":', num(gauss), ',\n"zero":', num(zero), ',\n"fits":{\n')
say <- function(name, fit, last = FALSE, robust = TRUE) {
  s <- summary(fit)
  extra <- if (robust) paste0(',"hc0":', num(as.vector(sandwich(fit))), ',"hc3":', num(as.vector(vcovHC(fit, "HC3")))) else ""
  cat('"', name, '":{"coefficients":', num(coef(fit)), ',"covariance":', num(as.vector(vcov(fit))), ',"deviance":', num(deviance(fit)),
      ',"dispersion":', num(if (is.null(s$dispersion)) s$sigma^2 else s$dispersion), ',"log_likelihood":', num(as.numeric(logLik(fit))),
      ',"aic":', num(AIC(fit)), extra, '}', if (last) "\n" else ",\n", sep = "")
}
ofs <- log(exposure)
say("gaussian", glm(gauss ~ X - 1, control = control))
say("gaussian_weighted", glm(gauss ~ X - 1, weights = w, control = control), robust = FALSE)
say("poisson", glm(count ~ X - 1 + offset(ofs), family = poisson, control = control))
say("poisson_weighted", glm(count ~ X - 1 + offset(ofs), family = poisson, weights = f, control = control), robust = FALSE)
say("quasi_poisson", glm(count ~ X - 1 + offset(ofs), family = quasipoisson, control = control))
say("binomial", glm(share ~ X - 1, family = binomial, weights = trials, control = control), robust = FALSE)
say("probit", glm(share ~ X - 1, family = binomial("probit"), weights = trials, control = control), robust = FALSE)
say("cloglog", glm(share ~ X - 1, family = binomial("cloglog"), weights = trials, control = control), robust = FALSE)
say("gamma", glm(positive ~ X - 1, family = Gamma("log"), control = control))
say("gamma_inverse", glm(positive ~ X[, 1:2] - 1, family = Gamma("inverse"), control = control), robust = FALSE)
say("inverse_gaussian", glm(positive ~ X - 1, family = inverse.gaussian("log"), control = control))
tw <- glm(zero ~ X - 1, family = tweedie(var.power = 1.5, link.power = 0), control = control)
cat('"tweedie":{"coefficients":', num(coef(tw)), ',"covariance":', num(as.vector(vcov(tw))), ',"deviance":', num(deviance(tw)),
    ',"dispersion":', num(summary(tw)$dispersion), '},\n', sep = "")
nb <- glm.nb(count ~ X - 1 + offset(ofs), control = glm.control(epsilon = 1e-15, maxit = 500))
for (i in 1:20) nb <- glm.nb(count ~ X - 1 + offset(ofs), init.theta = nb$theta, control = glm.control(epsilon = 1e-15, maxit = 500))
cat('"negative_binomial":{"coefficients":', num(coef(nb)), ',"covariance":', num(as.vector(vcov(nb))), ',"deviance":', num(deviance(nb)),
    ',"theta":', num(nb$theta), ',"theta_se":', num(nb$SE.theta), ',"log_likelihood":', num(as.numeric(logLik(nb))), ',"aic":', num(AIC(nb)), '}\n', sep = "")
cat("}}\n")

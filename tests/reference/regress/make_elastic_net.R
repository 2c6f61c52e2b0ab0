# SPDX-License-Identifier: Apache-2.0
# Makes elastic_net.json: inputs and penalised fits by glmnet, for tests/cpp/regress/elastic_net_test.cpp.
# Run: Rscript make_elastic_net.R > elastic_net.json   (made with R 4.2.2, glmnet 4.1-6, MASS 7.3-58.2)
suppressMessages({library(glmnet); library(MASS)})
num <- function(x) paste0("[", paste(ifelse(is.finite(x), formatC(x, digits = 17, format = "g", width = 1), "null"),
    collapse = ","), "]")
RNGversion("4.2.0"); set.seed(31)
n <- 90; p <- 8
x <- matrix(round(rnorm(n * p), 3), n); x[, 2] <- round(0.7 * x[, 1] + 0.7 * x[, 2], 3); x[, 5] <- 40 * x[, 5] + 300
x[, 8] <- rbinom(n, 1, 0.3)
eta <- 0.5 * x[, 1] - 0.4 * x[, 3] + 0.6 * x[, 8]
w <- round(runif(n, 0.5, 2), 2); exposure <- round(runif(n, 5, 40))
gauss <- round(3 + 2 * eta + rnorm(n), 3); count <- rpois(n, exposure * exp(eta - 2))
share <- rbinom(n, 1, plogis(eta))
positive <- round(rgamma(n, 3, 3 / exp(eta + 1)), 3) + 0.001
pf <- c(1, 1, 1, 0, 2, 1, 1, 0.5)
cat('{"x":', num(as.vector(t(cbind(1, x)))), ',\n"weights":', num(w), ',\n"exposure":', num(exposure), ',\n"gauss":',
    num(gauss),
    ',\n"count":', num(count), ',\n"share":', num(share), ',\n"positive":', num(positive), ',\n"factors":',
        num(c(1, pf)), ',\n"fits":{\n', sep = "")
at <- c(1, 10, 30, 60, 100)
say <- function(name, fit, last = FALSE) {
  at <- at[at <= length(fit$lambda)]
  cat('"', name, '":{"lambdas":', num(fit$lambda), ',"at":', num(at - 1), ',"coefficients":',
      num(as.vector(as.matrix(coef(fit))[, at])),
      ',"deviance_ratio":', num(fit$dev.ratio[at]), ',"null_deviance":', num(fit$nulldev), '}',
          if (last) "\n" else ",\n", sep = "")
}
glmnet.control(fdev = 0, devmax = 0.999999, mxitnr = 500, epsnr = 1e-15)
fit <- function(...) glmnet(x, ..., thresh = 1e-14, maxit = 1e7)
say("gaussian_lasso", fit(gauss))
say("gaussian_weighted", fit(gauss, family = gaussian(), alpha = 0.4, weights = w, penalty.factor = pf))
say("gaussian_raw", fit(gauss, standardize = FALSE))
say("gaussian_ridge", fit(gauss, family = gaussian(), alpha = 0))
say("poisson", fit(count, family = "poisson", alpha = 0.5, offset = log(exposure)))
say("poisson_weighted", fit(count, family = "poisson", alpha = 0.9, offset = log(exposure), weights = w,
    penalty.factor = pf))
say("binomial", fit(share, family = "binomial"))
say("gamma", fit(positive, family = Gamma("log"), alpha = 0.7))
say("negative_binomial", fit(count, family = negative.binomial(2.5), offset = log(exposure)))
no <- glmnet(x, gauss, family = gaussian(), intercept = FALSE, thresh = 1e-14, maxit = 1e7)
say("no_intercept", no)
folds <- rep(1:5, length.out = n)
# With lambda given every fold is fitted at those very values; without, cv.glmnet interpolates between values of its
# own.
lambdas <- glmnet(x, count, family = "poisson", alpha = 0.5, offset = log(exposure), weights = w, thresh = 1e-14,
    maxit = 1e7)$lambda
cv <- cv.glmnet(x, count, lambda = lambdas, family = "poisson", alpha = 0.5, offset = log(exposure), weights = w,
    foldid = folds, thresh = 1e-14, maxit = 1e7)
cat('"cv":{"lambdas":', num(cv$lambda), ',"mean":', num(cv$cvm), ',"se":', num(cv$cvsd), ',"min":', num(cv$lambda.min),
    ',"one_se":', num(cv$lambda.1se), '}\n}}\n', sep = "")

# SPDX-License-Identifier: Apache-2.0
# Makes glm.json: inputs and fits by R itself, MASS and statmod, for tests/cpp/regress and tests/python/regress.
# Run: Rscript make_glm.R > glm.json   (made with R 4.2.2, MASS 7.3-58.2, statmod 1.5.0)
#
# R stops when the deviance no longer changes, which leaves estimates with half of the digits. Each fit is therefore
# continued by `polish`: the same weighted least-squares steps with R's own families and QR, until they stand still.
suppressMessages({library(MASS); library(statmod)})
num <- function(x) paste0("[", paste(ifelse(is.finite(x), formatC(x, digits = 17, format = "g", width = 1), "null"),
    collapse = ","), "]")
RNGversion("4.2.0"); set.seed(20)
n <- 120
x1 <- round(rnorm(n), 3); x2 <- round(runif(n, 2015, 2024)); g <- rep(0:2, length.out = n)
X <- cbind(1, x1, x2, g == 1, g == 2)
exposure <- round(runif(n, 20, 300)); prior <- round(runif(n, 0.5, 2), 2); frequency <- sample(1:3, n, TRUE)
offset <- round(rnorm(n, 0, 0.2), 3); trials <- sample(5:30, n, TRUE)
eta <- -3 + 0.4 * x1 + 0.02 * (x2 - 2020) + 0.3 * (g == 1)
level <- 6 + 0.5 * x1 + 0.1 * (x2 - 2020) + 0.8 * (g == 2)   # a mean that is positive on the identity scale
y <- list(count = rnbinom(n, size = 3, mu = exposure * exp(eta)), mild = rpois(n, level),
    heavy = rnbinom(n, 2, mu = level),
          share = rbinom(n, trials, plogis(eta + 2.5)) / trials, low_share = rbinom(n, trials, exp(eta - 0.2)) / trials,
          positive = round(rgamma(n, 4, 4 / level), 3) + 0.001, gauss = round(level + rnorm(n), 3))
y$zero <- round(ifelse(runif(n) < 0.3, 0, rgamma(n, 2, 2 / level)), 3)
given <- list(exposure = exposure, offset = offset, prior = prior, frequency = frequency, trials = trials)

polish <- function(b, outcome, x, family, w, ofs) {
  for (i in 1:200) {
    lp <- drop(x %*% b) + ofs; mu <- family$linkinv(lp); slope <- family$mu.eta(lp)
    root <- sqrt(w * slope^2 / family$variance(mu))
    q <- qr(root * x, tol = 1e-14)
    b <- qr.coef(q, root * (lp - ofs + (outcome - mu) / slope))
  }
  lp <- drop(x %*% b) + ofs; mu <- family$linkinv(lp); slope <- family$mu.eta(lp)
  q <- qr(sqrt(w * slope^2 / family$variance(mu)) * x, tol = 1e-14)
  pearson <- sum(w * (outcome - mu)^2 / family$variance(mu))
  list(b = b, mu = mu, unscaled = chol2inv(qr.R(q)), pearson = pearson,
      deviance = sum(family$dev.resids(outcome, mu, w)))
}
fits <- character()
add <- function(name, of, families, family, link, values) {
  parts <- sapply(names(values), function(key) paste0('"', key, '":', num(values[[key]])))
  fits[[length(fits) + 1]] <<- paste0('{"name":"', name, '","outcome":"', of, '","family":"', families, '","link":"',
      link,
                                      '",', paste(parts, collapse = ","), "}")
}
# weights: "", "prior" or "frequency" (both are R's weights here); shift: "", "exposure", "offset" or both.
fit <- function(name, of, ours, link, family, columns = 5, weights = "", shift = "", fixed = TRUE, extra = list()) {
  x <- X[, seq_len(columns), drop = FALSE]; outcome <- y[[of]]
  w <- if (weights == "") rep(1, n) else given[[weights]]
  ofs <- (if (grepl("offset", shift)) offset else 0) + (if (grepl("exposure", shift)) log(exposure) else 0) + numeric(n)
  start <- c(family$linkfun(mean(outcome)) - mean(ofs), numeric(columns - 1))
  first <- suppressWarnings(glm(outcome ~ x - 1, family = family, weights = w, offset = ofs, start = start,
                                control = glm.control(epsilon = 1e-14, maxit = 300)))
  end <- polish(coef(first), outcome, x, first$family, w, ofs)
  stopifnot(max(abs(end$b - coef(first)) / sqrt(diag(end$unscaled))) < 1e-3)
  df <- n - columns
  phi <- if (fixed) 1 else end$pearson / df
  # minus twice the log-likelihood (plus 2 for phi)
  aic <- first$family$aic(outcome, rep(1, n), end$mu, w, end$deviance)
  parameters <- columns + (if (fixed) 0 else 1)
  loglik <- -aic / 2 + (if (ours %in% c("gaussian", "gamma", "inverse_gaussian")) 1 else 0)
  if (ours == "tweedie" || grepl("quasi", ours)) loglik <- NA
  values <- c(list(coefficients = end$b, covariance = as.vector(phi * end$unscaled), deviance = end$deviance,
      dispersion = phi,
                   log_likelihood = loglik, aic = -2 * loglik + 2 * parameters, columns = columns), extra)
  flags <- c(if (weights != "") weights, if (grepl("offset", shift)) "offset", if (grepl("exposure", shift)) "exposure")
  for (flag in flags) values[[paste0("with_", flag)]] <- 1
  add(name, of, ours, ours, link, values)
}
fit("gaussian", "gauss", "gaussian", "identity", gaussian(), fixed = FALSE)
fit("gaussian weighted", "gauss", "gaussian", "identity", gaussian(), weights = "prior", shift = "offset",
    fixed = FALSE)
fit("gaussian log", "gauss", "gaussian", "log", gaussian("log"), fixed = FALSE)
fit("gaussian inverse", "gauss", "gaussian", "inverse", gaussian("inverse"), fixed = FALSE)
fit("poisson", "count", "poisson", "log", poisson(), shift = "exposure")
fit("poisson offset and exposure", "count", "poisson", "log", poisson(), shift = "offset exposure", weights = "prior")
fit("poisson repeated rows", "count", "poisson", "log", poisson(), shift = "exposure", weights = "frequency")
fit("poisson identity", "mild", "poisson", "identity", poisson("identity"))
fit("poisson square root", "mild", "poisson", "square_root", poisson("sqrt"))
fit("quasi poisson", "count", "quasi_poisson", "log", quasipoisson(), shift = "exposure", fixed = FALSE)
fit("binomial", "share", "binomial", "logit", binomial(), weights = "trials")
fit("binomial probit", "share", "binomial", "probit", binomial("probit"), weights = "trials")
fit("binomial cloglog", "share", "binomial", "cloglog", binomial("cloglog"), weights = "trials", shift = "offset")
fit("binomial log", "low_share", "binomial", "log", binomial("log"), weights = "trials", columns = 2)
fit("binomial identity", "share", "binomial", "identity", quasi("identity", "mu(1-mu)"), weights = "trials",
    columns = 2)
fit("quasi binomial", "share", "quasi_binomial", "logit", quasibinomial(), weights = "trials", fixed = FALSE)
fit("gamma", "positive", "gamma", "log", Gamma("log"), fixed = FALSE)
fit("gamma weighted", "positive", "gamma", "log", Gamma("log"), fixed = FALSE, weights = "prior", shift = "exposure")
fit("gamma inverse", "positive", "gamma", "inverse", Gamma("inverse"), fixed = FALSE)
fit("gamma identity", "positive", "gamma", "identity", Gamma("identity"), fixed = FALSE)
fit("inverse gaussian", "positive", "inverse_gaussian", "log", inverse.gaussian("log"), fixed = FALSE)
fit("inverse gaussian canonical", "positive", "inverse_gaussian", "inverse_squared", inverse.gaussian(), fixed = FALSE,
    columns = 2)
fit("inverse gaussian inverse", "positive", "inverse_gaussian", "inverse", inverse.gaussian("inverse"), fixed = FALSE,
    columns = 2)
fit("inverse gaussian identity", "positive", "inverse_gaussian", "identity", inverse.gaussian("identity"),
    fixed = FALSE, columns = 2)
for (power in c(1.2, 1.5, 1.8))
  fit(paste("tweedie", power), "zero", "tweedie", "log", tweedie(var.power = power, link.power = 0), fixed = FALSE,
      shift = "exposure", weights = "prior", extra = list(power = power))
fit("negative binomial, theta given", "heavy", "negative_binomial", "log", negative.binomial(2.5),
    extra = list(theta = 2.5), shift = "offset")
fit("negative binomial square root", "heavy", "negative_binomial", "square_root", negative.binomial(2.5, "sqrt"),
    extra = list(theta = 2.5))
fit("negative binomial identity", "heavy", "negative_binomial", "identity", negative.binomial(2.5, "identity"),
    extra = list(theta = 2.5))

# theta by maximum likelihood: glm.nb, then its two steps in turn (MASS's own equations for theta) until they stand
# still.
theta_equations <- function(theta, mu, outcome, w) {
  score <- sum(w * (digamma(theta + outcome) - digamma(theta) + log(theta) + 1 - log(theta + mu) -
      (outcome + theta) / (mu + theta)))
  info <- sum(w * (-trigamma(theta + outcome) + trigamma(theta) - 1 / theta + 2 / (mu + theta) -
      (outcome + theta) / (mu + theta)^2))
  c(score, info)
}
fit_nb <- function(name, of, shift, weights = "") {
  w <- if (weights == "") rep(1, n) else given[[weights]]
  ofs <- if (shift == "exposure") log(exposure) else numeric(n)
  outcome <- y[[of]]
  first <- suppressWarnings(glm.nb(outcome ~ X - 1 + offset(ofs), weights = w,
      control = glm.control(epsilon = 1e-10, maxit = 100)))
  theta <- first$theta; b <- coef(first)
  for (i in 1:40) {
    end <- polish(b, outcome, X, negative.binomial(theta), w, ofs); b <- end$b
    for (k in 1:10) { e <- theta_equations(theta, end$mu, outcome, w); theta <- theta + e[1] / e[2] }
  }
  stopifnot(abs(theta / first$theta - 1) < 1e-4)
  e <- theta_equations(theta, end$mu, outcome, w)
  loglik <- sum(w * dnbinom(outcome, theta, mu = end$mu, log = TRUE))
  values <- list(coefficients = b, covariance = as.vector(end$unscaled),
      deviance = sum(negative.binomial(theta)$dev.resids(outcome, end$mu, w)),
                 dispersion = 1, log_likelihood = loglik, aic = -2 * loglik + 2 * 6, columns = 5,
                     theta_by_likelihood = theta, theta_se = 1 / sqrt(e[2]))
  if (weights != "") values[[paste0("with_", weights)]] <- 1
  if (shift != "") values[[paste0("with_", shift)]] <- 1
  add(name, of, "negative_binomial", "negative_binomial", "log", values)
}
fit_nb("negative binomial", "count", "exposure")
fit_nb("negative binomial repeated rows", "heavy", "", "frequency")
cat('{"x":', num(as.vector(t(X))), ",\n", sep = "")
for (key in names(given)) cat('"', key, '":', num(given[[key]]), ",\n", sep = "")
for (key in names(y)) cat('"', key, '":', num(y[[key]]), ",\n", sep = "")
cat('"fits":[\n', paste(fits, collapse = ",\n"), "\n]}\n", sep = "")

# SPDX-License-Identifier: Apache-2.0
# Makes diagnostics.json: leverage, residuals, Cook's distance, dfbeta, tests of dispersion and variance inflation, by
# R's own
# functions and statmod; AER's dispersion test and car's generalised variance inflation are written out.
# Run: Rscript make_diagnostics.R > diagnostics.json   (R 4.2.2, statmod 1.5.0, MASS 7.3-58.2)
suppressMessages({library(statmod); library(MASS)})
num <- function(x) paste0("[", paste(ifelse(is.finite(x), formatC(x, digits = 17, format = "g", width = 1), "null"),
    collapse = ","), "]")
say <- function(name, value, end = ",\n") cat('"', name, '":', num(value), end, sep = "")
RNGversion("4.2.0"); set.seed(9)
n <- 60
x1 <- round(rnorm(n), 3); group <- rep(0:2, length.out = n); x2 <- round(0.7 * x1 + rnorm(n), 3)
X <- cbind(1, x1, x2, group == 1, group == 2)
w <- round(runif(n, 0.5, 2), 2); trials <- sample(5:20, n, TRUE); eta <- 0.5 + 0.4 * x1 - 0.2 * x2 + 0.3 * (group == 1)
linear <- round(eta + rnorm(n), 3); count <- rnbinom(n, size = 3, mu = exp(eta + 1))
share <- rbinom(n, trials, plogis(eta)) / trials
positive <- round(rgamma(n, 2, 2 / exp(eta)), 3) + 0.01; theta <- 3
some <- ifelse(runif(n) < 0.25, 0, positive)
control <- glm.control(epsilon = 1e-15, maxit = 200)
fits <- list(linear = glm(linear ~ X - 1, weights = w, control = control),
             poisson = glm(count ~ X - 1, family = poisson, control = control),
             binomial = glm(share ~ X - 1, family = binomial, weights = trials, control = control),
             gamma = glm(positive ~ X - 1, family = Gamma("log"), control = control),
             inverse_gaussian = glm(positive ~ X - 1, family = inverse.gaussian("log"), control = control),
             negative_binomial = glm(count ~ X - 1, family = negative.binomial(theta), control = control),
             tweedie = glm(some ~ X - 1, family = tweedie(var.power = 1.5, link.power = 0), control = control))
# R stops when the deviance no longer moves, a long way before the coefficients do; so on from there until they do not
# either.
settle <- function(fit) {
  call <- fit$call; call$start <- quote(from)
  for (i in 1:40) { again <- eval(call, list(from = coef(fit)), globalenv()); again$call <- fit$call; fit <- again }
  fit
}
fits <- lapply(fits, settle)
cat("{"); say("x", as.vector(t(X))); say("weights", w); say("trials", trials)
cat('"outcomes":{'); say("linear", linear); say("poisson", count); say("binomial", share); say("gamma", positive)
say("inverse_gaussian", positive); say("tweedie", some); say("negative_binomial", count, "},\n")
gvif <- function(V, term) {
  R <- cov2cor(V[-1, -1]); term <- term[-1]
  sapply(unique(term), function(k) det(R[term == k, term == k, drop = FALSE]) *
      det(R[term != k, term != k, drop = FALSE]) / det(R)) }
dispersion_test <- function(y, mu, quadratic) {   # AER::dispersiontest, trafo NULL and 2
  aux <- ((y - mu)^2 - y) / mu; g <- if (quadratic) mu else rep(1, length(mu))
  s <- summary(lm(aux ~ 0 + g))$coefficients
  c(s[1, 1], s[1, 3], pnorm(s[1, 3], lower.tail = FALSE)) }
cat('"fits":{')
for (name in names(fits)) {
  fit <- fits[[name]]; mu <- fitted(fit); y <- fit$y; pw <- fit$prior.weights
  phi <- if (name %in% c("poisson", "binomial", "negative_binomial")) 1 else summary(fit)$dispersion
  h <- hatvalues(fit); pearson <- residuals(fit, "pearson"); deviance <- residuals(fit, "deviance")
  cat('"', name, '":{', sep = "")
  say("leverage", h); say("pearson", pearson); say("deviance", deviance)
  say("pearson_standardised", pearson / sqrt(phi * (1 - h)))
  say("deviance_standardised", deviance / sqrt(phi * (1 - h)))
  say("cook", (pearson / (1 - h))^2 * h / (phi * ncol(X)))
  if (name == "gamma") stopifnot(all.equal(unname(cooks.distance(fit)),
      unname((pearson / (1 - h))^2 * h / (phi * ncol(X)))),
                                 all.equal(unname(rstandard(fit)), unname(deviance / sqrt(phi * (1 - h)))))
  B <- summary(fit)$cov.unscaled; s <- fit$weights * residuals(fit, "working")
  dfbeta <- (X * (s / (1 - h))) %*% B
  if (name == "linear") stopifnot(all.equal(unname(dfbeta), unname(dfbeta(lm(linear ~ X - 1, weights = w)))))
  say("dfbeta", as.vector(dfbeta))
  say("vif", gvif(phi * B, c(0, 1, 2, 3, 3)))
  if (name == "poisson") { say("linear_test", dispersion_test(y, mu, FALSE))
  say("quadratic_test", dispersion_test(y, mu, TRUE))
    say("pearson_test", c(sum(pearson^2), pchisq(sum(pearson^2), fit$df.residual, lower.tail = FALSE))) }
  tails <- switch(name,   # P(Y < y), P(Y <= y)
    linear = { p <- pnorm(y, mu, sqrt(phi / pw)); rbind(p, p) },
    poisson = rbind(ppois(y - 1, mu), ppois(y, mu)),
    binomial = rbind(pbinom(round(pw * y) - 1, pw, mu), pbinom(round(pw * y), pw, mu)),
    gamma = { p <- pgamma(y, 1 / phi, scale = mu * phi); rbind(p, p) },
    inverse_gaussian = { p <- pinvgauss(y, mean = mu, dispersion = phi); rbind(p, p) },
    negative_binomial = rbind(pnbinom(y - 1, size = theta, mu = mu), pnbinom(y, size = theta, mu = mu)),
    # a Poisson number of gamma amounts of shape 1
    tweedie = { lambda <- mu^0.5 / (phi * 0.5); gs <- phi * 0.5 * mu^0.5
      p <- sapply(1:n, function(i) dpois(0, lambda[i]) + sum(dpois(1:400, lambda[i]) *
          pgamma(y[i], 1:400, scale = gs[i])))
      rbind(ifelse(y == 0, 0, p), p) })
  if (name == "gamma") stopifnot(all.equal(unname(qnorm(tails[1, ])), unname(qres.gamma(fit))))
  say("below", tails[1, ]); say("upto", tails[2, ], if (name == "tweedie") "}\n" else "},\n")
}
cat("}}\n")

# SPDX-License-Identifier: Apache-2.0
# Makes intercepts_predictions.json: predictions after random intercepts for the tables of make_random_intercepts.R, for
# tests/cpp/regress/intercepts_prediction_test.cpp.
# Run: Rscript make_intercepts_predictions.R > intercepts_predictions.json   (made with R 4.2.2, lme4 1.1-31)
# No package here gives these standard errors, so they are reckoned without any of our formulas: the joint log-density
# of outcomes and intercepts is written out, its top per group is sought by Newton's method on it, Laplace's likelihood
# is maximised, and its second derivative and the way in which the tops move are differences. Then, as TMB and glmmTMB:
# variance of x'b + u = (a' V a) + 1 / (second derivative to u). Averages are integrals by integrate().
# For sleepstudy the inverse of Henderson's mixed model equations (variances as known) says the same in closed form.
suppressMessages({library(lme4); library(MASS)})
num <- function(x) paste0("[", paste(formatC(x, digits = 17, format = "g", width = 1), collapse = ","), "]")
laws <- list(
  logit = list(d = function(e, y, w, o) w * (y * e - log1p(exp(e))), h = plogis, link = qlogis),
  poisson = list(d = function(e, y, w, o) y * e - exp(e) - lgamma(y + 1), h = exp, link = log),
  negbin = list(d = function(e, y, w, o) dnbinom(y, size = exp(o), mu = exp(e), log = TRUE), h = exp, link = log),
  cloglog = list(d = function(e, y, w, o) w * (y * log(-expm1(-exp(e))) - (1 - y) * exp(e)),
                 h = function(e) -expm1(-exp(e)), link = function(m) log(-log1p(-m))),
  gaussian = list(d = function(e, y, w, o) dnorm(y, e, exp(o / 2), log = TRUE), h = identity, link = identity))
slope <- function(f, at, h) (8 * (f(at + h) - f(at - h)) - f(at + 2 * h) + f(at - 2 * h)) / (12 * h)
bend <- function(f, at, h)
  (-f(at + 2 * h) + 16 * f(at + h) - 30 * f(at) + 16 * f(at - h) - f(at - 2 * h)) / (12 * h^2)
gradient <- function(f, at, h) sapply(seq_along(at), function(k) slope(function(t) f(replace(at, k, t)), at[k], h[k]))
near <- 1e-3                                          # step of differences to the intercepts
modes <- function(law, psi, X, y, w, g, own) {
  p <- ncol(X); eta <- as.vector(X %*% psi[1:p]); sd <- psi[p + 1]; o <- if (own) psi[p + 2] else 0
  at <- function(u) { u <- as.vector(u); law$d(eta + u[g], y, w, o) }
  joint <- function(u) as.vector(rowsum(at(u), g)) + dnorm(u, 0, sd, log = TRUE)
  u <- rep(0, max(g))
  for (i in 1:40) u <- u - pmax(pmin(slope(joint, u, near) / bend(joint, u, 3 * near), 2e3 * near), -2e3 * near)
  list(u = u, value = joint(u), curvature = -bend(joint, u, 3 * near))
}
laplace <- function(law, psi, ...) { m <- modes(law, psi, ...); sum(m$value + 0.5 * log(2 * pi / m$curvature)) }
case <- function(name, law, X, y, w, g, start, own, rows, split = FALSE, last = FALSE) {
  law <- laws[[law]]; p <- ncol(X); k <- length(start)
  f <- function(psi) laplace(law, psi, X, y, w, g, own)
  psi <- start
  for (i in 1:25) {                                           # Newton with differences
    h <- 1e-2 * c(1 / sqrt(colSums(X^2)) * if (own && split) exp(psi[p + 2] / 2) else 1, abs(psi[p + 1]) / 5,
                  if (own) 0.2)
    score <- gradient(f, psi, h)
    hess <- matrix(0, k, k)
    for (a in 1:k) hess[, a] <- slope(function(t) gradient(f, replace(psi, a, t), h), psi[a], h[a])
    move <- solve(-(hess + t(hess)) / 2, score)
    psi <- psi + move * min(1, 0.5 / max(abs(move[p + 1] / psi[p + 1]), 1e-9))
    if (max(abs(move) / sqrt(diag(solve(-(hess + t(hess)) / 2)))) < 1e-7) break
  }
  info <- -(hess + t(hess)) / 2
  V <- solve(info)
  if (split) { V[] <- 0; V[1:p, 1:p] <- solve(info[1:p, 1:p]); V[-(1:p), -(1:p)] <- solve(info[-(1:p), -(1:p)]) }
  m <- modes(law, psi, X, y, w, g, own)
  J <- sapply(1:k, function(a) slope(function(t) modes(law, replace(psi, a, t), X, y, w, g, own)$u, psi[a], h[a]))
  out <- sapply(rows, function(i) {
    x <- c(X[i, ], rep(0, k - p)); a <- x + J[g[i], ]
    eta <- sum(X[i, ] * psi[1:p])
    mean_at <- function(q) integrate(function(z) law$h(sum(X[i, ] * q[1:p]) + q[p + 1] * z) * dnorm(z), -12, 12,
                                     rel.tol = 1e-12, subdivisions = 2000)$value
    link_at <- function(q) law$link(mean_at(q))
    b <- gradient(link_at, psi, 10 * h)
    c(eta + m$u[g[i]], sqrt(sum(a * (V %*% a)) + 1 / m$curvature[g[i]]), link_at(psi), sqrt(sum(b * (V %*% b))),
      eta, sqrt(sum(x * (V %*% x)) + psi[p + 1]^2))
  })
  more <- ""
  if (split) {                                                # Henderson: inverse of the Hessian in (b, u) together
    s2 <- exp(psi[p + 2]); Z <- outer(g, seq_len(max(g)), "==") * 1
    C <- rbind(cbind(crossprod(X), crossprod(X, Z)),
               cbind(crossprod(Z, X), crossprod(Z) + diag(s2 / psi[p + 1]^2, max(g))))
    both <- s2 * solve(C)
    one <- function(i) { a <- c(X[i, ], Z[i, ]); sqrt(sum(a * (both %*% a))) }
    more <- paste0(',"henderson":', num(sapply(rows, one)))
  }
  cat('"', name, '":{"rows":', num(rows - 1), ',"sd":', num(psi[p + 1]), ',"group_eta":', num(out[1, ]),
      ',"group_se":', num(out[2, ]), ',"average_eta":', num(out[3, ]), ',"average_se":', num(out[4, ]),
      ',"new_eta":', num(out[5, ]), ',"new_se":', num(out[6, ]), more, '}', if (last) "\n" else ",\n", sep = "")
}
cat("{\n")
m <- model.matrix(~ period, cbpp)
share <- cbpp$incidence / cbpp$size
herd <- as.integer(cbpp$herd)
case("logit", "logit", m, share, cbpp$size, herd, c(-1.4, -1, -1.1, -1.6, 0.64), FALSE, c(1, 2, 5, 20, 56))
case("cloglog", "cloglog", m, share, cbpp$size, herd, c(-1.5, -0.9, -1, -1.5, 0.55), FALSE, c(1, 2, 5, 20, 56))
e <- epil; e$lbase <- log(e$base / 4) - mean(log(e$base / 4)); e$V4 <- as.numeric(e$period == 4)
e$lage <- log(e$age) - mean(log(e$age))
me <- model.matrix(~ lbase * trt + lage + V4, e)
b <- c(1.83, 0.88, -0.33, 0.47, -0.16, 0.34)
case("poisson", "poisson", me, e$y, 1, e$subject, c(b, 0.5), FALSE, c(1, 7, 90, 200, 236))
case("negbin", "negbin", me, e$y, 1, e$subject, c(b, 0.45, 2), TRUE, c(1, 7, 90, 200, 236))
near <- 3                                             # a parabola has no error of order, only rounding
case("gaussian", "gaussian", model.matrix(~ Days, sleepstudy), sleepstudy$Reaction, 1, as.integer(sleepstudy$Subject),
     c(251.4, 10.47, 36, 6.87), TRUE, c(1, 2, 15, 100, 180), split = TRUE, last = TRUE)
cat("}\n")

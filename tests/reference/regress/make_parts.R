# SPDX-License-Identifier: Apache-2.0
# Makes parts.json: models in two parts by R's glm and by optim on likelihoods written out here, with covariances from
# sandwich, for tests/cpp/regress/parts_test.cpp.
# Run: Rscript make_parts.R > parts.json   (made with R 4.2.2, sandwich 3.0-2)
# The likelihood of counts above zero is brought to its top by Newton steps on differences of its score, until they
# change
# nothing; that is tighter than any stopping rule of optim.
suppressMessages(library(sandwich))
num <- function(x) paste0("[", paste(ifelse(is.finite(x), formatC(x, digits = 17, format = "g", width = 1), "null"),
    collapse = ","), "]")
control <- glm.control(epsilon = 1e-15, maxit = 200)
RNGversion("4.2.0"); set.seed(47)
n <- 160
x1 <- round(rnorm(n), 3); x2 <- rbinom(n, 1, 0.4); cluster <- rep(1:16, each = 10)
X <- cbind(1, x1, x2)
exposure <- round(runif(n, 0.3, 1), 2)
any <- rbinom(n, 1, plogis(0.6 + 0.5 * x1 - 0.4 * x2 + rnorm(16, 0, 0.4)[cluster]))
cost <- ifelse(any == 1, round(exposure * rgamma(n, 1.5, 1.5 / exp(6 + 0.3 * x1 + 0.5 * x2)), 2) + 0.01, 0)
count <- ifelse(any == 1, pmax(1, rnbinom(n, 1.4, mu = exposure * exp(1.2 + 0.3 * x1 + 0.4 * x2))), 0)
cat('{"x":', num(as.vector(t(X))), ',\n"exposure":', num(exposure), ',\n"cluster":', num(cluster), ',\n"cost":',
    num(cost), ',\n"count":', num(count), ',\n"fits":{\n', sep = "")
up <- cost > 0
use <- glm(up ~ X - 1, family = binomial, control = control)
gam <- glm(cost ~ X - 1 + offset(log(exposure)), family = Gamma("log"), subset = up, control = control)
ig <- glm(cost ~ X - 1 + offset(log(exposure)), family = inverse.gaussian("log"), subset = up, control = control,
    start = coef(gam))
ln <- lm(log(cost) - log(exposure) ~ X - 1, subset = up)
expand <- function(fit, rows) { out <- matrix(0, n, 3); out[rows, ] <- estfun(fit); out %*% bread(fit) / nobs(fit) }
say <- function(name, mean, se, total_se, extra = "") cat('"', name, '":{"mean":', num(mean), ',"se":', num(se),
    ',"total_se":', num(total_se), extra, '},\n', sep = "")
joint <- function(inf, by = NULL) {            # stacked influence, G / (G - 1)
  if (!is.null(by)) inf <- rowsum(inf, by)
  crossprod(inf) * nrow(inf) / (nrow(inf) - 1)
}
# Clusters: residuals of each part enlarged by (1 - H)^-1/2, with H the cluster's own part of the hat matrix, written
# out row by row; degrees of freedom from M = Q'(1 - H)Q over all rows, of which Q holds the weights of the rows of each
# cluster in one combination.
power_of <- function(m, k) { e <- eigen(m, symmetric = TRUE); v <- pmax(e$values, 1e-12)^k
  e$vectors %*% (v * t(e$vectors)) }
enlarged <- function(fit, rows) {
  x <- X[rows, ]; w <- if (inherits(fit, "glm")) weights(fit, "working") else rep(1, nrow(x))
  r <- if (inherits(fit, "glm")) residuals(fit, "working") else residuals(fit)
  u <- sqrt(w) * x; by <- cluster[rows]; B <- solve(crossprod(u)); H <- u %*% B %*% t(u)
  f <- lapply(1:16, function(g) power_of(diag(sum(by == g)) - H[by == g, by == g, drop = FALSE], -0.5))
  list(inf = t(sapply(1:16, function(g) drop(B %*% t(u[by == g, ]) %*% f[[g]] %*% (sqrt(w) * r)[by == g]))),
       M = function(k) { Q <- matrix(0, nrow(x), 16)
         for (g in 1:16) Q[by == g, g] <- f[[g]] %*% u[by == g, ] %*% B %*% k
         t(Q) %*% (diag(nrow(x)) - H) %*% Q })
}
freedom <- function(M) sum(diag(M))^2 / sum(M^2)
p <- fitted(use); all_rows <- rep(TRUE, n)
delta <- function(V, slope_use, amount, by_last = 0) {
  g <- cbind(slope_use * amount * X, p * amount * X, p * by_last)
  list(se = sqrt(rowSums((g %*% V) * g)), total = sqrt(drop(colSums(g) %*% V %*% colSums(g))))
}
slope <- p * (1 - p)
for (part in c("gamma", "inverse_gaussian")) {
  fit <- if (part == "gamma") gam else ig
  m <- exp(drop(X %*% coef(fit)) + log(exposure)); inf <- cbind(expand(use, all_rows), expand(fit, up), 0)
  eu <- enlarged(use, all_rows); ea <- enlarged(fit, up); phi <- summary(fit)$dispersion
  for (kind in c("robust", "cluster", "model")) {
    V <- if (kind == "robust") joint(inf) else if (kind == "cluster") crossprod(cbind(eu$inf, ea$inf, 0)) else {
    V <- matrix(0, 7, 7); V[1:3, 1:3] <- vcov(use); V[4:6, 4:6] <- vcov(fit); V }
    d <- delta(V, slope, m)
    df <- if (kind != "cluster") "" else paste0(',"df":', num(c(
      sapply(1:3, function(j) freedom(eu$M(diag(3)[, j]))), sapply(1:3, function(j) freedom(ea$M(diag(3)[, j]))))),
      ',"mean_df":', num(sapply(1:n, function(i) freedom(eu$M(slope[i] / p[i] * X[i, ]) + phi * ea$M(X[i, ])))))
    say(paste0(part, "_", kind), p * m, d$se, d$total,
      paste0(',"amount":', num(coef(fit)), ',"use":', num(coef(use)), df))
  }
}
e <- residuals(ln); s <- mean(exp(e)); m <- exp(drop(X %*% coef(ln))) * exposure * s
inf_g <- expand(ln, up); k <- sum(up); xbar <- colSums(exp(e) * X[up, ]) / sum(exp(e))
last <- rep(0, n); last[up] <- (exp(e) / s - 1) / k; last <- last - drop(inf_g %*% xbar)
ea <- enlarged(ln, up); share <- tabulate(cluster[up], 16) / k     # the mean of exp(residual) is a fit as well
own <- drop(rowsum(exp(e) / s - 1, cluster[up])) / k / sqrt(1 - share)
d <- delta(crossprod(cbind(eu$inf, ea$inf, own - drop(ea$inf %*% xbar))), slope, m, m)
Ms <- function() { z <- rep(1, k) / sqrt(k); q <- matrix(0, k, 16)
  for (g in 1:16) q[cluster[up] == g, g] <- 1 / k / sqrt(1 - share[g]); t(q) %*% (diag(k) - z %*% t(z)) %*% q }
say("lognormal_cluster", p * m, d$se, d$total, paste0(',"amount":', num(coef(ln)), ',"smearing":', num(s),
  ',"mean_df":', num(sapply(1:n, function(i) freedom(eu$M(slope[i] / p[i] * X[i, ]) +
    summary(ln)$sigma^2 * ea$M(X[i, ] - xbar) + mean((exp(e) / s - 1)^2) * Ms())))))

# Counts above zero.
yc <- count[up]; Xc <- X[up, ]; oc <- log(exposure[up])
ll_poisson <- function(b) { mu <- exp(drop(Xc %*% b) + oc); sum(dpois(yc, mu, log = TRUE) - log(-expm1(-mu))) }
ll_negbin <- function(b) { mu <- exp(drop(Xc %*% b[1:3]) + oc); th <- exp(b[4])
sum(dnbinom(yc, size = th, mu = mu, log = TRUE) - log(-expm1(-th * log1p(mu / th)))) }
score_poisson <- function(b) { mu <- exp(drop(Xc %*% b) + oc); colSums(Xc * (yc - mu / -expm1(-mu))) }
score_negbin <- function(b, keep = TRUE) {
  Xc <- Xc[keep, , drop = FALSE]; yc <- yc[keep]; oc <- oc[keep]
  mu <- exp(drop(Xc %*% b[1:3]) + oc); th <- exp(b[4]); r <- mu / (mu + th); A <- 1 / expm1(th * log1p(mu / th))
  D <- log(th / (mu + th)) + r
  c(colSums(Xc * (yc - (yc + th) * r - th * r * A)), th * sum(digamma(yc + th) - digamma(th) + D - yc * (1 - r) / th +
      A * D))
}
top <- function(ll, score, start) {
  b <- optim(start, ll, score, method = "BFGS", control = list(fnscale = -1, reltol = 1e-14, maxit = 2000))$par
  for (i in 1:30) {
    H <- sapply(seq_along(b), function(j) { h <- 1e-5; e <- replace(0 * b, j, h);
        (score(b + e) - score(b - e)) / (2 * h) })
    b <- b - solve((H + t(H)) / 2, score(b))
  }
  list(b = b, ll = ll(b), V = solve(-(H + t(H)) / 2), score = max(abs(score(b))))
}
# Clusters of the counts: the information of each by differences of its score.
clustered <- function(b, score) {
  by <- cluster[up]; q <- length(b)
  parts <- lapply(1:16, function(g) { keep <- by == g
    H <- sapply(1:q, function(j) { h <- 1e-5; e <- replace(0 * b, j, h)
      (score(b + e, keep) - score(b - e, keep)) / (2 * h) })
    list(J = -(H + t(H)) / 2, s = score(b, keep)) })
  root <- power_of(solve(Reduce(`+`, lapply(parts, `[[`, "J"))), 0.5)
  A <- lapply(parts, function(each) {
    e <- eigen(root %*% each$J %*% root, symmetric = TRUE)   # where observed information is negative it says nothing
    L <- e$vectors %*% (pmax(e$values, 0) * t(e$vectors)); list(L = L, f = power_of(diag(q) - L, -0.5))
  })
  inf <- t(sapply(1:16, function(g) drop(root %*% A[[g]]$f %*% root %*% parts[[g]]$s)))
  df <- sapply(1:q, function(j) { k <- root[, j]
    own <- sapply(A, function(a) drop(t(k) %*% a$f %*% a$L %*% a$f %*% k))
    pulled <- sapply(A, function(a) drop(a$L %*% a$f %*% k)); freedom(diag(own) - crossprod(pulled)) })
  list(V = crossprod(inf), df = df)
}
zp <- top(ll_poisson, score_poisson, c(1, 0, 0)); zn <- top(ll_negbin, score_negbin, c(1, 0, 0, 0))
last <- function(name, fit, theta) {
  mu <- exp(drop(X %*% fit$b[1:3])) * exposure
  m <- if (theta) { th <- exp(fit$b[4]); mu / -expm1(-th * log1p(mu / th)) } else mu / -expm1(-mu)
  cat('"', name, '":{"count":', num(fit$b), ',"covariance":', num(as.vector(fit$V)), ',"log_likelihood":',
      num(fit$ll + as.numeric(logLik(use))),
      ',"mean":', num(p * m), ',"score":', num(fit$score), '}', if (theta) "\n" else ",\n", sep = "")
}
cz <- clustered(zn$b, score_negbin)
cat('"hurdle_cluster":{"covariance":', num(as.vector(cz$V)), ',"df":', num(cz$df), '},\n', sep = "")
last("hurdle_poisson", zp, FALSE); last("hurdle_negative_binomial", zn, TRUE)
cat("}}\n")

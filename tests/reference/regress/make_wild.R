# SPDX-License-Identifier: Apache-2.0
# Makes wild.json: wild cluster bootstraps by going through all signs, with every draw fitted again by lm (linear
# models),
# and with explicit matrices (score bootstrap of generalised linear models). Nothing of ours is used.
# Run: Rscript make_wild.R > wild.json   (R 4.2.2)
num <- function(x) paste0("[", paste(ifelse(is.finite(x), formatC(x, digits = 17, format = "g", width = 1), "null"),
    collapse = ","), "]")
say <- function(name, value, end = ",\n") cat('"', name, '":', num(value), end, sep = "")
RNGversion("4.2.0"); set.seed(11)
G <- 7; g <- rep(1:G, times = c(3, 4, 5, 6, 7, 8, 9)); n <- length(g)
x1 <- round(rnorm(n) + (g - 4) / 3, 3); x2 <- as.numeric(g %% 2)
w <- round(runif(n, 0.5, 2), 2); exposure <- round(runif(n, 1, 4), 2)
common <- 0.6 * rnorm(G)[g]
linear <- round(1 + 0.5 * x1 + common + rnorm(n), 3)
count <- rpois(n, exposure * exp(0.2 * x1 + 0.5 * common))
binary <- rbinom(n, 1, plogis(0.3 * x1 + common))
X <- cbind(1, x1, x2)
signs <- as.matrix(expand.grid(rep(list(c(1, -1)), G)))
pinv_t <- function(beta, X, w, u, contrast, value) {   # t with cluster-robust (cr0) standard error
  B <- solve(crossprod(X, w * X))
  scores <- rowsum(w * u * X, g)
  V <- B %*% crossprod(scores) %*% B
  (sum(contrast * beta) - value) / sqrt(drop(t(contrast) %*% V %*% contrast))
}
restricted_ls <- function(y, X, w, contrast, value) {
  B <- solve(crossprod(X, w * X)); b <- drop(B %*% crossprod(X, w * y))
  b - drop(B %*% contrast) * (sum(contrast * b) - value) / drop(t(contrast) %*% B %*% contrast)
}
wild <- function(y, X, w, contrast, value) {
  b0 <- restricted_ls(y, X, w, contrast, value); u0 <- drop(y - X %*% b0)
  t_of <- function(y) { f <- lm.wfit(X, y, w); pinv_t(f$coefficients, X, w, f$residuals, contrast, value) }
  observed <- t_of(y)
  draws <- apply(signs, 1, function(v) t_of(drop(X %*% b0) + v[g] * u0))
  list(t = observed, draws = draws, p = mean(abs(draws) >= abs(observed) * (1 - 1e-9)))
}
# Score bootstrap: perturbed scores at the restricted estimate, one step, standard error from the scores after that
# step.
score_wild <- function(y, X, family, offset, contrast, value) {
  k <- which.max(abs(contrast))
  Xr <- X[, -k, drop = FALSE] - outer(X[, k], contrast[-k] / contrast[k])
  f <- glm.fit(Xr, y, family = family, offset = offset + X[, k] * value / contrast[k],
      control = list(epsilon = 1e-15, maxit = 200))
  eta <- f$linear.predictors; mu <- family$linkinv(eta); d <- family$mu.eta(eta)
  wt <- d^2 / family$variance(mu); s <- (y - mu) * d / family$variance(mu)
  B <- solve(crossprod(X, wt * X)); S <- rowsum(s * X, g)
  information <- lapply(1:G, function(j) crossprod(X[g == j, , drop = FALSE], wt[g == j] * X[g == j, , drop = FALSE]))
  t_of <- function(v) {
    step <- drop(B %*% colSums(v * S))
    after <- t(sapply(1:G, function(j) v[j] * S[j, ] - drop(information[[j]] %*% step)))
    sum(contrast * step) / sqrt(sum((after %*% B %*% contrast)^2))
  }
  observed <- t_of(rep(1, G)); draws <- apply(signs, 1, t_of)
  list(t = observed, draws = draws, p = mean(abs(draws) >= abs(observed) * (1 - 1e-9)))
}
interval <- function(test, estimate, step, level = 0.1) {   # ends of the values with p > level, by halving
  end <- function(direction) {
    inside <- estimate; outside <- estimate + 2 * direction * step
    while (test(outside)$p > level) { inside <- outside; outside <- estimate + 2 * (outside - estimate) }
    for (i in 1:60) { m <- (inside + outside) / 2; if (test(m)$p <= level) outside <- m else inside <- m }
    (inside + outside) / 2
  }
  c(end(-1), end(1))
}
cat("{")
say("x", as.vector(t(X))); say("clusters", g); say("weights", w); say("exposure", exposure)
say("linear", linear); say("count", count); say("binary", binary)
report <- function(name, test, value, estimate, step, end) {
  r <- test(value)
  cat('"', name, '":{', sep = ""); say("value", value); say("t", r$t); say("p", r$p); say("draws", sort(abs(r$draws)))
  say("interval", interval(test, estimate, step), end)
}
one <- rep(1, n); e1 <- c(0, 1, 0); mixed <- c(0, 1, -1)
b <- function(y, w) lm.wfit(X, y, w)$coefficients
report("plain", function(r) wild(linear, X, one, e1, r), 0.3, b(linear, one)[2], 0.15, "},\n")
report("weighted", function(r) wild(linear, X, w, mixed, r), 0, sum(mixed * b(linear, w)), 0.3, "},\n")
pf <- glm(count ~ X - 1 + offset(log(exposure)), family = poisson); lf <- glm(binary ~ X - 1, family = binomial)
report("poisson", function(r) score_wild(count, X, poisson(), log(exposure), e1, r), 0.1, coef(pf)[2], 0.1, "},\n")
report("logit", function(r) score_wild(binary, X, binomial(), rep(0, n), mixed, r), 0, sum(mixed * coef(lf)), 0.4,
    "}\n")
cat("}\n")

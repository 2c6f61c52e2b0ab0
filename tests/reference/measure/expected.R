# SPDX-License-Identifier: Apache-2.0
# R 4.2.2 with lme4, MASS and metafor: `Rscript expected.R > expected_r.txt`. Each line: a name and numbers.
suppressMessages({library(lme4); library(MASS); library(metafor)})
say <- function(name, ...) cat(name, formatC(c(...), digits = 17, format = "g"), "\n")
cat("#", R.version.string, "lme4", as.character(packageVersion("lme4")), "MASS", as.character(packageVersion("MASS")),
    "metafor", as.character(packageVersion("metafor")), "\n")

# Two units of counts over seven years, the last of which is held: log-linear trends, one dispersion for both.
a <- c(40, 52, 47, 70, 66, 58, 95); b <- c(12, 9, 17, 8, 15, 21, 10)
pa <- c(1000, 1010, 1030, 1040, 1060, 1080, 1100); pb <- c(300, 310, 305, 300, 290, 280, 285)
year <- -6:0
lines <- lapply(list(list(a, pa), list(b, pb)), function(u) {
  fit <- glm(u[[1]][1:6] ~ year[1:6], family = poisson, offset = log(u[[2]][1:6]), epsilon = 1e-14)
  list(at = unname(coef(fit)[1]), v = vcov(fit)[1, 1], chi = sum(residuals(fit, "pearson")^2), df = fit$df.residual) })
phi <- sum(sapply(lines, `[[`, "chi")) / sum(sapply(lines, `[[`, "df")); df <- sum(sapply(lines, `[[`, "df"))
wider <- (qt(.975, df) / qnorm(.975))^2
below <- function(y, at, s, size, chance) integrate(function(t) {
  mu <- size * exp(at + s * t); r <- mu / (chance - 1); p <- r / (r + mu)
  dt(t, df) * (pbeta(p, r, y + 1) + if (y > 0) pbeta(p, r, y) else 0) / 2 }, -60, 60, subdivisions = 4000,
  rel.tol = 1e-11)$value
for (u in 1:2) { l <- lines[[u]]; s <- sqrt(phi * l$v); size <- c(pa[7], pb[7])[u]
  q <- function(p) uniroot(function(y) below(y, l$at, s, size, phi * wider) - p, c(.01, 400), tol = 1e-9)$root
  say(paste0("past_", u), phi, df, size * exp(l$at), size * exp(l$at) * s, q(.025), q(.975),
      below(c(a[7], b[7])[u], l$at, s, size, phi * wider)) }
# Values without margins: a straight line and its prediction interval; with margins: weighted.
y <- c(43.6, 45.1, 47.9, 47.2, 50.3); t <- -5:-1
say("line", predict(lm(y ~ t), data.frame(t = 0), interval = "prediction"))
se <- c(1.2, .9, 1.5, 1, .8); w <- 1 / se^2; fit <- lm(y ~ t, weights = w)
say("line_weighted", coef(fit)[1], summary(fit)$sigma^2, sqrt(vcov(fit)[1, 1]) / summary(fit)$sigma)

# Peers: mean change with a variance between (restricted maximum likelihood).
by <- c(.12, .31, -.05, .22, .40, .08); v <- c(.010, .020, .015, .012, .030, .009)
m <- rma(by, v, method = "REML", control = list(threshold = 1e-14, maxiter = 1000))
say("peers", m$b, m$tau2, m$se)

# Case mix: rows of persons in five units; the fit without each unit in full.
n <- 60; x <- (((1:n) * 7) %% 11) / 5; unit <- rep(1:5, each = 12)
yes <- as.numeric(((1:n) * 5) %% 7 < 2 + (1:n) %% 3); events <- ((1:n) * 3) %% 5
for (family in c("binomial", "poisson", "gaussian")) {
  out <- if (family == "binomial") yes else if (family == "poisson") events else x / 3 + events
  for (u in 1:5) {
    fit <- glm(out ~ x, family = family, subset = unit != u, epsilon = 1e-14)
    inside <- glm(out ~ x, family = family, epsilon = 1e-14)
    say(paste(family, u, sep = "_"), sum(out[unit == u]),
        sum(predict(fit, data.frame(x = x[unit == u]), type = "response")),
        sum(fitted(inside)[unit == u])) } }

# Drawn together: gamma and Poisson, beta and binomial, normal.
O <- c(12, 30, 7, 55, 21, 90, 14, 40, 33, 8, 61, 25); E <- c(15, 22, 10, 40, 25, 70, 12, 52, 30, 14, 45, 31)
nb <- glm.nb(O ~ 1 + offset(log(E)), control = glm.control(epsilon = 1e-14, maxit = 200))
say("gamma", exp(coef(nb)), 1 / nb$theta)
N <- c(60, 80, 45, 120, 90, 200, 50, 130, 100, 40, 150, 95)
bb <- function(p) { m <- plogis(p[1]); r <- plogis(p[2]); t <- 1 / r - 1
  -sum(lbeta(O + m * t, N - O + (1 - m) * t) - lbeta(m * t, (1 - m) * t)) }
o <- optim(c(qlogis(.38), qlogis(.02)), bb, method = "BFGS", control = list(reltol = 1e-15, maxit = 1000))
o <- optim(o$par, bb, method = "Nelder-Mead", control = list(reltol = 1e-15, maxit = 5000))
say("beta", plogis(o$par))
drawn <- blup(m)
say("normal_se", drawn$se)
# The spread not known: its root has a flat prior (values) or one half normal with scale 1.5 (ratios), the mean of all a
# flat one (on the logarithm for ratios).
mixed <- function(root, log_weight, mean, variance, below, range) {
  w <- exp(log_weight - max(log_weight)); w <- w / sum(w)
  value <- sum(w * mean)
  q <- function(p) uniroot(function(x) sum(w * below(x)) - p, range, tol = 1e-12)$root
  c(value, sqrt(sum(w * (variance + (mean - value)^2))), q(0.025), q(0.975))
}
root <- (1:40000 - 0.5) / 40000 * 4
at <- sapply(root, function(s) {
  w <- 1 / (v + s^2); m <- sum(w * y) / sum(w); B <- s^2 / (s^2 + v)
  c(sum(log(w)) / 2 - log(sum(w)) / 2 - sum(w * (y - m)^2) / 2, (m + B * (y - m))[1], (B * v + (1 - B)^2 / sum(w))[1])
})
say("mixed_normal", mixed(root, at[1, ], at[2, ], at[3, ], function(x) pnorm(x, at[2, ], sqrt(at[3, ])), c(-2, 2)))
mixed_gamma <- function(O, E, i, root, range) {
  at <- sapply(root, function(s) {
    d <- s^2
    m <- uniroot(function(m) sum((O - m * E) / (1 + m * E * d)), c(0.01, 100), tol = 1e-13)$root
    information <- sum(E / (m * (1 + m * E * d))); B <- E[i] / (E[i] + 1 / (d * m)); mean <- m + B * (O[i] / E[i] - m)
    c(sum(dnbinom(O, size = 1 / d, mu = m * E, log = TRUE)) - log(information * m^2) / 2 - d / (2 * 1.5^2), mean,
      mean / (1 / (d * m) + E[i]) + (1 - B)^2 / information)
  })
  mixed(root, at[1, ], at[2, ], at[3, ], function(x) pgamma(x, at[2, ]^2 / at[3, ], at[2, ] / at[3, ]), range)
}
say("mixed_gamma", mixed_gamma(O, E, 4, (1:20000 - 0.5) / 20000 * 3, c(0.1, 4)))
say("mixed_few", mixed_gamma(c(0, 1, 0, 3, 1), c(1.2, 0.8, 0.5, 1.1, 0.9), 1, (1:20000 - 0.5) / 20000 * 8, c(1e-9, 20)))

# Multiple membership: forty clients, four providers and others; the design of lme4 with its rows replaced by parts.
C <- 40; Z <- matrix(0, C, 5)
for (i in 1:C) { Z[i, 1 + i %% 4] <- .5 + .1 * (i %% 3); Z[i, 1 + (i * 3 + 1) %% 4] <- Z[i, 1 + (i * 3 + 1) %% 4] + .2 }
Z[, 5] <- 1 - rowSums(Z[, 1:4]); trait <- (((1:C) * 13) %% 17) / 8
score <- 5 + .4 * trait + as.vector(Z %*% c(1.5, -1, .5, -.8, .3)) + sin(1:C) * .6
d <- data.frame(score, trait, p = factor(rep(1:5, length.out = C)))
parts <- lFormula(score ~ trait + (1 | p), d, REML = TRUE)
parts$reTrms$Zt <- Matrix::Matrix(t(Z), sparse = TRUE); dimnames(parts$reTrms$Zt) <- list(1:5, 1:C)
f <- do.call(mkLmerDevfun, parts)
best <- optimize(f, c(0, 20), tol = 1e-12); invisible(f(best$minimum))
fit <- mkMerMod(environment(f), list(par = best$minimum, fval = best$objective, feval = 1, conv = 0), parts$reTrms,
                parts$fr)
u <- ranef(fit, condVar = FALSE)$p[, 1]
say("membership_fixed", fixef(fit), sqrt(diag(as.matrix(vcov(fit)))))
say("membership_variance", as.numeric(VarCorr(fit)$p), sigma(fit)^2)
say("membership_effect", u)
# Margins by Henderson's equations, solved in full.
X <- cbind(1, trait); s2 <- sigma(fit)^2; t2 <- as.numeric(VarCorr(fit)$p)
H <- solve(rbind(cbind(t(X) %*% X, t(X) %*% Z), cbind(t(Z) %*% X, t(Z) %*% Z + diag(5) * s2 / t2))) * s2
say("membership_se", sqrt(diag(H))[3:7])

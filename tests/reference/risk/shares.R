# SPDX-License-Identifier: Apache-2.0
# Attributable shares recomputed from their definitions: every subset of factors by hand, derivatives by central
# differences, influence functions from estimating equations. Data: birthwt and Insurance of the package MASS.
#   Rscript shares.R > shares_r.txt
library(MASS)
say <- function(name, x) cat(name, format(as.numeric(x), digits = 17, trim = TRUE), "\n")
cat("#", R.version.string, "\n# MASS", as.character(packageVersion("MASS")), "\n")

subsets <- function(m) lapply(0:(2^m - 1), function(code) which(bitwAnd(code, 2^(0:(m - 1))) > 0))

check <- function(name, X, X0, y, offset, fit, inverse, factors, cluster) {
  n <- nrow(X); m <- length(factors); b <- coef(fit)
  switched <- function(S) { Z <- X; for (k in S) Z[, factors[[k]]] <- X0[, factors[[k]]]; Z }
  use <- function(S, beta) inverse(drop(switched(S) %*% beta) + offset)
  slope <- function(f) sapply(seq_along(b), function(j) {
    h <- 1e-5; up <- b; up[j] <- up[j] + h; down <- b; down[j] <- down[j] - h; (f(up) - f(down)) / (2 * h) })
  r <- residuals(fit, "working") * weights(fit, "working")
  psi <- (X * r) %*% summary(fit)$cov.unscaled
  se_of <- function(rows) {                 # rows(beta): reduction of every row
    whole <- function(beta) use(integer(0), beta)
    share <- sum(rows(b)) / sum(whole(b))
    g <- slope(function(beta) sum(rows(beta)) / sum(whole(beta)))
    z <- (rows(b) - share * whole(b)) / sum(whole(b)) + drop(psi %*% g)
    zc <- tapply(z, cluster, sum); G <- length(zc)
    c(share, sqrt(sum(z^2) * n / (n - 1)), sqrt(sum(zc^2) * G / (G - 1)))
  }
  reduction <- function(S, beta) use(integer(0), beta) - use(S, beta)
  everything <- seq_len(m)
  average <- function(k, beta) {
    total <- 0
    for (S in subsets(m)) if (!(k %in% S)) {
      s <- length(S)
      total <- total + factorial(s) * factorial(m - s - 1) / factorial(m) *
        (reduction(c(S, k), beta) - reduction(S, beta))
    }
    total
  }
  say(paste0(name, "_coefficients"), b)
  say(paste0(name, "_influence"), t(psi))
  say(paste0(name, "_joint"), se_of(function(beta) reduction(everything, beta)))
  say(paste0(name, "_alone"), sapply(everything, function(k) se_of(function(beta) reduction(k, beta))))
  say(paste0(name, "_order"), sapply(everything, function(k)
    se_of(function(beta) reduction(seq_len(k), beta) - reduction(seq_len(k - 1), beta))))
  say(paste0(name, "_average"), sapply(everything, function(k) se_of(function(beta) average(k, beta))))
  say(paste0(name, "_bruzzi"), 1 - sum(y * use(everything, b) / use(integer(0), b)) / sum(y))
}

birth <- within(birthwt, { ptd <- as.numeric(ptl > 0); race <- factor(race) })
fit <- glm(low ~ age + lwt + race + smoke + ht + ui + ptd, binomial, birth, epsilon = 1e-14)
X <- model.matrix(fit); X0 <- X
X0[, 4:9] <- 0                               # race, smoke, ht, ui, ptd
say("birth_x", t(X)); say("birth_y", birth$low)
check("birth", X, X0, birth$low, rep(0, nrow(X)), fit, plogis, list(4:5, 6, 7, 8, 9), seq_len(nrow(X)) %% 12)

ins <- Insurance
for (v in c("Group", "Age")) ins[[v]] <- factor(as.character(ins[[v]]), levels = levels(ins[[v]]))
fit <- glm(Claims ~ District + Group + Age + offset(log(Holders)), poisson, ins, epsilon = 1e-14)
X <- model.matrix(fit); X0 <- X; X0[, -1] <- 0
say("insurance_x", t(X)); say("insurance_y", ins$Claims); say("insurance_exposure", ins$Holders)
check("insurance", X, X0, ins$Claims, log(ins$Holders), fit, exp, list(2:4, 5:7, 8:10), rep(1:8, 8))

# Two groups: birth weight of children of mothers who smoke (A) and who do not (B). Deviation contrasts give what the
# coefficients are from the mean over all categories; margins by the influence of every row on means and coefficients.
parts <- function(contrast) {
  d <- birth; contrasts(d$race) <- contrast
  one <- function(s) {
    f <- lm(bwt ~ age + lwt + race, d[d$smoke == s, ]); list(x = model.matrix(f), b = coef(f), f = f) }
  A <- one(1); B <- one(0)
  both <- coef(lm(bwt ~ age + lwt + race + smoke, d))[1:5]
  both0 <- coef(lm(bwt ~ age + lwt + race, d))
  xa <- colMeans(A$x); xb <- colMeans(B$x)
  list(A = A, B = B, xa = xa, xb = xb, both = both, both0 = both0)
}
p <- parts("contr.treatment")
say("oaxaca_a", t(p$A$x)); say("oaxaca_b", t(p$B$x))
say("oaxaca_ya", birth$bwt[birth$smoke == 1]); say("oaxaca_yb", birth$bwt[birth$smoke == 0])
three <- function(p) rbind((p$xa - p$xb) * p$B$b, p$xb * (p$A$b - p$B$b), (p$xa - p$xb) * (p$A$b - p$B$b),
                           (p$xa - p$xb) * p$both, p$xa * (p$A$b - p$both), p$xb * (p$both - p$B$b),
                           (p$xa - p$xb) * p$both0)
say("oaxaca_terms", three(p))                # column by column: seven parts of each term
say("oaxaca_invariant", three(parts("contr.sum")))
say("oaxaca_invariant_third", {             # the category without a column of its own: minus the sum of the others
  s <- parts("contr.sum"); last <- function(b) -sum(b[4:5]); xa3 <- mean(birth$race[birth$smoke == 1] == "3")
  xb3 <- mean(birth$race[birth$smoke == 0] == "3")
  c((xa3 - xb3) * last(s$B$b), xb3 * (last(s$A$b) - last(s$B$b)), (xa3 - xb3) * (last(s$A$b) - last(s$B$b))) })
say("oaxaca_margins", local({
  row_of <- function(M) { n <- nrow(M$x); list(mean = sweep(M$x, 2, colMeans(M$x)) / n,
                           b = (M$x * residuals(M$f)) %*% solve(crossprod(M$x))) }
  a <- row_of(p$A); b <- row_of(p$B); n <- nrow(p$A$x) + nrow(p$B$x)
  se <- function(za, zb) sqrt(sum(c(za, zb)^2) * n / (n - 1))
  d <- p$xa - p$xb; db <- p$A$b - p$B$b
  c(se(a$mean %*% p$B$b, -b$mean %*% p$B$b + b$b %*% d),
    se(a$b %*% p$xb, b$mean %*% db - b$b %*% p$xb),
    se(a$mean %*% db + a$b %*% d, -b$mean %*% db - b$b %*% d),
    se(a$mean %*% p$A$b + a$b %*% p$xa, -(b$mean %*% p$B$b + b$b %*% p$xb)))
}))

# SPDX-License-Identifier: Apache-2.0
# A risk model of days absent from school (quine, MASS): over-dispersed counts, negative binomial by maximum
# likelihood, HC3.
#   Rscript fit.R > fit_r.txt
library(MASS); library(sandwich)
say <- function(name, x) cat(name, format(as.numeric(x), digits = 17, trim = TRUE), "\n")
cat("#", R.version.string, "\n# MASS", as.character(packageVersion("MASS")), "\n# sandwich",
    as.character(packageVersion("sandwich")), "\n")
q <- quine; q$people <- 10 + seq_len(nrow(q)) %% 7
form <- Days ~ Eth + Sex + Age + Lrn + offset(log(people))
p <- glm(form, poisson, q, epsilon = 1e-14)
f <- glm.nb(form, q, control = glm.control(epsilon = 1e-14, maxit = 200))
for (i in 1:50) {                            # to the last digit: theta and coefficients in turn
  theta <- theta.ml(q$Days, fitted(f), limit = 100, eps = 1e-14)
  f <- glm(form, negative.binomial(as.numeric(theta)), q, epsilon = 1e-15, maxit = 100)
}
X <- model.matrix(f); mu <- fitted(f); V <- vcovHC(f, type = "HC3"); theta <- as.numeric(theta)
say("x", t(X)); say("y", q$Days); say("exposure", q$people)
say("poisson_dispersion", sum(residuals(p, "pearson")^2) / p$df.residual)
say("theta", theta); say("coefficients", coef(f)); say("se", sqrt(diag(V)))
pv <- 2 * pnorm(-abs(coef(f)[-1] / sqrt(diag(V))[-1]))
say("p", pv); say("q", p.adjust(pv, "BH"))
se <- mu * sqrt(rowSums((X %*% V) * X)); variance <- mu + mu^2 / theta + se^2; size <- mu^2 / (variance - mu)
say("expected", mu); say("expected_se", se)
say("low", qnbinom(.025, size, mu = mu)); say("high", qnbinom(.975, size, mu = mu))
below <- (pnbinom(q$Days, size, mu = mu) + pnbinom(q$Days - 1, size, mu = mu)) / 2
say("probability", pmin(1, 2 * pmin(below, 1 - below)))
say("left_out", sapply(seq_len(nrow(q)), function(i) {
  g <- glm(form, negative.binomial(theta), q[-i, ], epsilon = 1e-14, maxit = 100)
  predict(g, q[i, ], type = "response") }))
pe <- q$people; say("mean", colSums(X * pe) / sum(pe))
rate <- mu / pe; say("reference_rate", exp(sum(coef(f) * colSums(X * pe) / sum(pe))))
say("practice", (mu / (mu + theta)) * (q$Days - mu) / pe)
# Shapley values of the rate of the fifth pupil against the average, by all orders of the columns less the constant.
b <- coef(f)[-1]; xbar <- (colSums(X * pe) / sum(pe))[-1]; x <- X[5, -1]; k <- length(b)
value <- function(S) { z <- xbar; z[S] <- x[S]; exp(coef(f)[1] + sum(b * z)) }
sh <- sapply(seq_len(k), function(j) { total <- 0
  for (code in 0:(2^k - 1)) { S <- which(bitwAnd(code, 2^(0:(k - 1))) > 0); if (j %in% S) next
    s <- length(S); total <- total + factorial(s) * factorial(k - s - 1) / factorial(k) * (value(c(S, j)) - value(S)) }
  total })
say("shapley5", sh)
# The slope of Lrn (slow learner) by sex.
g <- glm(Days ~ Eth + Age + Sex + Sex:Lrn + offset(log(people)), negative.binomial(theta), q, epsilon = 1e-14)
say("slope_by_sex", coef(g)[7:8])

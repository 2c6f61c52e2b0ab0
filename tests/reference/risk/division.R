# SPDX-License-Identifier: Apache-2.0
# Rates of two groups of pupils (quine, MASS), divided: composition by all pairs and all orders, and by means
# (Yun 2004); and CR2 with Satterthwaite's degrees of freedom of clubSandwich.
#   Rscript division.R > division_r.txt
suppressPackageStartupMessages({library(MASS); library(clubSandwich)})
say <- function(name, x) cat(name, format(as.numeric(x), digits = 17, trim = TRUE), "\n")
cat("#", R.version.string, "\n# MASS", as.character(packageVersion("MASS")), "\n# clubSandwich",
    as.character(packageVersion("clubSandwich")), "\n")
q <- quine; q$people <- 10 + seq_len(nrow(q)) %% 7; q$cluster <- seq_len(nrow(q)) %% 9
A <- q$Sex == "F"; X <- model.matrix(~ Eth + Age + Lrn, q); w <- q$people; y <- q$Days
say("x", t(X)); say("y", y); say("exposure", w); say("group", as.integer(!A)); say("cluster", q$cluster)
fit <- function(rows, X) {                       # a column that is 0 everywhere there is NA
  f <- glm.fit(X[rows, ], y[rows], family = poisson(), offset = log(w[rows]), control = glm.control(1e-15, 100))
  b <- f$coefficients; b[is.na(b)] <- 0; b }
bA <- fit(A, X); bB <- fit(!A, X); star <- fit(rep(TRUE, nrow(q)), cbind(X, A))[seq_len(ncol(X))]
rate <- function(rows, b) weighted.mean(exp(X[rows, ] %*% b), w[rows])
say("rates", c(rate(A, bA), rate(!A, bB)))
say("composition", rate(A, star) - rate(!A, star))
say("unexplained", c(rate(A, bA) - rate(A, star), rate(!A, star) - rate(!A, bB)))
factors <- list(2, 3:5, 6)                       # Eth, Age, Lrn
eta <- function(rows, k) X[rows, factors[[k]], drop = FALSE] %*% star[factors[[k]]]
value <- function(S) {                           # every pupil of A with every pupil of B
  a <- rep(0, sum(A)); b <- rep(0, sum(!A))
  for (k in 1:3) if (k %in% S) a <- a + eta(A, k) else b <- b + eta(!A, k)
  sum(outer(w[A] * exp(a), w[!A] * exp(b))) * exp(star[1]) / sum(w[A]) / sum(w[!A]) }
say("shapley", sapply(1:3, function(k) {
  rest <- setdiff(1:3, k); subsets <- list(integer(0), rest[1], rest[2], rest)
  sum(mapply(function(S, c) c * (value(c(S, k)) - value(S)), subsets, c(2, 1, 1, 2) / 6)) }))
d <- colSums(X[A, ] * w[A]) / sum(w[A]) - colSums(X[!A, ] * w[!A]) / sum(w[!A])
part <- sapply(factors, function(j) sum(d[j] * star[j]))
say("yun", part / sum(part) * (rate(A, star) - rate(!A, star)))
m <- lm(Days ~ Eth + Age + Lrn, q)
t <- coef_test(m, vcovCR(m, cluster = q$cluster, type = "CR2"), test = "Satterthwaite")
say("cr2_se", t$SE); say("cr2_df", t$df_Satt); say("cr2_p", t$p_Satt)

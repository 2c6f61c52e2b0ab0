# SPDX-License-Identifier: Apache-2.0
# Numbers of plain R for the tests of score: mean, sd (n - 1), quantiles of type 7, ranks with each rule for ties.
# Run: Rscript peers.R > peers_r.txt ; printed with 17 digits. R 4.2.2.
x <- c(43.4, 43.6, 48.8, 34.2, 50.6, 43.6, 35.3, 41.05)
show <- function(name, v) cat(name, formatC(v, digits = 17, format = "g"), "\n")
show("values", x)
show("mean", mean(x))
show("sd", sd(x))
show("zscore", as.vector(scale(x)))
show("minmax", (x - min(x)) / (max(x) - min(x)))
show("rank_average", rank(x, ties.method = "average"))
show("rank_lowest", rank(x, ties.method = "min"))
show("rank_highest", rank(x, ties.method = "max"))
show("quantiles_type7", quantile(x, c(0.025, 0.975), type = 7, names = FALSE))
w <- c(1, 2, 0.5, 1, 3, 1, 1, 0.25)
show("weights", w)
show("arithmetic", weighted.mean(x, w))
show("geometric", exp(weighted.mean(log(x), w)))
show("harmonic", 1 / weighted.mean(1 / x, w))
show("beta_interval", qbeta(c(0.025, 0.975), 10.5, 90.5))
show("gamma_interval", qgamma(c(0.025, 0.975), 4.5))
# Changes of two counts: variance estimates recovery from Jeffreys' intervals, which reach to 0 of n and n of n.
# One row per pair: x and n of the first period, x and n of the second, change, low, high.
ends <- function(x, n, q) {
  e <- if (is.na(q)) qgamma(c(0.025, 0.975), x + 0.5) / n else qbeta(c(0.025, 0.975), x + 0.5, n - x + 0.5)
  c(min(e[1], x / n), max(e[2], x / n))
}
mover <- function(name, pairs, q) for (p in pairs) {
  a <- p[1] / p[2]; b <- p[3] / p[4]; ea <- ends(p[1], p[2], q); eb <- ends(p[3], p[4], q)
  show(name, c(p, b - a, b - a - sqrt((b - eb[1])^2 + (ea[2] - a)^2), b - a + sqrt((eb[2] - b)^2 + (a - ea[1])^2)))
}
mover("change_of_shares", list(c(0, 29, 5, 56), c(3, 20, 19, 20), c(10, 10, 0, 20), c(7, 34, 1, 34)), 1)
mover("change_of_rates", list(c(0, 120, 4, 110), c(12, 340.5, 5, 400), c(1, 10, 1, 10)), NA)

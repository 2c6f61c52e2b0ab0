# SPDX-License-Identifier: Apache-2.0
# Base R (4.2.2; package stats only): `Rscript measure.R > measure_r.txt`. Each line: a name and numbers.
say <- function(name, ...) cat(name, formatC(c(...), digits = 17, format = "g"), "\n")
tight <- function(f, low, high) uniroot(f, c(low, high), tol = 1e-15)$root
cat("#", R.version.string, "\n")

# Counts: poisson.test, and mid-P by its definition.
for (x in c(0, 1, 3, 10, 65, 1045)) for (level in c(0.9, 0.95, 0.998)) {
  a <- (1 - level) / 2
  exact <- poisson.test(x, conf.level = level)$conf.int
  high <- tight(function(m) ppois(x - 1, m) + dpois(x, m) / 2 - a, max(x, 0), exact[2] + 1)
  low <- if (x == 0) 0 else tight(function(m) ppois(x, m, lower.tail = FALSE) + dpois(x, m) / 2 - a, exact[1] / 2, x)
  say(sprintf("count_%d_%g", x, level), exact, low, high)
}
# Proportions: binom.test, prop.test without correction (Wilson), Jeffreys by beta quantiles, mid-P by its definition.
for (size in c(1, 12, 100, 3215)) for (x in unique(c(0, 1, size %/% 3, size))) for (level in c(0.95, 0.998)) {
  a <- (1 - level) / 2
  exact <- binom.test(x, size, conf.level = level)$conf.int
  wilson <- suppressWarnings(prop.test(x, size, conf.level = level, correct = FALSE))$conf.int
  jeffreys <- c(if (x == 0) 0 else qbeta(a, x + .5, size - x + .5),
                if (x == size) 1 else qbeta(1 - a, x + .5, size - x + .5))
  above <- function(p) pbinom(x, size, p, lower.tail = FALSE) + dbinom(x, size, p) / 2
  low <- if (x == 0) 0 else tight(function(p) above(p) - a, 1e-12, if (x == size) 1 - 1e-15 else x / size)
  high <- if (x == size) 1 else tight(function(p) 1 - above(p) - a, x / size, 1)
  say(sprintf("proportion_%d_%d_%g", x, size, level), wilson, jeffreys, exact, low, high)
}
# Two rates: exact ratio by poisson.test; score limits of the difference by a maximised likelihood.
for (case in list(c(30, 3000, 12, 2500), c(5, 100, 0, 80), c(1, 50, 9, 60))) {
  x1 <- case[1]; n1 <- case[2]; x2 <- case[3]; n2 <- case[4]
  r <- suppressWarnings(poisson.test(c(x1, x2), c(n1, n2)))
  score <- function(d) {
    f <- function(r2) { m1 <- n1 * (r2 + d); m2 <- n2 * r2
      (if (x1 > 0) x1 / (r2 + d) else 0) - n1 + (if (x2 > 0) x2 / r2 else 0) - n2 }
    low <- max(0, -d)
    r2 <- if (x2 == 0 && (d > 0 && x1 / d - n1 - n2 <= 0)) 0 else tight(f, low + 1e-14, low + 10)
    (x1 / n1 - x2 / n2 - d) / sqrt((r2 + d) / n1 + r2 / n2)
  }
  d <- x1 / n1 - x2 / n2
  z <- qnorm(.975)
  say(sprintf("rates_%d_%d", x1, x2), r$conf.int, tight(function(t) score(t) - z, d - .5, d),
      tight(function(t) score(t) + z, d, d + .5))
}
# Two proportions: Miettinen & Nurminen, the constrained likelihood maximised numerically.
for (case in list(c(56, 70, 48, 80), c(9, 10, 3, 10), c(6, 7, 2, 7), c(5, 56, 0, 29))) {
  x1 <- case[1]; n1 <- case[2]; x2 <- case[3]; n2 <- case[4]; n <- n1 + n2; z <- qnorm(.975)
  like <- function(p1, p2) dbinom(x1, n1, p1, log = TRUE) + dbinom(x2, n2, p2, log = TRUE)
  best <- function(f, low, high) optimize(f, c(low, high), maximum = TRUE, tol = 1e-13)$maximum
  diff_score <- function(d) { p2 <- best(function(p) like(p + d, p), max(0, -d), min(1, 1 - d)); p1 <- p2 + d
    (x1 / n1 - x2 / n2 - d) / sqrt((p1 * (1 - p1) / n1 + p2 * (1 - p2) / n2) * n / (n - 1)) }
  ratio_score <- function(t) { p2 <- best(function(p) like(t * p, p), 0, min(1, 1 / t)); p1 <- t * p2
    (x1 / n1 - t * x2 / n2) / sqrt((p1 * (1 - p1) / n1 + t^2 * p2 * (1 - p2) / n2) * n / (n - 1)) }
  d <- x1 / n1 - x2 / n2
  say(sprintf("proportions_%d_%d", x1, x2), uniroot(function(t) diff_score(t) - z, c(-.9999, d), tol = 1e-12)$root,
      uniroot(function(t) diff_score(t) + z, c(d, .9999), tol = 1e-12)$root,
      uniroot(function(t) ratio_score(t) - z, c(1e-3, if (x2 > 0) d + x1 / n1 / (x2 / n2) else 100), tol = 1e-12)$root,
      if (x2 > 0) uniroot(function(t) ratio_score(t) + z, c(x1 / n1 / (x2 / n2), 1e3), tol = 1e-12)$root else Inf)
}
# A directly standardised rate: gamma limits of Fay & Feuer and of Tiwari et al.
events <- c(2, 0, 5, 11, 7); people <- c(900, 1100, 1500, 800, 150); w <- c(5000, 11000, 30000, 40000, 14000)
w <- w / sum(w)
rate <- sum(w * events / people); v <- sum(w^2 * events / people^2); k <- w / people
high <- function(extra, square) qgamma(.975, (rate + extra)^2 / (v + square), scale = (v + square) / (rate + extra))
say("direct", rate, v, qgamma(.025, rate^2 / v, scale = v / rate), high(max(k), max(k)^2), high(mean(k), mean(k^2)))
# A life table by its own recursion, and the expectancy with each band's deaths moved, for the variance by simulation.
start <- c(0, 1, 5, 15, 45, 65, 75, 85); deaths <- c(12, 4, 6, 60, 240, 310, 480, 700)
years <- c(1800, 7300, 19000, 61000, 40000, 12000, 7200, 4100)
expectancy <- function(deaths) { m <- deaths / years; n <- c(diff(start), NA); a <- c(.1, rep(.5, length(m) - 1))
  q <- pmin(1, n * m / (1 + n * (1 - a) * m)); q[length(q)] <- 1
  l <- c(1, cumprod(1 - q))[seq_along(q)]; d <- l * q
  years_lived <- n * (l - d) + a * n * d; years_lived[length(q)] <- l[length(q)] / m[length(q)]
  rev(cumsum(rev(years_lived))) / l }
say("life", expectancy(deaths))
set.seed(1)
draws <- replicate(40000, { q <- rpois(length(deaths), deaths)
  c(expectancy(q)[1], expectancy(c(deaths[-8], rpois(1, 700)))[8]) })
say("life_sd", apply(draws, 1, sd))
# Concentration and Theil indices by their covariance and mean formulas, with jackknife margins.
y <- c(3.1, 0, 2.2, 5.7, 4.4, 8.1, 1.3, 6.6, 9.2, 7.4, 2.9, 12.5); by <- c(3, 1, 2, 5, 5, 8, 4, 7, 9, 10, 6, 12)
ci <- function(y, by) { r <- (rank(by) - .5) / length(y); 2 * mean((y - mean(y)) * (r - .5)) / mean(y) }
theil <- function(y) { r <- y / mean(y); mean(ifelse(r > 0, r * log(r), 0)) }
mld <- function(y) -mean(log(y / mean(y)))
say("indices", ci(y, by), ci(y, y), theil(y), mld(y + 1))
big <- exp(rnorm(400)); bigr <- order(order(big * exp(rnorm(400, sd = .7))))
jack <- function(f) { n <- 400; each <- sapply(1:n, f); sqrt((n - 1) / n * sum((each - mean(each))^2)) }
say("big", big); say("big_rank", bigr)
say("big_indices", ci(big, bigr), jack(function(i) ci(big[-i], bigr[-i])), theil(big),
    jack(function(i) theil(big[-i])), mld(big), jack(function(i) mld(big[-i])))
# Funnels: distances on the root scale drawn in to type-7 quantiles, both variances between units, and the most likely
# negative binomial and beta-binomial distributions with their tails.
o <- c(12, 30, 7, 55, 21, 90, 14, 40, 33, 8, 61, 25, 17, 74, 5, 38, 19, 47, 28, 66)
e <- c(15, 22, 10, 40, 25, 70, 12, 52, 30, 14, 45, 31, 16, 60, 9, 30, 26, 41, 37, 50)
s <- 1 / (2 * sqrt(e)); z <- (sqrt(o / e) - 1) / s
q <- quantile(z, c(.1, .9), names = FALSE); zw <- pmin(pmax(z, q[1]), q[2]); n <- length(z); w <- 1 / s^2
phi <- mean(zw^2); moments <- max(0, (n * phi - (n - 1)) / (sum(w) - sum(w^2) / sum(w)))
yw <- 1 + zw * s
restricted <- function(t) { v <- s^2 + t; m <- sum(yw / v) / sum(1 / v)
  -.5 * sum(log(v)) - .5 * log(sum(1 / v)) - .5 * sum((yw - m)^2 / v) }
reml <- optimize(restricted, c(0, 1), maximum = TRUE, tol = 1e-12)$maximum
nb <- exp(optimize(function(k) sum(dnbinom(o, size = exp(-k), mu = e, log = TRUE)),
                   c(-12, 2), maximum = TRUE, tol = 1e-10)$maximum)
say("funnel", phi, moments, reml, nb)
say("funnel_tails", pnbinom(o[6], size = 1 / nb, mu = e[6]),
    pnbinom(o[6] - 1, size = 1 / nb, mu = e[6], lower.tail = FALSE))
m <- c(60, 80, 45, 120, 90, 200, 50, 130, 100, 40, 150, 95, 64, 180, 30, 110, 75, 140, 105, 160); p <- sum(o) / sum(m)
bb <- function(x, m, r, log = FALSE) { t <- 1 / r - 1
  l <- lchoose(m, x) + lbeta(x + p * t, m - x + (1 - p) * t) - lbeta(p * t, (1 - p) * t); if (log) l else exp(l) }
rho <- exp(optimize(function(k) sum(bb(o, m, exp(k), TRUE)), c(-12, -1), maximum = TRUE, tol = 1e-10)$maximum)
say("funnel_binomial", p, rho, sum(bb(0:o[6], m[6], rho)), sum(bb(o[6]:m[6], m[6], rho)), sum(bb(0:o[8], m[8], rho)))

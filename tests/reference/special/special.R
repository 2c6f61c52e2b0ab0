# SPDX-License-Identifier: Apache-2.0
# Reference numbers for the special functions, made with R. Run: Rscript special.R > special.inc
# Each line: function, arguments, result with 17 digits. Arguments are exact doubles or written with 17 digits.

number <- function(x) sprintf("%.17g", x)
row <- function(name, result, ...) {
    arguments <- c(..., NA, NA, NA)[1:3]
    arguments <- ifelse(is.na(arguments), "0", number(arguments))
    cat(sprintf("{\"%s\", %s, %s},\n", name, paste(arguments, collapse = ", "), number(result)))
}

cat("// SPDX-License-Identifier: Apache-2.0\n")
cat(sprintf("// Made by special.R with %s. {function, argument, argument, argument, result}\n", R.version.string))

for (x in c(-37, -20, -8.25, -5, -1.96, -0.5, -1e-10, 0, 1e-3, 0.75, 1.5, 3, 6, 8)) row("normal_cdf", pnorm(x), x)
for (p in c(1e-300, 1e-100, 1e-20, 1e-10, 1e-5, 0.001, 0.025, 0.07, 0.08, 0.25, 0.4999999, 0.5, 0.51, 0.925, 0.975,
            0.999, 1 - 2^-40))
    row("normal_quantile", qnorm(p), p)
for (df in c(0.5, 1, 2, 3.7, 10, 30, 1000, 1e6))
    for (x in c(-40, -2.5, -0.1, 0.3, 1.7, 12)) row("student_t_cdf", pt(x, df), x, df)
for (df in c(1, 2, 3.7, 10, 30, 1000))
    for (p in c(1e-8, 0.005, 0.3, 0.6, 0.975, 0.9999)) row("student_t_quantile", qt(p, df), p, df)
for (df in c(0.5, 1, 3, 10, 99.5, 1e4))
    for (p in c(1e-6, 0.025, 0.4, 0.975, 0.99999)) {
        q <- signif(qchisq(p, df), 5)
        row("chi_squared_cdf", pchisq(q, df), q, df)
        row("chi_squared_quantile", qchisq(p, df), p, df)
    }
for (shape in c(0.01, 0.5, 1, 7.25, 150, 1e5))
    for (scale in c(1, 0.125)) for (p in c(0.001, 0.2, 0.7, 0.999)) {
        q <- signif(qgamma(p, shape, scale = scale), 5)
        row("gamma_cdf", pgamma(q, shape, scale = scale), q, shape, scale)
        row("gamma_quantile", qgamma(p, shape, scale = scale), p, shape, scale)
    }
for (ab in list(c(0.5, 0.5), c(1, 1), c(2, 5), c(0.1, 3), c(40, 60.5), c(3000, 2000), c(1e5, 7)))
    for (p in c(1e-4, 0.025, 0.5, 0.975)) {
        q <- signif(qbeta(p, ab[1], ab[2]), 6)
        if (q > 0 && q < 1) row("beta_cdf", pbeta(q, ab[1], ab[2]), q, ab[1], ab[2])
        row("beta_quantile", qbeta(p, ab[1], ab[2]), p, ab[1], ab[2])
    }
for (x in c(1e-10, 0.1, 0.5, 1.0009765625, 1.5, 1.9990234375, 3, 10.5, 170, 1e6, 1e15, -0.5, -3.25))
    row("log_gamma", lgamma(x), x)
for (x in c(1e-5, 0.1, 0.5, 1, 1.5, 2, 10, 1234.5, 1e12, -0.5, -3.25)) row("digamma", digamma(x), x)

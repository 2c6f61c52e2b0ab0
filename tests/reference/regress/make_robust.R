# SPDX-License-Identifier: Apache-2.0
# Makes robust.json: sandwich estimators by sandwich and clubSandwich for tests/cpp/regress.
# Run: Rscript make_robust.R > robust.json   (R 4.2.2, sandwich 3.0-2, clubSandwich 0.5.8, MASS 7.3-58.2)
suppressMessages({library(MASS); library(sandwich); library(clubSandwich)})
num <- function(x) paste0("[", paste(ifelse(is.finite(x), formatC(x, digits = 17, format = "g", width = 1), "null"),
    collapse = ","), "]")
RNGversion("4.2.0"); set.seed(7)
n <- 90
g <- rep(1:9, times = c(3, 5, 7, 9, 10, 11, 13, 15, 17)); h <- rep(1:6, length.out = n)
x1 <- round(rnorm(n) + g / 4, 3); x2 <- as.numeric(g > 4)
w <- round(runif(n, 0.5, 2), 2); exposure <- round(runif(n, 1, 4), 2)
east <- round(runif(n, 0, 10), 2); north <- round(runif(n, 0, 10), 2)
common <- rnorm(9)[g]
linear <- round(1 + x1 + common + rnorm(n), 3)
count <- rpois(n, exposure * exp(0.2 * x1 + 0.4 * common))
dispersed <- rnbinom(n, size = 2, mu = exposure * exp(0.2 * x1 + 0.2 * common))
binary <- rbinom(n, 1, plogis(-0.5 + 0.5 * x1 + common))
positive <- round(rgamma(n, 2, 2 / exp(1 + 0.3 * x1 + 0.3 * common)), 3) + 0.01
X <- cbind(1, x1, x2)
control <- glm.control(epsilon = 1e-15, maxit = 200)
ofs <- log(exposure)
nb <- glm.nb(dispersed ~ X - 1 + offset(ofs), control = glm.control(epsilon = 1e-14, maxit = 500))
theta <- signif(nb$theta, 6)
fits <- list(
  linear = glm(linear ~ X - 1, control = control),
  linear_weighted = glm(linear ~ X - 1, weights = w, control = control),
  poisson = glm(count ~ X - 1 + offset(ofs), family = poisson, control = control),
  logit = glm(binary ~ X - 1, family = binomial, control = control),
  gamma = glm(positive ~ X - 1, family = Gamma("log"), control = control),
  negative_binomial = glm(dispersed ~ X - 1 + offset(ofs), family = negative.binomial(theta), control = control))
# R stops when the deviance no longer moves, a long way before the coefficients do; so on from there until they do not
# either.
settle <- function(fit) {
  call <- fit$call; call$start <- quote(from)
  for (i in 1:40) { again <- eval(call, list(from = coef(fit)), globalenv()); again$call <- fit$call; fit <- again }
  fit
}
fits <- lapply(fits, settle)
say <- function(name, value, end = ",\n") cat('"', name, '":', num(value), end, sep = "")
cat("{")
say("x", as.vector(t(X))); say("clusters", g); say("second", h); say("weights", w); say("exposure", exposure)
say("easting", east); say("northing", north); say("theta", theta)
cat('"outcomes":{'); say("linear", linear); say("linear_weighted", linear); say("poisson", count); say("logit", binary)
say("gamma", positive); say("negative_binomial", dispersed, "},\n")
cat('"fits":{')
conley <- function(fit, distance) {
  e <- estfun(fit); meat <- matrix(0, ncol(e), ncol(e))
  for (i in 1:n) for (j in 1:n)
    meat <- meat + max(0, 1 - sqrt((east[i] - east[j])^2 + (north[i] - north[j])^2) / distance) *
        tcrossprod(e[i, ], e[j, ])
  b <- bread(fit) / n
  b %*% meat %*% b
}
contrast <- cbind(c(0, 1, -1), c(1, 2, 0.5))
for (name in names(fits)) {
  fit <- fits[[name]]
  # theta is given, so the dispersion is 1 as for glm.nb (glm itself would estimate one; sandwich only asks the family's
  # name).
  cat('"', name, '":{', sep = "")
  for (type in c("HC0", "HC1", "HC2", "HC3", "HC4")) say(tolower(type), as.vector(vcovHC(fit, type)))
  for (type in c("CR0", "CR3")) say(tolower(type), as.vector(as.matrix(vcovCR(fit, cluster = g, type = type))))
  # Our cr2 is that of the weighted rows: of the least-squares fit that the last step of the search is.
  s <- sqrt(fit$weights); Xs <- s * X; ys <- s * (X %*% coef(fit) + residuals(fit, "working"))
  last <- lm(ys ~ Xs - 1)
  for (kind in c("cr2", "cr2_residual")) {
    model <- if (kind == "cr2") last else fit
    cr2 <- vcovCR(model, cluster = g, type = "CR2")
    say(kind, as.vector(as.matrix(cr2)))
    say(paste0(kind, "_df"), coef_test(model, vcov = cr2, test = "Satterthwaite")$df_Satt)
    say(paste0(kind, "_contrast_df"), sapply(1:2, function(k) linear_contrast(model, vcov = cr2,
        contrasts = t(contrast[, k]), test = "Satterthwaite")$df))
    wald <- Wald_test(model, constraints = constrain_zero(2:3), vcov = cr2, test = "HTZ")
    say(paste0(kind, "_wald"), c(wald$Fstat, wald$df_denom, wald$p_val))
  }
  say("cr1", as.vector(vcovCL(fit, cluster = g, type = "HC1")))
  say("two_way", as.vector(vcovCL(fit, cluster = data.frame(g, h), type = "HC0", cadjust = FALSE, multi0 = FALSE,
      fix = TRUE)))
  say("two_way_cr1", as.vector(vcovCL(fit, cluster = data.frame(g, h), type = "HC1", cadjust = TRUE, multi0 = FALSE,
      fix = TRUE)))
  say("newey_west", as.vector(NeweyWest(fit, lag = 3, prewhite = FALSE, adjust = FALSE)))
  say("conley", as.vector(conley(fit, 2.5)), if (name == names(fits)[length(fits)]) "}\n" else "},\n")
}
cat("}}\n")

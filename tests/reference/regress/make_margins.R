# SPDX-License-Identifier: Apache-2.0
# Makes margins.json: predictions, marginal effects and standardised means with delta-method standard errors whose
# gradients
# are numeric derivatives (Richardson), by base R and sandwich only.
# Run: Rscript make_margins.R > margins.json   (R 4.2.2, sandwich 3.0-2)
suppressMessages(library(sandwich))
num <- function(x) paste0("[", paste(ifelse(is.finite(x), formatC(x, digits = 17, format = "g", width = 1), "null"),
    collapse = ","), "]")
say <- function(name, value, end = ",\n") cat('"', name, '":', num(value), end, sep = "")
RNGversion("4.2.0"); set.seed(5)
n <- 80
income <- round(rnorm(n, 3, 1), 2); type <- sample(c("flat", "house", "mixed"), n, TRUE, c(0.3, 0.5, 0.2))
dense <- rbinom(n, 1, 0.4); exposure <- round(runif(n, 50, 300)); f <- sample(1:3, n, TRUE)
eta <- -2 - 0.3 * income + 0.4 * (type == "flat") + 0.2 * dense + 0.15 * income * (type == "mixed")
count <- rpois(n, exposure * exp(eta)); binary <- rbinom(n, 1, plogis(eta + 2.5))
cost <- round(rgamma(n, 2, 2 / exp(eta + 6)), 2)
d <- data.frame(income, type = factor(type, levels = c("house", "flat", "mixed")), dense, exposure, f, count, binary,
    cost)
control <- glm.control(epsilon = 1e-15, maxit = 200)
formula <- ~ income + type + dense + income:type
fits <- list(poisson = glm(update(formula, count ~ . + offset(log(exposure))), family = poisson, data = d, weights = f,
    control = control),
             logit = glm(update(formula, binary ~ .), family = binomial, data = d, control = control),
             probit = glm(update(formula, binary ~ .), family = binomial("probit"), data = d, control = control),
             cloglog = glm(update(formula, binary ~ .), family = binomial("cloglog"), data = d, control = control),
             gamma = glm(update(formula, cost ~ .), family = Gamma("log"), data = d, control = control))
# R stops when the deviance no longer moves, a long way before the coefficients do; so on from there until they do not
# either.
settle <- function(fit) {
  call <- fit$call; call$start <- quote(from)
  for (i in 1:40) { again <- eval(call, list(from = coef(fit)), globalenv()); again$call <- fit$call; fit <- again }
  fit
}
fits <- lapply(fits, settle)
X <- function(data) model.matrix(formula, data)
richardson <- function(fun, b) sapply(seq_along(b), function(j) {   # four step sizes, error of order h^8
  h <- 0.02 * pmax(abs(b[j]), 0.1); a <- sapply(0:3, function(k) { s <- replace(b, j, b[j] + h / 2^k);
      m <- replace(b, j, b[j] - h / 2^k)
    (fun(s) - fun(m)) / (2 * h / 2^k) })
  for (k in 1:3) a <- (4^k * a[-1] - a[-length(a)]) / (4^k - 1)
  a })
cat("{")
for (name in c("income", "dense", "exposure", "f", "count", "binary", "cost")) say(name, d[[name]])
cat('"type":["', paste(d$type, collapse = '","'), '"],\n"fits":{', sep = "")
for (name in names(fits)) {
  fit <- fits[[name]]; b <- coef(fit); V <- if (name == "logit") vcovHC(fit, "HC0") else vcov(fit)
  inverse <- fit$family$linkinv; offset <- if (is.null(fit$offset)) rep(0, n) else log(exposure)
  w <- if (name == "poisson") f else rep(1, n)
  average <- function(data, b) sum(w * inverse(drop(X(data) %*% b) + offset)) / sum(w)
  set <- function(...) { s <- list(...); m <- d; for (v in names(s)) m[[v]] <- if (v == "type") factor(rep(s[[v]], n),
      levels(d$type)) else s[[v]]; m }
  moved <- function(b) {   # derivative to income by a central difference of eta, exact because eta is linear in income
    slope <- drop((X(set(income = 1)) - X(set(income = 0))) %*% b); e <- drop(X(d) %*% b) + offset
    sum(w * fit$family$mu.eta(e) * slope) / sum(w) }
  effects <- list(income = moved, flat = function(b) average(set(type = "flat"), b) - average(set(type = "house"), b),
                  mixed = function(b) average(set(type = "mixed"), b) - average(set(type = "house"), b),
                  # dense is a number to the design, so its effect is a slope
                  dense = function(b) { e <- drop(X(d) %*% b) + offset
                  sum(w * fit$family$mu.eta(e) * b["dense"]) / sum(w) },
                  house_mean = function(b) average(set(type = "house"), b),
                      flat_mean = function(b) average(set(type = "flat"), b),
                  mixed_mean = function(b) average(set(type = "mixed"), b),
                      poor = function(b) average(set(income = 2), b))
  # at the means: numbers at their mean, levels at their share, one row
  share <- sapply(levels(d$type), function(l) sum(w * (d$type == l)) / sum(w)); m <- function(v) sum(w * v) / sum(w)
  row <- function(income, s, dense) c(1, income, s[2], s[3], dense, income * s[2], income * s[3])
  o <- if (name == "poisson") log(m(exposure)) else 0
  unit <- function(l) as.numeric(levels(d$type) == l)
  at <- function(x, b) inverse(sum(x * b) + o)
  middle <- row(m(d$income), share, m(d$dense))
  effects$means_income <- function(b) fit$family$mu.eta(sum(middle * b) + o) *
      sum((row(1, share, 0) - row(0, share, 0)) * b)
  effects$means_flat <- function(b) at(row(m(d$income), unit("flat"), m(d$dense)), b) -
      at(row(m(d$income), unit("house"), m(d$dense)), b)
  cat('"', name, '":{', sep = "")
  say("covariance", as.vector(V)); say("coefficients", b)
  gradient <- t(sapply(effects, function(e) richardson(e, b)))
  say("estimates", sapply(effects, function(e) e(b))); say("errors", sqrt(diag(gradient %*% V %*% t(gradient))))
  ratio <- function(b) log(effects$flat_mean(b) / effects$house_mean(b)); g <- richardson(ratio, b)
  say("ratio", c(exp(ratio(b)), sqrt(drop(t(g) %*% V %*% g))))
  p <- predict(fit, type = "link", se.fit = TRUE); x <- X(d); se <- sqrt(rowSums((x %*% V) * x))
  say("eta", p$fit); say("se", se, if (name == names(fits)[length(fits)]) "}\n" else "},\n")
}
cat("}}\n")

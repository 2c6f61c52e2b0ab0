# SPDX-License-Identifier: Apache-2.0
# Makes random_intercepts.json: textbook tables that R packages ship (lme4::cbpp, lme4::sleepstudy, MASS::epil) with
# fits by
# lme4, for tests/cpp/regress/random_intercepts_test.cpp.
# Run: Rscript make_random_intercepts.R > random_intercepts.json   (made with R 4.2.2, lme4 1.1-31, MASS 7.3-58.2)
# lme4 stops when its optimiser does (nAGQ > 1: the constant of the log-likelihood is left out, so only those of nAGQ 1
# are
# written); the tests therefore allow 1e-5 and check the score at our own estimate.
suppressMessages({library(lme4); library(MASS)})
num <- function(x) paste0("[", paste(ifelse(is.finite(x), formatC(x, digits = 17, format = "g", width = 1), "null"),
    collapse = ","), "]")
control <- glmerControl(optimizer = "bobyqa", optCtrl = list(rhoend = 1e-10, maxfun = 1e5), calc.derivs = TRUE,
                        tolPwrss = 1e-13)
tight <- function(fit) {                       # restarts until the optimiser finds nothing better
  for (i in 1:2) fit <- update(fit, start = list(theta = getME(fit, "theta"), fixef = fixef(fit)))
  fit
}
X <- function(m) num(as.vector(t(m)))
cat("{\n")
m <- model.matrix(~ period, cbpp)
cat('"cbpp":{"x":', X(m), ',"groups":', num(as.integer(cbpp$herd)), ',"share":', num(cbpp$incidence / cbpp$size),
    ',"trials":', num(cbpp$size), '},\n', sep = "")
e <- epil; e$lbase <- log(e$base / 4) - mean(log(e$base / 4)); e$V4 <- as.numeric(e$period == 4)
e$lage <- log(e$age) - mean(log(e$age))
me <- model.matrix(~ lbase * trt + lage + V4, e)
cat('"epil":{"x":', X(me), ',"groups":', num(e$subject), ',"count":', num(e$y), '},\n', sep = "")
ms <- model.matrix(~ Days, sleepstudy)
cat('"sleepstudy":{"x":', X(ms), ',"groups":', num(as.integer(sleepstudy$Subject)), ',"y":', num(sleepstudy$Reaction),
    '},\n"fits":{\n', sep = "")
say <- function(name, fit, last = FALSE, ll = TRUE) {
  v <- as.matrix(vcov(fit)); r <- ranef(fit, condVar = TRUE)[[1]]
  cat('"', name, '":{"coefficients":', num(fixef(fit)), ',"se":', num(sqrt(diag(v))), ',"sd":',
      num(sqrt(unlist(VarCorr(fit)))),
      if (ll) paste0(',"log_likelihood":', num(as.numeric(logLik(fit)))) else "", ',"effects":', num(r[, 1]),
      ',"effect_se":', num(sqrt(as.vector(attr(r, "postVar")))), '}', if (last) "\n" else ",\n", sep = "")
}
for (q in c(1, 7, 25)) {
  say(paste0("cbpp", q), tight(glmer(cbind(incidence, size - incidence) ~ period + (1 | herd), cbpp, binomial,
      nAGQ = q, control = control)), ll = q == 1)
  say(paste0("epil", q), tight(glmer(y ~ lbase * trt + lage + V4 + (1 | subject), e, poisson, nAGQ = q,
      control = control)), ll = q == 1)
}
# With other links lme4 takes the expected curvature where we take the observed one: with 25 nodes both come to the
# same.
say("probit25", tight(glmer(cbind(incidence, size - incidence) ~ period + (1 | herd), cbpp, binomial("probit"),
    nAGQ = 25, control = control)), ll = FALSE)
say("cloglog25", tight(glmer(cbind(incidence, size - incidence) ~ period + (1 | herd), cbpp, binomial("cloglog"),
    nAGQ = 25, control = control)), ll = FALSE)
say("theta25", tight(glmer(y ~ lbase * trt + lage + V4 + (1 | subject), e, negative.binomial(5), nAGQ = 25,
    control = control)), ll = FALSE)
l <- lmer(Reaction ~ Days + (1 | Subject), sleepstudy, REML = FALSE,
          control = lmerControl(optimizer = "nloptwrap", optCtrl = list(xtol_abs = 1e-13, ftol_abs = 1e-13)))
r <- ranef(l, condVar = TRUE)[[1]]
cat('"sleepstudy":{"coefficients":', num(fixef(l)), ',"se":', num(sqrt(diag(as.matrix(vcov(l))))), ',"sd":',
    num(sqrt(unlist(VarCorr(l)))),
    ',"residual_sd":', num(sigma(l)), ',"log_likelihood":', num(as.numeric(logLik(l))), ',"effects":', num(r[, 1]),
    ',"effect_se":', num(sqrt(as.vector(attr(r, "postVar")))), '}\n}}\n', sep = "")

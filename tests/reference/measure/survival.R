# SPDX-License-Identifier: Apache-2.0
# Numbers for survival_test.cpp:  Rscript survival.R > survival_r.txt
# The data are written out here and in the test; they are made up.
suppressMessages(library(survival))
cat("#", R.version.string, "survival", as.character(packageVersion("survival")), "\n")
show <- function(name, values) cat(name, format(values, digits = 17, trim = TRUE), "\n")

time  <- c(2, 3, 3, 5, 6, 6, 6, 8, 9, 10, 12, 12, 13, 15, 16, 18, 20, 20, 22, 25)
event <- c(1, 1, 0, 1, 1, 2, 0, 1, 2, 0,  1,  2,  0,  1,  1,  0,  2,  1,  0,  0)
entry <- c(0, 0, 1, 0, 2, 4, 0, 3, 0, 5,  0,  7,  6,  0,  2,  9,  0,  8,  3,  0)
any <- as.integer(event > 0)

for (type in c("log-log", "log", "plain")) {
    fit <- survfit(Surv(time, any) ~ 1, conf.type = type)
    if (type == "log-log") {
        show("km_time", fit$time)
        show("km_survival", fit$surv)
        show("km_se", summary(fit)$std.err)
        show("km_event_time", summary(fit)$time)
    }
    show(paste0("km_low_", type), fit$lower)
    show(paste0("km_high_", type), fit$upper)
    q <- quantile(fit, c(0.25, 0.5, 0.9))
    show(paste0("quantile_", type), c(q$quantile, q$lower, q$upper))
}
fit <- survfit(Surv(time, any) ~ 1, conf.type = "log-log")
for (tau in c(12, 17.5, 25)) show(paste0("rmst_", tau), summary(fit, rmean = tau)$table[c("rmean", "se(rmean)")])

late <- survfit(Surv(entry, time, any) ~ 1, conf.type = "log-log")
show("late_risk", late$n.risk[late$n.event > 0])
show("late_survival", late$surv[late$n.event > 0])
show("late_se", (late$std.err * late$surv)[late$n.event > 0])
show("late_low", late$lower[late$n.event > 0])

state <- factor(event, 0:2, c("censored", "home", "moved"))
aj <- survfit(Surv(time, state) ~ 1)
show("aj_time", aj$time)
show("aj_1", aj$pstate[, 2])
show("aj_2", aj$pstate[, 3])
show("aj_se_1", aj$std.err[, 2])
show("aj_se_2", aj$std.err[, 3])
show("aj_lost_causes", summary(aj, rmean = 20)$table[2:3, "rmean"])

low  <- c(0, 0, 2, 4, 4, 6, 6, 8, 8, 3, 5, 5, 7, 12, 10)
high <- c(4, 2, 6, 8, 8, 8, 10, 12, Inf, 3, 9, 5, Inf, Inf, 14)
turnbull <- survfit(Surv(ifelse(low == 0, NA, low), ifelse(is.infinite(high), NA, high), type = "interval2") ~ 1)
show("turnbull_time", turnbull$time)
show("turnbull_survival", turnbull$surv)
show("wilson", prop.test(7, 20, correct = FALSE)$conf.int)

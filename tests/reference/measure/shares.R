# SPDX-License-Identifier: Apache-2.0
# The part that has had an event within a window, with rows of one person together: survfit of the package survival with
# cluster=. Rscript shares.R > shares_r.txt
suppressPackageStartupMessages(library(survival))
cat("# R", as.character(getRversion()), "survival", as.character(packageVersion("survival")), "\n")
time <- c(40, 90, 90, 120, 200, 200, 300, 365, 400, 500, 60, 150, 360, 700)
event <- c(1, 1, 0, 1, 0, 1, 1, 0, 1, 0, 0, 1, 0, 0)
id <- c(1, 1, 2, 2, 3, 4, 4, 4, 5, 6, 7, 7, 8, 9)
show <- function(name, value) cat(name, format(value, digits = 16), "\n")
alone <- summary(survfit(Surv(time, event) ~ 1), times = 365)
together <- summary(survfit(Surv(time, event) ~ 1, cluster = id, robust = TRUE), times = 365)
show("share", 1 - alone$surv)
show("se_alone", alone$std.err)
show("se_together", together$std.err)

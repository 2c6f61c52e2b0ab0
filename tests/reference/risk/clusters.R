# SPDX-License-Identifier: Apache-2.0
# CR2 with Satterthwaite's degrees of freedom of a Poisson model whose traits belong to the cluster, so that fitted
# weights are alike within one and every choice of the correction is the same.
#   Rscript clusters.R > clusters_r.txt
suppressMessages({library(MASS); library(clubSandwich)})
say <- function(name, x) cat(name, format(as.numeric(x), digits = 17, trim = TRUE), "\n")
cat("#", R.version.string, "\n# MASS", as.character(packageVersion("MASS")), "\n# clubSandwich",
    as.character(packageVersion("clubSandwich")), "\n")
q <- quine; q$cluster <- (seq_len(nrow(q)) * 7) %% 13 %% 11; q$z <- cos(q$cluster); q$old <- as.numeric(q$cluster > 5)
m <- glm(Days ~ z + old, poisson, q, control = glm.control(1e-15, 100))
t <- coef_test(m, vcovCR(m, cluster = q$cluster, type = "CR2"), test = "Satterthwaite")
say("x", t(model.matrix(m))); say("y", q$Days); say("cluster", q$cluster); say("coefficients", coef(m))
say("cr2_se", t$SE); say("cr2_df", t$df_Satt); say("cr2_p", t$p_Satt)

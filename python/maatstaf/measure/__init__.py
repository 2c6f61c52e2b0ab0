# SPDX-License-Identifier: Apache-2.0
"""From counts and records to indicators with their uncertainty.

Every function takes arrays, or the names of columns of `data`. Groups and several levels of confidence go in one call.
"""

from __future__ import annotations

from maatstaf._core import (
    Calibration,
    DerivedIndicator,
    Funnel,
    JudgeAgreement,
    Measures,
    Outliers,
    PanelRule,
    RowGroups,
    RuleBreaches,
)
from maatstaf.measure.comparisons import compare, compare_proportions, compare_rates
from maatstaf.measure.funnels import funnel
from maatstaf.measure.inequality import (
    concentration_index,
    quantile_groups,
    relative_index,
    slope_index,
    theil_index,
)
from maatstaf.measure.judgement import calibration, fleiss_kappa, weighted_kappa
from maatstaf.measure.panels import check_rules, derive, outliers, timeliness
from maatstaf.measure.rates import count, mean, proportion, rate, ratio
from maatstaf.measure.standardised import (
    directly_standardised_rate,
    indirectly_standardised_rate,
    indirectly_standardised_ratio,
    life_expectancy,
    standard_population,
)

__all__ = [
    "Calibration",
    "DerivedIndicator",
    "Funnel",
    "JudgeAgreement",
    "Measures",
    "Outliers",
    "PanelRule",
    "RowGroups",
    "RuleBreaches",
    "calibration",
    "check_rules",
    "compare",
    "compare_proportions",
    "compare_rates",
    "concentration_index",
    "count",
    "derive",
    "directly_standardised_rate",
    "fleiss_kappa",
    "funnel",
    "indirectly_standardised_rate",
    "indirectly_standardised_ratio",
    "life_expectancy",
    "mean",
    "outliers",
    "proportion",
    "quantile_groups",
    "rate",
    "ratio",
    "relative_index",
    "slope_index",
    "standard_population",
    "theil_index",
    "timeliness",
    "weighted_kappa",
]

# SPDX-License-Identifier: Apache-2.0
"""From counts and records to indicators with their uncertainty.

Every function takes arrays, or the names of columns of `data`. Groups and several levels of confidence go in one call.
"""

from __future__ import annotations

from maatstaf._core import (
    AssignedVolumes,
    Calibration,
    CaseMix,
    Claims,
    DerivedIndicator,
    Expected,
    Funnel,
    Gap,
    Incidence,
    IntervalTimes,
    JudgeAgreement,
    LeadTerm,
    LeadTimes,
    Measures,
    Organisations,
    Outliers,
    PanelRule,
    ProviderShares,
    RecordColumn,
    RowGroups,
    RuleBreaches,
    Spells,
    Survey,
    Survival,
    UnitPeers,
    YouthOutcomes,
)
from maatstaf.measure.comparisons import compare, compare_proportions, compare_rates
from maatstaf.measure.criteria import gas_t, goal_item, reliable_change, satisfaction_beside_effect, superiority, survey
from maatstaf.measure.expectations import expected_observed, explain_gap
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
from maatstaf.measure.providers import case_mix, organisations, provider_shares
from maatstaf.measure.rates import count, mean, proportion, rate, ratio
from maatstaf.measure.reached import count_reached, reach, share, share_within, to_panel
from maatstaf.measure.records import assigned_volume, claims, lead_times, spells
from maatstaf.measure.standardised import (
    directly_standardised_rate,
    indirectly_standardised_rate,
    indirectly_standardised_ratio,
    life_expectancy,
    standard_population,
)
from maatstaf.measure.time import competing_risks, interval_times, survival
from maatstaf.measure.youth import outcome_crosswalk, youth_outcomes
from maatstaf.records_simulated import simulate_records

__all__ = [
    "AssignedVolumes",
    "Calibration",
    "CaseMix",
    "Claims",
    "DerivedIndicator",
    "Expected",
    "Funnel",
    "Gap",
    "Incidence",
    "IntervalTimes",
    "JudgeAgreement",
    "LeadTerm",
    "LeadTimes",
    "Measures",
    "Organisations",
    "Outliers",
    "PanelRule",
    "ProviderShares",
    "RecordColumn",
    "RowGroups",
    "RuleBreaches",
    "Spells",
    "Survey",
    "Survival",
    "UnitPeers",
    "YouthOutcomes",
    "assigned_volume",
    "calibration",
    "case_mix",
    "check_rules",
    "claims",
    "compare",
    "compare_proportions",
    "compare_rates",
    "competing_risks",
    "concentration_index",
    "count",
    "count_reached",
    "derive",
    "directly_standardised_rate",
    "expected_observed",
    "explain_gap",
    "fleiss_kappa",
    "funnel",
    "gas_t",
    "goal_item",
    "indirectly_standardised_rate",
    "indirectly_standardised_ratio",
    "interval_times",
    "lead_times",
    "life_expectancy",
    "mean",
    "organisations",
    "outcome_crosswalk",
    "outliers",
    "proportion",
    "provider_shares",
    "quantile_groups",
    "rate",
    "ratio",
    "reach",
    "relative_index",
    "reliable_change",
    "satisfaction_beside_effect",
    "share",
    "share_within",
    "simulate_records",
    "slope_index",
    "spells",
    "standard_population",
    "superiority",
    "survey",
    "survival",
    "theil_index",
    "timeliness",
    "to_panel",
    "weighted_kappa",
    "youth_outcomes",
]

# SPDX-License-Identifier: Apache-2.0
"""Scores: one formula per function on arrays, and what a model does with them.

Values that are NaN do not take part; whatever the direction, a higher score is better.
"""

from __future__ import annotations

from maatstaf._core import (
    ChangeResult,
    DriftResult,
    Normalise,
    ScoreCell,
    ScoreModel,
    ScoreResult,
    SideLinkResult,
    TargetResult,
    WeightShift,
    check_side_links,
    effective_weights,
    hold_against_targets,
    weight_shift,
)
from maatstaf._core import score_arithmetic_mean as arithmetic_mean
from maatstaf._core import score_attainment as attainment
from maatstaf._core import score_distance_to_reference as distance_to_reference
from maatstaf._core import score_distance_to_target as distance_to_target
from maatstaf._core import score_geometric_mean as geometric_mean
from maatstaf._core import score_goalposts as goalposts
from maatstaf._core import score_harmonic_mean as harmonic_mean
from maatstaf._core import score_minmax as minmax
from maatstaf._core import score_percentile_rank as percentile_rank
from maatstaf._core import score_probability_met as probability_met
from maatstaf._core import score_rank as rank
from maatstaf._core import score_zscore as zscore

__all__ = [
    "ChangeResult",
    "DriftResult",
    "Normalise",
    "ScoreCell",
    "ScoreModel",
    "ScoreResult",
    "SideLinkResult",
    "TargetResult",
    "WeightShift",
    "arithmetic_mean",
    "attainment",
    "check_side_links",
    "distance_to_reference",
    "distance_to_target",
    "effective_weights",
    "geometric_mean",
    "goalposts",
    "harmonic_mean",
    "hold_against_targets",
    "minmax",
    "percentile_rank",
    "probability_met",
    "rank",
    "weight_shift",
    "zscore",
]

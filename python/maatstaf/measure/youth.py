# SPDX-License-Identifier: Apache-2.0
"""The outcome set for youth help, from records of starts, stops, goals, answers and what was attained."""

from __future__ import annotations

from typing import Any

import numpy as np

from maatstaf import _core
from maatstaf._core import Table, YouthOutcomes
from maatstaf.frames import library_of


def youth_outcomes(
    spells: Any = None,
    *,
    as_of: str,
    goals: Any = None,
    changes: Any = None,
    answers: Any = None,
    attained: Any = None,
    **options: Any,
) -> YouthOutcomes:
    """Count drop-out, repeat use, going on without help, problem reduction, goals and what is attained together.

    Columns are recognised as in `claims`, in Dutch or English. Tables that are not there are left out.

    Parameters
    ----------
    spells : table or Spells, optional
        person, start, stop, reason; and where there are such household, independent (yes or no), until.
    as_of : str
        Last day that the records cover, as ``"2024-12-31"``.
    goals : table, optional
        person, goal, attained (yes, no or a part; empty: still open), period; subgoal, weight, goal_weight, gas.
    changes : table, optional
        person, before, after, period; needs the options sd and reliability.
    answers : table, optional
        item, answer (1 to scale; anything else is left out and counted), period; person.
    attained : table, optional
        person, outcome, start (empty: not attained), stop (the day it was lost).
    **options
        by : sequence of str, columns that tell rows apart; period : {'year', 'quarter', 'all'}; unit : {'person',
        'household'}; rule : {'any', 'all'}; drop_out, planned, no_ending : sequences of end reasons; gap_days : int,
        default 30; window_days : int, default 365; scale, top : int; sd, reliability, cutoff, critical : float;
        lower_is_better : bool; rho : float; level : float or sequence; columns : dict of meaning to column.

    Returns
    -------
    YouthOutcomes
        to_frame() with a row per place, period and measure; choices, account, measures. Restricted.

    Raises
    ------
    ArgumentError
        On a column that is missing and on options that cannot be.
    DataError
        On ids that look like citizen service numbers, unreadable dates and values off their scale.
    """
    if "level" in options:
        options["level"] = np.atleast_1d(options["level"]).tolist()
    if isinstance(options.get("by"), str):
        options["by"] = [options["by"]]
    made = _core.measure_youth_outcomes(spells, goals, changes, answers, attained, as_of=as_of, **options)
    first = next((each for each in (spells, goals, changes, answers, attained) if each is not None), None)
    made._library = getattr(first, "_library", None) or library_of(first)  # type: ignore[attr-defined]
    return made


def outcome_crosswalk(*, language: str = "en") -> Table:
    """Tell which measure belongs to which of the three criteria and to which part of the youth set.

    Parameters
    ----------
    language : {'en', 'nl'}
        Of the labels.

    Returns
    -------
    Table
        measure, label, youth_set, criterion ('none': kept apart), records, source.

    Raises
    ------
    ArgumentError
        On a language that is not known.
    """
    return _core.measure_outcome_crosswalk(language)

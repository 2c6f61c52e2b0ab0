# SPDX-License-Identifier: Apache-2.0
"""Records in: claim lines to use, cost, repeat use and stacking, with an account of every row."""

from __future__ import annotations

from typing import Any

from maatstaf import _core
from maatstaf._core import AssignedVolumes, Claims, LeadTimes, Spells
from maatstaf.frames import library_of


def claims(data: Any, *, as_of: str, **options: Any) -> Claims:
    """Count claim lines per area, provider, product, act and year.

    Columns are recognised by the names of iJw, iWmo and GGM messages or in English: person, household, provider,
    product, category, act, area, start, stop, amount, volume, unit, reference, status, birth. Corrections (status 3,
    or a reference that is sent again) are applied first. Ids must be pseudonyms.

    Parameters
    ----------
    data : table
        Anything that `maatstaf.as_table` takes; one row per claim line.
    as_of : str
        Last day that the records cover, as ``"2024-12-31"``.
    **options
        first_year : int; act : str, of all rows when no column says so; gap_days : int, default 30; window_days : int,
        default 365; double_days : int, default 7; households : float, all there are; top : float, default 0.05;
        columns : dict of meaning to column.

    Returns
    -------
    Claims
        to_frame() for the counts; account, household, eighteen, stacking(), lorenz(), panel(level). A line without an
        area, provider or product counts in no item of that level; account says how many.

    Raises
    ------
    ArgumentError
        On a column that is missing or of the wrong type, and on an option that cannot be.
    DataError
        On ids that look like citizen service numbers (their number is told, they are not), and on unreadable dates.
    """
    made = _core.measure_claims(data, as_of=as_of, **options)
    made._library = library_of(data)  # type: ignore[attr-defined]
    return made


def spells(assignments: Any, starts: Any, stops: Any, *, as_of: str, **options: Any) -> Spells:
    """Join assignments, starts and stops (301, 305 and 307 of iJw and iWmo) into spells of help.

    Parameters
    ----------
    assignments, starts, stops : table
        Anything that `maatstaf.as_table` takes, with an assignment number in each; recognised as in `claims`. Numbers
        are given out per municipality: records of several need a municipality (gemeente) or a person in each table.
    as_of : str
        Last day that the records cover, as ``"2024-12-31"``.
    **options
        columns : dict of meaning to column.

    Returns
    -------
    Spells
        to_frame() with a row per spell, ready for `survival`: waiting_days and waited, length_days and ended. account
        says which rows were left out and why.

    Raises
    ------
    ArgumentError
        On a column that is missing.
    DataError
        On ids that look like citizen service numbers, and on unreadable dates.
    """
    made = _core.measure_spells(assignments, starts, stops, as_of=as_of, **options)
    made._library = library_of(assignments)  # type: ignore[attr-defined]
    return made


def lead_times(spells: Spells, **options: Any) -> LeadTimes:
    """Tell how long every step takes: deciding, waiting, reaching help (both together) and helping.

    Who has not reached the end of a step counts for as long as they wait (Kaplan-Meier), so a provider with a queue
    does not look quick.

    Parameters
    ----------
    spells : Spells
        From `spells`.
    **options
        by : {'all', 'area', 'provider', 'product'}, default 'all'; by_year : bool, default True, the year in which a
        step begins; terms : dict of step to days, such as ``{"waiting": 42}``, no law is assumed; confidence : float.

    Returns
    -------
    LeadTimes
        to_frame() with the median, the days within which 9 in 10 are through, and the part within the term, each with
        limits; panel() for areas, providers or products by year.

    Raises
    ------
    ArgumentError
        On a step that is none of the four, a term below 0, and records without a column for `by`.
    """
    made = _core.measure_lead_times(spells, **options)
    made._library = getattr(spells, "_library", None)  # type: ignore[attr-defined]
    return made


def assigned_volume(data: Any, *, as_of: str, **options: Any) -> AssignedVolumes:
    """Bring the volumes of assignments to hours, or days and nights, per calendar year.

    Columns are recognised as in `claims`: person, start, stop, volume, unit, frequency, and where there are such
    assignment, provider, product, act, area and status. Pieces and euros are declared not comparable.

    Parameters
    ----------
    data : table
        Anything that `maatstaf.as_table` takes; one row per assignment (301).
    as_of : str
        Last day that counts, as ``"2024-12-31"``.
    **options
        first_year : int; columns : dict of meaning to column.

    Returns
    -------
    AssignedVolumes
        to_frame() per act, area, provider, product and year; against(claims) beside what was declared; account.

    Raises
    ------
    ArgumentError
        On a column that is missing or of the wrong type.
    DataError
        On ids that look like citizen service numbers, and on unreadable dates.
    """
    made = _core.measure_assigned(data, as_of=as_of, **options)
    made._library = library_of(data)  # type: ignore[attr-defined]
    return made

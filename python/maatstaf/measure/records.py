# SPDX-License-Identifier: Apache-2.0
"""Records in: claim lines to use, cost, repeat use and stacking, with an account of every row."""

from __future__ import annotations

from typing import Any

from maatstaf import _core
from maatstaf._core import Claims, Spells
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
        to_frame() for the counts; account, household, eighteen, stacking(), lorenz(), panel(level).

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
        Anything that `maatstaf.as_table` takes, with an assignment number in each; recognised as in `claims`.
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

# SPDX-License-Identifier: Apache-2.0
"""What a read-out says of what we see: which way things moved, how far that can be chance, what the outcome covers."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING

from ..wording import listing
from .scored import changes_of

if TYPE_CHECKING:
    from .parts import Parts
    from .scored import Change, Ends


def change_sentences(parts: Parts, change: Change, against: bool) -> list[str]:
    """Return what can be said about a change over the districts shown; how sure it is stands behind each direction."""
    differences = [change.change[unit] for unit in parts.shown if not math.isnan(change.change[unit])]
    gaps = [name for unit, name in parts.shown.items() if math.isnan(change.change[unit])]
    if not differences:
        return []
    national = change.change.get(parts.background, math.nan)
    up, down = sum(each > 0 for each in differences), sum(each < 0 for each in differences)
    all_one_way = len(differences) > 1 and len(differences) in (up, down) and not gaps
    sizes = [abs(each) for each in differences] if all_one_way else differences
    name = "readout_mixed_change"
    if all_one_way:
        name = "readout_fell_in_all" if down else "readout_rose_in_all"
    out = [
        parts.words(
            name,
            indicator=change.heading,
            first=change.periods[0],
            last=change.periods[-1],
            count=len(differences),
            up=up,
            down=down,
            same=len(differences) - up - down,
            low=parts.number(min(sizes), change.decimals),
            high=parts.number(max(sizes), change.decimals),
            points=_points(parts, change),
            national=None if math.isnan(national) else parts.number(national, change.decimals, signed=True),
            gaps=listing(gaps, parts.language) or None,
        )
    ]
    known, bare = change.known(parts.shown), change.bare(parts.shown)
    if known:
        out.append(_chance(parts, "readout_change_chance", {unit: change.interval[unit] for unit in known}, bare))
    if against and all_one_way and not math.isnan(national):
        out += _against_the_country(parts, change, down > 0)
    return out


def _against_the_country(parts: Parts, change: Change, fell: bool) -> list[str]:
    """Return where a change was smallest and largest beside that of the country, and how far that can be chance."""
    moved = {unit: (-1.0 if fell else 1.0) * change.change[unit] for unit in parts.shown}
    least, most = (_extremes(parts, moved, pick) for pick in (min, max))
    ends = {unit: change.against_interval[unit] for unit in parts.shown}
    known = {unit: each for unit, each in ends.items() if not math.isnan(sum(each))}
    same = len(least) == len(moved)
    name = "readout_fall_against_trend" if fell else "readout_rise_against_trend"
    out = [
        parts.words(
            "readout_same_as_trend" if same else name,
            reference=parts.country_name,
            points=_points(parts, change),
            count=len(moved),
            gap=parts.number(change.against[least[0]], change.decimals, signed=True),
            least=listing([parts.shown[unit] for unit in least], parts.language),
            least_gap=parts.number(change.against[least[0]], change.decimals, signed=True),
            most=listing([parts.shown[unit] for unit in most], parts.language),
            most_gap=parts.number(change.against[most[0]], change.decimals, signed=True),
            **chance_of(known),
        )
    ]
    bare = [name for unit, name in parts.shown.items() if unit not in known]
    if bare:
        units = listing(bare, parts.language) if known else None
        out.append(parts.words("readout_more_than_noise", units=units))
    return out


def may_be_chance(ends: Mapping[str, Ends]) -> int:
    """Return how many of these intervals hold 0."""
    return sum(low <= 0.0 <= high for low, high in ends.values())


def chance_of(ends: Mapping[str, Ends]) -> dict[str, int | None]:
    """Return in how many of how many districts a change may be chance; when in none, only how many are known."""
    chance, known = may_be_chance(ends), len(ends)
    return {"chance": chance or None, "known": known if chance else None, "none": None if chance else known or None}


def _chance(parts: Parts, name: str, ends: Mapping[str, Ends], bare: Iterable[str]) -> str:
    """Return in how many districts a change may be chance, and of which that cannot be said."""
    return parts.words(
        name,
        **chance_of(ends),
        bare=listing([parts.shown[unit] for unit in bare], parts.language) or None,
    )


def _points(parts: Parts, change: Change) -> str | None:
    """Return in what differences of an indicator are counted; nothing when it has no unit."""
    return parts.words("readout_points") if change.unit == "%" else change.unit or None


def _extremes(parts: Parts, moved: Mapping[str, float], pick: Callable[[Iterable[float]], float]) -> list[str]:
    """Return the units at an end; those that differ by less than half a rounding step of the source share it."""
    end = pick(moved.values())
    slack = max(0.5 * parts.subject.rounding * (1 - 1e-9), 1e-9 * abs(end))
    return [unit for unit, value in moved.items() if abs(value - end) <= slack]


def outcome_sentences(parts: Parts) -> list[str]:
    """Return how many results the outcome covers and for whom it covers less, and how far its change can be chance."""
    periods = parts.outcome_periods()
    rows = [unit for unit in (parts.country, parts.municipality) if unit]
    names = {unit.id: parts.country_name if unit is parts.country else unit.name or unit.id for unit in rows}
    names |= parts.shown
    ends = {unit: [parts.parts_of(unit, period) for period in (periods[0], periods[-1])] for unit in names}
    whole = set().union(*(part for two in ends.values() for part in two))
    results = {result: set(counted) for result in parts.results if (counted := parts.counted([result]))}
    measured = [result for result, counted in results.items() if counted & whole or not names]
    fewer = [
        unit for unit, two in ends.items() if any(not results[result] & part for result in measured for part in two)
    ]
    uneven = [unit for unit in names if ends[unit][0] != ends[unit][1]]
    less = [unit for unit in names if unit not in (*uneven, *fewer) and ends[unit][0] != whole]

    def named(units: Iterable[str]) -> str | None:
        return listing([names[unit] for unit in units], parts.language) or None

    in_districts = [unit for unit in fewer if unit in parts.shown]
    out = [
        parts.words(
            "readout_coverage",
            measured=len(measured),
            total=len(parts.results),
            count=len(in_districts),
            shown=len(parts.shown),
            districts=named(in_districts),
            rows=named(unit for unit in fewer if unit not in parts.shown),
            less=named(less),
            uneven=named(uneven),
        )
    ]
    if len(periods) > 1:
        changes = changes_of(parts.scores, parts.ambition, periods[0], periods[-1])
        moved = {unit: changes[unit] for unit in parts.shown if unit not in uneven}
        moved = {unit: each for unit, each in moved.items() if not math.isnan(each["change"])}
        known = {unit: (each["low"], each["high"]) for unit, each in moved.items() if not math.isnan(each["low"])}
        if known:
            bare = [unit for unit in moved if unit not in known]
            out.append(_chance(parts, "readout_outcome_chance", known, bare))
        elif moved and any(any_known for any_known, _ in parts.margins_of.values()):
            bare = [id for id in parts.counted(parts.results) if not parts.margins_of[id][0]]
            out.append(parts.words("readout_outcome_chance_unknown", indicators=parts.quoted(bare) or None))
    return out

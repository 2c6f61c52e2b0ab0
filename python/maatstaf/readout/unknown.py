# SPDX-License-Identifier: Apache-2.0
"""What a read-out does not know: results that do not count, margins that are missing, weights that nobody set."""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import TYPE_CHECKING

from ..layout import Line
from ..wording import listing
from .scored import change_of

if TYPE_CHECKING:
    from .._core import WeightSet
    from .parts import Parts


def results_without_score(parts: Parts, told: Iterable[str]) -> list[Line]:
    """Return per result why indicators are no part of the outcome; `told` are results of which nothing is measured.

    That an indicator is about means, or is never scored, is a choice and no gap; it is only said of a result that for
    that reason has no part in the outcome at all.
    """
    lines = []
    indicators = {each.id for each in parts.framework.indicators}
    for result in parts.results:
        if result in told:
            continue
        counted = parts.counted([result])
        reasons: dict[str, list[str]] = {}
        for id in parts.framework.children(result):
            if id in indicators and id not in counted:
                reasons.setdefault(_why_not(parts, id), []).append(id)
        if counted:
            reasons.pop("readout_measures_means", None)
            reasons.pop("readout_neither_better", None)
        lines += [
            Line(
                parts.words("readout_subject_item", id=result, name=parts.name(result)),
                parts.words(reason, indicators=parts.quoted(ids)),
            )
            for reason, ids in reasons.items()
        ]
    return lines


def _why_not(parts: Parts, indicator: str) -> str:
    """Return the entry for why an indicator is no part of the outcome."""
    item = parts.framework[indicator]
    if item.measures not in ("outcome", "impact"):
        return "readout_measures_means"
    if item.direction == "context":
        return "readout_neither_better"
    if indicator not in parts.measured or not parts.subject.measured_in(indicator):
        return "readout_not_in_panel"
    return "readout_no_spread" if parts.reference_counts.get(indicator, 0.0) > 0.0 else "readout_no_reference"


def margins(parts: Parts) -> list[Line]:
    """Return of which indicators the margins are known, of all, some or none; and for which districts not."""
    states: dict[str, list[str]] = {}
    for indicator, (known, bare) in parts.margins_of.items():
        names = listing([parts.shown[unit] for unit in bare], parts.language) or None
        text = parts.words("readout_margins_known", bare=names) if known else parts.words("readout_margins_unknown")
        states.setdefault(text, []).append(indicator)
    return [
        Line(
            parts.words("readout_subject_margins", indicators=parts.quoted(of) if len(states) > 1 else None),
            text,
        )
        for text, of in states.items()
    ]


def margins_of(parts: Parts) -> dict[str, tuple[bool, list[str]]]:
    """Return by indicator whether any margin is known, and of which districts shown none is.

    Of the indicators with columns of their own and of all that make up the outcome.
    """
    out = {}
    for indicator in dict.fromkeys((*parts.changes, *parts.counted(parts.results))):
        once = len(parts.subject.measured_in(indicator)) < 2
        change = parts.changes.get(indicator)
        if change is None and not once:
            change = change_of(parts.subject, indicator, parts.background)
        if change is not None:
            out[indicator] = (bool(change.known(change.interval)), change.bare(parts.shown))
            continue
        period = parts.subject.measured_in(indicator)[0]
        cells = {unit.id: parts.scores.cell(indicator, unit.id, period) for unit in parts.subject.panel.units}
        bare = [unit for unit, cell in cells.items() if not math.isnan(cell.value) and math.isnan(cell.low)]
        known = any(not math.isnan(cell.low) for cell in cells.values())
        out[indicator] = (known, [unit for unit in parts.shown if unit in bare])
    return out


def weights(parts: Parts) -> list[Line]:
    """Return who set the weights of the whole, and those of areas."""
    lines = [Line(parts.words("readout_subject_weights"), _owner(parts))]
    for id in parts.area_weights:
        own = parts.framework[id]
        subject = parts.words("readout_subject_weights_area", area=_area(parts, own))
        lines.append(Line(subject, _set_by(parts, own, with_area=False)))
    return lines


def _owner(parts: Parts) -> str:
    """Return who set the weights of the whole, or that nobody has, or that those who did were not asked."""
    if not parts.weight_set or not weighs(parts, parts.weight_set):
        sets = listing(unused_weights(parts), parts.language)
        return parts.words("readout_weights_unused", sets=sets) if sets else parts.words("readout_weights_equal")
    owner = _set_by(parts, parts.framework[parts.weight_set], with_area=True)
    if weighs_results(parts, parts.weight_set):
        return owner
    return parts.words("readout_weights_within_results", owner=owner)


def _set_by(parts: Parts, own: WeightSet, *, with_area: bool) -> str:
    return parts.words(
        "readout_weights_set",
        body=parts.party(own.body),
        date=own.date or None,
        reference=own.reference or None,
        area=(_area(parts, own) if with_area and own.area else None),
    )


def _area(parts: Parts, own: WeightSet) -> str:
    """Return the name of the area for which weights were set."""
    units = {unit.id: unit.name for unit in parts.subject.panel.units}
    return units.get(own.area) or own.area


def weighs(parts: Parts, weight_set: str) -> bool:
    """Return whether a weight set says anything of this ambition."""
    beneath = {*parts.results, *(id for result in parts.results for id in parts.framework.children(result))}
    return not beneath.isdisjoint(_weighed(parts, weight_set))


def _weighed(parts: Parts, weight_set: str) -> set[str]:
    """Return the ids of what a weight set weighs."""
    return {each.item for each in parts.framework[weight_set].weights}


def weighs_results(parts: Parts, weight_set: str) -> bool:
    """Return whether a weight set weighs the results of this ambition, where there are several to weigh."""
    several = sum(bool(parts.counted([result])) for result in parts.results) > 1
    return not several or not set(parts.results).isdisjoint(_weighed(parts, weight_set))


def unused_weights(parts: Parts) -> list[str]:
    """Return the weight sets that somebody set for this ambition, and that this read-out does not use."""
    return [
        parts.words(
            "readout_weights_of",
            id=own.id,
            body=parts.party(own.body) or None,
            area=_area(parts, own) or None,
        )
        for own in parts.framework.weight_sets
        if own.id not in (parts.weight_set, *parts.area_weights) and weighs(parts, own.id)
    ]


def weights_to_discuss(parts: Parts) -> list[str]:
    """Return the question that weights leave open, if any."""
    if parts.weight_set and weighs(parts, parts.weight_set) and weighs_results(parts, parts.weight_set):
        return []
    sets = listing(unused_weights(parts), parts.language)
    if sets:
        return [parts.words("readout_ask_weights_unused", sets=sets)]
    return [parts.words("readout_ask_weights")]

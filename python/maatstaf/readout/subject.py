# SPDX-License-Identifier: Apache-2.0
"""What a read-out is about: a framework, a panel, and a yardstick with where it all comes from."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from numbers import Real
from typing import TYPE_CHECKING, Literal

from .. import _core
from .._core import Framework, Panel
from ..wording import listing

if TYPE_CHECKING:
    from ..examples import Example


@dataclass(frozen=True, slots=True)
class Subject:
    """What a read-out is about.

    Attributes
    ----------
    framework : Framework
    panel : Panel
        Units of the kind district; a municipality and a country too, where there are any.
    reference : Panel or dict of str to dict of str to float
        What scores are held against: a panel, or published figures per indicator.
    reference_period : str
        Year of the reference.
    language : {"nl", "en"}
    residents : dict of str to float
        Residents by district; those of which nothing is known are shown.
    sources : tuple of str
        Where the figures come from, one sentence part each.
    licence : str
    rounding : float
        Step to which the source rounds; 0 when it does not, or nobody knows.
    of_dutch_districts : bool
        The reference holds all Dutch districts of its year.
    """

    framework: Framework
    panel: Panel
    reference: Panel | Mapping[str, Mapping[str, float]]
    reference_period: str
    language: Literal["nl", "en"]
    residents: Mapping[str, float] = field(default_factory=dict)
    sources: tuple[str, ...] = ()
    licence: str = ""
    rounding: float = 0.0
    of_dutch_districts: bool = False

    @property
    def scored_indicators(self) -> list[str]:
        """Ids of the indicators that can score and of which the panel holds a value."""
        held = {indicator.id for indicator in self.panel.indicators}
        return [
            each.id
            for each in self.framework.indicators
            if each.id in held
            and each.measures in ("outcome", "impact")
            and each.direction != "context"
            and self.measured_in(each.id)
        ]

    def measured_in(self, indicator: str) -> list[str]:
        """Return the periods in which the panel holds a value of an indicator."""
        return [
            str(period)
            for period in self.panel.periods
            if not all(math.isnan(value) for value in self.panel.values(indicator, period))
        ]


def of_example(example: Example) -> Subject:
    """Return what the read-out of an example is about."""
    return Subject(
        framework=example.framework,
        panel=example.panel,
        reference=example.reference,
        reference_period=example.reference_period,
        language=example.language,
        residents=example.residents,
        sources=tuple(example.source["sources" if example.language == "nl" else "sources_en"].values()),
        licence=example.source["licence"],
        rounding=example.source["rounding"],
        of_dutch_districts=True,
    )


def of_your_own(
    framework: Framework,
    panel: object,
    reference: Panel | Mapping[str, Mapping[str, float]] | None,
    reference_period: object,
    residents: Mapping[str, float] | None,
    sources: Sequence[str],
    licence: str,
    rounding: float,
) -> Subject:
    """Return what a read-out of somebody's own framework and panel is about.

    Raises
    ------
    ArgumentError
        When the panel is none, holds no districts or more than one municipality or country, there is nothing to hold
        scores against, or residents, sources or rounding cannot be what they should be.
    """
    if not isinstance(panel, Panel):
        _core._refuse_argument("not_a_panel", argument="panel", got=type(panel).__name__)
    kinds = list(dict.fromkeys(unit.kind for unit in panel.units))
    if "district" not in kinds:
        _core._refuse_argument("readout_no_districts", got=listing(kinds, "en"))
    for kind in ("municipality", "country"):
        places = [unit.name or unit.id for unit in panel.units if unit.kind == kind]
        if len(places) > 1:
            _core._refuse_argument("readout_one_place", kind=kind, units=", ".join(places))
    sources = (sources,) if isinstance(sources, str) else sources
    if not isinstance(sources, Sequence) or not all(isinstance(each, str) for each in sources):
        _core._refuse_argument("wrong_type", argument="sources", expected="a list of str", got=type(sources).__name__)
    counted = _core._read_counts(framework, panel)
    if reference is None:
        at = counted.periods[0] if reference_period in ("", None) else reference_period
        reference, reference_period = counted.of_kind("district").at(at), at
    return Subject(
        framework=framework,
        panel=counted,
        reference=reference,
        reference_period=str(reference_period or ""),
        language="nl" if framework.language == "nl" else "en",
        residents=residents_of(residents, counted),
        sources=tuple(sources),
        licence=licence,
        rounding=not_negative(rounding, "rounding"),
    )


def residents_of(given: object, panel: Panel) -> dict[str, float]:
    """Return residents by district, without those that are unknown (None or NaN).

    A table of more places than the panel holds is fine, until it lacks a district of it: then ids may be misspelt.
    """
    if given is None:
        return {}
    if not hasattr(given, "items"):
        _core._refuse_argument("not_of_class", argument="residents", expected="dict", got=type(given).__name__)
    named = {str(id): value for id, value in given.items()}
    known = {id: value for id, value in named.items() if not (value is None or str(value) in ("nan", "<NA>"))}
    residents = {id: not_negative(value, f"residents['{id}']") for id, value in known.items()}
    units = {unit.id for unit in panel.units}
    strangers = [id for id in named if id not in units]
    silent = [unit.id for unit in panel.units if unit.kind == "district" and unit.id not in named]
    if strangers and silent:
        _core._refuse_argument("readout_residents_strangers", units=_first(strangers), unknown=_first(silent))
    return residents


def _first(names: Sequence[str]) -> str:
    return ", ".join(names[:5]) + (", ..." if len(names) > 5 else "")


def not_negative(value: object, argument: str) -> float:
    """Return a number of 0 or more; refuse anything else by the name of its argument."""
    if not isinstance(value, Real) or isinstance(value, bool):
        _core._refuse_argument("not_a_number", argument=argument, got=type(value).__name__)
    if not float(value) >= 0.0:
        _core._refuse_argument("argument_out_of_range", argument=argument, range=">= 0", got=float(value))
    return float(value)

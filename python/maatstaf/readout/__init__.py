# SPDX-License-Identifier: Apache-2.0
"""The read-out: first what we do not know, then what we see, then what to discuss. As data, and in sentences.

Every figure is asked from the framework, the panel or a score, and every sentence is an entry of the catalogue. There
is no verdict here and no order from good to bad: districts stand in the order of the source.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from .. import _core
from .._core import Framework, Panel, Period
from ..examples import Example
from ..layout import Block, block_text, wrapped
from ..wording import within_sentence, words
from .parts import Parts
from .scored import Change
from .simulated import simulated_blocks
from .subject import Subject, not_negative, of_example, of_your_own

MINIMUM_RESIDENTS = (
    100.0  #: districts with fewer are not shown: a share of so few says too little, and too much of them
)


@dataclass(frozen=True)
class ReadOut:
    """A read-out for people to discuss.

    Attributes
    ----------
    language : {"nl", "en"}
    heading, purpose : str
    blocks : tuple of Block
        What we do not know, what we see, what to discuss, where the figures come from; in that order.
    simulated : tuple of Block
        Blocks on made-up measurements, kept apart from the others; the first says so.
    place, country : str
        Names of the municipality and of the country that is the background.
    shown : dict of str to str
        Names of the districts that are shown, by id, in the order of the source.
    hidden : dict of str to str
        Names of the districts that are not, by id.
    changes : dict of str to Change
        The changes behind the table, by indicator.
    citation : str
        Sources and licence.
    restricted : bool
        True when the panel is: record-level data or small counts. `report.page` then asks for a reason.
    """

    language: Literal["nl", "en"]
    heading: str
    purpose: str
    blocks: tuple[Block, ...]
    simulated: tuple[Block, ...] = ()
    place: str = ""
    country: str = ""
    shown: Mapping[str, str] = field(default_factory=dict)
    hidden: Mapping[str, str] = field(default_factory=dict)
    changes: Mapping[str, Change] = field(default_factory=dict)
    citation: str = ""
    restricted: bool = False
    picture_description: str = ""

    def text(self) -> str:
        """Return the read-out as plain text of at most 116 columns."""
        parts = [[self.heading, *wrapped(self.purpose, "")]]
        parts += [block_text(block) for block in (*self.blocks, *self.simulated)]
        return "\n\n".join("\n".join(part) for part in parts) + "\n"

    def _repr_html_(self) -> str:
        from ..report import fragment

        return fragment(self)

    def __str__(self) -> str:
        """Return the plain text."""
        return self.text()


def readout(
    subject: Example | Framework,
    panel: Panel | None = None,
    *,
    ambition: str = "",
    indicators: str | Sequence[str] = (),
    minimum_residents: float | None = None,
    weight_set: str = "",
    area_weights: str | Sequence[str] = (),
    simulated: bool | None = None,
    reference: Panel | Mapping[str, Mapping[str, float]] | None = None,
    reference_period: Period | str | int = "",
    residents: Mapping[str, float] | None = None,
    sources: Sequence[str] = (),
    licence: str = "",
    rounding: float = 0.0,
) -> ReadOut:
    """Return the read-out of one ambition over districts: of an example, or of your own framework and panel.

    Parameters
    ----------
    subject : Example or Framework
        An example brings its own panel, reference, residents and sources. Texts are in its language.
    panel : Panel, optional
        With a framework: units of the kind district in two periods or more; a municipality and a country where
        there are any. Every change is held against that of the country.
    ambition : str
        Id of the ambition; by default the first.
    indicators : str or sequence of str
        Indicators that get columns of their own; by default the first two of the ambition that are measured.
    minimum_residents : float, optional
        Districts with fewer residents are not shown; by default 100. With a number of your own, `residents` must say
        how many live in every district; 0 hides none.
    weight_set : str
        Id of a weight set of the framework; empty: equal weights.
    area_weights : str or sequence of str
        Ids of weight sets that were set for one area: there they count, elsewhere `weight_set` does.
    simulated : bool, optional
        Also give the blocks on simulated measurements. Only an example has them, and shows them by default.
    reference : Panel or dict of str to dict of str to float, optional
        With a framework: what scores are held against; by default the districts of `reference_period`.
    reference_period : Period or str or int
        With a framework: year of the reference; by default the first of the panel.
    residents : dict of str to float, optional
        With a framework: residents by id of a district. Those of which nothing is said, or NaN, are shown.
    sources, licence : sequence of str, str
        With a framework: where the figures come from.
    rounding : float
        With a framework: the step to which the source rounds.

    Returns
    -------
    ReadOut

    Raises
    ------
    ArgumentError
        When `subject` is neither, the framework has no ambition, the panel holds no districts or more than one
        municipality, an indicator has fewer than two periods, an example is given figures of your own, or `residents`
        lacks a district that `minimum_residents` may have to hide.
    """
    example: Example | None = None
    if isinstance(subject, Example):
        of_ones_own = {
            "panel": panel is not None,
            "reference": reference is not None,
            "reference_period": reference_period != "",
            "residents": residents is not None,
            "sources": bool(sources),
            "licence": bool(licence),
            "rounding": rounding != 0.0,
        }
        if any(of_ones_own.values()):
            given = ", ".join(name for name, is_given in of_ones_own.items() if is_given)
            _core._refuse_argument("readout_example_brings", arguments=given)
        about, example = of_example(subject), subject
    elif isinstance(subject, Framework):
        if simulated:
            _core._refuse_argument("readout_simulated_needs_example")
        about = of_your_own(subject, panel, reference, reference_period, residents, sources, licence, rounding)
    else:
        _core._refuse_argument("not_of_class", argument="subject", expected="Framework", got=type(subject).__name__)
    minimum = _minimum(about, minimum_residents)
    if not ambition:
        ambition = next((each.id for each in about.framework.ambitions), "")
    if not ambition:
        _core._refuse_argument("readout_nothing_measured", framework=about.framework.name or "?")
    if isinstance(indicators, str):
        indicators = (indicators,) if indicators else ()
    area_weights = (area_weights,) if isinstance(area_weights, str) else tuple(area_weights)
    if not indicators:
        beneath = [id for result in about.framework.children(ambition) for id in about.framework.children(result)]
        measured = [id for id in about.scored_indicators if id in beneath]
        measured = [id for id in measured if len(about.measured_in(id)) > 1] or measured
        indicators = ("lonely", "volunteer") if example else tuple(measured[:2])
    if not indicators:
        _core._refuse_argument("readout_nothing_measured", ambition=ambition)
    view = Parts(about, ambition, tuple(indicators), minimum, weight_set, area_weights)
    language = about.language
    return ReadOut(
        language=language,
        heading=words(
            "readout_heading",
            language,
            place=view.place.upper(),
            area=view.life_area.upper() or None,
            ambition=about.framework[ambition].name or ambition,
        ),
        purpose=words("readout_purpose", language),
        blocks=(view.unknown(), view.seen(), view.to_discuss(), view.basis()),
        simulated=simulated_blocks(example) if example and simulated is not False else (),
        place=view.place,
        country=view.country_name,
        shown=view.shown,
        hidden=view.hidden,
        changes=view.changes,
        citation=view.citation,
        restricted=about.panel.restricted,
        picture_description=words(
            "report_picture_description",
            language,
            indicator=within_sentence(view.changes[indicators[0]].heading),
            country=view.country_name or None,
        ),
    )


def _minimum(about: Subject, asked: float | None) -> float:
    """Return how many residents a district must have; when asked for, they must be known of every district."""
    if asked is None:
        return MINIMUM_RESIDENTS
    asked = not_negative(asked, "minimum_residents")
    districts = [unit for unit in about.panel.units if unit.kind == "district"]
    unknown = [unit.name or unit.id for unit in districts if unit.id not in about.residents]
    if asked > 0 and unknown:
        names = ", ".join(unknown) if about.residents else ""
        _core._refuse_argument("readout_residents_needed", units=names)
    return asked

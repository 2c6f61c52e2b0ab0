# SPDX-License-Identifier: Apache-2.0
"""The read-out: first what we do not know, then what we see, then what to discuss. As data, and in sentences.

Every figure is asked from the framework, the panel or a score, and every sentence is an entry of the catalogue. There
is no verdict here and no order from good to bad: districts stand in the order of the source.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from .layout import Block, block_text, wrapped
from .readout_parts import Parts
from .readout_simulated import simulated_blocks
from .scored import Change
from .wording import within_sentence, words

if TYPE_CHECKING:
    from .examples import Example

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
        from .report import fragment

        return fragment(self)

    def __str__(self) -> str:
        """Return the plain text."""
        return self.text()


def readout(
    example: Example,
    *,
    ambition: str = "A1",
    indicators: Sequence[str] = ("lonely", "volunteer"),
    minimum_residents: float = MINIMUM_RESIDENTS,
    weight_set: str = "",
    simulated: bool = True,
) -> ReadOut:
    """Return the read-out of one ambition over the districts of an example.

    Parameters
    ----------
    example : Example
        Framework, panel, reference, residents and source; the texts are in its language.
    ambition : str
        Id of the ambition.
    indicators : sequence of str
        Indicators that get columns of their own.
    minimum_residents : float
        Districts with fewer residents are not shown.
    weight_set : str
        Id of a weight set of the framework; empty: equal weights.
    simulated : bool
        Also give the blocks on simulated measurements.

    Returns
    -------
    ReadOut
    """
    view = Parts(example, ambition, tuple(indicators), minimum_residents, weight_set)
    return ReadOut(
        language=example.language,
        heading=words(
            "readout_heading",
            example.language,
            place=view.place.upper(),
            area=view.life_area.upper(),
            ambition=example.framework[ambition].name,
        ),
        purpose=words("readout_purpose", example.language),
        blocks=(view.unknown(), view.seen(), view.to_discuss(), view.basis()),
        simulated=simulated_blocks(example) if simulated else (),
        place=view.place,
        country=view.country_name,
        shown=view.shown,
        hidden=view.hidden,
        changes=view.changes,
        citation=view.citation,
        restricted=example.panel.restricted,
        picture_description=words(
            "report_picture_description",
            example.language,
            indicator=within_sentence(view.changes[indicators[0]].heading),
        ),
    )

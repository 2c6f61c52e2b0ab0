# SPDX-License-Identifier: Apache-2.0
"""The picture of one area as a card: one page of HTML, without scripts, in Dutch or English."""

from __future__ import annotations

import math
from html import escape
from typing import TYPE_CHECKING, Any

from ..wording import UNKNOWN, number, words

if TYPE_CHECKING:
    from .._core import Picture

#: A strip with the place of the area among all areas: no colours of good and bad, only a mark on a line.
_STRIP = (
    '<svg width="120" height="14" viewBox="0 0 120 14" role="img" aria-label="{label}">'
    '<line x1="4" y1="7" x2="116" y2="7" stroke="#c8c8c8"/><line x1="60" y1="3" x2="60" y2="11" stroke="#c8c8c8"/>'
    '<circle cx="{x:.1f}" cy="7" r="{r}" fill="{fill}" stroke="#0b4f7d" stroke-width="1.5"/></svg>'
)

#: A figure stands at the height of its numbers, also where the last cell has two lines.
_ROWS = "tbody th, tbody td { vertical-align: middle; }"


def card(picture: Picture, *, language: str = "nl", title: str = "") -> str:
    """Return the picture of one area as a page of HTML.

    Parameters
    ----------
    picture : Picture
        See `maatstaf.risk.picture`.
    language : {"nl", "en"}
    title : str
        The name of the area; its id when empty.

    Returns
    -------
    str
        HTML 5 with what to know before reading it first. Every text in it is escaped.
    """
    from ..report import STYLE

    table = picture.table()
    rows = [{name: table[name][at] for name in table.columns} for at in range(table.rows)]
    heads = ("figure", "here", "reference", "difference", "place", "sure")
    head = "".join(
        f'<th scope="col"{_kind(at)}>{escape(words(f"risk_picture_{name}", language))}</th>'
        for at, name in enumerate(heads)
    )
    body = []
    theme = None
    for row in rows:
        if row["theme"] != theme:
            theme = row["theme"]
            body.append(f'<tr class="reference"><th scope="rowgroup" colspan="6">{escape(str(theme))}</th></tr>')
        body.append(_row(row, language))
    notes = "".join(f'<p class="note">{escape(each.text(language))}</p>' for each in picture.caveats)
    heading = escape(title or picture.unit)
    return (
        f'<!DOCTYPE html>\n<html lang="{escape(language)}">\n<head>\n<meta charset="utf-8">\n'
        '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; style-src \'unsafe-inline\'">\n'
        f"<title>{heading}</title>\n<style>{STYLE}{_ROWS}</style>\n</head>\n<body>\n<h1>{heading}</h1>\n"
        f'<p class="purpose">{escape(words("risk_picture_talk", language))}</p>\n{notes}\n'
        f'<div class="scroll"><table><thead><tr>{head}</tr></thead>\n<tbody>{"".join(body)}</tbody></table></div>\n'
        "</body>\n</html>\n"
    )


def _kind(at: int) -> str:
    return ' class="number"' if 1 <= at <= 3 else ""


def _row(row: dict[str, Any], language: str) -> str:
    value, reference = float(row["value"]), float(row["reference"])
    size = max(abs(each) for each in (value, reference, 0.0) if not math.isnan(each))
    decimals = 0 if size >= 100 else 1 if size >= 1 else 3
    known = not math.isnan(value)
    figures = (
        number(value, decimals, language),
        number(reference, decimals, language),
        number(float(row["difference"]), decimals, language, signed=True),
    )
    cells = "".join(f'<td class="number">{escape(each)}</td>' for each in figures)
    return (
        f'<tr><th scope="row">{escape(str(row["figure"]))}{"*" if row["by_model"] else ""}</th>{cells}'
        f"<td>{_strip(row, language) if known else UNKNOWN}</td><td>{escape(_sure(row, language))}</td></tr>"
    )


def _strip(row: dict[str, Any], language: str) -> str:
    place = float(row["place"])
    out = int(row["stands_out"])
    label = escape(number(100.0 * place, 0, language) + "%", quote=True)
    return _STRIP.format(label=label, x=8 + 104 * place, r=5 if out else 4, fill="#0b4f7d" if out else "#fff")


def _sure(row: dict[str, Any], language: str) -> str:
    if math.isnan(float(row["value"])):
        return words("risk_picture_unknown", language)
    probability = float(row["probability"])
    parts = []
    if int(row["stands_out"]):
        parts.append(words("risk_picture_above" if int(row["stands_out"]) > 0 else "risk_picture_below", language))
    if math.isnan(float(row["robust_z"])) and float(row["difference"]) != 0.0:
        parts.append(words("risk_picture_no_spread", language))
    if math.isnan(probability):
        parts.append(words("risk_picture_no_margin", language))
    else:
        shown = "< 1" if probability < 0.01 else number(100.0 * probability, 0, language)
        kind = "alike" if row["by_model"] else "chance"
        parts.append(words(f"risk_picture_{kind}", language, probability=shown))
    return "; ".join(parts)

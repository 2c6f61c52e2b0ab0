# SPDX-License-Identifier: Apache-2.0
"""How objects look in a notebook: short, without scripts, every text escaped."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from html import escape
from typing import Any

from maatstaf import _core
from maatstaf._core import Table

__all__ = ["cell", "example", "model", "notes", "table", "tree", "version"]

ROWS = 20
_LONG = re.compile(r"-?\d+\.\d{5,}")  # more decimals than anybody reads
_BANNER = "border-left:4px solid #555;padding:2px 8px;margin:4px 0"


def table(shown: Table, *, title: str = "", language: str = "en") -> str:
    """Show the first rows of a table, with a banner when it is restricted."""
    parts = []
    if title:
        parts.append(f"<div><b>{escape(title)}</b></div>")
    if shown.restricted:
        parts.append(f'<div style="{_BANNER}">{escape(_core.words("restricted_banner", None, language))}</div>')
    head = "".join(f'<th style="text-align:left">{escape(name)}</th>' for name in shown.columns)
    body = "".join(
        "<tr>" + "".join(f"<td>{escape(_short(cell))}</td>" for cell in row) + "</tr>"
        for row in shown._displayed(ROWS)
    )
    parts.append(f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>")
    if shown.rows > ROWS:
        more = _core.words("more_rows", {"shown": ROWS, "total": shown.rows}, language)
        parts.append(f"<div><small>{escape(more)}</small></div>")
    return "".join(parts)


def _short(cell: str) -> str:
    """A long decimal number with five digits that count; anything else as it is."""
    if not _LONG.fullmatch(cell):
        return cell
    size = abs(float(cell))
    return f"{float(cell):.{max(0, 4 - math.floor(math.log10(size))) if size > 0 else 0}f}" if size >= 1e-4 else (
        f"{float(cell):.3g}"
    )


def notes(caveats: Iterable[Any], language: str = "en") -> str:
    """Show caveats as a list, before the numbers they belong to."""
    return _list(escape(caveat.text(language)) for caveat in caveats)


def tree(framework: Any) -> str:
    """Show a framework as two trees: what residents should notice, and who contributes what to it."""
    below: dict[str, list[Any]] = {}
    for items in (
        framework.domains,
        framework.life_areas,
        framework.ambitions,
        framework.results,
        [activity for activity in framework.activities if activity.parent],
        framework.indicators,
    ):
        for item in items:
            below.setdefault(item.parent, []).append(item)

    def branch(parent: str) -> str:
        # Popped, so a cycle ends.
        return _list(_label(item) + branch(item.id) for item in below.pop(parent, []))

    residents = branch("")
    served: dict[str, list[str]] = {}
    for item in framework.contributions:
        results = escape(", ".join(split.result for split in item.to))
        served.setdefault(item.organisation, []).append(f"{_label(item)} &rarr; {results}{branch(item.id)}")
    for item in framework.activities:
        if not item.parent:  # serves what its links say
            served.setdefault(item.organisation, []).append(_label(item) + branch(item.id))
    parties = {party.id: party.name or party.id for party in framework.parties}
    organisations = _list(escape(parties.get(id, id)) + _list(parts) for id, parts in served.items())
    # What hangs on something that is not there; `validate()` says so.
    loose = _list(f"<code>{escape(parent)}</code> ?{branch(parent)}" for parent in list(below) if parent in below)
    title = f"<div><b>{escape(framework.name or framework.id)}</b></div>"
    return title + residents + organisations + loose


def version(frozen: Any) -> str:
    """Show a version of a framework: which it is, then its trees."""
    facts = [str(frozen.number), frozen.date, frozen.author, frozen.reason, frozen.hash[:12]]
    return f"<div><code>{escape(' · '.join(fact for fact in facts if fact))}</code></div>" + tree(frozen.framework)


def cell(shown: Any) -> str:
    """Show one number with all that belongs to it, what a reader must know of it first."""
    names = ("value", "se", "low", "high", "n", "coverage", "reference", "method", "status")
    values = {name: getattr(shown, name) for name in names}
    rows = "".join(
        f"<tr><th style=\"text-align:left\">{name}</th><td>{escape(_number(value))}</td></tr>"
        for name, value in values.items()
    )
    banner = f'<div style="{_BANNER}">{escape(_core.words("restricted_banner"))}</div>' if shown.restricted else ""
    return banner + notes(shown.caveats) + f"<table><tbody>{rows}</tbody></table>"


def model(shown: Any) -> str:
    """Show a score model: what holds for it, and the yardstick of every indicator once it is fitted."""
    language = "nl" if shown.framework.framework.language == "nl" else "en"
    if not shown.is_fitted:
        return f"<div><b>{escape(repr(shown))}</b></div>"
    return notes(shown.caveats, language) + table(shown.parameters, title=repr(shown), language=language)


def example(shown: Any) -> str:
    """Show the parts of an example: framework and panel."""
    return tree(shown.framework) + str(shown.panel._repr_html_())


def _list(entries: Iterable[str]) -> str:
    items = "".join(f"<li>{entry}</li>" for entry in entries)
    return f"<ul>{items}</ul>" if items else ""


def _number(value: Any) -> str:
    if not isinstance(value, float):
        return str(value)
    return "–" if value != value else f"{value:.6g}"


def _label(item: Any) -> str:
    name = f" {escape(item.name)}" if item.name else ""
    return f"<code>{escape(item.id)}</code>{name}"

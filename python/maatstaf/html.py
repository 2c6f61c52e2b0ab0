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

__all__ = ["notes", "table", "tree"]

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
    items = "".join(f"<li>{escape(caveat.text(language))}</li>" for caveat in caveats)
    return f"<ul>{items}</ul>" if items else ""


def tree(framework: Any) -> str:
    """Show a framework as two trees: what residents should notice, and who contributes what to it."""
    by_parent: dict[str, list[Any]] = {}
    for items in (
        framework.domains,
        framework.life_areas,
        framework.ambitions,
        framework.results,
        framework.activities,
        framework.indicators,
    ):
        for item in items:
            by_parent.setdefault(item.parent, []).append(item)

    def branch(parent: str) -> str:
        items = by_parent.pop(parent, [])  # popped, so a cycle ends
        return (
            "<ul>" + "".join(f"<li>{_label(item)}{branch(item.id)}</li>" for item in items) + "</ul>" if items else ""
        )

    title = f"<div><b>{escape(framework.name or framework.id)}</b></div>"
    inner = branch("")
    served = "".join(
        f"<li>{_label(item)} &rarr; {escape(', '.join(split.result for split in item.to))}{branch(item.id)}</li>"
        for item in framework.contributions
    )
    loose = "".join(branch(parent) for parent in list(by_parent))
    return title + inner + (f"<ul>{served}</ul>" if served else "") + loose


def _label(item: Any) -> str:
    name = f" {escape(item.name)}" if item.name else ""
    return f"<code>{escape(item.id)}</code>{name}"

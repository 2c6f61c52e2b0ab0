# SPDX-License-Identifier: Apache-2.0
"""A result of a risk model as a page: what to know first, then the sentences, then the figures, in Dutch or English."""

from __future__ import annotations

import math
from html import escape
from typing import Any

import numpy as np

from .. import _core
from ..wording import number, words

#: Columns whose values are words of ours, not names from the data.
_WORDED = {"part", "measure"}


def page(result: Any, *, language: str = "nl", title: str = "", rows: int = 500) -> str:
    """Return a result as a page of HTML.

    Parameters
    ----------
    result : RiskFit or any result of `maatstaf.risk`
        Anything with `caveats` and `table()`.
    language : {"nl", "en"}
    title : str
        Above the page; the name of the area for a profile when empty.
    rows : int
        How many rows are shown at most.

    Returns
    -------
    str
        HTML 5 with what to know before reading it first. Every text in it is escaped.
    """
    from ..report import STYLE

    heading = title or str(getattr(result, "unit", "")) or words("risk_page", language)
    spoken = list(result.sentences(language)) if hasattr(result, "sentences") else []
    notes = [each.text(language) for each in result.caveats]
    spoken = [each for each in spoken if each not in notes] + _fit_of_cost(result, language)
    notes = [_in_words(each, language) for each in notes]
    return (
        f'<!DOCTYPE html>\n<html lang="{escape(language)}">\n<head>\n<meta charset="utf-8">\n'
        '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; style-src \'unsafe-inline\'">\n'
        f"<title>{escape(heading)}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n<h1>{escape(heading)}</h1>\n"
        + "".join(f'<p class="note">{escape(each)}</p>\n' for each in notes)
        + "".join(f"<p>{escape(each)}</p>\n" for each in spoken)
        + _table(result.table(), language, rows)
        + _groups_of_cost(result, language, rows)
        + "</body>\n</html>\n"
    )


def _fit_of_cost(result: Any, language: str) -> list[str]:
    """Say how much of the differences in cost is expected."""
    if not isinstance(result, _core.ExpectedCost) or math.isnan(result.r2) or math.isnan(result.cpm):
        return []
    return [words("risk_page_fit_of_cost", language, r2=round(100 * result.r2), cpm=round(100 * result.cpm))]


def _groups_of_cost(result: Any, language: str, rows: int) -> str:
    """Give a second table: whether groups get what they cost."""
    groups = result.groups() if isinstance(result, _core.ExpectedCost) else None
    if groups is None or not groups.rows:
        return ""
    said = words("risk_page_groups_of_cost", language)
    return f"<p>{escape(said)}</p>\n{_table(groups, language, rows)}"


def _in_words(text: str, language: str) -> str:
    """Name columns as the heads of the table do."""
    for name in ("q_value", "left_out", "odds_ratio"):
        text = text.replace(name, f"'{_head(name, False, language)}'")
    return text


def _head(name: str, of_outcomes: bool, language: str) -> str:
    """Beside what is expected, low and high are where outcomes fall."""
    part, _, error = name.rpartition("_")
    if part and error == "se":
        return f"{_head(part, False, language)}: {_head(error, False, language)}"
    word = f"outcome_{name}" if of_outcomes and name in ("low", "high") else name
    return _core.words(f"risk_word_{word}", None, language)


def _table(table: Any, language: str, most: int) -> str:
    columns = {name: np.asarray(table[name]) for name in table.columns}
    filled = {name: values for name, values in columns.items() if not _is_empty(values)}
    if list(filled.get("column", ())) == list(filled.get("factor", [None])):
        del filled["column"]  # says the same twice
    if "exposure" in filled and (filled["exposure"] == 1.0).all():
        del filled["exposure"]  # none was given
    outcomes = "expected_low" in filled and "low" in filled
    head = "".join(
        f'<th scope="col"{_kind(values)}>{escape(_head(name, outcomes, language))}</th>'
        for name, values in filled.items()
    )
    body = []
    for at in range(min(table.rows, most)):
        cells = (f"<td{_kind(values)}>{escape(_shown(name, values[at], language))}</td>"
                 for name, values in filled.items())
        body.append(f"<tr>{''.join(cells)}</tr>")
    more = ""
    if table.rows > most:
        more = f'<p class="note">{escape(words("more_rows", language, shown=most, total=table.rows))}</p>'
    rows = "".join(body)
    return f'<div class="scroll"><table><thead><tr>{head}</tr></thead>\n<tbody>{rows}</tbody></table></div>\n{more}'


def _is_empty(values: Any) -> bool:
    if values.dtype.kind == "f":
        return bool(np.isnan(values).all())
    return values.dtype.kind in "OU" and all(each is None or str(each) == "" for each in values)


def _kind(values: Any) -> str:
    return ' class="number"' if values.dtype.kind in "fiu" else ""


def _shown(name: str, value: Any, language: str) -> str:
    """A text, a whole number, or three digits that count."""
    if isinstance(value, (bool, np.bool_)):
        return words("risk_yes" if value else "risk_no", language)
    if not isinstance(value, (float, int, np.floating, np.integer)):
        text = "" if value is None else str(value)
        return _core.words(f"risk_word_{text}", None, language) if name in _WORDED and text else text
    size = abs(float(value))
    if math.isnan(size):
        return ""
    if math.isfinite(size) and size > 1e12:
        return "> 10^12" if value > 0 else "< -10^12"
    if size < 1e-9:
        return "0"
    if math.isinf(size) or (isinstance(value, (int, np.integer)) and name == "year"):
        return str(value).replace("inf", "∞")
    decimals = 0 if size == round(size) or size >= 100 else 1 if size >= 10 else 2 if size >= 2 else 3
    return "< 0.001".replace(".", "," if language == "nl" else ".") if 0 < size < 0.0005 and value > 0 else number(
        float(value), decimals, language
    )

# SPDX-License-Identifier: Apache-2.0
"""Sentences of the catalogue and numbers as people write them, in Dutch and English."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence

from . import _core

#: What stands in the place of a number that is not known.
UNKNOWN = "–"

#: A number that was written out.
FIGURE = re.compile(r"[-+]?\d[\d.,]*")


def words(name: str, language: str, /, **parameters: object) -> str:
    """Return the sentence `name` of the catalogue with its placeholders filled.

    Parameters
    ----------
    name : str
        Stable name of a message, for example ``"readout_no_cause"``.
    language : {"nl", "en"}
    **parameters
        Values of the placeholders. ``None`` leaves out the part between square brackets that needs it.
    """
    given = {key: str(value) for key, value in parameters.items() if value is not None}
    # A figure was written for this language already: under `name.nl` the catalogue leaves its points and commas alone.
    given = {f"{each}.{language}" if FIGURE.fullmatch(text) else each: text for each, text in given.items()}
    return _core.words(name, given, language)


def number(value: float, decimals: int, language: str, *, signed: bool = False) -> str:
    """Return `value` with a decimal comma in Dutch and a decimal point in English.

    Parameters
    ----------
    value : float
        NaN gives a dash: a number that is not known.
    decimals : int
    language : {"nl", "en"}
    signed : bool
        Write a plus before numbers above zero.
    """
    if math.isnan(value):
        return UNKNOWN
    text = f"{value:,.{decimals}f}"
    if float(text.replace(",", "")) == 0.0:
        text = text.removeprefix("-")
    elif signed and value > 0:
        text = "+" + text
    return text.translate(str.maketrans(",.", ".,")) if language == "nl" else text


def listing(parts: Sequence[str], language: str) -> str:
    """Return ``"a, b and c"`` in the language of the reader."""
    if len(parts) < 2:
        return "".join(parts)
    return words("readout_and", language, first=", ".join(parts[:-1]), last=parts[-1])


def within_sentence(name: str) -> str:
    """Return `name` with a small first letter, unless it opens with an abbreviation."""
    return name if name[1:2].isupper() or not name[:1].isalpha() else name[:1].lower() + name[1:]

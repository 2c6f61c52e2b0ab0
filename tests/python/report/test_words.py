# SPDX-License-Identifier: Apache-2.0
"""Numbers as people write them; every sentence of the read-out in use, with the same placeholders in both languages."""

import re
from pathlib import Path

import pytest
from maatstaf.wording import listing, number, within_sentence, words

ROOT = Path(__file__).resolve().parents[3]
CATALOGUE = (ROOT / "include/maatstaf/core/messages/readout.def").read_text(encoding="utf-8")
ENTRIES = {
    found[1]: (found[2], found[3])
    for found in re.finditer(r'MAATSTAF_MESSAGE\((\w+), \d+,\s+"((?:[^"\\]|\\.)*)",\s+"((?:[^"\\]|\\.)*)"\)', CATALOGUE)
}


@pytest.mark.parametrize(
    "value, decimals, signed, dutch, english",
    [
        (39.6, 1, False, "39,6", "39.6"),
        (-0.64, 2, True, "-0,64", "-0.64"),
        (7.4, 1, True, "+7,4", "+7.4"),
        (0.0, 1, True, "0,0", "0.0"),
        (-0.04, 1, True, "0,0", "0.0"),
        (3151, 0, False, "3.151", "3,151"),
        (1234567.891, 1, False, "1.234.567,9", "1,234,567.9"),
        (float("nan"), 1, True, "–", "–"),
    ],
)
def test_numbers(value: float, decimals: int, signed: bool, dutch: str, english: str) -> None:
    assert number(value, decimals, "nl", signed=signed) == dutch
    assert number(value, decimals, "en", signed=signed) == english


def test_listings() -> None:
    assert listing([], "nl") == ""
    assert listing(["a"], "nl") == "a"
    assert listing(["a", "b", "c"], "nl") == "a, b en c"
    assert listing(["a", "b", "c"], "en") == "a, b and c"


def test_names_within_a_sentence() -> None:
    assert within_sentence("Eenzaam") == "eenzaam"
    assert within_sentence("GGD-regio") == "GGD-regio"
    assert within_sentence("") == ""


def test_an_optional_part_goes_without_its_value() -> None:
    assert words("readout_partly_measured", "nl", indicator="'x'", period=None) == "alleen 'x' is gemeten"
    assert words("readout_partly_measured", "nl", indicators="'x'", period="2016").endswith("pas vanaf 2016")


@pytest.mark.parametrize("name", ENTRIES)
def test_both_languages_use_the_same_values(name: str) -> None:
    english, dutch = (sorted(re.findall(r"\{(\w+)\}", text)) for text in ENTRIES[name])
    assert english == dutch


def test_every_sentence_is_used() -> None:
    source = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "python/maatstaf").rglob("*.py"))
    whole = set(re.findall(r"""["']((?:readout|simulated|picture|report|demo)_\w*)["']""", source))
    assert [name for name in ENTRIES if name not in whole] == []

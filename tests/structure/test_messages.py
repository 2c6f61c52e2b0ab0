# SPDX-License-Identifier: Apache-2.0
"""Every sentence of the catalogue is said somewhere; one that nobody says any more goes, and its number stays free."""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
CATALOGUE = ROOT / "include/maatstaf/core/messages"
ENTRY = re.compile(r"MAATSTAF_MESSAGE\((\w+), (\d+),")


def entries() -> list[tuple[str, int]]:
    return [(name, int(number)) for path in sorted(CATALOGUE.glob("*.def"))
            for name, number in ENTRY.findall(path.read_text(encoding="utf-8"))]


def words_of_sources() -> tuple[set[str], tuple[str, ...]]:
    """Whole words, and the beginnings of those that Python completes as it goes: f"beginning_{rest}"."""
    words: set[str] = set()
    beginnings: set[str] = set()
    for folder, suffixes in [("src", {".cpp", ".hpp"}), ("bindings", {".cpp", ".hpp", ".h"}), ("python", {".py"}),
                             ("include", {".hpp"})]:
        for path in (ROOT / folder).rglob("*"):
            if path.suffix in suffixes:
                text = path.read_text(encoding="utf-8")
                words.update(re.findall(r"\w+", text))
                beginnings.update(re.findall(r"\bf[\"']([a-z]\w*_)\{", text))
    return words, tuple(beginnings)


def test_every_message_is_said_somewhere() -> None:
    words, beginnings = words_of_sources()
    unused = [name for name, _ in entries() if name not in words and not name.startswith(beginnings)]
    assert not unused, unused


def test_names_and_numbers_stand_once() -> None:
    names, numbers = zip(*entries(), strict=True)
    assert len(set(names)) == len(names)
    assert len(set(numbers)) == len(numbers)


def test_retired_numbers_are_never_given_out_again() -> None:
    retired = {int(number) for path in CATALOGUE.glob("*.def")
               for line in re.findall(r"^// Retired numbers.*: (.+)\.$", path.read_text(encoding="utf-8"), re.MULTILINE)
               for number in line.split(", ")}
    assert retired
    assert not retired & {number for _, number in entries()}

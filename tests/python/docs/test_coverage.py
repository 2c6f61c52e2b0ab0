# SPDX-License-Identifier: Apache-2.0
"""The table of how often intervals hold is that of its script; every card of an interval says how often it holds."""

import importlib.util
import re
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[3]
PAGE = (ROOT / "docs" / "coverage.md").read_text(encoding="utf-8")
NO_INTERVAL = {"claims.md", "assigned_volume.md"}
QUICK = [
    "`count`, `rate`, exact",
    "`mean`",
    "`survival`, part within a term",
    "`survival`, restricted mean, some 4 events of 40",
    "`competing_risks`, time lost, cause 0.1",
    "`superiority`",
    "`explain_gap`, unexplained",
]


def script() -> Any:
    path = ROOT / "benchmarks" / "measure" / "coverage.py"
    spec = importlib.util.spec_from_file_location("coverage_script", path)
    assert spec and spec.loader
    made = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(made)
    return made


def table() -> list[str]:
    return [line for line in PAGE.splitlines() if line.startswith("| `")]


def test_the_page_has_the_rows_of_its_script() -> None:
    made = script()
    assert [line.split(" | ")[:2] for line in table()] == [
        [f"| {name}", drawn] for name, (drawn, _) in made.ROWS.items()
    ]


@pytest.mark.filterwarnings("ignore::maatstaf.MaatstafWarning")
@pytest.mark.parametrize("name", QUICK)
def test_a_row_drawn_anew_is_that_of_the_page(name: str) -> None:
    assert script().line(name) in table()


def test_what_does_not_hold_is_said() -> None:
    held = {line.split(" | ")[0][2:]: float(line.split(" | ")[2]) for line in table()}
    below = {name for name, percent in held.items() if percent < 93.0}
    skewed = {f"`{index}`, {n} log-normal amounts, s = 1" for index in ("theil_index", "Gini") for n in (14, 50)}
    assert below == {"`survival`, restricted mean, some 19 events of 20", *skewed}
    assert all(percent >= 94.5 for name, percent in held.items() if name.endswith(", exact"))


def test_every_card_of_an_interval_says_how_often_it_holds() -> None:
    index = (ROOT / "docs" / "index.md").read_text(encoding="utf-8")
    measuring = index.partition("- Measuring:")[2].partition("\n- Risk:")[0]
    cards = set(re.findall(r"\(methods/(\w+\.md)\)", measuring))
    assert len(cards) > 18
    silent = {
        card
        for card in cards - NO_INTERVAL
        if "**How often it holds.**" not in (ROOT / "docs" / "methods" / card).read_text(encoding="utf-8")
    }
    assert not silent


def test_the_cpp_of_the_records_page_is_compiled() -> None:
    page = (ROOT / "docs" / "from_records_to_panel.md").read_text(encoding="utf-8")
    shown = page.partition("```cpp\n")[2].partition("```")[0].splitlines()
    tested = (ROOT / "tests" / "cpp" / "measure" / "records_page_test.cpp").read_text(encoding="utf-8")
    assert len(shown) > 4 and "\n".join(f"    {line}" for line in shown) in tested

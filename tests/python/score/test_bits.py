# SPDX-License-Identifier: Apache-2.0
"""The same input as tests/cpp/score/bits_test.cpp, and the same hashes: C++ and Python give the same bits."""

import re
from pathlib import Path
from typing import Any

import pytest

import maatstaf as ms

UNITS = 40
CPP = Path(__file__).resolve().parents[2] / "cpp/score/bits_test.cpp"


def uniforms(purpose: int, low: float, high: float) -> Any:
    return low + (high - low) * ms.RandomStream(11, purpose=purpose, unit=0).uniform(UNITS)


def framework() -> ms.Framework:
    made = ms.Framework()
    for item in (
        ms.Domain("d"),
        ms.LifeArea("l", parent="d"),
        ms.Ambition("a", parent="l"),
        ms.Result("r1", parent="a"),
        ms.Result("r2", parent="a"),
        ms.Indicator("x", parent="r1", scale="mean", goalpost_low=0, goalpost_high=10),
        ms.Indicator("y", parent="r1", scale="mean", direction="lower", goalpost_low=0, goalpost_high=10),
        ms.Indicator("z", parent="r2", scale="mean", goalpost_low=0, goalpost_high=10),
        ms.WeightSet("w", body="b", weights={"x": 3, "y": 1, "r1": 2, "r2": 5}),
    ):
        made.add(item)
    return made


def scored(model_options: dict[str, Any], options: dict[str, Any]) -> ms.ScoreResult:
    columns: dict[str, Any] = {"unit": [f"u{at}" for at in range(UNITS)]}
    for purpose, name in enumerate("xyz", 1):
        columns[name] = uniforms(purpose, 1, 9)
        columns[f"{name}_se"] = uniforms(purpose + 10, 0.1, 0.9)
    panel = ms.Panel(columns, fixed_period=2016)
    return ms.ScoreModel(framework(), **model_options).fit(panel).score(panel, **options)


def hash_of(model_options: dict[str, Any], options: dict[str, Any]) -> int:
    table = scored(model_options, options).to_table()
    # Numbers only: sentences may be worded better.
    return ms.stable_hash(table.select(["unit", "item", "value", "se", "low", "high", "coverage"]).to_csv())


def expected() -> list[int]:
    return [int(number) for number in re.findall(r"== (\d+)u", CPP.read_text(encoding="utf-8"))]


@pytest.mark.parametrize(
    ("at", "model_options", "options"),
    [(0, {}, {}), (1, {"normalise": "goalposts", "aggregate": "geometric"}, {"draws": 200, "seed": 5})],
)
def test_python_gives_the_bits_of_cpp(at: int, model_options: dict[str, Any], options: dict[str, Any]) -> None:
    before = ms.thread_count()
    try:
        for threads in (1, 2):
            ms.set_thread_count(threads)
            assert hash_of(model_options, options) == expected()[at]
    finally:
        ms.set_thread_count(before)


def test_a_shift_of_weights_gives_the_bits_of_cpp() -> None:
    before, after = scored({}, {}), scored({"weight_set": "w"}, {})
    numbers: list[float] = []
    for unit in range(UNITS):
        shift = ms.weight_shift(before, after, "a", f"u{unit}", 2016)
        change = shift.change
        numbers += [shift.before, shift.after, change.value, change.se, change.low, change.high, shift.probability]
    assert ms.stable_hash(ms.Table({"x": numbers}).to_csv()) == expected()[2]

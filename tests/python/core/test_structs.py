# SPDX-License-Identifier: Apache-2.0
"""Structs from field lists: keywords, attributes, repr, equality, dictionaries, pickling, docstrings."""

import copy
import datetime
import math
import pickle

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import maatstaf as ms


def test_keywords_attributes_and_repr() -> None:
    indicator = ms.Indicator("lonely", parent="MR2", unit="%", direction="lower")
    assert (indicator.id, indicator.parent, indicator.unit, indicator.direction) == ("lonely", "MR2", "%", "lower")
    assert repr(indicator) == "Indicator('lonely', parent='MR2', direction='lower', unit='%')"
    assert eval(repr(indicator), {"Indicator": ms.Indicator}) == indicator
    indicator.direction = "higher"
    assert indicator.direction == "higher"
    with pytest.raises(ms.ArgumentError):
        indicator.direction = "up"
    with pytest.raises(AttributeError):
        indicator.directon = "up"


def test_unknown_numbers_are_nan_in_and_out() -> None:
    indicator = ms.Indicator("x", baseline=None, goalpost_low=np.float32(1.5), goalpost_high=3)
    assert math.isnan(indicator.baseline) and indicator.goalpost_low == 1.5 and indicator.goalpost_high == 3.0


def test_nested_values() -> None:
    indicator = ms.Indicator(
        "x", targets=[{"period": 2026, "value": 40}, ms.Target("WK1", value=45)], burden={"minutes": 2}
    )
    assert indicator.targets == (ms.Target(period="2026", value=40), ms.Target("WK1", value=45))
    indicator.burden.times_per_year = 12
    indicator.burden.respondents = 30
    assert indicator.burden.hours_per_year() == 12.0
    assert indicator.to_dict()["burden"] == indicator.burden


def test_a_struct_inside_keeps_its_owner_alive() -> None:
    burden = ms.Indicator("x", burden={"minutes": 3}).burden
    assert burden.minutes == 3.0


@pytest.mark.parametrize(
    "to",
    [
        {"MR1": 0.5, "MR2": 0.5},
        [ms.Split("MR1", 0.5), ms.Split("MR2", 0.5)],
        [{"result": "MR1", "share": 0.5}, ms.Split("MR2", share=0.5)],
    ],
)
def test_splits_in_every_spelling(to: object) -> None:
    contribution = ms.Contribution("B-A", organisation="netwerk", to=to)
    assert [(split.result, split.share) for split in contribution.to] == [("MR1", 0.5), ("MR2", 0.5)]


def test_one_split_by_name_alone() -> None:
    assert ms.Contribution("B", to="MR1").to == (ms.Split("MR1", 1.0),)
    assert ms.WeightSet("council", weights={"lonely": 2, "volunteer": 1}).weights[0] == ms.Weight("lonely", 2.0)


def test_dates_become_iso_texts() -> None:
    assert ms.Agreement("a", start=datetime.date(2026, 1, 5)).start == "2026-01-05"


def test_values_of_items_are_not_hashable_but_equal_by_value() -> None:
    assert ms.Domain("a") == ms.Domain("a") != ms.Domain("b")
    assert ms.Domain("a") != ms.LifeArea("a")
    with pytest.raises(TypeError):
        hash(ms.Domain("a"))


@given(
    st.text(st.characters(blacklist_categories=["Cs"])),
    st.floats(allow_nan=True),
    st.sampled_from(["higher", "lower", "target", "context"]),
)
def test_pickle_and_copy(id: str, baseline: float, direction: str) -> None:
    item = ms.Indicator(id, baseline=baseline, direction=direction, targets=[{"value": baseline}], legal_basis=[id])
    for twin in (pickle.loads(pickle.dumps(item)), copy.deepcopy(item), copy.copy(item)):
        assert twin == item and twin is not item


def test_docstrings_come_from_the_field_lists() -> None:
    assert "Parameters\n----------\nid : str\n    unique within the framework" in (ms.Indicator.__doc__ or "")
    assert "direction : {'higher', 'lower', 'target', 'context'}" in (ms.Indicator.__doc__ or "")
    assert ms.Indicator.unit.__doc__ == "unit as people write it"

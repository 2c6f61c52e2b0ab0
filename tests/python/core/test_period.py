# SPDX-License-Identifier: Apache-2.0
"""Periods in every spelling, their algebra, and random streams that are found again."""

import pickle

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import maatstaf as ms


@pytest.mark.parametrize(
    ("given_as", "text", "frequency"),
    [
        (2016, "2016", "year"),
        ("2016", "2016", "year"),
        (np.int32(2016), "2016", "year"),
        ("2016-H1", "2016-H1", "half_year"),
        ("2016KW03", "2016-Q3", "quarter"),
        ("2016-7", "2016-07", "month"),
        (ms.Period(2016), "2016", "year"),
    ],
)
def test_spellings(given_as: object, text: str, frequency: str) -> None:
    period = ms.Period(given_as)
    assert str(period) == text and period.frequency == frequency and repr(period) == f"Period('{text}')"


@pytest.mark.parametrize("wrong", ["", "16", "2016-Q5", "2016-13", 0, 10000, 2016.0, True, None, "2016-07-01x"])
def test_what_is_no_period(wrong: object) -> None:
    with pytest.raises(ms.ArgumentError):
        ms.Period(wrong)


@given(st.integers(2, 9000), st.integers(1, 12), st.integers(-12, 1200))
def test_algebra(year: int, month: int, steps: int) -> None:
    period = ms.Period(f"{year:04d}-{month:02d}")
    later = period + steps
    assert later - period == steps and later - steps == period
    assert (later > period) == (steps > 0) and (later == period) == (steps == 0)
    assert period.within("year").year == year and period in period.within("quarter")
    assert hash(pickle.loads(pickle.dumps(period))) == hash(period)


def test_parts_and_neighbours() -> None:
    assert [str(each) for each in ms.Period(2016).split("quarter")] == ["2016-Q1", "2016-Q2", "2016-Q3", "2016-Q4"]
    assert ms.Period("2016-Q4").next() == ms.Period("2017-Q1") and ms.Period("2017").previous() == ms.Period(2016)
    with pytest.raises(ms.ArgumentError):
        ms.Period("2016").within("month")
    with pytest.raises(ms.ArgumentError):
        ms.Period("2016") - ms.Period("2016-01")


def test_random_streams_are_found_not_carried() -> None:
    def stream(draw: int = 0, unit: object = "WK040532") -> ms.RandomStream:
        return ms.RandomStream(7, purpose=3, unit=unit, draw=draw)

    assert np.array_equal(stream().normal(5), stream().normal(5))
    assert not np.array_equal(stream().normal(5), stream(1).normal(5))
    assert not np.array_equal(stream().normal(5), stream(unit="WK040533").normal(5))
    uniform = stream().uniform(1000)
    assert uniform.dtype == np.float64 and 0 < uniform.min() and uniform.max() < 1
    assert stream().dirichlet([1.0, 2.0, 3.0]).sum() == pytest.approx(1.0)
    assert stream().binomial(10, 1.0) == 10
    with pytest.raises(ms.ArgumentError):
        stream().gamma(-1.0)


def test_thread_count() -> None:
    before = ms.thread_count()
    try:
        ms.set_thread_count(2)
        assert ms.thread_count() == 2
        with pytest.raises(ms.ArgumentError):
            ms.set_thread_count(0)
    finally:
        ms.set_thread_count(before)

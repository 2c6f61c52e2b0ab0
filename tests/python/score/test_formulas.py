# SPDX-License-Identifier: Apache-2.0
"""One formula per function, against NumPy."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import maatstaf as ms

X = np.array([1.0, 4.0, np.nan, 2.0, 4.0])


def test_normalising() -> None:
    low, high = np.nanmin(X), np.nanmax(X)
    np.testing.assert_allclose(ms.score.minmax(X), (X - low) / (high - low))
    np.testing.assert_allclose(
        ms.score.minmax(X, direction="lower", low=10, high=20), 20 - 10 * (X - low) / (high - low)
    )
    np.testing.assert_allclose(ms.score.zscore(X), (X - np.nanmean(X)) / np.nanstd(X, ddof=1))
    np.testing.assert_allclose(
        ms.score.zscore(X, direction="lower", centre=100, spread=15),
        100 - 15 * (X - np.nanmean(X)) / np.nanstd(X, ddof=1),
    )
    np.testing.assert_allclose(ms.score.goalposts(X, 0, 2), X / 2)
    np.testing.assert_allclose(ms.score.goalposts(X, 0, 2, clip=True), np.clip(X / 2, 0, 1))
    np.testing.assert_allclose(ms.score.rank(X), [1, 3.5, np.nan, 2, 3.5])
    np.testing.assert_allclose(ms.score.rank(X, ties="lowest"), [1, 3, np.nan, 2, 3])
    np.testing.assert_allclose(ms.score.rank(X, direction="lower", ties="highest"), [4, 2, np.nan, 3, 2])
    np.testing.assert_allclose(ms.score.percentile_rank(X), [0, 2.5 / 3, np.nan, 1 / 3, 2.5 / 3])
    np.testing.assert_allclose(ms.score.distance_to_target(X, 5), (X - 1) / 4)
    np.testing.assert_allclose(ms.score.distance_to_reference(X), (X - 1) / (np.nanmean(X) - 1))
    np.testing.assert_allclose(ms.score.distance_to_reference(X, 3.0, clip=True), np.minimum((X - 1) / 2, 1))


@given(st.lists(st.floats(0.1, 1e3), min_size=1, max_size=20), st.data())
def test_means(values: list[float], data: st.DataObject) -> None:
    weights = data.draw(st.lists(st.floats(0.1, 10), min_size=len(values), max_size=len(values)))
    x, w = np.array(values), np.array(weights)
    assert ms.score.arithmetic_mean(x, w) == pytest.approx(np.average(x, weights=w))
    assert ms.score.geometric_mean(x, w) == pytest.approx(np.exp(np.average(np.log(x), weights=w)))
    assert ms.score.harmonic_mean(x, w) == pytest.approx(1 / np.average(1 / x, weights=w))
    assert ms.score.arithmetic_mean(values) == pytest.approx(np.mean(values))


@pytest.mark.parametrize(
    ("wrong", "name"),
    [
        ("text", "not_a_list_of_numbers"),
        (None, "not_a_list_of_numbers"),
        (5, "not_a_list_of_numbers"),
        (np.zeros((2, 2)), "numbers_not_flat"),
        ([object()], "not_a_number"),
    ],
)
def test_what_is_no_array(wrong: object, name: str) -> None:
    with pytest.raises(ms.ArgumentError) as caught:
        ms.score.minmax(wrong)
    assert caught.value.name == name


def test_options_are_checked() -> None:
    with pytest.raises(ms.ArgumentError, match="lower"):
        ms.score.minmax(X, direction="lowr")
    with pytest.raises(ms.ArgumentError, match="average"):
        ms.score.rank(X, ties="averge")
    with pytest.raises(ms.ArgumentError):
        ms.score.arithmetic_mean([1.0], [-1.0])
    with pytest.raises(ms.ArgumentError):
        ms.score.arithmetic_mean([1.0], [1.0, 2.0])


def test_targets() -> None:
    assert ms.score.attainment(15.0, baseline=10, target=20) == 0.5
    assert ms.score.attainment(8.0, goal="stay_in_band", band_low=5, band_high=10) == 1.0
    assert ms.score.probability_met(20.0, 1.0, baseline=10, target=20) == pytest.approx(0.5)
    with pytest.raises(ms.ArgumentError, match="baseline"):
        ms.score.attainment(1.0, baselin=3)

# SPDX-License-Identifier: Apache-2.0
"""Designs: from tables of any library to matrices, and back to words."""

import pickle
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import maatstaf as ms

HOMES: dict[str, Any] = {
    "income": [1.0, 2.0, 3.0, 4.0, 5.0],
    "type": ["house", "flat", "flat", "house", "mixed"],
    "year": [2020, 2021, 2021, 2020, 2021],
}


def test_terms_are_written_in_three_ways() -> None:
    expected = ["(intercept)", "income", "type[house]", "type[mixed]", "income:type[house]", "income:type[mixed]"]
    for product in ("income:type", ("income", "type"), ["income", "type"]):
        assert ms.regress.Design(HOMES, ["income", "type", product]).names == expected
    odd = {"a:b": [1.0, 2.0, 4.0], "a": [1.0, 2.0, 3.0], "b": [2.0, 1.0, 0.0]}
    assert ms.regress.Design(odd, ["a:b"]).column_terms[1] == "a:b"
    np.testing.assert_array_equal(ms.regress.Design(odd, ["a:b"]).build(odd).x[:, 1], odd["a:b"])


def test_frames_of_three_libraries_give_one_matrix() -> None:
    pd, pl, pa = (pytest.importorskip(name) for name in ("pandas", "polars", "pyarrow"))
    expected = ms.regress.Design(HOMES, ["income", "type"]).build(HOMES).x
    for frame in (pd.DataFrame(HOMES), pl.DataFrame(HOMES), pa.table(HOMES)):
        np.testing.assert_array_equal(ms.regress.Design(frame, ["income", "type"]).build(frame).x, expected)
    ordered = pd.DataFrame(HOMES)
    ordered["type"] = pd.Categorical(ordered["type"], ["mixed", "house", "flat", "castle"])
    design = ms.regress.Design(ordered, ["type"])
    assert design.levels == {"type": ["mixed", "house", "flat"]}
    assert design.references == {"type": "mixed"}
    np.testing.assert_array_equal(design.build(HOMES).x.sum(axis=0), [5, 2, 2])
    assert type(design.to_frame()).__module__.startswith("pandas")


def test_references_and_numbers_as_categories() -> None:
    design = ms.regress.Design(HOMES, ["year"], categorical=["year"], references={"year": "2021"})
    assert design.names == ["(intercept)", "year[2020]"]
    assert ms.regress.Design(HOMES, ["type"], reference="most_frequent").references == {"type": "flat"}
    with pytest.raises(ms.ArgumentError, match="Did you mean 'house'"):
        ms.regress.Design(HOMES, ["type"], references={"type": "huose"})
    with pytest.raises(ms.ArgumentError, match="Did you mean 'most_frequent'"):
        ms.regress.Design(HOMES, ["type"], reference="most_frequnt")


def test_new_levels_and_missing_values() -> None:
    design = ms.regress.Design(HOMES, ["income", "type"])
    words = r"Row 2 has 'flut' in column 'type'.*Did you mean 'flat'.*flat, house, mixed"
    with pytest.raises(ms.DataError, match=words):
        design.build({"income": [1.0, 2.0], "type": ["flat", "flut"]})
    holes = {"income": [1.0, float("nan"), 2.0], "type": ["flat", "house", None]}
    with pytest.raises(ms.DataError, match=r"lack a value of income, type: 2 \(row 2, 3\)"):
        design.build(holes)
    lenient = ms.regress.Design(HOMES, ["income", "type"], missing="leave_out").build(holes)
    assert lenient.left_out == 2
    np.testing.assert_array_equal(lenient.rows, [0])
    assert [each.name for each in lenient.caveats] == ["design_level_once", "design_rows_left_out"]
    assert "2 van de 3 rijen" in lenient.caveats[1].text("nl")


def test_a_design_survives_pickling() -> None:
    design = ms.regress.Design(HOMES, ["income", "type", "income:type"], references={"type": "mixed"})
    back = pickle.loads(pickle.dumps(design))
    assert back == design and back.names == design.names
    np.testing.assert_array_equal(back.build(HOMES).x, design.build(HOMES).x)
    assert "mixed" in design._repr_html_()


def test_matrices_are_views_that_outlive_their_design() -> None:
    x = ms.regress.Design(HOMES, ["income"]).build(HOMES).x
    assert x.flags.c_contiguous and not x.flags.writeable
    np.testing.assert_array_equal(x, [[1, 1], [1, 2], [1, 3], [1, 4], [1, 5]])
    design = ms.regress.Design(HOMES, ["income", "type"])
    np.testing.assert_array_equal(np.asarray(design.build(HOMES)), design.build(HOMES).x)
    set_to = design.build_with(HOMES, {"type": "mixed", "income": 9})
    np.testing.assert_array_equal(set_to, [[1, 9, 0, 1]] * 5)
    np.testing.assert_array_equal(design.derivative(HOMES, "income"), [[0, 1, 0, 0]] * 5)


@settings(max_examples=60, deadline=None)
@given(
    rows=st.lists(
        st.tuples(st.sampled_from("abc"), st.sampled_from("xy"), st.floats(-10, 10)), min_size=4, max_size=30
    ).filter(lambda rows: len({a for a, _, _ in rows}) > 1 and len({b for _, b, _ in rows}) > 1)
)
def test_designs_span_what_formulaic_spans(rows: list[tuple[str, str, float]]) -> None:
    formulaic = pytest.importorskip("formulaic")
    pd = pytest.importorskip("pandas")
    frame = pd.DataFrame(rows, columns=["a", "b", "z"])
    for formula, terms in [
        ("a + b + z", ["a", "b", "z"]),
        ("a + a:b", ["a", "a:b"]),
        ("z + a:z", ["z", "a:z"]),
        ("a:b", ["a:b"]),
        ("a + b + a:b + z", ["a", "b", "a:b", "z"]),
    ]:
        ours = ms.regress.Design(frame, terms).build(frame).x
        theirs = np.asarray(formulaic.model_matrix(formula, frame), dtype=float)
        rank = np.linalg.matrix_rank(theirs)
        assert np.linalg.matrix_rank(ours) == rank
        assert np.linalg.matrix_rank(np.hstack([ours, theirs])) == rank

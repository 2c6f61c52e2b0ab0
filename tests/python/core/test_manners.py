# SPDX-License-Identifier: Apache-2.0
"""What holds for every public class: documented arguments, comparison by value, library and language of the reader."""

import datetime
import inspect
import pickle
import re
from typing import Any

import numpy as np
import pandas as pd
import polars as pl
import pytest

import maatstaf as ms
from maatstaf import _core

HOORN = ms.example("hoorn")
MODEL = ms.ScoreModel(HOORN.framework).fit(None, HOORN.reference)
SCORES = MODEL.score(HOORN.panel)


def undocumented() -> list[str]:
    """Public methods and functions of the compiled module that take arguments and do not say what these are."""
    formulas = {f"score_{name}" for name in ms.score.__all__}
    documented = {*ms.__all__, *ms.score.__all__, *formulas, "words"}
    found = []
    for name, value in vars(_core).items():
        if name.startswith("_") or name not in documented:
            continue
        methods = vars(value).items() if inspect.isclass(value) else [("", value)]
        for method, function in methods:
            if method.startswith("_") or not callable(function) and not isinstance(function, staticmethod):
                continue
            text = inspect.getdoc(getattr(value, method) if method else value) or ""
            first = text.splitlines()[0] if text else ""
            arguments = re.sub(r"self(: [\w.]+)?", "", first[first.find("(") + 1 : first.rfind(") ->")]).strip(" ,")
            if "(" in first and arguments and "Parameters" not in text:
                found.append(f"{name}.{method}")
    return found


def test_every_argument_is_documented() -> None:
    assert undocumented() == []


@pytest.mark.parametrize("held", [HOORN.panel, HOORN.panel.to_table(), MODEL, SCORES, SCORES.change(2016, 2020)])
def test_data_and_results_compare_by_value(held: Any) -> None:
    again = pickle.loads(pickle.dumps(held))
    assert again == held and not again != held
    assert held != "something else"


def test_another_value_is_another_thing() -> None:
    assert HOORN.panel.at(2016) != HOORN.panel.at(2020)
    assert ms.Table({"a": [1.0]}) != ms.Table({"a": [2.0]}) and ms.Table({"a": [1.0]}) == ms.Table({"a": np.ones(1)})
    assert ms.ScoreModel(HOORN.framework) == ms.ScoreModel(HOORN.framework) != MODEL
    assert ms.ScoreModel(HOORN.framework, aggregate="geometric") != ms.ScoreModel(HOORN.framework)
    assert MODEL.score(HOORN.panel) == SCORES != MODEL.score(HOORN.panel, confidence=0.9)


def columns() -> dict[str, Any]:
    return {"code": ["A", "B", "C"], "year": [2016] * 3, "lonely": [40.0, 45.0, 60.0], "volunteer": [20.0, 25.0, 30.0]}


@pytest.mark.parametrize(("library", "frame"), [("polars", pl.DataFrame), ("pandas", pd.DataFrame)])
def test_every_table_goes_back_to_the_library_of_its_data(library: str, frame: Any) -> None:
    panel = ms.Panel(frame(columns()), unit="code", period="year")
    model = ms.ScoreModel(HOORN.framework).fit(panel)
    for table in (ms.as_table(frame(columns())), panel.to_table(), panel.to_wide_table(), model.parameters,
                  model.drift(panel), model.score(panel).to_table().select(["unit", "value"]),
                  pickle.loads(pickle.dumps(model)).parameters):  # fmt: skip
        assert type(table.to_frame()).__module__.partition(".")[0] == library


def test_a_frame_of_narwhals_counts_as_what_it_wraps() -> None:
    nw = pytest.importorskip("narwhals.stable.v2")
    panel = ms.Panel(nw.from_native(pl.DataFrame(columns())), unit="code", period="year")
    assert isinstance(panel.to_frame(), pl.DataFrame)


def test_a_notebook_speaks_the_language_of_the_framework() -> None:
    dutch, english = HOORN, ms.example("hoorn", language="en")
    assert "heeft geen indicator" in dutch.framework.validate()._repr_html_()
    assert "has no indicator" in english.framework.validate()._repr_html_()
    assert "heeft geen indicator" in repr(dutch.framework.validate())
    for made, word in ((dutch, "Geen marge"), (english, "No interval")):
        scores = ms.ScoreModel(made.framework).fit(None, made.reference).score(made.panel)
        shown = scores._repr_html_()
        assert ("Alle gewichten zijn gelijk" in shown) == (made is dutch), word


def test_every_result_has_a_view() -> None:
    made = HOORN.simulated
    shown = [SCORES, SCORES.cell("A1", "WK040513", 2020), SCORES.change(2016, 2020), MODEL, MODEL.drift(HOORN.panel),
             ms.ScoreModel(HOORN.framework), HOORN, HOORN.framework.freeze(), HOORN.panel.describe(),
             ms.hold_against_targets(made.framework, made.panel),
             ms.check_side_links(HOORN.framework, HOORN.panel, 2016, 2020),
             ms.Deliveries({"activity": ["course"], "cost": [5.0]})]  # fmt: skip
    for each in shown:
        assert each._repr_html_().startswith("<"), type(each)


def test_the_tree_of_a_framework_keeps_what_belongs_together() -> None:
    tree = HOORN.framework._repr_html_()
    inside = tree[tree.index("B-A</code>") :]
    assert tree.index("MR1</code>") < tree.index("volunteer</code>") < tree.index("B-A</code>")
    for id in ("B-A.reach", "taalcursus", "course.language"):
        assert f"<code>{id}</code>" in inside


def test_restricted_cells_and_results_say_so() -> None:
    table = ms.Table(columns())
    table.restricted = True
    panel = ms.Panel(table, unit="code", period="year")
    scores = ms.ScoreModel(HOORN.framework).fit(panel).score(panel)
    for each in (scores, scores.cell("A1", "A", 2016), ms.hold_against_targets(HOORN.framework, panel),
                 ms.ScoreModel(HOORN.framework).fit(panel).drift(panel)):  # fmt: skip
        assert "Restricted:" in repr(each)
    axes = pytest.importorskip("matplotlib") and scores.plot("A1", 2016)
    assert "fgeschermd" in axes.get_title()


def test_a_slip_is_answered_with_what_was_meant() -> None:
    with pytest.raises(ms.ArgumentError, match=r"ms\.read_csv\('file\.csv'\)"):
        ms.Panel("file.csv", unit="code")
    with pytest.raises(ms.ArgumentError, match="Did you mean 'hoorn'"):
        ms.example("horn")  # type: ignore[arg-type]
    with pytest.raises(ms.ArgumentError, match="must be a Panel, but is DataFrame. Make one"):
        MODEL.score(pd.DataFrame(columns()))  # type: ignore[arg-type]
    for values, words in ((["a"], r"values\[0\] must be a number"), (np.zeros((2, 2)), "2 dimensions"),
                          ("ab", "list or array of numbers"), (3, "list or array|dimensions")):  # fmt: skip
        with pytest.raises(ms.ArgumentError, match=words):
            ms.score.minmax(values)
    with pytest.raises(ms.FormatError, match="row 2"):
        ms.as_table({"x": [datetime.date(2024, 1, 1), datetime.datetime(2024, 1, 1, 12)]})


def test_without_matplotlib_the_way_to_it_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    with pytest.raises(ms.ArgumentError, match="pip install matplotlib"):
        SCORES.plot()


def test_a_result_with_one_view_takes_that() -> None:
    made = HOORN.simulated
    model = ms.ScoreModel(made.framework, normalise="goalposts").fit(made.panel)
    scores = model.score(made.panel, view="contributions")
    asked = scores.cell("B-A", "GM0405", "2025", view="contributions")
    assert scores.cell("B-A", "GM0405", "2025").value == asked.value
    assert len(scores.values("B-A", "2025")) == len(scores.units)


def test_a_share_of_nobody_has_an_interval_that_can_be() -> None:
    fw = ms.Framework("f")
    for item in (ms.Domain("d"), ms.LifeArea("l", parent="d"), ms.Ambition("a", parent="l"), ms.Result("r", parent="a"),
                 ms.Indicator("x", parent="r", unit="%")):  # fmt: skip
        fw.add(item)
    table = {"code": ["A"], "x_n": [10.0], "x_numerator": [0.0], "x_denominator": [10.0]}
    panel = ms.Panel(table, unit="code", fixed_period=2020,
                     indicators=[{"id": "x", "scale": "proportion", "factor": 100.0}])  # fmt: skip
    cell = ms.ScoreModel(fw, normalise="identity").fit(panel).score(panel).cell("x", "A", 2020)
    assert cell.low == 0.0 and cell.high == pytest.approx(21.7, abs=0.1) and cell.method == "exact"


def test_a_pandas_column_of_several_kinds_is_refused_by_row() -> None:
    with pytest.raises(ms.ArgumentError, match="row 2 holds text"):
        ms.Panel(pd.DataFrame({"u": ["A", "B"], "x": [1, "a"]}), unit="u", fixed_period=2018)
    twice = pd.DataFrame([[1, 2], [3, 4]], columns=["x", "x"])
    with pytest.raises(ms.Error, match="'x'"):
        ms.as_table(twice)

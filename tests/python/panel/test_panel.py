# SPDX-License-Identifier: Apache-2.0
"""Panels from Python: every library in, every hostile input its own message, and what was delivered."""

import pickle
from typing import Any

import numpy as np
import pytest

import maatstaf as ms


def wide() -> dict[str, list[Any]]:
    return {
        "code": ["WK01", "WK02", "WK01", "WK02"],
        "year": [2016, 2016, 2020, 2020],
        "lonely": [43.6, 48.8, 47.9, None],
        "lonely_se": [1.0, 1.1, None, None],
    }


def test_wide_tables_of_every_library() -> None:
    pd, pl, pa = (pytest.importorskip(name) for name in ("pandas", "polars", "pyarrow"))
    expected = ms.Panel(wide(), unit="code", period="year").to_table().to_csv()
    for data, library in (
        (pd.DataFrame(wide()), pd.DataFrame),
        (pl.DataFrame(wide()), pl.DataFrame),
        (pa.table(wide()), pa.Table),
        (ms.Table(wide()), None),
    ):
        panel = ms.Panel(data, unit="code", period="year")
        assert panel.to_table().to_csv() == expected
        if library:
            assert isinstance(panel.at(2016).to_frame(), library)
            assert isinstance(pickle.loads(pickle.dumps(panel)).to_frame(), library)


def test_what_a_panel_holds() -> None:
    panel = ms.Panel(
        wide(), unit="code", period="year", indicators=[{"id": "lonely", "scale": "proportion", "factor": 100}]
    )
    assert [unit.id for unit in panel.units] == ["WK01", "WK02"] and [str(period) for period in panel.periods] == [
        "2016",
        "2020",
    ]
    assert panel.indicators == (ms.PanelIndicator("lonely", scale="proportion", factor=100.0),)
    values = panel.values("lonely", 2020)
    assert values[0] == 47.9 and np.isnan(values[1]) and not values.flags.writeable
    assert panel.values("lonely", "2020", "status") == ["observed", "absent"]
    assert panel.values("lonely", 2016, "se").tolist() == [1.0, 1.1] and panel.values("lonely", 2016, "n").size == 0
    assert repr(panel) == "Panel(2 units, 1 indicator, periods 2016, 2020)"
    assert panel.select_units(["WK02"]).values("lonely", 2016).tolist() == [48.8]
    assert panel.select_periods([2020]).periods == (ms.Period(2020),) and len(panel.at("2016").periods) == 1
    assert ms.Panel(wide(), unit="code", period="year", indicators=["lonely"]).indicators[0].id == "lonely"


def test_long_tables() -> None:
    rows = {"area": ["a", "b"], "year": ["2016", "2016"], "what": ["useful", "useful"], "x": [30, 0], "n": [40, 0]}
    panel = ms.Panel.from_long(
        rows,
        unit="area",
        period="year",
        indicator="what",
        numerator="x",
        denominator="n",
        indicators=[{"id": "useful", "scale": "proportion", "factor": 100}],
    )
    assert panel.values("useful", 2016)[0] == 75.0
    assert panel.values("useful", 2016, "status") == ["observed", "not_applicable"]
    again = ms.Panel.from_long(
        panel.to_table(),
        unit="unit",
        period="period",
        indicator="indicator",
        indicators=[{"id": "useful", "scale": "proportion", "factor": 100}],
    )
    assert again.to_table().to_csv() == panel.to_table().to_csv()


def test_dates_that_are_years() -> None:
    pandas = pytest.importorskip("pandas")
    frame = pandas.DataFrame({"code": ["a", "a"], "x": [1.0, 2.0]})
    frame["date"] = pandas.to_datetime(["2019-01-01", "2020-01-01"])
    for dates in (frame["date"], frame["date"].dt.date):
        panel = ms.Panel(frame.assign(date=dates), unit="code", period="date")
        assert [str(each) for each in panel.periods] == ["2019", "2020"]
    frame["date"] = pandas.to_datetime(["2019-01-01", "2020-12-31"])
    with pytest.raises(ms.DataError, match=r"row 2 has 2020-12-31.*df\['date'\]\.dt\.year"):
        ms.Panel(frame, unit="code", period="date")


def test_describe_and_availability() -> None:
    panel = ms.Panel(wide(), unit="code", period="year")
    assert panel.availability(by="period").to_frame("dict")["observed"].tolist() == [2, 1]
    assert panel.availability().share == 0.75 and "3 of 4" in repr(panel.availability())
    assert panel.describe().to_frame("dict")["mean"].tolist() == pytest.approx([46.2, 47.9])
    assert "<table" in panel._repr_html_() and "<table" in panel.describe()._repr_html_()
    with pytest.raises(ms.ArgumentError, match="indicator"):
        panel.availability(by="indicater")


def changed(**columns: Any) -> dict[str, Any]:
    return {**wide(), **columns}


@pytest.mark.parametrize(
    ("data", "options", "kind", "fragment"),
    [
        ({}, {}, ms.Error, None),
        ({"code": [], "year": [], "lonely": []}, {}, ms.DataError, "no rows"),
        (changed(lonely=["a", "b", "c", "d"]), {"indicators": ["lonely"]}, ms.DataError, "lonely"),
        (changed(lonely=[1.0, np.inf, 2.0, 3.0]), {}, ms.Error, "infinite"),
        (changed(year=[2016, 2016, 2016, 2016]), {}, ms.DataError, "WK01"),
        (wide(), {"unit": "cod"}, ms.ArgumentError, "code"),
        (wide(), {"indicators": ["lonly"]}, ms.ArgumentError, "lonely"),
        (wide(), {"untis": "code"}, ms.ArgumentError, "unit"),
        (
            changed(lonely=[-1.0, 2.0, 3.0, 4.0]),
            {"indicators": [{"id": "lonely", "scale": "count"}]},
            ms.DataError,
            "lonely",
        ),
        (
            changed(lonely_numerator=[5, 2, 3, 4], lonely_denominator=[4, 4, 4, 4], lonely=[None] * 4),
            {"indicators": [{"id": "lonely", "scale": "proportion", "factor": 100}]},
            ms.DataError,
            "lonely",
        ),
        (changed(year=["2016", "20x6", "2020", "2020"]), {}, ms.Error, "20x6"),
        (changed(code=["WK01", None, "WK01", "WK02"]), {}, ms.DataError, None),
        (changed(code=["x" * 10_000, "b", "x" * 10_000, "b"]), {}, ms.Error, None),
    ],
)
def test_each_hostile_input_has_its_own_message(
    data: Any, options: dict[str, Any], kind: type[Exception], fragment: str | None
) -> None:
    with pytest.raises(kind) as caught:
        ms.Panel(data, **{"unit": "code", "period": "year", **options})
    assert len(str(caught.value)) < 1500
    if fragment:
        assert fragment in str(caught.value)


def test_unknown_ids_suggest_the_nearest() -> None:
    panel = ms.Panel(wide(), unit="code", period="year")
    with pytest.raises(ms.ArgumentError, match="lonely"):
        panel.values("lonley", 2016)
    with pytest.raises(ms.ArgumentError):
        panel.at(2018)
    with pytest.raises(ms.ArgumentError, match="status"):
        panel.values("lonely", 2016, "statsu")


def test_panels_change_by_making_new_ones() -> None:
    panel = ms.Panel(wide(), unit="code", period="year")
    renamed = panel.rename_indicators({"lonely": "alone"})
    assert renamed.indicators[0].id == "alone" and panel.indicators[0].id == "lonely"
    assert len(panel.merge(renamed).indicators) == 2
    assert (
        panel.describe_indicators([{"id": "lonely", "scale": "proportion", "factor": 100}]).indicators[0].factor == 100
    )
    with pytest.raises(ms.DataError):
        panel.describe_indicators([{"id": "lonely", "scale": "proportion", "factor": 1}])


def test_restricted_panels_say_so() -> None:
    panel = ms.Panel(wide(), unit="code", period="year", restricted=True)
    assert (
        panel.restricted
        and panel.at(2016).restricted
        and "Restricted" in repr(panel)
        and "Restricted" in panel._repr_html_()
    )
    with pytest.raises(ms.ArgumentError) as caught:
        panel.to_csv()
    assert caught.value.name == "restricted"
    assert panel.to_csv(allow_restricted="test").startswith("unit,")


def test_deliveries_and_what_they_serve() -> None:
    deliveries = ms.Deliveries(
        {
            "product": ["A1", "B2", None],
            "area": ["x", "x", "y"],
            "cost": [100.0, 300.0, None],
            "start": ["2024-01-01", "2024-02-01", "2024-02-01"],
            "activity": ["course", None, "walk"],
        }
    )
    assert len(deliveries) == 3
    table = deliveries.summarise(by=["area"])
    assert table["area"].tolist() == ["x", "y"] and table["cost"][0] == 400.0
    with pytest.warns(ms.MaatstafWarning, match="EUR 300 of EUR 400"):
        trace = deliveries.trace([{"product": "A1", "activity": "course", "result": "MR1", "share": 1.0}])
    assert trace.total["cost"] == 400.0 and trace.without_result["cost"] == 300.0 and trace.share_without_result == 0.75
    assert trace.results["MR1"]["assigned"] == 100.0 and "75.0 %" in repr(trace)
    assert trace.to_frame("dict")["trace"].tolist().count("result") == 1
    framework = ms.Framework()
    framework.add(ms.Result("MR1"))
    framework.add(ms.Activity("course", products=["A1"], links=[{"kind": "core", "target": "MR1"}]))
    with pytest.warns(ms.MaatstafWarning):
        assert deliveries.trace(framework).results["MR1"]["cost"] == 100.0
    with pytest.raises(ms.DataError):
        ms.Deliveries({"product": ["A1"], "cost": [-1.0]})
    with pytest.raises(ms.ArgumentError, match="product"):
        ms.Deliveries({"product": ["A1"]}, product="prodct")

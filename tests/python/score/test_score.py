# SPDX-License-Identifier: Apache-2.0
"""Scores from Python: chosen, frozen, computed, shown, stopped."""

import math
import pickle
import subprocess
import sys
from typing import Any

import numpy as np
import pytest

import maatstaf as ms


def framework() -> ms.Framework:
    made = ms.Framework("f")
    for item in (
        ms.Party("p", kind="provider"),
        ms.Domain("d"),
        ms.LifeArea("l", parent="d"),
        ms.Ambition("a", parent="l"),
        ms.Result("r1", parent="a"),
        ms.Result("r2", parent="a"),
        ms.Result("r3", parent="a"),
        ms.Indicator(
            "x",
            parent="r1",
            direction="lower",
            scale="mean",
            goalpost_low=0,
            goalpost_high=10,
            targets=[{"value": 3}],
            baseline=5,
        ),
        ms.Indicator("y", parent="r1", scale="mean", goalpost_low=0, goalpost_high=10),
        ms.Indicator("z", parent="r2", scale="mean", goalpost_low=0, goalpost_high=10),
        ms.Contribution("c", organisation="p", to={"r1": 0.5, "r2": 0.5}),
        ms.Indicator("q", parent="c", scale="mean", goalpost_low=0, goalpost_high=10),
        ms.WeightSet("w", body="council", weights={"x": 3, "y": 1}),
    ):
        made.add(item)
    return made


def data() -> dict[str, list[Any]]:
    return {
        "unit": ["a", "b", "c", "a", "b", "c"],
        "year": [2016] * 3 + [2020] * 3,
        "x": [4.0, 5.0, 6.0, 5.0, 5.0, 7.0],
        "x_se": [0.5] * 6,
        "y": [1.0, 2.0, 6.0, 3.0, None, 5.0],
        "y_se": [0.4] * 6,
        "z": [7.0, 3.0, 5.0, 6.0, 3.0, 2.0],
        "z_se": [0.3] * 6,
        "q": [7.0, 3.0, 5.0, 6.0, 3.0, 2.0],
    }


def panel(frame: Any = None) -> ms.Panel:
    return ms.Panel(data() if frame is None else frame, unit="unit", period="year")


def model(**options: Any) -> ms.ScoreModel:
    return ms.ScoreModel(framework(), **options).fit(panel().at(2016))


def test_a_score_by_hand() -> None:
    scores = model(normalise="goalposts").score(panel())
    assert scores.cell("x", "a", 2016).value == pytest.approx(0.6)
    assert scores.cell("r1", "a", "2016").value == pytest.approx((0.6 + 0.1) / 2)
    assert scores.cell("r1", "a", 2016).se == pytest.approx(math.hypot(0.05, 0.04) / 2)
    assert scores.cell("r1", "b", 2020).value == pytest.approx(0.5) and scores.cell(
        "r1", "b", 2020
    ).coverage == pytest.approx(0.5)
    assert [caveat.name for caveat in scores.cell("r1", "b", 2020).caveats] == ["inputs_missing"]
    assert math.isnan(scores.cell("r3", "a", 2016).value)
    assert scores.values("r1", 2016).tolist() == [scores.cell("r1", unit, 2016).value for unit in "abc"]


def test_a_weight_moves_the_score() -> None:
    equal, weighted = model(normalise="goalposts"), model(normalise="goalposts", weight_set="w")
    assert weighted.weights()["r1"] == {"x": 0.75, "y": 0.25} and equal.weights()["r1"] == {"x": 0.5, "y": 0.5}
    assert weighted.score(panel()).cell("r1", "a", 2016).value == pytest.approx(0.75 * 0.6 + 0.25 * 0.1)


@pytest.mark.parametrize(
    "options",
    [
        {"normalise": "minmax"},
        {"normalise": {"method": "minmax", "high": 100}},
        {"normalise": ms.Normalise("goalposts", clip=True)},
        {"indicators": {"x": "goalposts"}},
        {"aggregate": "geometric", "normalise": "goalposts"},
        {"nodes": {"r1": "harmonic"}, "normalise": "goalposts"},
        {"missing": "require_all"},
        {"missing": "threshold", "minimum_coverage": 0.9},
        {"missing": "reference"},
        {"normalise": "rank"},
        {"normalise": "percentile_rank"},
        {"normalise": "distance_to_reference"},
        {"normalise": "identity"},
        {"weight_set": "w"},
    ],
)
def test_every_option_is_heard(options: dict[str, Any]) -> None:
    usual, changed = model().score(panel()), model(**options).score(panel())
    assert usual.to_csv() != changed.to_csv()


def test_misspelt_options_suggest_the_nearest() -> None:
    for call in (
        lambda: model(normalize="minmax"),
        lambda: model(normalise="min-max"),
        lambda: model(normalise={"methd": "rank"}),
        lambda: model().score(panel(), draw=5),
        lambda: model().score(panel(), view="result"),
        lambda: model().score(panel()).change(2016, 2020, confidense=0.9),
        lambda: model().score(panel()).cell("r", "a", 2016),
    ):
        with pytest.raises(ms.ArgumentError) as caught:
            call()
        assert "Did you mean" in str(caught.value), str(caught.value)


def test_a_misspelt_indicator_in_the_data() -> None:
    columns = data()
    columns["lonely"] = columns["x"]
    fw = framework()
    fw.add(ms.Indicator("loneley", parent="r3"))
    with pytest.raises(ms.DataError, match="lonely"):
        ms.ScoreModel(fw).fit(panel(columns).at(2016))


def test_a_model_is_fitted_before_it_scores() -> None:
    unfitted = ms.ScoreModel(framework())
    assert not unfitted.is_fitted and unfitted.fit(panel().at(2016)).is_fitted and not unfitted.is_fitted
    with pytest.raises(ms.ArgumentError) as caught:
        unfitted.score(panel())
    assert caught.value.name == "model_not_fitted"
    for call in (lambda: ms.ScoreModel("f"), lambda: unfitted.fit(data()), lambda: model().score(data())):
        with pytest.raises(ms.ArgumentError) as refused:
            call()
        assert refused.value.name in ("not_a_panel", "not_of_class")


def test_published_figures_instead_of_a_panel() -> None:
    figures = {name: {"mean": 5.0, "sd": 2.0} for name in "xyzq"}
    by_dictionary = ms.ScoreModel(framework()).fit(None, figures)
    by_table = ms.ScoreModel(framework()).fit(None, {"indicator": list("xyzq"), "mean": [5.0] * 4, "sd": [2.0] * 4})
    assert by_dictionary.score(panel()).cell("x", "a", 2016).value == pytest.approx((5 - 4) / 2)
    assert by_dictionary.score(panel()).to_csv() == by_table.score(panel()).to_csv()
    assert by_dictionary.parameters["mean"].tolist() == [5.0] * 4
    with pytest.raises(ms.ArgumentError, match="mean"):
        ms.ScoreModel(framework()).fit(None, {"x": {"meen": 1.0}})


def test_results_come_back_in_the_library_of_the_input() -> None:
    pd, pl, pa = (pytest.importorskip(name) for name in ("pandas", "polars", "pyarrow"))
    fitted = model()
    for frame, library in (
        (pd.DataFrame(data()), pd.DataFrame),
        (pl.DataFrame(data()), pl.DataFrame),
        (pa.table(data()), pa.Table),
        (data(), dict),
    ):
        scores = fitted.score(panel(frame).select_periods([2016, 2020]))
        assert isinstance(scores.to_frame(), library) and isinstance(scores.change(2016, 2020).to_frame(), library)
        assert isinstance(pickle.loads(pickle.dumps(scores)).to_frame(), library)
    assert pa.table(scores).num_rows == pl.DataFrame(scores).height == len(scores.to_table())


def test_the_tidy_table() -> None:
    scores = model().score(panel())
    frame = scores.to_frame("dict")
    assert list(frame)[:3] == ["unit", "unit_name", "period"] and {
        "item",
        "value",
        "se",
        "low",
        "high",
        "n",
        "coverage",
        "caveat",
    } <= set(frame)
    assert scores.to_frame("dict", language="nl")["caveat"].tolist() != frame["caveat"].tolist()
    assert "<table" in scores._repr_html_() and scores.caveats[0].text("nl") in scores._repr_html_().replace(
        "&#x27;", "'"
    ).replace("&quot;", '"')
    assert (
        repr(scores).startswith("ScoreResult(")
        and len(scores.units) == 3
        and scores.periods == (ms.Period(2016), ms.Period(2020))
    )
    with pytest.raises(ms.ArgumentError, match="value"):
        scores.values("r1", 2016, "valeu")


def test_pickles_score_the_same() -> None:
    fitted = model(normalise="goalposts", weight_set="w")
    copy = pickle.loads(pickle.dumps(fitted))
    assert copy.score(panel()).to_csv() == fitted.score(panel()).to_csv() and repr(copy.options) == repr(fitted.options)
    scores = fitted.score(panel(), draws=100)
    assert pickle.loads(pickle.dumps(scores)).to_csv() == scores.to_csv()
    unfitted = pickle.loads(pickle.dumps(ms.ScoreModel(framework(), normalise="rank")))
    assert not unfitted.is_fitted and unfitted.options["normalise"].method == "rank"


def test_the_seed_decides_and_threads_do_not() -> None:
    fitted = model(normalise="goalposts", aggregate="geometric")
    before = ms.thread_count()
    try:
        tables = []
        for threads in (1, 2):
            ms.set_thread_count(threads)
            tables.append(fitted.score(panel(), draws=200, seed=3).to_csv())
    finally:
        ms.set_thread_count(before)
    assert tables[0] == tables[1] == fitted.score(panel(), draws=200, seed=3).to_csv()
    assert tables[0] != fitted.score(panel(), draws=200, seed=4).to_csv()


def test_both_views_and_contributions() -> None:
    scores = model().score(panel(), view="both")
    table = scores.contributions()
    assert {"contribution", "result", "share"} <= set(table.columns) and set(table["result"].tolist()) >= {"r1", "r2"}
    assert (
        scores.cell("c", "a", 2016, view="contributions").value
        == scores.cell("q", "a", 2016, view="contributions").value
    )


def test_change_targets_side_links_and_drift() -> None:
    scores = model(normalise="goalposts").score(panel())
    change = scores.change(2016, 2020, reference_unit="c").to_frame("dict")
    row = [at for at in range(len(change["item"])) if (change["unit"][at], change["item"][at]) == ("a", "x")][0]
    assert change["change"][row] == pytest.approx(-0.1) and change["against_reference"][row] == pytest.approx(0.0)
    held = ms.hold_against_targets(framework(), panel())
    assert held.to_frame("dict")["attainment"][0] == pytest.approx(0.5) and len(held) == 6
    assert len(ms.check_side_links(framework(), panel(), 2016, 2020)) == 0
    drifted = model().drift(panel().at(2020)).to_frame("dict")
    assert dict(zip(drifted["indicator"], drifted["mean"], strict=True))["x"] == pytest.approx(17 / 3)


def test_scoring_half_of_the_units_changes_nothing() -> None:
    fitted = model(normalise="goalposts", aggregate="geometric")
    whole, half = (fitted.score(each, draws=100) for each in (panel(), panel().select_units(["c", "a"])))
    for unit in "ac":
        for item in whole.items:
            left, right = whole.cell(item, unit, 2020), half.cell(item, unit, 2020)
            assert np.array_equal([left.value, left.se, left.low], [right.value, right.se, right.low], equal_nan=True)


def test_restricted_data_give_restricted_scores() -> None:
    observed = ms.Panel(data(), unit="unit", period="year", restricted=True)
    scores = model().score(observed)
    assert (
        scores.restricted
        and scores.to_table().restricted
        and "Restricted" in repr(scores)
        and "Restricted" in scores._repr_html_()
    )
    with pytest.raises(ms.ArgumentError) as caught:
        scores.to_csv()
    assert caught.value.name == "restricted"


def test_a_plot_with_and_without_intervals() -> None:
    pytest.importorskip("matplotlib")
    scores = model(normalise="goalposts").score(panel(), view="both")
    ax = scores.plot("r1", period=2016)
    assert [label.get_text() for label in ax.get_yticklabels()] == ["a", "b", "c"] and ax.get_xlabel() == "r1, 2016"
    assert len(ax.lines) == 3 * 2 + 1 and scores.plot("q", view="contributions", ax=ax) is ax
    assert ax.lines[-2].get_markerfacecolor() == "white"


def test_progress_and_stopping() -> None:
    seen: list[tuple[int, int]] = []
    model().score(panel(), draws=50, progress=lambda done, total: seen.append((done, total)))
    assert seen and seen[-1][0] == seen[-1][1]
    with pytest.raises(ms.CancelledError):
        large().score(progress=lambda done, total: False)
    with pytest.raises(ZeroDivisionError):
        large().score(progress=lambda done, total: 1 / 0)
    with pytest.raises(ms.ArgumentError) as caught:
        model().score(panel(), progress="yes")
    assert caught.value.name == "not_a_function"
    model().score(panel(), draws=50, progress=False)


def test_a_bar(capsys: pytest.CaptureFixture[str]) -> None:
    model().score(panel(), draws=50, progress=True)
    assert "<script" not in capsys.readouterr().out


class large:  # noqa: N801
    """A scoring that would take minutes."""

    def __init__(self) -> None:
        rng = np.random.default_rng(1)
        units = [f"u{at}" for at in range(100_000)]
        columns = {
            "unit": units,
            **{name: rng.uniform(1, 9, len(units)) for name in "xyzq"},
            **{f"{name}_se": np.full(len(units), 0.5) for name in "xyzq"},
        }
        self.panel = ms.Panel(columns, unit="unit", fixed_period=2016)
        self.model = ms.ScoreModel(framework(), normalise="goalposts", aggregate="geometric").fit(self.panel)

    def score(self, **options: Any) -> ms.ScoreResult:
        return self.model.score(self.panel, draws=1000, **options)


@pytest.mark.skipif(sys.platform == "win32", reason="interrupts reach a process in another way there")
def test_interrupt_stops_a_long_simulation_within_a_second() -> None:
    code = f"""
import importlib.util, os, signal, threading, time
spec = importlib.util.spec_from_file_location("t", {__file__!r})
module = importlib.util.module_from_spec(spec)
spec.loader.exec_module(module)
work = module.large()
sent = []
def interrupt():
    time.sleep(1.0)
    sent.append(time.monotonic())
    os.kill(os.getpid(), signal.SIGINT)
threading.Thread(target=interrupt, daemon=True).start()
try:
    work.score()
    print("ended")
except KeyboardInterrupt:
    print(time.monotonic() - sent[0])
"""
    said = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=120
    ).stdout.strip()
    assert said != "ended" and float(said) < 1.0

# SPDX-License-Identifier: Apache-2.0
"""The loud caveats are Python warnings as well: once per call, at the line that called, and they can be filtered."""

import pickle
import warnings
from pathlib import Path
from typing import Any

import pytest

import maatstaf as ms


def simulated() -> Any:
    return ms.example("hoorn").simulated


def test_spending_that_serves_no_result_warns_and_stands_in_the_result() -> None:
    made = simulated()
    with pytest.warns(ms.MaatstafWarning, match="serves no result of the framework") as caught:
        trace = made.deliveries.trace(made.framework)
    assert len(caught) == 1
    assert Path(caught[0].filename) == Path(__file__)
    said = caught[0].message
    assert isinstance(said, ms.MaatstafWarning) and isinstance(said, UserWarning)
    assert (said.name, said.code) == ("untraced_spending", 3204)
    assert said.parameters["cost"] in str(said)
    assert said.text("nl").startswith("€")
    assert any(caveat.name == "untraced_spending" for caveat in trace.caveats)


def test_a_side_that_moved_without_its_core_warns_once() -> None:
    made = simulated()
    with pytest.warns(ms.MaatstafWarning, match="A question to ask about 'taalcursus'") as caught:
        checked = ms.check_side_links(made.framework, made.panel, 2024, 2025)
    assert len(caught) == 1 and Path(caught[0].filename) == Path(__file__)
    assert any(question.name == "side_moved_core_did_not" for question in checked.questions)


def test_more_of_one_kind_are_counted_in_one_warning() -> None:
    made = simulated()
    rows = [
        {"unit": unit, "period": period, "indicator": f"course.{each}", "numerator": figures[each],
         "denominator": figures["asked"]}
        for unit in ("a", "b", "c")
        for period, figures in {"2024": {"asked": 84, "language": 35, "meeting": 32},
                                "2025": {"asked": 91, "language": 37, "meeting": 58}}.items()
        for each in ("language", "meeting")
    ]  # fmt: skip
    indicators = [{"id": f"course.{each}", "scale": "proportion", "factor": 100.0} for each in ("language", "meeting")]
    panel = ms.Panel.from_long(rows, indicators=indicators)
    with pytest.warns(ms.MaatstafWarning, match=r"\(2 more like it\.\)$") as caught:
        ms.check_side_links(made.framework, panel, 2024, 2025)
    assert len(caught) == 1


def test_a_data_frame_of_restricted_data_warns() -> None:
    panel = ms.Panel({"unit": ["a", "b"], "x": [1.0, 2.0]}, fixed_period=2016, restricted=True)
    for library in ("dict", "pandas", "polars"):
        with pytest.warns(ms.MaatstafWarning, match="does not carry that mark") as caught:
            panel.to_frame(library)
        assert len(caught) == 1 and Path(caught[0].filename) == Path(__file__)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert panel.to_frame("pyarrow").schema.metadata[b"maatstaf:restricted"] == b"true"


def test_quiet_calls_are_quiet_and_warnings_can_be_silenced_or_made_errors() -> None:
    made = simulated()
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        ms.ScoreModel(made.framework, normalise="goalposts").fit(made.panel).score(made.panel)
        with pytest.raises(ms.MaatstafWarning):
            made.deliveries.trace(made.framework)
        warnings.filterwarnings("ignore", category=ms.MaatstafWarning)
        assert made.deliveries.trace(made.framework).share_without_result > 0.0


def test_a_warning_survives_a_pickle() -> None:
    made = simulated()
    with pytest.warns(ms.MaatstafWarning) as caught:
        made.deliveries.trace(made.framework)
    again = pickle.loads(pickle.dumps(caught[0].message))
    assert (str(again), again.name) == (str(caught[0].message), "untraced_spending")

# SPDX-License-Identifier: Apache-2.0
"""Every public class of the module: which can be pickled and copied, and the few that cannot, with the reason."""

import copy
import inspect
import pickle
import warnings
from collections.abc import Callable
from functools import cache
from typing import Any

import pytest

import maatstaf as ms

#: What has no pickle, and why.
REFUSED = {"RandomStream": "a place in a stream: make it anew from its seed, purpose, unit and draw"}
#: Values that are made of their own fields; their first argument, where one is needed.
VALUES = {"Split": "MR1", "Weight": "MR1", "Estimate": 1.0, "CompassStep": "MR1", "Period": "2016-Q3", "Burden": 2.0,
          "ActivityLink": "side", "Normalise": "minmax"}


@cache
def hoorn() -> Any:
    return ms.example("hoorn")


@cache
def scores() -> ms.ScoreResult:
    return ms.ScoreModel(hoorn().framework).fit(None, hoorn().reference).score(hoorn().panel)


def framework() -> ms.Framework:
    made = ms.Framework.template("hoorn")
    lonely = made["lonely"]
    lonely.baseline, lonely.targets = 43.0, [{"value": 40.0}]
    made.replace(lonely)
    return made


def links() -> ms.SideLinkResult:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ms.MaatstafWarning)
        return ms.check_side_links(hoorn().simulated.framework, hoorn().simulated.panel, 2024, 2025)


def trace() -> ms.SpendingTrace:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ms.MaatstafWarning)
        return hoorn().simulated.deliveries.trace(hoorn().simulated.framework)


def note() -> ms.Note:
    return scores().caveats[0]


#: One object of every other class.
MAKERS: dict[str, Callable[[], Any]] = {
    "Availability": lambda: hoorn().panel.availability(),
    "Caveat": note,
    "ChangeResult": lambda: scores().change(2016, 2020, reference_unit="NL01"),
    "Coverage": lambda: hoorn().framework.coverage(),
    "Deliveries": lambda: hoorn().simulated.deliveries,
    "DriftResult": lambda: scores().model.drift(hoorn().panel),
    "Finding": lambda: hoorn().framework.validate()[0],
    "Findings": lambda: hoorn().framework.validate(),
    "Framework": framework,
    "FrameworkVersion": lambda: scores().model.framework,
    "Note": note,
    "Panel": lambda: hoorn().panel,
    "PanelDescription": lambda: hoorn().panel.describe(),
    "ScoreCell": lambda: scores().cell("A1", "NL01", "2020"),
    "ScoreModel": lambda: scores().model,
    "ScoreResult": scores,
    "SideLinkResult": links,
    "SpendingTrace": trace,
    "Table": lambda: scores().to_table(),
    "TargetResult": lambda: ms.hold_against_targets(framework(), hoorn().panel),
}
CLASSES = {name: each for name in ms.__all__ if inspect.isclass(each := getattr(ms, name))}
ERRORS = {name for name, each in CLASSES.items() if issubclass(each, BaseException)}


def one_of(name: str) -> Any:
    if name in MAKERS:
        return MAKERS[name]()
    if name in ERRORS:
        made = CLASSES[name]("what was wrong")
        made.name, made.code, made.parameters = "unknown_option", 1001, {"got": "x"}
        return made
    return CLASSES[name](VALUES.get(name, "x"))


def shown(made: Any) -> Any:
    """What an object says of itself, down to every cell."""
    if isinstance(made, BaseException):
        return (str(made), vars(made))
    if hasattr(made, "to_table"):
        return (made.to_table().to_csv(allow_restricted="a test"), repr(made), [str(each) for each in _caveats(made)])
    if isinstance(made, ms.Framework):
        return made.to_json()
    if isinstance(made, ms.Deliveries):
        return made.summarise(by=["activity", "area", "period"]).to_csv()
    if isinstance(made, ms.Table):
        return made.to_csv()
    if isinstance(made, ms.ScoreCell):
        return (str(made.estimate), made.coverage, made.status, made.method, [str(each) for each in made.caveats])
    return repr(made)


def _caveats(made: Any) -> Any:
    return getattr(made, "caveats", getattr(made, "questions", ()))


def test_every_class_is_looked_at() -> None:
    assert len(CLASSES) > 40
    assert not set(REFUSED) & set(MAKERS) and set(REFUSED) | set(MAKERS) <= set(CLASSES)


@pytest.mark.parametrize("name", sorted(set(CLASSES) - set(REFUSED)))
def test_pickles_and_copies_are_the_same(name: str) -> None:
    made = one_of(name)
    for twin in (pickle.loads(pickle.dumps(made)), copy.copy(made), copy.deepcopy(made)):
        assert type(twin) is type(made)
        assert shown(twin) == shown(made)
        assert getattr(twin, "_library", None) == getattr(made, "_library", None)


@pytest.mark.parametrize("name", sorted(REFUSED))
def test_what_has_no_pickle_says_so(name: str) -> None:
    with pytest.raises(TypeError, match="pickle"):
        pickle.dumps(ms.RandomStream(1))


@pytest.mark.parametrize("name", ["ChangeResult", "TargetResult", "SideLinkResult", "DriftResult", "Deliveries"])
def test_a_cut_pickle_of_a_result_is_one_error(name: str) -> None:
    made = one_of(name)
    archive, _ = made.__getstate__()
    for cut in range(0, len(archive), max(1, len(archive) // 50)):
        with pytest.raises(ms.ArchiveError):
            type(made).__new__(type(made)).__setstate__((archive[:cut], {}))


@pytest.mark.parametrize("protocol", range(pickle.HIGHEST_PROTOCOL + 1))
def test_every_protocol_serves(protocol: int) -> None:
    framework = ms.example("hoorn").framework
    assert pickle.loads(pickle.dumps(framework, protocol)) == framework

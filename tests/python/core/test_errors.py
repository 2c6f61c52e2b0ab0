# SPDX-License-Identifier: Apache-2.0
"""Errors say what, where and how to mend it, in two languages, and are what Python expects them to be."""

import pickle

import pytest

import maatstaf as ms
from maatstaf import _core


def test_the_tree() -> None:
    assert issubclass(ms.ArgumentError, ms.Error) and issubclass(ms.ArgumentError, ValueError)
    assert issubclass(ms.DataError, ms.Error) and issubclass(ms.DataError, ValueError)
    assert issubclass(ms.FormatError, ms.Error) and issubclass(ms.FormatError, ValueError)
    for other in (ms.ArchiveError, ms.CancelledError):
        assert issubclass(other, ms.Error) and not issubclass(other, ValueError)
    assert not issubclass(ms.Error, ValueError)


def test_an_error_carries_code_name_parameters_and_words() -> None:
    with pytest.raises(ms.ArgumentError) as caught:
        ms.Indicator("lonely", directon="lower")
    error = caught.value
    assert (error.code, error.name) == (1002, "unknown_field")
    assert error.parameters["got"] == "directon" and error.parameters["nearest"] == "direction"
    assert str(error) == error.text() == error.text("en")
    assert "'directon'" in str(error) and "Did you mean 'direction'" in str(error)
    assert "Bedoelt u 'direction'" in error.text("nl")


def test_an_unknown_language_is_refused() -> None:
    with pytest.raises(ms.ArgumentError, match="language"):
        _core.words("empty_table", None, "fr")


def test_an_error_survives_pickling() -> None:
    with pytest.raises(ms.ArgumentError) as caught:
        ms.Period("2016-13-40")
    copy = pickle.loads(pickle.dumps(caught.value))
    assert (
        type(copy) is ms.ArgumentError and copy.name == caught.value.name and copy.text("nl") == caught.value.text("nl")
    )


def test_words_by_name() -> None:
    assert _core.words("empty_file", {"where": "a.csv"}, "nl") == "a.csv is leeg."
    with pytest.raises(ms.ArgumentError, match="empty_file"):
        _core.words("emty_file")


@pytest.mark.parametrize(
    ("value", "name"),
    [("5", "not_a_number"), (True, "not_a_number"), ([1.0], "not_a_number")],
)
def test_a_number_of_the_wrong_type(value: object, name: str) -> None:
    with pytest.raises(ms.ArgumentError) as caught:
        ms.Indicator("x", baseline=value)
    assert caught.value.name == name and caught.value.parameters["argument"] == "Indicator.baseline"


@pytest.mark.parametrize(
    ("keywords", "name", "argument"),
    [
        ({"unit": 5}, "not_a_text", "Indicator.unit"),
        ({"targets": "2016"}, "not_a_list", "Indicator.targets"),
        ({"targets": [5]}, "not_an_object", "Indicator.targets[0]"),
        ({"targets": [{"vale": 5}]}, "unknown_field", None),
        ({"direction": "lowr"}, "unknown_option", "Indicator.direction"),
        ({"burden": 3}, "not_an_object", "Indicator.burden"),
        ({"name": "\ud800"}, "not_utf8", None),
    ],
)
def test_every_wrong_type_names_its_place(keywords: dict[str, object], name: str, argument: str | None) -> None:
    with pytest.raises(ms.ArgumentError) as caught:
        ms.Indicator("x", **keywords)
    assert caught.value.name == name
    if argument:
        assert caught.value.parameters["argument"] == argument


def test_whole_numbers_and_booleans() -> None:
    with pytest.raises(ms.ArgumentError) as caught:
        ms.CompassStep("MR1", step=1.5)
    assert caught.value.name == "not_a_whole_number"
    with pytest.raises(ms.ArgumentError) as caught:
        ms.CompassStep("MR1", step=2**40)
    assert caught.value.name == "argument_out_of_range"
    with pytest.raises(ms.ArgumentError) as caught:
        ms.Result("MR1", focus_covered=1)
    assert caught.value.name == "not_a_boolean"


def test_a_field_given_twice() -> None:
    with pytest.raises(ms.ArgumentError) as caught:
        ms.Indicator("x", id="y")
    assert caught.value.name == "given_twice"
    with pytest.raises(ms.ArgumentError):
        ms.Indicator("x", "MR2")

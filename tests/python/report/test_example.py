# SPDX-License-Identifier: Apache-2.0
"""The packaged table is what its sidecar says it is, and empty cells know why they are empty."""

import csv
import io
import json
from importlib.resources import files

import maatstaf as ms
import pytest

DATA = files("maatstaf") / "data"


def rows(name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO((DATA / name).read_text(encoding="utf-8"))))


def test_the_sidecar_names_every_column_source_and_licence() -> None:
    about = json.loads((DATA / "hoorn_districts.json").read_text(encoding="utf-8"))
    assert [column["name"] for column in about["columns"]] == list(rows("hoorn_districts.csv")[0])
    assert [column["name"] for column in about["reference"]["columns"]] == list(rows("hoorn_reference.csv")[0])
    assert about["licence"] == "CC BY 4.0"
    assert all(column["source"] in about["sources"] and column["en"] and column["nl"] for column in about["columns"])
    assert about["sources"].keys() == about["sources_en"].keys()


def test_fourteen_districts_make_up_the_municipality() -> None:
    areas = rows("hoorn_districts.csv")
    districts = [area for area in areas if area["kind"] == "district"]
    assert len(districts) == 14 and len(areas) == 16
    # The source rounds each district to 5 and the municipality to 1.
    total = sum(int(area["population_2022"]) for area in districts)
    assert abs(total - 74298) <= 5 * 14 / 2


def test_every_share_is_a_share() -> None:
    for area in rows("hoorn_districts.csv"):
        for name, text in area.items():
            if text and name.rpartition("_")[2] in ("2012", "2016", "2020"):
                assert 0.0 <= float(text) <= 100.0, (area["code"], name)
        ages = [float(area[name]) for name in area if name.startswith("share_") and area[name]]
        assert not ages or abs(sum(ages) - 100) <= 2  # five rounded shares


@pytest.mark.parametrize("indicator, mean, sd", [("lonely", 41.183, 5.309), ("volunteer", 32.775, 7.042)])
def test_the_reference_is_that_of_the_districts_of_2016(indicator: str, mean: float, sd: float) -> None:
    hoorn = ms.example("hoorn")
    reference = hoorn.reference[indicator]
    assert hoorn.reference_period == "2016" and reference["n"] == 3151
    assert round(reference["mean"], 3) == mean and round(reference["sd"], 3) == sd


def test_empty_cells_know_why() -> None:
    panel = ms.example("hoorn").panel
    status = {(row["unit"], row["period"], row["indicator"]): row["status"] for row in long(panel)}
    assert status["WK040536", "2020", "lonely"] == "not_applicable"
    assert status["WK040510", "2012", "volunteer"] == "absent"
    assert status["WK040510", "2020", "lonely"] == "observed"


def long(panel: ms.Panel) -> list[dict[str, str]]:
    table = panel.to_frame("dict")
    return [{name: str(values[at]) for name, values in table.items()} for at in range(len(table["unit"]))]


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_framework_has_no_errors(language: str) -> None:
    hoorn = ms.example("hoorn", language=language)
    for framework in (hoorn.framework, hoorn.simulated.framework):
        assert not [finding for finding in framework.validate() if finding.severity == "error"]


def test_simulated_answers_are_the_same_every_time() -> None:
    first, second = (ms.example("hoorn").simulated for _ in range(2))
    for one, other in ((first.panel, second.panel), (first.groups, second.groups)):
        assert long(one) == long(other)


def test_simulated_counts_are_possible() -> None:
    made = ms.example("hoorn").simulated
    for row in long(made.panel):
        if row["status"] == "observed":
            assert 0 <= float(row["numerator"]) <= float(row["denominator"])


def test_an_unknown_example_says_which_there_are() -> None:
    with pytest.raises(ms.ArgumentError, match="hoorn"):
        ms.example("horn")

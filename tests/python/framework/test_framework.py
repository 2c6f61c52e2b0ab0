# SPDX-License-Identifier: Apache-2.0
"""A framework from Python: built, read, checked, frozen, shown."""

import json
import math
import pickle
from pathlib import Path

import pytest

import maatstaf as ms


def built() -> ms.Framework:
    framework = ms.Framework("Sociaal domein", language="nl", id="sd")
    for item in (
        ms.Party("hoorn", name="Gemeente Hoorn", kind="municipality"),
        ms.Party("netwerk", kind="provider"),
        ms.Domain("meekomen", name="Meekomen"),
        ms.LifeArea("samenleven", parent="meekomen"),
        ms.Ambition("A1", parent="samenleven", name="In Hoorn kijken we naar elkaar om"),
        ms.Result("MR1", parent="A1", accountable="hoorn"),
        ms.Result("MR2", parent="A1", name="Minder <eenzaam>", accountable="hoorn"),
        ms.Contribution("B-A", organisation="netwerk", to={"MR1": 0.5, "MR2": 0.5}),
        ms.Indicator("lonely", parent="MR2", unit="%", direction="lower", source="RIVM", factor=100),
        ms.Activity("course", parent="B-A", organisation="netwerk", links=[{"kind": "core", "target": ""}]),
        ms.WeightSet("council", body="council", weights={"lonely": 1}),
        ms.Responsibility("MR1", party="hoorn", role="accountable"),
        ms.Elicitation("course", target="B-A", answer="yes"),
        ms.Evidence("story", item="MR2", kind="story", consent="given", purpose="account"),
        ms.Agreement("pact", parties=["hoorn", "netwerk"]),
        ms.CompassStep("MR1", step=2, state="busy"),
    ):
        framework.add(item)
    return framework


def test_building_and_reading_back() -> None:
    framework = built()
    assert [result.id for result in framework.results] == ["MR1", "MR2"]
    assert framework["lonely"].direction == "lower" and framework.item("hoorn").kind == "municipality"
    assert "MR1" in framework and "MR9" not in framework and framework.kind("B-A") == "contribution"
    assert framework.children("MR2") == ["lonely"] and framework.contributions_to("MR1") == ["B-A"]
    assert framework.parties[0].name == "Gemeente Hoorn" and framework.weight_sets[0].weights[0].weight == 1.0
    assert repr(framework) == "Framework('Sociaal domein': 2 results, 1 contribution, 1 activity, 1 indicator)"


def test_what_comes_out_is_a_copy_and_goes_back_with_replace() -> None:
    framework = built()
    indicator = framework["lonely"]
    indicator.unit = "per 1,000"
    assert framework["lonely"].unit == "%"
    framework.replace(indicator)
    assert framework["lonely"].unit == "per 1,000"
    framework.remove("lonely")
    assert "lonely" not in framework


def test_bad_ids_and_items() -> None:
    framework = built()
    with pytest.raises(ms.DataError) as duplicate:
        framework.add(ms.Indicator("MR1"))
    assert duplicate.value.name == "duplicate_id" and "MR1" in str(duplicate.value)
    with pytest.raises(ms.Error):
        framework.add(ms.Indicator(""))
    with pytest.raises(ms.Error) as long:
        framework.add(ms.Indicator("x" * 10_000))
    assert len(str(long.value)) < 1000
    with pytest.raises(ms.ArgumentError) as unknown:
        framework["lonley"]
    assert unknown.value.parameters["nearest"] == "lonely"
    with pytest.raises(ms.ArgumentError) as no_item:
        framework.add("MR3")
    assert no_item.value.name == "not_an_item"


def test_json_round_trips(tmp_path: Path) -> None:
    framework = built()
    assert ms.Framework.from_json(framework.to_json()) == framework
    assert ms.Framework.from_json(framework.to_json().encode()) == framework
    assert ms.Framework.from_json(json.loads(framework.to_json())) == framework
    framework.save(tmp_path / "f.json")
    assert ms.Framework.load(tmp_path / "f.json") == framework
    assert pickle.loads(pickle.dumps(framework)) == framework


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (b"", "empty_file"),
        (b"\xff\xfe", "not_utf8"),
        (b"[" * 100 + b"]" * 100, "json_too_deep"),
        (b"{", "json_ends_early"),
    ],
)
def test_hostile_json(tmp_path: Path, text: bytes, name: str) -> None:
    with pytest.raises(ms.FormatError) as caught:
        ms.Framework.from_json(text)
    assert caught.value.name == name
    (tmp_path / "f.json").write_bytes(text)
    with pytest.raises(ms.FormatError):
        ms.Framework.load(tmp_path / "f.json")


def test_findings_are_a_table_and_a_list() -> None:
    findings = built().validate()
    assert len(findings) == len(list(findings)) > 0 and findings[0] == next(iter(findings))
    assert {finding.severity for finding in findings} <= {"error", "warning", "question", "remark"}
    table = findings.to_table("nl")
    assert table.columns == ["severity", "item", "finding", "code", "text"] and len(table) == len(findings)
    assert table["text"][0] == findings[0].text("nl") != findings[0].text("en")
    assert any(finding.item == "course" and finding.severity == "question" for finding in findings)
    assert findings[0].item in repr(findings) and findings[0].item in findings._repr_html_()
    with pytest.raises(IndexError):
        findings[len(findings)]
    with pytest.raises(ms.ArgumentError):
        built().validate(today="soon")


def test_errors_of_structure_are_findings() -> None:
    framework = built()
    framework.replace(ms.Contribution("B-A", organisation="netwerk", to={"MR1": 0.8, "MR2": 0.8}))
    framework.replace(ms.Result("MR1", parent="A9"))
    errors = {finding.item for finding in framework.validate() if finding.severity == "error"}
    assert {"B-A", "MR1"} <= errors


def test_coverage_puts_what_is_not_measured_first() -> None:
    coverage = built().coverage()
    assert coverage.results["result"].tolist() == ["MR1", "MR2"] and coverage.results_with_indicator == 1
    assert coverage.to_frame("dict")["indicators"].tolist() == [0, 1]
    assert repr(coverage) == "Coverage(1 of 2 results measured)"


def test_versions_and_differences() -> None:
    framework = built()
    first = framework.freeze(number=1, reason="start")
    framework.add(ms.Indicator("volunteer", parent="MR1"))
    second = framework.freeze(number=2)
    assert first.hash != second.hash == framework.hash and first.reason == "start"
    assert first.diff(second)["item"].tolist() == ["volunteer"]
    assert first.framework.diff(framework)["kind"].tolist() == ["added"]
    assert pickle.loads(pickle.dumps(first)) == first and hash(first) != hash(second)
    with pytest.raises(ms.ArgumentError):
        framework.freeze(nummer=1)


def test_flat_table_and_dot(tmp_path: Path) -> None:
    framework = ms.Framework("x")
    for item in built().results:
        framework.add(item)
    again = ms.Framework.from_table(framework.to_table().to_frame("dict"))
    assert [result.id for result in again.results] == ["MR1", "MR2"]
    assert again.to_table().to_csv() == framework.to_table().to_csv()
    assert built().to_dot().startswith("digraph") and "lonely" not in built().to_dot(indicators=False)


def test_templates() -> None:
    names = ms.template_names()
    assert {"hoorn", "youth_outcomes", "quality_compass"} <= set(names)
    for name in names:
        assert not [finding for finding in ms.Framework.template(name).validate() if finding.severity == "error"]
    assert ms.Framework.template("hoorn", language="en").language == "en"
    with pytest.raises(ms.ArgumentError, match="hoorn"):
        ms.Framework.template("horn")
    assert json.loads(ms.framework_schema())["$schema"].startswith("https://json-schema.org/")


def test_the_tree_in_a_notebook() -> None:
    html = built()._repr_html_()
    assert "Minder &lt;eenzaam&gt;" in html and "<script" not in html
    assert (
        html.index("meekomen") < html.index("samenleven") < html.index("A1") < html.index("MR2") < html.index("lonely")
    )
    cyclic = ms.Framework("x")
    cyclic.add(ms.Ambition("a", parent="b"))
    cyclic.add(ms.Ambition("b", parent="a"))
    assert "<code>a</code>" in cyclic._repr_html_()


def test_link_agreement() -> None:
    framework = built()
    answers = [("B-A", "yyyyn"), ("MR1", "nnuyn"), ("MR2", "unnnn"), ("MR3", "ynyyy")]
    said = {"y": "yes", "n": "no", "u": "unsure"}
    for target, given in answers:
        for who, answer in enumerate(given):
            framework.add(ms.Elicitation("other", target=target, respondent=f"r{who}", answer=said[answer]))
    agreement = framework.link_agreement("other")
    assert agreement.value == pytest.approx(0.18803418803418803) and agreement.se == pytest.approx(0.09691107810585657)
    assert framework.link_agreement("other", confidence=0.5).low > agreement.low
    assert math.isnan(framework.link_agreement("nobody asked").value)


def test_the_hoorn_template_holds_an_example_of_an_agreement() -> None:
    for language, mark in (("nl", "geen bestaande"), ("en", "not a real one")):
        framework = ms.Framework.template("hoorn", language=language)
        (agreement,) = framework.agreements
        assert mark in agreement.name
        assert agreement.parties == ("hoorn", "netwerk") and agreement.items == ("B-A",)
        assert all((agreement.text, agreement.start, agreement.end, agreement.review, agreement.hand_over))
        names = {finding.name for finding in framework.validate(today="2026-06-01")}
        assert not {name for name in names if name.startswith("agreement")}
        assert "agreement_review_past" in {finding.name for finding in framework.validate(today="2026-12-01")}


def test_core_share() -> None:
    share = built().core_share("course", "B-A")
    assert share.value == 1.0 and share.n == 1.0 and share.high == 1.0 and 0 < share.low < 1
    assert built().core_share("course", "B-A", confidence=0.5).low > share.low


def test_what_has_an_id_can_be_replaced_and_taken_out() -> None:
    framework = built()
    framework.add(ms.WeightSet("residents", body="Residents", date="2026-01-15", weights={"MR1": 1}))
    framework.replace(ms.WeightSet("residents", body="Residents", date="2026-02-15", weights={"MR1": 1, "MR2": 3}))
    assert [(each.item, each.weight) for each in framework["residents"].weights] == [("MR1", 1.0), ("MR2", 3.0)]
    with pytest.raises(ms.ArgumentError, match="no weight set 'resident'.* mean 'residents'"):
        framework.replace(ms.WeightSet("resident", body="Residents", date="2026-02-15"))
    framework.remove("residents")
    assert [each.id for each in framework.weight_sets] == ["council"]
    framework.add(ms.WeightSet("residents", body="Residents", date="2026-03-15"))
    framework.add(ms.Party("fund", name="A fund"))
    framework.replace(ms.Party("fund", name="The fund"))
    assert framework["fund"].name == "The fund"
    framework.remove("fund")
    with pytest.raises(ms.ArgumentError, match="no item 'fund'"):
        framework.remove("fund")


def test_the_tree_shows_activities_and_indicators_beneath_their_contribution() -> None:
    html = ms.Framework.template("hoorn")._repr_html_()
    at = [html.index(f"<code>{name}</code>") for name in ("B-A", "B-A.reach", "B-B")]
    assert at == sorted(at)
    assert all(f"<code>{each.id}</code>" in html for each in ms.Framework.template("hoorn").activities)

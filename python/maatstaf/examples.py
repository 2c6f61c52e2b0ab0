# SPDX-License-Identifier: Apache-2.0
"""Examples that come with maatstaf: public figures with their framework, and simulated measurements to try."""

from __future__ import annotations

import csv
import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from importlib.resources import files
from typing import Any, Literal

from . import _core
from ._core import Framework, Panel
from .simulated import Simulated, simulate

Language = Literal["nl", "en"]
PERIODS = ("2012", "2016", "2020")


@dataclass(frozen=True)
class Example:
    """Public figures of the districts of Hoorn with a framework that says what they are about.

    Attributes
    ----------
    framework : Framework
        Ambition, societal results, contributions and activities; texts in `language`.
    panel : Panel
        Districts, municipality and country x indicators x 2012, 2016, 2020. Noord has no residents, so nothing
        applies there.
    reference : dict of str to dict of str to float
        Published figures over the Dutch districts of `reference_period`, by scored indicator: n, mean, sd, min and
        max. Made for `ScoreModel.fit(None, example.reference)`.
    reference_period : str
        Year of the reference.
    residents : dict of str to float
        Residents of 2022 by unit; units of which the table gives none are left out.
    source : dict
        Source, licence, units and columns, as in the file beside the table.
    """

    language: Language
    framework: Framework
    panel: Panel
    reference: Mapping[str, Mapping[str, float]]
    reference_period: str
    residents: Mapping[str, float]
    source: Mapping[str, Any]

    @cached_property
    def simulated(self) -> Simulated:
        """Made-up measurements of contributions, with counts. Nobody gave these answers."""
        return simulate(self)

    def _repr_html_(self) -> str:
        from .html import example

        return example(self)

    def __repr__(self) -> str:
        """Return a line that names the parts."""
        return f"Example(language={self.language!r}, framework={self.framework!r}, panel={self.panel!r})"


def example(name: Literal["hoorn"] = "hoorn", language: Language = "nl") -> Example:
    """Return an example that comes with maatstaf.

    Parameters
    ----------
    name : {"hoorn"}
        Fourteen districts of a Dutch town: loneliness, voluntary work and related shares in 2012, 2016 and 2020.
    language : {"nl", "en"}
        Language of the texts of the framework.

    Returns
    -------
    Example

    Raises
    ------
    ArgumentError
        When there is no such example, or it does not speak that language.
    """
    if name != "hoorn":
        _core._refuse_argument("unknown_option", got=name, argument="name", allowed="hoorn")
    data = files("maatstaf") / "data"
    areas = list(csv.DictReader((data / "hoorn_districts.csv").read_text(encoding="utf-8").splitlines()))
    references = list(csv.DictReader((data / "hoorn_reference.csv").read_text(encoding="utf-8").splitlines()))
    framework = hoorn_framework(language)
    scored = {each.id for each in framework.indicators if each.direction != "context"}
    figures = ("n", "mean", "sd", "min", "max")
    return Example(
        language=language,
        framework=framework,
        panel=hoorn_panel(areas),
        reference={
            row["indicator"]: {name: float(row[name]) for name in figures}
            for row in references
            if row["indicator"] in scored
        },
        reference_period=references[0]["period"],
        residents={area["code"]: float(area["population_2022"]) for area in areas if area["population_2022"]},
        source=json.loads((data / "hoorn_districts.json").read_text(encoding="utf-8")),
    )


def hoorn_framework(language: Language) -> Framework:
    """Return the outcome framework of Hoorn."""
    return Framework.template("hoorn", language=language)


def hoorn_panel(areas: list[dict[str, str]]) -> Panel:
    """Return the public figures as a panel that knows why a cell is empty."""
    stems = {name.rpartition("_")[0]: None for name in areas[0] if name.rpartition("_")[2] in PERIODS}
    rows = []
    for area in areas:
        empty = "not_applicable" if area["population_2022"] == "0" else "absent"
        for stem in stems:
            for period in PERIODS:
                text = area.get(f"{stem}_{period}") or ""
                rows.append(
                    {
                        "unit": area["code"],
                        "name": area["name"],
                        "kind": area["kind"],
                        "parent": area["parent"],
                        "period": period,
                        "indicator": stem,
                        "value": float(text) if text else float("nan"),
                        "status": "observed" if text else empty,
                    }
                )
    indicators = [{"id": stem, "scale": "proportion", "factor": 100.0, "unit": "%"} for stem in stems]
    return Panel.from_long(rows, name="name", kind="kind", parent="parent", indicators=indicators)

# SPDX-License-Identifier: Apache-2.0
"""The parts of a read-out of one ambition, each made of figures and of findings about the framework."""

from __future__ import annotations

import math
from collections.abc import Iterable
from functools import cached_property
from typing import TYPE_CHECKING

from .._core import Panel
from ..layout import Block, Cell, Column, Grid, Line, Row
from ..wording import listing, number, within_sentence, words
from .scored import Change, change_of, outcome_model, values_of
from .seen import change_sentences, outcome_sentences
from .unknown import (
    margins,
    margins_of,
    results_without_score,
    weighs,
    weighs_results,
    weights,
    weights_to_discuss,
)

if TYPE_CHECKING:
    from .subject import Subject


class Parts:
    """The parts of one read-out, each made of figures and findings."""

    def __init__(
        self,
        subject: Subject,
        ambition: str,
        indicators: tuple[str, ...],
        minimum_residents: float,
        weight_set: str,
        area_weights: tuple[str, ...] = (),
    ) -> None:
        self.subject, self.ambition, self.minimum = subject, ambition, minimum_residents
        self.weight_set, self.area_weights = "" if weight_set == "equal" else weight_set, area_weights
        self.language, self.framework = subject.language, subject.framework
        units = subject.panel.units
        self.country = next((unit for unit in units if unit.kind == "country"), None)
        self.municipality = next((unit for unit in units if unit.kind == "municipality"), None)
        self.country_name = self.words("readout_country") if self.country else ""
        self.place = (self.municipality.name or self.municipality.id) if self.municipality else self.framework.name
        self.measured = {indicator.id for indicator in subject.panel.indicators}
        self.scorable = set(subject.scored_indicators)
        above = self.framework[ambition].parent
        self.life_area = self.name(above) if above in self.framework else ""
        self.districts = [unit for unit in units if unit.kind == "district"]
        self.background = self.country.id if self.country else ""
        self.changes = {indicator: change_of(subject, indicator, self.background) for indicator in indicators}
        self.shown = {unit.id: unit.name or unit.id for unit in self.districts if self.may_be_shown(unit.id)}
        self.hidden = {unit.id: unit.name or unit.id for unit in self.districts if unit.id not in self.shown}
        self.model = outcome_model(subject, weight_set=weight_set, area_weights=area_weights)
        self.scores = self.model.score(subject.panel)
        licence = subject.licence or None
        self.citation = " ".join(
            self.words("readout_source", source=source, licence=licence) for source in subject.sources
        )

    def words(self, name: str, /, **parameters: object) -> str:
        """Return a sentence of the catalogue in the language of the read-out."""
        return words(name, self.language, **parameters)

    def number(self, value: float, decimals: int = 1, *, signed: bool = False) -> str:
        """Return a number as people write it in that language."""
        return number(value, decimals, self.language, signed=signed)

    def name(self, id: str) -> str:
        """Return the name of an item."""
        return str(self.framework[id].name or id)

    def party(self, id: str) -> str:
        """Return the name of a party."""
        return next((str(party.name or id) for party in self.framework.parties if party.id == id), id)

    @cached_property
    def results(self) -> list[str]:
        """Return the ids of the results of the ambition."""
        return list(self.framework.children(self.ambition))

    def scored(self, results: Iterable[str]) -> list[str]:
        """Return the indicators of results that count in a score."""
        return [id for result in results for id in self.framework.children(result) if id in self.scorable]

    def unknown(self) -> Block:
        """Return what we do not know, results that nobody measures first."""
        found = [(finding.name, finding.item) for finding in self.framework.validate()]
        lines = [
            Line(
                self.words("readout_subject_item", id=result, name=self.name(result)),
                self.words("readout_no_indicator"),
            )
            for result in self.results
            if ("result_without_indicator", result) in found
        ]
        for result in self.results:
            if ("focus_not_covered", result) in found and self.scored([result]):
                item = self.framework[result]
                lines.append(
                    Line(
                        self.words("readout_subject_focus", id=result, name=self.name(result), focus=item.focus_group),
                        self.words("readout_focus_unmeasured", population=self.population(result)),
                    )
                )
        lines += [line for result in self.results for line in self.partly_measured(result)]
        lines += results_without_score(self, [item for name, item in found if name == "result_without_indicator"])
        lines += [*self.unmeasured_contributions(), *self.open_splits()]
        lines += [
            Line(self.words("readout_subject_activity", name=self.name(item)), self.words("readout_core_link_open"))
            for name, item in found
            if name == "core_link_open"
        ]
        lines += [*margins(self), *weights(self)]
        return Block(self.words("readout_unknown_section"), lines=tuple(lines))

    @cached_property
    def margins_of(self) -> dict[str, tuple[bool, list[str]]]:
        """Return by indicator whether any margin is known, and of which districts shown none is."""
        return margins_of(self)

    def population(self, result: str) -> str:
        """Return about whom the indicators of a result speak."""
        return listing(
            list(dict.fromkeys(self.framework[id].population for id in self.framework.children(result))), self.language
        )

    def partly_measured(self, result: str) -> list[Line]:
        """Return a line when a result is measured later than others."""
        scored = self.scored([result])
        first = str(self.subject.panel.periods[0])
        starts = {id: self.subject.measured_in(id)[0] for id in scored}
        if not scored or first in starts.values():
            return []
        names, single = self.quoted(scored), len(scored) == 1
        periods = {period for id in scored for period in self.subject.measured_in(id)}
        once = min(periods) if len(periods) == 1 else None
        text = self.words(
            "readout_partly_measured",
            indicator=names if single else None,
            indicators=None if single else names,
            period=None if once else min(starts.values()),
            once=once,
        )
        return [Line(self.words("readout_subject_item", id=result, name=self.name(result)), text)]

    def unmeasured_contributions(self) -> list[Line]:
        """Return a line per organisation of whose contributions nothing is measured."""
        by_organisation: dict[str, list[str]] = {}
        for contribution in dict.fromkeys(
            id for result in self.results for id in self.framework.contributions_to(result)
        ):
            if not any(id in self.measured for id in self.framework.children(contribution)):
                by_organisation.setdefault(self.framework[contribution].organisation, []).append(contribution)
        return [
            Line(
                self.words(
                    "readout_subject_contribution",
                    organisation=self.party(organisation),
                    contributions=", ".join(contributions),
                ),
                self.words("readout_contribution_unmeasured"),
            )
            for organisation, contributions in by_organisation.items()
        ]

    def open_splits(self) -> list[Line]:
        """Return a line per contribution whose parts were never agreed on."""
        lines = []
        for contribution in self.framework.contributions:
            results = [split.result for split in contribution.to if split.share is None or math.isnan(split.share)]
            if set(results) & set(self.results):
                lines.append(
                    Line(
                        self.words(
                            "readout_subject_split",
                            contribution=contribution.id,
                            results=listing(results, self.language),
                        ),
                        self.words("readout_split_open"),
                    )
                )
        return lines

    def quoted(self, ids: Iterable[str]) -> str:
        """Return names between quotation marks, as one enumeration."""
        return listing([self.words("readout_quoted", name=self.name(id)) for id in ids], self.language)

    def seen(self) -> Block:
        """Return what we see: the table and its sentences."""
        sentences: list[str] = []
        for change in self.changes.values():
            sentences += change_sentences(self, change, against=change is next(iter(self.changes.values())))
        sentences.append(self.words("readout_no_cause"))
        sentences += outcome_sentences(self)
        asked = ("percentages_look_like_shares", "factor_not_of_framework")
        doubts = [each for each in self.scores.caveats if each.name in asked]
        warnings = [self.words(each.name, **each.parameters) for each in doubts]
        return Block(
            self.words("readout_seen_section"), grid=self.grid(), sentences=tuple(sentences), warnings=tuple(warnings)
        )

    def grid(self) -> Grid:
        """Return the table, country and municipality first, then the districts in the order of the source."""
        columns: list[Column] = []
        makers = []
        for at, change in enumerate(self.changes.values()):
            group = self.words("readout_column_indicator", name=change.heading, unit=change.unit)
            columns += [Column(period, group) for period in change.periods]
            columns.append(Column(self.words(_direction(change, self.shown)), group))
            if at == 0 and self.country:
                columns.append(
                    Column(self.words("readout_column_against", reference=self.words("readout_country_short")), group)
                )
            makers.append((change, at == 0 and self.country is not None))
        outcome = self.outcome_periods()
        whose = "readout_column_outcome" if self.subject.of_dutch_districts else "readout_column_outcome_own"
        group = self.words(whose, period=self.subject.reference_period or None)
        columns += [Column(period, group) for period in outcome]
        columns.append(Column(self.words("readout_column_change"), group))

        def cells(unit: str) -> tuple[Cell, ...]:
            made: list[Cell] = []
            for change, against in makers:
                digits = change.decimals
                made += [Cell(self.number(value, digits), value) for value in change.values[unit]]
                made.append(Cell(self.number(change.change[unit], digits, signed=True), change.change[unit]))
                if against:
                    made.append(
                        Cell(
                            "" if unit == self.background else self.number(change.against[unit], digits, signed=True),
                            change.against[unit],
                        )
                    )
            scores = [self.scores.cell(self.ambition, unit, period).value for period in outcome]
            like_with_like = len(outcome) > 1 and self.parts_of(unit, outcome[0]) == self.parts_of(unit, outcome[-1])
            difference = scores[-1] - scores[0] if like_with_like else math.nan
            return (
                *made,
                *(Cell(self.number(score, 2), score) for score in scores),
                Cell(self.number(difference, 2, signed=True), difference),
            )

        rows = []
        if self.country:
            rows.append(Row(self.country.id, self.country_name, cells(self.country.id), reference=True))
        if self.municipality:
            whole = self.words("readout_unit_municipality", name=self.place)
            rows.append(Row(self.municipality.id, whole, cells(self.municipality.id), reference=True))
        rows += [Row(unit, name, cells(unit)) for unit, name in self.shown.items()]
        rows += [Row(unit, name, remark=self.remark(unit)) for unit, name in self.hidden.items()]
        return Grid(self.words("readout_column_unit"), tuple(columns), tuple(rows))

    def outcome_periods(self) -> list[str]:
        """Return the periods in which most of the outcome is measured, for the country or the districts shown."""
        units = [self.background] if self.background else list(self.shown) or [unit.id for unit in self.districts]
        covered = {
            str(period): max(self.scores.cell(self.ambition, unit, period).coverage for unit in units)
            for period in self.subject.panel.periods
        }
        return [period for period, coverage in covered.items() if coverage == max(covered.values())]

    def parts_of(self, unit: str, period: str) -> set[str]:
        """Return the scored indicators that make up the outcome of a unit in a period."""
        at = [str(each) for each in self.subject.panel.periods].index(period)
        return {id for id, rows in self.scored_values.items() if not math.isnan(rows[unit][at])}

    @cached_property
    def scored_values(self) -> dict[str, dict[str, list[float]]]:
        """Return the values of every indicator that counts in the outcome, by unit, in the order of the periods."""
        return {id: values_of(self.subject.panel, id) for id in self.counted(self.results)}

    def counted(self, results: Iterable[str]) -> list[str]:
        """Return the indicators of results that the model can score: those that differ within the reference."""
        return [id for id in self.scored(results) if id in self.usable]

    @cached_property
    def reference_counts(self) -> dict[str, float]:
        """Return of how many values the yardstick of each indicator was made."""
        parameters = self.model.parameters.to_frame("dict")
        pairs = zip(parameters["indicator"], parameters["n"], strict=True)
        return {str(indicator): float(count) for indicator, count in pairs}

    @cached_property
    def usable(self) -> set[str]:
        """Return the indicators for which the reference gives a yardstick."""
        parameters = self.model.parameters.to_frame("dict")
        pairs = zip(parameters["indicator"], parameters["usable"], strict=True)
        return {str(indicator) for indicator, usable in pairs if usable}

    def may_be_shown(self, unit: str) -> bool:
        """Return whether a district has enough residents, and a figure in a column of the table."""
        enough = self.subject.residents.get(unit, math.inf) >= self.minimum
        figures = (value for change in self.changes.values() for value in change.values[unit])
        return enough and not all(math.isnan(value) for value in figures)

    def remark(self, unit: str) -> str:
        """Return why a district has no figures here."""
        residents = self.subject.residents.get(unit, math.inf)
        if residents == 0.0:
            return self.words("readout_unit_empty")
        if residents < self.minimum:
            return self.words("readout_unit_hidden", residents=self.number(residents, 0))
        return self.words("readout_unit_absent")

    def to_discuss(self) -> Block:
        """Return the questions that follow from the gaps."""
        found = [(finding.name, finding.item) for finding in self.framework.validate()]
        questions = [self.words("readout_ask_recognise")]
        questions += [
            self.words("readout_ask_focus", focus=self.framework[result].focus_group)
            for result in self.results
            if ("focus_not_covered", result) in found and self.scored([result])
        ]
        questions += [
            self.words("readout_ask_measure", name=within_sentence(self.name(result)))
            for result in self.results
            if ("result_without_indicator", result) in found
        ]
        questions += weights_to_discuss(self)
        return Block(self.words("readout_discuss_section"), questions=tuple(questions))

    def basis(self) -> Block:
        """Return where the figures come from and how to read them."""
        scored, subject = self.counted(self.results), self.subject
        per_result = [len(counted) for result in self.results if (counted := self.counted([result]))]
        own = self.weight_set if self.weight_set and weighs(self, self.weight_set) else ""
        alike = not self.area_weights and not (own and weighs_results(self, own))
        facts = {
            "period": subject.reference_period or None,
            "indicators": self.quoted(scored),
            "body": self.party(self.framework[own].body) if own else None,
            "results": len(per_result) if alike and len(set(per_result)) > 1 else None,
        }
        if not scored:
            notes = []
        elif subject.of_dutch_districts and not isinstance(subject.reference, Panel):
            areas = self.number(subject.reference[scored[0]]["n"], 0)
            notes = [self.words("readout_outcome_meaning", areas=areas, **facts)]
        else:
            notes = [self.words("readout_outcome_meaning_own", **facts)]
        aiming = [id for id in scored if self.framework[id].direction == "target"]
        if aiming:
            notes.append(self.words("readout_aims_at_target", indicators=self.quoted(aiming)))
        if any(known for known, _ in self.margins_of.values()):
            notes.append(self.words("readout_independent"))
        if subject.rounding > 0 and self.country:
            decimals = max(1, len(f"{subject.rounding:.6f}".rstrip("0").partition(".")[2]))
            step, double_step = (self.number(each, decimals) for each in (subject.rounding, 2 * subject.rounding))
            notes.append(self.words("readout_rounding", step=step, double_step=double_step))
        notes.append(self.words("readout_before_rounding"))
        unknown = [name for unit, name in self.shown.items() if unit not in subject.residents]
        if unknown and self.minimum > 0 and not subject.of_dutch_districts:
            units = listing(unknown, self.language) if subject.residents else None
            notes.append(self.words("readout_residents_unknown", units=units))
        if subject.residents:
            notes.append(self.words("readout_hidden_below", residents=self.number(self.minimum, 0)))
        if self.citation:
            notes.append(self.citation)
        return Block(self.words("readout_basis_section"), notes=tuple(notes))


def _direction(change: Change, units: Iterable[str]) -> str:
    """Return the entry for "rise", "fall" or "change", whichever holds for all units."""
    differences = [change.change[unit] for unit in units if not math.isnan(change.change[unit])]
    if not differences:
        return "readout_column_change"
    if all(each > 0 for each in differences):
        return "readout_column_rise"
    return "readout_column_fall" if all(each < 0 for each in differences) else "readout_column_change"

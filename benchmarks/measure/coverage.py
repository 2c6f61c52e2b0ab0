# SPDX-License-Identifier: Apache-2.0
"""How often the intervals of the room measure hold, by simulation; prints the table of docs/coverage.md.

    python coverage.py               all rows
    python coverage.py --page PATH   puts them in the page
    python coverage.py superiority   rows whose name holds the word

Every row has a stream of its own (NumPy's RandomState, whose numbers are frozen), so it can be drawn by itself."""

from __future__ import annotations

import argparse
import warnings
import zlib
from collections.abc import Callable
from pathlib import Path

import maatstaf as ms
import numpy as np

Held = tuple[np.ndarray, np.ndarray, np.ndarray | float]  # low, high, truth
ROWS: dict[str, tuple[str, Callable[[np.random.RandomState], Held]]] = {}
BEGIN, END = "<!-- table by benchmarks/measure/coverage.py -->\n", "<!-- end of table -->\n"


def row(name: str, drawn: str) -> Callable[[Callable], Callable]:
    def keep(draw: Callable) -> Callable:
        assert name not in ROWS
        ROWS[name] = drawn, draw
        return draw

    return keep


def limits(made: ms.measure.Measures) -> tuple[np.ndarray, np.ndarray]:
    return np.asarray(made.low), np.asarray(made.high)


def estimates(made: list[ms.Estimate]) -> tuple[np.ndarray, np.ndarray]:
    return np.array([each.low for each in made]), np.array([each.high for each in made])


# Counts, rates, proportions and means ---------------------------------------------------------------------------------

for method in ("exact", "mid_p", "byar"):

    @row(f"`count`, `rate`, {method}", "20,000 counts, means 2 to 20")
    def _(random, method=method):
        mean = random.uniform(2, 20, 20000)
        return *limits(ms.measure.count(random.poisson(mean), method=method, exact_below=0)), mean


for method in ("wilson", "jeffreys", "exact", "mid_p"):

    @row(f"`proportion`, {method}", "20,000 times 20 to 60 people, shares 0.05 to 0.5")
    def _(random, method=method):
        people, chance = random.randint(20, 61, 20000), random.uniform(0.05, 0.5, 20000)
        return *limits(ms.measure.proportion(random.binomial(people, chance), people, method=method)), chance


@row("`mean`", "4,000 times 15 normal values")
def _(random):
    return *limits(ms.measure.mean(random.normal(5.0, 2.0, 60000), group_by=np.repeat(np.arange(4000), 15))), 5.0


@row("`share`, rows of one person together", "2,000 times 40 people with 1 to 4 goals")
def _(random):
    person = np.repeat(np.arange(80000), 1 + np.arange(80000) % 4)
    value = random.random_sample(person.size) < random.beta(2.4, 1.6, 80000)[person]
    return *limits(ms.measure.share(value.astype(float), cluster=person, group_by=person // 40)), 0.6


@row("`share_within`", "1,000 times 60 persons with 2 endings, followed for up to two windows")
def _(random):
    person = np.repeat(np.arange(60000), 2)
    seen, comes = 2.0 * random.random_sample(person.size), random.exponential(-1 / np.log(0.75), person.size)
    time, event = np.minimum(seen, comes), (comes <= seen).astype(float)
    made = ms.measure.share_within(time, event, 1.0, followed=seen, cluster=person, group_by=person // 60)
    return *limits(made), 0.25


# Standardised and compared --------------------------------------------------------------------------------------------

AT_RISK, RISK, STANDARD = np.array([900.0, 1200, 1500, 1000, 400]), np.array([2, 4, 8, 15, 30]) / 1000, [3, 4, 5, 4, 2]

for method in ("dobson", "gamma", "tiwari"):

    @row(f"`directly_standardised_rate`, {method}", "4,000 places of 5 strata, some 45 events")
    def _(random, method=method):
        events = random.poisson(AT_RISK * RISK, (4000, 5)).ravel()
        made = ms.measure.directly_standardised_rate(
            events, np.tile(AT_RISK, 4000), standard=STANDARD, group_by=np.repeat(np.arange(4000), 5), method=method,
            per=1,
        )  # fmt: skip
        return *limits(made), np.dot(STANDARD, RISK) / np.sum(STANDARD)


@row("`indirectly_standardised_ratio`", "4,000 places of 5 strata, some 54 events, a reference without error")
def _(random):
    events = random.poisson(1.2 * AT_RISK * RISK, (4000, 5)).ravel()
    made = ms.measure.indirectly_standardised_ratio(
        events, np.tile(AT_RISK, 4000), reference_events=RISK * 1e6, reference_population=[1e6] * 5,
        group_by=np.repeat(np.arange(4000), 5),
    )  # fmt: skip
    return *limits(made), 1.2


for method in ("score", "exact", "mid_p"):

    @row(f"`compare_rates`, ratio, {method}", "10,000 pairs of some 18 events and 8")
    def _(random, method=method):
        one, other = random.poisson(18.0, 10000), random.poisson(8.0, 10000)
        made = ms.measure.compare_rates(one, [900] * 10000, other, [600] * 10000, method=method)
        return *limits(made), 1.5


@row("`compare_rates`, difference", "10,000 pairs of some 18 events and 8")
def _(random):
    one, other = random.poisson(18.0, 10000), random.poisson(8.0, 10000)
    made = ms.measure.compare_rates(one, [900] * 10000, other, [600] * 10000, kind="difference")
    return *limits(made), 18 / 900 - 8 / 600


for kind, truth in (("difference", 0.2), ("ratio", 5 / 3)):

    @row(f"`compare_proportions`, {kind}", "10,000 pairs of 30 people and 25")
    def _(random, kind=kind, truth=truth):
        one, other = random.binomial(30, 0.5, 10000), random.binomial(25, 0.3, 10000)
        return *limits(ms.measure.compare_proportions(one, [30] * 10000, other, [25] * 10000, kind=kind)), truth


# Inequality and life --------------------------------------------------------------------------------------------------


@row("`slope_index`", "2,000 places of 10 groups on a line, errors known")
def _(random):
    position = np.tile((np.arange(10) + 0.5) / 10, 2000)
    value = 60 - 8 * position + random.normal(0, 1.0, 20000)
    made = ms.measure.slope_index(value, np.ones(20000), se=np.ones(20000), group_by=np.repeat(np.arange(2000), 10))
    return *limits(made), np.sign(np.nanmean(made.value)) * 8.0


@row("`concentration_index` (Gini)", "1,000 times 400 incomes (gamma, shape 2)")
def _(random):
    income = random.gamma(2.0, 1.0, 400000)
    made = ms.measure.concentration_index(income, income, group_by=np.repeat(np.arange(1000), 400))
    return *limits(made), 0.375


@row("`theil_index`", "1,000 times 400 incomes (gamma, shape 2)")
def _(random):
    made = ms.measure.theil_index(random.gamma(2.0, 1.0, 400000), group_by=np.repeat(np.arange(1000), 400))
    return *limits(made), 0.9227843350984671 - np.log(2.0)


for people, spread in ((14, 0.5), (14, 1.0), (50, 1.0), (400, 1.0)):
    for index in ("theil_index", "log deviation", "Gini"):

        @row(f"`{index}`, {people} log-normal amounts, s = {spread:g}", "2,000 draws")
        def _(random, people=people, spread=spread, index=index):
            amounts, group = np.exp(spread * random.normal(size=2000 * people)), np.repeat(np.arange(2000), people)
            if index == "Gini":
                truth = {0.5: 0.2763263901682369, 1.0: 0.5204998778130465}[spread]
                return *limits(ms.measure.concentration_index(amounts, amounts, group_by=group)), truth
            made = ms.measure.theil_index(amounts, group_by=group, log_deviation=index != "theil_index")
            return *limits(made), spread**2 / 2


@row("`life_expectancy`", "2,000 places of 40,000 people")
def _(random):
    people, start = np.array([500.0, 7000, 15000, 10000, 6000, 1500]), [0, 1, 15, 45, 65, 80]
    deaths = np.array([0.004, 0.0003, 0.001, 0.006, 0.03, 0.12]) * people
    truth = ms.measure.life_expectancy(deaths, people, age=start).value[0]
    made = ms.measure.life_expectancy(
        random.poisson(deaths, (2000, 6)).ravel(), np.tile(people, 2000), age=start * 2000,
        group_by=np.repeat(np.arange(2000), 6),
    )  # fmt: skip
    return *limits(made), truth


# Time until something happens -----------------------------------------------------------------------------------------


def followed(random: np.random.RandomState, draws: int, people: int, rate: float, longest: float) -> dict:
    comes = random.exponential(1 / rate, draws * people)
    seen = longest * random.random_sample(draws * people)
    return {
        "time": np.minimum(comes, seen), "event": (comes <= seen).astype(float),
        "group_by": np.repeat(np.arange(draws), people),
    }  # fmt: skip


def of_summary(made, measure: str, at: float | None = None, cause: str | None = None) -> tuple[np.ndarray, np.ndarray]:
    part = made.summary().to_frame("dict")
    take = np.asarray(part["measure"]) == measure
    if at is not None:
        take &= np.asarray(part["at"]) == at
    if cause is not None:
        take &= np.asarray(part["cause"]) == cause
    return np.asarray(part["low"], float)[take], np.asarray(part["high"], float)[take]


@row("`survival`, part within a term", "2,000 times 60 people, a third seen too short")
def _(random):
    made = ms.measure.survival(**followed(random, 2000, 60, 0.1, 20), terms=[6])
    return *of_summary(made, "within"), 1 - np.exp(-0.6)


@row("`lead_times` (all followed), part within a term", "4,000 times 40 people")
def _(random):
    time = random.exponential(10.0, 160000)
    made = ms.measure.survival(time, np.ones(160000), group_by=np.repeat(np.arange(4000), 40), terms=[6])
    return *of_summary(made, "within"), 1 - np.exp(-0.6)


for part in (0.5, 0.9):

    @row(f"`survival`, `lead_times`, quantile {part}", "2,000 times 60 people, seen for up to 60")
    def _(random, part=part):
        made = ms.measure.survival(**followed(random, 2000, 60, 0.1, 60), quantiles=[part])
        return *of_summary(made, "quantile"), -np.log(1 - part) / 0.1


for people, rate in ((100, 0.1), (20, 0.03), (40, 0.01), (20, 0.3)):

    @row(
        f"`survival`, restricted mean, some {people * (1 - np.exp(-9.6 * rate)):.0f} events of {people}", "4,000 draws"
    )
    def _(random, people=people, rate=rate):
        made = ms.measure.survival(**followed(random, 4000, people, rate, 30), horizon=12)
        return *of_summary(made, "restricted_mean"), (1 - np.exp(-12 * rate)) / rate


def causes(random: np.random.RandomState, people: int, part: float, all_causes: float):
    data = followed(random, 2000, people, all_causes, 20)
    first = random.random_sample(data["time"].size) < part
    cause = np.where(data["event"] > 0, np.where(first, 1.0, 2.0), 0.0)
    return ms.measure.competing_risks(
        data["time"], cause, group_by=data["group_by"], causes=["one", "other"], terms=[6], horizon=12
    )


@row("`competing_risks`, part within a term", "2,000 times 60 people")
def _(random):
    return *of_summary(causes(random, 60, 0.4, 0.1), "within", cause="one"), 0.4 * (1 - np.exp(-0.6))


for people, part in ((60, 0.4), (60, 0.1)):

    @row(f"`competing_risks`, time lost, cause {part}", f"2,000 times {people} people")
    def _(random, people=people, part=part):
        made = causes(random, people, part, 0.1)
        return *of_summary(made, "lost_time", cause="one"), part * (12 - (1 - np.exp(-1.2)) / 0.1)


def asked(random: np.random.RandomState, people: int, every: float | None) -> tuple[np.ndarray, np.ndarray]:
    """Intervals from looking every so often with a third missed; None: at moments of everybody's own."""
    event = random.exponential(10.0, people)
    if every is None:
        looks = np.cumsum(2 + 4 * random.random_sample((people, 6)), 1)
        missed = np.zeros_like(looks, bool)
    else:
        looks = np.tile(every * np.arange(1, 7), (people, 1))
        missed = random.random_sample(looks.shape) < 1 / 3
    after = (looks >= event[:, None]) & ~missed
    high = np.where(after.any(1), np.where(after, looks, np.inf).min(1), np.inf)
    low = np.where(~after & ~missed & (looks < event[:, None]), looks, 0.0).max(1)
    return low, high


for every, drawn in ((3.0, "in classes"), (None, "at moments of everybody's own")):

    @row(f"`interval_times`, part within a term, {drawn}", "1,000 times 40 people")
    def _(random, every=every):
        made = [ms.measure.interval_times(*asked(random, 40, every), terms=[9], tolerance=1e-6) for _ in range(1000)]
        table = [each.summary().to_dict() for each in made]
        return np.array([t["low"][0] for t in table]), np.array([t["high"][0] for t in table]), 1 - np.exp(-0.9)


# Criteria -------------------------------------------------------------------------------------------------------------


@row("`superiority`", "2,000 pairs of activities with 30 answers each")
def _(random):
    first, second = np.array([5, 10, 20, 35, 30]) / 100, np.array([10, 20, 30, 25, 15]) / 100
    truth = float(np.sum(first * (np.cumsum(second) - second / 2)))
    pairs = zip(random.multinomial(30, first, 2000), random.multinomial(30, second, 2000), strict=True)
    return *estimates([ms.measure.superiority(list(one), list(other)) for one, other in pairs]), truth


@row("`youth_outcomes`, mean of goal scores", "2,000 times 15 clients with 3 goals")
def _(random):
    client = np.repeat(np.arange(30000), 3)
    gas = np.clip(np.round(0.7 * random.normal(size=30000)[client] + random.normal(size=90000)), -2, 2)
    goals = {
        "client": client, "goal": np.tile([1, 2, 3], 30000), "attained": np.ones(90000), "gas": gas,
        "area": [f"a{each}" for each in client // 15], "period": ["2024"] * 90000,
    }  # fmt: skip
    made = ms.measure.youth_outcomes(goals=goals, as_of="2024-12-31", by=["area"]).to_frame("dict")
    take = (np.asarray(made["measure"]) == "gas_t") & (np.asarray(made["area"]) != "all")
    return np.asarray(made["low"], float)[take], np.asarray(made["high"], float)[take], 50.0


@row("`reach`, parity", "1,000 activities with some 30 of 400 in the smallest of 3 groups")
def _(random):
    people, chance = np.array([400.0, 1600, 3000]), np.array([0.075, 0.05, 0.04])
    reached = random.binomial(people.astype(int), chance, (1000, 3)).ravel()
    made = ms.measure.reach(
        reached, np.tile(people, 1000), target=["a", "b", "c"] * 1000, group_by=np.repeat(np.arange(1000), 3), draws=100
    )
    take = (np.asarray(made.keys["measure"]) == "parity") & (np.asarray(made.keys["target"]) == "a")
    low, high = limits(made)
    return low[take], high[take], chance[0] / (np.dot(people, chance) / people.sum())


@row("`reach`, dissimilarity", "500 activities with some 220 participants of 3 groups")
def _(random):
    people, chance = np.array([400.0, 1600, 3000]), np.array([0.09, 0.05, 0.035])
    reached = random.binomial(people.astype(int), chance, (500, 3)).ravel()
    made = ms.measure.reach(
        reached, np.tile(people, 500), target=["a", "b", "c"] * 500, group_by=np.repeat(np.arange(500), 3), draws=500
    )
    take = np.asarray(made.keys["measure"]) == "dissimilarity"
    low, high = limits(made)
    of_all = people * chance
    return low[take], high[take], 0.5 * np.abs(of_all / of_all.sum() - people / people.sum()).sum()


# Expectations ---------------------------------------------------------------------------------------------------------


def panel_of(counts: np.ndarray, size: np.ndarray, scale: str) -> ms.Panel:
    units, periods = counts.shape
    return ms.Panel(
        {
            "unit": np.repeat([f"u{u}" for u in range(units)], periods),
            "period": np.tile(np.arange(2001, 2001 + periods), units),
            "x_numerator": counts.ravel().astype(float),
            "x_denominator": size.ravel().astype(float),
        },
        unit="unit", period="period", indicators=[{"id": "x", "scale": scale}],
    )  # fmt: skip


def own_past(panels: list[ms.Panel]) -> Held:
    low, high, seen = [], [], []
    for panel in panels:
        made = ms.measure.expected_observed(panel, "x", by="own_past", direction="lower").to_frame("dict")
        low.append(np.asarray(made["low"], float))
        high.append(np.asarray(made["high"], float))
        seen.append(np.asarray(made["observed"], float))
    return np.concatenate(low), np.concatenate(high), np.concatenate(seen)


@row("`expected_observed`, own past, rates", "1,500 units over 7 years, variance twice the mean")
def _(random):
    panels = []
    for _ in range(25):
        mean = (20 + 60 * random.random_sample((60, 1))) * np.exp(0.1 * random.normal(size=(60, 1)) * np.arange(7))
        panels.append(panel_of(random.poisson(random.gamma(mean)), np.full((60, 7), 1000), "rate"))
    return own_past(panels)


@row("`expected_observed`, own past, proportions", "1,500 units over 7 years, correlation 1/61 within a year")
def _(random):
    panels = []
    for _ in range(25):
        odds = random.normal(size=(60, 1)) + 0.1 * random.normal(size=(60, 1)) * np.arange(7)
        chance = 1 / (1 + np.exp(-odds))
        counts = random.binomial(120, random.beta(60 * chance, 60 * (1 - chance)))
        panels.append(panel_of(counts, np.full((60, 7), 120), "proportion"))
    return own_past(panels)


for part in ("target", "case_mix", "reach", "dose", "unexplained"):

    @row(f"`explain_gap`, {part}", "4,000 units, effects in proportion, errors known")
    def _(random, part=part):
        worked = 52 * np.exp(-0.1)
        given = {
            "target": [55.0], "reach": 0.5, "planned_reach": 0.6, "dose": 8.0, "planned_dose": 10.0,
            "scale": "proportion",
        }  # fmt: skip
        truth = ms.measure.explain_gap(
            observed=[worked - 3], observed_se=0.0, standard=54.0, standard_se=0.0, expected=52.0, expected_se=0.0,
            effect=0.05, effect_se=0.0, unit=["u"], **given,
        ).to_frame("dict")  # fmt: skip
        made = ms.measure.explain_gap(
            observed=worked - 3 + 1.5 * random.normal(size=4000), observed_se=1.5,
            standard=54 + 0.8 * random.normal(size=4000), standard_se=0.8, expected=52 + random.normal(size=4000),
            expected_se=1.0, effect=0.05 + 0.01 * random.normal(size=4000), effect_se=0.01,
            unit=[f"u{u}" for u in range(4000)], **{**given, "target": [55.0] * 4000},
        ).to_frame("dict")  # fmt: skip
        take = np.asarray(made["part"]) == part
        low, high = np.asarray(made["low"], float)[take], np.asarray(made["high"], float)[take]
        return low, high, float(truth["value"][list(truth["part"]).index(part)])


# Organisations --------------------------------------------------------------------------------------------------------


def drawn_together(random: np.random.RandomState, runs: int, draw: Callable, **options) -> Held:
    low, high, truth = [], [], []
    for _ in range(runs):
        first, second, really = draw(random)
        made = ms.measure.organisations(first, second, direction="lower", minimum=0, **options).to_frame("dict")
        low.append(np.asarray(made["low"], float))
        high.append(np.asarray(made["high"], float))
        truth.append(really)
    return np.concatenate(low), np.concatenate(high), np.concatenate(truth)


for units, least, most, spread in (
    (8, 5.0, 65.0, 0.05), (12, 5.0, 65.0, 0.25), (8, 5.0, 65.0, 0.0), (8, 0.4, 1.1, 0.05), (5, 0.4, 1.1, 0.25),
    (8, 1.0, 3.0, 1.0),
):  # fmt: skip

    @row(f"`organisations`, ratio, {units} with {least:g} to {most:g} events expected, d = {spread:g}", "3,000 figures")
    def _(random, units=units, least=least, most=most, spread=spread):
        def draw(random):
            due = least + (most - least) * random.random_sample(units)
            really = random.gamma(1 / spread, spread, units) if spread > 0 else np.ones(units)
            return random.poisson(due * really).astype(float), due, really

        return drawn_together(random, 3000 // units, draw, kind="ratio")


for least, most, a, b in ((20, 120, 6.0, 14.0), (15, 25, 0.8, 19.2)):

    @row(f"`organisations`, proportion, 8 with {least} to {most} people, share {a / (a + b):g}", "3,000 figures")
    def _(random, least=least, most=most, a=a, b=b):
        def draw(random):
            people = random.randint(least, most + 1, 8)
            really = random.beta(a, b, 8)
            return random.binomial(people, really).astype(float), people.astype(float), really

        return drawn_together(random, 375, draw, kind="proportion")


@row("`organisations`, value, 8", "3,000 figures")
def _(random):
    def draw(random):
        se, really = 0.5 + random.random_sample(8), 10 + random.normal(size=8)
        return really + se * random.normal(size=8), se, really

    return drawn_together(random, 375, draw, kind="value")


# Points, judgement, derived indicators --------------------------------------------------------------------------------

for overdispersion in ("none", "additive", "reml", "predictive"):

    @row(
        f"`funnel`, {overdispersion}",
        "3,000 points on a target of 15 to 95 events" + (", d = 0.05" * (overdispersion != "none")),
    )
    def _(random, overdispersion=overdispersion):
        chance = []
        for _ in range(30):
            due = random.uniform(15, 95, 100)
            spread = np.ones(100) if overdispersion == "none" else random.gamma(20.0, 1 / 20, 100)
            made = ms.measure.funnel(
                random.poisson(due * spread), due, kind="ratio", overdispersion=overdispersion, level=0.95,
                winsorise=0.0,
            )  # fmt: skip
            chance.append(np.asarray(made.points.column("probability")))
        probability = np.concatenate(chance)
        return np.full(3000, 0.05), np.ones(3000), probability


for family in ("poisson", "binomial", "gaussian"):

    @row(f"`case_mix`, {family}", "1,500 units of 30 people that differ beyond chance")
    def _(random, family=family):
        low, high, seen = [], [], []
        for _ in range(30):
            unit = np.repeat(np.arange(50), 30)
            trait = (random.normal(size=50)[unit] + random.normal(size=1500)).round(6)
            eta = -0.7 + 0.5 * trait + 0.2 * random.normal(size=50)[unit]
            outcome = {
                "poisson": lambda eta=eta: random.poisson(np.exp(eta)),
                "binomial": lambda eta=eta: random.random_sample(1500) < 1 / (1 + np.exp(-eta)),
                "gaussian": lambda eta=eta: eta + random.normal(size=1500),
            }[family]()
            made = ms.measure.case_mix(
                outcome.astype(float), ["trait"], data={"trait": trait, "unit": unit}, unit="unit", family=family,
                direction="lower",
            ).table()  # fmt: skip
            low.append(made["low"])
            high.append(made["high"])
            seen.append(made["observed"])
        return np.concatenate(low), np.concatenate(high), np.concatenate(seen)


@row("`weighted_kappa`", "1,000 times 200 cases of 2 kinds")
def _(random):
    made = []
    for _ in range(1000):
        truth = random.random_sample(200) < 0.5
        judged = [np.where(random.random_sample(200) < 0.8, truth, ~truth).astype(int) for _ in range(2)]
        made.append(ms.measure.weighted_kappa(judged[0], judged[1], kinds=[0, 1]).kappa)
    return *estimates(made), 0.36


for cases, right in ((30, 0.98), (50, 0.95), (100, 0.98)):

    @row(f"`weighted_kappa`, {cases} cases, {100 * right:.0f} percent judged right", "2,000 draws of 2 kinds")
    def _(random, cases=cases, right=right):
        made = []
        for _ in range(2000):
            truth = random.random_sample(cases) < 0.5
            judged = [np.where(random.random_sample(cases) < right, truth, ~truth).astype(int) for _ in range(2)]
            made.append(ms.measure.weighted_kappa(judged[0], judged[1], kinds=[0, 1]).kappa)
        return *estimates(made), (2 * right - 1) ** 2


@row("`fleiss_kappa`", "1,000 times 120 items and 4 judges")
def _(random):
    made = []
    for _ in range(1000):
        truth = np.repeat(random.random_sample(120) < 0.5, 4)
        judged = np.where(random.random_sample(480) < 0.8, truth, ~truth).astype(int)
        made.append(ms.measure.fleiss_kappa(np.repeat(np.arange(120), 4), judged, kinds=[0, 1]).kappa)
    return *estimates(made), 0.36


for figure, truth in (("intercept", 0.0), ("slope", 1.0)):

    @row(f"`calibration`, {figure}", "1,000 times 200 cases judged right on average")
    def _(random, figure=figure, truth=truth):
        made = []
        for _ in range(1000):
            judged = random.uniform(0.05, 0.95, 200)
            came = (random.random_sample(200) < judged).astype(float)
            made.append(getattr(ms.measure.calibration(judged, came), figure))
        return *estimates(made), truth


@row("`derive`, 100 * a / (a + b)", "4,000 units with standard errors of 5 and 3 percent")
def _(random):
    made = ms.measure.derive(
        ms.Panel(
            {
                "unit": [f"u{u}" for u in range(4000)], "a": 20 + random.normal(size=4000), "a_se": np.ones(4000),
                "b": 50 + 1.5 * random.normal(size=4000), "b_se": np.full(4000, 1.5),
            },
            unit="unit", fixed_period="2024",
        ),
        {"part": "100 * a / (a + b)"},
    )  # fmt: skip
    value, reach = made.values("part", "2024"), 1.959963984540054 * made.values("part", "2024", what="se")
    return value - reach, value + reach, 2000 / 70


for providers, spread in ((8, 1.0), (4, 0.3), (15, 0.2), (30, 0.2)):

    @row(f"`provider_shares`, {providers} that differ by {spread:g}", "200 draws, 20 clients with a spread of 1 each")
    def _(random, providers=providers, spread=spread):
        low, high, truth = [], [], []
        for _ in range(200):
            really, provider = spread * random.normal(size=providers), np.repeat(np.arange(providers), 20)
            score = really[provider] + random.normal(size=provider.size)
            client = [f"c{each}" for each in range(provider.size)]
            held = {"client": client, "provider": [f"p{each}" for each in provider], "weight": np.ones(provider.size)}
            made = ms.measure.provider_shares("score", held, data={"client": client, "score": score}).table()
            take = [name != "" for name in made["provider"]]
            low.append(np.asarray(made["effect_low"], float)[take])
            high.append(np.asarray(made["effect_high"], float)[take])
            truth.append(really)
        return np.concatenate(low), np.concatenate(high), np.concatenate(truth)


def line(name: str) -> str:
    drawn, draw = ROWS[name]
    low, high, truth = draw(np.random.RandomState(zlib.crc32(name.encode())))
    known = ~(np.isnan(low) | np.isnan(high))
    inside = np.mean(((low <= truth) & (truth <= high))[known])
    without = "" if known.all() else f"{100 * np.mean(~known):.1f}"
    return f"| {name} | {drawn} | {100 * inside:.1f} | {without} |"


def main() -> None:
    warnings.simplefilter("ignore", ms.MaatstafWarning)  # small counts of made-up people
    read = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    read.add_argument("word", nargs="?", default="")
    read.add_argument("--page", type=Path)
    asked_for = read.parse_args()
    lines = ["| interval | simulated | holds, % | no limits, % |", "|---|---|---|---|"]
    for name in ROWS:
        if asked_for.word in name:
            lines.append(line(name))
            print(lines[-1], flush=True)
    if asked_for.page:
        text = asked_for.page.read_text(encoding="utf-8")
        before, after = text.partition(BEGIN)[0], text.partition(END)[2]
        asked_for.page.write_text(before + BEGIN + "\n".join(lines) + "\n" + END + after, encoding="utf-8")


if __name__ == "__main__":
    main()

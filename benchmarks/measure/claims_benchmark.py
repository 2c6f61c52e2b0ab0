# SPDX-License-Identifier: Apache-2.0
"""A million claim lines to use, days, cost, providers per area, repeat use and stacking: beside polars and pandas.

Simulated lines (seed 20240501), processor time, best of several runs, one thread:
    python benchmarks/measure/claims_benchmark.py [maatstaf|polars|pandas] [rows]

All three start from a data frame in memory with ids as categories or whole numbers, apply the corrections (status 3
takes back the line with its reference), leave out stops before starts, and must agree on every figure that is printed.
maatstaf also counts per act, provider and product, double work and what was left out; the others are not asked to.
"""

import os

os.environ |= dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "POLARS_MAX_THREADS"), "1")

import resource  # noqa: E402
import sys  # noqa: E402
import time  # noqa: E402

import numpy as np  # noqa: E402

SEED, ROWS = 20240501, 1_000_000
PERSONS, HOUSEHOLDS, PROVIDERS, PRODUCTS, AREAS = 60_000, 40_000, 120, 60, 40
FIRST, LAST = np.datetime64("2021-01-01"), np.datetime64("2024-12-31")
ACTS = np.array(["jeugdwet", "wmo", "participatiewet"])
GAP, WINDOW = 30, 365


def columns(rows):
    """Monthly lines of spells of help; one in fifty is taken back, one in a thousand stops before it starts."""
    random = np.random.default_rng(SEED)
    spells = rows // 5
    person = random.integers(0, PERSONS, spells)
    act = random.choice(3, spells, p=[0.5, 0.35, 0.15])
    provider = random.integers(0, PROVIDERS, spells)
    product = random.integers(0, PRODUCTS // 3, spells) + act * (PRODUCTS // 3)
    begin = random.integers(0, (LAST - FIRST).astype(int) - 200, spells)
    spell = np.repeat(np.arange(spells), 5)
    month = np.tile(np.arange(5), spells)
    start = FIRST + (begin[spell] + 30 * month).astype("timedelta64[D]")
    stop = start + random.integers(5, 30, len(spell)).astype("timedelta64[D]")
    slip = random.random(len(spell)) < 0.001
    stop = np.where(slip, start - np.timedelta64(3, "D"), stop)
    made = {
        "person": person[spell],
        "household": (person % HOUSEHOLDS)[spell],
        "provider": provider[spell],
        "product": product[spell],
        "act": act[spell],
        "area": (person % AREAS)[spell],
        "start": start,
        "stop": stop,
        "amount": np.round(random.gamma(2.0, 200.0, len(spell)), 2),
        "volume": random.integers(1, 40, len(spell)).astype(float),
        "unit": np.full(len(spell), 4),
        "reference": np.arange(len(spell)),
        "status": np.ones(len(spell), dtype=int),
    }
    order = np.argsort(made["start"], kind="stable")  # as messages come in
    made = {name: values[order] for name, values in made.items()}
    back = np.flatnonzero(random.random(len(spell)) < 0.02)[: rows // 50]
    removals = {name: values[back] for name, values in made.items()}
    removals["status"] = np.full(len(back), 3)
    kept = rows - len(back)
    return {name: np.concatenate([values[: min(kept, len(values))], removals[name]]) for name, values in made.items()}


def polars_frame(rows):
    import polars as pl

    frame = pl.DataFrame(columns(rows))
    named = {"provider": "V", "product": "P", "area": "N"}
    return frame.with_columns(
        *[pl.format(mark + "{}", name).cast(pl.Categorical).alias(name) for name, mark in named.items()],
        pl.Series("act", ACTS[frame["act"].to_numpy()]).cast(pl.Categorical),
    )


def pandas_frame(rows):
    import pandas as pd

    frame = pd.DataFrame(columns(rows))
    for name, mark in {"provider": "V", "product": "P", "area": "N"}.items():
        frame[name] = (mark + frame[name].astype(str)).astype("category")
    frame["act"] = pd.Series(ACTS[frame["act"]]).astype("category")
    return frame


def frame_of(table, names):
    import pandas as pd

    return pd.DataFrame({name: table[name] for name in names})


def with_maatstaf(frame):
    import maatstaf as ms

    made = ms.measure.claims(frame, as_of=str(LAST))
    table = frame_of(made.table(), ["level", "persons", "days", "cost", "providers", "endings", "repeats"])
    areas = table[table.level == "area"]
    stacked = frame_of(made.stacking(), ["number", "households"])
    return {
        "persons": int(areas.persons.sum()),
        "days": int(areas.days.sum()),
        "cost": round(float(areas.cost.sum()), 2),
        "providers": int(areas.providers.sum()),
        "endings": int(areas.endings.sum()),
        "repeats": int(areas.repeats.sum()),
        "two_acts": int(stacked[stacked.number >= 2].households.sum()),
    }


def with_polars(frame):
    import polars as pl

    back = frame.lazy().filter(pl.col("status") == 3).select("provider", "reference")
    lines = frame.lazy().filter(pl.col("status") == 1).join(back, on=["provider", "reference"], how="anti")
    lines = lines.filter(pl.col("stop") >= pl.col("start")).collect()
    # Lines over two years are divided by days.
    first, last = pl.col("start").dt.year(), pl.col("stop").dt.year()
    parts = (
        lines.lazy()
        .with_columns(year=pl.int_ranges(first, last + 1))
        .explode("year")
        .with_columns(
            low=pl.max_horizontal("start", pl.date(pl.col("year"), 1, 1)),
            high=pl.min_horizontal("stop", pl.date(pl.col("year"), 12, 31)),
        )
        .with_columns(
            part=((pl.col("high") - pl.col("low")).dt.total_days() + 1)
            / ((pl.col("stop") - pl.col("start")).dt.total_days() + 1)
        )
        .collect()
    )
    use = parts.group_by("area", "year").agg(
        persons=pl.col("person").n_unique(),
        cost=(pl.col("amount") * pl.col("part")).sum(),
        providers=pl.col("provider").n_unique(),
    )
    # Different days of different persons: what is not covered by earlier lines of the person in the year.
    days = (
        parts.sort("person", "area", "year", "low")
        .with_columns(until=pl.col("high").cum_max().shift(1).over("person", "area", "year"))
        .select(
            "area",
            "year",
            new=(pl.col("high") - pl.max_horizontal(pl.col("low"), pl.col("until") + pl.duration(days=1)))
            .dt.total_days()
            .add(1)
            .clip(0),
        )
        .group_by("area", "year")
        .agg(pl.col("new").sum())
    )
    spells = (
        lines.sort("person", "act", "start")
        .with_columns(until=pl.col("stop").cum_max().shift(1).over("person", "act"))
        .with_columns(fresh=((pl.col("start") - pl.col("until")).dt.total_days() > GAP).fill_null(True).cum_sum())
        .group_by("person", "act", "fresh", maintain_order=True)
        .agg(start=pl.col("start").first(), stop=pl.col("stop").max(), area=pl.col("area").last())
        .with_columns(next=pl.col("start").shift(-1).over("person", "act"))
        .filter(pl.col("stop") + pl.duration(days=WINDOW) <= pl.lit(LAST))
    )
    repeats = spells.filter((pl.col("next") - pl.col("stop")).dt.total_days() <= WINDOW).height
    stacked = (
        parts.group_by("household", "year")
        .agg(acts=pl.col("act").n_unique(), cost=(pl.col("amount") * pl.col("part")).sum())
        .sort("year", "cost")
    )
    _spread = stacked.group_by("year").agg(
        top=pl.col("cost").tail(pl.len() // 20).sum() / pl.col("cost").sum(),
        gini=(pl.col("cost") * (2 * pl.int_range(1, pl.len() + 1) - pl.len() - 1)).sum()
        / (pl.len() * pl.col("cost").sum()),
    )
    return {
        "persons": int(use["persons"].sum()),
        "days": int(days["new"].sum()),
        "cost": round(float(use["cost"].sum()), 2),
        "providers": int(use["providers"].sum()),
        "endings": spells.height,
        "repeats": repeats,
        "two_acts": stacked.filter(pl.col("acts") >= 2).height,
    }


def with_pandas(frame):
    import pandas as pd

    back = frame.loc[frame.status == 3, ["provider", "reference"]].assign(back=True)
    lines = frame[frame.status == 1].merge(back, on=["provider", "reference"], how="left")
    lines = lines[lines.back.isna() & (lines.stop >= lines.start)]
    pieces = []
    for year in range(2021, 2025):
        low = lines.start.clip(lower=pd.Timestamp(year, 1, 1))
        high = lines.stop.clip(upper=pd.Timestamp(year, 12, 31))
        inside = low <= high
        part = ((high - low).dt.days + 1) / ((lines.stop - lines.start).dt.days + 1)
        pieces.append(lines[inside].assign(year=year, low=low[inside], high=high[inside], part=part[inside]))
    parts = pd.concat(pieces)
    parts["cost"] = parts.amount * parts.part
    use = parts.groupby(["area", "year"], observed=True).agg(
        persons=("person", "nunique"), cost=("cost", "sum"), providers=("provider", "nunique")
    )
    parts = parts.sort_values(["person", "year", "low"])
    by_person = parts.groupby(["person", "year"], sort=False).high
    until = by_person.cummax().groupby([parts.person, parts.year], sort=False).shift()
    fresh_from = parts.low.where(until.isna() | (parts.low > until), until + pd.Timedelta(days=1))
    days = ((parts.high - fresh_from).dt.days + 1).clip(lower=0).sum()
    lines = lines.sort_values(["person", "act", "start"], kind="stable")
    keys = [lines.person, lines.act]
    until = lines.groupby(["person", "act"], observed=True, sort=False).stop.cummax()
    until = until.groupby(keys, observed=True, sort=False).shift()
    lines["spell"] = (until.isna() | ((lines.start - until).dt.days > GAP)).cumsum()
    spells = lines.groupby("spell").agg(
        person=("person", "first"), act=("act", "first"), start=("start", "first"), stop=("stop", "max")
    )
    spells["next"] = spells.groupby(["person", "act"], observed=True, sort=False).start.shift(-1)
    spells = spells[spells.stop + pd.Timedelta(days=WINDOW) <= pd.Timestamp(LAST)]
    repeats = ((spells.next - spells.stop).dt.days <= WINDOW).sum()
    stacked = parts.groupby(["household", "year"]).agg(acts=("act", "nunique"), cost=("cost", "sum"))
    for _, cost in stacked.groupby("year").cost:
        ordered = np.sort(cost)
        _gini = (ordered * (2 * np.arange(1, len(ordered) + 1) - len(ordered) - 1)).sum() / len(ordered) / ordered.sum()
    return {
        "persons": int(use.persons.sum()),
        "days": int(days),
        "cost": round(float(use.cost.sum()), 2),
        "providers": int(use.providers.sum()),
        "endings": len(spells),
        "repeats": int(repeats),
        "two_acts": int((stacked.acts >= 2).sum()),
    }


def main():
    wanted = [each for each in sys.argv[1:] if not each.isdigit()] or ["maatstaf", "polars", "pandas"]
    rows = int(next((each for each in sys.argv[1:] if each.isdigit()), ROWS))
    figures = {}
    for name in wanted:
        frame = (pandas_frame if name == "pandas" else polars_frame)(rows)
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        best = float("inf")
        for _ in range(4):
            begin = time.process_time()
            figures[name] = globals()[f"with_{name}"](frame)
            best = min(best, time.process_time() - begin)
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        memory = f"peak {peak / 1024:,.0f} MB (before {before / 1024:,.0f})"
        print(f"{name:9} {len(frame):9,} lines  {best:6.3f} s  {memory}")
    for name, found in figures.items():
        print(f"{name:9} {found}")
    first = next(iter(figures.values()))
    for found in figures.values():
        assert {**found, "cost": 0} == {**first, "cost": 0} and abs(found["cost"] - first["cost"]) < 1, "not the same"


if __name__ == "__main__":
    main()

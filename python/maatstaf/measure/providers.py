# SPDX-License-Identifier: Apache-2.0
"""Organisations: expected by case mix, pieces of several providers, figures drawn together. No league table."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from maatstaf import _core
from maatstaf._core import CaseMix, Design, Organisations, ProviderShares
from maatstaf.frames import as_table
from maatstaf.measure._inputs import Columns


def case_mix(
    outcome: Any,
    traits: Sequence[str],
    *,
    data: Any,
    unit: Any,
    direction: str,
    family: str = "poisson",
    size: Any = None,
    overdispersion: str = "reml",
    leave_out: bool = True,
    records: bool = True,
    small: float = 10.0,
    confidence: float = 0.95,
) -> CaseMix:
    """Hold units beside what the traits of their people let expect.

    Parameters
    ----------
    outcome : array or str
        One per row of `data` (a person, or a group with its size): a count, yes or no, or a value.
    traits : sequence of str
        Columns of `data`; text becomes categories. Empty: all people are expected to do the same.
    data : table
        Anything that `maatstaf.as_table` takes.
    unit : array or str
        Organisation or area of each row.
    direction : {'higher', 'lower'}
        Which way is better.
    family : {'poisson', 'binomial', 'gaussian'}
        Counts, so many of `size`, values.
    size : array or str, optional
        People or time behind a count; trials behind a binomial count. Else 1 per row.
    overdispersion : {'reml', 'none'}
        Whether differences between units beyond chance are counted in the interval of what is to be expected.
    leave_out : bool
        What is expected of a unit does not rest on its own outcomes.
    records : bool
        Rows are records of persons, so small counts mark the result restricted.
    small : float
        A count or number of rows below this is small.
    confidence : float
        Of the intervals, between 0 and 1.

    Returns
    -------
    CaseMix
        unit, n, size, observed, expected, expected_se, low, high, ratio with exact limits, shift, benefit with its
        interval, probability, reason.

    Raises
    ------
    ArgumentError
        On another family, direction or overdispersion, and a size with values.
    DataError
        On an empty or impossible cell.
    """
    columns = Columns(data)
    matrix, names = _traits(data, traits)
    seen = columns.numbers(outcome, "outcome")
    people = columns.numbers(size, "size")
    if family == "gaussian" and people is not None:
        _core._refuse_argument("argument_out_of_range", argument="size", range="None", got=str(size))
    if family == "binomial" and people is not None:
        with np.errstate(invalid="ignore", divide="ignore"):
            seen = seen / people
    units = columns.labels(unit, "unit")
    order = list(dict.fromkeys(units))
    made: CaseMix = _core.measure_case_mix(
        matrix,
        seen,
        people,
        _core.measure_label_positions(units, order),
        order,
        names,
        family=family,
        direction=direction,
        overdispersion=overdispersion,
        leave_out=leave_out,
        records=records,
        small=small,
        confidence=confidence,
    )
    made._library = columns.library  # type: ignore[attr-defined]
    return made


def provider_shares(
    outcome: Any,
    memberships: Any,
    *,
    data: Any,
    client: Any = "client",
    traits: Sequence[str] = (),
    least_clients: float = 10,
    confidence: float = 0.95,
) -> ProviderShares:
    """Divide what goes with providers over several of them, by the part that each had in the help of a client.

    Parameters
    ----------
    outcome : array or str
        One per client; a column of `data`.
    memberships : table
        Columns client, provider and weight: who had which part, 0 .. 1. The weights of a client sum to at most 1; what
        is left is others and unknown.
    data : table
        Clients: their outcome and traits.
    client : array or str
        Ids of the clients.
    traits : sequence of str
        Columns of `data` that the outcome may go with.
    least_clients : float
        A provider with fewer has no number.
    confidence : float
        Of the intervals, between 0 and 1.

    Returns
    -------
    ProviderShares
        provider, other, clients, held, piece, effect (on a client that it would hold alone, drawn towards 0) and gain
        (what its pieces bring together), each with an interval, reason. Always restricted.

    Raises
    ------
    ArgumentError
        On a client in `memberships` that `data` does not have, and one that `data` has twice.
    DataError
        On weights outside 0 .. 1, or of one client above 1 together.
    """
    columns, parts = Columns(data), Columns(memberships)
    matrix, names = _traits(data, traits)
    clients, who = columns.labels(client, "client"), parts.labels("client", "client")
    known = set(clients)
    if len(known) < len(clients):
        twice = next(each for at, each in enumerate(clients) if each in clients[:at])
        _core._refuse_argument("measure_client_twice", got=twice)
    for row, each in enumerate(who):
        if each not in known:
            _core._refuse_argument("measure_unknown_client", row=str(row + 1), got=each)
    held_by = parts.labels("provider", "provider")
    providers = list(dict.fromkeys(held_by))
    made: ProviderShares = _core.measure_provider_shares(
        matrix,
        columns.numbers(outcome, "outcome"),
        names,
        clients,
        providers,
        _core.measure_label_positions(who, clients),
        _core.measure_label_positions(held_by, providers),
        parts.numbers("weight", "weight"),
        least_clients=least_clients,
        confidence=confidence,
    )
    made._library = columns.library  # type: ignore[attr-defined]
    return made


def organisations(
    first: Any,
    second: Any = None,
    *,
    organisation: Any = None,
    data: Any = None,
    people: Any = None,
    kind: str = "ratio",
    direction: str | None = None,
    minimum: float = 10,
    records: bool = True,
    small: float = 10,
    confidence: float = 0.95,
) -> Organisations:
    """Draw figures of organisations towards one another, by how much there is to go by. There is no rank.

    Parameters
    ----------
    first : CaseMix, array or str
        A case mix, which says all the rest; or observed counts (ratio), numerators (proportion), values (value).
    second : array or str
        Expected counts, denominators, standard errors.
    organisation : array or str, optional
        Names; else 1, 2, ...
    data : table, optional
        Anything that `maatstaf.as_table` takes.
    people : array or str, optional
        Behind each figure; else the denominators, or for a ratio the expected counts.
    kind : {'ratio', 'proportion', 'value'}
        What the figures are: gamma and Poisson, beta and binomial, normal.
    direction : {'higher', 'lower'}
        Which way is better.
    minimum : float
        People below which an organisation has no number.
    records : bool
        Figures were counted from records of persons.
    small : float
        A count below this marks such a table restricted.
    confidence : float
        Of the intervals, between 0 and 1.

    Returns
    -------
    Organisations
        organisation, n, raw, value with se, low and high, own_part (weight of its own figure), probability (of being
        better than all together), rank_low and rank_high (ranks that cannot be told apart), not_apart, reason.

    Raises
    ------
    ArgumentError
        On no direction.
    DataError
        As `ratio` and `proportion`; on a standard error that is not above 0.
    """
    options = {"minimum": minimum, "records": records, "small": small, "confidence": confidence}
    if isinstance(first, CaseMix):
        made: Organisations = _core.measure_organisations_of_case_mix(first, **options)
        made._library = getattr(first, "_library", None)  # type: ignore[attr-defined]
        return made
    if direction is None:
        _core._refuse_argument("measure_no_direction", got="None")
    columns = Columns(data)
    one = columns.numbers(first, "first")
    names = [str(each + 1) for each in range(len(one))]
    made = _core.measure_organisations(
        one,
        columns.numbers(second, "second"),
        names if organisation is None else columns.labels(organisation, "organisation"),
        columns.numbers(people, "people"),
        kind=kind,
        direction=direction,
        **options,
    )
    made._library = columns.library  # type: ignore[attr-defined]
    return made


def _traits(data: Any, traits: Sequence[str]) -> tuple[Any, list[str]]:
    table = as_table(data)
    wanted = [traits] if isinstance(traits, str) else list(traits)
    if not wanted:
        return np.ones((len(table), 1)), ["(intercept)"]
    for name in wanted:
        for row, each in enumerate(np.asarray(table[name]).tolist(), 1):
            if each is None or each != each:
                _core._refuse_argument("measure_value_needed", argument=name, row=str(row))
    design = Design(table, wanted)
    return np.asarray(design.build(table).x), list(design.names)

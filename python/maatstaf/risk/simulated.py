# SPDX-License-Identifier: Apache-2.0
"""Made-up cost of youth care and Wmo per neighbourhood, because no open data hold it.

The mean amount per inhabitant by age is real: CPB, Middellangetermijnverkenning zorg 2027-2033, data appendix (EUR of
2022, a few ages). Everything else is drawn: how many people of each age live where, their traits, who uses care, and
what that costs, with the heavy tail of real bills and the cliff at 18, where the youth act ends and the Wmo begins.
"""

from __future__ import annotations

import math
from typing import Any

from .. import _core
from ..wording import words

#: EUR per inhabitant in 2022 by age: youth act and Wmo (CPB).
SPEND = {
    4: (943.0, 7.7), 5: (1065.1, 10.1), 6: (928.4, 15.3), 7: (982.2, 17.7), 8: (1157.0, 20.1), 9: (1312.4, 22.0),
    10: (1422.8, 19.7), 11: (1440.8, 21.2), 12: (1409.5, 20.7), 13: (1517.4, 18.3), 14: (1798.2, 21.5),
    15: (1938.0, 18.3), 16: (2156.4, 20.4), 17: (2289.3, 21.5), 18: (1452.6, 163.5), 19: (372.8, 456.2),
    20: (183.2, 529.3), 21: (70.1, 560.8), 22: (20.6, 545.2),
}  # fmt: skip

_PURPOSE = 9101
_TAIL = 1.3  #: spread of the logarithm of a bill


def simulate_cost(neighbourhoods: int = 120, *, seed: int = 2022) -> dict[str, Any]:
    """Return made-up neighbourhoods with the use and the cost of youth care and Wmo at ages 4 to 22.

    Parameters
    ----------
    neighbourhoods : int
    seed : int
        The same seed gives the same figures on every machine.

    Returns
    -------
    dict
        Columns ``code``, ``people``, ``assistance`` (per 1000), ``single_parents`` (percent), ``users``, ``cost``,
        ``expected_cost`` (the mean it was drawn from), ``youth_cost`` and ``wmo_cost``.

    Notes
    -----
    Use rises by 2 percent for every 1 per 1000 more on assistance and by 3 percent for every percent more single
    parents; an amount by 0.5 percent for the first. Neighbourhoods differ by a gamma effect of shape 20.
    """
    traits = ("code", "people", "assistance", "single_parents")
    figures = ("users", "cost", "expected_cost", "youth_cost", "wmo_cost")
    rows: dict[str, list[Any]] = {name: [] for name in (*traits, *figures)}
    for place in range(neighbourhoods):
        drawn = _neighbourhood(_core.RandomStream(seed, purpose=_PURPOSE, unit=place))
        rows["code"].append(f"SIM{place + 1:04d}")
        for name, value in drawn.items():
            rows[name].append(value)
    return rows


def notice(language: str = "nl") -> str:
    """Return the sentence that must stand beside every figure made from this."""
    return words("risk_simulated_cost", language)


def _neighbourhood(random: Any) -> dict[str, float]:
    assistance = 60.0 * random.beta(2.0, 5.0)
    single = 4.0 + 14.0 * random.beta(2.0, 4.0)
    effect = random.gamma(20.0) / 20.0
    per_user = math.exp(0.005 * (assistance - 17.0))
    use = math.exp(0.02 * (assistance - 17.0) + 0.03 * (single - 8.7))
    scale = 0.5 + 3.0 * float(random.uniform(1)[0])
    people = users = cost = expected = 0.0
    by_act = [0.0, 0.0]
    for age, amounts in SPEND.items():
        living = round(10.0 * scale * (1.0 + 0.3 * math.sin(age / 3.5)))
        people += living
        for act, amount in enumerate(amounts):
            bill = (11000.0 if act == 0 else 9000.0) * per_user
            mean = living * amount / bill * per_user * use
            expected += mean * bill
            count = _poisson(random, mean * effect)
            users += count
            for normal in random.normal(count):
                paid = bill * math.exp(_TAIL * float(normal) - 0.5 * _TAIL * _TAIL)
                by_act[act] += paid
                cost += paid
    return {
        "people": people, "assistance": assistance, "single_parents": single, "users": users, "cost": cost,
        "expected_cost": expected, "youth_cost": by_act[0], "wmo_cost": by_act[1],
    }  # fmt: skip


def _poisson(random: Any, mean: float) -> int:
    """Count events by adding up waiting times."""
    count, time = -1, 0.0
    while time < mean:
        time -= math.log(float(random.uniform(1)[0]))
        count += 1
    return max(count, 0)

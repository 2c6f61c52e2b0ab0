# SPDX-License-Identifier: Apache-2.0
"""Scores of one item with their intervals, unit by unit, in the order of the panel. Needs matplotlib."""

from __future__ import annotations

import importlib.util
from typing import Any

import numpy as np

from maatstaf import _core
from maatstaf._core import ScoreResult
from maatstaf.wording import words

__all__ = ["need_matplotlib", "plot_scores"]


def need_matplotlib() -> None:
    """Say how to install matplotlib where it is missing.

    Raises
    ------
    ArgumentError
        When matplotlib is not installed.
    """
    if importlib.util.find_spec("matplotlib") is None:
        _core._refuse_argument("extra_needed", package="matplotlib", command="pip install matplotlib")


def plot_scores(
    result: ScoreResult, item: str | None = None, period: Any = None, *, view: str | None = None, ax: Any = None
) -> Any:
    """Draw the scores of one item with their intervals, against the unit that is average on everything.

    Units keep their order: this is no ranking. A score without an interval is drawn hollow, because small differences
    between such scores cannot be told from noise.

    Parameters
    ----------
    result : ScoreResult
    item : str, optional
        Id of an item; by default the widest one.
    period : Period or str or int, optional
        By default the last one.
    view : {"results", "contributions"}, optional
        By default the one that was scored; results when both were.
    ax : matplotlib.axes.Axes, optional
        Where to draw; a new figure by default. Nothing is shown or written behind your back.

    Returns
    -------
    matplotlib.axes.Axes
        With a line that says so when the scores are restricted.

    Raises
    ------
    ArgumentError
        When matplotlib is not installed, or there is no such item or period.
    """
    need_matplotlib()
    if view is None:
        view = "contributions" if result.options["view"] == "contributions" else "results"
    if ax is None:
        from matplotlib.figure import Figure

        ax = Figure(figsize=(7.0, 1.2 + 0.28 * len(result.units)), layout="constrained").add_subplot()
    item = result.items[-1] if item is None else item  # children stand before their parents
    period = result.periods[-1] if period is None else period
    cells = [result.cell(item, unit.id, period, view=view) for unit in result.units]
    rows = np.arange(len(cells))[::-1]  # the first unit on top
    for row, cell in zip(rows, cells, strict=True):
        has_interval = not np.isnan(cell.low)
        if has_interval:
            ax.plot([cell.low, cell.high], [row, row], color="#0b4f7d", linewidth=1.5)
        if not np.isnan(cell.value):
            ax.plot(cell.value, row, "o", color="#0b4f7d", markerfacecolor="#0b4f7d" if has_interval else "white")
    reference = cells[0].reference if cells else np.nan
    if not np.isnan(reference):
        ax.axvline(reference, color="#595959", linestyle=(0, (4, 3)), linewidth=1.0)
    ax.set_yticks(rows, [unit.name or unit.id for unit in result.units])
    ax.set_xlabel(f"{item}, {period}")
    hollow = sum(not np.isnan(cell.value) and np.isnan(cell.low) for cell in cells)
    margins = any(not np.isnan(cell.low) for cell in cells)
    language = getattr(result, "_language", "en")
    level = f"{100 * result.options['confidence']:g}" if margins else None
    legend = words("picture_scores", language, level=level, hollow=hollow or None)
    ax.annotate(legend, (0, 0), (0, -34), "axes fraction", "offset points", fontsize="x-small", va="top")
    if result.restricted:
        ax.set_title(_core.words("restricted_banner", None, language), fontsize="small")
    ax.spines[["top", "right"]].set_visible(False)
    return ax

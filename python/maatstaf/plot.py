# SPDX-License-Identifier: Apache-2.0
"""A picture of what a read-out says, with what cannot be said written beneath it. Needs matplotlib."""

from __future__ import annotations

import math
import textwrap
from typing import TYPE_CHECKING

from . import _core
from .plot_scores import need_matplotlib
from .readout.seen import chance_of
from .wording import listing, number, words

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from .readout import ReadOut
    from .readout.scored import Change

# Blue and grey stay apart for colour-blind readers and in grey print; the country is told apart by its dashes as well.
OWN, COUNTRY, OTHERS, INK, QUIET = "#0b4f7d", "#222222", "#d2d2d2", "#222222", "#595959"


def trajectories(readout: ReadOut, indicator: str = "", figure: Figure | None = None) -> Figure:
    """Draw each shown district against the country, one small picture per district, in the order of the source.

    Parameters
    ----------
    readout : ReadOut
    indicator : str
        One of the indicators with columns of their own in the read-out; by default the first.
    figure : matplotlib.figure.Figure, optional
        A figure to draw on; a new one by default. Nothing is shown or written behind your back.

    Returns
    -------
    matplotlib.figure.Figure

    Raises
    ------
    ArgumentError
        When matplotlib is not installed, the read-out has no such indicator, or it shows no district.
    """
    need_matplotlib()
    from matplotlib.figure import Figure

    if not hasattr(readout, "changes"):
        _core._refuse_argument("not_of_class", argument="readout", expected="ReadOut", got=type(readout).__name__)
    indicator = indicator or next(iter(readout.changes), "")
    if indicator not in readout.changes:
        expected = ", ".join(readout.changes)
        _core._refuse_argument("unknown_option", argument="indicator", allowed=expected, got=indicator)
    language, change = readout.language, readout.changes[indicator]
    shown = list(readout.shown)
    if not shown:
        _core._refuse_argument("picture_nothing_shown", units=", ".join(readout.hidden.values()))
    columns = min(4, len(shown))
    rows = math.ceil(len(shown) / columns)
    if figure is None:
        figure = Figure(figsize=(10.5, 1.9 + 2.0 * rows), dpi=144)
    axes = figure.subplots(rows, columns, sharex=True, sharey=True, squeeze=False)
    years = [_moment(period) for period in change.periods]
    country = change.values.get(change.reference)
    for at, place in enumerate(axes.flat):
        if at >= len(shown):
            place.set_visible(False)
            continue
        unit = shown[at]
        for other in shown:
            place.plot(years, change.values[other], color=OTHERS, linewidth=0.8, zorder=1)
        if country is not None:
            place.plot(years, country, color=COUNTRY, linewidth=1.2, linestyle=(0, (4, 2)), zorder=2)
        own = change.values[unit]
        bars = [(at, *ends) for at, ends in zip(years, change.limits[unit], strict=True) if not math.isnan(sum(ends))]
        if bars:
            place.vlines(*zip(*bars, strict=True), color=OWN, linewidth=1.0, alpha=0.6, zorder=2.5)
        place.plot(years, own, color=OWN, linewidth=2.2, marker="o", markersize=4, zorder=3)
        longest = 0
        for end, side, offset in ((0, "right", -5), (-1, "left", 5)):  # beside the line, which they never cross
            if math.isnan(own[end]):
                continue
            text = number(own[end], change.decimals, language)
            longest = max(longest, len(text))
            place.annotate(
                text,
                (years[end], own[end]),
                color=OWN,
                fontsize=8,
                ha=side,
                va="center_baseline",
                xytext=(offset, 0),
                textcoords="offset points",
            )
        place.set_title(readout.shown[unit], fontsize=9.5, loc="left", color=INK)
        place.set_xticks(years, change.periods)
        place.tick_params(labelsize=8, colors=QUIET, length=2)
        place.spines[["top", "right"]].set_visible(False)
        place.spines[["left", "bottom"]].set_color(OTHERS)
        width = 0.033 * min(longest, 11)  # of such a label, as a part of the width of the small picture
        place.ticklabel_format(axis="y", style="plain", useOffset=False)
        place.margins(x=(width + 0.03) / (1 - 2 * width), y=0.16)
    top = 1 - 0.72 / figure.get_figheight()
    figure.text(
        0.012,
        1 - 0.16 / figure.get_figheight(),
        fontsize=13,
        color=INK,
        va="top",
        s=words(
            "picture_title",
            language,
            indicator=change.heading,
            place=readout.place,
            first=change.periods[0],
            last=change.periods[-1],
        ),
    )
    figure.text(
        0.012,
        1 - 0.46 / figure.get_figheight(),
        fontsize=9,
        color=QUIET,
        va="top",
        s=words(
            "picture_legend",
            language,
            reference=readout.country or None,
            unit=change.unit or None,
            population=change.population or None,
        ),
    )
    notes = [
        _margins(readout, change),
        words("picture_years", language, periods=listing(change.periods, language)),
        words("picture_hidden", language, units=listing(list(readout.hidden.values()), language))
        if readout.hidden
        else "",
        readout.citation,
    ]
    lines = [line for text in notes if text for line in textwrap.wrap(text, 150, subsequent_indent="    ")]
    figure.text(
        0.012, 0.08 / figure.get_figheight(), "\n".join(lines), fontsize=8, color=QUIET, va="bottom", linespacing=1.5
    )
    figure.tight_layout(rect=(0, (0.14 + 0.17 * len(lines)) / figure.get_figheight(), 1, top), h_pad=1.4)
    return figure


def _margins(readout: ReadOut, change: Change) -> str:
    """Return what is known of margins: in how many districts a change may be chance, or that the source gives none."""
    known, bare = change.known(readout.shown), change.bare(readout.shown)
    if not known:
        return words("picture_caution", readout.language)
    return words(
        "picture_margins",
        readout.language,
        **chance_of({unit: change.interval[unit] for unit in known}),
        first=change.periods[0],
        last=change.periods[-1],
        bare=listing([readout.shown[unit] for unit in bare], readout.language) or None,
    )


def _moment(period: str) -> float:
    """Return where a period stands on a line of years: its start."""
    parts = {"H": 2, "Q": 4}
    year, _, part = period.partition("-")
    if not part:
        return float(year)
    count = parts.get(part[:1], 12)
    return float(year) + (int(part.lstrip("HQM")) - 1) / count


def png(figure: Figure) -> bytes:
    """Return a figure as the bytes of a PNG, without a date or a version of software in it."""
    import io

    out = io.BytesIO()
    figure.savefig(out, format="png", metadata={"Software": None})
    return out.getvalue()

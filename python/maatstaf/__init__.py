# SPDX-License-Identifier: Apache-2.0
"""Outcome frameworks, measurement and weighted scores with honest uncertainty.

Examples
--------
>>> import maatstaf as ms
>>> hoorn = ms.example("hoorn")
>>> model = ms.ScoreModel(hoorn.framework).fit(None, hoorn.reference)
>>> frame = model.score(hoorn.panel).to_frame()
"""

from __future__ import annotations

import copyreg as _copyreg
from importlib import import_module
from inspect import cleandoc as _cleandoc
from typing import TYPE_CHECKING, Any

from maatstaf import _core, framework, measure, panel, regress, risk, score
from maatstaf._core import (
    ArchiveError,
    ArgumentError,
    CancelledError,
    Caveat,
    DataError,
    Error,
    Estimate,
    FormatError,
    MaatstafWarning,
    Note,
    Period,
    RandomStream,
    Table,
    __version__,
    archive_info,
    read_csv,
    set_thread_count,
    stable_hash,
    thread_count,
)
from maatstaf.frames import as_table
from maatstaf.framework import *  # noqa: F403
from maatstaf.framework import __all__ as _framework_names
from maatstaf.panel import *  # noqa: F403
from maatstaf.panel import __all__ as _panel_names
from maatstaf.score import (
    ChangeResult,
    DriftResult,
    Normalise,
    ScoreCell,
    ScoreModel,
    ScoreResult,
    SideLinkResult,
    TargetResult,
    WeightShift,
    check_side_links,
    effective_weights,
    hold_against_targets,
    weight_shift,
)

if TYPE_CHECKING:
    from maatstaf.examples import example

__all__ = [
    "ArchiveError",
    "ArgumentError",
    "CancelledError",
    "Caveat",
    "ChangeResult",
    "DataError",
    "DriftResult",
    "Error",
    "Estimate",
    "FormatError",
    "MaatstafWarning",
    "Normalise",
    "Note",
    "Period",
    "RandomStream",
    "ScoreCell",
    "ScoreModel",
    "ScoreResult",
    "SideLinkResult",
    "Table",
    "TargetResult",
    "WeightShift",
    "__version__",
    "archive_info",
    "as_table",
    "check_side_links",
    "effective_weights",
    "example",
    "framework",
    "hold_against_targets",
    "measure",
    "panel",
    "read_csv",
    "regress",
    "risk",
    "score",
    "set_thread_count",
    "stable_hash",
    "thread_count",
    "weight_shift",
    *_framework_names,
    *_panel_names,
]

# Names of modules that stand outside the rooms, imported when first used: nobody who scores waits for a plot.
_LATER = {"example": "maatstaf.examples"}


def __dir__() -> list[str]:
    return sorted(__all__)


def __getattr__(name: str) -> Any:
    if name in _LATER:
        value = getattr(import_module(_LATER[name]), name)
    else:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    globals()[name] = value  # in the place of the module of the same name
    return value


# A convenience that points upward, attached from outside. (The stubs of the compiled module are read after this.)
def _plot(
    self: ScoreResult, item: str | None = None, period: Any = None, *, view: str | None = None, ax: Any = None
) -> Any:
    """Draw the scores of one item with their intervals. Needs matplotlib.

    Units keep their order: this is no ranking. A score without an interval is drawn hollow.

    Parameters
    ----------
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

    Raises
    ------
    ArgumentError
        When matplotlib is not installed, or there is no such item or period.
    """
    from maatstaf.plot_scores import plot_scores

    return plot_scores(self, item, period, view=view, ax=ax)


_plot.__name__ = "plot"
_plot.__qualname__ = "ScoreResult.plot"
_plot.__doc__ = _cleandoc(_plot.__doc__ or "")  # as Python 3.13 has it, so that the stubs are the same
ScoreResult.plot = _plot  # type: ignore[method-assign]


# Protocols 0 and 1 of pickle would make an empty object of a compiled class, which ends the process; 2 does not.
def _reduce(value: object) -> Any:
    return value.__reduce_ex__(2)


for _class in vars(_core).values():
    if type(_class).__name__ == "pybind11_type":
        _copyreg.pickle(_class, _reduce)

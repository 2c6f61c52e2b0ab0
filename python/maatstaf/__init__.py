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

from importlib import import_module
from typing import TYPE_CHECKING, Any

from maatstaf import framework, panel, regress, risk, score
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


def _method_from(module: str, function: str) -> Any:
    """Make a method that lives in a module outside the rooms and is imported at its first call."""

    def method(self: Any, *arguments: Any, **keywords: Any) -> Any:
        return getattr(import_module(module), function)(self, *arguments, **keywords)

    method.__name__ = function
    method.__doc__ = f"See `{module}.{function}`."
    return method


# Conveniences that point upward, attached from outside. (The stubs of the compiled module are read after this.)
ScoreResult.plot = _method_from("maatstaf.plot_scores", "plot_scores")  # type: ignore[method-assign]

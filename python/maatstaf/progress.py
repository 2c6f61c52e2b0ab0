# SPDX-License-Identifier: Apache-2.0
"""A bar for long work: `progress=True`. It is tqdm's where that is installed, else a line on standard error."""

from __future__ import annotations

import sys
from collections.abc import Callable

__all__ = ["bar"]


def bar() -> Callable[[int, int], None]:
    """Make a callable of (done, total) that shows how far the work is."""
    try:
        from tqdm.auto import tqdm
    except ImportError:
        return _plain
    shown = tqdm(total=None, leave=False)

    def report(done: int, total: int) -> None:
        shown.total = total
        shown.update(done - shown.n)
        if done >= total:
            shown.close()

    return report


def _plain(done: int, total: int) -> None:
    end = "\n" if done >= total else ""
    print(f"\r{100 * done // max(total, 1):3d}%", end=end, file=sys.stderr, flush=True)

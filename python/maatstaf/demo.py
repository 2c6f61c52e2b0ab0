# SPDX-License-Identifier: Apache-2.0
"""The example in one command: ``python -m maatstaf.demo --language nl --output DIRECTORY``."""

from __future__ import annotations

import argparse
import importlib.util
import io
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from .examples import example
from .readout import readout
from .report import page
from .wording import words


NOTEBOOK = "docs/notebooks/change_a_weight.ipynb"


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the read-out, write the report page and the picture, and say where they are.

    Parameters
    ----------
    arguments : sequence of str, optional
        As typed; by default those of the command line.

    Returns
    -------
    int
        0, or 2 when the directory cannot be written.
    """
    parser = argparse.ArgumentParser(prog="python -m maatstaf.demo", description=words("demo_description", "en"))
    parser.add_argument("--language", choices=("nl", "en"), default="nl", help=words("demo_language", "en"))
    parser.add_argument(
        "--output", type=Path, default=Path("maatstaf-demo"), metavar="DIRECTORY", help=words("demo_output", "en")
    )
    given = parser.parse_args(arguments)
    if isinstance(sys.stdout, io.TextIOWrapper):  # whatever the locale: a Dutch sentence may hold more than ASCII
        sys.stdout.reconfigure(encoding="utf-8")
    made = readout(example("hoorn", given.language))
    print(made.text())
    where: Path = given.output.resolve()
    try:
        where.mkdir(parents=True, exist_ok=True)
        picture = None
        if importlib.util.find_spec("matplotlib"):
            from .plot import png, trajectories

            picture = png(trajectories(made))
            (where / "hoorn.png").write_bytes(picture)
        (where / "hoorn.html").write_text(page(made, picture), encoding="utf-8")
    except OSError as failure:
        print(words("demo_wrong_directory", given.language, path=where, reason=failure.strerror), file=sys.stderr)
        return 2
    print(words("demo_page_written", given.language, path=where / "hoorn.html"))
    if picture is None:
        print(words("demo_picture_skipped", given.language))
    else:
        print(words("demo_picture_written", given.language, path=where / "hoorn.png"))
    print(words("demo_next", given.language, notebook=NOTEBOOK))
    return 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except BrokenPipeError:  # the reader of a pager has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)

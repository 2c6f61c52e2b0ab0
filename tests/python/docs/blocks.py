# SPDX-License-Identifier: Apache-2.0
"""Finds the Python in a Markdown file, and the output that is shown right after it."""

import contextlib
import io
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[3]
FENCE = re.compile(r"^```python\n(?P<code>.*?)^```\n(?:\n*```text\n(?P<output>.*?)^```\n)?", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True)
class Block:
    line: int
    code: str
    output: str | None


def blocks(path: Path) -> list[Block]:
    text = path.read_text(encoding="utf-8")
    return [
        Block(text.count("\n", 0, found.start()) + 2, found["code"], found["output"]) for found in FENCE.finditer(text)
    ]


def run(path: Path) -> None:
    """Run the blocks of a file one after another in one namespace; each must print what is shown after it."""
    names: dict[str, Any] = {"__name__": "__main__"}
    for block in blocks(path):
        printed = io.StringIO()
        code = compile("\n" * (block.line - 1) + block.code, str(path), "exec")
        with contextlib.redirect_stdout(printed):
            exec(code, names)
        if block.output is not None:
            assert printed.getvalue().rstrip() == block.output.rstrip(), f"{path.name}, line {block.line}"

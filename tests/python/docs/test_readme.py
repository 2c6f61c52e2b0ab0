# SPDX-License-Identifier: Apache-2.0
"""The first screen of the README: what, for whom, two commands, ten lines with output, what it does not do."""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_the_two_commands_exist() -> None:
    for command in ("scripts/demo", "scripts/test"):
        assert command in README
        path = ROOT / command
        assert path.is_file() and path.stat().st_mode & 0o111


def test_the_example_is_ten_lines_with_their_output() -> None:
    found = re.search(r"```python\n(.*?)```\n\n```text\n(.*?)```", README, re.DOTALL)
    assert found
    assert len([line for line in found[1].splitlines() if line.strip()]) <= 12
    assert found[2].strip()


def test_what_it_does_not_do_stands_in_its_own_section() -> None:
    assert "## What it does not do" in README
    section = README.partition("## What it does not do")[2].partition("\n## ")[0]
    assert section.count("\n- ") >= 4


def test_folders_and_files_that_are_named_exist() -> None:
    for name in re.findall(r"`((?:docs|scripts|include|python|tests|bindings|src)/[\w./-]*\w)`", README):
        assert (ROOT / name).exists(), name

# SPDX-License-Identifier: Apache-2.0
"""Every file carries its licence line, stays small, and repeats the version of CMakeLists.txt where it must be repeated."""

import re
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
FOLDERS = ["include", "src", "bindings", "python", "tests", "benchmarks", "scripts", "cmake", "docs", ".github", ".ci"]
CODE = {".hpp", ".h", ".cpp", ".c", ".def", ".py", ".pyi", ".cmake", ".in", ".map", ".yml", ".yaml", ".toml", ".txt", ".sh"}
LONGEST = 600


def files() -> Iterator[Path]:
    for path in [*(p for p in ROOT.iterdir() if p.is_file()), *(p for f in FOLDERS for p in (ROOT / f).rglob("*"))]:
        if path.is_file() and "__pycache__" not in path.parts:
            yield path


def is_code(path: Path) -> bool:
    if path.suffix in CODE:
        return True
    return not path.suffix and path.read_bytes()[:2] == b"#!"


def test_every_source_has_its_licence_line() -> None:
    line = re.compile(r"^(//|#|/\*) SPDX-License-Identifier: Apache-2\.0( \*/)?$", re.MULTILINE)
    without = [str(path.relative_to(ROOT)) for path in files() if is_code(path)
               and len(line.findall("\n".join(path.read_text(encoding="utf-8").splitlines()[:3]))) != 1]
    assert not without, "no SPDX line among the first three of:\n" + "\n".join(without)


def test_no_source_is_too_long() -> None:
    lengths = {str(path.relative_to(ROOT)): path.read_bytes().count(b"\n") for path in files()
               if is_code(path) and path.suffix not in {".pyi"}}
    assert not (long := {name: lines for name, lines in lengths.items() if lines > LONGEST}), long


def test_the_version_is_the_same_everywhere() -> None:
    stated = re.search(r"VERSION (\d+\.\d+\.\d+)", (ROOT / "CMakeLists.txt").read_text(encoding="utf-8"))
    assert stated
    citation = (ROOT / "CITATION.cff").read_text(encoding="utf-8")
    assert f"\nversion: {stated[1]}\n" in citation
    header = ROOT / "include/maatstaf/maatstaf.h"
    macros = re.findall(r"#define MST_VERSION_(?:MAJOR|MINOR|PATCH) (\d+)", header.read_text(encoding="utf-8"))
    assert ".".join(macros) == stated[1]

# SPDX-License-Identifier: Apache-2.0
"""Every file carries its licence line, is small and narrow, and repeats the version of CMakeLists.txt where it must."""

import fnmatch
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
FOLDERS = ["include", "src", "bindings", "python", "tests", "benchmarks", "scripts", "cmake", "docs", ".github", ".ci"]
CODE = {".hpp", ".h", ".cpp", ".c", ".def", ".py", ".pyi", ".cmake", ".in", ".map", ".yml", ".yaml", ".toml", ".txt",
        ".sh", ".cff", ".R", ".inc"}
CACHES = {"__pycache__", ".pytest_cache", ".mypy_cache", ".ipynb_checkpoints"}
LONGEST = 600  # lines of any source
CAPS = {"include/": 300, "src/": 350}  # of what others read most
WIDEST = 120
NOT_WRAPPED_YET: set[str] = set()  # rooms under construction


def files() -> Iterator[Path]:
    for path in [*(p for p in ROOT.iterdir() if p.is_file()), *(p for f in FOLDERS for p in (ROOT / f).rglob("*"))]:
        if path.is_file() and not CACHES & set(path.parts) and path.name != ".git":  # a file in a linked work tree
            yield path


def is_code(path: Path) -> bool:
    if path.suffix in CODE:
        return not (path.suffix == ".txt" and "reference" in path.parts)  # numbers as another package printed them
    return not path.suffix and path.read_bytes()[:2] == b"#!"


def test_every_source_has_its_licence_line() -> None:
    line = re.compile(r"^(//|#|/\*) SPDX-License-Identifier: Apache-2\.0( \*/)?$", re.MULTILINE)
    without = [str(path.relative_to(ROOT)) for path in files() if is_code(path)
               and len(line.findall("\n".join(path.read_text(encoding="utf-8").splitlines()[:3]))) != 1]
    assert not without, "no SPDX line among the first three of:\n" + "\n".join(without)


def licence_elsewhere(name: str, annotations: list[dict[str, object]]) -> str | None:
    """What REUSE.toml says about a file: the last annotation that matches counts."""
    licence = None
    for each in annotations:
        patterns = each["path"]
        assert isinstance(patterns, list)
        # A star of REUSE.toml stops at a slash; two do not. Ours are told apart enough by fnmatch.
        if any(fnmatch.fnmatchcase(name, pattern) or fnmatch.fnmatchcase("/" + name, "*" + pattern.removeprefix("**"))
               for pattern in patterns):
            licence = str(each["SPDX-License-Identifier"])
    return licence


def test_every_other_file_has_its_licence_in_reuse() -> None:
    annotations = tomllib.loads((ROOT / "REUSE.toml").read_text(encoding="utf-8"))["annotations"]
    others = [path.relative_to(ROOT).as_posix() for path in files()
              if not is_code(path) and path.name != "LICENSE"]
    licences = {name: licence_elsewhere(name, annotations) for name in others}
    assert not (without := [name for name, licence in licences.items() if licence is None]), without
    folders = ("python/maatstaf/data/", "tests/reference/risk/areas_")
    figures = {name for name in others if name.startswith(folders) and name.endswith(".csv")}
    assert figures
    assert {name for name, licence in licences.items() if licence != "Apache-2.0"} == figures
    assert {licences[name] for name in figures} == {"CC-BY-4.0"}


def test_no_source_is_too_long() -> None:
    lengths = {str(path.relative_to(ROOT)): path.read_bytes().count(b"\n") for path in files()
               if is_code(path) and path.suffix not in {".pyi"}}
    assert not (long := {name: lines for name, lines in lengths.items() if lines > LONGEST}), long


def is_ours_to_wrap(path: Path) -> bool:
    """Sentences of the catalogue stand on one line each; generated files and printed numbers are as they are."""
    if NOT_WRAPPED_YET & set(path.parts):
        return False
    return is_code(path) and path.suffix not in {".pyi", ".def", ".inc", ".txt", ".yml", ".yaml", ".toml", ".in"}


def test_headers_and_sources_stay_small() -> None:
    lengths = {path.relative_to(ROOT).as_posix(): path.read_bytes().count(b"\n") for path in files()
               if path.suffix in {".hpp", ".h", ".cpp"}}
    long = {name: lines for name, lines in lengths.items() for folder, cap in CAPS.items()
            if name.startswith(folder) and lines > cap}
    assert not long, long


def test_no_line_is_too_wide() -> None:
    wide = [f"{path.relative_to(ROOT)}:{number}: {len(line)} columns" for path in files() if is_ours_to_wrap(path)
            for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), 1) if len(line) > WIDEST]
    assert not wide, "\n".join(wide)


def test_the_version_is_the_same_everywhere() -> None:
    stated = re.search(r"VERSION (\d+\.\d+\.\d+)", (ROOT / "CMakeLists.txt").read_text(encoding="utf-8"))
    assert stated
    citation = (ROOT / "CITATION.cff").read_text(encoding="utf-8")
    assert f"\nversion: {stated[1]}\n" in citation
    header = ROOT / "include/maatstaf/maatstaf.h"
    macros = re.findall(r"#define MST_VERSION_(?:MAJOR|MINOR|PATCH) (\d+)", header.read_text(encoding="utf-8"))
    assert ".".join(macros) == stated[1]

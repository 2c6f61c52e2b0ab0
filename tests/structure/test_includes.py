# SPDX-License-Identifier: Apache-2.0
"""The include graph is that of the table in docs/architecture.md; public headers include only std and Eigen/Core."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]

# | floor | `room` | rooms it may use | ... in docs/architecture.md
ROW = re.compile(r"^\| (\d+) \| `(\w+)` \| ([^|]+) \|", re.MULTILINE)
ROWS = ROW.findall((ROOT / "docs/architecture.md").read_text(encoding="utf-8"))
FLOOR = {room: int(floor) for floor, room, _ in ROWS}
MAY_USE = {room: {word for word in re.split(r"[,\s`]+", used) if word in FLOOR} for _, room, used in ROWS}

INCLUDE = re.compile(r'^\s*#\s*include\s*(["<])([^">]+)[">]')
STANDARD = re.compile(r"[a-z0-9_]+")  # <vector>, <cstdint>: lower case, neither folder nor suffix
# The one public header that needs Boost, for hosts that have it; never included by another.
FOR_HOSTS_WITH_BOOST = ROOT / "include/maatstaf/serialization.hpp"
POSIX = {"unistd.h", "pthread.h", "dlfcn.h", "fcntl.h", "dirent.h", "signal.h", "strings.h"}


def sources(*folders: str) -> Iterator[Path]:
    for folder in folders:
        for path in sorted((ROOT / folder).rglob("*")):
            if path.suffix in {".hpp", ".h", ".cpp", ".def", ".c"}:
                yield path


def includes(path: Path) -> Iterator[tuple[str, str, str]]:
    """The place, kind of quote and target of each include line."""
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if found := INCLUDE.match(line):
            yield f"{path.relative_to(ROOT)}:{number}: {line.strip()}", found[1], found[2]


def room_of(target: str, path: Path) -> str | None:
    """The room an include points into, or None when it is not ours."""
    parts = target.removeprefix("maatstaf/").split("/")
    if len(parts) > 1 and parts[0] in MAY_USE:
        return parts[0]
    beside = (path.parent / target).resolve()
    return next((part for part in beside.parts[::-1] if part in MAY_USE), None) if beside.exists() else None


@pytest.mark.parametrize("room", MAY_USE)
def test_a_room_includes_only_rooms_below_it(room: str) -> None:
    wrong = [
        f"{place}\n    {room} may not use {used}; it may use {', '.join(sorted(MAY_USE[room])) or 'no other room'}"
        for path in sources(f"include/maatstaf/{room}", f"src/{room}")
        for place, _, target in includes(path)
        if (used := room_of(target, path)) is not None and used != room and used not in MAY_USE[room]
    ]
    assert not wrong, "\n".join(wrong)


def test_every_folder_is_a_room() -> None:
    found = {path.name for folder in ("include/maatstaf", "src") for path in (ROOT / folder).iterdir() if path.is_dir()}
    assert found <= set(MAY_USE), f"not in the table of rooms: {sorted(found - set(MAY_USE))}"


def test_the_table_of_rooms_points_downward() -> None:
    assert "core" in FLOOR, "docs/architecture.md has no table of rooms"
    wrong = [f"{room} (floor {FLOOR[room]}) uses {used} (floor {FLOOR[used]})"
             for room in MAY_USE for used in MAY_USE[room] if FLOOR[used] >= FLOOR[room]]
    assert not wrong, "\n".join(wrong)


def test_the_files_form_no_cycle() -> None:
    graph: dict[Path, list[Path]] = {}
    for path in sources("include", "src"):
        candidates = [[ROOT / "include" / target, ROOT / "src" / target, path.parent / target]
                      for _, quote, target in includes(path) if quote == '"']
        graph[path] = [next(c.resolve() for c in options if c.exists()) for options in candidates
                       if any(c.exists() for c in options)]
    finished: set[Path] = set()

    def visit(path: Path, trail: list[Path]) -> None:
        circle = " -> ".join(str(p.relative_to(ROOT)) for p in [*trail, path])
        assert path not in trail, "a circle of includes: " + circle
        if path not in finished:
            for used in graph.get(path, []):
                visit(used, [*trail, path])
            finished.add(path)

    for path in graph:
        visit(path, [])


def test_public_headers_include_only_the_standard_library_and_eigen_core() -> None:
    wrong = [
        place
        for path in sources("include") if path != FOR_HOSTS_WITH_BOOST
        for place, quote, target in includes(path)
        if not (target == "Eigen/Core" or target.startswith("maatstaf/") or (quote == '"' and room_of(target, path))
                or STANDARD.fullmatch(target) or path.suffix == ".h" and target in {"stdint.h", "stddef.h"})
    ]
    assert not wrong, "\n".join(wrong)


def test_one_header_includes_every_other() -> None:
    umbrella = ROOT / "include/maatstaf/maatstaf.hpp"
    included = {target for _, _, target in includes(umbrella)}
    public = {str(path.relative_to(ROOT / "include")) for path in sources("include")
              if path.suffix == ".hpp" and path not in {umbrella, FOR_HOSTS_WITH_BOOST}}
    assert included == public


def test_nothing_posix_only() -> None:
    wrong = [place for path in sources("include", "src", "bindings") for place, _, target in includes(path)
             if target in POSIX or target.startswith("sys/")]
    assert len({place.split(":")[0] for place in wrong}) <= 1, "POSIX headers belong in one file:\n" + "\n".join(wrong)

# SPDX-License-Identifier: Apache-2.0
"""What a read-out consists of, and its rendering as plain text. The report page renders the same parts."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

WIDTH = 116  #: columns of the plain text


@dataclass(frozen=True, slots=True)
class Line:
    """Something that is not known: of what, and why."""

    subject: str
    text: str


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a grid; columns of the same group stand under one heading."""

    title: str
    group: str = ""
    numeric: bool = True


@dataclass(frozen=True, slots=True)
class Cell:
    """A value with the text that shows it; the value of a text cell is NaN."""

    text: str
    value: float = float("nan")


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a grid. A row with a remark has no cells: it says why it is empty."""

    id: str
    name: str
    cells: tuple[Cell, ...] = ()
    remark: str = ""
    reference: bool = False


@dataclass(frozen=True, slots=True)
class Grid:
    """A table for people: a column of names, then `columns`."""

    heading: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]

    def row(self, id: str) -> Row:
        """Return the row of a unit or item; raises `KeyError` when there is none."""
        for row in self.rows:
            if row.id == id:
                return row
        raise KeyError(id)


@dataclass(frozen=True, slots=True)
class Block:
    """A titled part of a read-out; every part of it may be empty."""

    title: str
    lines: tuple[Line, ...] = ()
    grid: Grid | None = None
    sentences: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()
    notes: tuple[str, ...] = field(default=(), kw_only=True)


def grid_text(grid: Grid, indent: str = "  ") -> list[str]:
    """Return the lines of a grid, numbers to the right, headings of groups above their columns."""
    first = max(len(grid.heading), *(len(row.name) for row in grid.rows))
    widths = [
        max([len(column.title), *(len(row.cells[at].text) for row in grid.rows if row.cells)])
        for at, column in enumerate(grid.columns)
    ]
    starts = [at for at, column in enumerate(grid.columns) if at == 0 or column.group != grid.columns[at - 1].group]
    gaps = [3 if at in starts else 2 for at in range(len(widths))]

    def line(name: str, texts: Iterable[str], places: Sequence[int]) -> str:
        out = indent + name.ljust(first)
        for at, text in zip(places, texts, strict=True):
            begin = len(indent) + first + sum(gaps[: at + 1]) + sum(widths[:at])
            numeric = grid.columns[at].numeric and len(places) == len(widths)
            out = out.ljust(begin) + (text.rjust(widths[at]) if numeric else text)
        return out.rstrip()

    out = []
    if any(column.group for column in grid.columns):
        headings = []
        for begin, end in zip(starts, [*starts[1:], len(widths)], strict=True):
            room = sum(widths[begin:end]) + 2 * (end - begin - 1)
            headings.append(textwrap.wrap(grid.columns[begin].group, room, break_long_words=False) or [""])
        height = max(map(len, headings))
        for at in range(height):
            out.append(line("", [[*[""] * (height - len(each)), *each][at] for each in headings], starts))
    everywhere = range(len(widths))
    out.append(line(grid.heading, [column.title for column in grid.columns], everywhere))
    for row in grid.rows:
        out.append(
            f"{indent}{row.name.ljust(first)}   {row.remark}"
            if row.remark
            else line(row.name, [cell.text for cell in row.cells], everywhere)
        )
    return out


def wrapped(text: str, indent: str = "  ", first: str | None = None) -> list[str]:
    """Return `text` in lines of at most `WIDTH` columns."""
    return textwrap.wrap(
        text,
        WIDTH,
        initial_indent=indent if first is None else first,
        subsequent_indent=indent,
        break_long_words=False,
        break_on_hyphens=False,
    )


def block_text(block: Block) -> list[str]:
    """Return the lines of a block of a read-out."""
    out = [block.title]
    if block.lines:
        room = min(52, max(len(line.subject) for line in block.lines)) + 4
        for line in block.lines:
            subject = textwrap.wrap(line.subject, room - 4, break_long_words=False) or [""]
            text = textwrap.wrap(line.text, WIDTH - room - 2) or [""]
            for at in range(max(len(subject), len(text))):
                left = subject[at] if at < len(subject) else ""
                right = text[at] if at < len(text) else ""
                out.append(f"  {left.ljust(room)}{right}".rstrip())
    if block.grid:
        out += grid_text(block.grid)
        if block.sentences or block.warnings or block.notes:
            out.append("")
    for sentence in block.sentences:
        out += wrapped(sentence)
    for warning in block.warnings:
        out += wrapped(warning, "    ", "  ! ")
    for at, question in enumerate(block.questions, 1):
        out += wrapped(question, "     ", f"  {at}. ")
    for note in block.notes:
        out += wrapped(note)
    return out

# SPDX-License-Identifier: Apache-2.0
"""The page stands on its own and shows hostile names as text; the demonstration works from a bare terminal."""

import dataclasses
import os
import re
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path

import maatstaf as ms
import pytest
from maatstaf.layout import Block, Cell, Column, Grid, Line, Row, block_text
from maatstaf.readout import ReadOut, readout
from maatstaf.report import fragment, page

HOSTILE = '<script>alert("1")</script><img src=x onerror=alert(1)>&"\''


class Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.open: list[str] = []
        self.text: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs
        if tag not in ("meta", "img"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text.append(data)


def read(html: str) -> Reader:
    reader = Reader()
    reader.feed(html)
    reader.close()
    assert not reader.open, "tags left open"
    return reader


def hostile() -> ReadOut:
    grid = Grid(
        HOSTILE, (Column(HOSTILE, HOSTILE),), (Row("a", HOSTILE, (Cell(HOSTILE),)), Row("b", HOSTILE, remark=HOSTILE))
    )
    block = Block(HOSTILE, (Line(HOSTILE, HOSTILE),), grid, (HOSTILE,), (HOSTILE,), (HOSTILE,), notes=(HOSTILE,))
    return ReadOut("en", HOSTILE, HOSTILE, (block,), (block, block), picture_description=HOSTILE)


@pytest.fixture(scope="module", params=["nl", "en"])
def made(request: pytest.FixtureRequest) -> ReadOut:
    return readout(ms.example("hoorn", language=request.param))


def test_hostile_names_stay_text() -> None:
    for html in (page(hostile(), b"png"), fragment(hostile())):
        reader = read(html)
        assert "script" not in reader.tags
        assert not [name for name, _ in reader.attributes if name.startswith("on")]
        assert sum(HOSTILE in text for text in reader.text) >= 12
        assert reader.tags.count("img") == html.count("data:image/png")


def test_the_page_needs_nothing_from_elsewhere(made: ReadOut) -> None:
    html = page(made, b"\x89PNG")
    assert not re.findall(r"https?:|//[a-z]|@import|url\(|<link|<script|<iframe|javascript:", html)
    sources = [value for name, value in read(html).attributes if name in ("src", "href")]
    assert sources and all(value and value.startswith("data:image/png;base64,") for value in sources)
    assert "default-src &#x27;none&#x27;" in html or "default-src 'none'" in html


def test_the_page_holds_every_figure_and_sentence(made: ReadOut) -> None:
    text = " ".join(" ".join(read(page(made)).text).split())
    for block in (*made.blocks, *made.simulated):
        for part in (block.title, *block.sentences, *block.warnings, *block.questions, *block.notes):
            assert " ".join(part.split()) in text.replace("\N{MINUS SIGN}", "-")
        for row in block.grid.rows if block.grid else ():
            assert row.name in text
            for cell in row.cells:
                assert cell.text in text.replace("\N{MINUS SIGN}", "-")


def test_no_verdict_in_colour(made: ReadOut) -> None:
    html = page(made).lower()
    for red, green, blue in (
        tuple(int(c, 16) for c in found) for found in re.findall(r"#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})", html)
    ):
        assert not (red > 150 and green < 80 and blue < 80), "red"
        assert not (green > 120 and red < 100 and blue < 100), "green"
    assert not re.search(r"\b(red|green|crimson|lime)\b", html.partition("</style>")[0])


def test_the_language_of_the_page_is_stated(made: ReadOut) -> None:
    assert f'<html lang="{made.language}">' in page(made)


def test_a_restricted_read_out_needs_a_reason(made: ReadOut) -> None:
    restricted = dataclasses.replace(made, restricted=True)
    with pytest.raises(ms.ArgumentError, match="restricted"):
        page(restricted)
    assert page(restricted, allow_restricted="shown to the district team only")


def test_text_of_an_empty_grid_column_keeps_its_place() -> None:
    grid = Grid("unit", (Column("a", "one"), Column("b", "two")), (Row("x", "x", (Cell("1"), Cell(""))),))
    lines = block_text(Block("title", grid=grid))
    assert lines[1].index("one") < lines[1].index("two")


@pytest.mark.parametrize("language, words", [("nl", "EERST: WAT WE NIET WETEN"), ("en", "FIRST: WHAT WE DO NOT KNOW")])
def test_the_demonstration_in_a_bare_locale(tmp_path: Path, language: str, words: str) -> None:
    bare = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("LC_", "PYTHONIOENCODING", "PYTHONUTF8"))
    }
    done = subprocess.run(
        [sys.executable, "-m", "maatstaf.demo", "--language", language, "--output", str(tmp_path / "here")],
        env={**bare, "LANG": "C", "LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"},
        capture_output=True,
        check=True,
    )
    text = done.stdout.decode("utf-8")
    assert words in text and str(tmp_path / "here" / "hoorn.html") in text
    assert (tmp_path / "here" / "hoorn.html").read_text(encoding="utf-8").startswith("<!DOCTYPE html>")
    assert not done.stderr


def test_a_directory_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    done = subprocess.run(
        [sys.executable, "-m", "maatstaf.demo", "--language", "en", "--output", str(tmp_path / "file")],
        capture_output=True,
        text=True,
        encoding="utf-8",
    )
    assert done.returncode == 2 and "Cannot write to" in done.stderr and "Traceback" not in done.stderr


def test_the_picture_is_a_png_of_the_same_figures(made: ReadOut) -> None:
    pytest.importorskip("matplotlib")
    from maatstaf.plot import png, trajectories

    figure = trajectories(made)
    assert png(figure).startswith(b"\x89PNG\r\n\x1a\n")
    visible = [axes for axes in figure.axes if axes.get_visible()]
    assert [axes.get_title(loc="left") for axes in visible] == list(made.shown.values())
    own = visible[0].lines[-1].get_ydata()
    assert tuple(own) == made.changes["lonely"].values["WK040510"]
    assert png(trajectories(made)) == png(trajectories(made))


def test_labels_in_the_picture_stand_clear_of_their_line(made: ReadOut) -> None:
    pytest.importorskip("matplotlib")
    from matplotlib.backends.backend_agg import FigureCanvasAgg

    from maatstaf.plot import trajectories

    for indicator in made.changes:
        figure = trajectories(made, indicator)
        FigureCanvasAgg(figure).draw()
        for axes in (each for each in figure.axes if each.get_visible()):
            line = axes.lines[-1]
            drawn = line.get_path().transformed(line.get_transform())
            for label in axes.texts:
                box = label.get_window_extent()
                assert not drawn.intersects_bbox(box, filled=False), f"{axes.get_title(loc='left')}: {label.get_text()}"
                assert axes.bbox.x0 <= box.x0 and box.x1 <= axes.bbox.x1

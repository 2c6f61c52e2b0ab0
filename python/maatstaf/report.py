# SPDX-License-Identifier: Apache-2.0
"""A read-out as one page of HTML that stands on its own: no network, no scripts, nothing to install."""

from __future__ import annotations

import base64
import re
from html import escape

from . import _core
from .layout import Block, Grid
from .readout import ReadOut
from .wording import words

# Dark grey on white, one accent of blue and one of ochre that stay apart for colour-blind readers and in grey print;
# no red and no green, because no figure here is a verdict.
STYLE = """
:root { color-scheme: light; --ink: #222; --quiet: #595959; --line: #c8c8c8; --accent: #0b4f7d; --sand: #8a5a00; }
body { margin: 2.5rem auto 4rem; max-width: 68rem; padding: 0 1.5rem; color: var(--ink); background: #fff;
  font: 16px/1.55 Georgia, "Times New Roman", serif; }
h1 { font-size: 1.6rem; font-weight: normal; line-height: 1.3; margin: 0; }
h2 { font: 600 .95rem/1.4 system-ui, "Segoe UI", Arial, sans-serif; letter-spacing: .04em; color: var(--accent);
  border-top: 1px solid var(--line); padding-top: 1rem; margin: 2.2rem 0 .6rem; }
.purpose { color: var(--quiet); font-style: italic; margin: .3rem 0 0; }
p { max-width: 46rem; margin: .5rem 0; }
dl { display: grid; grid-template-columns: fit-content(26rem) 1fr; gap: .35rem 2rem; margin: 0; }
dt { color: var(--ink); } dd { margin: 0; color: var(--quiet); }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; font: 14px/1.4 system-ui, "Segoe UI", Arial, sans-serif; margin: .4rem 0 1rem;
  font-variant-numeric: tabular-nums; }
caption { text-align: left; color: var(--quiet); padding: 0 0 .4rem; }
th { font-weight: 600; text-align: left; vertical-align: bottom; }
th, td { padding: .22rem 0 .22rem 1.1rem; } th:first-child, td:first-child { padding-left: 0; }
td.number, th.number { text-align: right; white-space: nowrap; }
th.group { font-weight: 400; max-width: 13rem; color: var(--quiet);
  border-bottom: 1px solid var(--line); padding-left: 1.1rem; }
th.opens, td.opens { padding-left: 2.4rem; }
tbody th { font-weight: 400; white-space: nowrap; } thead tr:last-child th { border-bottom: 1px solid var(--ink); }
tbody tr + tr th, tbody tr + tr td { border-top: 1px solid #ececec; }
tr.reference th, tr.reference td { font-weight: 600; border-bottom: 1px solid var(--line); }
td.remark { color: var(--quiet); font-style: italic; padding-left: 2.4rem; }
.warning { border-left: 3px solid var(--sand); padding: .2rem 0 .2rem .9rem; }
.note { color: var(--quiet); font-size: .92rem; }
.simulated { border: 1px dashed var(--sand); padding: .2rem 1.5rem 1.2rem; margin-top: 3rem; }
.simulated > h2 { border: 0; color: var(--sand); margin-top: 1rem; }
.simulated h3 { font: 600 1rem/1.4 system-ui, "Segoe UI", Arial, sans-serif; margin: 1.6rem 0 .4rem; }
figure { margin: 1rem 0; } img { max-width: 100%; height: auto; }
footer { border-top: 1px solid var(--line); margin-top: 3rem; padding-top: .8rem;
  color: var(--quiet); font-size: .88rem; }
@media print { body { margin: 0; max-width: none; font-size: 11pt; } h2, table, figure { break-inside: avoid; } }
"""


def page(readout: ReadOut, picture: bytes | None = None, *, allow_restricted: str = "") -> str:
    """Return the read-out as a page of HTML.

    Parameters
    ----------
    readout : ReadOut
    picture : bytes, optional
        A PNG that goes into the page itself, below what we see.
    allow_restricted : str
        The reason to write a page of restricted figures (small counts, record-level data); it is printed on the page.

    Returns
    -------
    str
        HTML 5. Every text in it is escaped, and its own policy forbids scripts and anything from elsewhere.
    """
    if not isinstance(readout, ReadOut):
        _core._refuse_argument("not_of_class", argument="readout", expected="ReadOut", got=type(readout).__name__)
    if readout.restricted and not allow_restricted.strip():
        _core._refuse_argument("restricted")
    from . import __version__

    language = readout.language
    banner = (
        f'<p class="warning">{escape(words("restricted_banner", language))} {escape(allow_restricted)}</p>'
        if readout.restricted
        else ""
    )
    footer = f"<footer>{escape(words('report_made_with', language, version=__version__))}</footer>"
    return (
        f'<!DOCTYPE html>\n<html lang="{escape(language)}">\n<head>\n<meta charset="utf-8">\n'
        '<meta http-equiv="Content-Security-Policy" '
        "content=\"default-src 'none'; img-src data:; style-src 'unsafe-inline'\">\n"
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(readout.heading)}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n"
        + f"{banner}{_body(readout, picture)}\n{footer}\n</body>\n</html>\n"
    )


def fragment(readout: ReadOut) -> str:
    """Return the read-out as HTML inside another page, such as a notebook."""
    return f'<div class="maatstaf" lang="{escape(readout.language)}">{_body(readout, None)}</div>'


def _body(readout: ReadOut, picture: bytes | None) -> str:
    out = [f"<h1>{escape(readout.heading)}</h1>", f'<p class="purpose">{escape(readout.purpose)}</p>']
    for block in readout.blocks:
        out.append(_block(block, "h2"))
        if picture is not None and block.grid is not None:
            out.append(
                f'<figure><img alt="{escape(readout.picture_description)}" '
                f'src="data:image/png;base64,{base64.b64encode(picture).decode("ascii")}"></figure>'
            )
    if readout.simulated:
        first, *others = readout.simulated
        inside = _block(first, "h2") + "".join(_block(block, "h3") for block in others)
        out.append(f'<section class="simulated">{inside}</section>')
    return "\n".join(out)


def _block(block: Block, heading: str) -> str:
    out = [f"<{heading}>{escape(block.title)}</{heading}>"]
    if block.lines:
        pairs = "".join(f"<dt>{escape(line.subject)}</dt><dd>{escape(line.text)}</dd>" for line in block.lines)
        out.append(f"<dl>{pairs}</dl>")
    if block.grid is not None:
        out.append(f'<div class="scroll">{_grid(block.grid)}</div>')
    out += [f"<p>{escape(_minus(sentence))}</p>" for sentence in block.sentences]
    out += [f'<p class="warning">{escape(warning)}</p>' for warning in block.warnings]
    if block.questions:
        out.append("<ol>" + "".join(f"<li>{escape(question)}</li>" for question in block.questions) + "</ol>")
    out += [f'<p class="note">{escape(note)}</p>' for note in block.notes]
    return "\n".join(out)


def _grid(grid: Grid) -> str:
    opens = [at == 0 or column.group != grid.columns[at - 1].group for at, column in enumerate(grid.columns)]

    def kind(at: int) -> str:
        names = [name for name, wanted in (("number", grid.columns[at].numeric), ("opens", opens[at])) if wanted]
        return f' class="{" ".join(names)}"' if names else ""

    head = ""
    if any(column.group for column in grid.columns):
        starts = [at for at, first in enumerate(opens) if first]
        spans = [end - begin for begin, end in zip(starts, [*starts[1:], len(opens)], strict=True)]
        groups = "".join(
            f'<th scope="colgroup" class="group opens" colspan="{span}">{escape(grid.columns[at].group)}</th>'
            for at, span in zip(starts, spans, strict=True)
        )
        head = f"<tr><td></td>{groups}</tr>"
    titles = "".join(f'<th scope="col"{kind(at)}>{escape(column.title)}</th>' for at, column in enumerate(grid.columns))
    head += f'<tr><th scope="col">{escape(grid.heading)}</th>{titles}</tr>'
    rows = []
    for row in grid.rows:
        cells = (
            f'<td class="remark" colspan="{len(grid.columns)}">{escape(row.remark)}</td>'
            if row.remark
            else "".join(f"<td{kind(at)}>{escape(_minus(cell.text))}</td>" for at, cell in enumerate(row.cells))
        )
        mark = ' class="reference"' if row.reference else ""
        rows.append(f'<tr{mark}><th scope="row">{escape(row.name)}</th>{cells}</tr>')
    return f"<table><thead>{head}</thead><tbody>{''.join(rows)}</tbody></table>"


def _minus(text: str) -> str:
    """Write a minus sign where plain text has a hyphen before a number; a hyphen inside a word or date stays."""
    return re.sub(r"(?<![\w-])-(?=\d)", "\N{MINUS SIGN}", text)

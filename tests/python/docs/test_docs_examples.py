# SPDX-License-Identifier: Apache-2.0
"""Every block of Python in the documentation runs, prints what is shown, and every link leads somewhere."""

import importlib.util
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
_spec = importlib.util.spec_from_file_location("blocks", Path(__file__).with_name("blocks.py"))
assert _spec and _spec.loader
blocks = importlib.util.module_from_spec(_spec)
import sys  # noqa: E402

sys.modules["blocks"] = blocks
_spec.loader.exec_module(blocks)

PAGES = [path for path in [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]]


@pytest.mark.parametrize(
    "page", [page for page in PAGES if blocks.blocks(page)], ids=lambda page: str(page.relative_to(ROOT))
)
@pytest.mark.filterwarnings("ignore::maatstaf.MaatstafWarning")  # of spending without a result, which the page shows
def test_the_python_on_a_page_runs(page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    blocks.run(page)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_between_pages_lead_somewhere(page: Path) -> None:
    links = re.findall(r"\]\(([^)#\s]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8"))
    missing = [link for link in links if "://" not in link and not (page.parent / link).exists()]
    assert not missing, f"{page.name}: {missing}"


def test_a_page_whose_output_differs_is_noticed(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text("```python\nprint(1 + 1)\n```\n\n```text\n3\n```\n", encoding="utf-8")
    with pytest.raises(AssertionError, match=r"page\.md, line 2"):
        blocks.run(page)

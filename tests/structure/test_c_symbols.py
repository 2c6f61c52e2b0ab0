# SPDX-License-Identifier: Apache-2.0
"""The functions of the C header are those promised for its API version, and the built library shows those and no others."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
HEADER = ROOT / "include/maatstaf/maatstaf.h"


def promised() -> set[str]:
    version = re.search(r"#define MST_API_VERSION (\d+)", HEADER.read_text(encoding="utf-8"))
    assert version
    lines = (ROOT / f"bindings/c/abi-{version[1]}.txt").read_text(encoding="utf-8").splitlines()
    return {line for line in lines if line and not line.startswith("#")}


def test_the_header_declares_what_is_promised() -> None:
    declared = set(re.findall(r"MST_EXPORT [\w ]+?\*? ?\*?(mst_\w+)\(", HEADER.read_text(encoding="utf-8")))
    assert declared == promised()


def test_the_library_shows_what_is_promised() -> None:
    built = sorted((ROOT / "build").glob("**/libmaatstaf_c.so"))
    nm = shutil.which("nm")
    if not built or not nm:
        pytest.skip("no shared library has been built under build/, or nm is missing")
    for library in built:
        listed = subprocess.run([nm, "-D", "--defined-only", library], capture_output=True, text=True, check=True).stdout
        assert {line.split()[-1] for line in listed.splitlines()} == promised(), library

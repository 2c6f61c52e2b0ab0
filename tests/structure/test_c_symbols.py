# SPDX-License-Identifier: Apache-2.0
"""The C header declares what is promised for its API version, and the built library shows that and nothing else."""

import re
from pathlib import Path

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

# SPDX-License-Identifier: Apache-2.0
"""What a pickle holds is the checked archive: cut or changed bytes give one clear error."""

from typing import Any

import pytest

import maatstaf as ms


def panel() -> ms.Panel:
    return ms.Panel({"unit": ["a", "b"], "x": [1.0, 2.0]}, fixed_period=2016)


def fitted() -> ms.ScoreModel:
    framework = ms.Framework("f")
    for item in (
        ms.Domain("d"),
        ms.LifeArea("l", parent="d"),
        ms.Ambition("a", parent="l"),
        ms.Result("r", parent="a"),
        ms.Indicator("x", parent="r", scale="mean"),
    ):
        framework.add(item)
    return ms.ScoreModel(framework).fit(panel())


def archives() -> dict[str, tuple[type[Any], bytes, Any]]:
    """Type, archive and a function of the archive that gives what `__setstate__` takes."""
    scores = fitted().score(panel())
    return {
        "Table": (ms.Table, ms.Table({"x": [1.0, None], "t": ["a", "b"]}).__getstate__()[0], lambda bytes: (bytes, {})),
        "Framework": (ms.Framework, ms.Framework("f").__getstate__(), lambda bytes: bytes),
        "Panel": (ms.Panel, panel().__getstate__()[0], lambda bytes: (bytes, {})),
        "ScoreResult": (ms.ScoreResult, scores.__getstate__()[0], lambda bytes: (bytes, {})),
    }


@pytest.mark.parametrize("name", ["Table", "Framework", "Panel", "ScoreResult"])
def test_cut_anywhere_or_changed_is_refused(name: str) -> None:
    kind, archive, state = archives()[name]
    assert ms.archive_info(archive)["type"] == name and ms.archive_info(archive)["writer"] == ms.__version__
    kind.__new__(kind).__setstate__(state(archive))
    step = max(1, len(archive) // 200)
    for cut in range(0, len(archive), step):
        with pytest.raises(ms.ArchiveError):
            kind.__new__(kind).__setstate__(state(archive[:cut]))
    for at in [*range(min(64, len(archive))), *range(64, len(archive), step)]:
        changed = archive[:at] + bytes([archive[at] ^ 1]) + archive[at + 1 :]
        with pytest.raises(ms.ArchiveError):
            kind.__new__(kind).__setstate__(state(changed))


def test_an_archive_of_another_type_is_named() -> None:
    with pytest.raises(ms.ArchiveError) as caught:
        ms.Framework.__new__(ms.Framework).__setstate__(panel().__getstate__()[0])
    assert caught.value.name == "archive_type" and caught.value.parameters["got"] == "Panel"

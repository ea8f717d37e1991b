"""What benches print and write, and what is told of two sets of figures."""

from __future__ import annotations

import importlib
import inspect
import json
from pathlib import Path

import pytest

from bench import compare
from bench.__main__ import BENCHES, told
from bench.figures import Figure, shown


@pytest.mark.parametrize(
    ("values", "reach", "met"),
    [
        ((1.0, 3.0, 2.0), ">= 2", True),
        ((1.9,), ">= 2", False),
        ((1000.0,), "< 1,000", False),
        ((0.0,), "= 0", True),
        ((5.0,), "", None),
    ],
)
def test_the_median_counts(values: tuple[float, ...], reach: str, met: bool | None) -> None:
    """A figure reaches what it has to by its median; where nothing is asked, nothing is said."""
    assert Figure("x", values, reach=reach).met is met


@pytest.mark.parametrize("name", sorted(BENCHES))
def test_every_bench_gives_figures(name: str) -> None:
    """Each bench that `make bench` names has figures in a small and a full edition."""
    module = importlib.import_module(f"bench.{name}")
    assert list(inspect.signature(module.figures).parameters) == ["full"]


@pytest.mark.parametrize(
    ("value", "text"), [(0.9712, "0.971"), (3.14159, "3.14"), (12345.6, "12,346"), (7.0, "7")]
)
def test_values_are_shown_short(value: float, text: str) -> None:
    """Three digits that count, and whole numbers whole."""
    assert shown(value) == text


def written(path: Path, *figures: Figure) -> Path:
    path.write_text(json.dumps({"benches": {"x": [told(figure) for figure in figures]}}))
    return path


def test_two_commits_are_compared(tmp_path: Path) -> None:
    """Figures that moved are better or worse by the way that is up for them; new and gone ones are named."""
    before = written(
        tmp_path / "a.json",
        Figure("rate", (100.0,)),
        Figure("memory", (100.0,), "MB", better="less"),
        Figure("still", (5.0,)),
        Figure("old", (1.0,)),
    )
    after = written(
        tmp_path / "b.json",
        Figure("rate", (150.0,)),
        Figure("memory", (150.0,), "MB", better="less"),
        Figure("still", (5.2,)),
        Figure("fresh", (1.0,)),
    )
    lines = [line.split() for line in compare.changes(compare.read(before), compare.read(after))]
    assert [line[1:2] + line[-1:] for line in lines] == [
        ["rate", "better"],
        ["memory", "worse"],
        ["still", "1.04"],
        ["old", "gone"],
        ["fresh", "new"],
    ]


def test_an_unknown_commit_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A commit without figures is named, with those that there are."""
    monkeypatch.setattr(compare, "RESULTS", tmp_path)
    written(tmp_path / "1a2b3c4.json", Figure("rate", (1.0,)))
    with pytest.raises(SystemExit, match="There are: 1a2b3c4"):
        compare.found("9f")
    assert compare.found("1a2b") == tmp_path / "1a2b3c4.json"

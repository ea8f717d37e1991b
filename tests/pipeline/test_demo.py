"""The demo makes its database anew, and no other."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from db.errors import StoreError
from db.store import Store
from pipeline.commands.demo import KINDS, demo
from pipeline.demo import _make_way
from samples.newsroom import DAYS


def a_database(path: Path, *runs: str) -> Path:
    with Store.open(path, create=True) as store:
        for started in runs:
            store.runs.start(started, "0.1.0")
    return path


@pytest.mark.parametrize("runs", [(), tuple(DAYS.values())[:1], tuple(DAYS.values())])
def test_an_earlier_demo_makes_way(tmp_path: Path, runs: tuple[str, ...]) -> None:
    """Also one that was killed before its first or its second day."""
    database = a_database(tmp_path / "crossclaim.db", *runs)
    _make_way(database)
    assert list(tmp_path.iterdir()) == []


def test_a_database_of_ones_own_stays(tmp_path: Path) -> None:
    """`crossclaim demo --folder .` in the folder of a daily job takes nothing away, nor does it of another program."""
    own = a_database(tmp_path / "crossclaim.db", *DAYS.values(), "2025-03-01T06:00:00Z")
    other = tmp_path / "other.db"
    other.write_bytes(b"SQLite format 3, or so")
    for path in (own, other):
        before = path.read_bytes()
        with pytest.raises(StoreError, match="holds more than a demo"):
            _make_way(path)
        assert path.read_bytes() == before


def test_the_demo_shows_each_kind(tmp_path: Path) -> None:
    """A newcomer is shown a conflict of values, and one of each other kind: none is silently left out."""
    result = CliRunner().invoke(demo, ["--no-serve", "--folder", str(tmp_path)])
    assert result.exit_code == 0, result.output
    shown = " ".join(result.output.split())
    assert [kind for kind in ("value", *KINDS) if f"({kind}):" not in shown] == []

"""`crossclaim install-timer`."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from db.store import Store
from pipeline.cli import crossclaim


@pytest.fixture
def database(tmp_path: Path) -> Path:
    path = tmp_path / "my watch" / "c.db"
    path.parent.mkdir()
    with Store.open(path, create=True) as store:
        store.feeds.add("https://a.example/feed", topic="ai-compute")
    return path


def call(*words: object) -> Result:
    return CliRunner().invoke(crossclaim, [str(word) for word in words], standalone_mode=False)


def test_timer_lines_name_the_folder(database: Path) -> None:
    """Units and crontab line run in the database's folder, spaces and all; nonsense for a time is refused."""
    units = call("install-timer", "--db", database).output
    assert f"WorkingDirectory={database.parent}" in units
    assert "OnCalendar=*-*-* 06:00" in units
    line = call("install-timer", "--cron", "--at", "05:30", "--db", database).output
    assert line.splitlines()[1].startswith(f"30 5 * * *  cd '{database.parent}' && ")
    assert call("install-timer", "--at", "25:99", "--db", database).exception is not None

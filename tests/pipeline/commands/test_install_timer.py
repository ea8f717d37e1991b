"""`crossclaim install-timer`."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from db.store import Store
from pipeline.cli import crossclaim
from pipeline.commands.install_timer import _for_systemd


@pytest.fixture
def database(tmp_path: Path) -> Path:
    path = tmp_path / "my watch" / "c.db"
    path.parent.mkdir()
    with Store.open(path, create=True) as store:
        store.feeds.add("https://a.example/feed", topic="ai-compute")
    return path


def call(*words: object) -> Result:
    return CliRunner().invoke(crossclaim, [str(word) for word in words], standalone_mode=False)


COMMANDS = [
    (["/usr/bin/crossclaim"], "/usr/bin/crossclaim"),
    (["/my apps/bin/crossclaim"], '"/my apps/bin/crossclaim"'),
    (["/100%/python", "-m", "pipeline.cli"], "/100%%/python -m pipeline.cli"),
]


@pytest.mark.parametrize(("words", "written"), COMMANDS)
def test_units_take_any_path(words: list[str], written: str) -> None:
    """A path with a space stands in quotes, and a percent sign is doubled, as systemd wants it."""
    assert _for_systemd(words) == written


def test_timer_lines_name_the_folder(database: Path) -> None:
    """Units and crontab line run in the database's folder, spaces and all; nonsense for a time is refused."""
    units = call("install-timer", "--db", database).output
    assert f"WorkingDirectory={database.parent}" in units
    assert "OnCalendar=*-*-* 06:00" in units
    line = call("install-timer", "--cron", "--at", "05:30", "--db", database).output
    assert line.splitlines()[1].startswith(f"30 5 * * *  cd '{database.parent}' && ")
    assert call("install-timer", "--at", "25:99", "--db", database).exception is not None


def test_the_job_finds_its_settings_and_database(
    database: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The line runs in the folder of the settings, and names them and the database where they are not the usual ones."""
    assert (
        call("install-timer", "--cron", "--db", database)
        .output.rstrip()
        .endswith(f"run --db '{database}' >> run.log 2>&1")
    )
    call("init", tmp_path / "100% mine")
    monkeypatch.chdir(tmp_path / "100% mine")
    usual = call("install-timer", "--cron").output
    assert r"100\% mine' && " in usual
    assert usual.rstrip().endswith("run >> run.log 2>&1")
    Path("crossclaim.yml").rename("other.yml")
    other = call("install-timer", "--config", "other.yml").output
    assert "WorkingDirectory=" + str(tmp_path / "100%% mine") in other
    assert "run --config other.yml\n" in other


@pytest.mark.parametrize(
    ("at", "written"), [("6:30", "06:30"), ("23:59", "23:59"), ("6:5", ""), ("24:00", ""), ("²:00", "")]
)
def test_a_time_of_day_is_one(database: Path, at: str, written: str) -> None:
    """Hours and minutes as a clock shows them; anything else is refused with an example."""
    done = call("install-timer", "--at", at, "--db", database)
    assert f"OnCalendar=*-*-* {written}\n" in done.output if written else "06:00" in str(done.exception)

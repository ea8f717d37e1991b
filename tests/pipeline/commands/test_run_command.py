"""`crossclaim run` on the command line: its options, and where it refuses to start."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from db.errors import SettingsError
from db.store import Store
from pipeline.cli import crossclaim
from pipeline.commands.options import minutes


def command(*words: str) -> Result:
    return CliRunner().invoke(crossclaim, ["run", *words], standalone_mode=False)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_without_settings_and_feeds_it_does_not_start(folder: Path) -> None:
    """In an empty folder nothing is polled and nothing made; the way out is named."""
    failed = command()
    assert isinstance(failed.exception, SettingsError)
    assert "crossclaim init" in str(failed.exception)
    assert list(folder.iterdir()) == []


def test_without_settings_only_the_databases_feeds_are_polled(folder: Path) -> None:
    """The feeds of a topic are followed where a settings file names the topic, and not by default."""
    with Store.open(Path("t.db"), create=True) as store:
        store.feeds.add("http://127.0.0.1:9/feed", topic="ai-compute")
    done = command("--db", "t.db", "--json", "--log", "json", "--metrics", "run.prom")
    report = json.loads(done.stdout)
    assert report["totals"]["feeds"] == 1
    assert [problem["kind"] for problem in report["problems"]] == ["address_refused"]
    events = [json.loads(line) for line in done.stderr.splitlines()]
    assert [event["event"] for event in events][-2:] == ["problem", "run"]
    assert "stage" in {event["event"] for event in events}
    assert 'crossclaim_run_problems{kind="address_refused"} 1' in Path("run.prom").read_text()
    assert not Path("run.prom.part").exists()


def test_a_run_without_feeds_says_so(folder: Path) -> None:
    """Settings whose topics have no feeds end well, but not in silence; so does the list of feeds."""
    Path("topics").mkdir()
    Path("topics/ships.yml").write_text("name: ships\ntitle: Ships\n")
    Path("crossclaim.yml").write_text("topics: [ships]\n")
    done = command()
    assert done.return_value == 0
    listed = CliRunner().invoke(crossclaim, ["feeds", "list"], standalone_mode=False)
    for said in (done.stdout, listed.stdout):
        assert "No feed is followed" in said
        assert "crossclaim feeds add URL" in said


def test_a_run_in_which_no_feed_is_due_says_so(folder: Path) -> None:
    """The second run of a quarter of an hour polls nothing, and tells when a feed is polled next."""
    with Store.open(Path("t.db"), create=True) as store:
        store.feeds.add("http://127.0.0.1:9/feed", topic="ai-compute")
    assert "No feed was due" not in command("--db", "t.db").stdout
    again = command("--db", "t.db")
    assert "No feed was due; the first is at 2" in again.stdout
    assert "crossclaim feeds list" in again.stdout


@pytest.mark.parametrize(
    ("text", "found"), [("90s", 1.5), ("20m", 20.0), ("2h", 120.0), ("45", 45.0), ("1.5h", 90.0)]
)
def test_lengths_of_time(text: str, found: float) -> None:
    """Seconds, minutes and hours; a bare number is minutes."""
    assert minutes(text) == found


@pytest.mark.parametrize("text", ["", "0", "0s", "soon", "-5m", "1d"])
def test_what_is_no_length_of_time(text: str) -> None:
    """Anything else is refused with an example."""
    failed = command("--max-time", text)
    assert "90s" in str(failed.exception)

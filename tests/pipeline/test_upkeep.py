"""Keeping a database well: copies, checks, takedowns, reading again, replay."""

from __future__ import annotations

import shutil
import socket
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from db.errors import StoreError
from db.store import Store
from pipeline.cli import crossclaim
from pipeline.progress import Progress
from pipeline.replaying import replay
from pipeline.run import run_daily
from pipeline.settings import Limits, Settings
from samples.newsroom import DAYS, Newsroom


def command(*words: object) -> Result:
    return CliRunner().invoke(crossclaim, [str(word) for word in words], standalone_mode=False)


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with both days of two outlets."""
    path = tmp_path_factory.mktemp("upkeep") / "original.db"
    with Newsroom() as newsroom:
        settings = Settings(
            database=path, private_hosts=(newsroom.host,), limits=Limits(host_delay_seconds=0)
        )
        with Store.open(path, create=True) as store:
            for url in newsroom.feeds:
                if "harbour" in url or "rack" in url:
                    store.feeds.add(url, topic="ai-compute")
        for day, now in DAYS.items():
            newsroom.day = day
            run_daily(settings, version="test", now=now, progress=Progress(quiet=True))
    with Store.open(path) as store:
        store.database.execute("pragma wal_checkpoint(truncate)")
    return path


@pytest.fixture
def database(original: Path, tmp_path: Path) -> Path:
    shutil.copy(original, tmp_path / "test.db")
    return tmp_path / "test.db"


def test_a_backup_is_whole(database: Path, tmp_path: Path) -> None:
    """The copy opens and holds as many rows; no part file is left."""
    assert command("backup", tmp_path / "copy.db", "--db", database).exit_code == 0
    with Store.open(database) as store, Store.open(tmp_path / "copy.db") as copy:
        assert copy.table_counts() == store.table_counts()
    assert not list(tmp_path.glob("*.part"))


@pytest.mark.parametrize(
    ("name", "said"), [("test.db", "the database itself"), ("no/copy.db", "no such folder")]
)
def test_a_backup_that_cannot_be_is_refused(database: Path, tmp_path: Path, name: str, said: str) -> None:
    """Onto the database itself or into no folder: a sentence that names it, and nothing is written."""
    before = database.read_bytes()
    failed = command("backup", tmp_path / name, "--db", database)
    assert isinstance(failed.exception, StoreError)
    assert said in str(failed.exception)
    assert database.read_bytes() == before


def test_a_backup_replaces_a_backup_and_nothing_else(database: Path, tmp_path: Path) -> None:
    """An earlier copy makes way; a file that is no database stays as it is."""
    for _ in range(2):
        assert command("backup", tmp_path / "copy.db", "--db", database).exit_code == 0
    (tmp_path / "notes.txt").write_text("mine")
    failed = command("backup", tmp_path / "notes.txt", "--db", database)
    assert "is a file, and no database." in str(failed.exception)
    assert (tmp_path / "notes.txt").read_text() == "mine"


def test_a_backup_that_cannot_be_written_names_its_own_file(database: Path, tmp_path: Path) -> None:
    """What is at fault is the place of the copy, not the database."""
    (tmp_path / "copy.db.part").mkdir()
    failed = command("backup", tmp_path / "copy.db", "--db", database)
    assert isinstance(failed.exception, StoreError)
    assert str(failed.exception).startswith(f"{tmp_path / 'copy.db'}: cannot be written")


def test_the_doctor_finds_what_is_wrong(database: Path) -> None:
    """A sound database passes; an offset that no longer holds is named with its claim."""
    assert command("doctor", "--db", database).return_value == 0
    with Store.open(database) as store:
        claim = store.database.execute("select id from claims limit 1").fetchone()[0]
        store.database.execute("update claims set start = start + 1 where id = ?", [claim])
    done = command("doctor", "--db", database)
    assert done.return_value == 1
    assert claim in done.output


def test_forgotten_texts_stay_gone(database: Path) -> None:
    """A text that is taken down leaves no word in any table, its questions are compared anew, and it cannot return."""
    with Store.open(database) as store:
        url = store.database.execute("select url from articles where title like 'CORRECTED%'").fetchone()[0]
    done = command("forget", url, "--db", database, "--reason", "asked to")
    assert (done.return_value, done.output) == (0, f"{url}: 2 editions removed; it is never read again.\n")
    with Store.open(database) as store:
        for table in ("articles", "pages"):
            assert not store.database.execute(f"select 1 from {table} where url = ?", [url]).fetchone()
        assert not store.claims.stale_questions()
        assert not list(store.faults())
    with Store.open(database) as store:
        before = store.table_counts(), len(store.runs.latest())
    (database.parent / "new.txt").write_text("Velden has 900 GPUs.")
    refused = command("add", database.parent / "new.txt", f"{url}?utm_source=x", "--db", database)
    assert "taken down for good" in str(refused.exception)
    with Store.open(database) as store:  # and what was named beside it is not half taken in
        assert (store.table_counts(), len(store.runs.latest())) == before
    done = command("forget", "https://x.example/none", "--db", database)
    assert done.return_value == 1
    assert "no text has this address; it is never read again" in done.output


def test_reading_again_changes_nothing(database: Path) -> None:
    """With the same rules every claim is found again, under the same id."""
    with Store.open(database) as store:
        count = store.table_counts()["claims"]
    assert (
        f"{count} claims: 0 gained, 0 lost, {count} as they were."
        in command("reextract", "--db", database).output
    )


def test_replay_gives_the_same_texts_and_claims(
    database: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With sockets closed to the network, the stored pages give the same articles, claims and answers."""

    def refuse(*_: object) -> None:
        raise AssertionError("replay opened a connection")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    settings = Settings(database=database)
    replay(settings, tmp_path / "again.db", since="", now=DAYS[2], progress=Progress(quiet=True))
    with Store.open(database) as store, Store.open(tmp_path / "again.db") as made:
        for table in (
            "articles",
            "deltas",
            "claims",
            "questions",
            "answers",
            "relations",
            "conflicts",
            "revisions",
        ):
            rows = [
                sorted(s.database.execute(f"select * from {table}").fetchall(), key=repr)
                for s in (store, made)
            ]
            assert rows[0] == rows[1], table


def test_replay_says_what_it_leaves_out(database: Path, tmp_path: Path) -> None:
    """Of each text that the new database lacks the reason is told, and how many there are of it."""
    (tmp_path / "note.txt").write_text("DeepSeek has 2,048 H800 GPUs, the company said in a note.")
    assert command("add", tmp_path / "note.txt", "--db", database).exit_code == 0
    with Store.open(database) as store:
        texts = store.table_counts()["articles"]
        store.database.execute(
            "update bodies set data = x'' where sha256 in (select body from pages where id in (select page from articles where page is not null limit 1))"
        )
    said = command("replay", tmp_path / "again.db", "--db", database).output
    with Store.open(tmp_path / "again.db") as made:
        left = texts - made.table_counts()["articles"]
    assert f"Left out: {left} text" in said
    assert "1 came without a page (plain texts, JSON): add them again" in said
    assert "of 1 the stored page was let go" in said
    late = command("replay", tmp_path / "late.db", "--since", "2999-01-01", "--db", database).output
    assert "0 articles" in late
    assert f"Left out: {texts} texts" in late
    assert "were fetched before the day given" in late


def test_a_whole_replay_leaves_nothing_out(database: Path, tmp_path: Path) -> None:
    """Where every text is built again there is nothing to say."""
    assert "Left out" not in command("replay", tmp_path / "again.db", "--db", database).output

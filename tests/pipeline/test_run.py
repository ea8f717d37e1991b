"""The daily job: whole, repeatable, and the same whether or not it was killed on the way."""

from __future__ import annotations

import hashlib
import json
import os
import signal
import subprocess
import sys
import time
import zlib
from pathlib import Path

import pytest

from db.errors import LockedError
from db.store import Store
from pipeline.articles import extractor
from pipeline.lock import run_lock
from pipeline.progress import Progress
from pipeline.run import Result, run_daily
from pipeline.settings import Limits, Settings
from samples.newsroom import DAYS, Newsroom

ROOT = Path(__file__).parent.parent.parent
CONTENT = (
    "entries",
    "articles",
    "deltas",
    "claims",
    "questions",
    "answers",
    "answer_claims",
    "relations",
    "conflicts",
    "revisions",
)
ADDRESS = 'replace({column}, "{host}", "newsroom")'


def settings_for(newsroom: Newsroom, folder: Path) -> Settings:
    """Settings that let the job read the newsroom, and a database that follows a few of its feeds."""
    settings = Settings(
        database=folder / "test.db", private_hosts=(newsroom.host,), limits=Limits(host_delay_seconds=0)
    )
    with Store.open(settings.database, create=True) as store:
        for url in newsroom.feeds[:8]:
            store.feeds.add(url, topic="ai-compute")
    return settings


def run(settings: Settings, day: int) -> Result:
    return run_daily(settings, version="test", now=DAYS[day], progress=Progress(quiet=True))


def content(path: Path) -> dict[str, list[tuple[object, ...]]]:
    """All rows that say what was read and found, without when and how often it was tried."""
    with Store.open(path) as store:
        tables = {}
        for table in CONTENT:
            columns = [
                column.name for column in store.database.table(table).columns if column.name != "attempts"
            ]
            rows = store.database.execute(f"select {','.join(f'[{name}]' for name in columns)} from {table}")
            tables[table] = sorted(rows.fetchall(), key=repr)
        return tables


@pytest.fixture(scope="module")
def newsroom() -> object:
    with Newsroom() as opened:
        yield opened


@pytest.fixture(scope="module")
def whole(newsroom: Newsroom, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The database that an undisturbed run over day one leaves."""
    newsroom.day = 1
    settings = settings_for(newsroom, tmp_path_factory.mktemp("whole"))
    run(settings, 1)
    return settings.database


def test_two_days(newsroom: Newsroom, tmp_path: Path) -> None:
    """Day one is read whole; a second run changes nothing; day two brings articles and a corrected edition."""
    newsroom.day = 1
    settings = settings_for(newsroom, tmp_path)
    first = run(settings, 1)
    assert first.totals["claims"] > 50
    assert first.problems == ()
    before = content(settings.database)
    again = run(settings, 1)
    assert again.run.counts["articles_read"] == 0
    assert content(settings.database) == before
    newsroom.day = 2
    second = run(settings, 2)
    assert second.totals["articles"] > first.totals["articles"]
    with Store.open(settings.database) as store:
        editions = store.database.execute("select max(edition) from articles").fetchone()[0]
        kinds = {row["kind"] for row in store.database.query("select kind from revisions")}
    assert editions == 2
    assert {"changed", "corrected"} <= kinds


def test_every_article_leads_to_its_fetch(whole: Path) -> None:
    """From each article one comes to the request and final URL, hops, status, headers, time, body's hash and extractor."""
    sql = """select articles.url, articles.extractor, pages.url as asked, final_url, status, headers, hops, fetched_at,
                    sha256, data from articles left join pages on pages.id = articles.page
             left join bodies on bodies.sha256 = pages.body"""
    with Store.open(whole) as store:
        rows = list(store.database.query(sql))
    assert rows
    for row in rows:
        assert row["status"] == 200
        assert row["asked"] == row["final_url"] == json.loads(row["hops"])[-1]
        assert json.loads(row["headers"])["content-type"].startswith("text/html")
        assert row["fetched_at"] == DAYS[1]
        assert hashlib.sha256(zlib.decompress(row["data"])).hexdigest() == row["sha256"]
        assert row["extractor"] == extractor()


KILLED = """
import sys
from pathlib import Path
from pipeline.progress import Progress
from pipeline.run import run_daily
from pipeline.settings import Limits, Settings
host, database, now = sys.argv[1:]
settings = Settings(database=Path(database), private_hosts=(host,), limits=Limits(host_delay_seconds=0))
run_daily(settings, version="test", now=now, progress=Progress(quiet=True))
"""


@pytest.mark.parametrize("sign", ["feeds", "entries", "articles", "claims", "answers"])
def test_a_killed_run_goes_on(newsroom: Newsroom, whole: Path, tmp_path: Path, sign: str) -> None:
    """Killed once rows of a stage have appeared, and run again, the database equals that of an undisturbed run."""
    newsroom.day = 1
    killed = settings_for(newsroom, tmp_path)
    command = [sys.executable, "-c", KILLED, newsroom.host, str(killed.database), DAYS[1]]
    process = subprocess.Popen(command, cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT)})
    try:
        _wait_for(killed.database, sign, process)
    finally:
        process.send_signal(signal.SIGKILL)
        process.wait()
    run(killed, 1)
    assert content(killed.database) == content(whole)
    with Store.open(killed.database) as store:
        assert store.database.execute("pragma integrity_check").fetchone()[0] == "ok"


def _wait_for(path: Path, sign: str, process: subprocess.Popen[bytes]) -> None:
    """Returns when the first row of a stage is visible, or when the job has ended before that could be seen."""
    sql = (
        "select count(*) from feeds where last_fetched is not null"
        if sign == "feeds"
        else f"select count(*) from {sign}"
    )
    deadline = time.monotonic() + 60
    with Store.open(path) as store:
        while process.poll() is None and time.monotonic() < deadline:
            if store.database.execute(sql).fetchone()[0]:
                return
            time.sleep(0.005)


def test_a_second_run_is_refused(tmp_path: Path) -> None:
    """The lock names the pid and start time of the run that holds it."""
    database = tmp_path / "test.db"
    holder = rf"pid {os.getpid()}, started {DAYS[1]}"
    with run_lock(database, DAYS[1]), pytest.raises(LockedError, match=holder), run_lock(database, DAYS[2]):
        pass
    with run_lock(database, DAYS[2]):
        pass

"""What a backfill loads is what `crossclaim add` stores, row for row and byte for byte."""

from __future__ import annotations

import os
import re
import shutil
import signal
from io import BytesIO
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import duckdb
import hypothesis
import pyarrow
import pytest
import yaml
from hypothesis import strategies as st
from spacy.language import Language

from db import bulk
from db.errors import InputError, StoreError
from db.export import Selection
from db.store import Store
from pipeline import inputs
from pipeline.adding import add_sources
from pipeline.export import export_stream
from pipeline.forgetting import forget
from pipeline.progress import Progress
from pipeline.scale.folder import Folder
from pipeline.scale.load import Loaded, _postings, load_folder
from pipeline.settings import Settings
from tests.pipeline.pages import PARAGRAPHS, article_page
from tests.pipeline.scale import stories
from tests.pipeline.scale.stories import NOW, story, write_lines
from tests.pipeline.test_archives import archive
from tests.pipeline.topics import SHIPS

TABLES = (
    "articles", "deltas", "shingles", "article_topics", "claims", "claim_counts", "questions", "answers",
    "answer_claims", "relations", "conflicts", "revisions", "gone",
)  # fmt: skip
SETS = ("claims", "conflicts", "questions", "articles")


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Settings with the topic of ships, and a database that is not there yet."""
    (tmp_path / "topics").mkdir()
    told = yaml.safe_dump(SHIPS.model_dump(mode="json", exclude_defaults=True))
    (tmp_path / "topics" / "ships.yml").write_text(told, encoding="utf-8")
    return Settings(topics=("ships",), topics_folder=tmp_path / "topics", database=tmp_path / "added.db")


def make(out: Path, settings: Settings, *sources: Path, **how: Any) -> None:
    """A backfill for the settings' topic."""
    stories.make(out, settings, *sources, topic=settings.load_topics()["ships"], **how)


@pytest.fixture(autouse=True)
def _one_time(monkeypatch: pytest.MonkeyPatch, nlp: Language) -> None:
    """A page that is handed over is seen when the run begins; the model is there."""
    del nlp
    monkeypatch.setattr(inputs, "now", lambda: NOW)


def add(settings: Settings, *names: Path) -> None:
    """What `crossclaim add` does."""
    add_sources(
        settings,
        [str(name) for name in names],
        topic="ships",
        version="t",
        now=NOW,
        progress=Progress(quiet=True),
    )


def take(out: Path, settings: Settings, name: str = "loaded.db") -> tuple[Loaded, Path]:
    """What `crossclaim load` does, into a database beside the settings' own."""
    database = settings.database.with_name(name)
    own = settings.model_copy(update={"database": database})
    return load_folder(str(out), own, version="t", now=NOW, progress=Progress(quiet=True)), database


def held(database: Path) -> dict[str, list[Any]]:
    """All rows of a database that follow from the articles, and each exported set as bytes."""
    found: dict[str, list[Any]] = {}
    with Store.open(database) as store:
        for table in TABLES:
            rows = [dict(row) for row in store.database.query(f"select * from {table}")]
            found[table] = sorted(str({**row, "page": None}) for row in rows)
        for table in ("articles", "claims"):
            sql = f"select count(*) as n from {table}_fts where {table}_fts match 'ships'"
            found[f"{table} with the word"] = list(store.database.query(sql))
        assert list(store.faults()) == []
    for name in SETS:
        stream = BytesIO()
        export_stream(database, Selection(name), "csv", stream, raw=True)  # type: ignore[arg-type]
        found[name] = [*found[name], stream.getvalue()]
    return found


def world(folder: Path) -> list[Path]:
    """Sources with all that may befall articles: editions, copies, copies of copies, one address under two, repeats."""
    copied = story(1, id="", url="https://copy.example/1", outlet="Copy")
    again = story(1, id="", url="https://again.example/1", outlet="Again")
    edited = {**story(2), "id": "", "text": story(2)["text"].replace("52 ships", "54 ships")}
    corrected = {
        **story(3),
        "id": "",
        "text": story(3)["text"]
        + "\n\nCorrection: an earlier version said that Sudline has 48 ships. It should have said 49 ships.",
    }
    repeated = {**story(9), "id": "s4"}
    fleets = [
        story(10, id="", text="Nordline has 70 cargo ships.\n\nThe fleet is a mix, the company said."),
        story(12, id="", text="Nordline has 70 tankers."),
    ]
    german = {"text": "Die Reederei hat 50 Schiffe.", "language": "de", "url": "https://de.example/1"}
    lines = [
        *(story(n) for n in range(8)),
        copied,
        edited,
        again,
        corrected,
        repeated,
        story(2),
        german,
        {"no": "text"},
        *fleets,
    ]
    pages = folder / "pages"
    pages.mkdir()
    canonical = '<link rel="canonical" href="https://skerry.example/story">'
    (pages / "a.html").write_text(article_page(head=canonical), encoding="utf-8")
    more = [*PARAGRAPHS, "The council will vote on 12 more ships in May, its clerk said."]
    wet = (
        "https://skerry.example/story?page=2",
        "200 OK",
        "text/html; charset=utf-8",
        article_page(more, head=canonical),
    )
    dry = ("https://other.example/x", "200 OK", "text/html; charset=utf-8", article_page())
    return [
        write_lines(folder / "a.jsonl", lines),
        pages,
        archive(folder / "news.warc.gz", wet, dry),
        write_lines(folder / "b.jsonl", [story(n, outlet="Late") for n in (1, 20, 21)]),
    ]


@pytest.mark.parametrize(("size", "ranges"), [(10**9, 1), (900, 2), (1, 4)])
def test_load_gives_what_add_gives(tmp_path: Path, settings: Settings, size: int, ranges: int) -> None:
    """However the sources are cut and their keys are dealt out, the database is the one that adding gives."""
    sources = world(tmp_path)
    add(settings, *sources)
    make(tmp_path / "out", settings, *sources, size=size, ranges=ranges)
    done, database = take(tmp_path / "out", settings)
    expected, found = held(settings.database), held(database)
    for table in expected:
        assert found[table] == expected[table], table
    assert done.claims == len(expected["claims"]) - 1
    for table in ("deltas", "revisions", "conflicts", "relations"):
        assert expected[table], f"the test's own sources give no {table}"
    assert any("of several kinds" in row for row in expected["relations"]), "no rule asked for a text"
    assert any("copy_of': '" in row for row in expected["articles"] if isinstance(row, str))
    assert take(tmp_path / "out", settings)[0] == Loaded()


@hypothesis.settings(
    max_examples=8, deadline=None, suppress_health_check=[hypothesis.HealthCheck.function_scoped_fixture]
)
@hypothesis.given(
    arrivals=st.lists(
        st.tuples(st.integers(0, 5), st.integers(0, 3), st.sampled_from(["", " More 7 ships came."])),
        max_size=14,
    ),
    size=st.integers(1, 3000),
    ranges=st.integers(1, 5),
)
@hypothesis.example(arrivals=[(5, 0, ""), (4, 0, ""), (5, 0, " More 7 ships came.")], size=1, ranges=1)
def test_any_arrival_in_any_parts(
    tmp_path_factory: pytest.TempPathFactory,
    settings: Settings,
    arrivals: list[tuple[int, int, str]],
    size: int,
    ranges: int,
) -> None:
    """Stories that come again, elsewhere or changed, in any order, give one database, however they are dealt out."""
    folder = tmp_path_factory.mktemp("any")
    told = [
        {**story(n, id="", url=f"https://outlet{place}.example/{n % 3}"), "text": story(n)["text"] + more}
        for n, place, more in arrivals
    ]
    source = write_lines(folder / "a.jsonl", told)
    own = settings.model_copy(update={"database": folder / "added.db"})
    add(own, source)
    make(folder / "out", own, source, size=size, ranges=ranges)
    if told:
        assert held(take(folder / "out", own)[1]) == held(own.database)


def test_later_partitions_are_added(tmp_path: Path, settings: Settings) -> None:
    """A database that holds something takes only what is new, with its editions and copies of what is there."""
    *first, last = world(tmp_path)
    add(settings, *first)
    add(settings, last)
    out = tmp_path / "out"
    make(out, settings, *first, size=900)
    assert take(out, settings)[0].partitions > 1
    make(out, settings, last, size=900)
    done, database = take(out, settings)
    assert done.partitions == 2
    expected, found = held(settings.database), held(database)
    for table in expected:
        assert found[table] == expected[table], table


def test_what_was_taken_down_stays_so(tmp_path: Path, settings: Settings) -> None:
    """A text that was removed for good does not come back with a backfill."""
    source = write_lines(tmp_path / "a.jsonl", [story(0), story(1)])
    add(settings, write_lines(tmp_path / "b.jsonl", [story(0)]))
    with Store.open(settings.database) as store:
        forget(store, story(0)["url"], now=NOW, reason=None)
    make(tmp_path / "out", settings, source)
    take(tmp_path / "out", settings, "added.db")
    with Store.open(settings.database) as store:
        assert [row["url"] for row in store.database.query("select url from articles")] == [story(1)["url"]]


def test_a_load_that_is_killed_leaves_nothing(
    tmp_path: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What fails on the way leaves the database empty, and the next call takes in all."""
    make(tmp_path / "out", settings, write_lines(tmp_path / "a.jsonl", [story(n) for n in range(4)]))
    with monkeypatch.context() as patch:
        patch.setattr("db.bulk.BulkRows.count_questions", lambda _: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            take(tmp_path / "out", settings)
    with Store.open(settings.database.with_name("loaded.db")) as store:
        assert store.table_counts()["claims"] == 0
        assert store.database.execute(
            "select count(*) from sqlite_master where name = 'claims_article'"
        ).fetchone() == (1,)
    assert take(tmp_path / "out", settings)[0].claims == 8


def load_and_die(out: Path, database: Path, settings: Settings) -> None:
    """A load that is killed when all rows are in, of which the file holds most by then."""
    bulk.PRAGMAS["cache_size"] = 8  # pages: no more wait in memory

    def die(_: object) -> None:
        os.kill(os.getpid(), signal.SIGKILL)

    bulk.BulkRows.count_questions = die  # type: ignore[method-assign, assignment]
    take(out, settings, database.name)


def test_a_load_that_is_killed_is_undone(tmp_path: Path, settings: Settings) -> None:
    """What it wrote is read by nobody, undone by who writes next, and then loaded as if nothing had been."""
    out, database = tmp_path / "out", tmp_path / "loaded.db"
    make(out, settings, write_lines(tmp_path / "a.jsonl", [story(n) for n in range(8)]))
    with Store.open(database, create=True) as store:
        empty = store.table_counts()
    process = get_context("spawn").Process(target=load_and_die, args=(out, database, settings))
    process.start()
    process.join()
    assert process.exitcode == -signal.SIGKILL
    assert database.with_name("loaded.db-journal").stat().st_size
    with pytest.raises(StoreError), Store.reading(database):
        pass
    with Store.open(database) as store:
        assert store.table_counts() == empty
        assert list(store.faults()) == []
    take(out, settings)
    take(out, settings, "another.db")
    assert held(database) == held(tmp_path / "another.db")


def test_a_database_that_others_read_is_loaded_too(tmp_path: Path, settings: Settings) -> None:
    """Who reads meanwhile sees an empty database, and then a full one."""
    out, database = tmp_path / "out", tmp_path / "loaded.db"
    make(out, settings, write_lines(tmp_path / "a.jsonl", [story(n) for n in range(4)]))
    with Store.open(database, create=True), Store.reading(database) as reader:
        assert reader.table_counts()["claims"] == 0
        assert take(out, settings)[0].claims == 8
        assert reader.table_counts()["claims"] == 8
    with Store.open(database) as store:
        assert store.database.execute("pragma journal_mode").fetchone() == ("wal",)


def test_what_is_no_backfill_is_refused(tmp_path: Path, settings: Settings) -> None:
    """A folder without a manifest, or with a partition that is damaged, is named with the way out."""
    with pytest.raises(InputError, match="holds no backfill"):
        take(tmp_path, settings)
    out = tmp_path / "out"
    make(out, settings, write_lines(tmp_path / "a.jsonl", [story(0)]))
    (path,) = (out / "claims").iterdir()
    path.write_bytes(path.read_bytes()[:-30])
    with pytest.raises(InputError, match="cannot be read"):
        take(out, settings)


def test_a_backfill_without_an_article_is_loaded(tmp_path: Path, settings: Settings) -> None:
    """What holds no text is set aside; there is nothing to compare, and that is no fault."""
    make(
        tmp_path / "out", settings, write_lines(tmp_path / "a.jsonl", [{"no": "text"}]), size=10**9, ranges=2
    )
    assert take(tmp_path / "out", settings)[0].articles == 0


@pytest.mark.parametrize("table", ["copies", "answers", "relations", "conflicts"])
def test_a_damaged_comparison_is_made_anew(tmp_path: Path, settings: Settings, table: str) -> None:
    """A table of what was compared that is cut off is named, and the way out leads to a load of all."""
    out, source = tmp_path / "out", write_lines(tmp_path / "a.jsonl", [story(0), story(1)])
    make(out, settings, source)
    path = next((out / table).iterdir())
    path.write_bytes(path.read_bytes()[:-30])
    with pytest.raises(
        InputError, match=r"cannot be read .*Remove the folder copies and run the backfill again"
    ):
        take(out, settings)
    shutil.rmtree(out / "copies")
    make(out, settings, source)
    loaded, _ = take(out, settings, "again.db")
    assert loaded.claims


def test_duckdb_reads_what_was_written(
    tmp_path: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each query of docs/duckdb.md runs on a backfill, and tells what the database tells."""
    page = (Path(__file__).parents[3] / "docs" / "duckdb.md").read_text(encoding="utf-8")
    queries = re.findall(r"```sql\n(.*?)```", page, re.DOTALL)
    assert len(queries) == 3
    make(tmp_path / "out", settings, *world(tmp_path), size=900)
    _, database = take(tmp_path / "out", settings)
    monkeypatch.chdir(tmp_path / "out")
    with Store.open(database) as store:
        most = "select subject, metric from questions order by answers desc limit 1"
        subject, metric = store.database.execute(most).fetchone()
        named = [query.replace("DeepSeek", subject).replace("accelerator_count", metric) for query in queries]
        told, given, sharpest = (duckdb.sql(query).fetchall() for query in named)
        count = "select wording, claims from questions order by claims desc, wording limit 10"
        assert [row[:2] for row in told] == store.database.execute(count).fetchall()
        lows = """select low from claims join articles on articles.id = article join questions on questions.id = question
                  where questions.subject = ? and questions.metric = ? and not superseded and copy_of is null
                  order by low"""
        assert [row[:1] for row in given] == store.database.execute(lows, [subject, metric]).fetchall()
        disputes = (
            "select wording, why from conflicts where state <> 'settled' order by sharpness desc limit 10"
        )
        assert [(row[0], row[3]) for row in sharpest] == store.database.execute(disputes).fetchall()
    assert told
    assert given
    assert sharpest


def test_shingles_of_an_article_that_was_superseded_stay_out_wherever_it_stands(tmp_path: Path) -> None:
    folder = Folder.of(str(tmp_path))
    folder.prepare()
    folder.write_table("shingles/one.parquet", pyarrow.table({"hash": [1, 2, 3], "row": [0, 5, 0]}))
    hashes, numbers = _postings(folder, "one", (0, 10), {0: "a"}, {"a": 7})
    assert (hashes.tolist(), numbers.tolist()) == ([1, 3], [7, 7])
    assert [len(one) for one in _postings(folder, "one", (0, 10), {}, {})] == [0, 0]

"""The store: opened safely, written whole, read back equal."""

from __future__ import annotations

import os
import random
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlite_utils import Database

from db.errors import StoreError
from db.records import Article, Entry, Page
from db.rows import from_row, to_row
from db.schema import migrations
from db.store import Store
from tests.factories import make_article, make_claim, make_question

NOW = "2025-02-01T06:00:00Z"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "test.db", create=True) as opened:
        yield opened


@given(
    st.builds(
        Article,
        id=st.text(),
        url=st.text(),
        title=st.none() | st.text(),
        text=st.text(),
        authors=st.lists(st.text()).map(tuple),
        links=st.lists(st.text()).map(tuple),
        edition=st.integers(1, 9),
        copy_share=st.none() | st.floats(0, 1),
    )
)
def test_an_article_comes_back_as_it_went(article: Article) -> None:
    """A record survives the way through its row."""
    assert from_row(Article, to_row(article)) == article


def test_claims_come_back_as_they_went(store: Store) -> None:
    """A stored claim equals the one that was read."""
    article = store.articles.save(make_article(), ["ai-compute"], [])
    claim = make_claim(article=article.id, approx=True, rules={"unit": "head noun"})
    question = make_question(claim)
    store.claims.save(article, "ai-compute", "1", [claim], {claim.id: question})
    assert store.claims.of_question(question.id)[0] == [claim]
    assert store.claims.stale_questions() == [question]


def test_a_changed_text_is_a_new_edition(store: Store) -> None:
    """Under a known URL a new text supersedes the old one and its claims; the same text changes nothing."""
    first = store.articles.save(make_article("They had 2,048 GPUs."), ["ai-compute"], [1, 2])
    claim = make_claim(article=first.id)
    store.claims.save(first, "ai-compute", "1", [claim], {claim.id: make_question(claim)})
    again = store.articles.save(make_article("They had 2,048 GPUs."), ["ai-compute"], [1, 2])
    second = store.articles.save(make_article("They had 2,050 GPUs."), ["ai-compute"], [1, 3])
    assert (first.edition, again, second.edition) == (1, first, 2)
    assert set(store.claims.of_question(make_question(claim).id)[1]) == {first.id, second.id}
    assert store.articles.sharing([1, 2, 3], common=5) == {second.id: 2}


def test_reading_again_drops_what_is_gone(store: Store) -> None:
    """Claims that new rules no longer find disappear; those that stay keep their rows."""
    article = store.articles.save(make_article(), ["ai-compute"], [])
    kept, gone = (
        make_claim("2,048 GPUs", article=article.id),
        make_claim("3 GPUs", article=article.id, low=3.0),
    )
    questions = {claim.id: make_question(claim) for claim in (kept, gone)}
    store.claims.save(article, "ai-compute", "1", [kept, gone], questions)
    store.claims.save(article, "ai-compute", "2", [kept], {kept.id: questions[kept.id]})
    assert store.claims.of_question(questions[kept.id].id)[0] == [kept]
    assert store.articles.waiting("ai-compute", "2") == []


def test_a_poll_is_stored_with_its_validators(store: Store) -> None:
    """Entries come once, whatever their guid does, and an update makes them due again."""
    store.feeds.add("https://outlet.example/rss", topic="ai-compute")
    feed = store.feeds.due(NOW)[0]
    entry = Entry(feed=feed.id, url="https://outlet.example/a", guid="1", updated="2025-01-01T00:00:00Z")
    assert store.feeds.save_poll(feed, [entry], NOW) == 1
    renamed = Entry(feed=feed.id, url="https://outlet.example/a", guid="2")
    reused = Entry(feed=feed.id, url="https://outlet.example/b", guid="1")
    assert store.feeds.save_poll(feed, [entry, renamed, reused], NOW) == 1
    due = [row.url for row in store.feeds.due_entries(NOW)]
    assert due == ["https://outlet.example/a", "https://outlet.example/b"]


def test_a_page_body_is_kept_once(store: Store) -> None:
    """Two pages with the same body share it, and both give it back."""
    for name in ("a", "b"):
        url = f"https://x.example/{name}"
        page = Page(id=name, url=url, final_url=url, status=200, headers={}, body=b"same", fetched_at=NOW)
        store.articles.save_page(page)
        assert store.articles.page(name) == page
    assert store.database.table("bodies").count == 1


def test_an_unknown_migration_means_a_newer_version(tmp_path: Path) -> None:
    """A database of a newer version is refused with the way out, and left as it is."""
    path = tmp_path / "new.db"
    with Store.open(path, create=True) as store:
        row = {"migration_set": "crossclaim", "name": "m999_later", "applied_at": NOW}
        store.database.table("_sqlite_migrations").insert(row)
    with pytest.raises(StoreError, match=r"newer version.*Upgrade"), Store.open(path):
        pass


def test_what_cannot_be_opened_is_named(tmp_path: Path) -> None:
    """No file, a file that is no database, a folder that is not there: each a sentence with the path."""
    (tmp_path / "text.db").write_text(
        "this is no database, but a text that is long enough to be read as one" * 20
    )
    with pytest.raises(StoreError, match="there is no database here"), Store.open(tmp_path / "no.db"):
        pass
    with pytest.raises(StoreError, match="not an SQLite database"), Store.open(tmp_path / "text.db"):
        pass
    with (
        pytest.raises(StoreError, match="cannot be opened"),
        Store.open(tmp_path / "no" / "x.db", create=True),
    ):
        pass


@pytest.mark.parametrize("table", ["bookmarks", "claims"])
def test_the_database_of_another_program_is_left_alone(tmp_path: Path, table: str) -> None:
    """A file with tables of somebody else is refused by name, for reading and writing, and not a byte of it changes."""
    path = tmp_path / "photos.db"
    connection = sqlite3.connect(path)
    connection.execute(f"create table {table} (id text)")
    connection.close()
    before = path.read_bytes()
    for opened in (Store.open(path), Store.open(path, create=True), Store.reading(path)):
        with pytest.raises(StoreError, match=f"another program.*{table}.*--db"), opened:
            pass
    assert path.read_bytes() == before


def test_a_file_that_was_only_begun_is_taken_up(tmp_path: Path) -> None:
    """A database whose making was cut off before its first table is crossclaim's own."""
    path = tmp_path / "begun.db"
    connection = sqlite3.connect(path)
    migrations.ensure_migrations_table(Database(connection))
    connection.commit()
    connection.close()
    with Store.open(path) as store:
        assert store.table_counts()["claims"] == 0


def test_a_read_only_file_is_named(tmp_path: Path) -> None:
    """Writing to a read-only database is a sentence, not a traceback."""
    path = tmp_path / "test.db"
    with Store.open(path, create=True):
        pass

    def write() -> None:
        with Store.open(path) as store:
            store.database.execute("pragma query_only = on")
            store.feeds.add("https://x.example/rss", topic="t")

    with pytest.raises(StoreError, match="read-only"):
        write()


def test_the_tables_hold_their_references(store: Store) -> None:
    """Foreign keys are on: an answer to no question is refused."""
    row = {"id": "a", "question": "none", "stance": "asserted", "label": "", "best_claim": "none"}
    counts = {"articles": 1, "outlets": 1, "origins": 1, "origin_names": "[]"}
    with pytest.raises(sqlite3.IntegrityError, match="FOREIGN KEY"):
        store.database.table("answers").insert({**row, **counts})


def page_of(name: str, body: bytes, day: int) -> Page:
    url = f"https://x.example/{name}"
    return Page(
        id=name, url=url, final_url=url, status=200, headers={}, body=body, fetched_at=f"2025-01-{day:02}"
    )


@pytest.mark.parametrize(
    ("before", "megabytes", "kept"),
    [
        ("2025-01-01", 1.0, {"a", "b", "c"}),
        ("2025-01-02", 1.0, {"b", "c"}),
        ("2025-01-01", 0.0025, {"b", "c"}),
        ("2025-01-09", 1.0, set()),
    ],
)
def test_bodies_are_let_go_by_age_and_size(
    store: Store, before: str, megabytes: float, kept: set[str]
) -> None:
    """The oldest bodies go first; of each the hash and the size stay, and the page stays whole."""
    bodies = {name: random.Random(name).randbytes(1000) for name in "abc"}
    for day, (name, body) in enumerate(bodies.items(), 1):
        store.articles.save_page(page_of(name, body, day))
    store.articles.let_go_of_bodies(before=before, megabytes=megabytes)
    pages = {name: store.articles.page(name) for name in bodies}
    assert {name for name, page in pages.items() if page and page.body == bodies[name]} == kept
    assert all(pages.values())
    sizes = store.database.execute("select size from pages join bodies on sha256 = body").fetchall()
    assert sizes == [(1000,)] * 3


def test_a_body_that_was_let_go_can_come_again(store: Store) -> None:
    """Only its hash is kept until a page is stored with it."""
    store.articles.save_page(page_of("a", b"same", 1), keep_body=False)
    assert store.articles.page("a") == replace(page_of("a", b"same", 1), body=None)
    store.articles.save_page(page_of("b", b"same", 2))
    assert store.articles.page("a") == page_of("a", b"same", 1)


@pytest.fixture
def sealed() -> Iterator[Path]:
    """A database in a folder that nobody may write to, opened by a user who is not root."""
    folder = Path(tempfile.mkdtemp())
    with Store.open(folder / "t.db", create=True) as store:
        store.feeds.add("https://a.example/feed", topic="t")
    (folder / "t.db").chmod(0o444)
    folder.chmod(0o555)
    user = os.geteuid()
    if user == 0:
        os.seteuid(65534)
    try:
        yield folder / "t.db"
    finally:
        os.seteuid(user)
        folder.chmod(0o755)
        shutil.rmtree(folder)


def test_a_sealed_database_can_be_read(sealed: Path) -> None:
    """What only reads needs no leave to write; what writes names the file and the way out."""
    with Store.reading(sealed) as store:
        assert [feed.url for feed in store.feeds.all()] == ["https://a.example/feed"]
        assert list(store.faults()) == []
        assert store.database.execute("select count(*) from articles_fts").fetchone()[0] == 0
    with pytest.raises(StoreError, match="read-only"), Store.open(sealed) as store:
        store.feeds.add("https://b.example/feed", topic="t")


def test_reading_writes_nothing(tmp_path: Path) -> None:
    """A store that is open for reading refuses to write, though the file may be written."""
    with Store.open(tmp_path / "t.db", create=True):
        pass
    with pytest.raises(StoreError, match="read-only"), Store.reading(tmp_path / "t.db") as store:
        store.feeds.add("https://b.example/feed", topic="t")


def test_reading_an_older_file_brings_it_up_to_date(tmp_path: Path) -> None:
    """A file from before a migration is migrated where it can be written."""
    with Store.open(tmp_path / "t.db", create=True) as store:
        store.database.execute("drop index pages_body")
        store.database.execute("drop index entries_feed")
        store.database.execute("drop index articles_first_seen")
        store.database.execute("delete from _sqlite_migrations where name = 'm005_days'")
        store.database.conn.commit()
    with Store.reading(tmp_path / "t.db") as store:
        assert "pages_body" in {index.name for index in store.database.table("pages").indexes}


def test_a_full_disk_loses_nothing(tmp_path: Path) -> None:
    """What does not fit is refused whole with the way out; what was stored stands, and with space all goes on."""
    path = tmp_path / "t.db"
    big = page_of("big", random.Random(1).randbytes(2_000_000), 1)

    def store_big(*, room: bool) -> None:
        with Store.open(path, create=True) as store:
            store.articles.save_page(page_of("small", b"small", 1))
            pages = store.database.execute("pragma page_count").fetchone()[0]
            if not room:
                store.database.execute(f"pragma max_page_count = {pages + 20}")
            store.articles.save_page(big)

    with pytest.raises(StoreError, match=r"disk is full; nothing was half-written.*Free some space"):
        store_big(room=False)
    with Store.reading(path) as store:
        assert (store.articles.page("small"), store.articles.page("big")) == (
            page_of("small", b"small", 1),
            None,
        )
        assert list(store.faults()) == []
    store_big(room=True)
    with Store.reading(path) as store:
        assert store.articles.page("big") == big


def test_a_reader_holds_up_no_writer(tmp_path: Path) -> None:
    """While somebody reads for long, a run goes on, and the reader sees what was there when it began."""
    path = tmp_path / "t.db"
    with Store.open(path, create=True) as store, Store.reading(path) as reader:
        reader.database.execute("begin")
        assert reader.database.table("feeds").count == 0
        store.feeds.add("https://a.example/feed", topic="t")
        assert store.database.table("feeds").count == 1
        assert reader.database.table("feeds").count == 0


def test_a_writer_that_does_not_let_go_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """After the time allowed, a lock of another program is a sentence with the way out."""
    monkeypatch.setattr("db.store.BUSY_SECONDS", 0.1)
    path = tmp_path / "t.db"
    with Store.open(path, create=True) as holder:
        holder.database.conn.execute("begin immediate")
        with (
            pytest.raises(StoreError, match=r"locked by another program.*run again"),
            Store.open(path) as store,
        ):
            store.feeds.add("https://a.example/feed", topic="t")


def test_new_pages_come_before_visits(store: Store) -> None:
    """A run that has no time for all reads what is new, not what it read before."""
    store.feeds.add("https://a.example/feed", topic="t")
    feed = store.feeds.all()[0]
    days = {"old": "2025-01-01", "new": "2025-01-03", "newer": "2025-01-04"}
    entries = [
        Entry(feed=feed.url, url=f"https://a.example/{name}", published=day) for name, day in days.items()
    ]
    store.feeds.save_poll(feed, entries, NOW)
    store.feeds.mark_entry(store.feeds.due_entries(NOW)[0], "read", next_due=NOW)
    assert [entry.url.rsplit("/", 1)[-1] for entry in store.feeds.due_entries(NOW)] == ["new", "newer", "old"]

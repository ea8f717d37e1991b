"""Earlier editions are deltas against the next one, and come back byte for byte."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlite_utils import Database

from db.editions import delta, text_of, text_sha256, undelta
from db.errors import StoreError
from db.export import Selection, rows
from db.schema import migrations
from db.store import Store
from tests.factories import make_article, make_claim, make_question

TEXTS = ["They had 2,048 GPUs. It was cheap.", "They had 2,050 GPUs. It was cheap.", "They had 9 GPUs."]

any_text = st.text(max_size=300)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "test.db", create=True) as opened:
        yield opened


def save_editions(store: Store, texts: list[str]) -> list[str]:
    """The ids of the editions of one article, in order; the first holds a claim in its text."""
    ids = [store.articles.save(make_article(text), ["ai-compute"], []).id for text in texts]
    article = store.articles.get(ids[0])
    assert article is not None
    claim = make_claim(article=article.id, start=9, end=19)
    store.claims.save(article, "ai-compute", "1", [claim], {claim.id: make_question(claim)})
    return ids


@given(any_text, any_text)
def test_a_delta_gives_its_text_back(text: str, against: str) -> None:
    """Whatever two texts hold, the one comes back from its delta against the other."""
    assert undelta(delta(text, against), against) == text


@given(st.lists(any_text.filter(bool), min_size=1, max_size=6, unique=True))
def test_every_edition_comes_back(texts: list[str]) -> None:
    """Each of some editions is read byte for byte, by itself and as an article; only the last is kept plain."""
    database = Database(memory=True)
    migrations.apply(database)
    store = Store(database, Path("unused"))
    articles = [store.articles.save(make_article(text), ["ai-compute"], []) for text in texts]
    assert [text_of(database.conn, article.id) for article in articles] == texts
    assert [article.text for article in store.articles.get_many([a.id for a in articles])] == texts
    kept = [row["text"] for row in database.query("select text from articles order by edition")]
    assert kept == [""] * (len(texts) - 1) + texts[-1:]
    for before, after in pairwise(articles):
        earlier = store.articles.edition_before(after)
        assert earlier is not None
        assert earlier.text == before.text
    assert list(store.faults()) == []


def test_a_small_change_of_a_long_text_is_small() -> None:
    """A figure corrected in the midst of 300,000 characters takes some hundred bytes, not the half of it."""
    paragraphs = [
        f"On day {n} the plant at site {n * n} reported {n * 37 % 1009} cases." for n in range(6000)
    ]
    old = "\n\n".join(paragraphs)
    new = old.replace("On day 3000 ", "On the day 3000 ")
    assert new != old
    assert len(delta(old, new)) < 300


def test_old_databases_are_carried_over(tmp_path: Path) -> None:
    """A database with plain earlier editions gets deltas when it is opened; texts, rows and search stay."""
    path = tmp_path / "old.db"
    with Store.open(path, create=True) as store:
        ids = save_editions(store, TEXTS)
    connection = sqlite3.connect(path)
    with connection:
        for article, text in zip(ids, TEXTS, strict=True):
            connection.execute("update articles set text = ? where id = ?", (text, article))
        connection.execute("drop table deltas")
        connection.execute("delete from _sqlite_migrations where name = 'm012_deltas'")
    connection.close()
    with Store.open(path) as store:
        assert [a.text for a in store.articles.get_many(ids)] == TEXTS
        assert store.database.table("deltas").count == 2
        assert list(store.faults()) == []
        found = "select rowid from articles_fts where articles_fts match ?"
        assert len(store.database.execute(found, ["9 gpus"]).fetchall()) == 1
        store.database.execute("insert into articles_fts (articles_fts) values ('integrity-check')")


def test_exports_hold_the_text_of_each_edition(store: Store) -> None:
    """A claim of an earlier edition carries its words around the quote and the hash of its own text."""
    save_editions(store, TEXTS)
    names = list(Selection("claims").columns)
    (row,) = (dict(zip(names, row, strict=True)) for row in rows(store.database.conn, Selection("claims")))
    assert (row["prefix"], row["exact"], row["suffix"]) == ("They had ", "2,048 GPUs", ". It was cheap.")
    assert row["text_sha256"] == text_sha256(TEXTS[0])
    names = list(Selection("articles").columns)
    articles = [
        dict(zip(names, row, strict=True)) for row in rows(store.database.conn, Selection("articles"))
    ]
    assert {row["text_sha256"] for row in articles} == {text_sha256(text) for text in TEXTS}


@pytest.mark.parametrize(
    ("damage", "told"),
    [
        ("update deltas set data = x'00' where article = ?", "cannot be rebuilt"),
        ("update deltas set sha256 = 'x' where article = ?", "its hash is another"),
        ("update articles set text = 'They had none.' where superseded_by is null and id != ?", "rebuilt"),
        ("update claims set start = start + 1 where article = ?", "does not stand where it should"),
    ],
)
def test_the_doctor_finds_what_does_not_come_back(store: Store, damage: str, told: str) -> None:
    """A delta, hash, next edition or offset that was tampered with is named, and never read as another text."""
    first, *_ = save_editions(store, TEXTS)
    with store.database.conn:
        store.database.execute(damage, [first])
    assert any(told in fault for fault in store.faults())
    if "rebuilt" in told:
        with pytest.raises(StoreError, match="rebuilt"):
            store.articles.get(first)


def test_a_text_taken_down_leaves_no_delta(store: Store) -> None:
    """Forgetting an address removes all its editions, however they are kept."""
    article = store.articles.get(save_editions(store, TEXTS)[0])
    assert article is not None
    assert store.articles.forget([article.url], [article.url], "2025-02-01T06:00:00Z", None) == len(TEXTS)
    assert store.database.table("deltas").count == 0
    assert list(store.faults()) == []


def test_an_unknown_edition_is_an_error(store: Store) -> None:
    """The text of an edition that is not there is no empty text."""
    with pytest.raises(StoreError, match="no such edition"):
        text_of(store.database.conn, "x")

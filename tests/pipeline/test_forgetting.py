"""Takedowns hold under every spelling of an address, and in the file itself."""

from __future__ import annotations

from pathlib import Path

import pytest

from db.errors import InputError
from db.records import Entry, Page
from db.store import Store
from pipeline.articles import read_article
from pipeline.forgetting import forget, is_forgotten
from pipeline.reading import store_article, store_reading
from tests.factories import make_article
from tests.pipeline.pages import article_page

NOW = "2026-11-21T06:00:00Z"
URL = "https://skerrypost.example/sea/terminal"
ASKED = f"{URL}?utm_source=rss"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A database with one article, asked for under an address with a tracking parameter, by way of a short one."""
    path = tmp_path / "t.db"
    with Store.open(path, create=True) as store:
        store.feeds.add("https://skerrypost.example/feed", topic="t")
        arrive(store, "https://s.example/1", ASKED)
    return path


def arrive(store: Store, url: str, final: str) -> str:
    """The state of an entry whose page came by that address."""
    feed = store.feeds.all()[0]
    store.feeds.save_poll(feed, [Entry(feed=feed.url, url=url, title="The terminal")], NOW)
    entry = next(entry for entry in store.feeds.due_entries(NOW) if entry.url == url)
    page = Page(f"page of {url}", url, final, 200, {}, article_page().encode(), NOW, (url, final))
    store_reading(store, entry, page, read_article(article_page(), final), NOW)
    return str(store.database.execute("select state from entries where url = ?", [url]).fetchone()[0])


@pytest.mark.parametrize(
    "named", [URL, ASKED, "http://www.skerrypost.example/sea/terminal/", "https://s.example/1"]
)
def test_any_spelling_names_the_text(path: Path, named: str) -> None:
    """The article, its page and its body go, whether its own address is given, another spelling, or one that led there."""
    with Store.open(path) as store:
        assert forget(store, named, now=NOW, reason=None) == 1
        counts = [store.database.table(table).count for table in ("articles", "pages", "bodies")]
        assert counts == [0, 0, 0]
        assert list(store.faults()) == []


@pytest.mark.parametrize("url", ["https://s.example/1", f"{URL}?utm_source=other", "https://other.example/x"])
def test_a_text_does_not_come_back(path: Path, url: str) -> None:
    """Whatever address leads to it later, nothing of it is stored, and no run stops at it."""
    with Store.open(path) as store:
        forget(store, URL, now=NOW, reason=None)
        store.database.execute("delete from entries")
        assert arrive(store, url, URL) == "forgotten"
        assert store.database.table("pages").count == store.database.table("articles").count == 0


def test_a_saved_copy_is_refused(path: Path) -> None:
    """A file that names the address as its own is refused with the reason."""
    with Store.open(path) as store:
        forget(store, URL, now=NOW, reason=None)
        with pytest.raises(InputError, match="taken down"):
            store_article(store, make_article("Text.", url=f"{URL}#top"), "t", NOW)
        assert not is_forgotten(store, "https://skerrypost.example/sea")


def test_no_word_stays_in_the_file(path: Path) -> None:
    """What was removed is overwritten on the disk, in the tables and in the search index."""
    with Store.open(path) as store:
        words = store.database.execute("select text from articles").fetchone()[0].split()
        forget(store, URL, now=NOW, reason=None)
    (path.parent / "new").mkdir()
    with Store.open(path.parent / "new" / "t.db", create=True):
        pass
    own = (path.parent / "new" / "t.db").read_bytes().lower() + URL.encode()  # the tombstone names it
    stored = b"".join(file.read_bytes() for file in path.parent.glob("t.db*")).lower()
    long = {word.lower().encode() for word in words if len(word) > 5 and word.isalpha()}
    assert len(long) > 30
    assert [word for word in sorted(long) if word in stored and word not in own] == []

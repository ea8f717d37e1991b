"""Hostile words in every field, from feed and page to the last export: nothing of them runs anywhere."""

from __future__ import annotations

import json
import re
from collections.abc import Awaitable, Callable
from html import escape, unescape
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from db.records import Article, Page
from db.store import Store
from pipeline.articles import read_article
from pipeline.feeds import read_feed
from pipeline.opml import write_opml
from pipeline.publish import publish_pages
from pipeline.reading import store_reading
from tests.browse.newsroom import write_newsroom
from tests.browse.xss import LINKS, MARK, VECTORS, holes
from tests.pipeline.pages import PARAGRAPHS, article_page

NOW = "2025-02-01T06:00:00Z"
FEED = "https://hostile.example/feed"
ALL = " ".join(VECTORS).replace("\x00", "")
Ask = Callable[[Path], Callable[[str], Awaitable[Any]]]


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A newsroom whose names are all the vectors, and an article for each vector that came by a feed and a page."""
    path = tmp_path_factory.mktemp("xss") / "crossclaim.db"
    write_newsroom(path, {"title": ALL, "subject": ALL, "source": ALL})
    with Store.open(path) as store:
        for body in (json_feed(), rss()):
            store.feeds.add(FEED, topic="t", outlet=ALL[:200])
            page = Page("f", FEED, FEED, 200, {}, body, NOW)
            feed = store.feeds.all()[0]
            store.feeds.save_poll(feed, list(read_feed(page, FEED).entries), NOW)
        for number, entry in enumerate(store.feeds.due_entries(NOW)[: len(VECTORS) + 2]):
            html = hostile_page(VECTORS[number % len(VECTORS)])
            page = Page(
                f"p{number}",
                entry.url,
                entry.url,
                200,
                {"server": ALL[:100]},
                html.encode(),
                NOW,
                (entry.url,),
            )
            store_reading(store, entry, page, read_article(html, entry.url, entry=entry.entry()), NOW)
        assert store.database.execute("select count(*) from articles").fetchone()[0] > len(VECTORS)
    return path


def rss() -> bytes:
    items = "".join(
        f"<item><title>{escape(vector)}</title><link>https://hostile.example/rss/{n}</link><author>{escape(vector)}</author>"
        f"<description>{escape(vector)}</description><guid>{escape(vector)}{n}</guid></item>"
        for n, vector in enumerate(VECTORS)
    ).replace("\x00", "")
    bad = "".join(f"<item><title>x</title><link>{escape(link)}</link></item>" for link in LINKS)
    return f"<rss version='2.0'><channel><title>{escape(VECTORS[0])}</title>{items}{bad}</channel></rss>".encode()


def json_feed() -> bytes:
    items: list[dict[str, Any]] = [
        {
            "id": f"{vector}{n}",
            "url": f"https://hostile.example/json/{n}",
            "title": vector,
            "content_html": vector + PARAGRAPHS[0],
        }
        for n, vector in enumerate(VECTORS)
    ]
    items += [
        {"id": link, "url": link, "title": link, "content_html": f"<a href='{link}'>x</a>"} for link in LINKS
    ]
    return json.dumps(
        {"version": "https://jsonfeed.org/version/1.1", "title": VECTORS[0], "items": items}
    ).encode()


def hostile_page(vector: str) -> str:
    """An article whose head and text hold the vector as words, and whose links are hostile."""
    word = escape(vector)
    links = " ".join(f'<a href="{escape(link)}">{PARAGRAPHS[1][:30]}</a>' for link in LINKS)
    ld = {
        "@type": "NewsArticle",
        "headline": vector,
        "author": [{"name": vector}, vector],
        "publisher": {"name": vector},
    }
    head = f'<meta property="og:site_name" content="{word}"><meta name="author" content="{word}">'
    head += f'<link rel="canonical" href="{escape(LINKS[0])}">'
    block = json.dumps(ld).replace("</", "<\\/")
    head += f'<script type="application/ld+json">{block}</script>'
    return article_page([f"{text} {word} {links}" for text in PARAGRAPHS], title=word, head=head)


async def test_nothing_runs_on_any_page(database: Path, ask: Ask) -> None:
    """Every page that a link leads to, ours and Datasette's, holds the vectors as words or not at all."""
    get = ask(database)
    seen, todo, shown = {"/"}, ["/"], 0
    while todo:
        path = todo.pop(0)
        response = await get(path)
        kind = response.headers.get("content-type", "")
        if "html" not in kind:
            # What a browser takes for data is inert, as long as it does not guess.
            assert "text/plain" not in kind or response.headers.get("x-content-type-options") == "nosniff", (
                path
            )
            continue
        assert list(holes(response.text)) == [], path
        shown += MARK in response.text
        for link in re.findall(r'(?:href|src)="(/[^"#]*)', response.text):
            address = unescape(link)
            if address not in seen and len(seen) < PAGES:
                seen.add(address)
                todo.append(address)
    assert shown > 20


PAGES = 150


async def test_feeds_of_conflicts_are_inert(database: Path, ask: Ask) -> None:
    """The HTML inside an Atom entry is as inert as a page; the feed itself is well-formed."""
    get = ask(database)
    listed = (await get("/-/feeds")).text
    feeds = {unescape(link) for link in re.findall(r'href="(/-/[^"]*(?:atom|json)[^"]*)"', listed)}
    assert feeds
    for address in feeds:
        response = await get(address)
        if "json" in response.headers["content-type"]:
            inner = [item.get("content_html", "") for item in response.json()["items"]]
        else:
            root = etree.fromstring(response.content)
            inner = [
                node.text or ""
                for node in root.iter("{*}content", "{*}summary", "{*}title")
                if node.get("type") == "html"
            ]
            assert not list(root.iter("{http://www.w3.org/1999/xhtml}script"))
        for text in filter(None, inner):
            assert list(holes(f"<div>{text}</div>")) == [], address


def test_published_pages_are_inert(database: Path, tmp_path: Path) -> None:
    """Plain pages for any web server."""
    publish_pages(database, tmp_path / "site", 5)
    pages = list((tmp_path / "site").rglob("*.html"))
    assert len(pages) > 4
    for page in pages:
        assert list(holes(page.read_text(encoding="utf-8"))) == [], page.name


def test_opml_is_inert() -> None:
    """Titles and addresses of feeds are attributes of well-formed XML."""
    clean = [vector.replace("\x00", "") for vector in VECTORS]
    root = etree.fromstring(write_opml([(FEED, vector, vector) for vector in clean]).encode())
    assert {node.tag for node in root.iter()} <= {"opml", "head", "title", "body", "outline", "dateCreated"}
    assert len(root.findall(".//outline[@xmlUrl]")) == len(VECTORS)


def test_the_store_holds_no_link_that_runs(database: Path) -> None:
    """Links of articles are addresses of the web, and what a feed brings as HTML has lost what would run."""
    with Store.open(database) as store:
        for article in store.database.query(
            "select links, canonical from articles where url like 'https://hostile%'"
        ):
            assert all(link.startswith(("http://", "https://")) for link in json.loads(article["links"]))
            assert article["canonical"] is None
        for row in store.database.query("select url, text, summary from entries"):
            assert row["url"].startswith(("http://", "https://"))
            for text in filter(None, (row["text"], row["summary"])):
                assert list(holes(f"<div>{text}</div>")) == [], text


def test_holes_are_found() -> None:
    """The check itself: each vector, put into a page unescaped, is a hole (words and templates excepted)."""
    harmless = [vector for vector in VECTORS if not list(holes(f"<p title='x'>{vector}</p>"))]
    assert len(harmless) < 14
    assert list(holes(f"<p><a href='{LINKS[0]}'>x</a></p>"))
    assert isinstance(read_article(hostile_page(VECTORS[0]), "https://hostile.example/x"), Article)

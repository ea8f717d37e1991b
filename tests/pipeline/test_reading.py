"""Pages and feeds on their way into the database."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any, cast

import pytest

from db.clock import later
from db.errors import ReadError
from db.feeds import EntryRow
from db.records import Article, Entry, Page
from db.store import Store
from pipeline.articles import read_article
from pipeline.fetch import Fetcher, FetchSettings
from pipeline.polling import poll_feeds
from pipeline.progress import Progress
from pipeline.reading import Outcome, read_entries, store_article, store_reading
from pipeline.workers import Workers
from tests.factories import make_article
from tests.pipeline.fault_server import FaultServer, bomb, fault_server, redirect
from tests.pipeline.pages import NOT_ARTICLES, PARAGRAPHS, article_page, news_article

TIME = "2026-11-21T06:00:00Z"
URL = "https://skerrypost.example/sea/terminal"
TEXT = "\n\n".join(PARAGRAPHS)
FULL = "".join(f"<p>{text}</p>" for text in PARAGRAPHS)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "t.db", create=True) as opened:
        opened.feeds.add("https://skerrypost.example/feed", topic="t")
        yield opened


def stored(
    store: Store, *, status: int = 200, html: str | None = None, feed_text: str | None = None
) -> Outcome:
    """What becomes of one entry whose page answers so."""
    feed = store.feeds.all()[0]
    store.feeds.save_poll(feed, [Entry(feed=feed.url, url=URL, text=feed_text)], TIME)
    problem = None if status == 200 else f"http_{status}"
    page = Page("p", URL, URL, status, {}, html.encode() if html else None, TIME, (URL,), problem)
    read = read_article(html, URL) if html else None
    return store_reading(store, store.feeds.due_entries(TIME)[0], page, read, TIME)


def test_the_feeds_own_text_stands_in_for_a_page_that_cannot_be_had(store: Store) -> None:
    """A page behind a wall, with its whole text in the feed, is an article all the same."""
    outcome = stored(store, status=403, feed_text=FULL)
    assert outcome.article is not None
    assert outcome.article.text == TEXT


def test_a_wall_is_passed_by_the_feeds_text(store: Store) -> None:
    """So is a consent wall; and without a text in the feed it is a problem with its reason."""
    assert stored(store, html=NOT_ARTICLES["consent_wall"][0], feed_text=FULL).article is not None


@pytest.mark.parametrize(
    ("status", "feed_text", "kind"), [(403, "Read more.", "http_403"), (500, FULL, "http_500")]
)
def test_a_teaser_or_a_passing_fault_gives_no_article(
    store: Store, status: int, feed_text: str, kind: str
) -> None:
    """A teaser is no article, and after a fault that may pass the page is asked for again."""
    outcome = stored(store, status=status, feed_text=feed_text)
    assert outcome.article is None
    assert outcome.problem is not None
    assert outcome.problem.kind == kind


def test_no_text_is_kept_from_a_page_that_is_no_article(store: Store) -> None:
    """The state and its reason are kept, and nothing else."""
    outcome = stored(store, html=NOT_ARTICLES["paywall_stub"][0])
    assert outcome.problem is not None
    assert outcome.problem.kind == "paywall_stub"
    row = store.database.execute("select state, reason from entries").fetchone()
    assert tuple(row) == ("not_article", "paywall_stub")
    assert store.database.table("articles").count == 0


def visit(
    store: Store, time: str, *, status: int = 200, html: str | None = None, problem: str | None = None
) -> tuple[str, int, str | None]:
    """State, failed attempts and due time of the one entry, after its page answered so."""
    if not store.database.table("entries").count:
        feed = store.feeds.all()[0]
        store.feeds.save_poll(feed, [Entry(feed=feed.url, url=URL)], TIME)
    entry = EntryRow(**next(iter(store.database.query("select * from entries"))))
    fault = problem or (None if status in (200, 304) else f"http_{status}")
    body = html.encode() if html else None
    page = Page(f"{time} {status}", URL, URL, status, {}, body, time, (URL,), fault)
    store_reading(store, entry, page, read_article(html, URL) if html else None, time)
    row = next(iter(store.database.query("select * from entries")))
    return row["state"], row["attempts"], row["next_due"]


def day(number: int) -> str:
    return later(TIME, days=number)


def test_a_page_is_visited_for_a_month(store: Store) -> None:
    """On days 1, 2, 4, 8, 16 and 30, whether it answers 304, the same text or a wall in between."""
    assert visit(store, TIME, html=article_page()) == ("read", 0, day(1))
    assert visit(store, day(1), status=304) == ("read", 0, day(2))
    assert visit(store, day(2), html=NOT_ARTICLES["paywall_stub"][0]) == ("read", 0, day(4))
    assert visit(store, day(4), html=article_page()) == ("read", 0, day(8))
    assert visit(store, day(30), html=article_page()) == ("read", 0, None)
    assert store.database.table("articles").count == 1


def test_the_body_of_an_unchanged_text_is_not_kept_again(store: Store) -> None:
    """Another advertisement beside the same text leaves a hash, not a second body; a changed text a body."""
    visit(store, TIME, html=article_page())
    visit(store, day(1), html=article_page(after="<aside>Buy rope.</aside>"))
    visit(store, day(2), html=article_page([*PARAGRAPHS, "Correction: the berth is 412 metres long."]))
    rows = store.database.execute(
        "select length(data) > 0 from pages join bodies on sha256 = body order by fetched_at"
    )
    assert [row[0] for row in rows] == [1, 0, 1]
    assert store.database.table("articles").count == 2


def test_failures_in_a_row_end_the_visits(store: Store) -> None:
    """A page that is missing is asked for three times, one that is gone once; other faults ten times."""
    for status, most in ((404, 3), (410, 1), (500, 10)):
        store.database.execute("delete from entries")
        results = [visit(store, day(n), status=status) for n in range(most)]
        assert [result[2] is None for result in results] == [False] * (most - 1) + [True]


def test_waiting_for_a_host_is_no_attempt(store: Store) -> None:
    """A page whose host asked for time stays due."""
    assert visit(store, TIME, status=0, problem="host_waiting") == ("failed", 0, TIME)


def test_a_wall_may_be_gone_the_next_day(store: Store) -> None:
    """A challenge is met again by the same schedule; a stub of an article is not."""
    assert visit(store, TIME, html=NOT_ARTICLES["challenge"][0]) == ("not_article", 0, day(1))
    assert visit(store, day(1), html=article_page())[0] == "read"
    store.database.execute("delete from entries")
    assert visit(store, TIME, html=NOT_ARTICLES["paywall_stub"][0]) == ("not_article", 0, None)


async def test_a_new_extractor_is_no_edit(server: FaultServer, store: Store) -> None:
    """A page that today's extractor reads otherwise than the last one did is the same edition; an edit is a new one."""
    url, html = server.url("/story"), article_page()
    feed = store.feeds.all()[0]
    store.feeds.save_poll(feed, [Entry(feed=feed.url, url=url)], TIME)
    store.articles.save_page(Page("p", url, url, 200, {}, html.encode(), TIME, (url,)))
    store_article(store, told(TEXT[:900], url, extractor="old", page="p"), "t", TIME)
    editions = []
    for page in (html, article_page([*PARAGRAPHS, "A word more."])):
        server.answer("/story", page, Content_Type="text/html; charset=utf-8")
        store.database.execute("update entries set next_due = ?", [TIME])
        await read_due(store, server, TIME)
        editions.append(store.database.table("articles").count)
    assert editions == [1, 2]


async def read_due(store: Store, server: FaultServer, time: str) -> None:
    """Fetches and reads what is due, from this server."""
    settings = FetchSettings(private_hosts=frozenset({server.place}), delay=0)
    entries = store.feeds.due_entries(time)
    with Progress(quiet=True).stage("articles", len(entries)) as step:
        async with Fetcher(settings) as fetcher, Workers(1) as workers:
            await read_entries(store, fetcher, workers, entries, time, step)


async def test_a_visit_asks_for_changes_only(server: FaultServer, store: Store) -> None:
    """The validators of the first answer go with the second request."""
    server.answer("/story", article_page(), Content_Type="text/html", ETag='"v1"')
    feed = store.feeds.all()[0]
    store.feeds.save_poll(feed, [Entry(feed=feed.url, url=server.url("/story"))], TIME)
    for time in (TIME, day(1)):
        await read_due(store, server, time)
    first, second = server.asked("/story")
    assert "If-None-Match" not in first.headers
    assert second.headers["If-None-Match"] == '"v1"'


def told(text: str, url: str, canonical: str | None = None, **fields: object) -> Article:
    return make_article(text, url=url, canonical=canonical, **fields)


def test_a_page_with_the_same_canonical_link_and_story_is_an_edition(store: Store) -> None:
    """A corrected text under another address, with the first one's canonical link, is its second edition."""
    first = store_article(store, told(TEXT, "https://a.example/1", "https://a.example/1"), "t", TIME)
    changed = TEXT.replace("412", "421")
    second = store_article(store, told(changed, "https://a.example/1-v2", "https://a.example/1"), "t", TIME)
    assert (second.url, second.edition, second.copy_of) == (first.url, 2, None)


def test_an_older_text_does_not_supersede_a_newer_one(store: Store) -> None:
    """The text that a correction replaced, found after it, is a copy of it and no newer edition."""
    link = "https://a.example/1"
    newer = store_article(store, told(TEXT, link, link, modified="2026-11-20T10:00:00Z"), "t", TIME)
    older = store_article(
        store,
        told(TEXT.replace("412", "421"), f"{link}-old", link, modified="2026-11-20T08:00:00Z"),
        "t",
        TIME,
    )
    assert (older.edition, older.url, older.copy_of) == (1, f"{link}-old", newer.id)


async def test_editions_are_stored_in_the_order_of_their_texts(server: FaultServer, tmp_path: Path) -> None:
    """A corrected text and the one it corrects, found on one day in any order; a page in two feeds is fetched once."""
    link = f'<link rel="canonical" href="{server.url("/story")}">'
    pages = {
        "/a-corrected": article_page(
            [text.replace("412", "421") for text in PARAGRAPHS],
            head=link,
            json_ld=news_article(datePublished="2026-11-20", dateModified="2026-11-21"),
        ),
        "/story": article_page(head=link, json_ld=news_article(datePublished="2026-11-20")),
    }
    for path, page in pages.items():
        server.answer(path, page, Content_Type="text/html; charset=utf-8")
    with Store.open(tmp_path / "t.db", create=True) as store:
        for name in ("one", "two"):
            store.feeds.add(f"https://{name}.example/feed", topic="t")
        for feed in store.feeds.all():
            store.feeds.save_poll(feed, [Entry(feed=feed.url, url=server.url(path)) for path in pages], TIME)
        await read_due(store, server, TIME)
        rows = store.database.execute("select url, edition, text like '%421%' from articles order by edition")
        assert [tuple(row) for row in rows] == [(server.url("/story"), 1, 0), (server.url("/story"), 2, 1)]
    assert [len(server.asked(path)) for path in pages] == [1, 1]


def test_a_mirror_with_one_canonical_link_elsewhere(store: Store) -> None:
    """Two pages of one site that name the same original elsewhere are editions too."""
    elsewhere = "https://original.example/x"
    first = store_article(store, told(TEXT, "http://127.0.0.1:9/1", elsewhere), "t", TIME)
    second = store_article(store, told(TEXT[:-300], "http://127.0.0.1:9/2", elsewhere), "t", TIME)
    assert (second.url, second.edition) == (first.url, 2)


def test_a_careless_or_hostile_canonical_link_joins_nothing(store: Store) -> None:
    """Another story under the same canonical link, or another site that claims it, stays an article of its own."""
    home = "https://a.example/story"
    store_article(store, told(TEXT, "https://a.example/story", home), "t", TIME)
    other = " ".join(f"word{n}" for n in range(300))
    careless = store_article(store, told(other, "https://a.example/other", home), "t", TIME)
    hostile = store_article(store, told(f"{TEXT} False.", "https://evil.example/x", home), "t", TIME)
    assert (careless.url, careless.edition, careless.copy_of) == ("https://a.example/other", 1, None)
    assert (hostile.url, hostile.edition) == ("https://evil.example/x", 1)
    assert hostile.copy_of is not None


def test_a_copy_names_the_first_article(store: Store) -> None:
    """A copy of a copy goes back to the original."""
    original = store_article(store, told(TEXT, "https://a.example/1"), "t", TIME)
    copy = store_article(store, told(TEXT[:1200], "https://b.example/1"), "t", TIME)
    again = store_article(store, told(TEXT[:1100], "https://c.example/1"), "t", TIME)
    assert copy.copy_of == again.copy_of == original.id


@pytest.fixture
async def server() -> AsyncIterator[FaultServer]:
    async with fault_server() as running:
        yield running


RSS = '<rss version="2.0"><channel><title>F</title><item><link>/story/{n}</link></item></channel></rss>'
FAULTS = ["", " ", "{", "<html><p>No feed.</p></html>", "\x00\x01", "<rss", "<rss></rss>", "/etc/passwd"]


async def test_one_bad_feed_never_stops_the_others(server: FaultServer, tmp_path: Path) -> None:
    """Of 60 feeds 20 are faulty in many ways: 40 are stored, 20 problems named, and the run ends."""
    server.routes |= {"/bad/0": bomb("gzip"), "/bad/1": redirect(302, "/bad/1"), "/bad/2": redirect(301, "")}
    server.routes |= {"/bad/3": server.routes["/silent"], "/bad/4": redirect(302, "http://127.0.0.1:1/x")}
    for number, status in enumerate((403, 404, 410, 500, 502), 5):
        server.answer(f"/bad/{number}", status=status)
    server.answer("/bad/10", "x", Content_Encoding="gzip")
    server.answer("/bad/11", "<rss><channel>" + "<b>" * 50_000)
    for number, body in enumerate(FAULTS, 12):
        server.answer(f"/bad/{number}", body)
    for number in range(40):
        server.answer(f"/good/{number}", RSS.replace("{n}", str(number)), ETag=f'"{number}"')
    names = [f"/good/{n}" for n in range(40)] + [f"/bad/{n}" for n in range(20)]
    settings = FetchSettings(
        private_hosts=frozenset({server.place}), delay=0, per_host=8, total_timeout=1.5, max_bytes=1_000_000
    )
    with Store.open(tmp_path / "t.db", create=True) as store:
        for name in names:
            store.feeds.add(server.url(name), topic="t")
        with Progress(quiet=True).stage("feeds", len(names)) as step:
            async with Fetcher(settings) as fetcher, Workers(2, seconds=5) as workers:
                problems = await asyncio.wait_for(
                    poll_feeds(store, fetcher, workers, store.feeds.due(TIME), TIME, step), 60
                )
        assert store.database.table("entries").count == 40
        assert {problem.subject for problem in problems} == {server.url(f"/bad/{n}") for n in range(20)}
        assert len({problem.kind for problem in problems}) >= 10
        assert all(problem.message for problem in problems)
        retired = {feed.url for feed in store.feeds.all() if feed.state == "retired"}
        assert retired == {server.url("/bad/7")}
        kept = {feed.url: feed.etag for feed in store.feeds.all() if feed.etag}
        assert len(kept) == 40


async def test_a_sitemap_index_is_followed(server: FaultServer, tmp_path: Path) -> None:
    """The parts of an index are fetched and their pages become entries of the one feed."""
    ns = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
    parts = "".join(f"<sitemap><loc>{server.url(f'/part{n}.xml')}</loc></sitemap>" for n in (1, 2, 3))
    server.answer("/sitemap.xml", f"<sitemapindex {ns}>{parts}</sitemapindex>")
    for n in (1, 2):
        server.answer(f"/part{n}.xml", f"<urlset {ns}><url><loc>https://a.example/{n}</loc></url></urlset>")
    with Store.open(tmp_path / "t.db", create=True) as store:
        store.feeds.add(server.url("/sitemap.xml"), topic="t")
        settings = FetchSettings(private_hosts=frozenset({server.place}), delay=0)
        with Progress(quiet=True).stage("feeds", 1) as step:
            async with Fetcher(settings) as fetcher, Workers(1) as workers:
                assert await poll_feeds(store, fetcher, workers, store.feeds.due(TIME), TIME, step) == []
        rows = store.database.execute("select url from entries order by url").fetchall()
        assert [row[0] for row in rows] == ["https://a.example/1", "https://a.example/2"]


class Impatient:
    """Workers that stop at the pages of one place and read those of others."""

    seconds = 20.0

    def __init__(self, stops_at: str) -> None:
        self.stops_at = stops_at

    async def run(self, timed: Callable[[Any], Any], read: partial[Any]) -> Any:
        if self.stops_at in read.args[1]:
            raise ReadError("took more than 20 s of computing to read.", kind="parser_timeout")
        return timed(read)


async def test_a_site_that_takes_too_long_takes_no_time_from_others(tmp_path: Path) -> None:
    """Of a site whose pages stop their parsers only a few are tried; the others stay due, and other sites are read."""
    async with fault_server() as bad, fault_server() as good:
        for number in range(12):
            bad.answer(f"/{number}", "<p>x</p>", Content_Type="text/html")
            good.answer(f"/{number}", article_page(), Content_Type="text/html")
        settings = FetchSettings(private_hosts=frozenset({bad.place, good.place}), delay=0)
        workers = cast(Workers, Impatient(bad.place))
        with Store.open(tmp_path / "t.db", create=True) as store:
            for url in [server.url(f"/{n}") for n in range(12) for server in (bad, good)]:
                store.feeds.add_by_hand(url, topic="t", now=TIME)
            entries = store.feeds.due_entries(TIME)
            with Progress(quiet=True).stage("articles", len(entries)) as step:
                async with Fetcher(settings) as fetcher:
                    outcomes = await read_entries(store, fetcher, workers, entries, TIME, step)
            kinds = Counter(outcome.problem.kind for outcome in outcomes if outcome.problem)
            assert kinds.total() == len([outcome for outcome in outcomes if outcome.article]) == 12
            assert 3 <= kinds["parser_timeout"] <= 4
            assert kinds["slow_site"] == 12 - kinds["parser_timeout"]
            waiting = store.feeds.due_entries(TIME)
            assert (len(waiting), {entry.attempts for entry in waiting}) == (kinds["slow_site"], {0})

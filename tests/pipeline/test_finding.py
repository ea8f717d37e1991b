"""What is followed where a person names a feed, a site's page, or something else."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from db.store import Store
from pipeline.cli import crossclaim
from pipeline.finding import FoundFeed, find_feeds
from pipeline.settings import Limits, Settings
from tests.pipeline.fault_server import FaultServer, fault_server, servers_in_a_thread

RSS = "<rss><channel><title>Post</title><item><title>One</title><link>/one</link></item></channel></rss>"
LINK = '<link rel="alternate" type="application/rss+xml" title="{title}" href="{href}">'


@pytest.fixture
async def server() -> AsyncIterator[FaultServer]:
    async with fault_server() as running:
        running.answer("/rss", RSS)
        running.answer("/empty", "<rss><channel><title>Post</title></channel></rss>")
        yield running


def page(*hrefs: str) -> str:
    """A site's front page that names feeds in its head."""
    links = "".join(LINK.format(title=f"Feed {n}", href=href) for n, href in enumerate(hrefs))
    return f"<html><head><title>Post</title>{links}</head><body><p>Today's news.</p></body></html>"


async def find(server: FaultServer, path: str) -> FoundFeed:
    limits = Limits(host_delay_seconds=0, page_seconds=3)
    settings = Settings(database=Path("unused.db"), private_hosts=(server.place,), limits=limits)
    (found,) = await find_feeds(settings, [server.url(path)])
    return found


@pytest.mark.parametrize("path", ["/rss", "/empty"])
async def test_a_feed_stands_for_itself(server: FaultServer, path: str) -> None:
    """What is a feed is followed under the address that was named, even where it holds nothing today."""
    assert await find(server, path) == FoundFeed(server.url(path), server.url(path))


@pytest.mark.parametrize(
    "hrefs", [["/rss"], ["/rss", "/rss"], ["/rss", "/comments/feed/"], ["/feeds/comments/default", "/rss"]]
)
async def test_a_page_leads_to_its_one_feed(server: FaultServer, hrefs: list[str]) -> None:
    """The one feed that a page names is asked for and followed; the comments have none that is meant."""
    server.answer("/", page(*hrefs), Content_Type="text/html")
    assert await find(server, "/") == FoundFeed(server.url("/"), server.url("/rss"))
    assert not [asked for asked in server.requests if "comments" in asked.path]


async def test_of_several_feeds_a_person_chooses(server: FaultServer) -> None:
    """A page that names two feeds leads to neither; both are told with their titles."""
    server.answer("/", page("/rss", "/sport"), Content_Type="text/html")
    found = await find(server, "/")
    assert found.feed is None
    assert [(link.url, link.title) for link in found.choices] == [
        (server.url("/rss"), "Feed 0"),
        (server.url("/sport"), "Feed 1"),
    ]


@pytest.mark.parametrize(
    ("path", "answer", "told"),
    [
        ("/page", page(), "names no feed"),
        ("/dead-link", page("/none"), "answered 404"),
        ("/page-again", page("/page-again"), "the one feed that it names cannot be read"),
        ("/to-private", page("http://127.0.0.1:1/rss"), "is not a public address"),
        ("/none", None, "answered 404"),
        ("/to-file", None, "no http or https"),
        ("/text", "hello", "is a page, not a feed"),
    ],
)
async def test_what_leads_to_no_feed_is_not_followed(
    server: FaultServer, path: str, answer: str | None, told: str
) -> None:
    """A page without a feed, a link to nothing and a private address are named, and nothing is followed."""
    if answer is not None:
        server.answer(path, answer, Content_Type="text/html")
    found = await find(server, path)
    assert found.feed is None
    assert told in found.message


async def test_what_does_not_answer_today_may_tomorrow(server: FaultServer) -> None:
    """A server's own trouble keeps no feed from being followed; the trouble is told."""
    server.answer("/busy", status=503)
    found = await find(server, "/busy")
    assert found.feed == server.url("/busy")
    assert "answered 503" in found.message


def test_the_command_says_what_it_took(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A site's page is given, its feed is followed and said; what is no feed makes the exit code 1."""
    monkeypatch.chdir(tmp_path)
    with servers_in_a_thread(1) as ((server,), _):
        Path("crossclaim.yml").write_text(f"private_hosts: ['{server.place}']\n")
        server.answer("/rss", RSS)
        server.answer("/", page("/rss"), Content_Type="text/html")
        server.answer("/two", page("/rss", "/sport"), Content_Type="text/html")
        done = CliRunner().invoke(crossclaim, ["feeds", "add", server.url("/")])
        none = CliRunner().invoke(crossclaim, ["feeds", "add", server.url("/two"), server.url("/none")])
    feed = server.url("/rss")
    assert done.exit_code == 0
    assert f"following: {feed} (ai-compute), which {server.url('/')} names" in done.output
    assert none.exit_code == 1
    assert f"  {feed}  (Feed 0)" in none.output
    assert "answered 404" in none.output
    with Store.reading(Path("crossclaim.db")) as store:
        assert [followed.url for followed in store.feeds.all()] == [feed]

"""A whole run over 200 feeds of which 40 are faulty, each in a way of its own."""

from __future__ import annotations

import socket
import time
from pathlib import Path

from db.store import Store
from pipeline.progress import Progress
from pipeline.run import Result, run_daily
from pipeline.settings import Limits, Settings
from tests.pipeline.fault_server import FaultServer, bomb, redirect, servers_in_a_thread
from tests.pipeline.pages import article_page, bare_page

NOW = "2026-11-21T06:00:00Z"
GOOD = 160
DEADLINE = 100.0  # seconds; some 20 on an idle machine
RSS = '<rss version="2.0"><channel><title>F {n}</title><item><link>{link}</link></item></channel></rss>'
OWN = "The {a} boats came to the {b} quay, and {a} crews from {b} sold {a} fish beside the {b} shed before the {a} ferry left."
RAW = {
    "garbage": b"SSH-2.0-OpenSSH_9.6\r\n",
    "hang-up": b"",
    "cut-short": b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nshort",
    "no-status": b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nZZ\r\nx\r\n",
}


def paths(server: FaultServer) -> dict[str, str]:
    """Feeds of one host that are faulty for themselves: path and the kind of problem that they must be named by."""
    for status in (400, 401, 403, 404, 410, 451, 500, 502):
        server.answer(f"/{status}", "secret", status=status)
    bodies = {
        "/empty": "", "/blank": " \n", "/page": bare_page("News", "<p>No feed.</p>"), "/broken-json": "{",
        "/other-json": '{"a": 1}', "/noise": bytes(range(256)), "/no-entries": "<rss><channel></channel></rss>",
        "/file-name": "/etc/passwd", "/address": "http://127.0.0.1:9/x y", "/nested": "<rss><channel>" + "<b>" * 10_000,
        "/torn-gzip-file": b"\x1f\x8b" + b"x" * 50,
    }  # fmt: skip
    for path, body in bodies.items():
        server.answer(path, body)
    server.answer("/not-packed", "no gzip at all", Content_Encoding="gzip")
    server.answer("/odd-packing", "x", Content_Encoding="rot13")
    server.routes |= {
        "/gzip": bomb("gzip"), "/br": bomb("br"), "/zstd": bomb("zstd"), "/deflate": bomb("deflate"),
        "/twice": bomb("gzip, gzip"), "/to-loopback": redirect(302, "http://127.0.0.1:1/x"),
    }  # fmt: skip
    return {
        **{f"/{status}": f"http_{status}" for status in (400, 401, 403, 404, 410, 451, 500, 502)},
        "/empty": "empty_feed", "/blank": "empty_feed", "/page": "no_feed", "/broken-json": "no_feed",
        "/other-json": "no_feed", "/noise": "no_feed", "/no-entries": "empty_feed", "/file-name": "no_feed",
        "/address": "no_feed", "/nested": "empty_feed", "/torn-gzip-file": "encoding", "/not-packed": "encoding",
        "/odd-packing": "encoding", "/gzip": "too_large", "/br": "too_large", "/zstd": "too_large",
        "/deflate": "too_large", "/endless": "too_large", "/twice": "encoding", "/to-loopback": "address_refused",
        "/to-file": "bad_url", "/loop": "redirect_loop", "/chain/0": "too_many_redirects", "/nowhere": "bad_redirect",
        "/silent": "timeout", "/slow-body": "timeout",
    }  # fmt: skip


def hosts(servers: list[FaultServer], raw: list[str]) -> dict[str, str]:
    """Feeds of hosts that are faulty as a whole, by URL."""
    busy, resting, locked = servers
    busy.answer("/feed", status=429, Retry_After="7200")
    resting.answer("/feed", status=503, Retry_After="Sat, 21 Nov 2026 09:00:00 GMT")
    locked.robots = "User-agent: *\nDisallow: /feed"
    kinds = ("bad_answer", "connection_lost", "robots_unreachable", "bad_answer")
    return {
        busy.url("/feed"): "http_429",
        resting.url("/feed"): "http_503",
        locked.url("/feed"): "robots_disallow",
        f"http://127.0.0.1:{closed_port()}/feed": "connect",
        busy.url("/feed").replace("http:", "https:"): "tls",
        **{f"http://{place}/feed": kind for place, kind in zip(raw, kinds, strict=True)},
    }


def closed_port() -> int:
    with socket.socket() as opened:
        opened.bind(("127.0.0.1", 0))
        return int(opened.getsockname()[1])


def feed_and_page(server: FaultServer, number: int) -> str:
    """A good feed with one article of its own words; its path."""
    name = "".join("abcdefghij"[int(digit)] for digit in str(number))
    texts = [OWN.format(a=f"{name}{one}", b=f"{one}{name}") for one in ("ka", "lo", "mi", "nu", "re", "so")]
    server.answer(f"/good/{number}/page", article_page(texts, title=f"Row {name}"), Content_Type="text/html")
    server.answer(f"/good/{number}", RSS.format(n=number, link=f"/good/{number}/page"))
    return f"/good/{number}"


def test_a_run_over_two_hundred_feeds(tmp_path: Path) -> None:
    """160 articles are stored whole, 40 causes are named, the next run is not burdened, and the deadline is kept."""
    with servers_in_a_thread(4, *RAW.values()) as (servers, raw):
        main, *others = servers
        faulty = {main.url(path): kind for path, kind in paths(main).items()} | hosts(others, raw)
        faulty = dict(list(faulty.items())[-40:])
        assert len(faulty) == 40
        places = {server.place for server in servers} | {url.split("/")[2] for url in faulty}
        settings = Settings(
            database=tmp_path / "t.db",
            private_hosts=tuple(places),
            limits=Limits(
                host_delay_seconds=0, per_host=8, page_seconds=8, page_megabytes=1, run_minutes=DEADLINE / 60
            ),
        )
        with Store.open(settings.database, create=True) as store:
            for url in [*faulty, *(main.url(feed_and_page(main, n)) for n in range(GOOD))]:
                store.feeds.add(url, topic="ai-compute")
        started = time.monotonic()
        result = run_daily(settings, version="test", now=NOW, progress=Progress(quiet=True))
        assert time.monotonic() - started < DEADLINE
        assert {problem.subject: problem.kind for problem in result.problems} == faulty
        check(result, settings.database)


def check(result: Result, database: Path) -> None:
    """Every good article is whole, every problem has its sentence, and nothing is out of joint."""
    assert result.exit_code == 1
    assert all(problem.message for problem in result.problems)
    with Store.open(database) as store:
        texts = store.database.execute("select text, copy_of from articles").fetchall()
        assert len(texts) == GOOD
        assert {text.count("\n\n") for text, _ in texts} == {5}
        assert {original for _, original in texts} == {None}
        assert list(store.faults()) == []
        retired = [feed.url.rsplit("/", 1)[-1] for feed in store.feeds.all() if feed.state == "retired"]
        assert retired == ["410"]
        waiting = {feed.url.rsplit("/", 1)[-1] for feed in store.feeds.all() if feed.next_due}
        assert {"500", "silent", "gzip"} <= waiting
        assert {feed.failures for feed in store.feeds.all() if "/good/" in feed.url} == {0}

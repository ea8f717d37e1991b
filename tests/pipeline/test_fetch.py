"""The one way to the network, against a server that misbehaves."""

from __future__ import annotations

import asyncio
import socket
import time
import zlib
from collections.abc import AsyncIterator
from contextlib import suppress
from itertools import pairwise
from typing import Any

import pytest
from aiohttp.abc import AbstractResolver, ResolveResult

from pipeline.fetch import Fetcher, FetchSettings
from tests.memory import growth
from tests.pipeline.fault_server import FaultServer, bomb, fault_server, packed, raw_server, redirect


@pytest.fixture
async def server() -> AsyncIterator[FaultServer]:
    async with fault_server() as running:
        yield running


def fetcher(*servers: FaultServer | str, **settings: Any) -> Fetcher:
    """A fetcher that may fetch from these servers, in a hurry."""
    options = settings.pop("options", {})
    places = frozenset(one if isinstance(one, str) else one.place for one in servers)
    quick = {"delay": 0.0, "total_timeout": 2.0, "connect_timeout": 1.0, "read_timeout": 1.5}
    return Fetcher(FetchSettings(private_hosts=places, **{**quick, **settings}), **options)


class Rebinding(AbstractResolver):
    """A name that is public when it is looked at first, and loopback afterwards."""

    def __init__(self, port: int, *addresses: str) -> None:
        self.addresses, self.port = list(addresses), port

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        address = self.addresses.pop(0) if len(self.addresses) > 1 else self.addresses[0]
        return [
            ResolveResult(
                hostname=host,
                host=address,
                port=port,
                family=socket.AF_INET,
                proto=0,
                flags=socket.AI_NUMERICHOST,
            )
        ]

    async def close(self) -> None: ...


async def test_a_page_with_its_evidence(server: FaultServer) -> None:
    """Status, headers, hops, body and an honest User-Agent with a contact."""
    async with fetcher(server, contact="https://example.org/bot") as fetch:
        page = await fetch.get(server.url("/for-now"))
    assert (page.problem, page.status, page.body) == (None, 200, b"all well")
    assert page.hops == (server.url("/for-now"), server.url("/ok"))
    assert page.final_url == server.url("/ok")
    assert page.headers["etag"] == '"v1"'
    assert server.asked("/ok")[0].headers["User-Agent"] == "Crossclaim/0.1 (+https://example.org/bot)"


async def test_the_same_answer_has_the_same_id(server: FaultServer) -> None:
    """A page's id follows from what was asked and answered, not from when."""
    async with fetcher(server) as fetch:
        first, second = await fetch.get(server.url("/ok")), await fetch.get(server.url("/ok"))
        other = await fetch.get(server.url("/none"))
    assert first.id == second.id != other.id


async def test_an_unchanged_page_has_no_body(server: FaultServer) -> None:
    """A validator from an earlier answer brings 304."""
    async with fetcher(server) as fetch:
        page = await fetch.get(server.url("/conditional"), etag='"v1"')
    assert (page.status, page.body, page.problem) == (304, None, None)


REFUSED = (
    "address_refused",
    "dns",
    "connect",
    "bad_url",
)  # what a spelling is refused as is the system's to say
PRIVATE = [
    "127.0.0.1",
    "localhost",
    "0x7f.1",
    "2130706433",
    "[::ffff:127.0.0.1]",
    "[::1]",
    "0.0.0.0",
    "127.1",
]


@pytest.mark.parametrize("host", PRIVATE)
async def test_private_addresses_are_never_connected_to(server: FaultServer, host: str) -> None:
    """Loopback in any spelling is refused, directly and as a redirect's target."""
    async with fault_server() as inner:
        server.routes["/in"] = redirect(302, inner.url("/ok", host))
        async with fetcher(server) as fetch:
            direct, led = await fetch.get(inner.url("/ok", host)), await fetch.get(server.url("/in"))
        assert inner.connections == 0
    assert direct.problem in REFUSED
    assert led.problem in REFUSED
    assert direct.body is led.body is None


async def test_a_name_that_turns_into_loopback_is_refused(server: FaultServer) -> None:
    """DNS that answers a public address first and loopback later reaches nothing."""
    resolver = Rebinding(server.port, "127.0.0.1")
    async with fetcher(options={"resolver": resolver}) as fetch:
        page = await fetch.get(f"http://rebind.example:{server.port}/ok")
    assert page.problem == "address_refused"
    assert server.requests == []


async def test_only_the_listed_port_of_a_private_host_is_open(server: FaultServer) -> None:
    """private_hosts lists exact pairs: another port, or another name for the same host, stays closed."""
    async with fault_server() as other, fetcher(server) as fetch:
        assert (await fetch.get(server.url("/ok"))).problem is None
        assert (await fetch.get(other.url("/ok"))).problem == "address_refused"
        assert (await fetch.get(server.url("/ok", "localhost"))).problem == "address_refused"


async def test_proxy_variables_are_ignored(server: FaultServer, monkeypatch: pytest.MonkeyPatch) -> None:
    """A proxy in the environment is used only where the settings say so."""
    async with fault_server() as proxy:
        proxy.answer("/ok", "from the proxy")
        monkeypatch.setenv("http_proxy", proxy.url())
        async with fetcher(server) as fetch:
            assert (await fetch.get(server.url("/ok"))).body == b"all well"
        assert proxy.requests == []


@pytest.mark.parametrize(
    ("url", "problem"),
    [
        ("file:///etc/passwd", "bad_url"),
        ("ftp://example.com/x", "bad_url"),
        ("http://user:secret@example.com/", "bad_url"),
        ("http:///x", "bad_url"),
        ("no url at all", "bad_url"),
        ("http://[::1", "bad_url"),
        ("http://example.com:99999/", "bad_url"),
        ("http://" + "a" * 300 + ".example/", "bad_url|dns"),
    ],
)
async def test_what_is_no_url_is_not_asked_for(url: str, problem: str) -> None:
    """Other schemes, passwords and nonsense are problems, not exceptions."""
    async with fetcher() as fetch:
        page = await fetch.get(url)
    assert page.problem in problem.split("|")
    assert page.detail


@pytest.mark.parametrize("encoding", ["gzip", "br", "zstd", "deflate"])
async def test_bombs_are_not_unpacked(server: FaultServer, encoding: str) -> None:
    """A small body that unpacks to far more than the cap is too_large, and memory stays low."""
    server.routes["/bomb"] = bomb(encoding)
    async with fetcher(server, max_bytes=1_000_000, total_timeout=20.0) as fetch:
        await fetch.get(server.url("/ok"))
        with growth() as grown:
            page = await fetch.get(server.url("/bomb"))
    assert page.problem == "too_large"
    assert page.body is None
    assert grown() < 50


@pytest.mark.parametrize(
    ("path", "problem"), [("/twice", "encoding"), ("/odd", "encoding"), ("/endless", "too_large")]
)
async def test_other_ways_to_be_too_much(server: FaultServer, path: str, problem: str) -> None:
    """Two layers of packing, an unknown one, and chunks without an end."""
    server.routes["/twice"] = bomb("gzip, gzip")
    server.answer("/odd", "x", Content_Encoding="rot13")
    async with fetcher(server, max_bytes=1_000_000, total_timeout=20.0) as fetch:
        assert (await fetch.get(server.url(path))).problem == problem


@pytest.mark.parametrize("path", ["/silent", "/slow-body"])
async def test_every_fetch_ends_by_its_deadline(server: FaultServer, path: str) -> None:
    """Silence, and one byte at a time, end with the total time-out."""
    async with fetcher(server, total_timeout=0.8, read_timeout=5.0) as fetch:
        started = time.monotonic()
        page = await fetch.get(server.url(path))
    assert page.problem == "timeout"
    assert time.monotonic() - started < 4.5  # before the time-out of a read


async def test_a_head_that_drips_ends_by_its_deadline() -> None:
    """One byte of the headers every tenth of a second is no answer either."""

    async def drip(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(ConnectionError):
            await reader.read(1000)
            for byte in b"HTTP/1.1 200 OK\r\nX: " + b"a" * 200:
                writer.write(bytes([byte]))
                await writer.drain()
                await asyncio.sleep(0.1)

    listener = await asyncio.start_server(drip, "127.0.0.1", 0)
    host, port = listener.sockets[0].getsockname()
    async with fetcher(f"{host}:{port}", total_timeout=0.8, read_timeout=5.0) as fetch:
        started = time.monotonic()
        page = await fetch.get(f"http://{host}:{port}/", robots=False)
    listener.close()
    assert page.problem == "timeout"
    assert time.monotonic() - started < 4.5  # before the time-out of a read


async def test_a_redirect_chain_has_one_deadline(server: FaultServer) -> None:
    """Time spent on one hop is gone for the next."""

    async def slow(_: Any) -> Any:
        await asyncio.sleep(1.6)
        return await redirect(302, "/slow-body")(_)

    server.routes["/slow-hop"] = slow
    async with fetcher(server, total_timeout=2.0, read_timeout=5.0) as fetch:
        started = time.monotonic()
        assert (await fetch.get(server.url("/slow-hop"))).problem == "timeout"
    assert time.monotonic() - started < 3.4  # with a deadline for each hop 3.6


@pytest.mark.parametrize(
    ("answer", "problem"),
    [
        (b"", "connection_lost"),
        (b"SSH-2.0-OpenSSH_9.6\r\n", "bad_answer"),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nshort", "truncated"),
        (b"HTTP/1.1 200 OK\r\nX: " + b"a" * 20_000 + b"\r\n\r\n", "bad_answer"),
        (b"HTTP/1.1 200 OK\r\n" + b"A: b\r\n" * 2000 + b"\r\n", "bad_answer"),
        (b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 4\r\n\r\nabcd", "encoding"),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nZZ\r\nx\r\n", "truncated|bad_answer"),
        (b"HTTP/1.1 99 No\r\n\r\n", "bad_answer|http_99|connection_lost"),
        (b"HTTP/1.1 301 Moved\r\nLocation: http://[\r\nContent-Length: 0\r\n\r\n", "bad_url"),
    ],
)
async def test_garbage_is_a_problem(answer: bytes, problem: str) -> None:
    """What is no proper HTTP is a problem with a name, and never an exception."""
    async with raw_server(answer) as place, fetcher(place) as fetch:
        page = await fetch.get(f"http://{place}/", robots=False)
    assert page.problem in problem.split("|"), page.detail
    assert page.detail


async def test_tls_is_verified(server: FaultServer) -> None:
    """An https address that does not speak TLS is a problem, and is not tried without."""
    async with fetcher(server) as fetch:
        page = await fetch.get(server.url("/ok").replace("http:", "https:"), robots=False)
    assert page.problem == "tls"
    assert server.requests == []


@pytest.mark.parametrize(
    ("path", "problem"),
    [
        ("/loop", "redirect_loop"),
        ("/chain/0", "too_many_redirects"),
        ("/nowhere", "bad_redirect"),
        ("/to-file", "bad_url"),
        ("/none", "http_404"),
    ],
)
async def test_redirects_end(server: FaultServer, path: str, problem: str) -> None:
    """Circles, long chains, redirects to nothing and to files each end with their own kind."""
    async with fetcher(server) as fetch:
        assert (await fetch.get(server.url(path))).problem == problem


@pytest.mark.parametrize(
    ("path", "moved_to"),
    [("/moved", "/for-now"), ("/moved-again", "/for-now"), ("/for-now", None), ("/ok", None)],
)
async def test_only_permanent_moves_count(server: FaultServer, path: str, moved_to: str | None) -> None:
    """301 and 308 at the head of a chain say where a feed lives now; 302 and 307 do not."""
    async with fetcher(server) as fetch:
        page = await fetch.get(server.url(path))
    assert page.body == b"all well"
    assert page.moved_to == (server.url(moved_to) if moved_to else None)


@pytest.mark.parametrize("status", [401, 403, 404, 410, 429, 451, 500, 503])
async def test_errors_have_the_status_in_their_kind(server: FaultServer, status: int) -> None:
    """Each refused request is counted under its status, and its body is nobody's text."""
    server.answer("/error", "secret words", status=status)
    async with fetcher(server) as fetch:
        page = await fetch.get(server.url("/error"))
    assert (page.problem, page.status, page.body) == (f"http_{status}", status, None)


async def test_robots_are_obeyed(server: FaultServer) -> None:
    """A path that robots.txt forbids is never asked for, not even through a redirect; it is read once."""
    server.robots = "User-agent: *\nDisallow: /private\nDisallow: /*?print\n"
    server.routes["/sly"] = redirect(302, "/private/x")
    async with fetcher(server) as fetch:
        pages = await asyncio.gather(
            *(fetch.get(server.url(path)) for path in ("/private/a", "/ok?print", "/sly", "/ok", "/ok"))
        )
    assert [page.problem for page in pages] == ["robots_disallow"] * 3 + [None, None]
    assert len(server.asked("/robots.txt")) == 1
    assert not [request for request in server.requests if request.path.startswith("/private")]
    assert not server.asked("/ok?print")


async def test_an_unreadable_robots_txt_means_no(server: FaultServer) -> None:
    """5xx forbids everything for now; the answer is kept for the next run."""
    server.robots, server.robots_status = "", 503
    now = [1_795_000_000.0]
    first = fetcher(server, options={"clock": lambda: now[0]})
    async with first as fetch:
        assert (await fetch.get(server.url("/ok"))).problem in ("robots_unreachable", "host_waiting")
    assert server.asked("/ok") == []
    now[0] += 90_000
    server.robots_status = 200
    async with fetcher(server, options={"clock": lambda: now[0], "hosts": first.hosts}) as fetch:
        assert (await fetch.get(server.url("/ok"))).problem is None


async def test_a_long_robots_txt_is_read_to_its_limit(server: FaultServer) -> None:
    """Rules in the first 500 KiB hold, however long the file is."""
    server.robots = "User-agent: *\nDisallow: /ok\n" + "# x\n" * 300_000
    async with fetcher(server) as fetch:
        assert (await fetch.get(server.url("/ok"))).problem == "robots_disallow"


async def test_retry_after_holds_for_the_whole_host_and_over_runs(server: FaultServer) -> None:
    """After one 429, no feed of the host is asked for until its time has passed."""
    now = [1_795_000_000.0]
    server.answer("/busy", status=429, Retry_After="7200")
    first = fetcher(server, options={"clock": lambda: now[0]})
    async with first as fetch:
        assert (await fetch.get(server.url("/busy"))).problem == "http_429"
        assert (await fetch.get(server.url("/ok"))).problem == "host_waiting"
    now[0] += 7100
    async with fetcher(server, options={"clock": lambda: now[0], "hosts": first.hosts}) as fetch:
        page = await fetch.get(server.url("/ok"))
        assert page.problem == "host_waiting"
        assert "429" in (page.detail or "")
        assert server.asked("/ok") == []
        now[0] += 200
        assert (await fetch.get(server.url("/ok"))).problem is None


async def test_hosts_are_asked_gently(server: FaultServer) -> None:
    """No more requests at a time than allowed, and a pause between two starts."""

    async def slow(_: Any) -> Any:
        await asyncio.sleep(0.12)
        return await server.routes["/ok"](_)

    server.routes["/slow"] = slow
    async with fetcher(server, per_host=2, delay=0.05, total_timeout=10.0) as fetch:
        await asyncio.gather(*(fetch.get(server.url(f"/slow?{n}")) for n in range(8)))
    seen = sorted(server.requests, key=lambda request: request.started)
    starts = [one.started - seen[0].started for one in seen]
    assert all(start > n * 0.05 - 0.04 for n, start in enumerate(starts))  # a busy machine sees one late
    overlap = max(sum(other.started <= one.started < other.ended for other in seen) for one in seen)
    assert overlap <= 2


async def test_crawl_delay_is_kept(server: FaultServer) -> None:
    """A Crawl-delay longer than our own pause is what counts."""
    server.robots = "User-agent: *\nCrawl-delay: 0.3\n"
    async with fetcher(server) as fetch:
        for n in range(3):
            assert (await fetch.get(server.url(f"/ok?{n}"))).problem is None
    seen = [request.started for request in server.requests if request.path.startswith("/ok")]
    assert all(b - a > 0.25 for a, b in pairwise(seen))


async def test_a_dead_host_does_not_hold_up_the_others(server: FaultServer) -> None:
    """Forty requests to a silent host and as many to a good one: the good ones are all served."""
    server.routes["/hang"] = server.routes["/silent"]
    async with fault_server() as good, fetcher(server, good, total_timeout=0.4, concurrency=8) as fetch:
        pages = await asyncio.gather(
            *(fetch.get(server.url(f"/hang?{n}"), robots=False) for n in range(20)),
            *(fetch.get(good.url("/ok"), robots=False) for n in range(20)),
        )
    assert [page.problem for page in pages[20:]] == [None] * 20
    assert {page.problem for page in pages[:20]} <= {"timeout", "host_waiting"}
    assert len(server.requests) <= 6  # after some failures in a row it is left alone


@pytest.mark.parametrize("encoding", ["gzip", "br", "zstd", "deflate"])
async def test_a_body_cut_inside_its_packing_is_truncated(server: FaultServer, encoding: str) -> None:
    """What stops in the midst of its stream, though HTTP says that it is whole, is a named fault and no body."""
    story = b"".join(
        b"<p>On day %d the port counted %d ships.</p>" % (day, day * 37 % 101) for day in range(200)
    )
    whole = packed(encoding, story, 1)
    server.answer("/whole", whole, Content_Encoding=encoding)
    server.answer("/cut", whole[: len(whole) * 2 // 3], Content_Encoding=encoding)
    async with fetcher(server) as fetch:
        assert (await fetch.get(server.url("/whole"))).body == story
        page = await fetch.get(server.url("/cut"))
    assert (page.problem, page.body) == ("truncated", None)
    assert page.detail == f"{server.url('/cut')}: the body ends before it is whole."


async def test_packed_nothings_have_an_end(server: FaultServer) -> None:
    """A stream that goes on and on and unpacks to nothing is too large."""
    squeeze = zlib.compressobj(wbits=31)
    begun = squeeze.compress(b"") + squeeze.flush(zlib.Z_FULL_FLUSH)
    server.answer("/nothings", begun + b"\x00\x00\x00\xff\xff" * 300_000, Content_Encoding="gzip")
    async with fetcher(server, max_bytes=1_000_000) as fetch:
        assert (await fetch.get(server.url("/nothings"))).problem == "too_large"


async def test_a_host_that_ends_no_answer_is_left_alone(server: FaultServer) -> None:
    """Three bodies in a row that drip until the deadline are a dead host's; what comes whole in between says no."""
    settings = {"total_timeout": 0.3, "per_host": 1}
    async with fetcher(server, **settings) as fetch:
        kinds = [(await fetch.get(server.url(f"/slow-body?{n}"))).problem for n in range(5)]
        assert kinds == ["timeout"] * 3 + ["host_waiting"] * 2
    async with fetcher(server, **settings) as fetch:
        paths = ["/slow-body?1", "/slow-body?2", "/ok", "/slow-body?3", "/slow-body?4", "/ok"]
        kinds = [(await fetch.get(server.url(path))).problem for path in paths]
        assert kinds == ["timeout", "timeout", None] * 2

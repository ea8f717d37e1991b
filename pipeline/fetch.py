"""The one way to the network: feeds, pages, robots.txt and sitemaps all come through `Fetcher.get`.

    async with Fetcher(FetchSettings(contact="https://example.org/bot")) as fetcher:
        page = await fetcher.get("https://example.com/feed.xml", etag=known.etag)

What can go wrong on the network is an answer, not an exception: `page.problem` is its kind and
`page.detail` a sentence. http and https only, addresses are looked at for every connection
(`pipeline.addresses`), hosts are treated as they ask (`pipeline.politeness`), TLS is always
verified, decoded bytes and time have a cap.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Mapping
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from datetime import UTC, datetime
from types import TracebackType
from typing import Self
from urllib.request import getproxies, proxy_bypass

import aiohttp
from aiohttp.abc import AbstractResolver
from xxhash import xxh3_128_hexdigest
from yarl import URL

from db.clock import written
from db.errors import FetchError
from db.records import Page, content_id
from pipeline import politeness
from pipeline.addresses import authority, checked, guarded_socket
from pipeline.bodies import kept_headers, read_body
from pipeline.faults import fetch_error, status_error
from pipeline.politeness import HostState, Rules
from pipeline.turns import Turns

REDIRECTS = frozenset({301, 302, 303, 307, 308})
PERMANENT = frozenset({301, 308})
DEAD = frozenset({"dns", "connect", "tls", "timeout", "connection_lost"})


@dataclass(frozen=True, slots=True)
class FetchSettings:
    """How to ask. Times are seconds; `private_hosts` are exact "host:port" pairs off the public net."""

    user_agent: str = "Crossclaim/0.1"
    contact: str = ""
    private_hosts: frozenset[str] = frozenset()
    max_bytes: int = 10_000_000
    connect_timeout: float = 10.0
    read_timeout: float = 20.0
    total_timeout: float = 60.0
    max_redirects: int = 10
    per_host: int = 2
    delay: float = 1.0
    concurrency: int = 32
    use_proxy: bool = False

    @property
    def agent_line(self) -> str:
        """The User-Agent header, with the contact that a host can write to."""
        return f"{self.user_agent} (+{self.contact})" if self.contact else self.user_agent


@dataclass(slots=True)
class _Trail:
    """One chain of redirects as it is followed; `left` is the network time still allowed."""

    url: str
    left: float
    hops: list[str] = field(default_factory=list)
    status: int = 0
    headers: dict[str, str] = field(default_factory=dict)
    moved_to: str | None = None
    all_permanent: bool = True


class Fetcher:
    """Fetches pages politely and safely; one for each run. `hosts` is what the store keeps of hosts."""

    def __init__(
        self,
        settings: FetchSettings,
        hosts: Mapping[str, HostState] | None = None,
        *,
        clock: Callable[[], float] = time.time,
        resolver: AbstractResolver | None = None,
    ) -> None:
        self.settings = settings
        self.hosts: dict[str, HostState] = dict(hosts or {})
        self._clock, self._resolver = clock, resolver
        self._turns = Turns(settings.per_host, settings.concurrency, clock)
        self._rules: dict[str, Rules] = {}
        self._robots_locks: dict[str, asyncio.Lock] = {}
        self._answering: set[str] = set()  # hosts that answered anything: one bad page is not a dead host
        self._closing = AsyncExitStack()

    async def __aenter__(self) -> Self:
        self._public = await self._closing.enter_async_context(self._session(guarded=True))
        self._private = await self._closing.enter_async_context(self._session(guarded=False))
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._closing.aclose()

    def _session(self, *, guarded: bool) -> aiohttp.ClientSession:
        connector = aiohttp.TCPConnector(
            limit=self.settings.concurrency,
            resolver=self._resolver,
            socket_factory=guarded_socket if guarded else None,
        )
        return aiohttp.ClientSession(
            connector=connector,
            cookie_jar=aiohttp.DummyCookieJar(),
            auto_decompress=False,  # it takes a stream that was cut for a whole one, see pipeline.unpacking
            headers={"User-Agent": self.settings.agent_line, "Accept": "*/*"},
            timeout=aiohttp.ClientTimeout(
                total=None,  # the whole chain has one deadline, see _ask
                connect=None,
                sock_connect=self.settings.connect_timeout,
                sock_read=self.settings.read_timeout,
            ),
        )

    async def get(
        self, url: str, *, etag: str | None = None, last_modified: str | None = None, robots: bool = True
    ) -> Page:
        """What the URL answers, after redirects. Expected faults are in `Page.problem`, never raised.

        `etag` and `last_modified` are those of an earlier answer; a page with status 304 and no
        body then says that nothing has changed.
        """
        headers = {}
        if etag:
            headers["If-None-Match"] = etag
        if last_modified:
            headers["If-Modified-Since"] = last_modified
        trail = _Trail(url, self.settings.total_timeout)
        try:
            body = await self._follow(trail, headers, robots=robots)
        except FetchError as error:
            return self._page(trail, None, problem=error.kind, detail=str(error))
        return self._page(trail, body)

    def _page(
        self, trail: _Trail, body: bytes | None, *, problem: str | None = None, detail: str | None = None
    ) -> Page:
        final = trail.hops[-1] if trail.hops else trail.url
        digest = xxh3_128_hexdigest(body) if body is not None else None
        return Page(
            id=content_id(trail.url, final, trail.status, digest, problem),
            url=trail.url,
            final_url=final,
            status=trail.status,
            headers=trail.headers,
            body=body,
            fetched_at=written(datetime.fromtimestamp(self._clock(), UTC)),
            hops=tuple(trail.hops),
            problem=problem,
            detail=detail,
            moved_to=trail.moved_to,
        )

    async def _follow(
        self,
        trail: _Trail,
        headers: dict[str, str],
        *,
        robots: bool,
        max_redirects: int | None = None,
        cut_at: int | None = None,
    ) -> bytes | None:
        """The body at the end of the chain (None for 304); FetchError for anything else than success."""
        most = self.settings.max_redirects if max_redirects is None else max_redirects
        url = checked(trail.url)
        while True:
            if str(url) in trail.hops:
                raise FetchError("redirects in a circle.", subject=trail.url, kind="redirect_loop")
            if len(trail.hops) > most:
                raise FetchError(
                    f"redirects more than {most} times.", subject=trail.url, kind="too_many_redirects"
                )
            trail.hops.append(str(url))
            if robots:
                await self._ask_robots(url)
            body = await self._ask(url, trail, headers, cut_at)
            if trail.status not in REDIRECTS:
                return body
            url = self._next(url, trail)

    def _next(self, url: URL, trail: _Trail) -> URL:
        """Where a redirect leads; keeps what is known of permanent moves."""
        location = trail.headers.get("location")
        if not location:
            raise FetchError(
                f"answers {trail.status} without a location.", subject=str(url), kind="bad_redirect"
            )
        target = checked(location, base=url)
        trail.all_permanent = trail.all_permanent and trail.status in PERMANENT
        if trail.all_permanent:
            trail.moved_to = str(target)
        return target

    async def _ask(
        self, url: URL, trail: _Trail, headers: dict[str, str], cut_at: int | None
    ) -> bytes | None:
        """One request, in turn; notes in the host's state how it went."""
        state = self._state(url)
        rules = self._rules.get(state.host)
        delay = max(self.settings.delay, rules.crawl_delay() if rules else 0.0)
        async with self._turns.turn(state, delay=delay):
            started = self._now()
            try:
                async with asyncio.timeout(max(trail.left, 0.0)):
                    return await self._request(url, state, trail, headers, cut_at)
            except (aiohttp.ClientError, OSError, ValueError) as error:
                fault = fetch_error(error, url, deadline=self.settings.total_timeout)
                dead = fault.kind in DEAD and state.host not in self._answering
                if dead or fault.kind == "timeout":  # also of a host that begins each answer and ends none
                    politeness.note_failure(state, now=self._clock())
                raise fault from error
            finally:
                trail.left -= self._now() - started

    async def _request(
        self, url: URL, state: HostState, trail: _Trail, headers: dict[str, str], cut_at: int | None
    ) -> bytes | None:
        session, proxy = self._way_to(url)
        async with session.get(url, headers=headers, allow_redirects=False, proxy=proxy) as answer:
            trail.status = answer.status
            trail.headers = kept_headers(answer.headers)
            if answer.status in (429, 503):
                politeness.note_retry_after(
                    state, trail.headers.get("retry-after"), status=answer.status, now=self._clock()
                )
            self._answering.add(state.host)
            if not 200 <= answer.status < 300:
                politeness.note_success(state)
                if answer.status in REDIRECTS or answer.status == 304:
                    return None
                raise status_error(url, answer.status, trail.headers)
            body = await read_body(url, answer, max_bytes=self.settings.max_bytes, cut_at=cut_at)
            politeness.note_success(state)
            return body

    def _way_to(self, url: URL) -> tuple[aiohttp.ClientSession, URL | None]:
        """The session for a URL, and the proxy where the settings say that one is used."""
        if authority(url, port=True) in self.settings.private_hosts:
            return self._private, None
        if self.settings.use_proxy and url.host and not proxy_bypass(url.host):
            proxy = getproxies().get(url.scheme)
            if proxy:
                return self._private, URL(proxy)
        return self._public, None

    def _state(self, url: URL) -> HostState:
        return self.hosts.setdefault(host := authority(url), HostState(host))

    async def _ask_robots(self, url: URL) -> None:
        """FetchError where the host's robots.txt keeps us from the URL."""
        state = self._state(url)
        if state.host not in self._rules or politeness.robots_due(state, now=self._clock()):
            async with self._robots_locks.setdefault(state.host, asyncio.Lock()):
                due = politeness.robots_due(state, now=self._clock())
                if due:
                    await self._fetch_robots(url, state)
                if due or state.host not in self._rules:
                    self._rules[state.host] = Rules(state, self.settings.user_agent.split("/")[0])
        if not self._rules[state.host].allows(str(url)):
            kind = "robots_unreachable" if state.robots_answer == "disallow" else "robots_disallow"
            reason = (
                "its host's robots.txt could not be read, which means no."
                if kind == "robots_unreachable"
                else "robots.txt does not allow it."
            )
            raise FetchError(reason, subject=str(url), kind=kind)

    async def _fetch_robots(self, url: URL, state: HostState) -> None:
        trail = _Trail(str(url.origin() / "robots.txt"), self.settings.total_timeout)
        body = None
        try:
            body = await self._follow(
                trail, {}, robots=False, max_redirects=5, cut_at=politeness.ROBOTS_BYTES
            )
        except FetchError as error:
            if trail.status == 0:
                # No answer at all, which says more than "robots.txt could not be read".
                raise FetchError(
                    error.message, subject=str(url), remedy=error.remedy, kind=error.kind
                ) from error
        politeness.note_robots(state, status=trail.status, body=body, now=self._clock())

    @staticmethod
    def _now() -> float:
        return asyncio.get_running_loop().time()

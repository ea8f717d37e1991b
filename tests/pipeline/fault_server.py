"""A web server on loopback that misbehaves in a way for each path, and remembers who asked for what.

async with fault_server() as server:
    page = await fetcher.get(server.url("/slow-body"))
    server.asked("/slow-body")
"""

from __future__ import annotations

import asyncio
import gzip
import queue
import sys
import threading
import time
import zlib
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import AsyncExitStack, asynccontextmanager, contextmanager, suppress
from dataclasses import dataclass, field

import brotli
from aiohttp import web

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

BOMB_BYTES = 60_000_000  # six times the cap that the tests set; packs to a few kilobytes
Handler = Callable[[web.BaseRequest], Awaitable[web.StreamResponse]]


@dataclass(slots=True)
class Asked:
    """One request as the server saw it."""

    host: str
    path: str
    headers: dict[str, str]
    started: float
    ended: float = 0.0


@dataclass(slots=True)
class FaultServer:
    """The running server; `routes` may be added to by a test."""

    port: int = 0
    requests: list[Asked] = field(default_factory=list)
    connections: int = 0
    routes: dict[str, Handler] = field(default_factory=dict)
    robots: str | None = None
    robots_status: int = 200

    def url(self, path: str = "/", host: str = "127.0.0.1") -> str:
        return f"http://{host}:{self.port}{path}"

    @property
    def place(self) -> str:
        """The pair that `private_hosts` has to list."""
        return f"127.0.0.1:{self.port}"

    def asked(self, path: str) -> list[Asked]:
        return [request for request in self.requests if request.path == path]

    def answer(self, path: str, body: str | bytes = "", status: int = 200, **headers: str) -> None:
        """Makes the server answer a path in this way from now on; header names with _ for -."""
        fields = {name.replace("_", "-"): value for name, value in headers.items()}
        content = body.encode() if isinstance(body, str) else body

        async def handler(_: web.BaseRequest) -> web.StreamResponse:
            return web.Response(status=status, body=content, headers=fields)

        self.routes[path] = handler

    async def _handle(self, request: web.BaseRequest) -> web.StreamResponse:
        seen = Asked(request.host, request.path_qs, dict(request.headers), time.monotonic())
        self.requests.append(seen)
        try:
            if request.path == "/robots.txt":
                if self.robots is None:
                    return web.Response(status=404)
                return web.Response(status=self.robots_status, text=self.robots)
            handler = self.routes.get(request.path)
            return await handler(request) if handler else web.Response(status=404)
        finally:
            seen.ended = time.monotonic()


async def ok(_: web.BaseRequest) -> web.StreamResponse:
    return web.Response(
        text="all well", headers={"ETag": '"v1"', "Last-Modified": "Sun, 01 Nov 2026 00:00:00 GMT"}
    )


async def conditional(request: web.BaseRequest) -> web.StreamResponse:
    return web.Response(status=304) if request.headers.get("If-None-Match") == '"v1"' else await ok(request)


async def silent(_: web.BaseRequest) -> web.StreamResponse:
    await asyncio.sleep(30)
    return web.Response()


async def slow_body(request: web.BaseRequest) -> web.StreamResponse:
    """One byte every fifth of a second."""
    answer = web.StreamResponse()
    await answer.prepare(request)
    with suppress(ConnectionError):
        for _ in range(150):
            await answer.write(b"x")
            await asyncio.sleep(0.2)
    return answer


async def endless(request: web.BaseRequest) -> web.StreamResponse:
    answer = web.StreamResponse()
    await answer.prepare(request)
    with suppress(ConnectionError):
        for _ in range(BOMB_BYTES // 65536):
            await answer.write(b"x" * 65536)
    return answer


def packed(encoding: str, piece: bytes = bytes(1_000_000), times: int = BOMB_BYTES // 1_000_000) -> bytes:
    """A piece so many times over, packed; BOMB_BYTES zeros unless told."""
    match encoding:
        case "br":
            press = brotli.Compressor(quality=5)
            return b"".join([*(press.process(piece) for _ in range(times)), press.finish()])
        case "zstd":
            pack = zstd.ZstdCompressor()
            return b"".join([*(pack.compress(piece) for _ in range(times)), pack.flush()])
    bits = {"gzip": 31, "deflate": 15}[encoding]
    squeeze = zlib.compressobj(9, wbits=bits)
    return b"".join(squeeze.compress(piece) for _ in range(times)) + squeeze.flush()


def bomb(encoding: str) -> Handler:
    async def handler(_: web.BaseRequest) -> web.StreamResponse:
        body = gzip.compress(packed("gzip")) if encoding == "gzip, gzip" else packed(encoding)
        return web.Response(body=body, headers={"Content-Encoding": encoding})

    return handler


def redirect(status: int, target: str) -> Handler:
    async def handler(_: web.BaseRequest) -> web.StreamResponse:
        return web.Response(status=status, headers={"Location": target} if target else {})

    return handler


def raw(answer: bytes) -> Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]:
    """A handler for `asyncio.start_server` that sends these bytes, whatever is asked."""

    async def handler(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(ConnectionError):
            await reader.read(1000)
            writer.write(answer)
            await writer.drain()
            writer.close()

    return handler


@asynccontextmanager
async def fault_server() -> AsyncIterator[FaultServer]:
    """The server, listening on a free port of loopback."""
    server = FaultServer(
        routes={
            "/ok": ok,
            "/conditional": conditional,
            "/silent": silent,
            "/slow-body": slow_body,
            "/endless": endless,
            "/loop": redirect(302, "/loop"),
            "/nowhere": redirect(301, ""),
            "/to-file": redirect(302, "file:///etc/passwd"),
            "/moved": redirect(308, "/moved-again"),
            "/moved-again": redirect(301, "/for-now"),
            "/for-now": redirect(302, "/ok"),
        }
    )
    for number in range(12):
        server.routes[f"/chain/{number}"] = redirect(302, f"/chain/{number + 1}")
    handle = web.Server(server._handle)

    def connected() -> asyncio.Protocol:
        server.connections += 1
        return handle()

    listener = await asyncio.get_running_loop().create_server(connected, "127.0.0.1", 0)
    server.port = listener.sockets[0].getsockname()[1]
    try:
        yield server
    finally:
        listener.close()
        await handle.shutdown(0.1)


@asynccontextmanager
async def raw_server(answer: bytes) -> AsyncIterator[str]:
    """The "host:port" of a server that sends these bytes to whoever connects."""
    listener = await asyncio.start_server(raw(answer), "127.0.0.1", 0)
    host, port = listener.sockets[0].getsockname()
    try:
        yield f"{host}:{port}"
    finally:
        listener.close()


@contextmanager
def servers_in_a_thread(count: int, *answers: bytes) -> Iterator[tuple[list[FaultServer], list[str]]]:
    """So many fault servers, and the "host:port" of one raw server for each answer, beside code that is not async."""
    ready: queue.Queue[tuple[asyncio.AbstractEventLoop, asyncio.Event, list[FaultServer], list[str]]] = (
        queue.Queue()
    )

    async def serve() -> None:
        async with AsyncExitStack() as stack:
            servers = [await stack.enter_async_context(fault_server()) for _ in range(count)]
            places = [await stack.enter_async_context(raw_server(answer)) for answer in answers]
            done = asyncio.Event()
            ready.put((asyncio.get_running_loop(), done, servers, places))
            await done.wait()

    thread = threading.Thread(target=asyncio.run, args=(serve(),), daemon=True)
    thread.start()
    loop, done, servers, places = ready.get(timeout=10)
    try:
        yield servers, places
    finally:
        loop.call_soon_threadsafe(done.set)
        thread.join(10)

"""The whole fetch path against bare aiohttp: `python -m bench.fetch [--requests 4200]`.

Both ask one local server with 50 ms of latency for pages of some 30 kB, 32 at a time; the ratio of
their requests a second is printed. The server is a process of its own.
"""

from __future__ import annotations

import argparse
import asyncio
import multiprocessing
import os
import time
from multiprocessing.connection import Connection

import aiohttp
from aiohttp import web

from pipeline.fetch import Fetcher, FetchSettings

LATENCY = 0.05
TOGETHER = 32
BODY = ("<p>The quick brown fox jumps over the lazy dog.</p>" * 620).encode()


def serve(pipe: Connection) -> None:
    """A server with a fixed latency; sends its port through the pipe and runs until it is killed."""

    async def handler(request: web.Request) -> web.Response:
        if request.path == "/robots.txt":
            return web.Response(text="User-agent: *\nDisallow: /private\n")
        await asyncio.sleep(LATENCY)
        return web.Response(body=BODY, content_type="text/html")

    async def run() -> None:
        runner = web.ServerRunner(web.Server(handler))  # type: ignore[arg-type]
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        pipe.send(runner.addresses[0][1])
        await asyncio.Event().wait()

    asyncio.run(run())


async def bare(port: int, count: int) -> None:
    slots = asyncio.Semaphore(TOGETHER)
    async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=TOGETHER)) as session:

        async def one(number: int) -> None:
            async with slots, session.get(f"http://127.0.0.1:{port}/{number}") as answer:
                assert len(await answer.read()) == len(BODY)

        await asyncio.gather(*(one(number) for number in range(count)))


async def whole(port: int, count: int) -> None:
    settings = FetchSettings(
        private_hosts=frozenset({f"127.0.0.1:{port}"}), delay=0.0, per_host=TOGETHER, concurrency=TOGETHER
    )
    async with Fetcher(settings) as fetcher:

        async def one(number: int) -> None:
            page = await fetcher.get(f"http://127.0.0.1:{port}/{number}")
            assert page.body is not None, page.detail
            assert len(page.body) == len(BODY)

        await asyncio.gather(*(one(number) for number in range(count)))


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--requests", type=int, default=4200)
    options.add_argument("--rounds", type=int, default=2)
    chosen = options.parse_args()
    found = measure(chosen.requests, chosen.rounds)
    for name, (rate, cost) in found.items():
        print(f"{name:18} {rate:6.0f} requests/s  {cost:.2f} ms of CPU a request")
    print(f"ratio              {found['whole fetch path'][0] / found['bare aiohttp'][0]:6.2f}")


def measure(requests: int, rounds: int) -> dict[str, tuple[float, float]]:
    """For both ways the best requests a second, and the CPU milliseconds a request."""
    here, there = multiprocessing.Pipe()
    server = multiprocessing.get_context("spawn").Process(target=serve, args=(there,), daemon=True)
    server.start()
    port = here.recv()
    rates: dict[str, list[float]] = {"bare aiohttp": [], "whole fetch path": []}
    spent: dict[str, float] = dict.fromkeys(rates, 0.0)
    for _ in range(rounds):
        for name, ask in (("bare aiohttp", bare), ("whole fetch path", whole)):
            started, cpu = time.perf_counter(), sum(os.times()[:2])
            asyncio.run(ask(port, requests))
            rates[name].append(requests / (time.perf_counter() - started))
            spent[name] += sum(os.times()[:2]) - cpu
    server.kill()
    return {name: (max(found), 1000 * spent[name] / requests / rounds) for name, found in rates.items()}


if __name__ == "__main__":
    main()

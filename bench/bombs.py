"""What a hostile body costs: `python -m bench.bombs`. Each bomb unpacks to 1 GB; the cap is 5 MB.

A fresh process fetches each from a local server and prints by how much its memory grew, and what the
fetch path said of it.
"""

from __future__ import annotations

import asyncio
import multiprocessing
import resource
import sys
import time
from multiprocessing.connection import Connection

from pipeline.fetch import Fetcher, FetchSettings
from tests.pipeline import fault_server

UNPACKED = 1_000_000_000
BOMBS = ("gzip", "gzip, gzip", "br", "zstd", "deflate", "endless")


def serve(pipe: Connection) -> None:
    """The fault server with bombs of a gigabyte; sends its port."""
    fault_server.BOMB_BYTES = UNPACKED

    async def run() -> None:
        async with fault_server.fault_server() as server:
            for name in BOMBS[:-1]:
                packed = fault_server.bomb(name)
                answer = await packed(None)  # type: ignore[arg-type]
                server.answer(f"/{name}", answer.body, Content_Encoding=name)  # type: ignore[attr-defined]
            pipe.send(server.port)
            await asyncio.Event().wait()

    asyncio.run(run())


def peak() -> float:
    """The most memory that this process ever had, in MB."""
    size = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return size / 1_000_000 if sys.platform == "darwin" else size / 1_000


def fetch(pipe: Connection, port: int, name: str) -> None:
    """Fetches one bomb; sends growth in MB, seconds and the problem."""

    async def run() -> tuple[float, float, str | None]:
        settings = FetchSettings(private_hosts=frozenset({f"127.0.0.1:{port}"}), max_bytes=5_000_000, delay=0)
        async with Fetcher(settings) as fetcher:
            await fetcher.get(f"http://127.0.0.1:{port}/ok")
            before, started = peak(), time.perf_counter()
            page = await fetcher.get(f"http://127.0.0.1:{port}/{name}")
            return peak() - before, time.perf_counter() - started, page.problem

    pipe.send(asyncio.run(run()))


def main() -> None:
    spawn = multiprocessing.get_context("spawn")
    here, there = spawn.Pipe()
    server = spawn.Process(target=serve, args=(there,), daemon=True)
    server.start()
    port = here.recv()
    for name in BOMBS:
        process = spawn.Process(target=fetch, args=(there, port, name))
        process.start()
        grown, seconds, problem = here.recv()
        process.join()
        print(f"{name:12} +{grown:5.1f} MB  {seconds:5.2f} s  {problem}")
    server.kill()


if __name__ == "__main__":
    main()

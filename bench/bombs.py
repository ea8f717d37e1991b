"""What a hostile body costs: `python -m bench.bombs`. Each bomb unpacks to 1 GB; the cap is 5 MB.

A fresh process fetches each from a local server and prints by how much its memory grew, and what the
fetch path said of it.
"""

from __future__ import annotations

import asyncio
import multiprocessing
import time
from multiprocessing.connection import Connection

from pipeline.fetch import Fetcher, FetchSettings
from tests.memory import growth
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


def fetch(pipe: Connection, port: int, name: str) -> None:
    """Fetches one bomb; sends growth in MB, seconds and the problem."""

    async def run() -> tuple[float, float, str | None]:
        settings = FetchSettings(private_hosts=frozenset({f"127.0.0.1:{port}"}), max_bytes=5_000_000, delay=0)
        async with Fetcher(settings) as fetcher:
            await fetcher.get(f"http://127.0.0.1:{port}/ok")
            started = time.perf_counter()
            with growth() as grown:
                page = await fetcher.get(f"http://127.0.0.1:{port}/{name}")
            return grown(), time.perf_counter() - started, page.problem

    pipe.send(asyncio.run(run()))


def main() -> None:
    for name, (grown, seconds, problem) in measure().items():
        print(f"{name:12} +{grown:5.1f} MB  {seconds:5.2f} s  {problem}")


def measure() -> dict[str, tuple[float, float, str | None]]:
    """For each bomb by how many MB memory grew, how many seconds it took, and the problem it was named by."""
    found: dict[str, tuple[float, float, str | None]] = {}
    spawn = multiprocessing.get_context("spawn")
    here, there = spawn.Pipe()
    server = spawn.Process(target=serve, args=(there,), daemon=True)
    server.start()
    port = here.recv()
    for name in BOMBS:
        process = spawn.Process(target=fetch, args=(there, port, name))
        process.start()
        found[name] = here.recv()
        process.join()
    server.kill()
    return found


if __name__ == "__main__":
    main()

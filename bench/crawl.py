"""Every kind of link on every kind of page of a database: python -m bench.crawl build/pages-200000.db

Asks a site in-process for a page, then for the links on it and so on, up to `--each` addresses of each kind
(a kind is a path up to its key, with the names in its query), and prints what failed, ran out of time or is
over 300 kB, and the slowest. Downloads of whole sets are asked for with a filter only.
"""

from __future__ import annotations

import argparse
import asyncio
import re
import time
from collections import Counter, deque
from html import unescape
from pathlib import Path
from typing import NamedTuple
from urllib.parse import parse_qsl

from browse.site import open_site
from pipeline.serving import no_traces_of_bad_addresses

LARGEST = 300_000  # bytes of a page
FAILED = ("facets timed out", "SQL query took too long", "interrupted")


class Asked(NamedTuple):
    """An address, its status, bytes, milliseconds of CPU, and what is wrong with it ("" for nothing)."""

    address: str
    status: int
    size: int
    cpu: float
    fault: str


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("database", type=Path)
    parser.add_argument("--each", type=int, default=12)
    parser.add_argument("--most", type=int, default=3000, help="addresses in all")
    options = parser.parse_args()
    no_traces_of_bad_addresses()
    found = asyncio.run(crawl(options.database, options.each, options.most))
    faulty = [one for one in found if one.fault]
    kinds = len({kind_of(one.address) for one in found})
    print(f"{len(found)} addresses of {kinds} kinds, {len(faulty)} with a fault")
    for one in faulty:
        print(f"  {one.status} {one.size / 1000:.0f} kB {one.address}: {one.fault}")
    print("the slowest:")
    for one in sorted(found, key=lambda one: -one.cpu)[:10]:
        print(f"  {one.cpu:6.0f} ms CPU {one.size / 1000:6.0f} kB  {one.address}")


async def crawl(database: Path, each: int, most: int) -> list[Asked]:
    """What each address answered, breadth first from the front page."""
    site = open_site(database)
    seen, todo, kinds = {"/"}, deque(["/"]), Counter[str]()
    found: list[Asked] = []
    while todo and len(found) < most:
        address = todo.popleft()
        kind = kind_of(address)
        kinds[kind] += 1
        if kinds[kind] > each or (kind.startswith("/-/export/") and "?" not in kind):
            continue
        start = time.process_time()
        answer = await site.client.get(address)
        cpu = (time.process_time() - start) * 1000
        page = "text/html" in answer.headers.get("content-type", "")
        text = answer.text if page else ""
        fault = fault_of(answer.status_code, len(answer.content) if page else 0, text)
        found.append(Asked(address, answer.status_code, len(answer.content), cpu, fault))
        for link in re.findall(r'(?:href|src)="(/[^"#]*)', text):
            if (there := unescape(link)) not in seen:
                seen.add(there)
                todo.append(there)
    return found


def kind_of(address: str) -> str:
    """The path with its keys as stars, and the names in its query."""
    path, _, query = address.partition("?")
    parts = path.strip("/").split("/")
    if (len(parts) > 2 and parts[0] == "-" and parts[1] not in ("export", "feeds", "static", "look")) or (
        len(parts) > 2 and parts[0] != "-"
    ):
        parts[2:] = ["*"]
    names = sorted({name for name, _ in parse_qsl(query, keep_blank_values=True)})
    return "/" + "/".join(parts) + ("?" + "&".join(names) if names else "")


def fault_of(status: int, size: int, text: str) -> str:
    """What is wrong with an answer; "" where nothing is. `size` is that of a page."""
    if status not in (200, 302):
        return "failed"
    if size > LARGEST:
        return "too large"
    return next((words for words in FAILED if words in text), "")


if __name__ == "__main__":
    main()

"""What is known of hosts, kept from one run to the next: how long each wants to be left alone, its robots.txt.

async with open_fetcher(settings, store) as fetcher: ...
"""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import asdict

from db.store import Store
from pipeline.fetch import Fetcher, FetchSettings
from pipeline.politeness import HostState


@asynccontextmanager
async def open_fetcher(settings: FetchSettings, store: Store) -> AsyncIterator[Fetcher]:
    """A fetcher that knows what earlier runs learnt of hosts; what it learns is kept, however the block ends."""
    hosts = {host: HostState(**json.loads(state)) for host, state in store.feeds.hosts().items()}
    fetcher = Fetcher(settings, hosts)
    try:
        async with fetcher:
            yield fetcher
    finally:
        save_hosts(store, fetcher)


def save_hosts(store: Store, fetcher: Fetcher) -> None:
    """Keeps what the fetcher knows so far, so that a run that is killed forgets no host's wish."""
    store.feeds.save_hosts({host: json.dumps(asdict(state)) for host, state in fetcher.hosts.items()})

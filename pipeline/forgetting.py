"""Takedowns: a text is removed for good, and does not return under another spelling of its address.

forget(store, "https://example.com/story", now=now(), reason="asked to")   # 2 editions removed
is_forgotten(store, "http://www.example.com/story?utm_source=x")           # True
"""

from __future__ import annotations

import re

from db.store import Store
from pipeline.urls import url_key


def is_forgotten(store: Store, *urls: str | None) -> bool:
    """Whether the text under one of these addresses was taken down."""
    return any(store.articles.forgotten(url_key(url)) for url in urls if url)


def forget(store: Store, url: str, *, now: str, reason: str | None) -> int:
    """Removes the texts under an address, with all that led to them; how many editions.

    The address may be any spelling of the article's own, or one that redirected to it.
    """
    key = url_key(url)
    host = re.sub(r"^\w+://(?:www\.)?|[/?#].*", "", url.strip().lower())
    urls = {url, *(known for known in store.articles.addresses(host or url) if url_key(known) == key)}
    seen: set[str] = set()
    while new := urls - seen:
        seen |= new
        urls = urls.union(*(store.articles.joined(known) for known in new))
    return store.articles.forget(urls, {url_key(known) for known in urls}, now, reason)

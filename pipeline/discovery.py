"""Feeds that a page names in its head.

[link.url for link in discover_feeds(page.body, page.final_url)]
"""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urljoin

from lxml import etree, html

from pipeline.bylines import clean

FEED_TYPES = {
    "application/rss+xml": "rss",
    "application/atom+xml": "atom",
    "application/rdf+xml": "rdf",
    "application/feed+json": "json",
    "application/json": "json",
}


@dataclass(frozen=True, slots=True)
class FeedLink:
    """A feed that a page names in its head."""

    url: str
    kind: str
    title: str | None


def discover_feeds(body: bytes, url: str) -> list[FeedLink]:
    """The feeds that a page names in its head (`<link rel="alternate">`), in its order."""
    try:
        tree = html.document_fromstring(body)
    except (etree.ParserError, ValueError):
        return []
    base = urljoin(url, next(iter(tree.xpath("//base/@href")), ""))
    links: dict[str, FeedLink] = {}
    for node in tree.iter("link"):
        kind = FEED_TYPES.get((node.get("type") or "").split(";")[0].strip().lower())
        if kind and "alternate" in (node.get("rel") or "").lower().split() and node.get("href"):
            target = urljoin(base, node.get("href").strip())
            if target.startswith(("http://", "https://")) and "wp-json" not in target:
                links.setdefault(target, FeedLink(target, kind, clean(node.get("title") or "")[:500] or None))
    return list(links.values())

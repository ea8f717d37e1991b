"""Feeds that a page names in its head.

[link.url for link in discover_feeds(page.body, page.final_url)]
"""

from __future__ import annotations

from dataclasses import dataclass

from lxml import etree, html

from pipeline.bylines import clean
from pipeline.urls import joined

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
    base = joined(url, next(iter(tree.xpath("//base/@href")), "")) or url
    links: dict[str, FeedLink] = {}
    for node in tree.iter("link"):
        kind = FEED_TYPES.get((node.get("type") or "").split(";")[0].strip().lower())
        if kind and "alternate" in (node.get("rel") or "").lower().split() and node.get("href"):
            target = joined(base, node.get("href"))
            if target and "wp-json" not in target:
                links.setdefault(target, FeedLink(target, kind, clean(node.get("title") or "")[:500] or None))
    return list(links.values())

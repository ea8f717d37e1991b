"""A fetched page as a feed: RSS, RDF, Atom, JSON Feed, a news sitemap, or a plain list of URLs.

    feed = read_feed(page, "https://example.com/feed.xml")
    feed.title, feed.kind, [entry.url for entry in feed.entries]

Bytes only ever go to a parser as a stream: a parser that is given a name would open it.
"""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from time import struct_time
from typing import Any
from urllib.parse import urldefrag

from lxml import etree

from db.errors import ReadError
from db.records import Entry, Page, content_id
from pipeline.bylines import whole
from pipeline.dates import iso_utc, plausible
from pipeline.discovery import discover_feeds
from pipeline.feed_text import harmless, mended, one_line, plain
from pipeline.unpacking import Unpacking, UnpackingError
from pipeline.urls import joined, url_key

MAX_ENTRIES = 50_000  # what a sitemap may hold
MAX_UNPACKED = 50_000_000
SITEMAP_TAG = re.compile(rb"<(?:\w+:)?(urlset|sitemapindex)[\s>]")
FEED_TAG = re.compile(rb"<(?:\w+:)?(rss|feed|RDF|channel)[\s>]")


@dataclass(frozen=True, slots=True)
class ParsedFeed:
    """What a feed says of itself and its entries, in the feed's order, each URL once.

    `kind` is rss, atom, rdf, json, sitemap, sitemap_index or urls. `more` are further documents of
    the same feed: the parts of a sitemap index, or the next page.
    """

    title: str | None
    entries: tuple[Entry, ...]
    kind: str
    language: str | None = None
    site: str | None = None
    more: tuple[str, ...] = ()


def read_feed(page: Page, url: str) -> ParsedFeed:
    """The feed in a fetched page; ReadError where it holds none. `url` is the feed's own address.

    A page of HTML is an error of kind "no_feed", whose remedy names the feeds that it links to.
    """
    body = _unpacked(page.body or b"", url)
    base = page.final_url or url
    start = body[:8192].replace(b"\x00", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")  # UTF-16 too
    if not start:
        raise ReadError("is empty.", subject=url, kind="empty_feed")
    if start[:1] == b"{":
        feed = _json_feed(body, url, base)
    elif SITEMAP_TAG.search(start):
        feed = _sitemap(body, url)
    elif FEED_TAG.search(start) or b"<?xml" in start[:100]:
        feed = _xml_feed(body, url, base, page.headers)
    elif (lines := _url_lines(body)) is not None:
        feed = ParsedFeed(None, tuple(Entry(feed=url, url=line) for line in lines), "urls")
    else:
        raise _no_feed(body, url, base)
    return replace(feed, entries=_once(feed.entries))


def _unpacked(body: bytes, url: str) -> bytes:
    """The body, unpacked where it is a .gz file (sitemaps often are), up to a cap."""
    if body[:2] != b"\x1f\x8b":
        return body
    unpacking = Unpacking("gzip")
    parts: list[bytes] = []
    try:
        for piece in unpacking.pieces(body):
            parts.append(piece)
            if sum(map(len, parts)) > MAX_UNPACKED:
                raise ReadError(
                    f"is larger than {MAX_UNPACKED:,} bytes when unpacked.", subject=url, kind="too_large"
                )
    except UnpackingError as error:
        raise ReadError(f"is a broken gzip file ({error}).", subject=url, kind="encoding") from error
    if not unpacking.whole:
        raise ReadError("is a gzip file that ends before it is whole.", subject=url, kind="truncated")
    return b"".join(parts)


def _once(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """The first entry for each URL: a guid may be reused or change, the address says what is meant."""
    first: dict[str, Entry] = {}
    for entry in entries:
        first.setdefault(url_key(entry.url), entry)
    return tuple(first.values())[:MAX_ENTRIES]


def _xml_feed(body: bytes, url: str, base: str, headers: Mapping[str, str]) -> ParsedFeed:
    import feedparser

    known = {"content-location": base}
    if "content-type" in headers:
        known["content-type"] = headers["content-type"]
    try:
        parsed = feedparser.parse(io.BytesIO(mended(body)), response_headers=known)
    except (
        ValueError,
        LookupError,
        TypeError,
        AttributeError,
        AssertionError,
    ) as error:  # torn names and dates
        raise ReadError(
            f"is no feed that can be read ({one_line(str(error))}).", subject=url, kind="no_feed"
        ) from error
    if not parsed.version and not parsed.entries:
        cause = parsed.get("bozo_exception")
        raise ReadError(
            f"is no feed that can be read ({one_line(str(cause))})." if cause else "is no feed.",
            subject=url,
            kind="no_feed",
        )
    head = parsed.feed
    kind = re.match(r"atom|rss|rdf|cdf", parsed.version or "rss")
    more = [
        link["href"]
        for link in head.get("links", [])
        if isinstance(link, dict) and link.get("rel") == "next" and "href" in link
    ]
    dated_once = not parsed.version.startswith("atom")
    return ParsedFeed(
        title=plain(head.get("title")),
        entries=tuple(
            entry for item in parsed.entries if (entry := _entry(item, url, base, dated_once=dated_once))
        ),
        kind="rdf" if parsed.version in ("rss090", "rss10") else kind.group(0) if kind else "rss",
        language=head.get("language"),
        site=head.get("link"),
        more=tuple(further for href in more if (further := joined(base, href))),
    )


def _entry(item: Mapping[str, Any], feed: str, base: str, *, dated_once: bool = False) -> Entry | None:
    """One item; None where it has neither an address nor a text of its own.

    In a format that is `dated_once` (RSS, RDF: dc:date) a lone date is that of publication.
    """
    content = [part.get("value", "") for part in item.get("content", [])]
    summary = item.get("summary")
    text = max(content, key=len, default=None) or None
    guid = item.get("id") or None
    published, updated = _time(item, "published_parsed"), _time(item, "updated_parsed")
    link = item.get("feedburner_origlink") or item.get("link") or ""
    if not link and guid and guid.startswith(("http://", "https://")):
        link = guid
    url = joined(base, link) if link.strip() else None
    if url is None:
        if not (text or summary):
            return None
        # Without an address the entry is its own page: the feed's address and what makes it itself.
        made = content_id(guid or item.get("title"), None if guid else text or summary)
        url = f"{urldefrag(base).url}#entry-{made}"
    return Entry(
        feed=feed,
        url=url,
        guid=guid,
        title=plain(item.get("title")),
        published=published or (updated if dated_once else None),
        updated=updated,
        summary=harmless(summary),
        text=harmless(text),
    )


def _time(item: Mapping[str, Any], name: str) -> str | None:
    # dict.get, since feedparser's own would give the date of publication for a missing update.
    parsed: struct_time | None = dict.get(item, name) if isinstance(item, dict) else None
    return iso_utc(parsed[:6]) if parsed is not None else None


def _json_feed(body: bytes, url: str, base: str) -> ParsedFeed:
    try:
        data = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise ReadError(f"is no JSON ({one_line(str(error))}).", subject=url, kind="no_feed") from error
    items = data.get("items") if isinstance(data, dict) else None
    if not isinstance(items, list):
        raise ReadError("is JSON, but no JSON Feed: it has no list 'items'.", subject=url, kind="no_feed")
    entries = []
    for item in items:
        if not isinstance(item, dict):
            continue
        link = _text(item.get("url")) or _text(item.get("external_url"))
        body_text = _text(item.get("content_html")) or _text(item.get("content_text"))
        guid = whole(str(item["id"])) if item.get("id") is not None else None
        fields = {
            "link": link,
            "id": guid,
            "title": _text(item.get("title")),
            "summary": _text(item.get("summary")),
            "content": [{"value": body_text}] if body_text else [],
        }
        if (entry := _entry(fields, url, base)) is not None:
            entries.append(
                replace(
                    entry,
                    published=plausible(_text(item.get("date_published"))),
                    updated=plausible(_text(item.get("date_modified"))),
                )
            )
    next_url = _text(data.get("next_url"))
    return ParsedFeed(
        title=plain(_text(data.get("title"))),
        entries=tuple(entries),
        kind="json",
        language=_text(data.get("language")),
        site=_text(data.get("home_page_url")),
        more=tuple(filter(None, [joined(base, next_url) if next_url else None])),
    )


def _sitemap(body: bytes, url: str) -> ParsedFeed:
    """A sitemap: the news extension gives title and date; an index names its parts in `more`."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, recover=True, huge_tree=False)
    try:
        return _locations(etree.fromstring(body, parser), url)
    except (etree.LxmlError, ValueError, TypeError) as error:  # names that recovery has made of torn tags
        raise ReadError(
            f"is no sitemap that can be read ({one_line(str(error))}).", subject=url, kind="no_feed"
        ) from error


def _locations(root: Any, url: str) -> ParsedFeed:
    if etree.QName(root).localname == "sitemapindex":
        parts = [_child(part, "loc") for part in root if isinstance(part.tag, str)]
        return ParsedFeed(None, (), "sitemap_index", more=tuple(part for part in parts if part))
    entries, names = [], []
    for node in root:
        link = _child(node, "loc") if isinstance(node.tag, str) else None
        if not link or not link.startswith(("http://", "https://")):
            continue
        names.append(_child(node, "publication", "name"))
        entries.append(
            Entry(
                feed=url,
                url=link,
                title=_child(node, "news", "title"),
                published=plausible(_child(node, "news", "publication_date")),
                updated=plausible(_child(node, "lastmod")),
            )
        )
    return ParsedFeed(next((name for name in names if name), None), tuple(entries), "sitemap")


def _child(node: Any, *path: str) -> str | None:
    """The text of the first descendant along local names, whatever their namespace."""
    steps = "//".join(f"*[local-name()='{name}']" for name in path)
    found = node.xpath(f".//{steps}")
    text = (found[0].text or "").strip() if found else ""
    return text or None


def _url_lines(body: bytes) -> list[str] | None:
    """The URLs of a plain list, one a line ("#" starts a comment); None where it is no such list."""
    try:
        lines = [line.strip() for line in body.decode("utf-8-sig").splitlines()]
    except UnicodeDecodeError:
        return None
    lines = [line for line in lines if line and not line.startswith("#")]
    ok = bool(lines) and all(re.fullmatch(r"https?://[^\s<>\"]+", line) for line in lines)
    return lines if ok else None


def _no_feed(body: bytes, url: str, base: str) -> ReadError:
    found = [link.url for link in discover_feeds(body, base)][:5]
    remedy = (
        f"It names these feeds: {', '.join(found)}."
        if found
        else "It names no feed either; `crossclaim add` reads a single page."
    )
    return ReadError("is a page, not a feed.", subject=url, remedy=remedy, kind="no_feed")


def _text(value: object) -> str | None:
    return whole(value) if isinstance(value, str) and value.strip() else None

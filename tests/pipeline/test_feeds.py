"""Feeds of every kind."""

from __future__ import annotations

import gzip
import json
import sys
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from db.errors import ReadError
from db.records import Page
from pipeline.discovery import discover_feeds
from pipeline.feeds import ParsedFeed, read_feed

URL = "https://skerrypost.example/feed"


def feed(body: str | bytes, url: str = URL, **headers: str) -> ParsedFeed:
    content = body.encode() if isinstance(body, str) else body
    return read_feed(Page("p", url, url, 200, headers, content, "2026-11-21T00:00:00Z"), url)


def rss(*items: str, head: str = "") -> str:
    joined = "".join(f"<item>{item}</item>" for item in items)
    return (
        f'<?xml version="1.0"?><rss version="2.0"><channel><title>Skerry &amp;amp; Post</title>{head}{joined}'
        "</channel></rss>"
    )


def urls(found: ParsedFeed) -> list[str]:
    return [entry.url for entry in found.entries]


KINDS = {
    "rss": rss("<title>A</title><link>/a</link><guid>1</guid><pubDate>Tue, 31 Mar 2026 08:00:00 +0200</pubDate>"),
    "rdf": '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"'
    ' xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Skerry &amp; Post</title></channel>'
    '<item rdf:about="/a"><title>A</title><link>https://skerrypost.example/a</link>'
    "<dc:date>2026-03-31T08:00:00+02:00</dc:date></item></rdf:RDF>",
    "atom": '<feed xmlns="http://www.w3.org/2005/Atom"><title>Skerry &amp; Post</title><entry><title type="html">A</title>'
    '<link rel="edit" href="/edit"/><link rel="alternate" href="/a"/><id>1</id>'
    "<published>2026-03-31T06:00:00Z</published></entry></feed>",
    "json": json.dumps(
        {"version": "https://jsonfeed.org/version/1.1", "title": "Skerry & Post", "items": [
            {"id": 1, "url": "/a", "title": "A", "date_published": "2026-03-31T08:00:00+02:00"}, "nonsense"]}
    ),
    "sitemap": '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
    ' xmlns:n="http://www.google.com/schemas/sitemap-news/0.9"><!-- x --><url><loc>https://skerrypost.example/a</loc>'
    "<n:news><n:publication><n:name>Skerry &amp; Post</n:name></n:publication>"
    "<n:publication_date>2026-03-31T06:00:00Z</n:publication_date><n:title>A</n:title></n:news></url></urlset>",
}  # fmt: skip


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_gives_the_same_entry(kind: str) -> None:
    """Title, absolute address and date in UTC, whatever the format."""
    found = feed(KINDS[kind])
    assert found.kind == kind
    assert found.title == "Skerry & Post"
    assert [(entry.url, entry.title, entry.published) for entry in found.entries] == [
        ("https://skerrypost.example/a", "A", "2026-03-31T06:00:00Z")
    ]


def test_a_list_of_urls_is_a_feed() -> None:
    """One address a line; comments and blank lines do not count."""
    found = feed(
        "# our pages\nhttps://a.example/1\n\nhttps://a.example/2\nhttps://a.example/2?utm_source=x\n"
    )
    assert (found.kind, urls(found)) == ("urls", ["https://a.example/1", "https://a.example/2"])


def test_a_sitemap_index_names_its_parts() -> None:
    """The parts are to be fetched next; a packed file is unpacked."""
    index = "<?xml version='1.0'?><sitemapindex><sitemap><loc>https://a.example/1.xml.gz</loc></sitemap></sitemapindex>"
    found = feed(gzip.compress(index.encode()))
    assert (found.kind, found.entries, found.more) == ("sitemap_index", (), ("https://a.example/1.xml.gz",))


def test_guids_are_not_addresses() -> None:
    """A reused guid with two links is two entries, a changed guid with one link is one, a permalink guid is a link."""
    reused = feed(rss("<link>/a</link><guid>x</guid>", "<link>/b</link><guid>x</guid>"))
    assert len(reused.entries) == 2
    before, after = feed(rss("<link>/a</link><guid>1</guid>")), feed(rss("<link>/a</link><guid>2</guid>"))
    assert urls(before) == urls(after)
    assert urls(feed(rss("<guid>https://a.example/x</guid>"))) == ["https://a.example/x"]
    assert urls(feed(rss('<guid isPermaLink="false">https://a.example/x</guid><link>/y</link>'))) == [
        "https://skerrypost.example/y"
    ]


def test_an_entry_without_an_address_keeps_its_text() -> None:
    """It is filed under the feed's address and its own guid, else its text; without a text it is nothing."""
    found = feed(
        rss("<guid isPermaLink='false'>7</guid><description>Some text.</description>", "<title>No</title>")
    )
    again = feed(rss("<guid isPermaLink='false'>7</guid><description>Some text, changed.</description>"))
    assert len(found.entries) == 1
    assert urls(found) == urls(again)
    assert urls(found)[0].startswith(f"{URL}#entry-")


def test_full_text_and_summary_are_kept() -> None:
    """content:encoded is the text, description the summary; scripts are gone."""
    found = feed(
        '<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><item><link>/a</link>'
        "<description>Short.</description><content:encoded>&lt;p onclick='x()'&gt;Long.&lt;/p&gt;"
        "&lt;script&gt;bad()&lt;/script&gt;</content:encoded></item></channel></rss>"
    ).entries[0]
    assert (found.summary, found.text) == ("Short.", "<p>Long.</p>")


@pytest.mark.parametrize(
    "date", ["Tue, 31 Mar 2126 08:00:00 GMT", "Thu, 01 Jan 1970 00:00:00 GMT", "soon", ""]
)
def test_impossible_dates_are_none(date: str) -> None:
    """A future date, the epoch and words are no date."""
    assert feed(rss(f"<link>/a</link><pubDate>{date}</pubDate>")).entries[0].published is None


@pytest.mark.parametrize("encoding", ["utf-8", "latin-1", "utf-16"])
def test_encodings(encoding: str) -> None:
    """The encoding in the prolog counts, with or without a header."""
    text = rss("<title>Größe</title><link>/a</link>").replace('"1.0"', f'"1.0" encoding="{encoding}"')
    assert feed(text.encode(encoding)).entries[0].title == "Größe"


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b"", "empty_feed"),
        (b"  \n ", "empty_feed"),
        (b"{", "no_feed"),
        (b'{"items": 3}', "no_feed"),
        (b"[" * 100_000, "no_feed"),
        (b"<html><body><p>Hello</p></body></html>", "no_feed"),
        (b"<?xml version='1.0'?><note>no feed</note>", "no_feed"),
        (b"\x1f\x8bbroken", "encoding"),
        (gzip.compress(bytes(60_000_000)), "too_large"),
        (gzip.compress(b"<rss><channel>" + bytes(range(256)) * 9)[:-40], "truncated"),
        (b"\x00\x01\x02\x03", "no_feed"),
        (b"just some words", "no_feed"),
    ],
)
def test_what_is_no_feed_is_said_so(body: bytes, kind: str) -> None:
    """Nothing, pages, garbage and bombs are errors with a kind and the feed's address."""
    with pytest.raises(ReadError) as caught:
        feed(body)
    assert caught.value.kind == kind
    assert URL in str(caught.value)


def test_an_empty_channel_is_a_feed_without_entries() -> None:
    """A quiet feed is no error."""
    assert feed(rss()).entries == ()


def test_a_body_is_never_taken_for_a_name(tmp_path: Path) -> None:
    """A server whose answer is a path or an address makes nobody open it."""
    sentinel = tmp_path / "sentinel.xml"
    sentinel.write_text(rss("<title>secret</title><link>/a</link>"))
    opened: list[Any] = []
    watching = True
    sys.addaudithook(lambda event, args: opened.append(args[0]) if watching and event == "open" else None)
    for body in (str(sentinel), sentinel.as_uri(), f"<?xml?>{sentinel}", f" {sentinel}\n"):
        with pytest.raises(ReadError):
            feed(body)
    entity = f'<!DOCTYPE r [<!ENTITY x SYSTEM "{sentinel.as_uri()}">]>'
    assert "secret" not in str(
        feed(rss("<title>&x;</title><link>/a</link>").replace("<rss", entity + "<rss", 1))
    )
    assert "secret" not in str(
        feed(KINDS["sitemap"].replace("<urlset", entity + "<urlset").replace(">A<", ">&x;<"))
    )
    watching = False
    assert str(sentinel) not in [str(name) for name in opened]


def test_entities_do_not_grow() -> None:
    """A billion laughs are none."""
    laughs = '<!DOCTYPE r [<!ENTITY a "ha">' + "".join(
        f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(9)
    ) + "]>"  # fmt: skip
    found = feed(rss("<title>&j;</title><link>/a</link>").replace("<rss", laughs + "<rss", 1))
    assert len(found.entries[0].title or "") < 100


def test_a_page_names_its_feeds() -> None:
    """Links in the head are found, absolute and once, and named when a page is given for a feed."""
    page = (
        '<html><head><base href="/x/"><link rel="alternate" type="application/rss+xml" title="All &amp; more"'
        ' href="rss.xml"><link rel="Alternate" type="application/atom+xml; charset=utf-8" href="/atom">'
        '<link rel=alternate type=application/rss+xml href=rss.xml><link rel="stylesheet" href="/s.css">'
        '<link rel="alternate" type="application/rss+xml" href="javascript:x()"></head><body>Hi</body></html>'
    )
    found = discover_feeds(page.encode(), "https://a.example/p")
    assert [(link.url, link.kind, link.title) for link in found] == [
        ("https://a.example/x/rss.xml", "rss", "All & more"),
        ("https://a.example/atom", "atom", None),
    ]
    with pytest.raises(ReadError) as caught:
        feed(page, "https://a.example/p")
    assert "https://a.example/x/rss.xml" in str(caught.value)


def test_halves_of_characters_do_not_reach_the_database() -> None:
    """What JSON can spell and UTF-8 cannot is replaced."""
    entry = feed(
        '{"items": [{"id": "\\ud800", "url": "https://a.example/\\udc00", "title": "T\\ud83d"}]}'
    ).entries[0]
    for text in (entry.guid, entry.url, entry.title):
        assert (text or "").encode()


TORN = [
    rss("<title>a</title><link>http://[</link>", "<link>http://x.example/1</link>"),
    rss("<title>&#xD800;&#55296;</title><link>http://x.example/1</link>"),
    rss("<link>http://x.example/1</link><guid>http://[::1</guid><pubDate>x</pubDate>"),
    "<urlset xmlns='http://x/'><url><loc>http://x.example/1</loc><a:b:c>x</a:b:c></url></urlset>",
    '{"items": [{"url": "http://x.example/1", "title": "a\\u0000<b>c"}]}',
    '{"items": [{"url": "http://["}, {"url": "http://x.example/1", "content_html": "<a href=\'http://[\'>x"}]}',
]


@pytest.mark.parametrize("body", TORN)
def test_one_torn_item_costs_no_other(body: str) -> None:
    """Addresses that are none, halves of characters and torn tags leave the rest of the feed."""
    assert "http://x.example/1" in urls(feed(body))


PIECES = st.sampled_from(
    ["http://[", "&#xD800;", "\x00", "<![CDATA[", "]]>", "<", ">", "&", '"', "\ud7ff", "<b:c:d>", "</item>", "99999999999",
     '<!DOCTYPE x [<!ENTITY a "b">]>', "&a;", "<?xml version='1.1' encoding='x-none'?>", "-0001-00-00", "[[", "{}", "null"]
)  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(
    st.sampled_from(sorted(KINDS)),
    st.lists(st.tuples(st.floats(0, 1), PIECES, st.integers(0, 20)), max_size=5),
)
def test_a_torn_feed_is_read_or_refused(kind: str, edits: list[tuple[float, str, int]]) -> None:
    """Whatever is put in or cut out, the answer is a feed or a ReadError."""
    body = KINDS[kind]
    for where, piece, cut in edits:
        place = int(where * len(body))
        body = body[:place] + piece + body[place + cut :]
    with suppress(ReadError):
        feed(body.encode("utf-8", "surrogatepass"))

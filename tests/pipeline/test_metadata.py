"""What a page says of itself in its head."""

from __future__ import annotations

import json
from typing import Any

import pytest

from pipeline.metadata import Metadata, read_metadata

URL = "https://skerrypost.example/sea/ice"
HEADLINE = "Ice closes the harbour of Lintvik"


def about(*blocks: Any, head: str = "", body: str = "") -> Metadata:
    """What is read from a page with these JSON-LD blocks."""
    scripts = "".join(f'<script type="application/ld+json">{json.dumps(block)}</script>' for block in blocks)
    html = f"<html><head>{head}{scripts}</head><body><h1>{HEADLINE}</h1>{body}</body></html>"
    return read_metadata(html, URL)


def article(**fields: Any) -> dict[str, Any]:
    return {"@context": "https://schema.org", "@type": "NewsArticle", "headline": HEADLINE, **fields}


def person(name: str, **fields: Any) -> dict[str, Any]:
    return {"@type": "Person", "name": name, **fields}


OUTLET = {"@type": "Organization", "name": "The Skerry Post"}
META = '<meta name="author" content="Cy Dunn"><meta property="og:site_name" content="The Skerry Post">'
AUTHORS: list[tuple[Any, str, tuple[str, ...]]] = [
    (person("Ann Lee"), "", ("Ann Lee",)),
    ([person("Ann Lee"), person("Bo Ek")], "", ("Ann Lee", "Bo Ek")),
    (person("Ann Lee and Bo Ek"), "", ("Ann Lee", "Bo Ek")),
    ({"@type": "Person", "name": ["Ann Lee", "Bo Ek"]}, "", ("Ann Lee", "Bo Ek")),
    ("Ann Lee, Bo Ek", "", ("Ann Lee", "Bo Ek")),
    (["Ann Lee", "Bo Ek"], "", ("Ann Lee", "Bo Ek")),
    ({"@type": "Person", "givenName": "Ann", "familyName": "Lee"}, "", ("Ann Lee",)),
    ({"@id": "#ann"}, "", ("Ann Lee",)),
    ([person("Ann Lee"), person("Ann Lee")], "", ("Ann Lee",)),
    (OUTLET, "", ("The Skerry Post",)),
    (OUTLET, META, ("Cy Dunn",)),
    (person("Ann Lee"), META, ("Ann Lee",)),
    ([], META, ("Cy Dunn",)),
    (person(""), META, ("Cy Dunn",)),
    (person("https://skerrypost.example/ann"), META, ("Cy Dunn",)),
    (None, '<meta property="article:author" content="https://social.example/skerry"><meta name="byl" content="By Ann Lee">', ("Ann Lee",)),
    (None, '<meta name="author" content="admin">', ()),
]  # fmt: skip


@pytest.mark.parametrize(("author", "head", "names"), AUTHORS)
def test_authors(author: Any, head: str, names: tuple[str, ...]) -> None:
    """Persons in every form of JSON-LD; the meta tags where it names none, or only the outlet."""
    graph = [article(author=author), person("Ann Lee", **{"@id": "#ann"})]
    assert about({"@graph": graph}, head=head).authors == names


DAY = "2026-03-31T08:00:00Z"
META_DAY = f'<meta property="article:published_time" content="{DAY}">'
OTHER_DAY = "2026-02-01T00:00:00Z"
DATES: list[tuple[list[Any], str, str | None]] = [
    ([article(datePublished=DAY)], "", DAY),
    ([article(datePublished=[DAY])], "", DAY),
    ([article(datePublished={"@value": DAY})], "", DAY),
    ([article(dateCreated=OTHER_DAY, datePublished=DAY, dateModified="2026-04-01")], "", DAY),
    ([article(datePublished=OTHER_DAY), article(datePublished=DAY, url=f"{URL}/")], "", DAY),
    ([article(headline="A teaser", datePublished=OTHER_DAY), article(datePublished=DAY)], "", DAY),
    (
        [
            article(datePublished=OTHER_DAY),
            article(datePublished=DAY, mainEntityOfPage={"@id": f"{URL}#main"}),
        ],
        "",
        DAY,
    ),
    ([{"@type": "WebPage", "datePublished": DAY, "name": HEADLINE}], "", DAY),
    ([{"@type": "Organization", "datePublished": OTHER_DAY}], META_DAY, DAY),
    ([article(datePublished="")], META_DAY, DAY),
    ([article(datePublished="0001-01-01T00:00:00Z")], META_DAY, DAY),
    ([article(datePublished="31 March 2026 08:00 GMT")], "", DAY),
    ([article(datePublished="2026-03-31T10:00:00+02:00")], "", DAY),
    ([article(datePublished="2026-03-31T10:00:00+0200")], "", DAY),
    ([], '<meta itemprop="datePublished" content="2026-03-31T08:00:00Z">', DAY),
    ([], '<meta name="DC.date.issued" content="2026-03-31">', "2026-03-31"),
    ([], '<meta name="article:modified_time" content="2026-03-31">', None),
]


@pytest.mark.parametrize(("blocks", "head", "date"), DATES)
def test_dates_of_publication(blocks: list[Any], head: str, date: str | None) -> None:
    """Of the page's own article among teasers, in every form; never the date of a change."""
    assert about(*blocks, head=head).published == date


def test_a_page_of_another_kind_is_no_article() -> None:
    """A WebPage gives its date, but does not make the page an article."""
    assert about({"@type": "WebPage", "datePublished": DAY}).has_article is False


@pytest.mark.parametrize(
    "headline", [f"<b>{HEADLINE}</b>", f"{HEADLINE} ", HEADLINE.replace("harbour", "har&shy;bour")]
)
def test_marks_inside_a_headline(headline: str) -> None:
    """Tags, spaces and soft hyphens are no part of it."""
    assert about(article(headline=headline)).title == HEADLINE

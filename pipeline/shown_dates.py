"""When an article was published, as its page shows it, for pages whose head does not say.

shown_date(tree, url)    # "2026-03-31T08:00:00Z", or the date alone

What is marked up as the date of publication comes first, then a date beside a word such as "Published", then
what htmldate finds; an hour is added where the page has a `time` of that day.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from htmldate import find_date
from lxml.html import HtmlElement, fromstring

from pipeline.dates import plausible
from pipeline.main_text import visible_text
from pipeline.page_parts import in_article, label, short_text

MARKED = (
    "//*[@itemprop='datePublished']",
    "//time[@pubdate]",
    "//time[contains(@class, 'publish') or contains(@data-testid, 'publish')]",
)
DATE = (
    r"(?:\d{1,2}\.?\s+[^\W\d]{3,10}\.?,?\s+\d{4}|[^\W\d]{3,10}\.?\s+\d{1,2}(?:st|nd|rd|th)?,?\s+\d{4}"
    r"|\d{4}-\d\d-\d\d|\d{1,2}\.\d{1,2}\.\d{4})"
)
PUBLISHED = re.compile(
    rf"\b(?:published|posted|veröffentlicht|erschienen|publié|publicado|pubblicato|gepubliceerd)\b(?:[ap]\.m\.|[^.!?]){{0,40}}?\b({DATE})",
    re.IGNORECASE,
)
CHANGED = re.compile(r"updat|modif|edit|chang|aktualisiert|mis à jour|actualizad|aggiornat", re.IGNORECASE)
NEW_YEAR = re.compile(
    r"\b0?1[./-]0?1[./-]|[./-]0?1[./-]0?1\b|\b0?1(?:st|\.)?\s+(?:de\s+)?[Jj][aäe]n|[Jj][aä]n\w*\.?\s+0?1\b"
)
LONGEST_LINE, MOST_LINES = 160, 5000


def shown_date(tree: HtmlElement, url: str) -> str | None:
    """The date of publication as it is kept (see `pipeline.dates`); None where the page shows none."""
    for path in MARKED:
        for node in tree.xpath(path)[:20]:
            if in_article(node) and (date := _stated(node)):
                return date
    found = next(_labelled(tree), None) or _searched(tree, url)
    return next((moment for moment in _moments(tree) if found and moment[:10] == found), found)


def _stated(node: HtmlElement) -> str | None:
    return plausible(node.get("datetime") or node.get("content"))


def _labelled(tree: HtmlElement) -> Iterator[str]:
    """The dates that stand behind a word for publishing, in short lines of the article."""
    for node in islice(tree.iter("p", "div", "span", "time", "li", "small"), MOST_LINES):
        text = short_text(node, LONGEST_LINE)
        if (said := PUBLISHED.search(text)) and in_article(node) and (date := _read(said[1])):
            yield date


def _read(date: str) -> str | None:
    """A date in words of any language that htmldate knows."""
    line = fromstring("<html><body><p></p></body></html>")
    line.find(".//p").text = date
    return plausible(_find(line, ""))


def _searched(tree: HtmlElement, url: str) -> str | None:
    seen = plausible(_find(tree, url))
    if seen and seen.endswith("-01-01") and not NEW_YEAR.search(visible_text(tree)):
        return None  # a year alone, which the search makes the first of January
    return seen


def _find(tree: HtmlElement, url: str) -> str | None:
    try:
        found: str | None = find_date(tree, original_date=True, extensive_search=True, url=url or None)
    except (ValueError, RecursionError, AttributeError, TypeError):
        return None
    return found


def _moments(tree: HtmlElement) -> Iterator[str]:
    """The times that the page marks up, those of changes left out."""
    for node in tree.xpath("//time[@datetime]")[:50]:
        if (
            (moment := plausible(node.get("datetime")))
            and "T" in moment
            and not CHANGED.search(_before(node))
        ):
            yield moment


def _before(node: HtmlElement) -> str:
    """What stands before a part on its line, and what the markup calls it."""
    last, parent = node.getprevious(), node.getparent()
    told = (parent.text if parent is not None else "") if last is None else last.tail or short_text(last, 40)
    return f"{label(node)} {told or ''}"

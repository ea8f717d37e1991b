"""A page as an article: title, outlet, authors, dates, language, text; or the reason why it is none.

    match read_article(page.body, page.final_url, headers=page.headers):
        case Article() as article: ...
        case NotArticle(reason=reason, message=message): ...

The text is trafilatura's, mended where it plainly fails; the rest is what the page says of itself.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from functools import cache
from importlib.metadata import version
from typing import Any

from lxml.html import HtmlElement
from trafilatura import bare_extraction, load_html
from trafilatura.metadata import extract_metadata

from db.records import Article, Entry, content_id
from pipeline import main_text
from pipeline.authors import are_persons
from pipeline.bylines import clean, whole
from pipeline.dates import plausible
from pipeline.encoding import declared_encoding, decode
from pipeline.languages import language_of
from pipeline.layout import plain_layout
from pipeline.metadata import Metadata, read_metadata
from pipeline.page_types import LIKELY_ARTICLE, NotArticle, Signs, extent, not_article
from pipeline.papers import read_paper
from pipeline.shown_bylines import is_name, is_shown, shown_authors
from pipeline.shown_dates import shown_date
from pipeline.standfirst import standfirst
from pipeline.urls import plain_url, site, url_key

RULES_VERSION = 4  # raise it when this module's own rules change the text of pages
URL_DATE = re.compile(r"/((?:19|20)\d\d)[/-]?(\d\d|[a-z]{3}(?=/))[/-]?(\d\d)(?!\d)")
MONTHS = {
    name: f"{number:02}"
    for number, name in enumerate("jan feb mar apr may jun jul aug sep oct nov dec".split(), 1)  # noqa: SIM905
}
OTHER_FORMATS = (
    (b"\x89PNG", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"GIF8", "GIF"),
    (b"PK\x03\x04", "ZIP"),
)
MAX_HTML = 20_000_000
WHOLE = 80  # words from which on a text is no teaser, and its standfirst may be set before it


@cache
def extractor() -> str:
    """What read the text, with its version, so that a new extractor does not look like an edit."""
    return f"trafilatura {version('trafilatura')}, rules {RULES_VERSION}"


__all__ = ["NotArticle", "extractor", "local_time", "read_article", "read_entry"]


def read_article(
    html: bytes | str, url: str, *, headers: Mapping[str, str] | None = None, entry: Entry | None = None
) -> Article | NotArticle:
    """The article in a page, or why there is none. Never raises for what a page may hold.

    `url` is the page's final address; `headers` has lower-case names; `entry` is the feed's word on
    the page, used for title and date where the page gives none. Text: paragraphs parted by a blank
    line, without the title. Dates as in `pipeline.dates`.
    """
    if isinstance(html, bytes):
        if html.startswith(b"%PDF"):
            return read_paper(html, url)
        if (refused := other_format(html)) is not None:
            return refused
        html = decode(html, declared_encoding(html, (headers or {}).get("content-type")))
    html = whole(html).replace("\x00", "")
    tree = load_html(html) if html.strip() else None
    if tree is None:
        return NotArticle("empty_shell", "the page is empty.")
    about = read_metadata(html, url)
    about_more = _missing(tree, url, about)
    about = replace(about, authors=_authors(tree, about, about_more.get("author")))
    text = _text(tree, url, about)
    words = extent(text)
    visible = main_text.visible_text(tree) if words < 2 * LIKELY_ARTICLE else text
    signs = Signs(url=url, text=text, visible=visible, markup=html if words < 120 else "", about=about)
    if (found := not_article(signs)) is not None:
        return NotArticle(*found)
    title = about.title or (entry.title if entry else None) or about_more.get("title")
    published, published_from = _published(tree, url, about, entry)
    return Article(
        id=content_id(url_key(url), text),
        url=plain_url(url),
        title=title,
        text=text,
        outlet=about.outlet or about_more.get("sitename") or site(url) or None,
        authors=about.authors,
        published=published,
        published_from=published_from,
        published_offset=about.published_offset if published == about.published else None,
        modified=about.modified or (entry.updated if entry else None),
        language=language_of(text, about.language or tree.get("lang")),
        canonical=about.canonical or about.og_url,
        links=main_text.links_in(tree, text, url),
        extractor=extractor(),
    )


def read_entry(entry: Entry, *, outlet: str | None = None) -> Article | NotArticle:
    """The article that a feed's entry holds in full, for a page that cannot be had."""
    tree = load_html(f"<html><body><div>{entry.text or entry.summary or ''}</div></body></html>")
    text = main_text.block_text(tree) if tree is not None else ""
    if extent(text) < 15:
        return NotArticle("no_text", "the feed's entry holds no text to speak of.")
    return Article(
        id=content_id(url_key(entry.url), text),
        url=plain_url(entry.url),
        title=entry.title,
        text=text,
        outlet=outlet or site(entry.url),
        published=entry.published,
        published_from="feed" if entry.published else None,
        modified=entry.updated,
        language=language_of(text),
        links=main_text.links_in(tree, text, entry.url) if tree is not None else (),
        extractor=f"feed entry, rules {RULES_VERSION}",
    )


def local_time(article: Article) -> str | None:
    """When the article was published, on its outlet's own clock where the page gives it, else in UTC."""
    if not article.published or not article.published_offset or "T" not in article.published:
        return article.published
    moment = datetime.fromisoformat(article.published)
    zone = datetime.strptime(article.published_offset, "%z").tzinfo
    return moment.astimezone(zone).isoformat(timespec="seconds")


def other_format(body: bytes) -> NotArticle | None:
    """Why a body can be no page, by its first bytes; None where it may be one."""
    for mark, name in OTHER_FORMATS:
        if body.startswith(mark):
            return NotArticle("not_html", f"the body is a {name} file, not a page.")
    start = body[:1024].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith((b"<rss", b"<feed", b"<rdf:rdf", b"<urlset", b"<sitemapindex")) or (
        start.startswith(b"<?xml") and re.search(rb"<(?:rss|feed|rdf:rdf|urlset|sitemapindex)[\s>]", start)
    ):
        return NotArticle("feed", "the body is a feed, not a page; follow it with `crossclaim feeds add`.")
    if len(body) > MAX_HTML:
        return NotArticle("too_large", f"the page is larger than {MAX_HTML:,} bytes.")
    return None


def _text(tree: HtmlElement, url: str, about: Metadata) -> str:
    """Paragraphs of the main text, parted by a blank line; "" where there is none.

    Two other readings check the extractor's: the body in JSON-LD, which is whole where it is there
    at all, but often is not; and the part that the markup names as the article. Either takes the
    extractor's place only where it plainly failed.
    """
    page = plain_layout(tree)
    found = _extracted(page, url)
    stated = main_text.paragraphs(about.body or "")
    size, whole = extent(found), extent(stated)
    if whole >= 80 and (size < 0.4 * whole or found.split() == stated.split()):
        found = stated
    elif whole >= 150 and size > 3 * whole and " ".join(stated.split()[:12]) in " ".join(found.split()):
        found = stated  # other articles stand below this one on an endless page
    else:
        marked = main_text.marked_text(page)
        named = extent(marked)
        if (named >= 150 and size < 0.35 * named) or (named >= 80 and main_text.misses(found, marked)):
            found = marked
        elif main_text.runs_together(found, marked):
            found = marked  # of a short page the extractor gives one line, its headline and byline in it
        elif named >= 150 and size > 2.5 * named and main_text.names_one_article(page):
            found = marked  # readers' comments, under a name of the site's own
    found = main_text.without_signposts(main_text.without_head(found, about))
    return (
        main_text.with_standfirst(found, standfirst(tree, about.descriptions))
        if extent(found) >= WHOLE
        else found
    )


def _extracted(tree: HtmlElement, url: str) -> str:
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)  # it logs what we return as a value
    try:
        document: Any = bare_extraction(tree, url=url, include_comments=False)
    except (ValueError, RecursionError, AttributeError, TypeError):
        return ""  # a tree that trafilatura cannot walk holds no text that we could vouch for
    return main_text.paragraphs(document.text or "") if document is not None else ""


def _authors(tree: HtmlElement, about: Metadata, guessed: str | None) -> tuple[str, ...]:
    """The head's authors; where it names no person, those whom the page shows beside its headline."""
    if are_persons(about.authors, about.own_names):
        return about.authors
    shown = shown_authors(tree, about.own_names)
    if shown or about.authors:
        return shown or about.authors
    return tuple(name for name in main_text.names(guessed) if is_name(name) and is_shown(tree, name))


def _missing(tree: HtmlElement, url: str, about: Metadata) -> dict[str, str | None]:
    """What trafilatura reads from the visible page, where the head lacks title, authors or outlet."""
    if about.title and about.authors and about.outlet:
        return {}
    try:
        document = extract_metadata(tree, url, {"extensive_search": False, "original_date": True}, True)
    except (ValueError, RecursionError, AttributeError, TypeError):
        return {}
    return {name: clean(getattr(document, name) or "") or None for name in ("title", "author", "sitename")}


def _published(
    tree: HtmlElement, url: str, about: Metadata, entry: Entry | None
) -> tuple[str | None, str | None]:
    """The date of publication and where it was read: jsonld, meta, feed, url or visible."""
    if about.published:
        return about.published, about.published_from
    if entry is not None and entry.published:
        return entry.published, "feed"
    in_url = URL_DATE.search(url)
    from_url = plausible("-".join(MONTHS.get(part, part) for part in in_url.groups())) if in_url else None
    seen = shown_date(tree, url)
    if from_url and (seen is None or seen == from_url):
        return from_url, "url"
    return (seen, "visible") if seen else (None, None)

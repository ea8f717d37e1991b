"""What a page says of itself in its head: JSON-LD first, then meta tags.

    about = read_metadata(html, url)
    about.title, about.authors, about.published, about.published_from

BeautifulSoup reads the few kinds of tags that matter; a broken JSON-LD block is left out, the rest stands.
"""

from __future__ import annotations

import html as entities
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bs4 import BeautifulSoup
from bs4.filter import SoupStrainer

from pipeline.authors import head_authors
from pipeline.bylines import clean, whole
from pipeline.dates import plausible
from pipeline.headlines import bare_names, best_title
from pipeline.json_ld import Node, own_article, own_page, people, read_blocks, text, types
from pipeline.urls import joined, site

MOST_HEADS = 20
JSON_LD = re.compile(r"^\s*application/ld\+json", re.IGNORECASE)
VIDEO_TYPE = re.compile(r"^(?:VideoObject|Movie|TVEpisode|Clip)$")
PARSELY_DATE = re.compile(r'"pub_date"\s*:\s*"([^"]+)"')
TAG = re.compile(r"</?[a-z][^<>]{0,200}>", re.IGNORECASE)

TITLE_META = ("og:title", "twitter:title", "headline", "dc.title", "citation_title", "parsely-title", "title")
OUTLET_META = ("og:site_name", "dc.publisher", "citation_journal_title", "application-name", "publisher")
PUBLISHED_META = (
    "article:published_time",
    "og:article:published_time",
    "og:published_time",
    "datepublished",
    "parsely-pub-date",
    "sailthru.date",
    "article.published",
    "published-date",
    "publish-date",
    "publish_date",
    "publication_date",
    "pubdate",
    "cxenseparse:recs:publishtime",
    "dc.date.issued",
    "dcterms.created",
    "dc.date",
    "citation_publication_date",
    "date",
)
MODIFIED_META = ("article:modified_time", "og:updated_time", "datemodified", "lastmod", "dcterms.modified")


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a page's head says. Dates are UTC ISO text; `published_from` is jsonld or meta.

    `published_offset` is the outlet's clock against UTC ("+08:00") where the page gives it. `body`
    is the articleBody of the JSON-LD; `free` is isAccessibleForFree; `words` its wordCount.
    `types` are all JSON-LD types of the page and its og:type. `own_names` are the outlet's, bare.
    """

    title: str | None = None
    titles: tuple[str, ...] = ()
    outlet: str | None = None
    own_names: frozenset[str] = frozenset()
    authors: tuple[str, ...] = ()
    published: str | None = None
    published_from: str | None = None
    published_offset: str | None = None
    modified: str | None = None
    canonical: str | None = None
    og_url: str | None = None
    language: str | None = None
    body: str | None = None
    descriptions: tuple[str, ...] = ()
    free: bool | None = None
    words: int | None = None
    types: frozenset[str] = frozenset()
    has_article: bool = False
    password_field: bool = False


def read_metadata(html: str, url: str) -> Metadata:
    """What the head of a page says; every field that is absent or unreadable is None or empty."""
    wanted = SoupStrainer(["script", "meta", "link", "title", "base", "h1", "input"])
    soup = BeautifulSoup(html, "lxml", parse_only=wanted)
    every = _all_metas(soup)
    metas = {name: contents[0] for name, contents in every.items()}
    nodes = list(read_blocks(tag.get_text() for tag in soup.find_all("script", attrs={"type": JSON_LD})))
    base = joined(url, _attribute(soup, "base", "href")) or url
    canonical = _link(soup, "canonical", base)
    heads = [
        head for tag in soup.find_all("h1", limit=MOST_HEADS) if (head := clean(tag.get_text(" "))[:500])
    ]
    shown = [*heads, metas.get("og:title", "")]
    article = own_article(nodes, {url, canonical or url}, shown)
    source = article or own_page(nodes)
    titles = _titles(soup, metas, article)
    published, published_from, offset = _published(source, metas)
    og_url = metas.get("og:url")
    publisher = next((name for name, _ in people(source.get("publisher"), nodes)), None)
    outlet = _first(metas, OUTLET_META) or (clean(publisher) if publisher else None)
    own = bare_names(_names_of(outlet, publisher, metas, url))
    return Metadata(
        title=best_title(titles, heads, own),
        titles=(*titles.values(), *heads[:3]),
        outlet=outlet,
        own_names=own,
        authors=head_authors(article, nodes, every, own),
        published=published,
        published_from=published_from,
        published_offset=offset,
        modified=plausible(text(source.get("dateModified")) or _first(metas, MODIFIED_META)),
        canonical=canonical,
        og_url=joined(base, og_url) if og_url else None,
        language=text(article.get("inLanguage")) or metas.get("og:locale"),
        body=_article_body(article),
        descriptions=tuple(
            filter(
                None,
                (metas.get("og:description"), metas.get("description"), text(article.get("description"))),
            )
        ),
        free=_truth(article.get("isAccessibleForFree")),
        words=_count(article.get("wordCount")),
        types=frozenset(kind for node in nodes for kind in types(node)) | {metas.get("og:type", "").lower()},
        has_article=bool(article),
        password_field=soup.find("input", attrs={"type": "password"}) is not None,
    )


def _all_metas(soup: BeautifulSoup) -> dict[str, list[str]]:
    """Every non-empty content of each meta name, property or itemprop, in lower case."""
    metas: dict[str, list[str]] = {}
    for tag in soup.find_all("meta"):
        content = clean(str(tag.get("content") or ""))
        for name in {str(tag.get(kind) or "").strip().lower() for kind in ("property", "name", "itemprop")}:
            if name and content:
                metas.setdefault(name, []).append(content)
    return metas


def _attribute(soup: BeautifulSoup, tag: str, name: str) -> str | None:
    found = soup.find(tag, attrs={name: True})
    return str(found[name]).strip() if found is not None else None


def _link(soup: BeautifulSoup, relation: str, base: str) -> str | None:
    for tag in soup.find_all("link", href=True):
        if relation in " ".join(tag.get_attribute_list("rel")).lower().split():
            return joined(base, str(tag["href"]))
    return None


def _titles(soup: BeautifulSoup, metas: Mapping[str, str], article: Node) -> dict[str, str]:
    """The titles that the head gives, best first, by where: jsonld, each meta, title."""
    found = {
        "jsonld": clean(TAG.sub("", text(article.get("headline")) or "")),
        **{name: metas.get(name, "") for name in TITLE_META},
        "title": clean(soup.title.get_text(" ")) if soup.title else "",
    }
    return {where: title[:500] for where, title in found.items() if title}


def _names_of(outlet: str | None, publisher: str | None, metas: Mapping[str, str], url: str) -> list[str]:
    """What the outlet may be called in a title: its names, and its site with and without the ending."""
    home = site(url)
    named = [metas.get(name, "") for name in (*OUTLET_META, "twitter:site")]
    return [outlet or "", publisher or "", *named, home, home.split(".")[0]]


def _published(article: Node, metas: Mapping[str, str]) -> tuple[str | None, str | None, str | None]:
    named = [("jsonld", text(article.get(key))) for key in ("datePublished", "dateCreated", "uploadDate")]
    named += [("meta", metas.get(name)) for name in PUBLISHED_META]
    named += [("meta", found[1]) for found in [PARSELY_DATE.search(metas.get("parsely-page", ""))] if found]
    for where, said in named:
        if said and (date := plausible(said)):
            zone = re.search(r"T.*([+-]\d\d):?(\d\d)$", said.strip())
            return date, where, f"{zone[1]}:{zone[2]}" if zone else None
    return None, None, None


def _article_body(article: Node) -> str | None:
    """The article's text in its JSON-LD, tags taken out; None where it is cut short."""
    body = text(article.get("articleBody")) or ""
    if "<" in body and re.search(r"</?\w+[^>]*>", body):
        body = re.sub(r"<(?:/p|br\s*/?|/div|/h\d)>", "\n", body)
        body = re.sub(r"<[^>]*>", "", body)
    body = whole(entities.unescape(body)).strip()
    return None if not body or body.endswith(("...", "…")) else body


def _first(metas: Mapping[str, str], names: tuple[str, ...]) -> str | None:
    return next((metas[name] for name in names if metas.get(name)), None)


def _truth(value: Any) -> bool | None:
    said = str(value).strip().lower()
    return True if said in ("true", "1", "yes") else False if said in ("false", "0", "no") else None


def _count(value: Any) -> int | None:
    return int(value) if str(value).isdigit() and str(value).isascii() and len(str(value)) < 8 else None

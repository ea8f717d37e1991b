"""What a page says of itself in its head: JSON-LD first, then meta tags.

    about = read_metadata(html, url)
    about.title, about.authors, about.published, about.published_from

BeautifulSoup reads the few kinds of tags that matter; a broken JSON-LD block is left out, the rest stands.
"""

from __future__ import annotations

import html as entities
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urljoin

from bs4 import BeautifulSoup
from bs4.filter import SoupStrainer

from pipeline.bylines import clean, split_names, whole
from pipeline.dates import plausible

Node = Mapping[str, Any]

ARTICLE_TYPE = re.compile(r"(?:Article|BlogPosting|Report)$")
VIDEO_TYPE = re.compile(r"^(?:VideoObject|Movie|TVEpisode|Clip)$")
TRAILING_COMMA = re.compile(r",\s{0,200}([}\]])")
CDATA = ("//<![CDATA[", "/*<![CDATA[*/", "<![CDATA[", "<!--", "//]]>", "/*]]>*/", "]]>", "-->")
TITLE_JOINT = re.compile(r"\s+[|–—·»:-]{1,2}\s+")

TITLE_META = ("og:title", "twitter:title", "dc.title", "citation_title", "parsely-title", "title")
OUTLET_META = ("og:site_name", "dc.publisher", "citation_journal_title", "application-name", "publisher")
AUTHOR_META = (
    "author",
    "article:author",
    "parsely-author",
    "sailthru.author",
    "dc.creator",
    "dcterms.creator",
    "citation_author",
    "byl",
    "cxenseparse:author",
)
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
    `types` are all JSON-LD types of the page and its og:type.
    """

    title: str | None = None
    titles: tuple[str, ...] = ()
    outlet: str | None = None
    authors: tuple[str, ...] = ()
    published: str | None = None
    published_from: str | None = None
    published_offset: str | None = None
    modified: str | None = None
    canonical: str | None = None
    og_url: str | None = None
    language: str | None = None
    body: str | None = None
    free: bool | None = None
    words: int | None = None
    types: frozenset[str] = frozenset()
    has_article: bool = False
    password_field: bool = False


def read_metadata(html: str, url: str) -> Metadata:
    """What the head of a page says; every field that is absent or unreadable is None or empty."""
    wanted = SoupStrainer(["script", "meta", "link", "title", "base", "h1", "input"])
    soup = BeautifulSoup(html, "lxml", parse_only=wanted)
    metas = _metas(soup)
    nodes = list(_json_ld(soup))
    base = urljoin(url, _attribute(soup, "base", "href") or "")
    canonical = _link(soup, "canonical", base)
    article = _article_node(nodes, {url, canonical or url})
    titles = _titles(soup, metas, article)
    published, published_from, offset = _published(article, metas)
    og_url = metas.get("og:url")
    return Metadata(
        title=_best_title(titles, metas.get("og:site_name")),
        titles=tuple(titles.values()),
        outlet=_first(metas, OUTLET_META) or _name(article.get("publisher")),
        authors=_authors(article, nodes) or _meta_authors(metas),
        published=published,
        published_from=published_from,
        published_offset=offset,
        modified=plausible(_string(article.get("dateModified")) or _first(metas, MODIFIED_META)),
        canonical=canonical,
        og_url=urljoin(base, og_url) if og_url else None,
        language=_string(article.get("inLanguage")) or metas.get("og:locale"),
        body=_article_body(article),
        free=_truth(article.get("isAccessibleForFree")),
        words=_count(article.get("wordCount")),
        types=frozenset(kind for node in nodes for kind in _types(node)) | {metas.get("og:type", "").lower()},
        has_article=bool(article),
        password_field=soup.find("input", attrs={"type": "password"}) is not None,
    )


def _metas(soup: BeautifulSoup) -> dict[str, str]:
    """The first non-empty content of each meta name, property or itemprop, in lower case."""
    metas: dict[str, str] = {}
    for tag in soup.find_all("meta"):
        content = clean(str(tag.get("content") or ""))
        for attribute in ("property", "name", "itemprop"):
            name = str(tag.get(attribute) or "").strip().lower()
            if name and content:
                metas.setdefault(name, content)
                if name == "article:author" and not content.startswith("http"):
                    metas[name] = content
    return metas


def _attribute(soup: BeautifulSoup, tag: str, name: str) -> str | None:
    found = soup.find(tag, attrs={name: True})
    return str(found[name]).strip() if found is not None else None


def _link(soup: BeautifulSoup, relation: str, base: str) -> str | None:
    for tag in soup.find_all("link", href=True):
        if relation in " ".join(tag.get_attribute_list("rel")).lower().split():
            target = urljoin(base, str(tag["href"]).strip())
            return target if target.startswith(("http://", "https://")) else None
    return None


def _json_ld(soup: BeautifulSoup) -> Iterator[Node]:
    """Every object of every JSON-LD block, outermost first."""
    for tag in soup.find_all(
        "script", attrs={"type": re.compile(r"^\s*application/ld\+json", re.IGNORECASE)}
    ):
        data = _json(_unwrapped(tag.get_text()))
        waiting = [data]
        while waiting:
            value = waiting.pop(0)
            if isinstance(value, list):
                waiting.extend(value)
            elif isinstance(value, dict):
                yield value
                waiting.extend(part for part in value.values() if isinstance(part, (dict, list)))


def _unwrapped(text: str) -> str:
    """The block without the comment or CDATA marks that old templates put around scripts."""
    text = text.strip().rstrip(";")
    for mark in CDATA:
        text = text.removeprefix(mark).removesuffix(mark).strip()
    return text


def _json(text: str) -> Any:
    for attempt in (text, TRAILING_COMMA.sub(r"\1", text)):
        try:
            return json.loads(attempt, strict=False)
        except (ValueError, RecursionError):
            continue
    return None


def _types(node: Node) -> tuple[str, ...]:
    kinds = node.get("@type")
    named = kinds if isinstance(kinds, list) else [kinds]
    return tuple(kind.rsplit("/", 1)[-1] for kind in named if isinstance(kind, str))


def _article_node(nodes: list[Node], urls: set[str]) -> Node:
    """The JSON-LD object of the page's own article: the one that names this page, else the first; {} if none."""
    articles = [node for node in nodes if any(ARTICLE_TYPE.search(kind) for kind in _types(node))]
    articles = [
        node for node in articles if node.get("headline") or node.get("articleBody") or node.get("name")
    ]
    for node in articles:
        main = node.get("mainEntityOfPage")
        named = {node.get("url"), main.get("@id") if isinstance(main, dict) else main}
        if any(isinstance(name, str) and name in urls for name in named):
            return node
    return articles[0] if articles else {}


def _titles(soup: BeautifulSoup, metas: Mapping[str, str], article: Node) -> dict[str, str]:
    """The titles that the page gives itself, by where: jsonld, meta, h1, title."""
    heads = [clean(tag.get_text(" ")) for tag in soup.find_all("h1")]
    named = clean(soup.title.get_text(" ")) if soup.title else ""
    heads = [head for head in heads if head and (len(heads) == 1 or named.startswith(head))]
    found = {
        "jsonld": clean(_string(article.get("headline")) or ""),
        "meta": _first(metas, TITLE_META) or "",
        "h1": heads[0] if heads else "",
        "title": named,
    }
    return {where: title[:500] for where, title in found.items() if title}


def _best_title(titles: Mapping[str, str], outlet: str | None) -> str | None:
    """The title that two places agree on, else the JSON-LD's; a shortened one gives way to its long form."""
    plain = {where: without_outlet(title, outlet) for where, title in titles.items()}
    order = [plain[where] for where in ("jsonld", "meta", "h1", "title") if where in plain]
    for number, title in enumerate(order):
        stem = title.rstrip("….").casefold()
        for other in order[number + 1 :]:
            if other.casefold() == title.casefold():
                return title
            if len(stem) > 20 and len(stem) < len(title) and other.casefold().startswith(stem):
                return other
    return order[0] if order else None


def without_outlet(title: str, outlet: str | None) -> str:
    """A title without the outlet's name at its end or head ("Story | The Outlet")."""
    parts = TITLE_JOINT.split(title)
    if len(parts) > 1 and outlet:
        joint = list(TITLE_JOINT.finditer(title))
        if parts[-1].casefold() == outlet.casefold():
            return title[: joint[-1].start()]
        if parts[0].casefold() == outlet.casefold():
            return title[joint[0].end() :]
    return title


def _published(article: Node, metas: Mapping[str, str]) -> tuple[str | None, str | None, str | None]:
    named = [("jsonld", _string(article.get(key))) for key in ("datePublished", "dateCreated", "uploadDate")]
    named += [("meta", metas.get(name)) for name in PUBLISHED_META]
    for where, text in named:
        if text and (date := plausible(text)):
            zone = re.search(r"T.*([+-]\d\d):?(\d\d)$", text.strip())
            return date, where, f"{zone[1]}:{zone[2]}" if zone else None
    return None, None, None


def _authors(article: Node, nodes: list[Node]) -> tuple[str, ...]:
    people = {node["@id"]: node for node in nodes if isinstance(node.get("@id"), str) and node.get("name")}
    names: list[str] = []
    for key in ("author", "creator"):
        value = article.get(key)
        for item in value if isinstance(value, list) else [value]:
            if isinstance(item, dict) and not item.get("name"):
                item = people.get(item.get("@id"), item)
            names.extend(split_names(_name(item) or ""))
        if names:
            break
    return tuple(dict.fromkeys(names))


def _meta_authors(metas: Mapping[str, str]) -> tuple[str, ...]:
    for name in AUTHOR_META:
        if found := split_names(metas.get(name, "")):
            return tuple(dict.fromkeys(found))
    return ()


def _article_body(article: Node) -> str | None:
    """The article's text in its JSON-LD, tags taken out; None where it is cut short."""
    text = _string(article.get("articleBody")) or ""
    if "<" in text and re.search(r"</?\w+[^>]*>", text):
        text = re.sub(r"<(?:/p|br\s*/?|/div|/h\d)>", "\n", text)
        text = re.sub(r"<[^>]*>", "", text)
    text = whole(entities.unescape(text)).strip()
    return None if not text or text.endswith(("...", "…")) else text


def _name(value: Any) -> str | None:
    if isinstance(value, list):
        value = value[0] if value else None
    if isinstance(value, dict):
        value = value.get("name")
        if isinstance(value, list):
            value = ", ".join(part for part in value if isinstance(part, str))
    return clean(value) or None if isinstance(value, str) else None


def _first(metas: Mapping[str, str], names: tuple[str, ...]) -> str | None:
    return next((metas[name] for name in names if metas.get(name)), None)


def _string(value: Any) -> str | None:
    if isinstance(value, list):
        value = value[0] if value else None
    return value if isinstance(value, str) and value.strip() else None


def _truth(value: Any) -> bool | None:
    text = str(value).strip().lower()
    return True if text in ("true", "1", "yes") else False if text in ("false", "0", "no") else None


def _count(value: Any) -> int | None:
    return int(value) if str(value).isdigit() and str(value).isascii() and len(str(value)) < 8 else None

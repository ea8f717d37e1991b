"""The JSON-LD of a page: all its objects, and the one that is the page's own article.

nodes = list(read_blocks(texts))
article = own_article(nodes, urls={page.url}, titles=["Ice in the harbour"])
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from typing import Any

from pipeline.bylines import clean
from pipeline.urls import url_key

Node = Mapping[str, Any]

ARTICLE_TYPE = re.compile(r"(?:Article|BlogPosting|Report)$")
PAGE_TYPE = re.compile(
    r"(?:WebPage|Review|Recipe|SocialMediaPosting|DiscussionForumPosting|CreativeWork|VideoObject)$"
)
OF_OTHERS = frozenset({"itemListElement", "liveBlogUpdate", "comment", "mentions", "citation", "relatedLink"})
TRAILING_COMMA = re.compile(r",\s{0,200}([}\]])")
UNLIKE = 0.4  # of the characters, below which two headlines are of two texts
CDATA = ("//<![CDATA[", "/*<![CDATA[*/", "<![CDATA[", "<!--", "//]]>", "/*]]>*/", "]]>", "-->")


def read_blocks(texts: Iterable[str]) -> Iterator[Node]:
    """Every object of every block, outermost first; a broken block is left out, the rest stands.

    What is listed or commented on (teasers, updates of a live page) belongs to others and is left out too.
    """
    for text in texts:
        waiting = [_json(_unwrapped(text))]
        while waiting:
            value = waiting.pop(0)
            if isinstance(value, list):
                waiting.extend(value)
            elif isinstance(value, dict):
                yield value
                waiting.extend(
                    part
                    for key, part in value.items()
                    if key not in OF_OTHERS and isinstance(part, (dict, list))
                )


def own_article(nodes: Sequence[Node], urls: Iterable[str], titles: Iterable[str]) -> Node:
    """The object of the page's own article; {} if there is none.

    Of several the one that names this page, else the one whose headline the page shows, else the first
    that is not plainly another page's: the others are teasers.
    """
    articles = [
        node
        for node in nodes
        if any(ARTICLE_TYPE.search(kind) for kind in types(node))
        and (node.get("headline") or node.get("articleBody") or node.get("name"))
    ]
    keys = {url_key(url) for url in urls if url}
    for node in articles:
        if any(url_key(name) in keys for name in _addresses(node)):
            return node
    shown = {title.casefold() for title in titles if title}
    for node in articles:
        if any(clean(text(node.get(key)) or "").casefold() in shown for key in ("headline", "name")):
            return node
    return next((node for node in articles if not _is_elsewhere(node, keys, shown)), {})


def _is_elsewhere(node: Node, keys: set[str], shown: set[str]) -> bool:
    """Whether an object plainly is another page's: by its address, and by a headline that is like none here."""
    headline = clean(text(node.get("headline")) or "").casefold()
    if not keys or not shown or not headline or not any(True for _ in _addresses(node)):
        return False
    return max(SequenceMatcher(None, headline, title, autojunk=False).ratio() for title in shown) < UNLIKE


def own_page(nodes: Sequence[Node]) -> Node:
    """Where a page names no article: the first object of the page itself that says when it was published."""
    for node in nodes:
        if node.get("datePublished") and any(PAGE_TYPE.search(kind) for kind in types(node)):
            return node
    return {}


def types(node: Node) -> tuple[str, ...]:
    """The names of an object's types, without the address of their vocabulary."""
    kinds = node.get("@type")
    named = kinds if isinstance(kinds, list) else [kinds]
    return tuple(kind.rsplit("/", 1)[-1] for kind in named if isinstance(kind, str))


def text(value: Any) -> str | None:
    """A text, or the first of a list of them; None for anything else and for an empty one."""
    if isinstance(value, list):
        value = value[0] if value else None
    if isinstance(value, dict):
        value = value.get("@value")
    return value if isinstance(value, str) and value.strip() else None


def people(value: Any, nodes: Sequence[Node]) -> Iterator[tuple[str, str]]:
    """(name, type) of each person or organisation in a field, references by @id followed; the type may be ""."""
    known = {node["@id"]: node for node in nodes if isinstance(node.get("@id"), str) and _name_of(node)}
    for item in value if isinstance(value, list) else [value]:
        if isinstance(item, list):
            yield from people(item, nodes) if item and not isinstance(item[0], list) else ()
        elif isinstance(item, str):
            yield item, ""
        elif isinstance(item, dict):
            node = item if _name_of(item) else known.get(item.get("@id"), item)
            for name in _name_of(node):
                yield name, (*types(node), "")[0]


def _name_of(node: Node) -> list[str]:
    name = node.get("name")
    if isinstance(name, (str, list)) and name:
        return [
            one
            for one in (name if isinstance(name, list) else [name])
            if isinstance(one, str) and one.strip()
        ]
    given, family = text(node.get("givenName")), text(node.get("familyName"))
    return [f"{given} {family}"] if given and family else []


def _addresses(node: Node) -> Iterator[str]:
    main = node.get("mainEntityOfPage")
    for value in (
        node.get("url"),
        node.get("@id"),
        main,
        main.get("@id") if isinstance(main, dict) else None,
    ):
        if isinstance(value, str) and "://" in value:
            yield value.split("#")[0]


def _unwrapped(block: str) -> str:
    """The block without the comment or CDATA marks that old templates put around scripts."""
    block = block.strip().rstrip(";")
    for mark in CDATA:
        block = block.removeprefix(mark).removesuffix(mark).strip()
    return block


def _json(block: str) -> Any:
    for attempt in (block, TRAILING_COMMA.sub(r"\1", block)):
        try:
            return json.loads(attempt, strict=False)
        except (ValueError, RecursionError):
            continue
    return None

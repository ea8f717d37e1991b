"""Which parts of a page may belong to its article, and their short texts.

in_article(node)          # False in an aside, a teaser, the comments
short_text(node, 200)     # "" where it is longer: so that a page is walked in the time of its size
"""

from __future__ import annotations

import re

from lxml import etree
from lxml.html import HtmlElement

OTHER = re.compile(
    r"bio|comment|related|teaser|card|recirc|sidebar|promo|most|newsletter|follow|social|avatar|image|photo|"
    r"footer|authori[sz]|recommend|about|guest|list-item|widget|popular|more-",
    re.IGNORECASE,
)
BESIDE = frozenset(
    {"aside", "nav", "footer", "form", "figure", "figcaption", "head", "script", "style", "blockquote"}
)
WHOLE = frozenset({"html", "body", "article", "main"})  # whose names tell of the page, not of a part
LABELS = ("class", "id", "data-testid", "data-component", "data-qa", "data-test", "data-gu-name")


def in_article(node: HtmlElement) -> bool:
    """Whether a part of the page may belong to its article: neither it nor what it stands in is beside it."""
    return not any(is_beside(above) for above in (node, *node.iterancestors()))


def is_beside(node: HtmlElement) -> bool:
    """Whether a part is not the article's by its own tag or name: an aside, a teaser, a comment."""
    return node.tag in BESIDE or (node.tag not in WHOLE and OTHER.search(label(node)) is not None)


def label(node: HtmlElement) -> str:
    """What the markup calls a part."""
    return " ".join(node.get(name) or "" for name in LABELS)


def short_text(node: HtmlElement, longest: int) -> str:
    """The text of a part on one line; "" where it is longer than so many characters."""
    parts: list[str] = []
    size = 0
    for part in node.itertext(etree.Element):
        words = " ".join(part.split())
        size += len(words)
        if size > longest:
            return ""
        parts.append(part)
    return " ".join("".join(parts).split())

"""The sentence under a headline, which extractors lose where it stands in a box of its own.

standfirst(tree, described=["The harbour authority reports a third more calls …"])    # "The harbour authority …"
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from lxml.html import HtmlElement

from pipeline.bylines import starts_byline
from pipeline.page_parts import in_article, label, short_text

NAMED = re.compile(
    r"standfirst|stand-first|\bled[e]?\b|[_-]lede?\b|[_-]lead\b|\blead\b|subtitle|sub-?head|\bdek\b|[_-]dek\b|"
    r"\bdeck\b|summary|intro|chapo|vorspann|entradilla|sottotitolo|ingress",
    re.IGNORECASE,
)
BLOCKS = ("p", "div", "h2", "h3", "h4", "span")
FEWEST, LONGEST, LONG_PARAGRAPH = 8, 700, 200  # words; characters


def standfirst(tree: HtmlElement, described: Iterable[str]) -> str | None:
    """The text that stands between headline and article under such a name, or that the head gives as description.

    None where there is none; `described` are the descriptions.
    """
    known = {_bare(text) for text in described if len(text.split()) >= FEWEST}
    head = next(tree.iter("h1"), None)
    if head is None:
        return None
    below, paragraphs = False, 0
    for node in tree.iter("h1", *BLOCKS):
        if node is head:
            below = True
            continue
        if not below or node.tag == "h1":
            continue
        text = short_text(node, LONGEST)
        if len(text.split()) >= FEWEST and not starts_byline(text) and in_article(node):
            if _bare(text) in known or NAMED.search(label(node)):
                return text
            paragraphs += node.tag == "p" and len(text) >= LONG_PARAGRAPH
        if paragraphs >= 3:
            return None
    return None


def _bare(text: str) -> str:
    return re.sub(r"\W+", "", text).casefold()

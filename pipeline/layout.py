"""A page's markup made plain before its text is looked for; what is not sure to be in the way stays.

Small boxes of advertising and links, and readers' comments, are taken out; tags that a site made up
and tables that only lay a page out become plain blocks.
"""

from __future__ import annotations

import re
from copy import deepcopy
from functools import cache
from pathlib import Path

from lxml.html import HtmlElement

from extractors.vocabulary import Checked, read

NAME_TOKEN = re.compile(r"[a-z0-9]+")
UNSEEN = frozenset({"script", "style", "template", "noscript", "svg"})
BOX_TAGS = ("div", "section", "aside", "p", "ul", "blockquote", "span")
BOX_WORDS = 60
REPEATED = 3
ALL_BOXES = 0.25  # boxes that hold more of the page than that are its paragraphs, oddly named
CELL_WORDS = 150  # a cell of a table of data is shorter


class Boxes(Checked):
    """Names of boxes that are no part of an article, as words of an element's class or id."""

    small: frozenset[str]
    any_size: frozenset[str]
    repeated: frozenset[str]
    unless: frozenset[str]


@cache
def boxes() -> Boxes:
    return read(Boxes, Path(__file__).with_name("boxes.yml"))


def plain_layout(tree: HtmlElement) -> HtmlElement:
    """A copy of the page, ready for the extractor."""
    page = deepcopy(tree)
    _drop_boxes(page)
    _plain_tags(page)
    return page


def _drop_boxes(page: HtmlElement) -> None:
    whole = _size(page)
    small: list[tuple[HtmlElement, int]] = []
    comments: list[tuple[HtmlElement, int]] = []
    repeated: list[HtmlElement] = []
    for node in page.iter(*BOX_TAGS):
        named = f"{node.get('class') or ''} {node.get('id') or ''}".lower()
        words = set(NAME_TOKEN.findall(named))
        if not words or len(words) > 8 or words & boxes().unless:
            continue
        if words & boxes().any_size:
            comments.append((node, _size(node)))
        elif words & boxes().small and (size := _size(node)) <= BOX_WORDS:
            small.append((node, size))
        elif words & boxes().repeated:
            repeated.append(node)
    if sum(size for _, size in small) <= ALL_BOXES * whole:
        for node, _ in small:
            _drop(node)
    for node, size in comments:
        if size < 0.5 * whole:
            _drop(node)
    if len(repeated) >= REPEATED:
        for node in repeated:
            _drop(node)


def _drop(node: HtmlElement) -> None:
    if node.getparent() is not None:
        node.drop_tree()


def _size(node: HtmlElement) -> int:
    """How many words an element shows."""
    return sum(
        len((part.text or "").split()) * (part.tag not in UNSEEN) + len((part.tail or "").split())
        for part in node.iter()
        if isinstance(part.tag, str)
    ) - len((node.tail or "").split())


def _plain_tags(page: HtmlElement) -> None:
    """Made-up tags (`<text-block>`) and spans named as paragraphs become blocks; so do layout tables."""
    for node in page.iter():
        if isinstance(node.tag, str) and "-" in node.tag:
            node.tag = "div"
    for node in page.iter("span"):
        if "paragraph" in NAME_TOKEN.findall((node.get("class") or "").lower()):
            node.tag = "p"
    for cell in list(page.iter("td")):
        if len(_own_words(cell)) >= CELL_WORDS:
            for node in (cell, *cell.iterancestors("tr", "tbody", "table")):
                node.tag = "div"


def _own_words(cell: HtmlElement) -> list[str]:
    """The words of a cell, those of tables inside it left out."""
    return (
        [word for text in cell.xpath(".//text()[not(ancestor::script)]") for word in text.split()]
        if cell.find(".//table") is None
        else []
    )

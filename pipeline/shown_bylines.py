"""The authors that a page shows its readers, for pages whose head names none, or nothing but the outlet.

shown_authors(tree, own={"skerrypost"})    # ("Ann Lee", "Bo Ek")

Looked for where markup says "author", then in boxes that are named for it, then in lines that begin with
"By" near the headline; never beside, in teasers, comments or the notes on authors below a text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from lxml import etree
from lxml.html import HtmlElement

from pipeline.bylines import is_role, split_names, starts_byline, words
from pipeline.headlines import names_outlet
from pipeline.page_parts import WHOLE, in_article, is_beside, label, short_text

NAMED = re.compile(r"byline|author|contributor|autor(?!is|it)|auteur|writer", re.IGNORECASE)
PARTICLES = frozenset(
    "de da do dos das del della di du la le van von der den ter zu bin ibn al el e y af av 't ten".split()  # noqa: SIM905
)
WORD = re.compile(r"[^\W\d_]+(?:['’.-]+[^\W\d_]+)*\.?")
LONGEST_LINE, MOST_NODES = 200, 400


def shown_authors(tree: HtmlElement, own: Iterable[str]) -> tuple[str, ...]:
    """The authors' full names in their order; () where the page shows none. `own` are the outlet's names, bare."""
    known = set(own)
    for find in (_marked, _boxed, _lines):
        for group in find(tree):
            names = [name for line in group for name in _names(line, known)]
            if names := names or [line for line in group if line.casefold() in words().agencies]:
                return tuple(dict.fromkeys(names))
    return ()


def is_shown(tree: HtmlElement, name: str) -> bool:
    """Whether a name stands where the article may be, and not only beside it."""
    for node in tree.iter(etree.Element):
        above = node.getparent()
        if name in (node.text or "") and in_article(node):
            return True
        if name in (node.tail or "") and above is not None and in_article(above):
            return True
    return False


def _marked(tree: HtmlElement) -> Iterator[list[str]]:
    """What the markup calls the author, by microdata or by the relation of a link."""
    for path in (
        "//*[@itemprop='author' or @itemprop='creator']",
        "//a[contains(concat(' ', @rel, ' '), ' author ')]",
    ):
        nodes = [node for node in tree.xpath(path)[:MOST_NODES] if in_article(node)]
        yield from _groups(nodes)


def _boxed(tree: HtmlElement) -> Iterator[list[str]]:
    """What stands in boxes named for a byline; of boxes inside each other the outermost."""
    boxes: list[HtmlElement] = []
    waiting = [tree]
    while waiting and len(boxes) < MOST_NODES:
        node = waiting.pop()
        if not isinstance(node.tag, str) or is_beside(node):
            continue
        if node.tag not in WHOLE and NAMED.search(label(node)):
            boxes.append(node)
        else:
            waiting.extend(reversed(node))
    yield from _groups([box for box in boxes if short_text(box, 2 * LONGEST_LINE)])


def _groups(nodes: list[HtmlElement]) -> Iterator[list[str]]:
    """Neighbours of one kind are one byline; each as the lines that it shows."""
    while nodes:
        place = nodes[0].getparent()
        group = [node for node in nodes if node.getparent() is place]
        if len(group) == 1 and place is not None:  # a list has a box for each
            group = [
                node
                for node in nodes
                if node.getparent() is not None and node.getparent().getparent() is place.getparent()
            ]
        group = group or nodes[:1]
        nodes = [node for node in nodes if node not in group]
        yield [line for node in group for line in _shown(node)]


def _shown(node: HtmlElement) -> list[str]:
    """What a byline shows: the text of its links where they are names, else its pieces of text."""
    named = node.xpath(".//*[@itemprop='name']")
    if named:
        return [short_text(part, LONGEST_LINE) for part in named]
    links = [
        short_text(link, LONGEST_LINE) for link in node.iter("a") if (link.get("href") or "")[:7] != "mailto:"
    ]
    if any(is_name(text) for text in links):
        return [text for text in links if is_name(text)]
    whole = short_text(node, 2 * LONGEST_LINE)
    return (
        [whole]
        if starts_byline(whole)
        else [" ".join(piece.split()) for piece in node.itertext() if piece.strip()]
    )


def _lines(tree: HtmlElement) -> Iterator[list[str]]:
    """Short lines that begin as a byline does, between the headline and the third paragraph."""
    head = next(tree.iter("h1"), None)
    below, paragraphs = head is None, 0
    for node in tree.iter("h1", "h2", "h3", "h4", "h5", "p", "div", "span", "address", "li"):
        below = below or node is head
        if not below or node is head:
            continue
        text = short_text(node, LONGEST_LINE)
        if starts_byline(text) and in_article(node):
            yield [text]
        paragraphs += node.tag == "p" and not text and len(node.text or "") > LONGEST_LINE
        if paragraphs >= 3:
            return


def _names(line: str, own: set[str]) -> list[str]:
    """The full names in a line of a byline."""
    return [
        name for name in split_names(line[:LONGEST_LINE]) if is_name(name) and not names_outlet(name, own)
    ]


def is_name(text: str) -> bool:
    """Whether a text reads as a person's full name: two to five words, capitals, no role and no digit."""
    parts = text.split()
    if (
        not 2 <= len(parts) <= 5
        or is_role(text)
        or not words().no_name.isdisjoint(part.casefold() for part in parts)
    ):
        return False
    return all(WORD.fullmatch(part) and (part[0].isupper() or part.casefold() in PARTICLES) for part in parts)

"""The main text of a page: small boxes taken out before, bylines after; its links.

`pruned` and `without_head` mend what the extractor plainly gets wrong; both leave a page alone
where they are not sure.
"""

from __future__ import annotations

import re
from copy import deepcopy
from functools import cache
from itertools import islice
from pathlib import Path
from urllib.parse import urldefrag, urljoin

from lxml.html import HtmlElement

from extractors.vocabulary import Checked, read
from pipeline.bylines import clean
from pipeline.metadata import Metadata

BLOCKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "dd",
        "div",
        "dl",
        "dt",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "li",
        "main",
        "nav",
        "ol",
        "p",
        "pre",
        "section",
        "table",
        "td",
        "th",
        "tr",
        "ul",
        "br",
        "hr",
    ]
)
UNSEEN = frozenset({"script", "style", "template", "svg", "iframe", "head"})
NAME_TOKEN = re.compile(r"[a-z0-9]+")
DATE_LINE = re.compile(
    r"^(?:\W*(?:published|posted|updated|last updated|veröffentlicht|stand|publié|publicado|pubblicato)\b[:\s]*)?"
    r"(?:\w+[,.]?\s+)?(?:\d{1,2}\.?\s+[^\W\d]{3,10}\.?,?\s+\d{4}|[^\W\d]{3,10}\.?\s+\d{1,2},?\s+\d{4}|\d{4}-\d\d-\d\d"
    r"|\d{1,2}[./]\d{1,2}[./]\d{2,4})\b",
    re.IGNORECASE,
)
BYLINE = re.compile(r"^(?:by|von|par|por|di|door)\s+\S", re.IGNORECASE)


class Boxes(Checked):
    """Names of boxes that are no part of an article, as words of an element's class or id."""

    small: frozenset[str]
    any_size: frozenset[str]
    unless: frozenset[str]


@cache
def boxes() -> Boxes:
    return read(Boxes, Path(__file__).with_name("boxes.yml"))


def pruned(tree: HtmlElement) -> HtmlElement:
    """A copy of the page without small boxes of advertising and links, and without readers' comments."""
    page = deepcopy(tree)
    whole = len(_words(page))
    for node in list(page.iter("div", "section", "aside", "p", "ul", "blockquote", "span")):
        named = f"{node.get('class') or ''} {node.get('id') or ''}".lower()
        if not named.strip() or node.getparent() is None:
            continue
        words = set(NAME_TOKEN.findall(named))
        small, any_size = words & boxes().small, words & boxes().any_size
        if not (small or any_size) or words & boxes().unless or len(words) > 8:
            continue
        size = len(_words(node))
        if size <= 60 or (any_size and size < 0.5 * whole):
            node.drop_tree()
    return page


def _words(node: HtmlElement) -> list[str]:
    return str(node.text_content()).split()


def marked_text(tree: HtmlElement) -> str:
    """The paragraphs of the part of a page that its markup names as the article; "" where it names none.

    Of several such parts the one with the most text.
    """
    parts = tree.xpath("//article | //*[@itemprop='articleBody'] | //main")
    texts = [
        "\n\n".join(
            text
            for node in part.iter("p", "h2", "h3", "li", "blockquote")
            if not node.xpath(
                "ancestor::aside|ancestor::nav|ancestor::footer|ancestor::figure|ancestor::form"
            )
            and (text := " ".join(_words(node)))
            and not (node.tag in ("blockquote", "li") and node.find(".//p") is not None)
        )
        for part in parts[:50]
    ]
    return max(texts, key=len, default="")


def paragraphs(text: str) -> str:
    """Lines as paragraphs parted by a blank line, spaces of all kinds made plain."""
    lines = (" ".join(line.split()) for line in text.splitlines())
    return "\n\n".join(line for line in lines if line)


def without_head(text: str, about: Metadata) -> str:
    """The text without what stands over it: its own title, a byline, a line that is only a date."""
    lines = text.split("\n\n")
    titles = {_bare(title) for title in (*about.titles, about.title or "") if title}
    for _ in range(4):
        if len(lines) > 1 and (_bare(lines[0]) in titles or _is_byline(lines[0], about)):
            del lines[0]
    return "\n\n".join(lines)


def _is_byline(line: str, about: Metadata) -> bool:
    """A short line that is a date or names the author, and is no sentence."""
    words = line.split()
    if (
        len(words) > 14
        or line.endswith(('."', "?", "!", '"', "”"))
        or (line.endswith(".") and len(words) > 6)
    ):
        return False
    if DATE_LINE.match(line):
        return True
    named = any(author.casefold() in line.casefold() for author in about.authors)
    return (named and (len(words) <= 6 or bool(BYLINE.match(line)))) or (
        bool(BYLINE.match(line)) and len(words) <= 5
    )


def _bare(text: str) -> str:
    return re.sub(r"\W+", " ", text).strip().casefold()


def visible_text(tree: HtmlElement) -> str:
    """All that a page shows, as one line."""
    parts: list[str] = []
    body = tree.find("body")
    _collect(body if body is not None else tree, parts)
    return " ".join(" ".join(parts).split())


def _collect(node: HtmlElement, parts: list[str]) -> None:
    """Walks without recursion: pages nest deeper than Python does."""
    skipped: HtmlElement | None = None
    for element in node.iter():
        if not isinstance(element.tag, str) or element.tag in UNSEEN:
            skipped = element
        elif element.text and (skipped is None or element.getparent() is not skipped):
            parts.append(element.text)
        if element.tail and element is not node:
            parts.append(element.tail)


def block_text(tree: HtmlElement) -> str:
    """The text of a piece of HTML, a paragraph for each block."""
    parts: list[str] = []
    for event, element in _walk(tree):
        if not isinstance(element.tag, str) or element.tag in UNSEEN:
            text = None
        else:
            text = element.text if event == "start" else None
            if element.tag in BLOCKS:
                parts.append("\n")
        if text:
            parts.append(text.replace("\n", " "))
        if event == "end" and element.tail:
            parts.append(element.tail.replace("\n", " "))
    return paragraphs("".join(parts))


def _walk(tree: HtmlElement) -> list[tuple[str, HtmlElement]]:
    from lxml.etree import iterwalk

    return list(iterwalk(tree, events=("start", "end")))


def links_in(tree: HtmlElement, text: str, url: str) -> tuple[str, ...]:
    """The web addresses that the article's own text links to, in order, each once, without fragments."""
    base = urljoin(url, next(iter(tree.xpath("//base/@href")), ""))
    known = _bare(text)
    contexts: dict[HtmlElement, str] = {}
    found: dict[str, None] = {}
    for anchor in islice(tree.iter("a"), 5000):
        label = _bare(anchor.text_content())
        href = (anchor.get("href") or "").strip()
        if len(label) < 2 or not href or label not in known:
            continue
        block = anchor.getparent()
        while block is not None and block.tag not in BLOCKS:
            block = block.getparent()
        if block is not None and block not in contexts:
            contexts[block] = _bare(block.text_content()[:400])
        context = contexts.get(block, "")
        if not context or context[:60] not in known or context == label:
            continue  # the link stands in a box of its own
        try:
            target = urldefrag(urljoin(base, href)).url
        except ValueError:
            continue
        if target.startswith(("http://", "https://")):
            found.setdefault(target)
    return tuple(found)[:200]


def names(text: str | None) -> tuple[str, ...]:
    """The authors in trafilatura's one line of them."""
    parts = [clean(part) for part in (text or "").split(";")]
    return tuple(dict.fromkeys(part for part in parts if 1 < len(part) <= 80))

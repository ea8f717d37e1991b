"""The main text of a page: what its markup says of it, what stands over it, what it links to."""

from __future__ import annotations

import re
from functools import cache
from itertools import islice
from pathlib import Path
from urllib.parse import urldefrag

from lxml.html import HtmlElement

from extractors.vocabulary import Checked, read
from pipeline.bylines import split_names
from pipeline.metadata import Metadata
from pipeline.urls import joined

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
DATE_LINE = re.compile(
    r"^(?:\W*(?:published|posted|updated|last updated|veröffentlicht|stand|publié|publicado|pubblicato)\b(?:[ap]\.m\.|[^.!?]){0,30}?)?"
    r"(?:\w+[,.]?\s+)?(?:\d{1,2}\.?\s+[^\W\d]{3,10}\.?,?\s+\d{4}|[^\W\d]{3,10}\.?\s+\d{1,2},?\s+\d{4}|\d{4}-\d\d-\d\d"
    r"|\d{1,2}[./]\d{1,2}[./]\d{2,4})\b",
    re.IGNORECASE,
)
LONGEST_SIGNPOST = 140  # characters
BROKEN = 40  # characters from which on a line may be broken; shorter ones are items of a list
OPEN = re.compile(r"(?:\w|,|–|—)$")
BYLINE = re.compile(r"^(?:by|von|par|por|di|door)\s+\S", re.IGNORECASE)


def _words(node: HtmlElement) -> list[str]:
    return str(node.text_content()).split()


def marked_text(tree: HtmlElement) -> str:
    """The paragraphs of the part of a page that its markup names as the article; "" where it names none.

    An articleBody comes before an article with a headline of its own, that before other articles
    and `main`; of several parts of one rank the one with the most text.
    """
    for path in ("//*[@itemprop='articleBody']", "//article[.//h1]", "//article", "//main"):
        texts = [_part_text(part) for part in tree.xpath(path)[:50]]
        if best := max(texts, key=len, default=""):
            return best
    return ""


def names_one_article(tree: HtmlElement) -> bool:
    """Whether the markup leaves no doubt which part is the article: one with a headline, or one body."""
    return 1 in (len(tree.xpath("//article[.//h1]")), len(tree.xpath("//*[@itemprop='articleBody']")))


def _part_text(part: HtmlElement) -> str:
    lines = []
    for node in part.iter("p", "h2", "h3", "li", "blockquote"):
        if node.tag in ("blockquote", "li") and node.find(".//p") is not None:
            continue
        if node.xpath("ancestor::aside|ancestor::nav|ancestor::footer|ancestor::figure|ancestor::form"):
            continue
        lines.append(" ".join(_words(node)))
    return "\n\n".join(line for line in lines if line)


def misses(found: str, marked: str) -> bool:
    """Whether a text has next to nothing of the part that the markup names as the article."""
    wanted = _shingles(marked)
    return len(wanted & _shingles(found)) < 0.2 * len(wanted)


def runs_together(found: str, marked: str) -> bool:
    """Whether a text is one line that holds several paragraphs of the part that the markup names as the article."""
    parts = [_bare(part) for part in marked.split("\n\n")]
    whole = _bare(found)
    return len(parts) > 1 and "\n\n" not in found and all(part in whole for part in parts)


def _shingles(text: str) -> set[tuple[str, ...]]:
    words = _bare(text).split()
    return set(zip(words, words[1:], words[2:], words[3:], strict=False))


def paragraphs(text: str) -> str:
    """Lines as paragraphs parted by a blank line, spaces of all kinds made plain.

    A line that goes on in the middle of a sentence is joined to the one before it: some pages break
    their lines by hand, and a claim does not reach over paragraphs.
    """
    made: list[str] = []
    for line in (" ".join(line.split()) for line in text.splitlines()):
        if not line:
            continue
        if made and line[0].islower() and len(made[-1]) >= BROKEN and OPEN.search(made[-1]):
            made[-1] = f"{made[-1]} {line}"
        else:
            made.append(line)
    return "\n\n".join(made)


class PageLines(Checked):
    """Lines within texts that lead away from them, lower case."""

    labels: frozenset[str]
    starts: tuple[str, ...]


@cache
def page_lines() -> PageLines:
    return read(PageLines, Path(__file__).with_name("page_lines.yml"))


def without_signposts(text: str) -> str:
    """The text without lines such as "Advertisement" or "Read more: …"; whole where little else would be left."""
    lines = text.split("\n\n")
    kept = [line for line in lines if not _is_signpost(line.casefold().strip(" *"))]
    return "\n\n".join(kept) if 2 * len(kept) > len(lines) else text


def _is_signpost(line: str) -> bool:
    return line in page_lines().labels or (
        len(line) <= LONGEST_SIGNPOST and line.startswith(page_lines().starts)
    )


def with_standfirst(text: str, standfirst: str | None) -> str:
    """The text with the sentence under its headline in front, where it does not hold it already."""
    if standfirst is None or not text:
        return text
    wanted = _shingles(standfirst)
    return text if len(wanted & _shingles(text)) >= 0.5 * len(wanted) else f"{standfirst}\n\n{text}"


def without_head(text: str, about: Metadata) -> str:
    """The text without what stands over it: its own title, a byline, a line that is only a date."""
    lines = text.split("\n\n")
    titles = {_bare(title) for title in (*about.titles, about.title or "") if title}
    for count in (3, 2):  # a title that is broken over lines
        if len(lines) > count and _bare(" ".join(lines[:count])) in titles:
            del lines[:count]
    for _ in range(4):
        if len(lines) > 1 and (_is_title(_bare(lines[0]), titles) or _is_byline(lines[0], about)):
            del lines[0]
    return "\n\n".join(lines)


def _is_title(line: str, titles: set[str]) -> bool:
    """Whether a line is one of the titles, or one with the outlet's name after it."""
    return line in titles or (line.count(" ") >= 4 and any(title.startswith(f"{line} ") for title in titles))


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
    base = joined(url, next(iter(tree.xpath("//base/@href")), "")) or url
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
        if target := joined(base, href):
            found.setdefault(urldefrag(target).url)
    return tuple(found)[:200]


def names(text: str | None) -> tuple[str, ...]:
    """The authors in trafilatura's one line of them: full names alone, since it takes other words for one now and then."""
    parts = (name for part in (text or "").split(";") for name in split_names(part))
    return tuple(dict.fromkeys(name for name in parts if " " in name))

"""A PDF as an article: technical reports and filings are often where a number comes from.

    read_paper(body, url)                 # Article, or NotArticle with the reason
    page_of(article.text, claim.start)    # the page on which a claim stands

Pages are kept in the text itself: each but the first begins with a form feed.
"""

from __future__ import annotations

import io
import logging
import re
from collections import Counter
from collections.abc import Mapping
from typing import TYPE_CHECKING

from db.records import Article, content_id
from pipeline.dates import plausible
from pipeline.languages import language_of
from pipeline.page_types import NotArticle
from pipeline.urls import plain_url, site, url_key

if TYPE_CHECKING:
    from pypdf import PdfReader

PAGE_BREAK = "\f"
MAX_PAGES = 500
HYPHEN = re.compile(r"(\w)[-\u00ad\u2010]$")
ENDS_SENTENCE = re.compile(r"[.!?:;][\"'”’)\]]*$")
PDF_DATE = re.compile(r"D:(\d{4})(\d\d)(\d\d)")


def page_of(text: str, offset: int) -> int:
    """The page (from 1) on which a character of a paper's text stands."""
    return text.count(PAGE_BREAK, 0, offset + 1) + 1


def read_paper(body: bytes, url: str) -> Article | NotArticle:
    """The text of a PDF with its pages, or why there is none: it is locked, broken or only pictures."""
    try:
        import pypdf
        from pypdf.errors import PyPdfError
    except ImportError:
        return NotArticle("no_pdf_reader", "PDFs are read with `pip install 'crossclaim[pdf]'`.")
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # what it could not read is our answer to give
    try:
        reader = pypdf.PdfReader(io.BytesIO(body))
        if reader.is_encrypted and not reader.decrypt(""):
            return NotArticle("pdf_locked", "the PDF is locked with a password.")
        pages = [page.extract_text().splitlines() for page in reader.pages[:MAX_PAGES]]
    except (
        PyPdfError,
        ValueError,
        KeyError,
        TypeError,
        AttributeError,
        IndexError,
        RecursionError,
        OSError,
    ) as error:
        return NotArticle("pdf_broken", f"the PDF cannot be read ({type(error).__name__}).")
    text = page_text(pages)
    if len(text.split()) < 40:
        return NotArticle("no_text", "the PDF holds pictures of text, or none; run it through OCR first.")
    title, author, date = _facts(reader)
    return Article(
        id=content_id(url_key(url), text),
        url=plain_url(url),
        title=title or text.split("\n", 1)[0][:200],
        text=text,
        outlet=site(url) or None,
        authors=(author,) if author else (),
        published=date,
        published_from="file" if date else None,
        language=language_of(text),
        extractor=f"pypdf {pypdf.__version__}, rules 1",
    )


def _facts(reader: PdfReader) -> tuple[str | None, str | None, str | None]:
    """Title, author and date of creation as the file states them."""
    try:
        facts: Mapping[str, object] = reader.metadata or {}
        values = [str(facts.get(name) or "").strip() for name in ("/Title", "/Author", "/CreationDate")]
    except (ValueError, KeyError, TypeError, AttributeError):
        return None, None, None
    found = PDF_DATE.match(values[2])
    title = values[0] if " " in values[0] else None  # "report_v3.docx" is no title
    return title, values[1] or None, plausible("-".join(found.groups())) if found else None


def page_text(pages: list[list[str]]) -> str:
    """Paragraphs out of the lines of pages: hyphens joined, running heads and page numbers left out."""
    running = _running_lines(pages)
    texts = []
    for lines in pages:
        kept = [" ".join(line.split()) for line in lines]
        kept = [line for line in kept if _shape(line) not in running and not line.isdigit()]
        texts.append("\n\n".join(_paragraphs(kept)))
    return f"\n\n{PAGE_BREAK}".join(texts).strip()


def _running_lines(pages: list[list[str]]) -> set[str]:
    """The shapes of lines at the head or foot of at least three pages, and of a third of all."""
    shapes = Counter(
        shape
        for lines in pages
        for shape in {_shape(" ".join(line.split())) for line in (*lines[:2], *lines[-2:]) if line.strip()}
    )
    return {shape for shape, count in shapes.items() if count >= max(3, len(pages) / 3)}


def _shape(line: str) -> str:
    return re.sub(r"\d+", "#", line)


def _paragraphs(lines: list[str]) -> list[str]:
    """Lines joined to paragraphs: a blank line, or a short line that ends a sentence, closes one."""
    width = max((len(line) for line in lines), default=0)
    made: list[str] = []
    open_ = False
    for line in lines:
        if not line:
            open_ = False
        elif not open_:
            made.append(line)
            open_ = True
        elif HYPHEN.search(made[-1]):
            made[-1] = (made[-1][:-1] if line[:1].islower() else made[-1]) + line
        else:
            made[-1] = f"{made[-1]} {line}"
        if (
            line
            and not HYPHEN.search(line)
            and len(line) < 0.8 * width
            and (ENDS_SENTENCE.search(line) or len(line) < 0.5 * width)
        ):
            open_ = False
    return made

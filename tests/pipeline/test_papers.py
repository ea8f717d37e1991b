"""PDFs as articles."""

from __future__ import annotations

import io
import textwrap

import pypdf
import pytest

from db.records import Article
from pipeline.articles import NotArticle, read_article
from pipeline.papers import PAGE_BREAK, page_of, page_text, read_paper
from tests.pipeline.pages import PARAGRAPHS

URL = "https://lab.example/report.pdf"


def pdf(pages: list[list[str]], info: str = "") -> bytes:
    """A PDF that shows these lines, page by page."""
    objects = ["<< /Type /Catalog /Pages 2 0 R >>", ""]
    kids = []
    for lines in pages:
        shown = "".join(
            f"({line.replace('(', '').replace(')', '')}) Tj 0 -14 Td " if line else "0 -28 Td "
            for line in lines
        )
        stream = f"BT /F1 11 Tf 50 800 Td {shown}ET"
        objects.append(f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream")
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {len(objects)} 0 R /Resources"
            " << /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >> >>"
        )
        kids.append(f"{len(objects)} 0 R")
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>"
    objects.append(f"<< {info} >>")
    out, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n{content}\nendobj\n".encode("latin-1")
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    trailer = f"trailer << /Size {len(objects) + 1} /Root 1 0 R /Info {len(objects)} 0 R >>"
    return (
        out
        + f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}{trailer}\nstartxref\n{len(out)}\n%%EOF".encode()
    )


def plain(text: str) -> str:
    return text.translate({0x201C: '"', 0x201D: '"', 0x2019: "'"})


def report() -> bytes:
    pages = []
    for number in range(3):
        lines = [f"Harbour Report {number + 1}", ""]
        for text in PARAGRAPHS[2 * number : 2 * number + 2]:
            lines += [*textwrap.wrap(plain(text), 80), ""]
        pages.append([*lines, str(number + 1)])
    return pdf(
        pages, "/Title (A hard winter at Lintvik) /Author (Marit Osel) /CreationDate (D:20260331080000Z)"
    )


def test_a_report_is_an_article_with_pages() -> None:
    """Text in paragraphs, running heads and page numbers gone, title, author, date, and the page of each claim."""
    found = read_article(report(), URL)
    assert isinstance(found, Article)
    assert found.text.replace(PAGE_BREAK, "").split("\n\n") == [plain(text) for text in PARAGRAPHS]
    assert (found.title, found.authors) == ("A hard winter at Lintvik", ("Marit Osel",))
    assert (found.published, found.published_from) == ("2026-03-31", "file")
    assert [page_of(found.text, found.text.index(word)) for word in ("412", "eleven", "Gdynia")] == [1, 2, 3]


def test_hyphens_at_line_ends_are_joined() -> None:
    """A word broken over two lines is one word again; a hyphen before a capital stays."""
    assert (
        page_text([["the accel-", "erators of the Anglo-", "Dutch firm"]])
        == "the accelerators of the Anglo-Dutch firm"
    )


@pytest.mark.parametrize(
    ("body", "reason"),
    [(b"%PDF-1.7 nothing", "pdf_broken"), (pdf([[]]), "no_text"), (report()[:900], "pdf_broken")],
)
def test_what_cannot_be_read_is_said_so(body: bytes, reason: str) -> None:
    """Broken files, and pages that are pictures, give a reason."""
    found = read_paper(body, URL)
    assert isinstance(found, NotArticle)
    assert found.reason in (reason, "no_text")


def test_a_locked_pdf_is_said_so() -> None:
    """A password is not guessed."""
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(report()))
    writer.encrypt("secret", algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    found = read_paper(out.getvalue(), URL)
    assert isinstance(found, NotArticle)
    assert found.reason == "pdf_locked"

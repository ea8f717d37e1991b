"""Web archives."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from db.errors import InputError
from pipeline.archives import archive_pages
from pipeline.inputs import Inputs
from tests.pipeline.pages import NOT_ARTICLES, PARAGRAPHS, article_page


def archive(path: Path, *pages: tuple[str, str, str, str]) -> Path:
    """A WARC of (url, status line, content type, body)."""
    with path.open("wb") as out:
        writer = WARCWriter(out, gzip=path.suffix == ".gz")
        for url, status, kind, body in pages:
            headers = StatusAndHeaders(status, [("Content-Type", kind)], protocol="HTTP/1.1")
            record = writer.create_warc_record(
                url,
                "response",
                payload=io.BytesIO(body.encode()),
                http_headers=headers,
                warc_headers_dict={"WARC-Date": "2025-02-01T06:00:00Z"},
            )
            writer.write_record(record)
    return path


@pytest.mark.parametrize("name", ["news.warc", "NEWS.warc.gz"])
def test_archived_pages_become_articles(tmp_path: Path, name: str) -> None:
    """Pages with status 200 are read like live ones; the rest is passed over, walls are named."""
    path = archive(
        tmp_path / name,
        ("https://a.example/1", "200 OK", "text/html; charset=utf-8", article_page()),
        ("https://a.example/2", "404 Not Found", "text/html", article_page()),
        ("https://a.example/3", "200 OK", "image/png", "x"),
        ("https://a.example/4", "200 OK", "text/html", NOT_ARTICLES["login"][0]),
    )
    inputs = Inputs([str(path)])
    found = list(inputs)
    assert [(article.url, article.first_seen) for article in found] == [
        ("https://a.example/1", "2025-02-01T06:00:00Z")
    ]
    assert found[0].text == "\n\n".join(PARAGRAPHS)
    assert [place for place, _ in inputs.skips] == [f"{path}: https://a.example/4"]


def test_a_broken_archive_is_named(tmp_path: Path) -> None:
    """A file that is no archive is an error with its name."""
    path = tmp_path / "x.warc.gz"
    path.write_bytes(b"this is no archive")
    with pytest.raises(InputError, match=r"no whole web archive"):
        list(archive_pages(path))
    inputs = Inputs([str(path)])
    assert list(inputs) == []
    assert inputs.exit_code == 1

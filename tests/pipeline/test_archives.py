"""Web archives."""

from __future__ import annotations

import gzip
import io
import re
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


@pytest.mark.parametrize("name", ["news.warc", "news.warc.gz"])
def test_an_archive_that_was_cut_off_gives_what_is_whole(tmp_path: Path, name: str) -> None:
    """The page that the archive breaks off in is named; those before it are read."""
    pages = [(f"https://a.example/{n}", "200 OK", "text/html; charset=utf-8", article_page()) for n in (1, 2)]
    path = archive(tmp_path / name, *pages)
    path.write_bytes(path.read_bytes()[:-300])
    inputs = Inputs([str(path)])
    assert [article.url for article in inputs] == ["https://a.example/1"]
    assert [place for place, _ in inputs.skips] == [f"{path}: https://a.example/2"]
    assert "cut off" in inputs.skips[0][1]


@pytest.mark.parametrize(
    ("name", "lie"), [(name, lie) for name in ("news.warc", "news.warc.gz") for lie in (-50, 50, 5000)]
)
def test_a_record_that_lies_about_its_length_is_named(tmp_path: Path, name: str, lie: int) -> None:
    """Nothing that follows is taken for what it is not; the archive or the page is named."""
    pages = [
        (f"https://a.example/{n}", "200 OK", "text/html; charset=utf-8", article_page()) for n in (1, 2, 3)
    ]
    path = archive(tmp_path / "true.warc", *pages)
    told = path.read_bytes()
    length = re.findall(rb"Content-Length: (\d+)", told)[1]
    lies = told.replace(b"Content-Length: " + length, b"Content-Length: %d" % (int(length) + lie))
    records = [b"WARC/1.0" + record for record in lies.split(b"WARC/1.0")[1:]]
    path = tmp_path / name
    path.write_bytes(b"".join(map(gzip.compress, records)) if name.endswith(".gz") else lies)
    inputs = Inputs([str(path)])
    assert {article.url for article in inputs} <= {f"https://a.example/{n}" for n in (1, 2, 3)}
    assert inputs.skips
    assert all(str(path) in place for place, _ in inputs.skips)

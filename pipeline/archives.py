"""Web archives (WARC) as pages, so that an old crawl goes the same way as live news.

for page in archive_pages(Path("CC-NEWS-20250201.warc.gz")): read_article(page.body, page.url, …)
"""

from __future__ import annotations

import contextlib
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any

from db.errors import InputError
from db.records import Page, content_id

ENDINGS = (".warc", ".warc.gz")
MAX_BYTES = 10_000_000
DETAILS = {
    "too_large": "the page is too large.",
    "truncated": "the record ends before the length that it gives; the archive was cut off, or lies.",
}
PAGE_TYPES = ("text/html", "application/xhtml+xml", "application/pdf")


def is_archive(path: Path) -> bool:
    return path.name.lower().endswith(ENDINGS)


def archive_pages(path: Path) -> Iterator[Page]:
    """The pages of an archive in its order: answers with status 200 that are HTML or PDF, up to 10 MB each.

    InputError where the file is no archive, or breaks off; what came before stays good.
    """
    with path.open("rb") as stream:
        yield from pages_in(stream, str(path))


def pages_in(stream: IO[bytes], name: str, end: int | None = None) -> Iterator[Page]:
    """The pages of the records that begin where the stream stands, up to those that begin at `end`.

    A page whose record ends too early, or is too large, has a `problem` in place of its body. InputError,
    which calls the archive `name`, where no further record can be read.
    """
    for _, record in _records(stream, name, end):
        http = record.http_headers
        if record.rec_type != "response" or http is None or http.get_statuscode() != "200":
            continue
        kind = http.get_header("Content-Type") or ""
        if not kind.lower().startswith(PAGE_TYPES):
            continue
        url = (record.rec_headers.get_header("WARC-Target-URI") or "").strip("<>")
        time = record.rec_headers.get_header("WARC-Date") or ""
        body = record.content_stream().read(MAX_BYTES + 1)
        problem = _problem(record, len(body))
        yield Page(
            id=content_id(url, time),
            url=url,
            final_url=url,
            status=200,
            headers={"content-type": kind},
            body=None if problem else body,
            fetched_at=time[:19] + "Z",
            hops=(url,),
            problem=problem,
            detail=DETAILS[problem] if problem else None,
        )


def _problem(record: Any, size: int) -> str | None:
    """Why a record's body is not taken, if it is not; reads what is left of it."""
    if size > MAX_BYTES:
        return "too_large"
    while record.raw_stream.read(1 << 16):
        pass
    return "truncated" if record.raw_stream.limit > 0 else None


def record_offsets(stream: IO[bytes], name: str) -> Iterator[int]:
    """Where each record of an archive begins; ends without a word where it breaks off."""
    with contextlib.suppress(InputError):
        for offset, _ in _records(stream, name, None):
            yield offset


def _records(stream: IO[bytes], name: str, end: int | None) -> Iterator[tuple[int, Any]]:
    """Each record with the byte where it begins."""
    try:
        from warcio.archiveiterator import ArchiveIterator
        from warcio.exceptions import ArchiveLoadFailed
    except ImportError as error:
        raise InputError(
            "is a web archive.", subject=name, remedy="Read it with `pip install 'crossclaim[warc]'`."
        ) from error
    archive = ArchiveIterator(stream)
    try:
        for record in archive:
            if archive.err_count:
                raise ArchiveLoadFailed("a record is longer or shorter than it says")
            if end is not None and archive.offset >= end:
                return
            yield archive.offset, record
    except (ArchiveLoadFailed, EOFError, UnicodeError, ValueError, OSError, zlib.error) as error:
        raise InputError(f"is no whole web archive ({str(error).strip()}).", subject=name) from error

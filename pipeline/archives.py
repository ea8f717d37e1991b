"""Web archives (WARC) as pages, so that an old crawl goes the same way as live news.

for page in archive_pages(Path("CC-NEWS-20250201.warc.gz")): read_article(page.body, page.url, …)
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from db.errors import InputError
from db.records import Page, content_id

ENDINGS = (".warc", ".warc.gz")
MAX_BYTES = 10_000_000
PAGE_TYPES = ("text/html", "application/xhtml+xml", "application/pdf")


def is_archive(path: Path) -> bool:
    return path.name.lower().endswith(ENDINGS)


def archive_pages(path: Path) -> Iterator[Page]:
    """The pages of an archive in its order: answers with status 200 that are HTML or PDF, up to 10 MB each.

    InputError where the file is no archive, or breaks off; what came before stays good.
    """
    try:
        from warcio.archiveiterator import ArchiveIterator
        from warcio.exceptions import ArchiveLoadFailed
    except ImportError as error:
        raise InputError(
            "is a web archive.", subject=str(path), remedy="Read it with `pip install 'crossclaim[warc]'`."
        ) from error
    with path.open("rb") as stream:
        try:
            for record in ArchiveIterator(stream):
                http = record.http_headers
                if record.rec_type != "response" or http is None or http.get_statuscode() != "200":
                    continue
                kind = http.get_header("Content-Type") or ""
                if not kind.lower().startswith(PAGE_TYPES):
                    continue
                body = record.content_stream().read(MAX_BYTES + 1)
                url = record.rec_headers.get_header("WARC-Target-URI").strip("<>")
                time = record.rec_headers.get_header("WARC-Date") or ""
                yield Page(
                    id=content_id(url, time),
                    url=url,
                    final_url=url,
                    status=200,
                    headers={"content-type": kind},
                    body=body if len(body) <= MAX_BYTES else None,
                    fetched_at=time[:19] + "Z",
                    hops=(url,),
                    problem=None if len(body) <= MAX_BYTES else "too_large",
                )
        except (ArchiveLoadFailed, EOFError, UnicodeError, ValueError, OSError) as error:
            raise InputError(f"is no whole web archive ({error}).", subject=str(path)) from error

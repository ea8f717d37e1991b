"""What stands in a part: articles as they were handed over, and pages that have yet to be read.

for document in documents(part): ...     # a Document, or the Problem of a record that holds none
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, ParamSpec

from db.errors import InputError
from db.records import Article, Page, Problem
from pipeline.archives import pages_in
from pipeline.inputs import article_of, saved_page, text_article
from pipeline.lines import read_json
from pipeline.scale.extras import needed
from pipeline.scale.parts import Kind, Part
from pipeline.scale.places import Place

Given = ParamSpec("Given")
FIELDS = ("id", "url", "outlet", "published", "title", "text", "language", "canonical", "modified")
ROWS = 256  # of a table held at a time
LONGEST_LINE = 64_000_000


@dataclass(frozen=True, slots=True)
class Document:
    """An article, or a page that may hold one; `place` is where it stands, for people."""

    place: str
    body: Article | Page

    @property
    def size(self) -> int:
        """Characters or bytes, about."""
        return len(self.body.text) if isinstance(self.body, Article) else len(self.body.body or b"")


def documents(part: Part) -> Iterator[Document | Problem]:
    """The documents of a part in their order, with a problem in the place of each record that holds none."""
    try:
        yield from _READERS[part.kind](part)
    except InputError as error:
        yield unreadable(error.subject, f"{error.message} {error.remedy}".strip())
    except OSError as error:
        yield unreadable(str(part), f"cannot be read: {error.strerror or error}.")


def unreadable(place: str, reason: str) -> Problem:
    """The problem of a record that is no article."""
    return Problem("read", place, "unreadable", f"{place}: {reason}")


def _archive(part: Part) -> Iterator[Document | Problem]:
    with Place.of(part.address).open() as stream:
        stream.seek(part.start)
        for page in pages_in(stream, part.address, part.end):
            yield Document(f"{part.address}: {page.url}", page)


def _lines(part: Part) -> Iterator[Document | Problem]:
    place = Place.of(part.address)
    with place.open() as stream:
        stream.seek(part.start)
        number = part.first
        while stream.tell() < part.end:
            where = f"{part.address}:{number}"
            line = stream.readline(LONGEST_LINE)
            if len(line) == LONGEST_LINE:
                yield unreadable(
                    where, f"a line of more than {LONGEST_LINE:,} bytes; what follows in its part is left out"
                )
                return
            if line.strip():
                yield _checked(where, _line, line, f"{place.url}#{number}")
            number += 1


def _rows(part: Part) -> Iterator[Document | Problem]:
    """The rows of a table; dates become text, columns that are no fields of an article are left aside."""
    place = Place.of(part.address)
    parquet = needed("pyarrow.parquet", part.address)
    with place.open() as stream:
        held = parquet.ParquetFile(stream)
        columns = [name for name in held.schema_arrow.names if name in FIELDS]
        number = 0
        for group in range(held.metadata.num_row_groups):
            count = held.metadata.row_group(group).num_rows
            if number + count > part.start and number < part.end:
                yield from _group(held, group, columns, number, part, place.url)
            number += count


def _group(
    held: Any, group: int, columns: list[str], number: int, part: Part, url: str
) -> Iterator[Document | Problem]:
    for batch in held.iter_batches(ROWS, row_groups=[group], columns=columns):
        for row in batch.to_pylist():
            if part.start <= number < part.end:
                told = {
                    name: cell.isoformat() if isinstance(cell, date) else cell for name, cell in row.items()
                }
                where = f"{part.address} row {number + 1}"
                yield _checked(where, article_of, told, f"{url}#{number + 1}")
            number += 1


def _files(part: Part) -> Iterator[Document | Problem]:
    for address in part.files:
        place = Place.of(address)
        try:
            with place.open() as stream:
                body = stream.read()
        except OSError as error:
            yield unreadable(address, f"cannot be read: {error.strerror or error}.")
            continue
        yield _checked(address, _file, body, place)


def _file(body: bytes, place: Place) -> Article | Page:
    match place.path.lower().rpartition(".")[2]:
        case "json":
            return article_of(read_json(body), place.url)
        case "html" | "htm" | "pdf":
            return saved_page(body, place.url)
        case _:
            return text_article(body, place.url)


def _line(line: bytes, url: str) -> Article:
    return article_of(read_json(line), url)


def _checked(
    place: str, read: Callable[Given, Article | Page], *args: Given.args, **kwargs: Given.kwargs
) -> Document | Problem:
    try:
        return Document(place, read(*args, **kwargs))
    except ValueError as error:
        return unreadable(place, str(error))


_READERS: dict[Kind, Callable[[Part], Iterator[Document | Problem]]] = {
    "archive": _archive,
    "lines": _lines,
    "rows": _rows,
    "files": _files,
}

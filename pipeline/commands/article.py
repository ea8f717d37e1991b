"""`crossclaim article`: saved pages in, articles out, one JSON line each."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from io import BufferedReader
from pathlib import Path
from typing import Any, cast

import click

from db.errors import InputError, ReadError
from pipeline.lines import Lines, write_line
from pipeline.terminal import echo
from pipeline.workers import Workers

PAGE_FILES = (".html", ".htm", ".xhtml")


@dataclass(frozen=True, slots=True)
class SavedPage:
    """One page to read: `html` is its text, or the bytes of its file."""

    id: str
    url: str
    html: str | bytes


class Pages:
    """The saved pages that the arguments name: files, folders, JSONL of {id, url, html}, or "-"."""

    def __init__(self, sources: tuple[str, ...], url: str) -> None:
        self.sources, self.url = sources, url
        self.skipped = 0

    def __iter__(self) -> Iterator[SavedPage]:
        for source in self.sources:
            path = Path(source)
            if source == "-":
                yield from self._stdin()
            elif path.suffix == ".jsonl":
                yield from self._lines(source)
            elif path.is_dir():
                yield from self._folder(path)
            else:
                yield from self._file(path)

    def _stdin(self) -> Iterator[SavedPage]:
        if cast(BufferedReader, sys.stdin.buffer).peek(1)[:1] == b"{":
            yield from self._lines("-")
        else:
            yield SavedPage("-", self.url, sys.stdin.buffer.read())

    def _lines(self, source: str) -> Iterator[SavedPage]:
        lines = Lines(source, required=("html",))
        for number, row in enumerate(lines, 1):
            name = str(row.get("id", number))
            if not isinstance(row["html"], str):
                lines.skip(f"{source}: {name}", "html is not a text")
                continue
            yield SavedPage(name, str(row.get("url") or self.url), row["html"])
        self.skipped += lines.skipped

    def _folder(self, folder: Path) -> Iterator[SavedPage]:
        found = sorted(path for path in folder.rglob("*") if path.suffix.lower() in PAGE_FILES)
        if not found:
            raise InputError(
                f"holds no page ({', '.join(PAGE_FILES)}).", subject=str(folder), remedy="Name its files."
            )
        for path in found:
            yield from self._file(path)

    def _file(self, path: Path) -> Iterator[SavedPage]:
        try:
            yield SavedPage(path.stem, self.url, path.read_bytes())
        except OSError as error:
            self.skipped += 1
            echo(f"crossclaim: {path}: skipped: cannot be read: {error.strerror}.", err=True)


def read_saved(page: SavedPage) -> dict[str, Any]:
    """The line that a page becomes: its article's fields, or `not_article` with the reason."""
    from pipeline.articles import NotArticle, local_time, read_article

    found = read_article(page.html, page.url)
    if isinstance(found, NotArticle):
        return {"id": page.id, "url": page.url or None, "not_article": found.reason, "message": found.message}
    return {
        "id": page.id,
        "url": page.url or found.canonical,
        "canonical": found.canonical,
        "outlet": found.outlet,
        "title": found.title,
        "authors": list(found.authors),
        "published": local_time(found),
        "published_from": found.published_from,
        "modified": found.modified,
        "language": found.language,
        "links": list(found.links),
        "text": found.text,
    }


@click.command()
@click.argument("sources", nargs=-1, required=True, metavar="FILE.html|FOLDER|PAGES.jsonl|-...")
@click.option("--url", default="", help="The address that the page was saved from.")
def article(sources: tuple[str, ...], url: str) -> int:
    """Read saved pages: title, date, authors and text, one JSON line for each page.

    A page without an article becomes a line with `not_article` and the reason. A JSONL holds lines
    of {id, url, html}.
    """
    pages = Pages(sources, url)
    with Workers(2) as workers:
        for page, outcome in workers.map(read_saved, pages):
            if isinstance(outcome, ReadError):
                outcome = {
                    "id": page.id,
                    "url": page.url or None,
                    "not_article": outcome.kind,
                    "message": f"the page {outcome.message}",
                }
            write_line(outcome)
    return 1 if pages.skipped else 0

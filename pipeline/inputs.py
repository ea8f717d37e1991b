"""Articles from files: article JSON, JSON lines, saved pages, plain texts, folders of these, or standard input.

inputs = Inputs(["articles/", "page.html", "-"])
for article in inputs: ...
inputs.exit_code        # 1 where something was skipped; each skip is named on stderr
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from db.clock import now, written
from db.errors import InputError
from db.records import Article, Page, content_id
from pipeline.archives import ENDINGS, archive_pages, is_archive
from pipeline.dates import plausible
from pipeline.languages import language_of
from pipeline.lines import read_json
from pipeline.terminal import echo

if TYPE_CHECKING:
    from pipeline.articles import NotArticle
    from pipeline.workers import Workers

DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
MOMENT = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d", re.ASCII)
HEADLINE = 150  # characters
WRAPPED = 120  # characters that no line of a text has which was wrapped by hand or by an editor
NO_HEADLINE_END = (".", "!", ";", ",", ":", '."', ".”", ".’", ",”", '!"', "!”", "-", "–", "—", "…", "*", "=")
KINDS = (".json", ".jsonl", ".html", ".htm", ".pdf", ".txt", *ENDINGS)


class Inputs:
    """Reads articles one by one; what cannot be read is named on stderr, kept in `skips`, and passed over.

    `page` is the page that the article just given was read from, None for a text. Pages are strangers'
    work and are read in worker processes.
    """

    def __init__(self, sources: Sequence[str]) -> None:
        self.sources = sources
        self.skips: list[tuple[str, str]] = []
        self.page: Page | None = None
        self._seen: set[str] = set()
        self._workers: Workers | None = None

    def __iter__(self) -> Iterator[Article]:
        try:
            for source in self.sources:
                for article in self._source(source):
                    if article.id in self._seen:
                        self.skip(article.id, "this id came before")
                        continue
                    self._seen.add(article.id)
                    yield article
        finally:
            if self._workers is not None:
                self._workers.close()

    def skip(self, place: str, reason: str) -> None:
        """Names on stderr what is left out; the exit code will be 1."""
        self.skips.append((place, reason))
        echo(f"crossclaim: {place}: skipped: {reason}", err=True)

    @property
    def exit_code(self) -> int:
        return 1 if self.skips else 0

    def _source(self, source: str) -> Iterator[Article]:
        if source == "-":
            yield from self._lines(sys.stdin.buffer, "standard input", "stdin:")
            return
        if "://" in source:
            self.skip(source, "is no file; `crossclaim add` fetches http and https addresses")
            return
        path = Path(source)
        if path.is_dir():
            files = sorted(
                file for file in path.rglob("*") if file.name.lower().endswith(KINDS) and file.is_file()
            )
            if not files:
                self.skip(source, f"holds no {', '.join(KINDS)} file")
            for file in files:
                yield from self._file(file)
        else:
            yield from self._file(path)

    def _file(self, path: Path) -> Iterator[Article]:
        self.page = None
        if is_archive(path):
            yield from self._archive(path)
            return
        try:
            body = path.read_bytes() if path.suffix.lower() != ".jsonl" else b""
            if path.suffix.lower() == ".jsonl":
                with path.open("rb") as lines:
                    if lines.peek(2).startswith(b"\x1f\x8b"):
                        self.skip(str(path), "is packed (gzip); unpack it first")
                        return
                    yield from self._lines(lines, str(path), path.resolve().as_uri() + "#")
            elif path.suffix.lower() == ".json":
                yield from self._json(body, path)
            elif path.suffix.lower() in (".html", ".htm", ".pdf"):
                yield from self._page(body, path)
            else:
                yield from self._text(body, path)
        except OSError as error:
            self.skip(str(path), f"cannot be read: {error.strerror}")

    def _lines(self, lines: Any, name: str, base: str) -> Iterator[Article]:
        for number, line in enumerate(lines, 1):
            if not line.strip():
                continue
            try:
                data = read_json(line)
                yield self._dated(article_of(data, base + str(number)), data, f"{name}:{number}")
            except ValueError as error:
                self.skip(f"{name}:{number}", str(error))

    def _json(self, body: bytes, path: Path) -> Iterator[Article]:
        try:
            data = read_json(body)
            if isinstance(data, list):
                raise ValueError("a list; write its articles one a line, and give the file the ending .jsonl")
            yield self._dated(article_of(data, path.resolve().as_uri()), data, str(path))
        except ValueError as error:
            self.skip(str(path), str(error))

    def _dated(self, article: Article, data: dict[str, Any], place: str) -> Article:
        """The article; where its date cannot be read, that is said, and it is read without one."""
        if data.get("published") and not article.published:
            echo(
                f"crossclaim: {place}: published {data['published']!r:.60} is no date such as 2025-01-31; "
                "the article is read without one",
                err=True,
            )
        return article

    def _page(self, body: bytes, path: Path) -> Iterator[Article]:
        page = saved_page(body, path.resolve().as_uri())
        for _, read in self._pool().map(read_saved, [page]):
            if isinstance(read, Article):
                self.page = replace(page, id=content_id(read.url, body), url=read.url, final_url=read.url)
                yield read
            else:
                self.skip(str(path), read.message)

    def _archive(self, path: Path) -> Iterator[Article]:
        try:
            for page, read in self._pool().map(read_archived, archive_pages(path)):
                if isinstance(read, Article):
                    self.page = page
                    yield read
                else:
                    self.skip(f"{path}: {page.url}", read.message)
        except InputError as error:
            self.skip(str(path), error.message)

    def _pool(self) -> Workers:
        from pipeline.workers import Workers

        self._workers = self._workers or Workers()
        return self._workers

    def _text(self, body: bytes, path: Path) -> Iterator[Article]:
        try:
            yield text_article(body, path.resolve().as_uri())
        except ValueError as error:
            self.skip(str(path), str(error))


def saved_page(body: bytes, url: str) -> Page:
    """A saved page as one that stands at the address of its file."""
    return Page(content_id(url, body), url, url, 0, {}, body, now())


def text_article(body: bytes, url: str) -> Article:
    """A plain text as an article, its first line as the title where it is a headline; ValueError says why it is none."""
    if (found := file_kind(body)) is not None:
        raise ValueError(f"is {found}")
    try:
        text = body.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        raise ValueError(f"is no UTF-8 text (byte {error.start}); save it as UTF-8") from error
    if not text.strip():
        raise ValueError("the text is empty")
    title, told = headline_and_text(text)
    return Article(id=content_id(url, text), url=url, title=title, text=told, language=language_of(text))


def headline_and_text(text: str) -> tuple[str | None, str]:
    """A text's headline, and the text below it: (None, the text) where its first line is none.

    A headline is short, ends like no sentence, and stands above an empty line or a paragraph that is longer
    than a line of wrapped text can be.
    """
    first, _, rest = text.strip().partition("\n")
    line, below = first.strip(), rest.split("\n", 1)[0].strip()
    if not rest.strip() or len(line) > HEADLINE or len(line.split()) < 2 or line.endswith(NO_HEADLINE_END):
        return None, text
    if below and not (len(below) > WRAPPED and len(below) > len(line)):
        return None, text
    return line, rest.strip("\n")


def file_kind(body: bytes) -> str | None:
    """What a file is that was handed over as a text and is none, with the way out; None for a text."""
    from pipeline.articles import other_format

    if body.startswith(b"\x1f\x8b"):
        return "packed (gzip); unpack it first"
    match other_format(body):
        case None:
            start = body[:1024].lstrip().lower()
            page = start.startswith((b"<!doctype html", b"<html"))
            return "a page; give it the ending .html" if page else None
        case refused if refused.reason == "feed":
            return "a feed, not an article; follow it where it stands with `crossclaim feeds add URL`"
        case refused:
            return f"no text: {refused.message}"


def read_saved(page: Page) -> Article | NotArticle:
    """The article of a saved page, under the address that it was saved from, if it names one."""
    from pipeline.articles import read_article

    assert page.body is not None
    read = read_article(page.body, page.url)
    return read_article(page.body, read.canonical) if isinstance(read, Article) and read.canonical else read


def read_archived(page: Page) -> Article | NotArticle:
    """The article of an archived page, first seen when it was archived."""
    from pipeline.articles import NotArticle, read_article

    if page.body is None:
        return NotArticle(page.problem or "empty", page.detail or "the page is empty.")
    read = read_article(page.body, page.final_url, headers=page.headers)
    return replace(read, first_seen=page.fetched_at) if isinstance(read, Article) else read


def _published(text: str | None) -> tuple[str | None, str | None]:
    """A date as it is kept (a day, or a time in UTC), and the clock against UTC by which it was told; None for what is none."""
    text = (text or "").strip()
    try:
        if DAY.fullmatch(text):
            return date.fromisoformat(text).isoformat(), None
        if not MOMENT.match(text):
            return plausible(text), None
        moment = datetime.fromisoformat(text)
        if moment.tzinfo is None:
            moment = moment.replace(tzinfo=UTC)
        return written(moment), moment.isoformat()[-6:] if moment.utcoffset() else None
    except (ValueError, OverflowError):  # no such day or time, or one beyond the calendar in UTC
        return None, None


def article_of(data: object, url: str) -> Article:
    """The article that a JSON object holds: {id, url, outlet, published, title, text}, all but text optional.

    `url` stands in where it names none. ValueError says which field is wrong.
    """
    if not isinstance(data, dict):
        raise ValueError("not a JSON object")
    if data.get("text") is None:
        raise ValueError("no text")
    if not isinstance(data["text"], str):
        raise ValueError("text is no string")
    if not data["text"].strip():
        raise ValueError("the text is empty")
    fields = ("id", "url", "outlet", "published", "title", "language", "canonical", "modified")
    for field in fields:
        if not isinstance(data.get(field), (str, type(None))):
            raise ValueError(f"{field} is no string")
    known = {field: data[field] for field in fields if data.get(field)}
    known["published"], known["published_offset"] = _published(data.get("published"))
    known.setdefault("url", url)
    known.setdefault("id", content_id(known["url"], data["text"]))
    return Article(**{"title": None, **known, "text": data["text"]})

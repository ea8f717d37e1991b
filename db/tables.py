"""Rows on their way out: CSV by RFC 4180 with a guard against formulas, JSON lines, and datapackage.json.

for piece in csv_pieces(rows, selection.columns):
    stream.write(piece)
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Literal

from db.clock import now
from db.parquet import parquet_pieces

Form = Literal["csv", "jsonl", "parquet"]
MEDIA = {"csv": "text/csv", "jsonl": "application/jsonl", "parquet": "application/vnd.apache.parquet"}
PACKAGE_NAME = "crossclaim"
PIECE = 256 * 1024  # characters, about, in one piece
RISKY = frozenset("=+-@\t\r")  # a spreadsheet takes a cell that starts so for a formula
GUARD = "'"
MARK = (
    "\ufeff"  # at its start, by which Excel knows a CSV for UTF-8; without it “quotes” and names are garbled
)


def csv_pieces(
    rows: Iterable[tuple[Any, ...]], columns: Mapping[str, str], *, raw: bool = False
) -> Iterator[str]:
    """The rows as CSV with a header, in pieces of some hundred kB; null is an empty cell.

    Text cells that a spreadsheet would run as a formula get an apostrophe before them, unless `raw`.
    Numbers are never touched.
    """
    texts = () if raw else tuple(n for n, kind in enumerate(columns.values()) if kind == "string")
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\r\n")
    writer.writerow(columns)
    for row in rows:
        for n in texts:
            cell = row[n]
            if cell and cell[0] in RISKY:
                row = guarded(row, texts)
                break
        writer.writerow(row)
        if buffer.tell() > PIECE:
            yield buffer.getvalue()
            buffer.seek(0)
            buffer.truncate()
    yield buffer.getvalue()


def guarded(row: tuple[Any, ...], texts: tuple[int, ...]) -> tuple[Any, ...]:
    """The row with an apostrophe before each text cell that a spreadsheet would run."""
    cells = list(row)
    for n in texts:
        if cells[n] and cells[n][0] in RISKY:
            cells[n] = GUARD + cells[n]
    return tuple(cells)


def jsonl_pieces(rows: Iterable[tuple[Any, ...]], columns: Mapping[str, str]) -> Iterator[str]:
    """The rows as JSON objects, one a line, in pieces; a boolean column is true or false."""
    names = tuple(columns)
    flags = tuple(name for name, kind in columns.items() if kind == "boolean")
    lines: list[str] = []
    size = 0
    for row in rows:
        record = dict(zip(names, row, strict=True))
        for flag in flags:
            record[flag] = bool(record[flag])
        line = json.dumps(record, ensure_ascii=False) + "\n"
        lines.append(line)
        size += len(line)
        if size > PIECE:
            yield "".join(lines)
            lines, size = [], 0
    yield "".join(lines)


class Outgoing:
    """A set on its way out as bytes; knows its rows, bytes, hash and sources once it has gone by.

    outgoing = Outgoing(rows, columns, "csv")
    for piece in outgoing: ...
    outgoing.resource("claims.csv", descriptions)
    """

    def __init__(
        self,
        rows: Iterable[tuple[Any, ...]],
        columns: Mapping[str, str],
        form: Form,
        *,
        raw: bool = False,
        excel: bool = False,
    ) -> None:
        """With `raw` no cell is guarded; with `excel` a CSV begins with the mark that Excel wants. Else they change nothing."""
        self.columns, self.form, self.raw, self.excel = columns, form, raw, excel
        self.count, self.size = 0, 0
        self.sources: dict[str, str] = {}
        self._rows, self._digest = rows, hashlib.sha256()

    def __iter__(self) -> Iterator[bytes]:
        for piece in self._pieces(self._counted()):
            self._digest.update(piece)
            self.size += len(piece)
            yield piece

    def _pieces(self, rows: Iterator[tuple[Any, ...]]) -> Iterator[bytes]:
        if self.form == "parquet":
            yield from parquet_pieces(rows, self.columns)
            return
        texts = (
            csv_pieces(rows, self.columns, raw=self.raw)
            if self.form == "csv"
            else jsonl_pieces(rows, self.columns)
        )
        if self.form == "csv" and self.excel:
            yield MARK.encode()
        for text in texts:
            yield text.encode("utf-8", "replace")

    def _counted(self) -> Iterator[tuple[Any, ...]]:
        names = list(self.columns)
        pairs = [
            (names.index(f"outlet{side}"), names.index(f"url{side}"))
            for side in ("", "_a", "_b")
            if f"outlet{side}" in names
        ]
        for row in self._rows:
            self.count += 1
            for outlet, url in pairs:
                if row[outlet] and row[outlet] not in self.sources:
                    self.sources[row[outlet]] = row[url]
            yield row

    def resource(self, path: str, descriptions: Mapping[str, str], **about: Any) -> dict[str, Any]:
        """The file as a resource of a data package (datapackage.org, version 2); `about` is added to it."""
        guarded_text = f"Text cells that start with one of = + - @ tab or return have {GUARD} before them."
        sources = [{"title": name, "path": site_of(url)} for name, url in sorted(self.sources.items())]
        return {
            "name": re.sub(r"[^-a-z0-9._]+", "-", path.lower()),
            "path": path,
            "format": self.form,
            "mediatype": MEDIA[self.form],
            **({"encoding": "utf-8"} if self.form != "parquet" else {}),
            "bytes": self.size,
            "hash": f"sha256:{self._digest.hexdigest()}",
            "rowCount": self.count,
            **({"description": guarded_text} if self.form == "csv" and not self.raw else {}),
            **({"sources": [{k: v for k, v in one.items() if v} for one in sources]} if sources else {}),
            "schema": {"fields": _fields(self.columns, descriptions), "primaryKey": ["id"]},
            **about,
        }


# Column of a number -> the column that holds its unit, row by row.
UNITS = {f"{end}{side}": f"unit{side}" for end in ("low", "high") for side in ("", "_a", "_b")}


def site_of(url: str | None) -> str:
    """The site of an address, as https://a.example; "" for what is no address of the web."""
    found = re.match(r"https?://[^/?#\s]+", url or "")
    return found[0] if found else ""


def _fields(columns: Mapping[str, str], descriptions: Mapping[str, str]) -> list[dict[str, str]]:
    return [
        {
            "name": name,
            "type": kind,
            **({"description": descriptions[name]} if name in descriptions else {}),
            **({"unitField": UNITS[name]} if UNITS.get(name) in columns else {}),
        }
        for name, kind in columns.items()
    ]


def package(resources: Iterable[Mapping[str, Any]]) -> str:
    """datapackage.json for these files; its id follows from their hashes, so that a set can be cited."""
    listed = sorted(resources, key=lambda one: str(one["path"]))
    identity = hashlib.sha256("".join(one["hash"] for one in listed).encode()).hexdigest()
    described = {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": PACKAGE_NAME,
        "id": f"urn:sha256:{identity}",
        "title": "Claims in the news, and where they disagree",
        "created": now(),
        "resources": listed,
    }
    return json.dumps(described, ensure_ascii=False, indent=2) + "\n"

"""Downloads: whole, filtered, harmless in a spreadsheet."""

from __future__ import annotations

import asyncio
import csv
import hashlib
import http.client
import io
import json
import zipfile
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from datasette.plugins import pm
from pyarrow.parquet import read_table

from bench.screenshots import served
from browse.site import open_site
from db.export import COLUMNS, Selection
from tests.browse.newsroom import HOSTILE, Newsroom

Ask = Callable[[Path], Callable[[str], Awaitable[Any]]]


def table(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline="")))


@pytest.mark.parametrize(
    ("name", "count"), [("claims", 4), ("conflicts", 1), ("questions", 1), ("articles", 4)]
)
async def test_each_set_is_whole_in_both_forms(newsroom: Newsroom, ask: Ask, name: str, count: int) -> None:
    """CSV and JSON lines hold every row and the same columns."""
    get = ask(newsroom.path)
    rows = table((await get(f"/-/export/{name}.csv")).text)
    lines = [json.loads(line) for line in (await get(f"/-/export/{name}.jsonl")).text.splitlines()]
    assert len(rows) == len(lines) == count
    assert list(rows[0]) == list(lines[0]) == list(COLUMNS[name])  # type: ignore[index]


async def test_parquet_is_the_same_set(newsroom: Newsroom, ask: Ask) -> None:
    """Parquet holds the rows of the JSON lines, cell by cell, with types."""
    get = ask(newsroom.path)
    table = read_table(io.BytesIO((await get("/-/export/claims.parquet")).content))
    lines = [json.loads(line) for line in (await get("/-/export/claims.jsonl")).text.splitlines()]
    assert table.to_pylist() == lines
    kinds = [str(table.schema.field(name).type) for name in ("low", "approx", "start", "source")]
    assert kinds == ["double", "bool", "int64", "string"]


async def test_without_pyarrow_there_is_no_parquet(
    newsroom: Newsroom, ask: Ask, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing links to it, and its address says why."""
    monkeypatch.setattr("db.parquet.find_spec", lambda name: None)
    get = ask(newsroom.path)
    assert ".parquet" not in (await get("/-/conflicts")).text
    response = await get("/-/export/claims.parquet")
    assert (response.status_code, "pyarrow" in response.text) == (404, True)


async def test_a_claim_carries_its_evidence(newsroom: Newsroom, ask: Ask) -> None:
    """Prefix, exact and suffix stand in the article's text at the offsets given."""
    lines = (await ask(newsroom.path)("/-/export/claims.jsonl")).text.splitlines()
    (claim,) = [row for row in map(json.loads, lines) if row["id"] == newsroom.few.id]
    text = newsroom.first.text
    assert text[claim["start"] : claim["end"]] == claim["exact"]
    assert claim["prefix"] + claim["exact"] + claim["suffix"] in text
    assert claim["url"] == newsroom.first.url


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("subject=DeepSeek", 4),
        ("subject=x", 0),
        ("in_conflict=1", 3),
        ("since=2025-02-01", 0),
        ("source=SemiAnalysis", 2),
        ("words=hopper+gpus", 2),
        ("words=hopper+OR+trained", 0),
        ("words=%2A", 0),
        ("in_conflict=0", 4),
    ],
)
async def test_filters(newsroom: Newsroom, ask: Ask, query: str, count: int) -> None:
    """A filter lets through what fits it, all of it."""
    assert len(table((await ask(newsroom.path)(f"/-/export/claims.csv?{query}")).text)) == count


async def test_unknown_filter_is_refused(newsroom: Newsroom, ask: Ask) -> None:
    """A filter with a typo is an error that names those that exist, not the whole set."""
    response = await ask(newsroom.path)("/-/export/claims.csv?subjct=DeepSeek")
    assert response.status_code == 400
    assert "subject" in response.text


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("claims.csv?since=last+week", "since=last week is no day. Write it as 2025-01-31."),
        ("claims.csv?in_conflict=maybe", "in_conflict=maybe says neither yes nor no"),
        ("claims.csv?raw=x", "raw=x says neither yes nor no"),
        ("conflicts.csv?state=old", "it can be new, standing, widened, settled."),
        ("claims.csv?topic=a&topic=b", "topic stands in the address twice"),
    ],
)
async def test_a_value_that_cannot_be_is_refused(
    newsroom: Newsroom, ask: Ask, address: str, words: str
) -> None:
    """No empty file comes of a day, a state or a switch that is written wrongly, but an error that says how."""
    response = await ask(newsroom.path)(f"/-/export/{address}")
    assert (response.status_code, response.headers["content-type"]) == (400, "text/plain; charset=utf-8")
    assert words in response.text


async def test_excel_knows_the_letters(newsroom: Newsroom, ask: Ask) -> None:
    """The CSV for Excel begins with the mark by which it knows UTF-8, and is the same CSV after it."""
    get = ask(newsroom.path)
    plain = (await get("/-/export/claims.csv")).content
    assert (await get("/-/export/claims.csv?excel=1")).content == b"\xef\xbb\xbf" + plain
    page = (await get("/-/conflicts")).text
    assert '<a href="/-/export/conflicts.csv?excel=1">CSV for Excel</a>' in page


async def test_a_client_that_takes_nothing_loses_its_place(
    newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two clients that stop reading do not keep all others from their downloads, nor a run from its log."""
    site = open_site(newsroom.path)
    await site.invoke_startup()
    plugin = next(module for module in pm.get_plugins() if hasattr(module, "AT_ONCE"))
    monkeypatch.setattr(plugin, "STALLED", 0.01)

    async def stuck(event: dict[str, Any]) -> None:
        if event.get("body"):
            await asyncio.Event().wait()

    async def still_there() -> dict[str, Any]:
        await asyncio.Event().wait()
        return {}

    with pytest.raises(TimeoutError):
        await plugin._stream(site, Selection("claims"), "csv", {}, still_there, stuck)


async def test_formulas_are_guarded(hostile: Newsroom, ask: Ask) -> None:
    """A cell that a spreadsheet would run has an apostrophe before it, unless raw cells are asked for."""
    get = ask(hostile.path)
    guarded = {row["source"] for row in table((await get("/-/export/claims.csv")).text)}
    raw = {row["source"] for row in table((await get("/-/export/claims.csv?raw=1")).text)}
    assert guarded == {"", "'" + HOSTILE["source"]}
    assert raw == {"", HOSTILE["source"]}


async def test_a_zip_holds_the_set_and_its_description(newsroom: Newsroom, ask: Ask) -> None:
    """The ZIP's CSV is the CSV, and datapackage.json counts and hashes it."""
    get = ask(newsroom.path)
    archive = zipfile.ZipFile(io.BytesIO((await get("/-/export/claims.zip?in_conflict=1")).content))
    content = archive.read("claims.csv")
    (resource,) = json.loads(archive.read("datapackage.json"))["resources"]
    assert content == (await get("/-/export/claims.csv?in_conflict=1")).content
    assert resource["rowCount"] == 3
    assert resource["hash"] == f"sha256:{hashlib.sha256(content).hexdigest()}"
    assert resource["crossclaim"]["filters"] == {"in_conflict": "1"}


def test_a_broken_stream_is_no_whole_file(newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch) -> None:
    """A fault after the first rows breaks the connection, so that a client sees that the file is not whole."""

    def failing(*_: Any) -> Iterator[tuple[Any, ...]]:
        yield from [("x",) * 38] * 50_000
        raise OSError("the disk went away")

    with served(newsroom.path) as address:
        host = address.removeprefix("http://")
        plugin = next(module for module in pm.get_plugins() if hasattr(module, "AT_ONCE"))
        monkeypatch.setattr(plugin, "rows", failing)
        connection = http.client.HTTPConnection(host)
        connection.request("GET", "/-/export/claims.csv")
        with pytest.raises(http.client.IncompleteRead):
            connection.getresponse().read()

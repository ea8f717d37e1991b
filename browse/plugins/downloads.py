"""Downloads of whole sets: every row that the filters let through, streamed from one read transaction.

As CSV, as JSON lines, as a ZIP of the CSV with its datapackage.json, or (with pyarrow) as Parquet. A stream that breaks ends
without its last chunk, so that no client takes a short file for a whole one.
"""

from __future__ import annotations

import asyncio
import zipfile
from collections.abc import Callable, Generator, Iterator, Mapping
from typing import Any

from datasette import hookimpl
from datasette.utils.asgi import BadRequest, Response

from browse.asking import asked, flag, refuse_strangers
from browse.dictionary import column_descriptions
from browse.permissions import must_see
from db.export import FILTERS, Selection, last_run, rows
from db.parquet import readable
from db.sink import Sink
from db.tables import Form, Outgoing, package

TYPES = {
    "csv": "text/csv; charset=utf-8; header=present",
    "jsonl": "application/jsonl; charset=utf-8",
    "zip": "application/zip",
    "parquet": "application/vnd.apache.parquet",
}
OPTIONS = ("raw", "excel")  # of how a CSV is written
AT_ONCE = 2  # downloads that read at the same time; further ones wait
STALLED = 60.0  # seconds in which a client takes nothing: then its place is the next one's
_gate = asyncio.Semaphore(AT_ONCE)


@hookimpl
def register_routes(datasette: Any) -> list[tuple[str, Callable[..., Any]]]:
    return [
        (
            r"^/-/export/(?P<set>claims|conflicts|questions|articles)\.(?P<form>csv|jsonl|zip|parquet)$",
            download,
        )
    ]


async def download(datasette: Any, request: Any, receive: Any, send: Any) -> Response | None:
    """The set as a file; 400, in plain text, for a filter that it does not know or a value that cannot be."""
    await must_see(datasette, request)
    name, form = request.url_vars["set"], request.url_vars["form"]
    try:
        refuse_strangers(request, name, FILTERS[name], OPTIONS)
        filters = asked(request, FILTERS[name])
        options = {option: flag(request, option) for option in OPTIONS}
    except BadRequest as error:
        return Response.text(f"{error}\n", status=400)
    if form == "parquet" and not readable():
        return Response.text("This site has no Parquet: pyarrow is not installed here.\n", status=404)
    async with _gate:
        await _stream(datasette, Selection(name, filters), form, options, receive, send)
    return None


async def _stream(
    datasette: Any, selection: Selection, form: str, options: Mapping[str, bool], receive: Any, send: Any
) -> None:
    connection = datasette.get_database().connect()
    gone = asyncio.ensure_future(_left(receive))
    pieces = _pieces(connection, selection, form, options)
    try:
        piece = await asyncio.to_thread(
            next, pieces, b""
        )  # a fault before the first byte is a plain error page
        headers = [
            [b"content-type", TYPES[form].encode()],
            [b"content-disposition", f'attachment; filename="{selection.set}.{form}"'.encode()],
        ]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        while piece and not gone.done():
            async with asyncio.timeout(STALLED):
                await send({"type": "http.response.body", "body": piece, "more_body": True})
            piece = await asyncio.to_thread(next, pieces, b"")
        if not gone.done():
            await send({"type": "http.response.body", "body": b""})
    finally:
        gone.cancel()
        await asyncio.to_thread(pieces.close)
        connection.close()


def _pieces(
    connection: Any, selection: Selection, form: str, options: Mapping[str, bool]
) -> Generator[bytes, None, None]:
    file_form: Form = "csv" if form == "zip" else form  # type: ignore[assignment]  # of TYPES
    outgoing = Outgoing(rows(connection, selection), selection.columns, file_form, **options)
    if form != "zip":
        yield from outgoing
        return
    made = {"run": last_run(connection), "set": selection.set, "filters": dict(selection.filters)}
    yield from _zipped(outgoing, selection, made)


def _zipped(outgoing: Outgoing, selection: Selection, made: dict[str, Any]) -> Iterator[bytes]:
    """The CSV and its datapackage.json as a ZIP, in pieces."""
    sink, name = Sink(), f"{selection.set}.csv"
    with zipfile.ZipFile(sink, "w", zipfile.ZIP_DEFLATED) as archive:
        with archive.open(name, "w", force_zip64=True) as file:
            for piece in outgoing:
                file.write(piece)
                if got := sink.taken():
                    yield got
        described = outgoing.resource(name, column_descriptions(selection.set), crossclaim=made)
        archive.writestr("datapackage.json", package([described]))
    yield sink.taken()


async def _left(receive: Any) -> None:
    """Returns when the client has gone."""
    while (await receive())["type"] != "http.disconnect":
        pass

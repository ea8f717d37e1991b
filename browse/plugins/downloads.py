"""Downloads of whole sets: every row that the filters let through, streamed from one read transaction.

A stream that breaks ends without its last chunk, so that no client takes a short file for a whole one.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

from datasette import hookimpl
from datasette.utils.asgi import Response

from browse.permissions import must_see
from db.export import FILTERS, Selection, rows
from db.tables import csv_pieces, jsonl_pieces

TYPES = {"csv": "text/csv; charset=utf-8; header=present", "jsonl": "application/jsonl; charset=utf-8"}
AT_ONCE = 2  # downloads that read at the same time; further ones wait
_gate = asyncio.Semaphore(AT_ONCE)


@hookimpl
def register_routes(datasette: Any) -> list[tuple[str, Callable[..., Any]]]:
    return [(r"^/-/export/(?P<set>claims|conflicts|questions|articles)\.(?P<form>csv|jsonl)$", download)]


async def download(datasette: Any, request: Any, receive: Any, send: Any) -> Response | None:
    """The set as a file; 400 for a filter that it does not know."""
    await must_see(datasette, request)
    name, form = request.url_vars["set"], request.url_vars["form"]
    raw = bool(request.args.get("raw"))
    filters = {key: request.args[key] for key in request.args if key != "raw" and request.args[key]}
    if unknown := sorted(set(filters) - set(FILTERS[name])):
        known = ", ".join(sorted(FILTERS[name]))
        words = f"{name} cannot be filtered by {', '.join(unknown)}. Filters: {known}.\n"
        return Response.text(words, status=400)
    async with _gate:
        await _stream(datasette, Selection(name, filters), form, raw, receive, send)
    return None


async def _stream(
    datasette: Any, selection: Selection, form: str, raw: bool, receive: Any, send: Any
) -> None:
    connection = datasette.get_database().connect()
    gone = asyncio.ensure_future(_left(receive))
    try:
        pieces = _pieces(connection, selection, form, raw)
        first = await asyncio.to_thread(
            next, pieces, ""
        )  # a fault before the first byte is a plain error page
        headers = [
            [b"content-type", TYPES[form].encode()],
            [b"content-disposition", f'attachment; filename="{selection.set}.{form}"'.encode()],
        ]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        while first and not gone.done():
            await send(
                {"type": "http.response.body", "body": first.encode("utf-8", "replace"), "more_body": True}
            )
            first = await asyncio.to_thread(next, pieces, "")
        if not gone.done():
            await send({"type": "http.response.body", "body": b""})
        await asyncio.to_thread(pieces.close)
    finally:
        gone.cancel()
        connection.close()


def _pieces(connection: Any, selection: Selection, form: str, raw: bool) -> Any:
    found = rows(connection, selection)
    if form == "csv":
        return csv_pieces(found, selection.columns, raw=raw)
    return jsonl_pieces(found, selection.columns)


async def _left(receive: Any) -> None:
    """Returns when the client has gone."""
    while (await receive())["type"] != "http.disconnect":
        pass

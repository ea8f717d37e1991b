"""`crossclaim quantities`: every quantity in texts, topic or not, as JSON lines.

$ echo '{"id": 1, "text": "about 2,048 GPUs"}' | crossclaim quantities
{"id": 1, "quantities": [{"start": 0, "end": 16, "low": 2048.0, "high": 2048.0, "unit": "GPU", …}]}
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from pipeline.lines import Lines, write_line

if TYPE_CHECKING:
    from extractors.quantities import Quantity

_BATCH = 64
LONGEST = 50_000  # characters read at once; a longer text is cut between paragraphs, else between words


class _Piece(NamedTuple):
    """Of which line a piece of text is, where in its text it starts, and the line's id."""

    line: int
    start: int
    id: Any


@click.command()
@click.argument("source", metavar="[FILE|-]", default="-")
@click.pass_context
def quantities(ctx: click.Context, source: str) -> None:
    """Print every quantity in texts ({"id", "text"} a line), topic or not.

    Durations and ages too; dates, years, clock times, ranks and names never. Values and units stay as
    written, with scales resolved; an open bound is null.
    """
    from extractors.language import load
    from extractors.quantities import find_quantities

    lines = Lines(source, required=("id", "text"), strings=("text",))
    nlp = load()
    with nlp.select_pipes(enable=["tok2vec", "tagger"]):
        docs = nlp.pipe(_texts(lines), as_tuples=True, batch_size=_BATCH)
        for (_, name), parts in groupby(docs, key=lambda pair: (pair[1].line, pair[1].id)):
            rows = [_row(quantity, piece.start) for doc, piece in parts for quantity in find_quantities(doc)]
            write_line({"id": name, "quantities": rows})
    ctx.exit(lines.exit_code)


def _texts(lines: Lines) -> Iterator[tuple[str, _Piece]]:
    """The texts of the lines in pieces; one without any number is read as an empty one, at no cost."""
    from extractors.numbers import has_number

    for number, row in enumerate(lines):
        text = row["text"]
        for start, piece in _pieces(text if has_number(text) else ""):
            yield piece, _Piece(number, start, row["id"])


def _pieces(text: str) -> Iterator[tuple[int, str]]:
    start = 0
    while len(text) - start > LONGEST:
        window = text[start : start + LONGEST]
        cut = window.rfind("\n\n") + 2
        if cut < 2:
            cut = max(
                (space.end() for space in re.finditer(r"(?<=[^\d,.])[ \n](?!\d)", window)), default=LONGEST
            )
        yield start, window[:cut]
        start += cut
    yield start, text[start:]


def _row(quantity: Quantity, offset: int) -> dict[str, Any]:
    return {
        "start": quantity.start + offset,
        "end": quantity.end + offset,
        "low": quantity.low,
        "high": quantity.high,
        "unit": f"{quantity.unit} per {quantity.per}" if quantity.per else quantity.unit,
        "bound": quantity.bound,
        "approx": quantity.approx,
    }

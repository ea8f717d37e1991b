"""`crossclaim quantities`: every quantity in texts, topic or not, as JSON lines.

$ echo '{"id": 1, "text": "about 2,048 GPUs"}' | crossclaim quantities
{"id": 1, "quantities": [{"start": 0, "end": 16, "low": 2048.0, "high": 2048.0, "unit": "GPU", …}]}
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import click

from pipeline.lines import Lines, write_line

_BATCH = 64


@click.command()
@click.argument("source", metavar="[FILE|-]", default="-")
@click.pass_context
def quantities(ctx: click.Context, source: str) -> None:
    """Print every quantity in texts ({"id", "text"} a line), topic or not.

    Durations and ages too; dates, years, clock times, ranks and names never. Values and units stay as
    written, with scales resolved; an open bound is null.
    """
    from extractors.language import load
    from extractors.quantities import Quantity, find_quantities

    lines = Lines(source, required=("id", "text"))
    nlp = load()
    with nlp.select_pipes(enable=["tok2vec", "tagger"]):
        pairs = ((str(row["text"]), row["id"]) for row in lines)
        for doc, key in nlp.pipe(pairs, as_tuples=True, batch_size=_BATCH):
            found: list[Quantity] = find_quantities(doc)
            write_line({"id": key, "quantities": list(_rows(found))})
    ctx.exit(lines.exit_code)


def _rows(found: list[Any]) -> Iterator[dict[str, Any]]:
    for quantity in found:
        unit = f"{quantity.unit} per {quantity.per}" if quantity.per else quantity.unit
        yield {
            "start": quantity.start,
            "end": quantity.end,
            "low": quantity.low,
            "high": quantity.high,
            "unit": unit,
            "bound": quantity.bound,
            "approx": quantity.approx,
        }

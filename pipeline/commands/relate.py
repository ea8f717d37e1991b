"""`crossclaim relate`: how two texts stand to each other, and why, without topic or database.

$ echo '{"id": 1, "a": "About 50 people died.", "b": "It killed 48 people."}' | crossclaim relate
{"id": 1, "relation": "agree", "rule": "same_number", "why": "…", "independent_sources": 1}
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import Any

import click

from pipeline.legible import LONGEST
from pipeline.lines import Lines, write_line

_BATCH = 64


@click.command()
@click.argument("source", metavar="[FILE|-]", default="-")
@click.pass_context
def relate(ctx: click.Context, source: str) -> None:
    """Print how pairs of texts ({"id", "a", "b"} a line) stand to each other, by which rule, and why.

    A text is a string, or {"text", "published", "outlet"}. independent_sources is 1 where both go back to
    one voice, 2 where to two, null where the texts do not tell.
    """
    from extractors.language import load
    from pipeline.independence import independent_sources
    from pipeline.readings import read_text
    from pipeline.texts import relate_texts

    lines = Lines(source, required=("id", "a", "b"), longest=LONGEST)
    nlp = load()
    rows = _checked(lines)
    while batch := list(islice(rows, _BATCH)):
        texts = [row[side]["text"] for row in batch for side in ("a", "b")]
        readings = iter([read_text(doc) for doc in nlp.pipe(texts, batch_size=_BATCH)])
        for row in batch:
            a, b = next(readings), next(readings)
            days = [row[side].get("published") or None for side in ("a", "b")]
            rule, verdict = relate_texts(a, b, *days)
            voices = independent_sources(a, b, row["a"].get("outlet"), row["b"].get("outlet"))
            write_line(
                {
                    "id": row["id"],
                    "relation": verdict.relation,
                    "rule": rule,
                    "why": f"{verdict.reason}.",
                    "independent_sources": voices,
                }
            )
    ctx.exit(lines.exit_code)


def _checked(lines: Lines) -> Iterator[dict[str, Any]]:
    """The rows with both texts as {"text": …}; one that is neither text nor object is named and left out."""
    for row in lines:
        sides = {
            side: {"text": row[side]} if isinstance(row[side], str) else row[side] for side in ("a", "b")
        }
        try:
            _check(sides, lines)
        except ValueError as error:
            lines.skip(f"{lines.source}: pair {row['id']}", str(error))
            continue
        yield {**row, **sides}


def _check(sides: dict[str, Any], lines: Lines) -> None:
    """ValueError where a side is no text, or holds what is none, or is too long."""
    for name, side in sides.items():
        told = side if isinstance(side, dict) else {}
        optional = (told.get("published"), told.get("outlet"))
        if not isinstance(told.get("text"), str) or not all(isinstance(one, str | None) for one in optional):
            raise ValueError("a and b must be texts or {text, published, outlet}")
        lines.check_length(name, told["text"])

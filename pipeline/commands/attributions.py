"""`crossclaim attributions`: texts in, who said what in them out, as JSON lines.

echo '{"id": "a", "text": "He said it cost $5."}' | crossclaim attributions -
{"id": "a", "attributions": [{"source": [[0, 2]], "cue": [[3, 7]], "content": [[8, 18]], …}]}
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import click

from pipeline.legible import LONGEST
from pipeline.lines import Lines, write_line

if TYPE_CHECKING:
    from extractors.attribution import Attribution

BATCH = 32


@click.command()
@click.argument("source", default="-", metavar="[FILE|-]")
def attributions(source: str) -> None:
    """Print who said what in texts ({id, text} a line), as character spans.

    One line for each line read: source, cue and content, each a list of [start, end). An empty source
    is an attribution to nobody named. Of nested attributions the outermost is printed. A text of more than a
    hundred pages is named on stderr and left out.
    """
    from extractors.attribution import find_attributions, outermost
    from extractors.language import load

    lines = Lines(source, required=("id", "text"), strings=("text",), longest=LONGEST)
    nlp = load()
    texts = ((row["text"], row["id"]) for row in lines)
    for doc, name in nlp.pipe(texts, as_tuples=True, batch_size=BATCH):
        found = outermost(find_attributions(doc))
        write_line({"id": name, "attributions": [_as_row(one) for one in found]})
    sys.exit(lines.exit_code)


def _as_row(one: Attribution) -> dict[str, Any]:
    return {"source": one.source, "cue": one.cue, "content": one.content, "rule": one.rule}

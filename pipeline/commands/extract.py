"""`crossclaim extract`: articles in, claims out, as JSON lines.

crossclaim extract samples/articles/dev-001.json
{"id": "…", "article": "dev-001", "quote": "$593 billion", "metric": "market_value_change", …}
"""

from __future__ import annotations

import sys
from dataclasses import asdict
from typing import Any

import click

from db.errors import ReadError
from db.records import Claim, Kind
from pipeline.commands.options import KINDS, TOPIC, chosen_reading
from pipeline.inputs import Inputs
from pipeline.lines import write_line


@click.command()
@TOPIC
@click.option("--jobs", default=1, show_default=True, type=click.IntRange(1, 64), help="Processes that read.")
@KINDS
@click.argument("sources", nargs=-1, metavar="FILE…|-")
def extract(topic: str | None, jobs: int, kinds: tuple[Kind, ...], sources: tuple[str, ...]) -> None:
    """Print the claims in articles, one JSON line each.

    FILE is an article JSON ({id, url, outlet, published, title, text}), a JSONL of these, a saved
    page, a plain text, or a folder of such files; "-" reads JSON lines from standard input.
    """
    from pipeline.claim_reading import Wanted, read_all, readable

    loaded, model = chosen_reading(topic)
    wanted = Wanted.of(loaded, kinds, model)
    inputs = Inputs(sources or ("-",))
    for article, claims in read_all(wanted, readable(inputs), jobs=jobs):
        if isinstance(claims, ReadError):
            inputs.skip(article.id, str(claims))
            continue
        for claim in claims:
            write_line(as_row(claim))
    sys.exit(inputs.exit_code)


def as_row(claim: Claim) -> dict[str, Any]:
    """The claim as printed: every field of the record."""
    return asdict(claim)

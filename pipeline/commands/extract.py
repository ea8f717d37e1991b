"""`crossclaim extract`: articles in, claims out, as JSON lines.

crossclaim extract samples/articles/dev-001.json
{"id": "…", "article": "dev-001", "quote": "$593 billion", "metric": "market_value_change", …}
"""

from __future__ import annotations

import sys
from dataclasses import asdict
from typing import Any

import click

from db.records import Claim
from pipeline.inputs import Inputs
from pipeline.lines import write_line


@click.command()
@click.option(
    "--topic", default="ai-compute", show_default=True, metavar="NAME|FILE", help="What to read for."
)
@click.option(
    "--jobs", default=1, show_default=True, type=click.IntRange(1, 64), help="Processes that parse."
)
@click.argument("sources", nargs=-1, metavar="FILE…|-")
def extract(topic: str, jobs: int, sources: tuple[str, ...]) -> None:
    """Print the claims in articles, one JSON line each.

    FILE is an article JSON ({id, url, outlet, published, title, text}), a JSONL of these, a saved
    page, a plain text, or a folder of such files; "-" reads JSON lines from standard input.
    """
    from extractors.claims import extract_many
    from extractors.language import load
    from extractors.topic import load_topic
    from pipeline.languages import language_of

    chosen = load_topic(topic)
    inputs = Inputs(sources or ("-",))

    def english() -> Any:
        for article in inputs:
            language = article.language or language_of(article.text)
            if language not in (None, "en"):
                inputs.skip(article.id, f"is in another language ({language}); only English is read")
                continue
            yield article

    for _, claims in extract_many(english(), chosen, load(), jobs=jobs):
        for claim in claims:
            write_line(as_row(claim))
    sys.exit(inputs.exit_code)


def as_row(claim: Claim) -> dict[str, Any]:
    """The claim as printed: every field of the record."""
    return asdict(claim)

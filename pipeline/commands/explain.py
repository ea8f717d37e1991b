"""`crossclaim explain`: each claim of an article with its sentence, and for each field why it is what it is.

crossclaim explain samples/articles/dev-003.json
"""

from __future__ import annotations

import sys
from collections.abc import Iterator

import click

from db.records import Claim
from pipeline.inputs import Inputs
from pipeline.reasons import plain_reason

FIELDS = ("value", "metric", "subject", "item", "source", "stance", "period")


@click.command()
@click.option(
    "--topic", default="ai-compute", show_default=True, metavar="NAME|FILE", help="What to read for."
)
@click.argument("sources", nargs=-1, required=True, metavar="FILE…")
def explain(topic: str, sources: tuple[str, ...]) -> None:
    """Show the claims in articles for a reader: sentence, fields, and the words that each field went by."""
    from rich.console import Console

    from extractors.claims import extract_many
    from extractors.language import load
    from extractors.topic import load_topic

    console, inputs = Console(highlight=False), Inputs(sources)
    for article, claims in extract_many(inputs, load_topic(topic), load()):
        told = f"{len(claims)} claim{'' if len(claims) == 1 else 's'}"
        console.rule(f"{_safe(article.title or article.id)} · {told}", align="left")
        for claim in claims:
            show(console, claim)
    sys.exit(inputs.exit_code)


def show(console: object, claim: Claim) -> None:
    """Prints one claim: its sentence with the quote marked, then a line a field with value and reason."""
    from rich.console import Console
    from rich.padding import Padding
    from rich.table import Table
    from rich.text import Text

    assert isinstance(console, Console)
    sentence = Text(claim.sentence.replace("\n", " "))
    start = claim.start - claim.sentence_start
    sentence.stylize("bold reverse", start, start + len(claim.quote))
    table = Table(box=None, show_header=False, pad_edge=False, padding=(0, 2, 0, 0))
    table.add_column(style="dim", min_width=8)
    table.add_column(style="bold", max_width=44)
    table.add_column(style="dim italic")
    for field, value, why in rows(claim):
        table.add_row(field, Text(value), Text(why))
    console.print(sentence)
    console.print(Padding(table, (0, 0, 1, 2)))


def rows(claim: Claim) -> Iterator[tuple[str, str, str]]:
    """For each field that a reader sees: its name, its value in words, and the reason in words."""
    where = "headline" if claim.where == "title" else f"characters {claim.start} to {claim.end}"
    yield "value", value_in_words(claim), f"{_reason(claim, 'quantity')}; {where}"
    for field in FIELDS[1:]:
        value = getattr(claim, field)
        if field == "metric" and claim.direction:
            value = f"{value} ({claim.direction})"
        if field == "source" and claim.via:
            value = f"{value or 'somebody unnamed'}, through {claim.via}"
        if field == "period" and claim.period_start and claim.period_end:
            value = f"{value} ({claim.period_start} to {claim.period_end})"
        if value is not None or field in ("subject", "source"):
            yield field, str(value or _missing(field)), _reason(claim, field)
    yield "sure", f"{claim.confidence:.0%}", "that all of this is right"


def value_in_words(claim: Claim) -> str:
    """The bounds in words: "about 50,000 GPU", "more than 5 percent", "20 to 40 x"."""
    unit = f" {claim.unit}" if claim.unit else ""
    low, high = (None if bound is None else f"{bound:,.10g}" for bound in (claim.low, claim.high))
    if low is None or high is None:
        return f"at least {low}{unit}" if high is None else f"at most {high}{unit}"
    told = low if low == high else f"{low} to {high}"
    return f"{'about ' if claim.approx else ''}{told}{unit}"


def _missing(field: str) -> str:
    return "the article itself" if field == "source" else "not told"


def _reason(claim: Claim, field: str) -> str:
    return plain_reason(field, claim.rules.get(field, ""))


def _safe(text: str) -> str:
    """Text of the web as text: no markup of the terminal library, no control characters."""
    from rich.markup import escape

    return escape("".join(c for c in text if c.isprintable()))

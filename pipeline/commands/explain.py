"""`crossclaim explain`: each claim of an article with its sentence, and for each field why it is what it is.

crossclaim explain samples/articles/dev-003.json
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from browse.values import said_text
from db.records import Claim, Kind
from pipeline.commands.options import KINDS, TOPIC, chosen_reading
from pipeline.inputs import Inputs
from pipeline.reasons import plain_reason

if TYPE_CHECKING:
    from rich.text import Text

    from extractors.topic import Topic
    from pipeline.console import Console

FIELDS = ("subject", "item", "object", "source", "stance", "period")


@click.command()
@TOPIC
@KINDS
@click.argument("sources", nargs=-1, required=True, metavar="FILE…")
def explain(topic: str | None, kinds: tuple[Kind, ...], sources: tuple[str, ...]) -> None:
    """Show the claims in articles for a reader: sentence, fields, and the words that each field went by."""
    from extractors.claims import Extractor, extract_many
    from extractors.language import load
    from pipeline.claim_reading import readable
    from pipeline.console import Console

    console, inputs = Console(highlight=False), Inputs(sources)
    loaded, model = chosen_reading(topic)
    for article, claims in extract_many(readable(inputs), Extractor(loaded, kinds=kinds), load(model)):
        told = f"{len(claims)} claim{'' if len(claims) == 1 else 's'}"
        console.rule(f"{article.title or article.id} · {told}", align="left")
        for claim in sorted(claims, key=lambda claim: (claim.where == "text", claim.start)):
            show(console, claim, loaded)
    sys.exit(inputs.exit_code)


def show(console: Console, claim: Claim, topic: Topic) -> None:
    """Prints one claim: its sentence with the quote marked, then a line a field with value and reason."""
    from rich.padding import Padding
    from rich.table import Table

    table = Table(box=None, show_header=False, pad_edge=False, padding=(0, 2, 0, 0))
    table.add_column(style="dim", min_width=8)
    table.add_column(style="bold", max_width=44)
    table.add_column(style="dim italic")
    for field, value, why in rows(claim, topic):
        table.add_row(field, value, why)
    console.print(marked(claim))
    console.print(Padding(table, (0, 0, 1, 2)))


def marked(claim: Claim) -> Text:
    """The claim's sentence with its quote in brackets and in reverse, so that it shows without colours too."""
    from rich.text import Text

    start = claim.start - claim.sentence_start
    end = min(start + len(claim.quote), len(claim.sentence))
    before, quote, after = (claim.sentence[slice(*ends)] for ends in ((0, start), (start, end), (end, None)))
    sentence = Text(f"{before}[{quote}]{after}".replace("\n", " "))
    sentence.stylize("bold reverse", start, end + 2)
    return sentence


def rows(claim: Claim, topic: Topic) -> Iterator[tuple[str, str, str]]:
    """For each field that a reader sees: its name, its value in words, and the reason in words."""
    from pipeline.questions import question_of

    where = "in the headline" if claim.where == "title" else f"characters {claim.start} to {claim.end}"
    if question := question_of(claim, topic):
        yield "asked", question.wording, where
    if claim.kind == "quantity":
        hedge = f"; {_reason(claim, 'bound')}" if "bound" in claim.rules else ""
        yield "answer", said_text(asdict(claim)), f"{_reason(claim, 'quantity')}{hedge}"
        direction = f" ({claim.direction})" if claim.direction else ""
        yield "metric", f"{claim.metric}{direction}", _reason(claim, "metric")
    else:
        yield "said", said_text(asdict(claim)), _reason(claim, "predicate")
    for field in FIELDS:
        value = getattr(claim, field)
        if field == "source" and claim.via:
            value = f"{value or 'somebody unnamed'}, through {claim.via}"
        if field == "period" and claim.period_start and claim.period_end:
            value = f"{value} ({claim.period_start} to {claim.period_end})"
        if value is not None or field in ("subject", "source"):
            yield field, str(value or _missing(field)), _reason(claim, field)
    yield "sure", f"{claim.confidence:.0%}", "that all of this is right"


def _missing(field: str) -> str:
    return "the article itself" if field == "source" else "not told"


def _reason(claim: Claim, field: str) -> str:
    if field == "stance" and claim.kind == "quantity" and claim.stance == "asserted":
        return "told as a fact"
    return plain_reason(field, claim.rules.get(field, ""))

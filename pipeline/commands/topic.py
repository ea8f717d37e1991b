"""`crossclaim topic`: which topics there are, and whether one does what its writer meant.

$ crossclaim topic check topics/my-topic.yml
example 2: '$3 million': metric is funding, not donations
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.commands.options import with_settings

if TYPE_CHECKING:
    from spacy.language import Language

    from db.records import Article, Claim
    from extractors.topic import Topic
    from pipeline.console import Console
    from pipeline.settings import Settings

QUOTES_SHOWN = 3
UNITS_SHOWN = 8


@click.group()
def topic() -> None:
    """List topics; check one: its file, its examples, and what it finds in the news you have."""


@topic.command("list", short_help="List your topics and those that come along.")
@with_settings
def list_topics(settings: Settings) -> None:
    """List the topics of your topics folder and those that come with Crossclaim."""
    from rich.table import Table

    from extractors.topic import load_topic, topic_names
    from pipeline.console import Console

    table = Table(box=None, header_style="bold")
    for column in ("topic", "metrics", "feeds", "examples", "what it reads for"):
        table.add_column(column, justify="right" if column in ("metrics", "feeds", "examples") else "left")
    for name in topic_names(settings.topics_folder):
        loaded = load_topic(name, settings.topics_folder)
        counts = (str(len(part)) for part in (loaded.metrics, loaded.feeds, loaded.examples))
        table.add_row(name, *counts, loaded.description)
    Console().print(table)


@topic.command(short_help="Check a topic file, its examples, and what it finds.")
@with_settings
@click.option(
    "--articles",
    default=100,
    show_default=True,
    type=click.IntRange(0),
    help="How many of the newest articles to try it on.",
)
@click.argument("which", metavar="NAME|FILE")
@click.pass_context
def check(ctx: click.Context, which: str, articles: int, settings: Settings) -> None:
    """Check a topic file, run its examples, and show what it finds in the newest articles.

    The exit code is 1 where an example comes out otherwise than the file says, 2 where the file has a fault.
    """
    from extractors.language import load
    from extractors.topic import load_topic
    from extractors.topic_faults import hints
    from pipeline.console import Console
    from pipeline.report import counted

    loaded = load_topic(which, settings.topics_folder)
    console = Console(highlight=False, markup=False, soft_wrap=True)
    console.print(
        f"{loaded.name}: the file is in order: {counted(len(loaded.metrics), 'metric')} with those it "
        f"includes, {counted(len(loaded.entities), 'name')}, {counted(len(loaded.feeds), 'feed')}."
    )
    for hint in hints(loaded):
        console.print(f"  hint: {hint}")
    nlp = load(settings.model)
    missed = _print_examples(loaded, nlp, console) + _print_statements(loaded, nlp, console)
    if articles:
        _print_finds(loaded, _newest(settings.database, articles), nlp, console)
    ctx.exit(1 if missed else 0)


def _print_examples(loaded: Topic, nlp: Language, console: Console) -> int:
    """Runs the examples and prints what differs; the number of examples in which something does."""
    from extractors.examples import run_examples

    misses = list(run_examples(loaded, nlp))
    missed = len({miss.example for miss in misses})
    whole = len(loaded.examples)
    if not whole:
        console.print("It has no examples: without them nobody knows whether it finds what you mean.")
    else:
        console.print(f"{whole - missed} of {whole} examples come out as the file says.")
    for miss in misses:
        console.print(f"  {miss}")
    return missed


def _print_statements(loaded: Topic, nlp: Language, console: Console) -> int:
    """Tries the examples and near misses of the declared statements; how many come out otherwise."""
    from extractors.statement_examples import run_statements
    from pipeline.report import counted

    if not loaded.statements:
        return 0
    misses = list(run_statements(loaded, nlp))
    near = sum(len(statement.near_misses) for statement in loaded.statements.values())
    examples = sum(len(statement.examples) for statement in loaded.statements.values())
    console.print(
        f"{counted(len(loaded.statements), 'statement')}: {counted(examples, 'example')} and "
        f"{near} near miss{'' if near == 1 else 'es'}; {len(misses) or 'none'} of them "
        f"come{'s' if len(misses) == 1 else ''} out otherwise."
    )
    for miss in misses:
        console.print(f"  {miss}")
    return len(misses)


def _newest(database: Path, count: int) -> list[Article]:
    """The newest articles that are stored; none where there is no database yet."""
    from db.store import Store

    if not database.is_file():
        return []
    with Store.reading(database) as store:
        return store.articles.newest(count)


def _print_finds(loaded: Topic, articles: list[Article], nlp: Language, console: Console) -> None:
    """Prints the claims of stored articles by metric, with a few quotes, and the units that no metric took."""
    from extractors.claims import extract_many
    from pipeline.report import counted

    if not articles:
        console.print("There are no stored articles to try it on; `crossclaim run` and `add` store some.")
        return
    claims = [claim for _, found in extract_many(articles, loaded, nlp) for claim in found]
    console.print(
        f"In the newest {counted(len(articles), 'article')} it finds {counted(len(claims), 'claim')}."
    )
    for metric, count in Counter(claim.metric for claim in claims).most_common():
        if metric != "other":
            console.print(f"  {metric}: {count}. {_quotes(claims, metric)}")
    rest = Counter(claim.unit or "no unit" for claim in claims if claim.metric == "other")
    if rest:
        units = ", ".join(f"{unit} {count}" for unit, count in rest.most_common(UNITS_SHOWN))
        console.print(f"  other: {rest.total()}, counted in: {units}.")


def _quotes(claims: list[Claim], metric: str) -> str:
    """A few quotes of a metric with their subjects, the surest first."""
    best = sorted((c for c in claims if c.metric == metric), key=lambda claim: -claim.confidence)
    return "; ".join(f"{c.subject or 'nobody'}: {' '.join(c.quote.split())}" for c in best[:QUOTES_SHOWN])

"""`crossclaim why`: how two claims stand to each other, rule by rule."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from pipeline.commands.options import with_settings

if TYPE_CHECKING:
    from db.records import Claim
    from db.store import Store
    from pipeline.settings import Settings


@click.command()
@click.argument("a")
@click.argument("b")
@with_settings
def why(settings: Settings, a: str, b: str) -> None:
    """Show how the claims with ids A and B stand to each other: each rule tried, and the one that decided.

    The beginning of an id is enough, where only one claim has it.
    """
    from db.store import Store
    from extractors.topic import load_topic
    from pipeline.console import Console
    from pipeline.relations import trace
    from pipeline.relations import why as sentence
    from pipeline.sides import side_of

    console = Console(highlight=False)
    with Store.reading(settings.database) as store:
        claims = [_claim(store, name) for name in (a, b)]
        articles = store.claims.articles({claim.article for claim in claims})
    topic = load_topic(claims[0].topic, settings.topics_folder)
    sides = [side_of(claim, articles.get(claim.article)) for claim in claims]
    for claim in claims:
        console.print(f"“{claim.quote}”: {_fields(claim)}", markup=False)
    for rule, meaning, verdict in trace(sides[0], sides[1], topic):
        if verdict is None:
            console.print(f"  no   {rule}: {meaning}", style="dim", markup=False)
        else:
            console.print(f"  yes  {rule}: {meaning}", style="bold", markup=False)
            console.print(
                f"{verdict.relation} ({verdict.kind}): {sentence(sides[0], sides[1], verdict)}", markup=False
            )


def _claim(store: Store, prefix: str) -> Claim:
    from db.errors import InputError

    found = store.claims.beginning_with(prefix)
    if len(found) == 1:
        return found[0]
    if not found:
        raise InputError(
            "no claim has this id.",
            subject=prefix,
            remedy="`crossclaim conflicts` shows some, an export has all.",
        )
    raise InputError("several claims' ids begin so.", subject=prefix, remedy="Give more of it.")


def _fields(claim: Claim) -> str:
    """The fields that rules look at, in words."""
    shown = ("metric", "subject", "item", "unit", "period", "stance", "source")
    return ", ".join(f"{name} {getattr(claim, name)}" for name in shown if getattr(claim, name))

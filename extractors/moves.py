"""Amounts by which a level moved: of "shares fell by CHF 11.40 to CHF 41.05" the first is no price.

with_moves(doc, numbers, decisions, topic)     # the decisions, the first amount's "change" now
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Doc

from extractors.directions import directions
from extractors.frames import words_of
from extractors.measured import Decision, Number, unit_class
from extractors.parse import Parse, parse_of
from extractors.topic import Topic


def with_moves(
    doc: Doc, numbers: Sequence[Number], decisions: Sequence[Decision], topic: Topic
) -> list[Decision]:
    """The decisions, in order; an amount of money by which a price or another state moved is the topic's change.

    A change is the metric that goes up or down and is told in percent; a topic without one keeps the decisions.
    """
    change = next(
        (name for name, one in topic.metrics.items() if one.directed and "percent" in one.units), None
    )
    if change is None:
        return list(decisions)
    parse, words = parse_of(doc), words_of(doc)
    return [
        replace(decision, metric=change, rule="by how much it moved", cues=(way,))
        if decision.metric != change
        and unit_class(number.unit) == "money"
        and _is_state(topic, decision.metric)
        and (way := _way(parse, words, number))
        else decision
        for number, decision in zip(numbers, decisions, strict=True)
    ]


def _is_state(topic: Topic, metric: str) -> bool:
    return (
        metric in topic.metrics
        and not topic.metrics[metric].directed
        and topic.metrics[metric].accrual == "state"
    )


def _way(parse: Parse, words: Sequence[str], number: Number) -> str | None:
    """The word that makes an amount a move; None for a level."""
    known = directions()
    first, after = number.start, parse.lower[number.end : number.end + 2]
    before = parse.lower[first - 1] if first else ""
    if before in known.moved and parse.dep[first - 1] != "prt":  # not "gave up $5"
        return before
    if after[:1] and (after[0] in known.so_much or after in (["more", "than"], ["less", "than"])):
        return after[0]
    by = parse.lower[first] == "by" or before == "by"
    above = list(parse.above(first, number.end - 1))[:4]
    if any(parse.lower[token] in known.levels for token in above):  # "fell to CHF 41.05"
        return None
    for token in above:
        if not parse.tag[token].startswith("VB"):
            continue
        traded = parse.child(token, "nsubj")
        if words[token] in known.either and (by or (traded is not None and words[traded] in known.traded)):
            return words[token]
        return None
    return None

"""What is wrong in a topic that fits its schema: names that lead nowhere, circles, questions without their slot.

>>> next(faults(topic, units))                           # doctest: +SKIP
Fault(("metrics", "homes", "units", 1), "no unit is called 'hom'.", "Count words go under `units`; …")
"""

from __future__ import annotations

import string
from collections.abc import Collection, Iterator, Mapping
from difflib import get_close_matches
from typing import TYPE_CHECKING, NamedTuple

import extractors.patterns as patterns
from extractors.salvage import Place
from extractors.vocabulary import nearest

if TYPE_CHECKING:
    from extractors.topic import Topic

OTHER = "other"  # the metric of a number that no metric of the topic takes
UNITS_ADVICE = "Count words go under `units`; measures are in extractors/data/units.yml."


class Fault(NamedTuple):
    """What is wrong, at which keys of the file, and the way out where there is one to say.

    `unknown` is the name that leads nowhere, where that is what is wrong.
    """

    place: Place
    message: str
    remedy: str = ""
    unknown: str | None = None


def faults(topic: Topic, units: Collection[str]) -> Iterator[Fault]:
    """All faults of a topic, with what it includes; `units` are those that every topic has."""
    yield from _item_faults(topic)
    yield from _entity_faults(topic)
    yield from _feed_faults(topic)
    yield from _metric_faults(topic, {*topic.units, *units})
    yield from _statement_faults(topic)
    yield from _confusion_faults(topic)
    yield from _example_faults(topic)


def hints(topic: Topic) -> Iterator[str]:
    """What is well-formed but cannot do what its writer means, a sentence each."""
    kinds = {entity.kind for entity in topic.entities.values()}
    for name, metric in topic.metrics.items():
        units = set(metric.units)
        rivals = [other for other, its in topic.metrics.items() if other != name and units & set(its.units)]
        if rivals and not (metric.verbs or metric.nouns or metric.phrases):
            yield f"{name} has units in common with {', '.join(rivals)} but no cues to tell it from them."
    wanted = {name: its.subjects for name, its in topic.metrics.items()}
    wanted |= {name: its.subjects for name, its in topic.statements.items()}
    for name, subjects in wanted.items():
        for kind in sorted(set(subjects) - kinds):
            if near := get_close_matches(kind.lower(), sorted(kinds), n=1, cutoff=0.75):
                yield f"{name} is for subjects of the kind {kind}, which no entity is. Did you mean {near[0]}?"
    yield from _shared_names(topic)
    for name, statement in topic.statements.items():
        for line in (*statement.patterns, *statement.when_disputed, *statement.contrary):
            for role in {role for part in patterns.parts_of(line) for role in part.roles} - patterns.ROLES:
                if near := get_close_matches(role, patterns.ROLES, n=1, cutoff=0.7):
                    yield f"{name}: “{line}” takes “{role}” for a preposition. Did you mean {near[0]}?"


def _shared_names(topic: Topic) -> Iterator[str]:
    """Forms that two names have, of which one loses them; one that loses all is replaced on purpose."""
    for table in (topic.items, topic.entities):
        for name, thing in table.items():
            forms = (name, *thing.aliases)
            lost = [form for form in forms if topic.names[form] != name]
            if len(lost) < len(set(forms)):
                for form in lost:
                    yield f"“{form}” names both {name} and {topic.names[form]}; it is read as {topic.names[form]}."


def _unknown(
    place: Place, sort: str, name: str, known: Mapping[str, object] | list[str], advice: str = ""
) -> Fault:
    """That no such thing has this name, with the known name that is most like it."""
    return Fault(place, f"no {sort} is called {name!r}.", f"{nearest(name, known)} {advice}".strip(), name)


def _item_faults(topic: Topic) -> Iterator[Fault]:
    for name, item in topic.items.items():
        if item.part_of and item.part_of not in topic.items:
            yield _unknown(("items", name, "part_of"), "item", item.part_of, topic.items)
        if name in topic.ancestors(name):
            yield Fault(("items", name, "part_of"), "the item is part of itself.")
        if item.unit and item.unit not in topic.units:
            yield _unknown(("items", name, "unit"), "unit", item.unit, topic.units)


def _entity_faults(topic: Topic) -> Iterator[Fault]:
    for name, entity in topic.entities.items():
        place = ("entities", name, "maker")
        if entity.maker and entity.maker not in topic.entities:
            yield _unknown(place, "entity", entity.maker, topic.entities)
        elif entity.maker and topic.family(entity.maker) == name:
            yield Fault(place, "the makers form a circle.")


def _feed_faults(topic: Topic) -> Iterator[Fault]:
    seen: set[str] = set()
    for n, feed in enumerate(topic.feeds):
        if feed.url in seen:
            yield Fault(("feeds", n, "url"), "this feed is listed twice.")
        seen.add(feed.url)


def _metric_faults(topic: Topic, units: Collection[str]) -> Iterator[Fault]:
    for name, metric in topic.metrics.items():
        if name == OTHER:
            message = f"{OTHER!r} is what numbers without a metric are called."
            yield Fault(("metrics", name), message, "Give it another name.")
        yield from _slot_faults(("metrics", name, "question"), metric.question, ("subject",))
        for n, unit in enumerate(metric.units):
            if unit not in units:
                yield _unknown(("metrics", name, "units", n), "unit", unit, list(units), UNITS_ADVICE)


def _statement_faults(topic: Topic) -> Iterator[Fault]:
    """Patterns that cannot be read, and questions without their subject."""
    for name, statement in topic.statements.items():
        yield from _slot_faults(("statements", name, "question"), statement.question, ("subject", "object"))
        for key in ("patterns", "when_disputed", "contrary"):
            for n, line in enumerate(getattr(statement, key)):
                try:
                    patterns.parts_of(line)
                except patterns.PatternError as error:
                    yield Fault(("statements", name, key, n), f"{error}.")


def _slot_faults(place: Place, question: str, known: tuple[str, ...]) -> Iterator[Fault]:
    """A question must hold {subject}, and no slot that is never filled."""
    try:
        slots = [slot for _, slot, _, _ in string.Formatter().parse(question) if slot is not None]
    except ValueError:
        yield Fault(place, "a { or } of the question has no counterpart.", "Its slot is {subject}.")
        return
    for slot in slots:
        if slot not in known:
            named = " and ".join(f"{{{name}}}" for name in known)
            yield Fault(place, f"the question has the slot {{{slot}}}; {named} can be filled.")
    if "subject" not in slots:
        yield Fault(place, "the question has no {subject}.")


def _confusion_faults(topic: Topic) -> Iterator[Fault]:
    for n, pair in enumerate(topic.often_confused):
        place = ("often_confused", n, "metrics")
        for metric in pair.metrics:
            if metric not in topic.metrics and metric != OTHER:
                yield _unknown(place, "metric", metric, topic.metrics)
        if pair.metrics[0] == pair.metrics[1]:
            yield Fault(place, "names one metric twice: two are confused.")


def _example_faults(topic: Topic) -> Iterator[Fault]:
    """Metrics that do not exist, quotes that stand nowhere and bounds the wrong way round."""
    for n, example in enumerate(topic.examples):
        for k, claim in enumerate(example.claims):
            place = ("examples", n, "claims", k)
            if claim.metric and claim.metric not in topic.metrics and claim.metric != OTHER:
                yield _unknown((*place, "metric"), "metric", claim.metric, topic.metrics)
            if claim.quote not in example.text:
                yield Fault((*place, "quote"), "the quote does not stand in the example's text.")
            if claim.low is not None and claim.high is not None and claim.low > claim.high:
                yield Fault((*place, "high"), f"is less than `low`, {claim.low:g}.")

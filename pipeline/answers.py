"""Claims that give one value to a question, joined into one answer, with its independent voices counted.

Claims are alike where subject, item, period, scope, stance class and unit are the same. Among alike claims
a rounding joins the most precise value that it can stand for, and only such a value, so that answers never
chain: 2,000 and 2,100 may both join 2,048, but never each other.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import NamedTuple

from db.records import Answer, Article, Claim, Question, Rank, Stance, content_id
from pipeline.intervals import can_round
from pipeline.origins import Origin, origin_key
from pipeline.pairs import DENIED
from pipeline.reviewed import Reviewed
from pipeline.sides import Side, shown_place
from pipeline.statements import label_of_statement
from pipeline.values import Value, words

Key = tuple[str | None, str | None, str | None, str | None, str, str | None]
Member = tuple[Value, list[Side]]
_CLAIM_ID = attrgetter("claim.id")
# Of numbers: what is alleged is said all the same, and "no evidence" denies.
_CLASSES: dict[Stance, Stance] = {"alleged": "asserted", "no_evidence": "denied"}


class Group(NamedTuple):
    """Sides of claims that give one value, in the order of the claims' ids; `value` is the most precise of theirs."""

    key: Key
    value: Value
    sides: Sequence[Side]


@dataclass(frozen=True, slots=True)
class Evidence:
    """What stands around the claims of a question: their origins by claim.

    `superseded` has the articles that a later edition took the place of, and when it was seen (None: not
    known); `reviewed` what people decided.
    """

    origins: Mapping[str, Origin]
    superseded: Mapping[str, str | None]
    reviewed: Reviewed


def group_sides(sides: Iterable[Side]) -> list[Group]:
    """The sides as groups of one value each, in no order that depends on theirs."""
    alike: dict[Key, dict[Value, list[Side]]] = {}
    for side in sides:
        alike.setdefault(_key(side), {}).setdefault(side.value, []).append(side)
    return [group for key, values in alike.items() for group in _joined(key, values)]


def _key(side: Side) -> Key:
    claim = side.claim
    period = (claim.period_start and f"{claim.period_start}/{claim.period_end}") or claim.period
    return (claim.subject, claim.item, period, side.scope, _class_of(claim), claim.unit)


def _class_of(claim: Claim) -> Stance:
    """The stances of statements stay apart: who alleges does not assert, who has no evidence does not deny."""
    return claim.stance if claim.kind == "statement" else _CLASSES.get(claim.stance, claim.stance)


def _joined(key: Key, values: Mapping[Value, list[Side]]) -> list[Group]:
    others = [member for member in values.items() if member[0].shape != "point"]
    points = [member for member in values.items() if member[0].shape == "point"]
    anchors: list[Member] = []
    lows: list[float] = []  # the anchors' numbers, in which bisecting needs no key
    for value, sides in sorted(points, key=_precision):
        assert value.low is not None
        if anchor := _anchor(value, anchors, lows):
            anchor[1].extend(sides)
        else:
            place = bisect_right(lows, value.low)
            lows.insert(place, value.low)
            anchors.insert(place, (value, sides))
    return [Group(key, value, sorted(sides, key=_CLAIM_ID)) for value, sides in (*others, *anchors)]


def _precision(point: Member) -> tuple[float, float, str]:
    """The most precise first; ties by number, so that the result does not depend on the order."""
    value, _ = point
    return (value.step, value.low or 0.0, value.hedge)


def _anchor(value: Value, anchors: Sequence[Member], lows: Sequence[float]) -> Member | None:
    """The most precise value found so far that `value` can stand for, with its sides; the nearest of several."""
    if not anchors:
        return None
    assert value.low is not None
    reach = max(abs(value.low) * words().hedged, value.step) * 1.001
    near = anchors[bisect_left(lows, value.low - reach) : bisect_right(lows, value.low + reach)]
    fits = [
        (anchor.step, abs(anchor.low - value.low), anchor.low, anchor.hedge, place)
        for place, (anchor, _) in enumerate(near)
        if anchor.low is not None and can_round(anchor, value)
    ]
    return near[min(fits)[-1]] if fits else None


def answer_of(question: Question, group: Group, evidence: Evidence) -> Answer:
    """The group as an answer: its label, its best claim and its independent voices.

    Claims of superseded editions, of copies and rejected ones stay listed but are no voices.
    """
    sides, value, reviewed = group.sides, group.value, evidence.reviewed
    gone = _withdrawn(sides, evidence)
    live = [side for side in sides if side.claim.id not in gone] if gone else sides
    voices = [side for side in live if not side.is_copy]
    heard = [side.article for side in voices if side.article is not None]
    best = _best(live or sides, value)
    days = [day for side in sides if (day := side.seen)]
    names = _origin_names(live, evidence.origins)
    subject, item, _, scope, _, unit = group.key
    rank, reason = _rank(sides, live, gone, reviewed)
    return Answer(  # by place: to name two dozen fields takes three times as long as to set them
        content_id(question.id, *group.key, value.low, value.high, value.shape, value.hedge),
        question.id,
        value.low,
        value.high,
        unit,
        subject,
        item,
        best.period,
        scope,
        _class_of(best),
        label_of(best, scope),
        tuple([side.claim.id for side in sides]),
        best.id,
        len({side.claim.article for side in voices}),
        len(reviewed.owners({article.outlet or article.id for article in heard})),
        len(names),
        tuple([names[key] for key in sorted(names)]),
        min(days) if days else None,
        max(days) if days else None,
        rank,
        reason,
        None if live else _ended(sides, evidence),
        _first_outlet(heard, reviewed),
    )


def _best(sides: Sequence[Side], value: Value) -> Claim:
    """The claim that is shown: one of the answer's own value, no copy, with a source, sure, early."""
    if len(sides) == 1:
        return sides[0].claim
    ranked = [
        (
            side.value is not value and side.value != value,
            side.is_copy,
            side.claim.source is None,
            -side.claim.confidence,
            side.day or "9999",
            side.claim.id,
            place,
        )
        for place, side in enumerate(sides)
    ]
    return sides[min(ranked)[-1]].claim


def _first_outlet(heard: Sequence[Article], reviewed: Reviewed) -> str | None:
    """The one outlet that published these voices' value before all others; None where two did on one day."""
    first = ""
    outlets: set[str] = set()
    for article in heard:
        day = (article.published or article.first_seen or "")[:10]
        if not day or not article.outlet:
            continue
        if not outlets or day < first:
            first, outlets = day, {article.outlet}
        elif day == first:
            outlets.add(article.outlet)
    owners = reviewed.owners(outlets)
    return owners.pop() if len(owners) == 1 else None


def label_of(claim: Claim, scope: str | None) -> str:
    """The answer in a few words, as its best claim says it."""
    if claim.kind == "statement":
        return label_of_statement(claim)
    parts = [claim.quote]
    if claim.item and not _names(claim.quote, claim.item):
        parts.append(claim.item)
    if claim.period and claim.period.casefold() not in claim.quote.casefold():
        parts.append(claim.period)
    if scope:
        parts.append(scope)
    label = ", ".join(parts)
    return f"not {label}" if claim.stance in DENIED else label


def _names(quote: str, item: str) -> bool:
    """Whether the quote itself says what is counted: "2,048 H800s" needs no "NVIDIA H800" after it."""
    known, words = quote.casefold(), item.split()
    return words[-1].casefold() in known and all(
        word.casefold() in known or word[0].isupper() for word in words
    )


def _origin_names(sides: Iterable[Side], origins: Mapping[str, Origin]) -> dict[str, str]:
    """Each origin of the sides for a reader: an article of no known outlet by its title or file, never by its id."""
    names: dict[str, str] = {}
    for side in sides:
        name, article = origins[side.claim.id].name, side.article
        shown = name if article is None or article.id != name else shown_place(article)
        names[origin_key(name)] = shown
    return names


def _rank(
    sides: Sequence[Side], live: Sequence[Side], gone: Mapping[str, str], reviewed: Reviewed
) -> tuple[Rank, str | None]:
    if not live:
        return "deprecated", gone[sides[0].claim.id]
    if not reviewed:
        return "normal", None
    reasons = (reviewed.confirmation(side.claim) for side in live)
    confirmed = next((reason for reason in reasons if reason is not None), None)
    return ("normal", None) if confirmed is None else ("preferred", f"confirmed: {confirmed}")


def _withdrawn(sides: Iterable[Side], evidence: Evidence) -> dict[str, str]:
    """Why claims count no more, by their ids: a person rejected them, or a later edition took their place."""
    if not evidence.reviewed and not evidence.superseded:
        return {}
    gone: dict[str, str] = {}
    for side in sides:
        if (rejection := evidence.reviewed.rejection(side.claim)) is not None:
            gone[side.claim.id] = f"rejected: {rejection}"
        elif side.claim.article in evidence.superseded:
            gone[side.claim.id] = "superseded by a later edition"
    return gone


def _ended(sides: Iterable[Side], evidence: Evidence) -> str | None:
    """When the last of claims that count no more was rejected, or the next edition of its text was seen."""
    times = (
        evidence.reviewed.rejected_at(side.claim) or evidence.superseded.get(side.claim.article)
        for side in sides
    )
    return max(filter(None, times), default=None)


def place_of(article: Article) -> str:
    """Where an article stands: all its editions share it."""
    return article.canonical or article.url


def superseded(articles: Mapping[str, Article]) -> dict[str, str | None]:
    """The articles, by id, that a later edition took the place of, and when one was first seen (None: not known)."""
    if len({article.edition for article in articles.values()}) < 2:
        return {}
    editions: dict[str, list[tuple[int, str, str | None]]] = {}
    for key, article in articles.items():
        edition = (article.edition, key, article.first_seen or article.published)
        editions.setdefault(place_of(article), []).append(edition)
    found: dict[str, str | None] = {}
    for same in editions.values():
        last = max(same)[0] if len(same) > 1 else 0
        for number, key, _ in same:
            if number < last:
                days = [day for later, _, day in same if later > number and day]
                found[key] = min(days, default=None)
    return found

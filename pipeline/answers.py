"""Claims that give one value to a question, joined into one answer, with its independent voices counted.

Claims are alike where subject, item, period, scope, stance class and unit are the same. Among alike claims
a rounding joins the most precise value that it can stand for, and only such a value, so that answers never
chain: 2,000 and 2,100 may both join 2,048, but never each other.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from db.records import Answer, Article, Claim, Question, Rank, Stance, content_id
from pipeline.intervals import Value, can_round, words
from pipeline.origins import Origin
from pipeline.pairs import DENIED
from pipeline.reviewed import Reviewed
from pipeline.sides import Side
from pipeline.statements import label_of_statement

Key = tuple[str | None, str | None, str | None, str | None, str, str | None]


@dataclass(frozen=True, slots=True)
class Group:
    """Claims that give one value; `value` is the most precise of theirs."""

    key: Key
    value: Value
    claims: tuple[Claim, ...]


@dataclass(frozen=True, slots=True)
class Evidence:
    """What stands around the claims of a question: their sides and origins by claim, the articles by id.

    `superseded` has the articles that a later edition took the place of, and when it was seen (None: not
    known); `reviewed` what people decided.
    """

    sides: Mapping[str, Side]
    origins: Mapping[str, Origin]
    articles: Mapping[str, Article]
    superseded: Mapping[str, str | None]
    reviewed: Reviewed


def group_claims(claims: Iterable[Claim], sides: Mapping[str, Side]) -> list[Group]:
    """The claims as groups of one value each, in no order that depends on theirs."""
    alike: dict[Key, dict[Value, list[Claim]]] = {}
    for claim in claims:
        side = sides[claim.id]
        alike.setdefault(_key(side), {}).setdefault(side.value, []).append(claim)
    return [group for key, values in alike.items() for group in _joined(key, values)]


def _key(side: Side) -> Key:
    claim = side.claim
    period = (claim.period_start and f"{claim.period_start}/{claim.period_end}") or claim.period
    return (claim.subject, claim.item, period, side.scope, _class_of(claim), claim.unit)


def _class_of(claim: Claim) -> Stance:
    """The stances of statements stay apart: who alleges does not assert, who has no evidence does not deny."""
    return claim.stance if claim.kind == "statement" else stance_class(claim.stance)


def stance_class(stance: Stance) -> Stance:
    """Of numbers: what is alleged is said all the same, and "no evidence" denies."""
    if stance in DENIED:
        return "denied"
    return "asserted" if stance == "alleged" else stance


def _joined(key: Key, values: Mapping[Value, list[Claim]]) -> list[Group]:
    points = [(value, claims) for value, claims in values.items() if value.shape == "point"]
    members = {value: claims for value, claims in values.items() if value.shape != "point"}
    anchors: list[tuple[float, Value]] = []
    for value, claims in sorted(points, key=lambda point: _precision(point[0])):
        assert value.low is not None
        if anchor := _anchor(value, anchors):
            members[anchor].extend(claims)
        else:
            members[value] = list(claims)
            insort(anchors, (value.low, value), key=_place)
    return [
        Group(key, value, tuple(sorted(claims, key=lambda claim: claim.id)))
        for value, claims in members.items()
    ]


def _precision(value: Value) -> tuple[float, float, str]:
    """The most precise first; ties by number, so that the result does not depend on the order."""
    return (value.step, value.low or 0.0, value.hedge)


def _place(anchor: tuple[float, Value]) -> tuple[float, float, str]:
    return (anchor[0], anchor[1].step, anchor[1].hedge)


def _anchor(value: Value, anchors: Sequence[tuple[float, Value]]) -> Value | None:
    """The most precise value found so far that `value` can stand for, the nearest of several."""
    assert value.low is not None
    reach = max(abs(value.low) * words().hedged, value.step) * 1.001
    first = bisect_left(anchors, value.low - reach, key=lambda anchor: anchor[0])
    last = bisect_right(anchors, value.low + reach, key=lambda anchor: anchor[0])
    fits = [
        (anchor.step, abs(anchor.low - value.low), anchor.low, anchor.hedge, anchor)
        for _, anchor in anchors[first:last]
        if anchor.low is not None and can_round(anchor, value)
    ]
    return min(fits, key=lambda fit: fit[:4])[4] if fits else None


def answer_of(question: Question, group: Group, evidence: Evidence) -> Answer:
    """The group as an answer: its label, its best claim and its independent voices.

    Claims of superseded editions, of copies and rejected ones stay listed but are no voices.
    """
    claims, value, articles = group.claims, group.value, evidence.articles
    gone = {claim.id: reason for claim in claims if (reason := _withdrawn(claim, evidence))}
    live = [claim for claim in claims if claim.id not in gone]
    voices = [claim for claim in live if not _is_copy(claim, articles)]
    best = min(live or claims, key=lambda claim: _worth(claim, value, evidence))
    days = [day for claim in claims if (day := seen(claim, articles))]
    names = {origin.key: origin.name for claim in live for origin in (evidence.origins[claim.id],)}
    heard = [articles[claim.article] for claim in voices if claim.article in articles]
    outlets = {evidence.reviewed.owner(article.outlet or article.id) for article in heard}
    subject, item, _, scope, _, unit = group.key
    rank, reason = _rank(claims, live, gone, evidence.reviewed)
    return Answer(
        id=content_id(question.id, *group.key, value.low, value.high, value.shape, value.hedge),
        question=question.id,
        low=value.low,
        high=value.high,
        unit=unit,
        subject=subject,
        item=item,
        period=best.period,
        scope=scope,
        stance=_class_of(best),
        label=label_of(best, scope),
        claims=tuple(claim.id for claim in claims),
        best_claim=best.id,
        articles=len({claim.article for claim in voices}),
        outlets=len(outlets) if voices else 0,
        origins=len(names),
        origin_names=tuple(names[key] for key in sorted(names)),
        first_seen=min(days, default=None),
        last_seen=max(days, default=None),
        rank=rank,
        rank_reason=reason,
        first_outlet=_first_outlet(heard, evidence.reviewed),
        withdrawn_at=None if live else _ended(claims, evidence),
    )


def _first_outlet(heard: Sequence[Article], reviewed: Reviewed) -> str | None:
    """The one outlet that published these voices' value before all others; None where two did on one day."""
    outlets: dict[str, set[str]] = {}
    for article in heard:
        if article.outlet and (day := article.published or article.first_seen):
            outlets.setdefault(day[:10], set()).add(reviewed.owner(article.outlet))
    first = outlets[min(outlets)] if outlets else set()
    return first.pop() if len(first) == 1 else None


def seen(claim: Claim, articles: Mapping[str, Article]) -> str | None:
    """When the claim first came before us: its article's first sight, else its date."""
    article = articles.get(claim.article)
    return (article.first_seen or article.published) if article else None


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


def _rank(
    claims: Sequence[Claim], live: Sequence[Claim], gone: Mapping[str, str], reviewed: Reviewed
) -> tuple[Rank, str | None]:
    if not live:
        return "deprecated", gone[claims[0].id]
    confirmed = [reason for claim in live if (reason := reviewed.confirmation(claim)) is not None]
    return ("preferred", f"confirmed: {confirmed[0]}") if confirmed else ("normal", None)


def _withdrawn(claim: Claim, evidence: Evidence) -> str | None:
    """Why a claim counts no more: a later edition took its place, or a person rejected it."""
    if (rejection := evidence.reviewed.rejection(claim)) is not None:
        return f"rejected: {rejection}"
    return "superseded by a later edition" if claim.article in evidence.superseded else None


def _ended(claims: Iterable[Claim], evidence: Evidence) -> str | None:
    """When the last of claims that count no more was rejected, or the next edition of its text was seen."""
    times = (
        evidence.reviewed.rejected_at(claim) or evidence.superseded.get(claim.article) for claim in claims
    )
    return max(filter(None, times), default=None)


def place_of(article: Article) -> str:
    """Where an article stands: all its editions share it."""
    return article.canonical or article.url


def superseded(articles: Mapping[str, Article]) -> dict[str, str | None]:
    """The articles, by id, that a later edition took the place of, and when one was first seen (None: not known)."""
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


def _is_copy(claim: Claim, articles: Mapping[str, Article]) -> bool:
    article = articles.get(claim.article)
    return article is not None and article.copy_of is not None


def _worth(claim: Claim, value: Value, evidence: Evidence) -> tuple[bool, bool, bool, float, str, str]:
    """The best claim sorts first: of the answer's own value, no copy, with a source, sure, early."""
    side = evidence.sides[claim.id]
    return (
        side.value != value,
        _is_copy(claim, evidence.articles),
        claim.source is None,
        -claim.confidence,
        side.day or "9999",
        claim.id,
    )

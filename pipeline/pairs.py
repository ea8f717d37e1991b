"""Two sides, with all that the rules ask of them worked out once.

pair = pair_of(side, other, topic)
pair.items        # "part": what a counts is a part of what b counts
pair.finding      # how the two values stand to each other
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from db.records import RelationName
from extractors.topic import Topic
from extractors.topic_schema import Accrual
from pipeline.intervals import AGREE, Finding, compare_values
from pipeline.items import ItemRelation, SubjectRelation, item_relation, subject_relation
from pipeline.rates import Exchange, exchange, is_currency, table
from pipeline.sides import Side
from pipeline.times import TimeRelation, time_relation

DENIED = frozenset({"denied", "no_evidence"})
OPEN = frozenset({"hypothetical", "questioned"})


class Verdict(NamedTuple):
    """What a rule decided of a pair, and the reason in words that go on a sentence naming both quotes."""

    relation: RelationName
    kind: str
    reason: str


@dataclass(slots=True, eq=False)  # not frozen: one is made for each two answers, and that costs twice as much
class Pair:
    """Two sides and how they stand to each other, feature by feature.

    `finding` is None where the units cannot be compared; `exchange` is the rate that made two
    currencies comparable; `accrual` is that of their metric (None: one that the topic does not know).
    `agrees`: the two numbers are one, equal or one a rounding of the other; `apart`: they cannot both
    be true of one thing.
    """

    a: Side
    b: Side
    topic: Topic
    finding: Finding | None
    subjects: SubjectRelation
    items: ItemRelation
    times: TimeRelation
    accrual: Accrual | None = None
    exchange: Exchange | None = None
    agrees: bool = False
    apart: bool = False

    @property
    def swapped(self) -> Pair:
        """The same pair seen from the other side."""
        return Pair(
            a=self.b,
            b=self.a,
            topic=self.topic,
            finding=self.finding,
            subjects=_SUBJECTS_SEEN_FROM_B.get(self.subjects, self.subjects),
            items=_ITEMS_SEEN_FROM_B.get(self.items, self.items),
            times=self.times,
            accrual=self.accrual,
            exchange=self.exchange,
            agrees=self.agrees,
            apart=self.apart,
        )


_ITEMS_SEEN_FROM_B: dict[ItemRelation, ItemRelation] = {
    "part": "whole",
    "whole": "part",
    "narrower": "wider",
    "wider": "narrower",
}
_SUBJECTS_SEEN_FROM_B: dict[SubjectRelation, SubjectRelation] = {"product": "maker", "maker": "product"}


def pair_of(a: Side, b: Side, topic: Topic) -> Pair:
    """Two sides as a pair, in the order of their claims' ids, so that the result is the same both ways."""
    if b.claim.id < a.claim.id:
        a, b = b, a
    metric = topic.metrics.get(a.claim.metric)
    tolerance, accrual = (metric.tolerance, metric.accrual) if metric else (None, None)
    finding: Finding | None
    rate: Exchange | None = None
    if a.value.unit == b.value.unit:
        finding = compare_values(a.value, b.value, tolerance=tolerance)
    else:
        finding, rate = _exchanged(a, b)
    kind = finding.kind if finding else None
    subjects = subject_relation(a.claim.subject, b.claim.subject, topic)
    items = item_relation(a.claim.item, b.claim.item, topic)
    times = time_relation(a, b, state=accrual is None or accrual == "state")
    # By place: names cost twice as much.
    return Pair(a, b, topic, finding, subjects, items, times, accrual, rate, kind in AGREE, kind == "apart")


def _exchanged(a: Side, b: Side) -> tuple[Finding | None, Exchange | None]:
    """How amounts in two units stand to each other, and the rate at which; nothing where there is none."""
    if not (is_currency(a.value.unit) and is_currency(b.value.unit)):
        return None, None
    years = [int(side.day[:4]) for side in (a, b) if side.day]
    assert a.value.unit
    assert b.value.unit
    rate = exchange(a.value.unit, b.value.unit, min(years) if years else None)
    if rate is None:
        return None, None
    converted = rate.of(a.value)
    finding = compare_values(converted, b.value, tolerance=table().spread)
    if finding.kind == "apart" and finding.ratio < table().apart:
        finding = Finding("near", finding.ratio)
    return finding, rate

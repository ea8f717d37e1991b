"""How two claims stand to each other: an ordered list of named rules, of which the first that speaks decides.

relation = relate(side, other, topic)
relation.rule      # "part_of_whole"
trace(side, other, topic)   # every rule tried and what it said, for "why is this not a conflict?"
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable
from functools import cache, lru_cache
from typing import NamedTuple

import extractors.rule_sentences as rule_sentences
from extractors.topic import Topic
from extractors.topic_schema import Accrual
from pipeline.intervals import AGREE, Kind
from pipeline.items import ItemRelation, SubjectRelation
from pipeline.pairs import DENIED, OPEN, Pair, Verdict, pair_of
from pipeline.rules import measure, scope, stance, values, when
from pipeline.sides import Side
from pipeline.times import TimeRelation

Rule = Callable[[Pair], Verdict | None]


class Ground(NamedTuple):
    """Of which pairs a rule can speak, by their features; None: of any. Of all others it has nothing to say.

    `fit` is how the numbers stand to each other (None in it: they cannot be compared), `accruals` how the
    metric adds up (None in it: the topic does not know the metric), `marks` what one of the sides must have;
    `two_metrics` and `one_text`: only of pairs that measure two things, or that one text gives.
    """

    fit: Container[Kind | None] | None = None
    items: Container[ItemRelation] | None = None
    subjects: Container[SubjectRelation] | None = None
    times: Container[TimeRelation] | None = None
    accruals: Container[Accrual | None] | None = None
    marks: Iterable[str] | None = None
    two_metrics: bool = False
    one_text: bool = False


_APART = Ground(fit=("apart",))
_DENIAL = Ground(marks=DENIED)
_NO_FIT = Ground(fit=(None,))
_PRODUCT: tuple[SubjectRelation, ...] = ("product", "maker")
_PART: tuple[ItemRelation, ...] = ("part", "whole")

# Each rule with its ground, in their order: of some thirty rules, a pair is asked the few that can speak of it.
_GROUNDS: tuple[tuple[Rule, Ground], ...] = (
    (stance.statements, Ground(marks=("statement",))),
    (measure.unknown_unit, Ground(marks=("no unit",))),
    (measure.other_metric, Ground(two_metrics=True)),
    (measure.currency_without_rate, _NO_FIT),
    (measure.other_unit, _NO_FIT),
    (stance.both_denied, _DENIAL),
    (stance.denial, _DENIAL),
    (stance.denial_of_another, _DENIAL),
    (scope.all_it_took, Ground(marks=("scope",))),
    (when.correction, Ground(fit=("apart",), marks=("later edition",))),
    (measure.other_kind_of_item, Ground(items=("sibling",))),
    (measure.other_subject, Ground(subjects=("siblings", "other"))),
    (values.opposite_direction, Ground(marks=("direction",))),
    (values.same_value, Ground(fit=AGREE)),
    (stance.hypothetical, Ground(marks=OPEN)),
    (measure.other_item, Ground(items=("different",))),
    (when.other_period, Ground(times=("other_rate", "other", "inside", "unclear", "earlier"))),
    (scope.all_of_one_kind, Ground(fit=AGREE, items=_PART)),
    (scope.larger_than_its_whole, Ground(fit=("apart",), items=_PART)),
    (when.plan_and_outcome, Ground(marks=("planned",))),
    (measure.which_product, Ground(fit=("apart",), subjects=_PRODUCT)),
    (scope.run_and_fleet, Ground(subjects=_PRODUCT)),
    (scope.part_of_whole, Ground(items=("part", "narrower", "whole", "wider", "unknown"))),
    (scope.some_of_them, _APART),
    (values.bounds_hold, Ground(fit=("bound", "inside", "overlap", "near"))),
    (when.told_together, Ground(fit=("apart",), one_text=True)),
    (scope.total_and_part, Ground(fit=("apart",), marks=("scope",))),
    (when.growth, Ground(fit=("apart",), accruals=("cumulative", None))),
    (when.perhaps_other_period, Ground(fit=("apart",), times=("unknown",), accruals=("flow",))),
    (values.far_apart, _APART),
    (values.values_apart, _APART),
)
RULES: tuple[Rule, ...] = tuple(rule for rule, _ in _GROUNDS)


@lru_cache(maxsize=4096)
def _rules_for(
    fit: Kind | None,
    items: ItemRelation,
    subjects: SubjectRelation,
    times: TimeRelation,
    accrual: Accrual | None,
    marks_a: frozenset[str],
    marks_b: frozenset[str],
    two_metrics: bool,
    one_text: bool,
) -> tuple[Rule, ...]:
    """The rules that can speak of pairs with these features, in their order."""
    return tuple(
        rule
        for rule, ground in _GROUNDS
        if (ground.fit is None or fit in ground.fit)
        and (ground.items is None or items in ground.items)
        and (ground.subjects is None or subjects in ground.subjects)
        and (ground.times is None or times in ground.times)
        and (ground.accruals is None or accrual in ground.accruals)
        and (ground.marks is None or not (marks_a | marks_b).isdisjoint(ground.marks))
        and (two_metrics or not ground.two_metrics)
        and (one_text or not ground.one_text)
    )


def relate(a: Side, b: Side, topic: Topic) -> tuple[str, Verdict]:
    """The name of the rule that decided two sides, and its verdict."""
    pair = pair_of(a, b, topic)
    for rule in _rules_for(
        pair.finding.kind if pair.finding else None,
        pair.items,
        pair.subjects,
        pair.times,
        pair.accrual,
        a.marks,
        b.marks,
        a.claim.metric != b.claim.metric,
        a.claim.article == b.claim.article,
    ):
        verdict = rule(pair)
        if verdict is not None:
            return rule.__name__, verdict
    return "no_rule", Verdict("not_compared", "no rule", "no rule can tell")


def trace(a: Side, b: Side, topic: Topic) -> list[tuple[str, str, Verdict | None]]:
    """Each rule up to the one that decides: its name, its sentence, and its verdict (None: nothing to say)."""
    pair = pair_of(a, b, topic)
    steps: list[tuple[str, str, Verdict | None]] = []
    for rule in RULES:
        verdict = rule(pair)
        steps.append((rule.__name__, sentence_of(rule.__name__), verdict))
        if verdict is not None:
            break
    return steps


@cache
def sentence_of(rule: str) -> str:
    """What a rule means, in the sentence that readers see."""
    return rule_sentences.sentence_of(RULES, rule) or "No rule can tell."


def why(a: Side, b: Side, verdict: Verdict) -> str:
    """The plain sentence for a reader: both quotes with their speakers, then the reason."""
    return f"{a.said} and {b.said}: {verdict.reason}."

"""How two claims stand to each other: an ordered list of named rules, of which the first that speaks decides.

relation = relate(side, other, topic)
relation.rule      # "part_of_whole"
trace(side, other, topic)   # every rule tried and what it said, for "why is this not a conflict?"
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

import extractors.rule_sentences as rule_sentences
from extractors.topic import Topic
from pipeline.pairs import Pair, Verdict, pair_of
from pipeline.rules import measure, scope, stance, values, when
from pipeline.sides import Side

Rule = Callable[[Pair], Verdict | None]

RULES: tuple[Rule, ...] = (
    stance.statements,
    measure.unknown_unit,
    measure.other_metric,
    measure.currency_without_rate,
    measure.other_unit,
    stance.both_denied,
    stance.denial,
    stance.denial_of_another,
    scope.all_it_took,
    when.correction,
    measure.other_kind_of_item,
    measure.other_subject,
    values.opposite_direction,
    values.same_value,
    stance.hypothetical,
    measure.other_item,
    when.other_period,
    scope.all_of_one_kind,
    scope.larger_than_its_whole,
    when.plan_and_outcome,
    measure.which_product,
    scope.run_and_fleet,
    scope.part_of_whole,
    scope.some_of_them,
    values.bounds_hold,
    when.told_together,
    scope.total_and_part,
    when.growth,
    when.perhaps_other_period,
    values.far_apart,
    values.values_apart,
)


def relate(a: Side, b: Side, topic: Topic) -> tuple[str, Verdict]:
    """The name of the rule that decided two sides, and its verdict."""
    pair = pair_of(a, b, topic)
    for rule in RULES:
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

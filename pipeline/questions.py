"""Claims to questions, answers, relations and conflicts: pure functions from frozen values to frozen values.

    question = question_of(claim, topic)
    compare_question(question, claims, articles, topic, now=now).conflict

Everything follows from the claims alone, in whatever order they come, so that a run that touches one
question gives what a rebuild from nothing gives. Answers are compared, not claims: claims that give one
value are one answer, and the cost grows with the distinct values.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise
from operator import attrgetter

from db.records import Answer, Article, Claim, Conflict, Question, Relation, content_id, text_id
from extractors.fitness import asked_of
from extractors.topic import Topic
from pipeline.answers import Evidence, answer_of, group_sides, superseded
from pipeline.conflicts import conflict_of
from pipeline.origins import origins_of
from pipeline.relations import relate, why
from pipeline.reviewed import Reviewed
from pipeline.sides import Side, side_of
from pipeline.statements import about, named, statement_question

# With more answers than this, each is compared with its neighbours in value and with the most supported.
ALL_PAIRS = 24
SUPPORTED = 8
_ID = attrgetter("id")


@dataclass(frozen=True, slots=True)
class Comparison:
    """A question with its answers, the relations between them, and the dispute if there is one."""

    question: Question
    answers: tuple[Answer, ...]
    relations: tuple[Relation, ...]
    conflict: Conflict | None


def not_compared(claim: Claim, topic: Topic) -> str | None:
    """Why a claim is an answer to no question, in words; None where it is one."""
    if not claim.subject:
        return "not compared: the text does not say whose number this is"
    if claim.kind == "statement":
        return None if claim.predicate else "not compared: the statement has no predicate"
    if claim.low is None and claim.high is None:
        return "not compared: the number has neither bound"
    if claim.low is not None and claim.high is not None and claim.low > claim.high:
        return "not compared: the lower bound is above the upper"
    if not claim.unit:
        return "not compared: the unit is not known"
    if claim.metric != "other" and topic.metrics and claim.metric not in topic.metrics:
        return f"not compared: the topic {topic.name} has no metric {claim.metric}"
    return None


def question_of(claim: Claim, topic: Topic) -> Question | None:
    """The question that a claim answers: (topic, subject family, metric); None where it cannot be compared.

    Numbers of the metric `other` are parted by unit too, since nothing else says what they measure.
    """
    if not_compared(claim, topic) is not None:
        return None
    assert claim.subject
    if claim.kind == "statement":
        return statement_question(claim, topic)
    metric = topic.metrics.get(claim.metric)
    family = asked_of(claim.subject, metric.subjects if metric else (), topic)
    if claim.metric == "other":
        identity = content_id(topic.name, family, "other", claim.unit)
        wording = (
            f"Which other figures are given for {named(family)}{f' ({claim.unit})' if claim.unit else ''}?"
        )
        return Question(identity, topic.name, family, "other", wording)
    measured = claim.metric.replace("_", " ")
    wording = metric.question if metric else f"What is the {measured} of {{subject}}?"
    wording = about(wording, family)
    return Question(content_id(topic.name, family, claim.metric), topic.name, family, claim.metric, wording)


def compare_question(
    question: Question,
    claims: Sequence[Claim],
    articles: Mapping[str, Article],
    topic: Topic,
    *,
    now: str,
    reviewed: Reviewed | None = None,
) -> Comparison:
    """The question's answers, their relations and its conflict.

    `claims` are all claims of the question; `articles` holds their articles by id, with all editions of
    each (a claim whose later edition is there counts no more) and what they copy. The result follows
    from these alone: `now` changes nothing in it, so that an incremental run equals a rebuild.
    """
    del now  # states and days come from the articles' own days
    reviewed = reviewed or Reviewed()
    known = sorted([reviewed.claim(claim) for claim in claims] if reviewed else claims, key=_ID)
    sides = {claim.id: side_of(claim, articles.get(claim.article)) for claim in known}
    evidence = Evidence(origins_of(known, articles), superseded(articles), reviewed)
    answers = sorted(
        (answer_of(question, group, evidence) for group in group_sides(sides.values())),
        key=_ID,
    )
    relations = _relations(question, answers, sides, topic, reviewed or None)
    return Comparison(question, tuple(answers), relations, conflict_of(question, answers, relations, sides))


def _relations(
    question: Question,
    answers: Sequence[Answer],
    sides: Mapping[str, Side],
    topic: Topic,
    reviewed: Reviewed | None,
) -> tuple[Relation, ...]:
    made = [relation_between(question, question, a, b, sides, topic, reviewed) for a, b in _pairs(answers)]
    return tuple(made)


def _pairs(answers: Sequence[Answer]) -> Iterable[tuple[Answer, Answer]]:
    """The answers to compare: all pairs of a few; of many, neighbours in value and the most supported."""
    count = len(answers)
    if count <= ALL_PAIRS:
        return combinations(answers, 2)
    by_value = sorted(range(count), key=lambda i: (answers[i].low or answers[i].high or 0.0, answers[i].id))
    supported = sorted(range(count), key=lambda i: (-answers[i].origins, -answers[i].articles, answers[i].id))
    near = pairwise(by_value)
    beside = ((i, k) for i in supported[:SUPPORTED] for k in range(count) if i != k)
    places = sorted({(min(pair), max(pair)) for pair in (*near, *beside)})
    return [(answers[i], answers[k]) for i, k in places]


def relation_between(
    question: Question,
    question_b: Question,
    a: Answer,
    b: Answer,
    sides: Mapping[str, Side],
    topic: Topic,
    reviewed: Reviewed | None = None,
) -> Relation:
    """How two answers stand to each other, by their best claims; a person's verdict goes before the rules'."""
    side_a, side_b = sides[a.best_claim], sides[b.best_claim]
    rule, verdict = relate(side_a, side_b, topic)
    identity = text_id(question.id, question_b.id, a.id, b.id)
    reason = why(side_a, side_b, verdict)
    # By place: one is made for each two answers, and names cost twice as much.
    relation = Relation(
        identity, question.id, question_b.id, a.id, b.id, verdict.relation, verdict.kind, rule, reason
    )
    return reviewed.relation(relation) if reviewed else relation


def confused_with(metric: str, topic: Topic) -> frozenset[str]:
    """The metrics that readers mix up with this one, as the topic says."""
    pairs = (pair.metrics for pair in topic.often_confused if metric in pair.metrics)
    return frozenset(other for pair in pairs for other in pair) - {metric}


def related_questions(
    one: Comparison,
    others: Iterable[Comparison],
    claims: Mapping[str, Claim],
    articles: Mapping[str, Article],
    topic: Topic,
) -> tuple[Relation, ...]:
    """What readers mix up with this question: its best answers beside those of other questions.

    Only questions of the same subject family whose metrics the topic calls often confused. `claims` holds
    the best claims of all answers by id. Each relation is made once, from the question with the lesser id.
    """
    confused = {frozenset(pair.metrics) for pair in topic.often_confused}
    found: list[Relation] = []
    for other in others:
        if frozenset((one.question.metric, other.question.metric)) not in confused:
            continue
        if one.question.subject != other.question.subject or one.question.id >= other.question.id:
            continue
        best, beside = _best(one.answers), _best(other.answers)
        shown = [claims[answer.best_claim] for answer in (*best, *beside)]
        sides = {claim.id: side_of(claim, articles.get(claim.article)) for claim in shown}
        found += [
            relation_between(one.question, other.question, a, b, sides, topic) for a in best for b in beside
        ]
    return tuple(sorted(found, key=lambda relation: relation.id))


def _best(answers: Sequence[Answer], count: int = 3) -> list[Answer]:
    return sorted(answers, key=lambda answer: (-answer.origins, -answer.articles, answer.id))[:count]

"""Claims to conflicts: compares again each question that got claims, and only those."""

from __future__ import annotations

from collections.abc import Mapping

from db.records import Question
from db.reviews import ReviewLog
from db.store import Store
from extractors.topic import Topic
from pipeline.progress import Progress
from pipeline.questions import Comparison, compare_question, confused_with, related_questions
from pipeline.reviewed import Reviewed


def compare_stale(store: Store, topics: Mapping[str, Topic], progress: Progress, time: str) -> int:
    """Compares every stale question, then relates it to those that it is confused with; how many were stale.

    A question stays stale until its relations to other questions are stored too, so that a kill in
    between loses none of them.
    """
    stale = [question for question in store.claims.stale_questions() if question.topic in topics]
    if not stale:
        return 0
    reviewed = Reviewed(ReviewLog.beside(store.path).all())
    with progress.stage("comparing", len(stale)) as step:
        for question in stale:
            _compare(store, question, topics[question.topic], time, reviewed)
            step.advance()
    for question in stale:
        _relate(store, question, topics[question.topic])
    return len(stale)


def _compare(store: Store, question: Question, topic: Topic, time: str, reviewed: Reviewed) -> None:
    claims, articles = store.claims.of_question(question.id)
    made = compare_question(question, claims, articles, topic, now=time, reviewed=reviewed)
    store.claims.save_comparison(question, made.answers, made.relations, made.conflict)


def _relate(store: Store, question: Question, topic: Topic) -> None:
    """Stores the relations of a question to those of its subject that it is confused with, in both directions."""
    confused = confused_with(question.metric, topic)
    others = [other for other in store.claims.related(question) if other.metric in confused]
    family = [question, *others] if others else []
    comparisons = [Comparison(one, tuple(store.claims.answers(one.id)), (), None) for one in family]
    best = store.claims.by_ids(answer.best_claim for made in comparisons for answer in made.answers)
    articles = store.claims.articles({claim.article for claim in best.values()})
    relations = [
        relation
        for made in comparisons
        for relation in related_questions(made, comparisons, best, articles, topic)
        if question.id in (relation.question, relation.question_b)
    ]
    store.claims.save_related(question, relations)

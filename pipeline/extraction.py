"""Articles to claims: reads what was not read with today's rules and topics."""

from __future__ import annotations

import time as clock
from collections.abc import Mapping

from db.records import Article, Claim, Problem, Question, Revision
from db.store import Store
from extractors.claims import Extractor, extract_many
from extractors.language import load
from extractors.topic import Topic
from pipeline.legible import beginning, is_read, kinds_of, rules_version, unread
from pipeline.progress import Progress
from pipeline.questions import question_of
from pipeline.revisions import changed_numbers, corrected_numbers

BATCH = 64


def extract_articles(
    store: Store, topics: Mapping[str, Topic], model: str, progress: Progress, *, deadline: float
) -> tuple[int, list[Problem]]:
    """Reads the claims of every article that waits, topic by topic; how many claims, and what went wrong.

    `deadline` is a time of the monotonic clock after which no further batch is begun.
    """
    found, problems = 0, []
    for name, topic in topics.items():
        rules = rules_version(topic)
        waiting = store.articles.waiting(name, rules)
        if not waiting:
            continue
        nlp = load(model)
        extractor = Extractor(topic, kinds=kinds_of(topic))
        with progress.stage(f"claims: {name}", len(waiting)) as step:
            for start in range(0, len(waiting), BATCH):
                if clock.monotonic() > deadline:
                    break
                batch = store.articles.get_many(waiting[start : start + BATCH])
                english = [article for article in batch if is_read(article)]
                for article in batch:
                    if article not in english:
                        save_claims(store, article, topic, rules, [])
                        step.advance()
                problems += unread(batch)
                whole = {article.id: article for article in english}
                for begun, claims in extract_many([beginning(one) for one in english], extractor, nlp):
                    found += save_claims(store, whole[begun.id], topic, rules, claims)
                    step.advance()
                    if clock.monotonic() > deadline:
                        break
        if step.done < len(waiting):
            problems.append(_out_of_time(name, len(waiting) - step.done))
    return found, problems


def save_claims(store: Store, article: Article, topic: Topic, rules: str, claims: list[Claim]) -> int:
    """Stores an article's claims with their questions, and what it revises; how many claims."""
    questions: dict[str, Question] = {}
    for claim in claims:
        question = question_of(claim, topic)
        if question:
            questions[claim.id] = question
    with store.database.atomic():
        store.claims.save(article, topic.name, rules, claims, questions)
        store.claims.save_revisions(revisions_of(store, article, topic.name))
    return len(claims)


def revisions_of(store: Store, article: Article, topic: str) -> list[Revision]:
    """What an edition, whose claims are stored, says otherwise than the one before, and what its notices withdraw."""
    before = store.articles.edition_before(article)
    claims = store.claims.of_article(article.id, topic)
    earlier = store.claims.of_article(before.id, topic) if before else []
    seen_at = article.first_seen or ""
    revisions = corrected_numbers(article, claims, earlier, seen_at=seen_at, old=before)
    return revisions + (changed_numbers(before, article, earlier, claims, seen_at=seen_at) if before else [])


def _out_of_time(topic: str, left: int) -> Problem:
    message = (
        f"{left} articles were not read for {topic} within the time given; the next run goes on with them."
    )
    return Problem("extract", topic, "out_of_time", message)

"""Articles to claims: reads what was not read with today's rules and topics."""

from __future__ import annotations

import hashlib
import time as clock
from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path

import extractors
from db.records import Article, Claim, Kind, Problem, Question, Revision, content_id
from db.store import Store
from extractors.claims import BOTH, NUMBERS, Extractor, extract_many
from extractors.language import load
from extractors.topic import Topic
from pipeline.progress import Progress
from pipeline.questions import question_of
from pipeline.revisions import changed_numbers, corrected_numbers

BATCH = 64
LONGEST = 250_000  # characters, a hundred pages: parsing takes some 3 kB of memory for each


def rules_version(topic: Topic) -> str:
    """Changes with the extractors' code and data and with the topic's file: then texts are read again."""
    return content_id(_extractors_version(), topic.model_dump_json())


@cache
def _extractors_version() -> str:
    """A hash of all that the extractors are made of, so that no number has to be raised by hand."""
    home = Path(extractors.__file__).parent
    files = sorted(path for path in home.rglob("*") if path.suffix in (".py", ".yml", ".json"))
    return content_id(*(hashlib.sha256(path.read_bytes()).hexdigest() for path in files))


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


def kinds_of(topic: Topic) -> tuple[Kind, ...]:
    """What the topic declares: numbers, and statements where it has any."""
    return BOTH if topic.statements else NUMBERS


def is_read(article: Article) -> bool:
    """Whether its language is read for claims; where none is known it is taken for English."""
    return article.language in (None, "en")


def unread(articles: Iterable[Article]) -> list[Problem]:
    """What of these articles is not read for claims: texts in other languages, and what stands beyond LONGEST."""
    return [
        _long_text(article) if is_read(article) else _other_language(article)
        for article in articles
        if not is_read(article) or len(article.text) > LONGEST
    ]


def beginning(article: Article) -> Article:
    """The article as far as claims are read from it; offsets into its beginning hold for the whole."""
    if len(article.text) <= LONGEST:
        return article
    end = article.text.rfind("\n\n", 0, LONGEST)
    return replace(article, text=article.text[: end if end > 0 else LONGEST])


def _long_text(article: Article) -> Problem:
    message = (
        f"{article.url}: claims are read from the first {LONGEST:,} of its {len(article.text):,} characters."
    )
    return Problem("extract", article.url, "long_text", message)


def _out_of_time(topic: str, left: int) -> Problem:
    message = (
        f"{left} articles were not read for {topic} within the time given; the next run goes on with them."
    )
    return Problem("extract", topic, "out_of_time", message)


def _other_language(article: Article) -> Problem:
    """English rules would misread its numbers: 50.000 is fifty thousand elsewhere."""
    message = f"{article.url}: is in another language ({article.language}); only English is read."
    return Problem("extract", article.url, "other_language", message)

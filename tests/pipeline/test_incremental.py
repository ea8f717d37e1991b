"""Comparing day by day, in any order and with edits, gives what a rebuild from nothing gives."""

from __future__ import annotations

import random
from dataclasses import dataclass, replace

from hypothesis import given, settings
from hypothesis import strategies as st

from db.records import Article, Claim, Question
from pipeline.questions import Comparison, compare_question, question_of
from tests.factories import make_article, make_claim
from tests.pipeline.topics import SHIPS


@dataclass(frozen=True)
class Edition:
    """One edition of an article that arrives on a day, with what it claims."""

    article: Article
    claims: tuple[Claim, ...]


@st.composite
def claims(draw: st.DrawFn, article: Article) -> Claim:
    number = draw(st.sampled_from([10, 48, 50, 500, 2000, 2048, 2100, 50_000]))
    form = draw(
        st.sampled_from(["{:,} ships", "about {:,} ships", "more than {:,} ships", "nearly {:,} ships"])
    )
    quote = form.format(number)
    subject = draw(st.sampled_from(["Nordline", "Nordline Express", "Sudline"]))
    item = draw(st.sampled_from([None, "tanker", "cargo ship"]))
    source = draw(st.sampled_from([None, "Harbour Watch", "officials", "outlet 1"]))
    stance = draw(st.sampled_from(["asserted", "asserted", "denied", "planned"]))
    return make_claim(
        quote,
        id=f"{article.id} {quote} {subject} {item} {source} {stance}",
        article=article.id,
        topic="ships",
        metric="fleet",
        unit="ship",
        low=float(number),
        high=None if form.startswith("more") else float(number),
        approx=form.startswith(("about", "nearly")),
        subject=subject,
        item=item,
        source=source,
        stance=stance,
    )


@st.composite
def histories(draw: st.DrawFn) -> list[Edition]:
    """Editions in the order of their arrival: some texts are edited later, some are copies of others that were there."""
    arrived: list[Edition] = []
    for story in range(draw(st.integers(1, 5))):
        for edition in range(1, draw(st.integers(1, 2)) + 1):
            first_seen = f"2025-01-{10 * edition + story:02}T06:00:00Z"
            before = [one.article.id for one in arrived if (one.article.first_seen or "") < first_seen]
            original = draw(st.sampled_from([None, None, *before]))
            article = make_article(
                id=f"{story}.{edition}",
                url=f"https://paper.example/{story}",
                outlet=f"Outlet {story}",
                edition=edition,
                copy_of=original,
                first_seen=first_seen,
            )
            made = draw(st.lists(claims(article), max_size=4, unique_by=lambda claim: claim.id))
            arrived.append(Edition(article, tuple(made)))
    return sorted(arrived, key=lambda one: one.article.first_seen or "")


def rebuilt(history: list[Edition]) -> dict[str, Comparison]:
    """All questions compared from nothing."""
    found: dict[str, tuple[Question, list[Claim]]] = {}
    for edition in history:
        for claim in edition.claims:
            question = question_of(claim, SHIPS)
            assert question is not None
            found.setdefault(question.id, (question, []))[1].append(claim)
    articles = {one.article.id: one.article for one in history}
    return {
        key: compare_question(q, rows, articles, SHIPS, now="2030-01-01") for key, (q, rows) in found.items()
    }


def day_by_day(history: list[Edition], size: int) -> dict[str, Comparison]:
    """The same in runs of `size` editions; a run compares only what its editions and their forerunners touch."""
    stored: dict[str, Comparison] = {}
    for end in range(size, len(history) + size, size):
        known, new = history[:end], history[end - size : end]
        urls = {one.article.url for one in new}
        touched = {
            question.id
            for one in known
            if one.article.url in urls
            for claim in one.claims
            if (question := question_of(claim, SHIPS))
        }
        stored |= {key: made for key, made in rebuilt(known).items() if key in touched}
    return stored


@settings(max_examples=60, deadline=None)
@given(histories(), st.integers(1, 4))
def test_days_add_up_to_a_rebuild(history: list[Edition], size: int) -> None:
    """Runs that touch only what is new end where a rebuild ends, to the last field."""
    assert day_by_day(history, size) == rebuilt(history)


@settings(max_examples=60, deadline=None)
@given(histories(), st.randoms(use_true_random=False))
def test_the_order_of_claims_changes_nothing(history: list[Edition], dice: random.Random) -> None:
    """Claims and articles in any order give the same questions, answers, relations and conflicts."""
    shuffled = [replace(one, claims=tuple(dice.sample(one.claims, len(one.claims)))) for one in history]
    dice.shuffle(shuffled)
    assert rebuilt(shuffled) == rebuilt(history)


@settings(max_examples=60, deadline=None)
@given(histories())
def test_voices_never_outnumber_articles(history: list[Edition]) -> None:
    """Copies are no articles, every claim belongs to one answer, and a dispute has two answers of its own."""
    for made in rebuilt(history).values():
        listed = [claim for answer in made.answers for claim in answer.claims]
        assert len(listed) == len(set(listed))
        for answer in made.answers:
            assert answer.best_claim in answer.claims
            assert answer.outlets <= answer.articles <= len(answer.claims)
        if made.conflict is not None:
            assert made.conflict.answer_a != made.conflict.answer_b
            assert {made.conflict.answer_a, made.conflict.answer_b} <= {answer.id for answer in made.answers}

"""Statements as questions with two sides."""

from __future__ import annotations

import pytest

from db.records import Relation
from extractors.topic import Topic
from extractors.topic_schema import Entity, Statement
from pipeline.questions import compare_question, question_of
from pipeline.statements import about, named
from tests.factories import make_article, make_claim

TOPIC = Topic(
    name="t",
    title="T",
    statements={
        "smuggled": Statement(
            question="Did {subject} use smuggled chips?", patterns=("smuggle object:chip",)
        ),
        "copied": Statement(question="Did {subject} copy {object}?", patterns=("copy object:*",)),
        "overloaded": Statement(question="Was {subject} overloaded?", patterns=("be object:overloaded",)),
        "paid": Statement(
            question="Did {subject} pay a fine?", patterns=("pay object:fine",), subjects=("company",)
        ),
    },
    entities={
        "Amber Star": Entity(kind="ferry", maker="Lodestar Lines"),
        "Lodestar Lines": Entity(kind="company"),
    },
)


def told(
    stance: str, source: str | None, article: str, predicate: str = "smuggled", **fields: object
) -> object:
    about = {
        "kind": "statement",
        "metric": "statement",
        "low": None,
        "high": None,
        "unit": None,
        "topic": "t",
    }
    return make_claim(
        f"{stance} it", predicate=predicate, stance=stance, source=source, article=article, **about, **fields
    )


@pytest.mark.parametrize(
    ("predicate", "thing", "wording"),
    [
        ("smuggled", "NVIDIA H100", "Did DeepSeek use smuggled chips?"),
        ("copied", "Meridian", "Did DeepSeek copy Meridian?"),
        ("copied", None, "Did DeepSeek copy something?"),
        ("deliver faulty batteries", "faulty batteries", "Did DeepSeek deliver faulty batteries?"),
        ("supply", "the army", "Did DeepSeek supply the army?"),
        ("be hacked", None, "Was DeepSeek hacked?"),
        ("close plant in Porto", "Porto plant", "Did DeepSeek close plant in Porto?"),
        ("close it", "Porto plant", "Did DeepSeek close Porto plant?"),
        ("will resign", None, "Will DeepSeek resign?"),
        ("can read messages", None, "Can DeepSeek read messages?"),
        ("it be possible to train models", None, "Was it possible to train models, as is said of DeepSeek?"),
    ],
)
def test_the_wording(predicate: str, thing: str | None, wording: str) -> None:
    """A declared statement asks its own question, another one a question of its own words."""
    question = question_of(told("denied", None, "a", predicate, object=thing), TOPIC)  # type: ignore[arg-type]
    assert question is not None
    assert question.wording == wording


@pytest.mark.parametrize(
    ("predicate", "wording"),
    [
        ("overloaded", "Was Amber Star overloaded?"),
        ("paid", "Did Lodestar Lines pay a fine?"),
        ("sink in a storm", "Did Amber Star sink in a storm?"),
    ],
)
def test_a_maker_is_asked_only_what_makers_do(predicate: str, wording: str) -> None:
    """What is said of a ferry is asked of its line where the statement's `subjects` say so, and only there."""
    question = question_of(told("denied", None, "a", predicate, subject="Amber Star"), TOPIC)  # type: ignore[arg-type]
    assert question is not None
    assert question.wording == wording


@pytest.mark.parametrize(
    ("subject", "name"),
    [
        ("ferry", "the ferry"),
        ("Officials", "the officials"),
        ("Amber Star", "Amber Star"),
        ("Apple", "Apple"),
        ("Lodestar Lines", "Lodestar Lines"),
        ("eBay", "eBay"),
    ],
)
def test_a_noun_has_its_article_in_a_question(subject: str, name: str) -> None:
    """A name stands as it is, a common noun with its article."""
    assert named(subject) == name


@pytest.mark.parametrize(
    ("subject", "asked"),
    [
        ("prisoners", "Were the prisoners held?"),
        ("Officials", "Were the officials held?"),
        ("ferry", "Was the ferry held?"),
        ("Lodestar Lines", "Was Lodestar Lines held?"),
    ],
)
def test_many_were(subject: str, asked: str) -> None:
    """A question agrees with its subject in number."""
    question = question_of(told("denied", None, "a", "be held", subject=subject), TOPIC)  # type: ignore[arg-type]
    assert question is not None
    assert question.wording == asked


def compared(*claims: object) -> set[tuple[str, str]]:
    """Relation and kind of all pairs of answers that the claims give, a day apart each."""
    return {(relation.relation, relation.kind) for relation in relations_of(*claims)}


def relations_of(*claims: object) -> list[Relation]:
    """All relations between the answers that the claims give, a day apart each."""
    articles = {
        claim.article: make_article(
            claim.article,
            id=claim.article,
            url=f"https://{claim.article}.example/",
            published=f"2025-01-0{n}",
        )  # type: ignore[attr-defined]
        for n, claim in enumerate(claims, 1)
    }
    question = question_of(claims[0], TOPIC)  # type: ignore[arg-type]
    assert question is not None
    made = compare_question(question, claims, articles, TOPIC, now="2025-02-01")  # type: ignore[arg-type]
    return list(made.relations)


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        (("asserted", "Ann"), ("denied", "Bob"), ("conflict", "denial")),
        (("alleged", "Ann"), ("denied", "Bob"), ("conflict", "denial")),
        (("alleged", "Ann"), ("no_evidence", "Bob"), ("compatible", "disputed")),
        (("asserted", "Ann"), ("denied", "Ann"), ("compatible", "change of stance")),
        (("questioned", "Ann"), ("denied", "Bob"), ("compatible", "open")),
        (("denied", "Ann"), ("no_evidence", "Bob"), ("agree", "same side")),
        (("asserted", "Ann"), ("alleged", "Bob"), ("agree", "same side")),
    ],
)
def test_two_stances(first: tuple[str, str], second: tuple[str, str], expected: tuple[str, str]) -> None:
    """An assertion against a denial is a conflict; no evidence is weaker; one may change one's mind."""
    assert compared(told(*first, "a"), told(*second, "b")) == {expected}


REASONS = [
    (("alleged", "Ann"), ("no_evidence", "Bob"), "Ann alleges it, and Bob finds no evidence of it"),
    (
        ("alleged", None),
        ("no_evidence", None),
        "it is alleged, and the text says that there is no evidence of it",
    ),
]


@pytest.mark.parametrize(("first", "second", "reason"), REASONS)
def test_a_dispute_says_who_speaks(
    first: tuple[str, str | None], second: tuple[str, str | None], reason: str
) -> None:
    """The reason names who alleges and who finds no evidence; where nobody is named, it says so."""
    (relation,) = relations_of(told(*first, "a"), told(*second, "b"))
    assert reason in relation.why


def test_stances_are_answers_of_their_own() -> None:
    """Who alleges does not assert, and who finds no evidence does not deny."""
    question = question_of(told("denied", "Ann", "a"), TOPIC)  # type: ignore[arg-type]
    assert question is not None
    stances = ("asserted", "alleged", "denied", "no_evidence", "questioned")
    claims = [told(stance, f"source {n}", f"article-{n}") for n, stance in enumerate(stances)]
    made = compare_question(question, claims, {}, TOPIC, now="2025-02-01")  # type: ignore[arg-type]
    assert sorted(answer.stance for answer in made.answers) == sorted(stances)
    assert {answer.label.split(":")[0] for answer in made.answers} == {
        "yes",
        "alleged",
        "no",
        "no evidence",
        "open",
    }


OWNERS = [
    ("Norrbahn", "How late are Norrbahn's trains?"),
    ("railway", "How late are the railway's trains?"),
    ("railways", "How late are the railways' trains?"),
    ("Costa Lines", "How late are Costa Lines's trains?"),
]


@pytest.mark.parametrize(("subject", "wording"), OWNERS)
def test_a_question_about_what_is_somebodys(subject: str, wording: str) -> None:
    """The possessive of a plain plural has no second s."""
    assert about("How late are {subject}'s trains?", subject) == wording

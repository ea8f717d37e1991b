"""Statements that recur, as YAML for a topic file."""

from __future__ import annotations

from pathlib import Path

import pytest
from spacy.language import Language

from db.records import Claim
from extractors.claims import Extractor, extract_many
from extractors.statement_examples import run_statements
from extractors.topic import Topic, load_topic
from pipeline.suggestions import as_yaml, key_of, suggest
from tests.factories import make_article, make_claim

TEXTS = (
    "The minister denied that Voltara had delivered faulty batteries.",
    "A union accused Voltara of delivering faulty batteries.",
    "The regulator is investigating whether Voltara delivered faulty batteries.",
    "Voltara denied that its boss had left the country.",
)


def open_statements(nlp: Language) -> list[Claim]:
    articles = [make_article(text, url=f"https://outlet.example/{n}") for n, text in enumerate(TEXTS)]
    extractor = Extractor(Topic(name="t", title="T"), kinds=("statement",))
    return [claim for _, claims in extract_many(articles, extractor, nlp) for claim in claims]


@pytest.mark.parametrize(
    ("predicate", "thing", "pattern"),
    [
        ("deliver faulty batteries", "faulty batteries", "deliver object:battery"),
        ("supply chips to army", "chips", "supply object:chip"),
        ("know of the leaks", None, "know of:leak"),
        ("respond", None, None),
    ],
)
def test_key_of(predicate: str, thing: str | None, pattern: str | None) -> None:
    """Two statements are one by their verb and the noun that it is about."""
    key = key_of(make_claim(kind="statement", predicate=predicate, object=thing))
    assert (key and key.pattern) == pattern


def test_what_recurs_with_another_stance(nlp: Language) -> None:
    """A statement that several dispute is suggested, one that stands alone is not."""
    (found,) = suggest(open_statements(nlp), Topic(name="t", title="T"))
    assert found.stances == {"denied": 1, "alleged": 1, "questioned": 1}
    assert found.statement.question == "Did {subject} deliver faulty batteries?"


def test_a_suggestion_can_be_pasted(nlp: Language, tmp_path: Path) -> None:
    """What is printed is a topic's `statements`, and its examples come out."""
    found = suggest(open_statements(nlp), Topic(name="t", title="T"))
    path = tmp_path / "t.yml"
    path.write_text(
        "name: t\ntitle: T\nstatements:\n" + "\n".join(map(as_yaml, found)) + "\n", encoding="utf-8"
    )
    topic = load_topic(path)
    assert list(topic.statements) == ["deliver_battery"]
    assert [str(miss) for miss in run_statements(topic, nlp)] == []


def test_what_is_declared_is_not_suggested(nlp: Language) -> None:
    """A statement that the topic declares needs no suggestion."""
    claims = [
        make_claim(kind="statement", predicate="bribed", stance=stance, source=stance)
        for stance in ("denied", "alleged")
    ]
    assert suggest(claims, load_topic("conduct")) == []

"""Claims become questions, answers, relations and conflicts, whatever the order they come in."""

from __future__ import annotations

import random
from typing import Any

import pytest

from db.records import Article, Claim
from pipeline.answers import label_of
from pipeline.questions import Comparison, compare_question, not_compared, question_of
from tests.factories import make_article, make_claim
from tests.pipeline.topics import SHIPS

NOW = "2025-02-10T00:00:00Z"


def claim(number: float, article: str, **fields: Any) -> Claim:
    defaults = {"topic": "ships", "metric": "fleet", "unit": "ship", "subject": "Nordline"}
    quote = fields.pop("quote", f"{number:,.0f} ships")
    return make_claim(
        quote,
        low=number,
        high=number,
        article=article,
        id=f"{article}/{quote}/{fields.get('item')}",
        **{**defaults, **fields},
    )


def articles_of(*rows: Article) -> dict[str, Article]:
    return {row.id: row for row in rows}


def article(identity: str, **fields: Any) -> Article:
    return make_article(id=identity, url=f"https://{identity}.example/story", outlet=identity, **fields)


def compared(claims: list[Claim], articles: dict[str, Article]) -> Comparison:
    question = question_of(claims[0], SHIPS)
    assert question is not None
    return compare_question(question, claims, articles, SHIPS, now=NOW)


def test_a_rounding_joins_the_precise_answer() -> None:
    """2,000 and 2,048 are one answer, shown by its precise number."""
    claims = [claim(2000, "a"), claim(2048, "b")]
    result = compared(claims, articles_of(article("a"), article("b")))
    assert [answer.low for answer in result.answers] == [2048]
    assert result.conflict is None


def test_two_values_are_one_dispute() -> None:
    """Two numbers that cannot both be true are a conflict with a reason that names both quotes."""
    result = compared([claim(10, "a"), claim(50, "b"), claim(50, "c")], articles_of(*map(article, "abc")))
    assert result.conflict is not None
    assert result.conflict.spread == 5
    assert sorted((result.conflict.origins_a, result.conflict.origins_b)) == [1, 2]
    assert "10 ships" in result.conflict.why
    assert "50 ships" in result.conflict.why


def test_one_report_in_many_papers_is_one_origin() -> None:
    """Outlets that quote one source are one origin, and a copy is no article of its own."""
    rows = [article("a"), article("b"), article("c", copy_of="a", copy_share=0.9)]
    claims = [
        claim(50, "a", source="Harbour Watch"),
        claim(50, "b", source="the Harbour Watch"),
        claim(50, "c"),
    ]
    (answer,) = compared(claims, articles_of(*rows)).answers
    assert (answer.articles, answer.outlets, answer.origins) == (2, 2, 1)


def test_an_origin_without_an_outlet_has_a_name() -> None:
    """A file whose outlet nobody knows is called by its title or file, never by its id."""
    told = make_article(id="a", url="file:///notes/brief.txt", outlet=None, title="Fleet in brief")
    bare = make_article(id="b", url="file:///notes/my%20list.txt", outlet=None, title=None)
    result = compared([claim(10, "a"), claim(50, "b")], articles_of(told, bare))
    assert sorted(name for answer in result.answers for name in answer.origin_names) == [
        "Fleet in brief",
        "my list.txt",
    ]


def test_a_superseded_edition_counts_no_more() -> None:
    """The number of an older edition stays visible, is no voice, and settles the dispute."""
    old = article("a", canonical="https://x.example/story")
    new = article("b", canonical="https://x.example/story", edition=2)
    result = compared([claim(593, "a"), claim(589, "b")], articles_of(old, new))
    gone = {answer.low: answer.rank for answer in result.answers}
    assert gone == {593: "deprecated", 589: "normal"}
    assert result.conflict is not None
    assert result.conflict.state == "settled"
    assert "later edition" in result.conflict.why


@pytest.mark.parametrize("seed", range(5))
def test_the_order_of_arrival_changes_nothing(seed: int) -> None:
    """Claims in any order give the same answers, relations and conflict."""
    numbers = [2000, 2048, 2100, 50000, 51000, 10000, 9900, 300]
    names = "abcdefgh"
    claims = [
        claim(number, name, item=item)
        for number, name in zip(numbers, names, strict=True)
        for item in (None, "ferry")
    ]
    rows = articles_of(*map(article, names))
    shuffled = claims[:]
    random.Random(seed).shuffle(shuffled)
    assert compared(shuffled, rows).conflict == compared(claims, rows).conflict
    assert compared(shuffled, rows) == compared(claims, rows)


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"subject": None}, "whose number"),
        ({"low": 5.0, "high": 3.0}, "lower bound"),
        ({"unit": None}, "unit"),
        ({"metric": "speed"}, "no metric speed"),
        ({"low": None, "high": None}, "neither bound"),
    ],
)
def test_what_cannot_be_compared_is_named(fields: dict[str, Any], reason: str) -> None:
    """A claim without what a comparison needs answers no question, and the reason says why."""
    odd = make_claim(**{"topic": "ships", "metric": "fleet", **fields})
    assert question_of(odd, SHIPS) is None
    assert reason in (not_compared(odd, SHIPS) or "")


def test_makers_and_products_share_a_question() -> None:
    """A product's number answers its maker's question where such makers can have it, else one of its own."""
    one, other = claim(3, "a", subject="Nordline Express"), claim(30, "b")
    assert question_of(one, SHIPS) == question_of(other, SHIPS)
    cost = claim(3, "a", subject="Nordline Express", metric="cost", unit="EUR")
    question = question_of(cost, SHIPS)
    assert question is not None
    assert question.wording == "What did Nordline Express cost?"


def test_the_history_of_a_dispute_has_its_days() -> None:
    """It begins when both sides are there, widens on the day of a farther value, not with one between, and settles."""
    days = {"a": 1, "b": 2, "c": 3, "d": 5}
    seen = {name: {"first_seen": f"2025-01-{day:02}T06:00:00Z"} for name, day in days.items()}
    articles = articles_of(*(article(name, **at) for name, at in seen.items()))
    claims = [claim(10, "a"), claim(50, "b"), claim(30, "c"), claim(400, "d")]
    made = compared(claims, articles).conflict
    assert made is not None
    told = [(one["at"][:10], one["change"], one["spread"]) for one in made.history]
    assert told == [("2025-01-02", "new", 5), ("2025-01-05", "widened", 40)]
    assert (made.state, made.changed_at) == ("widened", "2025-01-05T06:00:00Z")
    before = compared(claims[:2], articles).conflict
    assert before is not None
    assert before.history == made.history[:1]


def test_a_dispute_is_settled_on_the_day_of_the_later_edition() -> None:
    """The edition that took the number back was seen then."""
    old, new = (
        make_article(
            id=f"b{n}", url="https://b.example/", edition=n, outlet="b", first_seen=f"2025-01-0{n + 1}"
        )
        for n in (1, 2)
    )
    articles = articles_of(article("a", first_seen="2025-01-01"), old, new)
    made = compared([claim(10, "a"), claim(50, "b1"), claim(10, "b2")], articles).conflict
    assert made is not None
    told = [(one["at"], one["change"]) for one in made.history]
    assert told == [("2025-01-02", "new"), ("2025-01-03", "settled")]
    assert (made.state, made.changed_at) == ("settled", "2025-01-03")


@pytest.mark.parametrize(
    ("quote", "item", "label"),
    [
        ("2,048 H800s", "NVIDIA H800", "2,048 H800s"),
        ("50 ships", "cargo ship", "50 ships, cargo ship"),
        ("50 cargo ships", "cargo ship", "50 cargo ships"),
        ("50", "tanker", "50, tanker"),
    ],
)
def test_a_label_says_once_what_is_counted(quote: str, item: str, label: str) -> None:
    """The item follows the quote only where the quote does not name it."""
    assert label_of(claim(50, "a", quote=quote, item=item), None) == label


@pytest.mark.parametrize(
    ("quote", "period", "label"),
    [
        ("around 900 ships", "March", "around 900 ships, March"),
        ("900 ships a week", "a week", "900 ships a week"),
    ],
)
def test_a_label_says_nothing_twice(quote: str, period: str, label: str) -> None:
    """What the quote says already, a period too, does not stand in the label again."""
    assert label_of(make_claim(quote, metric="fleet", period=period), None) == label

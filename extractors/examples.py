"""A topic's examples, run: what was found in each text against what the topic file says is in it.

for miss in run_examples(load_topic("disasters"), load()):
    print(miss)     # example 2: "112": stance is alleged, not asserted
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

from spacy.language import Language

from db.records import Article, Claim, content_id
from extractors.claims import extract_many
from extractors.topic import Topic
from extractors.topic_schema import Example, ExampleClaim


@dataclass(frozen=True, slots=True)
class Miss:
    """One thing in an example that came out otherwise.

    `example` counts from 1; `field` is None where a whole claim was missed (`found` None) or found
    where the example has none (`expected` None).
    """

    example: int
    quote: str
    field: str | None
    expected: object
    found: object

    def __str__(self) -> str:
        place = f"example {self.example}: {self.quote!r}"
        if self.field is not None:
            return f"{place}: {self.field} is {_shown(self.found)}, not {_shown(self.expected)}"
        if self.expected is None:
            return f"{place}: is a claim ({self.found}), but the example does not list it"
        return f"{place}: no claim was found there"


def run_examples(topic: Topic, nlp: Language) -> Iterator[Miss]:
    """Every difference between the examples of a topic and what is extracted from their texts."""
    articles = [_article(example, n) for n, example in enumerate(topic.examples)]
    for n, (_, claims) in enumerate(extract_many(articles, topic, nlp)):
        yield from differences(topic.examples[n], claims, n + 1)


def differences(example: Example, claims: list[Claim], number: int) -> Iterator[Miss]:
    """How the claims of one example differ from those that it lists, in the order of its text."""
    left = list(claims)
    for expected in example.claims:
        found = _at(expected.quote, left)
        if found is None:
            yield Miss(number, expected.quote, None, expected.quote, None)
            continue
        left.remove(found)
        yield from _fields(expected, found, number)
    for claim in left:
        yield Miss(number, claim.quote, None, None, claim.metric)


def _at(quote: str, claims: list[Claim]) -> Claim | None:
    """The first claim with this quote, else the first whose quote lies in it or holds it."""
    exact = (claim for claim in claims if claim.quote == quote)
    near = (claim for claim in claims if claim.quote in quote or quote in claim.quote)
    return next(exact, None) or next(near, None)


def _fields(expected: ExampleClaim, found: Claim, number: int) -> Iterator[Miss]:
    for field, value in expected.fixed.items():
        here = getattr(found, field)
        if not _same(value, here):
            yield Miss(number, expected.quote, field, value, here)


def _same(expected: object, found: object) -> bool:
    if isinstance(expected, float) and isinstance(found, float):
        return math.isclose(expected, found, rel_tol=1e-6)
    return expected == found


def _shown(value: object) -> str:
    if value is None:
        return "nothing"
    return f"{value:,.12g}" if isinstance(value, float) else str(value)


def _article(example: Example, n: int) -> Article:
    return Article(
        id=content_id("example", n, example.text),
        url=f"example:{n + 1}",
        title=None,
        text=example.text,
        published=example.published,
    )

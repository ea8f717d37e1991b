"""Numbers that several voices give of one thing."""

from __future__ import annotations

import pytest
from spacy.language import Language

from extractors.claims import extract_claims
from extractors.rivals import MOST, Told, rivals
from extractors.subjects import TOGETHER
from tests.factories import make_article
from tests.topics import shipped

TOPIC = shipped("ai-compute")
TEXT = "Police say 40. The union says 60, or 70.\n\nThe mayor says 50."


def told(word: str, source: str | None, unit: str = "person", metric: str = "headcount") -> Told:
    """The number at its place in TEXT, as `source` tells it."""
    return Told(TEXT.index(word), unit, metric, source)


GROUPS = [
    ([told("40", "police"), told("60", "union"), told("70", "union")], [[0, 1, 2]]),
    ([told("40", "police"), told("60", "union"), told("50", "mayor")], [[0, 1]]),  # another paragraph
    ([told("60", "union"), told("70", "union")], []),  # one voice
    ([told("40", "police"), told("60", None)], []),  # the article itself
    ([told("40", "police"), told("60", "union", unit="GPU")], []),
    ([told("40", "police"), told("60", "union", metric="other")], []),
    ([told("40", "police"), told("60", "union")] * (MOST // 2 + 1), []),  # a table
    ([], []),
]


@pytest.mark.parametrize(("numbers", "groups"), GROUPS)
def test_rivals(numbers: list[Told], groups: list[list[int]]) -> None:
    """Different voices of one paragraph, with one unit and one metric."""
    assert rivals(TEXT, numbers) == groups


SUBJECTS = [
    # text, the subject of all its numbers
    (
        "Nobody agrees how many chips Kestrel Mind has. SemiAnalysis counts 30,000 GPUs. "
        "A customs officer spoke of 12,000 GPUs.",
        ["Kestrel Mind", "Kestrel Mind"],
    ),
    (
        "Kestrel's new model cost a fortune. Omnes Research puts it at $40 million; "
        "Ferrant Mull, a credit house, says $25 million.",
        ["Kestrel model", "Kestrel model"],
    ),
]


@pytest.mark.parametrize(("text", "expected"), SUBJECTS)
def test_rivals_have_one_subject(nlp: Language, text: str, expected: list[str]) -> None:
    """Who counts as well is not what is counted, unless that is plain."""
    claims = extract_claims(make_article(text), TOPIC, nlp)
    assert [claim.subject for claim in claims] == expected


def test_the_rule_is_named(nlp: Language) -> None:
    """A number whose own candidates spoke for another says where its subject comes from."""
    claims = extract_claims(make_article(SUBJECTS[1][0]), TOPIC, nlp)
    assert [claim.rules["subject"] == TOGETHER for claim in claims] == [False, True]

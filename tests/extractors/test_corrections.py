"""Correction notices, as texts with what they withdraw and uphold."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from spacy.language import Language

from extractors.claims import extract_claims
from extractors.corrections import NoticeExample, cues, notices
from tests.factories import make_article
from tests.topics import shipped


@dataclass(frozen=True)
class Quote:
    start: int
    end: int
    text: str


def quotes(example: NoticeExample) -> list[Quote]:
    """The numbers of an example, where they stand."""
    found = [(example.text.index(quote), quote) for quote in (*example.wrong, *example.right)]
    return [Quote(start, start + len(quote), quote) for start, quote in found]


@pytest.mark.parametrize("example", cues().examples, ids=lambda example: example.text[:30])
def test_notices(example: NoticeExample) -> None:
    """Each example of the vocabulary withdraws and upholds what it says."""
    found = list(notices(example.text, quotes(example)))
    assert [quote.text for notice in found for quote in notice.withdrawn] == list(example.wrong)
    assert [quote.text for notice in found for quote in notice.upheld] == list(example.right)


DENIED = [
    ("Correction: An earlier version of this article said that 40 people died in Karsa. The correct number is 14.",
     {"40 people": "denied", "14": "asserted"}),
    ("This article was amended on 3 May. The quake killed 14 people rather than 40 people.",
     {"14 people": "asserted", "40 people": "denied"}),
    ("The safety law was amended. It was wrongly said to protect 40 people, an auditor said.", {"40 people": "alleged"}),
    ("The mayor said that an earlier quake killed 40 people.", {"40 people": "asserted"}),
]  # fmt: skip


@pytest.mark.parametrize(("text", "stances"), DENIED)
def test_what_a_notice_withdraws_is_denied(nlp: Language, text: str, stances: dict[str, str]) -> None:
    """The old number of a correction is denied by the article itself; what only speaks of a change is not."""
    claims = extract_claims(make_article(text), shipped("disasters"), nlp)
    assert {claim.quote: claim.stance for claim in claims} == stances
    assert all(claim.source is None for claim in claims if claim.stance == "denied")

"""A number that the words around it reject is denied."""

from __future__ import annotations

import pytest
from spacy.language import Language

from extractors.parse import parse_of
from extractors.rejections import RejectionExample, rejected, rejections


@pytest.mark.parametrize("example", rejections().examples, ids=lambda example: example.text)
def test_the_examples_of_the_table(nlp: Language, example: RejectionExample) -> None:
    """Each example of rejections.yml."""
    start = example.text.index(example.quote)
    found = rejected(parse_of(nlp(example.text)), start, start + len(example.quote), told=False)
    assert (found is not None) is example.rejected


TOLD = [
    # (text, quote, whether the number is denied though somebody claims it)
    ("Nine infants died, say the elders. The ministry denies it.", "Nine infants", False),
    ("A video says that half of Ghent marched. That is false.", "half of Ghent", True),
]


@pytest.mark.parametrize(("text", "quote", "denied"), TOLD)
def test_who_claims_a_number_does_not_deny_it(nlp: Language, text: str, quote: str, denied: bool) -> None:
    """That another denies it changes nothing in what somebody claims; what the text itself rejects is denied."""
    start = text.index(quote)
    assert (rejected(parse_of(nlp(text)), start, start + len(quote), told=True) is not None) is denied

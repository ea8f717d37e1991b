"""Sources of numbers as (text, number, source, via) tuples."""

from __future__ import annotations

import pytest
from spacy.language import Language

from extractors.sources import source_of

CASES = [
    ("The lab owns 50,000 chips.", "50,000", None, None),
    ("The lab owns 50,000 chips, SemiAnalysis said.", "50,000", "SemiAnalysis", None),
    ("A manager told Reuters that the lab owns 50,000 chips.", "50,000", "manager", "Reuters"),
    ("Reuters reported that the company said it owned 50,000 chips.", "50,000", "company", "Reuters"),
    ("The lab is said to own 50,000 chips.", "50,000", None, None),
]


@pytest.mark.parametrize(("text", "number", "source", "via"), CASES)
def test_source_of(nlp: Language, text: str, number: str, source: str | None, via: str | None) -> None:
    """The innermost attribution names the source, the outer one or the hearer the via."""
    start = text.index(number)
    found = source_of(nlp(text), start, start + len(number))
    assert (found.source, found.via) == (source, via)

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
    ("SemiAnalysis believes DeepSeek has about 50,000 GPUs.", "50,000", "SemiAnalysis", None),
    ("DeepSeek's claim that it spent only $5.6 million is disputed.", "$5.6 million", "DeepSeek", None),
    (
        "“It cost $5 million,” said one of the people, who asked not to be named.",
        "$5 million",
        "people",
        None,
    ),
    ("The firm put the cost at $1.6 billion.", "$1.6 billion", "firm", None),
    (
        "The chip costs $40,000, according to a review of filings by Public Citizen.",
        "$40,000",
        "Public Citizen",
        "review",
    ),
    (
        "Figures released by the health ministry showed that 50 people died.",
        "50 people",
        "health ministry",
        "Figures",
    ),
    ("“We paid a lot,” said Ito. “It cost five million.”", "five million", "Ito", None),
    ("The lab is said to own 50,000 chips.", "50,000", None, None),
]


@pytest.mark.parametrize(("text", "number", "source", "via"), CASES)
def test_source_of(nlp: Language, text: str, number: str, source: str | None, via: str | None) -> None:
    """The innermost attribution names the source, the outer one or the hearer the via."""
    start = text.index(number)
    found = source_of(nlp(text), start, start + len(number))
    assert (found.source, found.via) == (source, via)

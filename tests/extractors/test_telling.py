"""When something was told as (sentence, stretches) pairs."""

from __future__ import annotations

import pytest
from spacy.language import Language

from extractors.account import account_of
from extractors.telling import times_of_telling

CASES = [
    ("It will cut 1,150 jobs, the company said on Wednesday.", ["on Wednesday"]),
    ("The tribunal said Wednesday that it owes $5 million.", ["Wednesday"]),
    ("The ministry said sales fell 4% in March.", []),
    ("Shares fell 4% on Monday, Lund said.", []),
    ("Sales fell 4% on Wednesday.", []),
]


@pytest.mark.parametrize(("text", "times"), CASES)
def test_times_of_telling(nlp: Language, text: str, times: list[str]) -> None:
    """A time that hangs on a verb of saying says when something was told, one inside what is told when it holds."""
    found = times_of_telling(account_of(nlp(text)), 0, len(text))
    assert sorted({text[start:end] for start, end in found}) == times

"""Direct speech as (text, quotes) pairs."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.quotes import find_quotes

CASES = [
    ("He said “fifty” twice.", ["“fifty”"]),
    ('"Fifty," he said, "or so."', ['"Fifty,"', '"or so."']),
    ("He called it ‘a big deal’ today.", ["‘a big deal’"]),
    ("It’s the firms’ own money.", []),
    ("He's sure it's 'about fifty', he says.", ["'about fifty'"]),
    # a mark that is never closed ends with its paragraph, and opens nothing in mid-sentence
    ("“One.\n\n“Two.” Three.", ["“One.", "“Two.”"]),
    ("Ito said: “One.\n\n“Two.” Three.", ["“One.", "“Two.”"]),
    ('A 5" pipe burst.\n\nNobody "cared".', ['"cared"']),
]


@pytest.mark.parametrize(("text", "quotes"), CASES)
def test_quotes(text: str, quotes: list[str]) -> None:
    """Each quote runs from its opening to its closing mark, or to the end of its paragraph."""
    assert [text[quote.start : quote.end] for quote in find_quotes(text)] == quotes


@given(st.text(alphabet="ab “”\"'’‘\n.,", max_size=60))
def test_quotes_are_ordered(text: str) -> None:
    """Quotes never overlap and never cross a line break, whatever the marks."""
    quotes = find_quotes(text)
    assert all("\n" not in text[quote.start : quote.end] for quote in quotes)
    assert all(a.end <= b.start for a, b in pairwise(quotes))

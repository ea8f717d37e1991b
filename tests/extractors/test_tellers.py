"""Counts of those who tell something as (text, whether they are left out) pairs."""

from __future__ import annotations

import pytest
from spacy.language import Language

from extractors.account import account_of
from extractors.quantities import find_quantities
from extractors.tellers import introduces_speakers

CASES = [
    ("Two people familiar with the matter said the deal was worth $4 billion.", True),
    ("Three officials with knowledge of the talks confirmed the sum.", True),
    ("It cost $4 billion, according to two people close to the studio.", True),
    ("Citing two people close to the studio, Screenline reported a bill of $4 billion.", True),
    ("Two people died in the fire, Lund said.", False),
    ("Some 300 doctors said they would leave.", False),
    ("A rally of nine people heard Lund say so.", False),
]


@pytest.mark.parametrize(("text", "left_out"), CASES)
def test_who_tells_is_no_number_on_a_card(nlp: Language, text: str, left_out: bool) -> None:
    """The few who tell something are counted only to introduce them."""
    doc = nlp(text)
    people = next(each for each in find_quantities(doc) if each.form == "count")
    assert introduces_speakers(account_of(doc), people) is left_out

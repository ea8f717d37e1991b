"""Numbers that count a part of the number before them."""

from __future__ import annotations

import pytest
from spacy.language import Language

from extractors.claims import extract_claims
from extractors.parts import takes_up
from extractors.quantities import find_quantities
from tests.factories import make_article
from tests.topics import shipped

PARTS = [
    ("The group has 50,000 GPUs, 10,000 of them H100s.", True),
    ("It took 300 hostages, of whom 40 were freed.", True),
    ("It took 300 hostages; of those, some 40 were freed.", True),
    ("The group has 50,000 GPUs, and its rival 10,000.", False),
    ("The group has 50,000 GPUs. Its rival has more, and 10,000 of them are new.", False),
]


@pytest.mark.parametrize(("text", "expected"), PARTS)
def test_takes_up(nlp: Language, text: str, expected: bool) -> None:
    """ "Of them" takes up the number before it in the sentence, and no other."""
    before, quantity = find_quantities(nlp(text))
    assert takes_up(text, before, quantity) is expected


def test_a_part_is_of_whose_the_whole_is(nlp: Language) -> None:
    """Whoever else is named beside the part."""
    text = "Police say the Velden Front took 300 hostages, of whom 40 went free when Harat paid Ostara."
    claims = extract_claims(make_article(text), shipped("disasters"), nlp)
    whole, part = (each for each in claims if each.quote.startswith(("300", "40")))
    assert part.subject == whole.subject
    assert part.rules["subject"] == "the number that it is a part of"

"""Whether a quantity is a claim."""

from __future__ import annotations

import pytest
from spacy.language import Language

from extractors.quantities import find_quantities
from extractors.worthiness import features, worthiness

WORTHY = [
    ("DeepSeek has 2,048 GPUs.", True),
    ("The firm lost $4 million last year.", True),
    ("Three people died in the fire.", True),
    ("It was his third win in two years.", False),
    ("Ottavio Brandl, 58, runs the union.", False),
]


@pytest.mark.parametrize(("text", "worthy"), WORTHY)
def test_what_goes_on_a_card(nlp: Language, text: str, worthy: bool) -> None:
    """A number of something that is true or false is a claim; ages and spans that only say when are none."""
    doc = nlp(text)
    assert any(worthiness(doc, each) >= 0.5 for each in find_quantities(doc)) is worthy


def test_the_same_words_tell_the_same_anywhere(nlp: Language) -> None:
    """What speaks for a quantity does not depend on how far down the text it stands."""
    text = "It rained. DeepSeek has 2,048 GPUs. It rained. DeepSeek has 2,048 GPUs. It rained."
    doc = nlp(text)
    first, second = find_quantities(doc)
    assert features(doc, first) == features(doc, second)

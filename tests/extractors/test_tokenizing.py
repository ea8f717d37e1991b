"""Text without spaces is tokenised in time linear in its length."""

from __future__ import annotations

import pytest
from spacy.language import Language

RUNS = ["$" * 20_000, "a " + "(" * 300 + " b", "x" * 1000 + "\n\n5 km", "é-" * 400]


@pytest.mark.parametrize("text", RUNS, ids=[text[:10] for text in RUNS])
def test_a_long_run_is_cut_and_nothing_of_it_lost(nlp: Language, text: str) -> None:
    """A run without spaces becomes short tokens that still spell the text; 20,000 marks are no trouble."""
    doc = nlp.make_doc(text)
    assert doc.text == text
    assert max(len(token) for token in doc) <= 50


@pytest.mark.parametrize("amount", ["$85m", "$3bn", "30g", "12km"])
def test_a_unit_leaves_the_full_stop_to_the_sentence(nlp: Language, amount: str) -> None:
    """A scale or unit of one letter at the end of a sentence is no abbreviation that swallows its full stop."""
    first, second = nlp(f"The strike costs exporters {amount}. Economists disagree.").sents
    assert (first[-1].text, second.text) == (".", "Economists disagree.")

"""Hedges bound or blur the number beside them."""

from __future__ import annotations

import pytest
from spacy.language import Language

from extractors.hedges import Hedge, HedgeExample, hedges, read_after, read_before
from extractors.quantities import find_quantities


@pytest.mark.parametrize("example", hedges().examples, ids=lambda example: example.text)
def test_the_examples_of_the_vocabulary(nlp: Language, example: HedgeExample) -> None:
    """Each example of hedges.yml is one quantity from its first to its last character."""
    (quantity,) = find_quantities(nlp(example.text))
    assert (quantity.bound, quantity.approx) == (example.bound, example.approx)


BEFORE = [
    ("worth more than ", Hedge(6, ">", False, ("more than",))),
    ("more than about ", Hedge(0, ">", True, ("more than", "about"))),
    ("it will not exceed ", Hedge(8, "<", False, ("not exceed",))),
    ("it exceeded ", Hedge(3, ">", False, ("exceeded",))),
    ("over the ", Hedge(9)),  # a preposition hedges only what is next to it
    ("about; ", Hedge(7)),  # nothing stands between
    ("", Hedge(0)),
]


@pytest.mark.parametrize(("text", "hedge"), BEFORE)
def test_read_before(text: str, hedge: Hedge) -> None:
    """The hedges that end where the number starts, and where they begin."""
    assert read_before(text, len(text)) == hedge


AFTER = [
    (" or more", Hedge(8, ">", False, ("or more",))),
    (" or more than that", Hedge(0)),
    (", at least 20", Hedge(0)),  # belongs to the next number
    (" or so.", Hedge(6, "~", True, ("or so",))),
]


@pytest.mark.parametrize(("text", "hedge"), AFTER)
def test_read_after(text: str, hedge: Hedge) -> None:
    """The hedge that follows a quantity."""
    assert read_after(text, 0) == hedge

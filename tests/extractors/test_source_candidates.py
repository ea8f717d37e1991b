"""Who could be the source of a number."""

from __future__ import annotations

import pytest
from spacy.language import Language

from extractors.account import account_of
from extractors.source_candidates import candidates_of, sums_up

PLACES = [
    # (text, its number, the places of its candidates beside nobody and main, each with its source)
    ("The lab owns 50,000 chips, SemiAnalysis said.", "50,000",
     {("covers", "SemiAnalysis"), ("mention", "SemiAnalysis"), ("subject", "The lab")}),
    ("Dara Moe spoke. It cost 5 million.", "5", {("mention", "It"), ("subject", "It")}),
    ("Everyone says it cost 5 million.", "5", {("mention", "it"), ("subject", "it")}),
]  # fmt: skip


@pytest.mark.parametrize(("text", "number", "places"), PLACES)
def test_candidates_of(nlp: Language, text: str, number: str, places: set[tuple[str, str]]) -> None:
    """Nobody comes first; who tells it, and the subject of its verb, may be it; "everyone" is no one."""
    account, start = account_of(nlp(text)), text.index(number)
    first, *rest = candidates_of(account, start, start + len(number), None)
    assert (first.place, first.attribution) == ("nobody", None)
    sources = {
        (each.place, text[slice(*each.attribution.source[0])])
        for each in rest
        if each.attribution is not None and each.place != "main"
    }
    assert sources == places


@pytest.mark.parametrize(
    ("text", "expected"), [("So says the ministry.", True), ("So it goes.", False), ("It says so.", False)]
)
def test_a_sentence_may_sum_up(nlp: Language, text: str, expected: bool) -> None:
    """ "So says the ministry" only tells who told what stands before it."""
    assert sums_up(account_of(nlp(text)).parse, 0) is expected

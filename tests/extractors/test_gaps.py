"""Clauses without a verb of telling as (text, {number: source}) pairs."""

from __future__ import annotations

import pytest
from spacy.language import Language

from extractors.account import account_of

CASES = [
    ("The mayor put it at 40, the hospital at 62.", {"40": "The mayor", "62": "the hospital"}),
    ("The ministry put the toll at 40 and the mayor at 62.", {"40": "The ministry", "62": "the mayor"}),
    (
        "Police estimated the crowd at 8,000, organisers at 20,000 and the city at 11,500.",
        {"8,000": "Police", "20,000": "organisers", "11,500": "the city"},
    ),
    ("Lira put the number of injured at nine, the hospital at 14 and the union at “more than 20”.",
     {"nine": "Lira", "14": "the hospital", "20": "the union"}),
    ("The bank expects growth of 2%, the IMF 1.4%.", {"2%": "The bank", "1.4%": "the IMF"}),
    (
        "Prosecutors said he had taken $3 million, the defence $1 million.",
        {"$3 million": "Prosecutors", "$1 million": "the defence"},
    ),
    # what is told changes, not who tells
    ("The ministry put the dead at 40, the injured at 62.", {"40": "The ministry", "62": None}),
    ("Analysts put sales at $40 million, profit at $9 million.", {"$40 million": "Analysts", "$9 million": None}),
    ("Police said the company had 12 guards, the union 30.", {"12": "Police", "30": "Police"}),
    ("The firm says it has 400 drivers, the union 650.", {"400": "The firm", "650": "The firm"}),
    ("Lund said 12 were hurt, and the union wants 30 cranes.", {"12": "Lund", "30": None}),
]  # fmt: skip


@pytest.mark.parametrize(("text", "sources"), CASES)
def test_who_speaks_after_a_gap(nlp: Language, text: str, sources: dict[str, str | None]) -> None:
    """Behind a comma or "and" another speaker has a number without a verb of his own; a thing told of is no speaker."""
    account = account_of(nlp(text))
    for number, source in sources.items():
        at = text.index(number)
        told = [
            one for one in account.covering(at, at + len(number)) if not one.weak and one.kind != "intention"
        ]
        assert [text[slice(*one.source[0])] for one in told[:1]] == ([source] if source else [])

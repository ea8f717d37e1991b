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
    # an aside on the speaker, and the verb's own preposition again
    (
        "Police put the crowd at 6,200, and the organisers, who counted tractors as well, at 9,000.",
        {"6,200": "Police", "9,000": "the organisers"},
    ),
    (
        "Omnes reckons with 28,000, and the broker Sallow & Pike, whose analysts went there, with 41,500.",
        {"28,000": "Omnes", "41,500": "the broker Sallow & Pike"},
    ),
    ("Hexham Rudd has the industry at $1 billion, and Cordoaria, a rival, at $2 billion.",
     {"$1 billion": "Hexham Rudd", "$2 billion": "Cordoaria"}),
    ("The union made it 812, the inspectorate some 1,050.", {"812": "The union", "1,050": "the inspectorate"}),
    ("Barclays forecasts 5 percent, Citi 6 percent and UBS 7 percent.",
     {"5 percent": "Barclays", "6 percent": "Citi", "7 percent": "UBS"}),
    ("The ministry counts nine crashes, the drivers' union 43.",
     {"nine": "The ministry", "43": "the drivers' union"}),
    # what is told changes, not who tells
    ("He put the house at $2 million and the car at $30,000.", {"$2 million": "He", "$30,000": None}),
    ("The firm has 400 drivers, the union 650.", {"400": None, "650": None}),
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

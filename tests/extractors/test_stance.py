"""Stances as (text, number, stance) tuples."""

from __future__ import annotations

import pytest
from spacy.language import Language

from extractors.sources import source_of
from extractors.stance import stance_of

CASES = [
    ("The lab owns 50,000 chips.", "50,000", "asserted"),
    ("Nvidia denied that it had sold 50,000 chips.", "50,000", "denied"),
    ("The lab reportedly owns 50,000 chips.", "50,000", "alleged"),
    ("The firm plans to buy 50,000 chips.", "50,000", "planned"),
    ("The firm will buy 50,000 chips.", "50,000", "planned"),
    ("The lab is believed to own 50,000 chips.", "50,000", "alleged"),
    ("The man was accused of taking $3 million.", "$3 million", "alleged"),
    ("It has not 50,000 chips but 200.", "50,000", "denied"),
    ("If it bought 50,000 chips, it would be broke.", "50,000", "hypothetical"),
    ("It could cost $5 million.", "$5 million", "hypothetical"),
    ("Lab said to own 50,000 chips", "50,000", "alleged"),
    # what is said beside a denial is not denied
    (
        "The firm denied that the ship was full, and said that 310 people were aboard.",
        "310 people",
        "asserted",
    ),
    ("The firm denied having sold 412 tickets and said it sold 220.", "412 tickets", "denied"),
    ("The firm denied having sold 412 tickets and said it sold 220.", "220", "asserted"),
    ("The firm denied having bought 412 chips and sold 220.", "220", "denied"),
    # who has the last word on another's claim
    ("The ministry has denied a claim by the union that 50,000 chips were sold.", "50,000", "denied"),
    ("The ministry backed a claim by the union that 50,000 chips were sold.", "50,000", "asserted"),
    # what a forecast is moved to and from, and what somebody expected
    ("Halden cut its full-year forecast for sales growth to 5% from 8%.", "5%", "planned"),
    ("Halden cut its full-year forecast for sales growth to 5% from 8%.", "8%", "planned"),
    ("Halden cut its staff to 500 from 800.", "500", "asserted"),
    ("Profit came below the 455 million expected by analysts.", "455 million", "planned"),
    # what is told beside hearsay is none
    ("The fund, which owns 38% of the mill, is said to want out.", "38%", "asserted"),
    ("The fund is said to own 38% of the mill.", "38%", "alleged"),
    ("Some 50,000 chips are believed to be in its halls.", "50,000", "alleged"),
]


@pytest.mark.parametrize(("text", "number", "stance"), CASES)
def test_stance_of(nlp: Language, text: str, number: str, stance: str) -> None:
    """The stance follows from what governs the number."""
    start = text.index(number)
    doc = nlp(text)
    end = start + len(number)
    assert stance_of(doc, start, end, source_of(doc, start, end))[0] == stance

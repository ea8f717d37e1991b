"""Who was only told, as (text, name, whether) tuples."""

from __future__ import annotations

import pytest
from spacy.language import Language

from extractors.claims import extract_claims
from extractors.mentions import find_mentions
from tests.factories import make_article
from tests.topics import shipped


@pytest.mark.parametrize(
    ("text", "name", "only_told"),
    [
        ("Two managers told the Harat Courier that 38 were infected.", "Harat Courier", True),
        ("In an interview with Radio Tarn, the mayor said 900 were left.", "Radio Tarn", True),
        ("A memo obtained by Radio Tarn mentions 3,100 posts.", "Radio Tarn", True),
        ("Researchers wrote in the Harat Review that deaths fell 23%.", "Harat Review", True),
        ("Ostara Motors told staff that 38 posts would go.", "Ostara Motors", False),
        ("The mayor told Radio Tarn that 38 died. Radio Tarn has 40 reporters.", "Radio Tarn", False),
        ("The mayor sold Radio Tarn for 38 million.", "Radio Tarn", False),
        ("The mayor said in Harat that 38 died.", "Harat", False),
    ],
)
def test_only_told(nlp: Language, text: str, name: str, only_told: bool) -> None:
    assert (name in find_mentions(nlp(text), shipped("business")).only_told) is only_told


def test_what_is_told_is_not_about_who_was_told(nlp: Language) -> None:
    text = "Ostara Motors will cut 1,200 jobs. The company told the Harat Courier that 300 of them were in Brenn."
    subjects = {claim.subject for claim in extract_claims(make_article(text), shipped("business"), nlp)}
    assert subjects == {"Ostara Motors"}

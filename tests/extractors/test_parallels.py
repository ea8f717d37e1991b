"""Clauses without a verb that have a subject of their own."""

from __future__ import annotations

import pytest
from spacy.language import Language

from extractors.claims import extract_claims
from extractors.parallels import AFTER_GAP, holder_after_gap
from extractors.parse import parse_of
from tests.factories import make_article
from tests.topics import shipped

HOLDERS = [
    # text, the number before, the number, the last word of its holder
    ("Nvidia fell 17%, Broadcom 17.4%.", "17%", "17.4%", "Broadcom"),
    ("Nvidia fell 17%, and TSMC, which makes its chips, 13%.", "17%", "13%", "TSMC"),
    (
        "The deal values Orsola at $4 billion and Velden at some $3 billion.",
        "$4 billion",
        "$3 billion",
        "Velden",
    ),
    ("The Nasdaq lost 3.1 percent, the S&P 500 1.5 percent.", "3.1 percent", "1.5 percent", "S&P"),
    ("Gazprom's profit rose by 12%, Rosneft's by 7%.", "12%", "7%", "Rosneft"),
    # no name, a noun of its own, a verb, or another sentence
    ("Orsola had sales of $40 million, profit of $9 million.", "$40 million", "$9 million", None),
    ("Sales rose from $40 million to $50 million.", "$40 million", "$50 million", None),
    ("Orsola spent $4 million, Velden profits $3 million.", "$4 million", "$3 million", None),
    ("Nvidia fell 17%, and Broadcom lost 17.4%.", "17%", "17.4%", None),
    ("Nvidia fell 17%. Broadcom, 17.4%.", "17%", "17.4%", None),
]


@pytest.mark.parametrize(("text", "before", "number", "holder"), HOLDERS)
def test_holder_after_gap(nlp: Language, text: str, before: str, number: str, holder: str | None) -> None:
    """A name that alone stands between two numbers of a sentence has the second one."""
    parse = parse_of(nlp(text))
    at, to = text.index(before), text.rindex(number)
    found = holder_after_gap(
        parse, parse.tokens_at(at, at + len(before)), parse.tokens_at(to, to + len(number))
    )
    assert (found if found is None else parse.form[found]) == holder


SUBJECTS = [
    ("Nvidia fell 17%, Broadcom 17.4% and TSMC 13%.", ["NVIDIA", "Broadcom", "TSMC"]),
    (
        "Nvidia reported revenue of $5 billion, AMD $3 billion and Intel $2 billion.",
        ["NVIDIA", "AMD", "Intel"],
    ),
    (
        "Teleajen fell 13.1 percent, its partner Karwendel Bau 2.2 percent, and the BET index 0.6 percent.",
        ["Teleajen", "Karwendel Bau", "BET"],
    ),
]


@pytest.mark.parametrize(("text", "subjects"), SUBJECTS)
def test_whose_the_numbers_are(nlp: Language, text: str, subjects: list[str]) -> None:
    """Each name has its own number, so that no two of them contradict each other."""
    claims = extract_claims(make_article(text), shipped("ai-compute"), nlp)
    assert [claim.subject for claim in claims] == subjects
    assert [claim.rules["subject"] == AFTER_GAP for claim in claims] == [False] + [True] * (len(claims) - 1)


def test_who_tells_after_a_gap_is_no_subject(nlp: Language) -> None:
    """The union counts drivers, and is not what they are counted of."""
    text = "Orsola stopped its buses. The mayor put the number of stranded drivers at 40, the Velden union at 62."
    claims = extract_claims(make_article(text), shipped("ai-compute"), nlp)
    assert [claim.rules["subject"] == AFTER_GAP for claim in claims] == [False, False]

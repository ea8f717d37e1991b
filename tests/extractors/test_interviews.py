"""Interviews: who was asked tells what the answers say."""

from __future__ import annotations

import pytest
from spacy.language import Language

from extractors.claims import extract_claims
from extractors.interviews import ANSWER, find_interview
from extractors.mentions import find_mentions
from tests.factories import make_article
from tests.topics import shipped

TOPIC = shipped("ai-compute")
IN_TURN = (
    "Noor Vandermeersch led the training of Halcyra. We talked by telephone.\n\n"
    "How many chips did you have?\n\nWe had 1,024 H100s, and I remember little of it.\n\n"
    "A Paris newspaper wrote that the lab owns 12,000 chips.\n\nOh, I read that. Four thousand.\n\n"
    "And the money?\n\nMy guess is $8 million."
)
LABELLED = (
    "Raghav Seshagiri runs Saras.\n\nQ: How many people?\n\nA: One hundred and twelve staff.\n\n"
    "Q: And sales?\n\nA: Some $9 million last year."
)
CAPITALS = (
    "We asked Ottilie Perwein of the institute in Klagenfurt.\n\n"
    "How high did it come? PERWEIN: The gauge stopped at 6.9 metres.\n\n"
    "And the rain? PERWEIN: In two nights 211 millimetres fell."
)
EXPLAINER = (
    "Here is what Halcyra has told.\n\nWhat did it cost?\n\nThe run came to $3 million, Noor Vandermeersch said.\n\n"
    "How many chips were used?\n\nThe lab rented 1,024 H100s for it."
)
FOUND = [
    (IN_TURN, "Noor Vandermeersch", 3),
    (LABELLED, "Raghav Seshagiri", 2),
    (CAPITALS, "Ottilie Perwein", 2),
    (EXPLAINER, None, 0),
    ("", None, 0),
    ("A: 1\nA: 2\n", None, 0),  # a list, and nobody named
]


@pytest.mark.parametrize(("text", "who", "answers"), FOUND)
def test_find_interview(nlp: Language, text: str, who: str | None, answers: int) -> None:
    """Labels, or lines that ask and answer in turn; no explainer in questions."""
    interview = find_interview(text, find_mentions(nlp(text), TOPIC))
    assert (interview.who if interview else None) == who
    assert len(interview.answers if interview else ()) == answers


@pytest.mark.parametrize("text", [IN_TURN, LABELLED, CAPITALS])
def test_who_was_asked_tells(nlp: Language, text: str) -> None:
    """Numbers in answers are the person's who answers, those in questions are not."""
    claims = extract_claims(make_article(text), TOPIC, nlp)
    interview = find_interview(text, find_mentions(nlp(text), TOPIC))
    assert interview
    assert claims
    for claim in claims:
        told = interview.answers_at(claim.start)
        assert (claim.source == interview.who) == told
        assert (claim.rules["source"] == ANSWER) == told


def test_an_answer_hands_on_what_another_said(nlp: Language) -> None:
    """Whoever is quoted plainly in an answer keeps his number."""
    text = IN_TURN.replace("My guess is $8 million.", "The landlord Ostara says that I owe it $8 million.")
    claims = {claim.quote: claim for claim in extract_claims(make_article(text), TOPIC, nlp)}
    assert claims["$8 million"].source == "Ostara"


def test_we_is_nobody(nlp: Language) -> None:
    """A columnist's own sum is the article's, and no claim of somebody called "we"."""
    [claim] = extract_claims(make_article("The run was long. We reckon that it cost $8 million."), TOPIC, nlp)
    assert claim.source is None

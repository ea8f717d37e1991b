"""What a text says by the build of its clauses: who caused, won or was chosen, and what rose or made a loss."""

from __future__ import annotations

import pytest
from spacy.language import Language

from pipeline.outcomes import outcomes_of
from pipeline.readings import read_text

FRAMES = [
    # text, answer, something it is told of, somebody or something that did it
    ("A gas leak caused the explosion.", "cause", "blast", "leak"),
    ("Experts blamed the crash on a frozen switch.", "cause", "crash", "switch"),
    ("Kolt blamed a software fault for the recall.", "cause", "recal", "fault"),
    ("Investigators traced the explosion to a bomb.", "cause", "blast", "bomb"),
    ("The orchestra has appointed Julia Benn as its conductor.", "choose", "conductor", "benn"),
    ("Marc Rell has been named to lead the orchestra.", "choose", "orchestra", "rell"),
    ("Clara Weft received the Aldine Prize.", "win", "prize", "weft"),
]
LEVELS = [
    ("Westmark saw a 9 percent increase in thefts.", "level", "one", "theft"),
    ("October brought a decline in car sales.", "level", "other", "revenu"),
    ("Bremund reported a good year, with a net loss of 12 million euros.", "result", "other", "bremund"),
    ("The mill survived the fire.", "life", "one", "mill"),
]


@pytest.mark.parametrize(("text", "answer", "theme", "doer"), FRAMES)
def test_who_did_it_is_found_by_the_build_of_the_clause(
    nlp: Language, text: str, answer: str, theme: str, doer: str
) -> None:
    """Cause and effect, office and chosen, prize and winner are told apart whatever the verb."""
    assert [
        one
        for one in outcomes_of(nlp(text))
        if one.answer == answer and theme in one.themes and doer in one.doers
    ]


@pytest.mark.parametrize(("text", "question", "answer", "theme"), LEVELS)
def test_nouns_tell_outcomes_too(nlp: Language, text: str, question: str, answer: str, theme: str) -> None:
    """A rise, a loss and what is borne are told of the thing that rose, made the loss or bore it."""
    found = [one for one in outcomes_of(nlp(text)) if (one.question, one.answer) == (question, answer)]
    assert any(theme in one.themes for one in found)


@pytest.mark.parametrize(
    ("text", "months"),
    [
        ("Marc Rell met Julia Benn.", set()),
        ("It opened in March.", {"mar"}),
        ("It opened on 3 Sept.", {"sep"}),
    ],
)
def test_a_first_name_is_no_month(nlp: Language, text: str, months: set[str]) -> None:
    """Only the names of months and their short forms are months."""
    assert read_text(nlp(text)).months == months

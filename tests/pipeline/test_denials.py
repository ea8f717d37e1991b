"""What a text says that there is none of is told from what it says that there is."""

from __future__ import annotations

import pytest
from spacy.language import Language

from pipeline.denials import said_of
from pipeline.readings import read_text
from pipeline.texts import relate_texts


@pytest.mark.parametrize(
    ("text", "denied", "plain"),
    [
        ("The mill ran without a licence.", {"licenc"}, {"mill", "run"}),
        ("Dolmex paid no dividend last year.", {"dividend"}, set()),
        ("The wards were free of rats.", {"rat"}, {"ward"}),
        ("The bridge lacks a railing.", {"rail"}, {"bridg"}),
        ("The lift was not safe.", {"safe"}, {"lift"}),
        ("The firm never had a permit.", {"permit"}, {"compani"}),
        ("The talks ended with an agreement.", set(), {"agreement", "talk"}),
        ("Guests are waiting for a refund.", {"refund"}, {"guest"}),
        ("The van is made in Hungary, not in Poland.", {"poland"}, {"van"}),
        ("The mayor wants no casino.", set(), set()),  # what is wanted is neither
    ],
)
def test_what_there_is_none_of(nlp: Language, text: str, denied: set[str], plain: set[str]) -> None:
    """Words under a negation are denied, the others are told plainly; wishes are neither."""
    said = said_of(nlp(text))
    assert {one.stem for one in said.denied} == denied
    told = {stem for stem, _ in said.plain}
    assert plain <= told
    assert not denied & told


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The mill ran without a fire licence.", "The mill had a licence for the sale of flour."),
        (
            "No serious injuries were reported after the mill fire.",
            "Two men had injuries after the mill fire.",
        ),
        ("Dolmex, without a dividend last year, pays a dividend now.", "Dolmex pays a dividend."),
        ("Tarn has no airport.", "Orlo has an airport."),
        ("There was no agreement on Monday in Lisse.", "The talks in Lisse brought an agreement on Friday."),
    ],
)
def test_what_is_denied_of_something_else_is_no_conflict(nlp: Language, one: str, other: str) -> None:
    """None of one kind, of another's, or at another time leaves room for some."""
    assert relate_texts(read_text(nlp(one)), read_text(nlp(other)))[1].relation != "conflict"

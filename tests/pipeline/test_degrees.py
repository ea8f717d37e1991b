"""Which way a text compares or moves a thing, and what it compares it with."""

from __future__ import annotations

import pytest
from spacy.language import Language

from pipeline.degrees import degrees_of
from pipeline.readings import read_text
from pipeline.texts import relate_texts


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Fewer pupils left school.", [("amount", False, {"pupil"})]),
        ("The number of pupils fell.", [("amount", False, {"pupil"})]),
        ("Growers expect their biggest crop.", [("amount", True, {"crop"})]),
        ("Night trains are cheaper than flights.", [("price", False, {"train"})]),
        ("The drug was less effective than the old one.", [("effective", False, {"drug"})]),
        ("More than 100 people came.", []),
        ("At least 20 people came.", []),
        ("Prices may fall.", []),
    ],
)
def test_ways_of_comparing(nlp: Language, text: str, found: list[tuple[str, bool, set[str]]]) -> None:
    """A comparison has its scale, its way and what it is about; a bound on a number, or what may come, is none."""
    assert [(one.scale, one.up, set(one.of)) for one in degrees_of(nlp(text))] == found


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Trains are cheaper than flights.", "Trains are more expensive than buses."),
        ("Fewer boys left school in Tarn.", "More girls left school in Tarn."),
        ("Exports rose in March.", "Exports fell in April."),
        ("Sales rose at first, then sales fell.", "Sales fell in the end."),
    ],
)
def test_two_comparisons_that_can_both_be_true(nlp: Language, one: str, other: str) -> None:
    """With something else, of others, or at another time, more and less are no conflict."""
    assert relate_texts(read_text(nlp(one)), read_text(nlp(other)))[1].relation != "conflict"

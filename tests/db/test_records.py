"""Records follow from their content, and stay the same on their way between processes."""

from __future__ import annotations

import pickle

import pytest

from db.records import content_id, text_id
from tests.factories import make_article, make_claim, make_question


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (("a", "b"), ("a", "b"), True),
        (("a", 1.0), ("a", "1.0"), True),
        (("a", None), ("a", ""), False),
        (("ab", "c"), ("a", "bc"), False),
        (("\ud800",), ("\ud801",), False),
    ],
)
def test_an_id_follows_from_its_parts(one: tuple[object, ...], other: tuple[object, ...], same: bool) -> None:
    """Equal parts have one id; a part that is missing, empty or cut elsewhere, or half a character, another."""
    assert (content_id(*one) == content_id(*other)) is same


def test_parts_that_are_all_text_have_one_id() -> None:
    """However the id of text is made, it is the same, and stays so: databases hold it."""
    assert content_id("a", "\ud800") == text_id("a", "\ud800") == "ed432ac5abc56c37"


@pytest.mark.parametrize("record", [make_article(), make_claim(), make_question(make_claim())])
def test_records_travel(record: object) -> None:
    """A record that went to another process and back is equal to itself, and found in a set."""
    back = pickle.loads(pickle.dumps(record))
    assert back in {record}

"""Nouns that count people."""

from __future__ import annotations

import pytest

from extractors.people import counts_people, is_person, people

PEOPLE = [
    # (noun, is one person, counts people)
    ("nurse", True, True),
    ("policyholder", True, True),
    ("job seeker", True, True),
    ("fire officer", True, True),
    ("crew", False, True),
    ("arrest", False, True),
    ("name", False, True),
    ("fire engine", False, False),
    ("container", False, False),
    ("post", False, False),
    ("placeholder", False, False),
    ("domain name", False, False),
]


@pytest.mark.parametrize(("noun", "one", "counted"), PEOPLE)
def test_people(noun: str, one: bool, counted: bool) -> None:
    """Persons are listed or end like one; a crew is of people, but has no age; a compound goes by its head."""
    assert (is_person(noun), counts_people(noun)) == (one, counted)


def test_no_noun_is_in_two_lists() -> None:
    """A noun names one person, or counts people in another way, or is none."""
    known = people()
    assert not known.persons & known.counted
    assert not known.not_people & (known.persons | known.counted)

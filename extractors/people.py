"""Nouns that count people: "three MPs", "a crew of 66" and "66 arrests" are numbers of persons.

The table is extractors/data/people.yml.
"""

from __future__ import annotations

from functools import lru_cache

from extractors import vocabulary
from extractors.vocabulary import Checked


class People(Checked):
    """Nouns for one person, those that count people otherwise, the endings that make more, and words that count nothing or anything."""

    persons: frozenset[str]
    counted: frozenset[str]
    endings: tuple[str, ...]
    not_people: frozenset[str]
    nothing: frozenset[str]
    stand_ins: frozenset[str]


@lru_cache(maxsize=1)
def people() -> People:
    """The shipped nouns for people."""
    return vocabulary.shipped(People, "people")


def is_person(noun: str) -> bool:
    """Does a singular noun name one person, who has an age ("nurse", "staff member")?"""
    known, last = people(), noun.lower().rpartition(" ")[2]
    return last in known.persons or (last.endswith(known.endings) and last not in known.not_people)


def counts_people(noun: str) -> bool:
    """Does a singular noun count people, as one person, a group of them or what befell one ("nurse", "crew", "arrest")?"""
    known, lower = people(), noun.lower()
    return lower not in known.not_people and (is_person(lower) or lower.rpartition(" ")[2] in known.counted)

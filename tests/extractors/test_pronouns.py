"""Pronouns by whom they can mean."""

from __future__ import annotations

import pytest

from extractors.pronouns import pronouns


@pytest.mark.parametrize(("word", "gender"), [("he", "m"), ("hers", "f"), ("it", None), ("they", None)])
def test_gender(word: str, gender: str | None) -> None:
    """Pronouns for one person have a gender, and no others do."""
    assert pronouns().genders.get(word) == gender
    assert (word in pronouns().personal) == (gender is not None)


def test_whom_a_pronoun_can_mean_is_plain() -> None:
    """No form stands for several kinds of things; who speaks is none of those who were named before."""
    known = pronouns()
    sorts = (known.masculine, known.feminine, known.neuter, known.plural, known.speaking, known.relative)
    assert sum(map(len, sorts)) == len(frozenset().union(*sorts))
    assert known.possessive <= known.anaphoric
    assert known.speaking.isdisjoint(known.anaphoric)

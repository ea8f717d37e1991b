"""Who denies, alleges or examines."""

from __future__ import annotations

import pytest
from spacy.language import Language

from extractors.holders import actor, examiner, is_nobody, owner, refusal
from extractors.parse import Parse, parse_of


def at(nlp: Language, text: str, word: str) -> tuple[Parse, int]:
    """The parse and the place of a word in it."""
    parse = parse_of(nlp(text))
    return parse, parse.lower.index(word)


ACTORS = [
    ("The firm denied the report.", "denied", "firm"),
    ("The report was rejected by the commission.", "rejected", "commission"),
    ("The report was rejected.", "rejected", None),
    ("The union, accused of lying, left.", "accused", None),
]


@pytest.mark.parametrize(("text", "verb", "who"), ACTORS)
def test_who_does_it(nlp: Language, text: str, verb: str, who: str | None) -> None:
    """The subject does what an active verb says, the agent what a passive one does; or nobody is named."""
    parse, token = at(nlp, text, verb)
    found = actor(parse, token)
    assert (None if found is None else parse.form[found]) == who


EXAMINERS = [
    ("The ministry is investigating whether it broke the law.", "investigating", "ministry"),
    ("The firm could not confirm whether it had paid.", "confirm", None),
    ("The judge asked whether it had paid.", "asked", "judge"),
    ("The firm was asked whether it had paid.", "asked", None),
    ("The court's inquiry into whether it paid goes on.", "inquiry", "court"),
]


@pytest.mark.parametrize(("text", "word", "who"), EXAMINERS)
def test_who_examines(nlp: Language, text: str, word: str, who: str | None) -> None:
    """Who investigates or asks examines; who is asked, or cannot say, does not."""
    parse, token = at(nlp, text, word)
    found = examiner(parse, token)
    assert (None if found is None else parse.form[found]) == who


OWNERS = [
    ("The party's claim spread.", "claim", "party"),
    ("The claim by the union was heard.", "claim", "union"),
    ("A claim spread.", "claim", None),
]


@pytest.mark.parametrize(("text", "noun", "who"), OWNERS)
def test_whose_claim_it_is(nlp: Language, text: str, noun: str, who: str | None) -> None:
    """A claim is whose it stands with, or by whom."""
    parse, token = at(nlp, text, noun)
    found = owner(parse, token)
    assert (None if found is None else parse.form[found]) == who


REFUSALS = [
    ("The firm rejected the charge.", "charge", ("rejected", "firm")),
    ("The firm called the claim baseless.", "claim", ("baseless", "firm")),
    ("The firm did not reject the charge.", "charge", None),
    ("The firm heard the charge.", "charge", None),
]


@pytest.mark.parametrize(("text", "noun", "expected"), REFUSALS)
def test_how_an_allegation_is_refused(
    nlp: Language, text: str, noun: str, expected: tuple[str, str] | None
) -> None:
    """It is refused by a verb of denial, or by being called untrue; not by a denial that is itself negated."""
    parse, token = at(nlp, text, noun)
    found = refusal(parse, token)
    assert (found and tuple(None if each is None else parse.form[each] for each in found)) == expected


@pytest.mark.parametrize(
    ("text", "word", "nobody"),
    [
        ("Nobody came.", "nobody", True),
        ("No document showed it.", "document", True),
        ("A document showed it.", "document", False),
    ],
)
def test_nobody(nlp: Language, text: str, word: str, nobody: bool) -> None:
    """ "Nobody" and "no document" are nobody."""
    assert is_nobody(*at(nlp, text, word)) is nobody

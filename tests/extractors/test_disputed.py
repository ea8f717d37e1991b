"""Which clauses of a text are statements that somebody disputes."""

from __future__ import annotations

import pytest
from spacy.language import Language

from extractors.disputed import find_disputed

DISPUTED = [
    # (text, its disputed statements: the stance, and the words)
    ("Voltara denied that it had bribed the mayor.", [("denied", "had bribed the mayor")]),
    ("Prosecutors accused Voltara of bribing the mayor.", [("alleged", "bribing the mayor")]),
    ("There is no evidence that Voltara used smuggled chips.", [("no_evidence", "used smuggled chips")]),
    ("Voltara sold three ships.", []),
    ("Voltara declined to comment.", []),
    ("", []),
]


@pytest.mark.parametrize(("text", "expected"), DISPUTED)
def test_find_disputed(nlp: Language, text: str, expected: list[tuple[str, str]]) -> None:
    """What is denied, alleged or without evidence is a statement; what is told as a fact, or not told, is none."""
    found = [(one.told.stance, text[slice(*one.clause.span)]) for one in find_disputed(nlp(text))]
    assert found == expected


def test_a_later_denial_speaks_of_the_statement_before(nlp: Language) -> None:
    """ "The firm denies it" is a second stance to what was alleged, told by another sentence."""
    found = find_disputed(nlp("Prosecutors accused Voltara of bribing the mayor. Voltara denies it."))
    assert [(one.told.stance, one.echo) for one in found] == [("alleged", False), ("denied", True)]

"""Declared statements in a text."""

from __future__ import annotations

import pytest
from spacy.language import Language

from extractors.parse import parse_of
from extractors.predicates import Predicates
from extractors.topic_schema import Statement

FINDS = [
    ("take|accept object:bribe", "He took a large bribe.", "took"),
    ("take|accept object:bribe", "A bribe was accepted.", "accepted"),
    ("use any:smuggled", "It used chips that it liked, smuggled ones.", "used"),
    ("know of|about:leak", "It knew about the old leak.", "knew"),
    ("copy object:NAME", "Qinghe copied Meridian.", "copied"),
    ("hide object:delay", "It denied that it had hidden delays.", "had"),
    ("hide object:delay", "It had hidden rooms.", None),
    ("step down", "She stepped down.", "stepped"),
    ("take object:bribe", "He took the bus after the bribe.", None),
    ("use any:smuggled", "He used the chips, and Ann said that they were smuggled.", None),
    ("copy object:NAME", "She copied the address.", None),
]


@pytest.mark.parametrize(("line", "text", "word"), FINDS)
def test_find(nlp: Language, line: str, text: str, word: str | None) -> None:
    """A pattern fits where its words stand in their roles, in one clause, and nowhere else."""
    doc = nlp(text)
    hits = Predicates({"it": Statement(question="{subject}?", patterns=(line,))}).find(doc, parse_of(doc))
    assert [doc[hit.anchor].text for hit in hits] == ([word] if word else [])

"""Pattern lines of declared statements, and what they find."""

from __future__ import annotations

import pytest
from spacy.language import Language

from extractors.parse import parse_of
from extractors.patterns import PatternError, parts_of
from extractors.predicates import Predicates
from extractors.topic_schema import Statement


@pytest.mark.parametrize(
    ("line", "roles"),
    [
        ("use|buy any:smuggled", [("verb",), ("any",)]),
        ("know of|about:leak", [("verb",), ("of", "about")]),
        ("step down|aside", [("verb",), ("particle",)]),
        ("noun:bribery", [("noun",)]),
    ],
)
def test_parts_of(line: str, roles: list[tuple[str, ...]]) -> None:
    """A line is words with a role each, the verb first."""
    assert [part.roles for part in parts_of(line)] == roles


@pytest.mark.parametrize("line", ["", "use object:", "object:chip use"])
def test_a_line_that_is_no_pattern(line: str) -> None:
    """What cannot be read is said, and not taken for something else."""
    with pytest.raises(PatternError):
        parts_of(line)


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

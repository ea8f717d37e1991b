"""Counts that hold for each of several things."""

from __future__ import annotations

import pytest
from spacy.language import Language

from extractors.distributive import per_what
from extractors.parse import parse_of

PER = [
    # (text with the number marked, the thing for each of which it is said)
    ("It has 226 nodes, each with [eight GPUs].", "node"),
    ("It runs 96 servers with [eight GPUs] each.", "server"),
    ("It has [eight GPUs] per server.", "server"),
    ("It gave [22 books] to every pupil.", "pupil"),
    ("The schools have [300 pupils] in every class.", "class"),
    ("The firms have [2,000 workers] each.", "firm"),
    ("It has [40,000 GPUs], each of which costs $2.", None),
    ("Its servers have [40,000 GPUs], each worth $2.", None),
    ("In the servers [eight GPUs] each cost $2.", None),
    ("It counts the pupils in each of [300 schools].", None),
    ("It made [1,000 cars] per day.", None),
    ("It sold [300 cars] to a dealer.", None),
    ("They have [20,000 chips].", None),
]


@pytest.mark.parametrize(("text", "each"), PER)
def test_a_count_for_each_of_several_things(nlp: Language, text: str, each: str | None) -> None:
    """What stands beside a count tells whether it is of each of some things, and of which."""
    start, end = text.index("["), text.index("]") - 1
    parse = parse_of(nlp(text.replace("[", "").replace("]", "")))
    assert per_what(parse, *parse.tokens_at(start, end)) == each

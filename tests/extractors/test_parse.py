"""A parsed document as plain lists."""

from __future__ import annotations

import pytest
from spacy.language import Language
from spacy.tokens import Doc

from extractors.parse import BREADTH, parse_of

TEXT = "Voltara denied it. The firm, which sells chips, fell."


def test_lists_say_what_tokens_say(nlp: Language) -> None:
    """Heads, labels, offsets and forms are those of the Doc."""
    doc = nlp(TEXT)
    parse = parse_of(doc)
    assert parse.form == [token.text for token in doc]
    assert parse.head == [token.head.i for token in doc]
    assert parse.dep == [token.dep_ for token in doc]
    assert parse.edges == [(token.left_edge.i, token.right_edge.i + 1) for token in doc]
    assert parse.children == [[child.i for child in token.children] for token in doc]
    assert parse.sentences == [(sentence.start, sentence.end) for sentence in doc.sents]


@pytest.mark.parametrize(
    ("start", "end", "tokens"), [(0, 7, (0, 1)), (3, 10, (0, 2)), (7, 8, (0, 1)), (5, 5, (0, 0))]
)
def test_characters_lead_to_tokens(nlp: Language, start: int, end: int, tokens: tuple[int, int]) -> None:
    """A stretch has the tokens that it touches, a gap the one before it, an empty stretch none."""
    assert parse_of(nlp(TEXT)).tokens_at(start, end) == tokens


def test_the_root_of_a_stretch_governs_it(nlp: Language) -> None:
    """Of several tokens that one is the head on which the others hang."""
    parse = parse_of(nlp(TEXT))
    firm = parse.lower.index("firm")
    assert parse.root(firm - 1, firm + 5) == firm


def test_a_parse_is_made_once(nlp: Language) -> None:
    """Whoever asks again for a document's parse gets the same lists."""
    doc = nlp(TEXT)
    assert parse_of(doc) is parse_of(doc)


def test_a_list_without_end_keeps_the_nearest(nlp: Language) -> None:
    """A token that governs thousands has those next to it, so that hostile texts cost no more."""
    size = 2000
    doc = Doc(
        nlp.vocab,
        words=["a"] * size,
        heads=[0] * size,
        deps=["dep"] * size,
        sent_starts=[True] + [False] * (size - 1),
    )
    assert len(parse_of(doc).children[0]) <= 2 * BREADTH


def test_ancestors_are_those_of_spacy(nlp: Language) -> None:
    """The tokens above a token come nearest first, as in `Token.ancestors`, and no more than asked for."""
    doc = nlp(TEXT)
    parse = parse_of(doc)
    for token in doc:
        above = [each.i for each in token.ancestors]
        assert list(parse.ancestors(token.i)) == above
        assert list(parse.ancestors(token.i, most=1)) == above[:1]

"""The parser's steps, taken for many documents at a time."""

from __future__ import annotations

from spacy.language import Language
from spacy.pipeline import DependencyParser
from spacy.tokens import Doc

from extractors.transitions import SteppingParser

TEXTS = (
    "",
    "Up 5%.",
    "She said that the lab, which Orvane bought in May, had spent $5 million on chips; nobody knows why.",
    "A heading\n\nThe mill made 20,000 tonnes of paper in 2021. It closed, Reuters reported, a year later.",
)


def parsed(nlp: Language, parser: DependencyParser, texts: tuple[str, ...]) -> list[list[tuple[int, str]]]:
    docs: list[Doc] = [nlp.make_doc(text) for text in texts]
    for name, component in nlp.pipeline:
        if name == "parser":
            parser.set_annotations(docs, parser.predict(docs))
            break
        docs = [component(doc) for doc in docs]
    return [[(token.head.i, token.dep_) for token in doc] for doc in docs]


def test_steps_give_the_parses_of_spacys_own_loop(nlp: Language) -> None:
    """Heads and labels are those that spaCy's parser gives with the same weights, for a batch and for one document."""
    ours = nlp.get_pipe("parser")
    assert isinstance(ours, SteppingParser)
    theirs = DependencyParser(nlp.vocab, ours.model, moves=ours.moves)
    for texts in (TEXTS, TEXTS[2:3], ("",)):
        assert parsed(nlp, ours, texts) == parsed(nlp, theirs, texts)


def test_a_beam_is_searched_as_spacy_does(nlp: Language) -> None:
    """A parser with a beam is left to spaCy, whose states are of another kind."""
    ours = nlp.get_pipe("parser")
    assert isinstance(ours, SteppingParser)
    beam = SteppingParser(nlp.vocab, ours.model, moves=ours.moves, beam_width=2)
    assert all(label for _, label in parsed(nlp, beam, TEXTS[2:3])[0])

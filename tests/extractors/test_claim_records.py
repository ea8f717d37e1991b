"""Claims as rows."""

from __future__ import annotations

import pytest
from spacy.language import Language

from extractors.claim_records import SENTENCE, Passage, sentence_around, standing_at
from tests.factories import make_article
from tests.topics import shipped

AROUND = [
    # (text, quote, the sentence that is kept of it)
    ("It grew. Sales rose 4% in May. It ended.", "4%", "Sales rose 4% in May."),
    ("Sales rose 4%", "4%", "Sales rose 4%"),
]


@pytest.mark.parametrize(("text", "quote", "sentence"), AROUND)
def test_a_quote_has_its_sentence(nlp: Language, text: str, quote: str, sentence: str) -> None:
    """The sentence is that in which the quote begins."""
    start = text.index(quote)
    opens, ends = sentence_around(nlp(text), (start, start + len(quote)))
    assert text[opens:ends] == sentence


def test_of_an_endless_sentence_a_part_is_kept(nlp: Language) -> None:
    """A sentence as long as a book is cut around the quote, which stands in it whole."""
    text = "and more " * 1000 + "9 ships " + "and more " * 1000
    start = text.index("9 ships")
    opens, ends = sentence_around(nlp(text), (start, start + 7))
    assert opens <= start
    assert start + 7 <= ends <= start + 7 + SENTENCE
    assert start - opens <= SENTENCE


def test_a_claim_stands_where_its_words_do(nlp: Language) -> None:
    """Quote, sentence and period are those of the passage; the offsets lead back to the quote."""
    text = "It grew. Sales rose 4% in March 2025."
    start = text.index("4%")
    article, quote = make_article(text), (start, start + 2)
    doc = nlp(text)
    passage = Passage(article, doc, "text", quote, sentence_around(doc, quote))
    claim = standing_at(passage, shipped("general"), passage.period())
    assert text[claim.start : claim.end] == claim.quote == "4%"
    assert claim.sentence == "Sales rose 4% in March 2025."
    assert (claim.period_start, claim.period_end) == ("2025-03-01", "2025-03-31")
    assert (claim.article, claim.topic, claim.where) == (article.id, "general", "text")

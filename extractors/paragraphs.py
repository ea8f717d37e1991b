"""Sentences end with their paragraph, and a closing quotation mark belongs to the sentence that it closes.

The parser alone runs on over a line break that follows no full stop (a heading, a time line), and
starts a sentence with the mark that closes the last one. It keeps to what is marked here.
"""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

CLOSING = frozenset({"”", "’", "»", ")", "]"})


@Language.component("crossclaim_paragraphs", assigns=["token.is_sent_start"])
def crossclaim_paragraphs(doc: Doc) -> Doc:
    """A spaCy component for before the parser: marks where sentences must and cannot start."""
    after_break = odd = False
    for token in doc:
        text = token.text
        if "\n" in text:
            after_break = True
            odd = False
            continue
        if after_break:
            token.is_sent_start = True
        elif text in CLOSING or (text == '"' and odd):
            token.is_sent_start = False
        odd = odd != (text == '"')
        after_break = False
    return doc

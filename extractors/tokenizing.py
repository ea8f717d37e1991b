"""A tokenizer that hostile text cannot stall.

spaCy strips punctuation from a run of characters one mark at a time, so that 100,000 dollar signs
without a space would take it half an hour.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from spacy.tokens import Doc

_UNITS = frozenset({"m.", "g."})  # "It cost $85m. Economists": the full stop ends the sentence
_LONG_RUN = re.compile(r"(\S{200,})")
_PIECE = re.compile(r"\w{1,50}|\W")


class BoundedTokenizer:
    """spaCy's tokenizer, but runs of 200 characters and more without a space are cut without asking it:
    into words of at most 50 characters and single marks. The tokens spell the text in any case."""

    def __init__(self, tokenizer: Callable[[str], Doc]) -> None:
        self.tokenizer = tokenizer

    def __call__(self, text: str) -> Doc:
        if not _LONG_RUN.search(text):
            return self.tokenizer(text)
        words: list[str] = []
        spaces: list[bool] = []
        for i, part in enumerate(_LONG_RUN.split(text)):
            if i % 2:
                pieces = _PIECE.findall(part)
                words += pieces
                spaces += [False] * len(pieces)
            else:
                doc = self.tokenizer(part)
                words += [token.text for token in doc]
                spaces += [bool(token.whitespace_) for token in doc]
        return Doc(self.tokenizer("").vocab, words=words, spaces=spaces)


def leave_full_stops(tokenizer: Any) -> None:
    """Has a spaCy Tokenizer (which has no types) no longer take "m." and "g." for abbreviations, which a full stop is part of."""
    tokenizer.rules = {form: parts for form, parts in tokenizer.rules.items() if form not in _UNITS}

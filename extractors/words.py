"""Parts of speech and lemmas, each worked out once for a word in its use and then looked up.

`nlp.add_pipe("crossclaim_words")` stands in for the model's attribute_ruler and lemmatizer, which it
asks for words that it has not met yet: the same answers, in a fraction of the time.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import chain
from typing import Any, cast

import numpy
from spacy.language import Language
from spacy.pipeline import Pipe
from spacy.tokens import Doc

NAME = "crossclaim_words"
ASKED = ("attribute_ruler", "lemmatizer")  # the model's own components, disabled in the pipeline
LARGEST = 40_000  # words kept; then it begins anew, so that memory stays flat

Use = tuple[int, int, int]  # word, tag and label of the parse


class Words:
    """A spaCy component that sets `token.pos` and `token.lemma` from the words met before."""

    def __init__(self, nlp: Language) -> None:
        self.nlp = nlp
        self.known: dict[Use, tuple[int, int]] = {}
        self._zoned = False
        self._passing: list[Use] = []  # learned in a memory zone

    @contextmanager
    def memory_zone(self, mem: object = None) -> Iterator[object]:
        """A stretch of work whose strings end with it (`Language.memory_zone`): so does what is known of them."""
        self._forget()
        self._zoned = True
        try:
            yield mem
        finally:
            self._zoned = False

    def _forget(self) -> None:
        """Drops the words whose lemma ended with the memory zone in which they were learned."""
        strings: Any = self.nlp.vocab.strings
        for use in self._passing:
            if use in self.known and self.known[use][1] not in strings:
                del self.known[use]
        self._passing.clear()

    def __call__(self, doc: Doc) -> Doc:
        if self._passing and not self._zoned:
            self._forget()
        if len(self.known) > LARGEST:
            self.known.clear()
        uses: list[Use] = list(map(tuple, doc.to_array(["ORTH", "TAG", "DEP"]).tolist()))
        if new := set(uses).difference(self.known):
            self._learn(list(new))
        values = chain.from_iterable(map(self.known.__getitem__, uses))
        table: Any = numpy.fromiter(values, dtype="uint64", count=2 * len(uses)).reshape(len(uses), 2)
        return doc.from_array(["POS", "LEMMA"], table)

    def _learn(self, uses: list[Use]) -> None:
        """Asks the model's own components for these words, each a sentence of its own."""
        if missing := [name for name in ASKED if name not in self.nlp.component_names]:
            raise ValueError(
                f"{NAME} asks the pipeline's {' and '.join(ASKED)}; here is no {' and no '.join(missing)}."
            )
        strings = self.nlp.vocab.strings
        doc = Doc(
            self.nlp.vocab,
            words=[strings[orth] for orth, _, _ in uses],
            tags=[strings[tag] if tag else "" for _, tag, _ in uses],
            deps=[strings[dep] if dep else "dep" for _, _, dep in uses],
            heads=list(range(len(uses))),
        )
        for name in ASKED:
            doc = cast(Pipe, self.nlp.get_pipe(name))(doc)
        for use, (pos, lemma) in zip(uses, doc.to_array(["POS", "LEMMA"]).tolist(), strict=True):
            self.known[use] = pos, lemma
        if self._zoned:
            self._passing += uses
        cast(Any, self.nlp.get_pipe("lemmatizer")).cache.clear()  # it would keep each word for good


@Language.factory(NAME, assigns=["token.pos", "token.lemma"], requires=["token.tag"])
def crossclaim_words(nlp: Language, name: str) -> Words:
    """The component for one pipeline, which must hold the model's attribute_ruler and lemmatizer (disabled)."""
    return Words(nlp)

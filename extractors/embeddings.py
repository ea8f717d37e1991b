"""Each word is embedded once and then looked up: the same vectors, with a third less work in the neural layers.

    remember_words(nlp)     # at its next meeting with "billion" the model finds the vector that it made of it

What `tok2vec` makes of a word before it looks at its neighbours depends on the word's form alone.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy
from spacy.language import Language
from thinc.api import Model, Ragged, chain

MOST = 40_000  # words kept; then it begins anew, so that memory stays flat


class Remembered:
    """The vectors that a layer makes of words by their features, each made at the first meeting."""

    def __init__(self, layer: Any, most: int = MOST) -> None:
        self.layer, self.most = layer, most
        self._known: dict[bytes, int] = {}
        self._vectors: Any = None

    def __call__(self, model: Any, words: Any, is_train: bool) -> tuple[Any, Callable[[Any], Any]]:
        """As a layer of Thinc: vectors of words, and how to learn from them."""
        if is_train:
            gradients: tuple[Any, Callable[[Any], Any]] = self.layer(words, is_train)
            return gradients
        return Ragged(self._looked_up(words.dataXd), words.lengths), lambda gradient: gradient

    def _looked_up(self, features: Any) -> Any:
        row = f"V{features.dtype.itemsize * features.shape[1]}"
        keys: list[bytes] = numpy.ascontiguousarray(features).view(row).ravel().tolist()
        new = {key: n for n, key in enumerate(keys) if key not in self._known}
        if len(self._known) + len(new) > self.most:
            self._known.clear()
            new = {key: n for n, key in enumerate(keys)}
        if len(new) > self.most:
            return self._made(features)
        if new:
            self._learn(list(new), self._made(features[list(new.values())]))
        return self._vectors.take([self._known[key] for key in keys], axis=0)

    def _made(self, features: Any) -> Any:
        lengths: Any = numpy.array([len(features)], dtype="int32")
        return self.layer.predict(Ragged(features, lengths)).dataXd

    def _learn(self, keys: list[bytes], vectors: Any) -> None:
        if self._vectors is None:
            self._vectors = numpy.empty((self.most, vectors.shape[1]), dtype=vectors.dtype)
        first = len(self._known)
        self._vectors[first : first + len(keys)] = vectors
        self._known.update(zip(keys, range(first, first + len(keys)), strict=True))


def remember_words(nlp: Language) -> None:
    """Has the pipeline's embeddings of words by their form (spaCy's MultiHashEmbed) remembered; others stay as they are."""
    for _, component in nlp.pipeline:
        model = getattr(component, "model", None)
        for embed in model.walk() if isinstance(model, Model) else ():
            names = [layer.name.partition("(")[0] for layer in embed.layers]
            if names == ["extract_features", "list2ragged", "with_array", "with_array", "ragged2list"]:
                layer: Any = chain(*embed.layers[2:4])
                embed.layers[2:4] = [Model("remembered", Remembered(layer), layers=[layer])]

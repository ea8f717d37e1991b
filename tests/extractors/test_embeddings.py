"""Words are embedded once."""

from __future__ import annotations

from typing import Any

import numpy
from thinc.api import Model, Ragged

from extractors.embeddings import Remembered


class Doubling:
    """A layer that doubles the features of words, and notes how many it was asked for."""

    def __init__(self) -> None:
        self.asked: list[int] = []

    def predict(self, words: Any) -> Any:
        self.asked.append(len(words.dataXd))
        return Ragged(words.dataXd.astype("float32") * 2, words.lengths)


def looked_up(remembered: Remembered, *rows: int) -> list[list[float]]:
    """The vectors of words with these features, each word with two that are equal."""
    features: Any = numpy.array([[row, row] for row in rows], dtype="uint64").reshape(len(rows), 2)
    lengths: Any = numpy.array([len(rows)], dtype="int32")
    model: Model[Any, Any] = Model("remembered", remembered)
    vectors: list[list[float]] = model.predict(Ragged(features, lengths)).dataXd.tolist()
    return vectors


def test_each_word_is_embedded_once() -> None:
    """Vectors are the layer's own, in the order of the words; words met before are not asked for again."""
    layer = Doubling()
    remembered = Remembered(layer)
    assert looked_up(remembered, 3, 5, 3) == [[6, 6], [10, 10], [6, 6]]
    assert looked_up(remembered, 5, 7) == [[10, 10], [14, 14]]
    assert layer.asked == [2, 1]


def test_memory_stays_flat() -> None:
    """Past the most that is kept it begins anew; more words than that at once are not kept at all."""
    layer = Doubling()
    remembered = Remembered(layer, most=2)
    assert looked_up(remembered, 1, 2) == [[2, 2], [4, 4]]
    assert looked_up(remembered, 3, 2) == [[6, 6], [4, 4]]
    assert looked_up(remembered, 1, 2, 3) == [[2, 2], [4, 4], [6, 6]]
    assert looked_up(remembered, 3) == [[6, 6]]
    assert layer.asked == [2, 2, 3, 1]

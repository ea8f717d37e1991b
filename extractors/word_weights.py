"""What words weigh with labels, found by the word: a number's frame has dozens of words, of which few weigh anything.

    weights = WordWeights(Linear.load("metrics"), split)
    weights.told_by({"verb": ["train"], "noun": ["chip"]}, frozenset({"training_cost"}))   # {"training_cost": 1900}

A model has a feature for each label, role and word. To make them all only to find that the model knows
none of them would be most of the work.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping

import numpy

from extractors.linear import Linear

Said = Mapping[str, Collection[str]]  # words by their role; facts that are no words have the role ""


class WordWeights:
    """The features of a model that are a label with a word in its role."""

    def __init__(self, model: Linear, split: Callable[[str], tuple[str, str] | None]) -> None:
        """`split` gives label and word ("training_cost", "verb=train") of a feature, or None."""
        known = [(*parts, margin) for feature, margin in model.told.items() if (parts := split(feature))]
        self.labels: set[str] = {label for label, _, _ in known}
        self._columns = {label: n for n, label in enumerate(sorted(self.labels))}
        self._rows: dict[str, dict[str, int]] = {}
        words = {told: n for n, told in enumerate(dict.fromkeys(told for _, told, _ in known))}
        for told, n in words.items():
            role, equals, word = told.partition("=")
            self._rows.setdefault(role if equals else "", {})[word if equals else role] = n
        self._margins = numpy.zeros((len(words), len(self.labels)), dtype="int64")
        for label, told, margin in known:
            self._margins[words[told], self._columns[label]] = margin

    def told_by(self, said: Said, labels: Iterable[str]) -> dict[str, int]:
        """What the words weigh with each of these labels, in thousandths."""
        rows = [
            known[word]
            for role, words in said.items()
            if (known := self._rows.get(role))
            for word in words
            if word in known
        ]
        if not rows:
            return dict.fromkeys(labels, 0)
        sums: list[int] = self._margins.take(rows, axis=0).sum(axis=0).tolist()
        columns = self._columns
        return {label: sums[columns[label]] if label in columns else 0 for label in labels}


def said_of(facts: Iterable[str]) -> Said:
    """The other way round: the facts, each once, by their roles."""
    said: dict[str, list[str]] = {}
    for fact in dict.fromkeys(facts):
        role, equals, word = fact.partition("=")
        said.setdefault(role if equals else "", []).append(word if equals else role)
    return said


def spelled(said: Said) -> Iterable[str]:
    """The words as features have them: "verb=train"."""
    return (f"{role}={word}" if role else word for role, words in said.items() for word in words)

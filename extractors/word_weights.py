"""What words weigh with labels, found by the word: a number's frame has dozens of words, of which few weigh anything.

    weights = WordWeights(Linear.load("metrics"), split)
    told_by({"verb": ["train"], "noun": ["chip"]}, weights.among({"training_cost"}))    # {"training_cost": 1900}

A model has a feature for each label, role and word. To make them all only to find that the model knows
none of them would be most of the work.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from collections.abc import Set as AbstractSet

from extractors.linear import Linear

Said = Mapping[str, Collection[str]]  # words by their role; facts that are no words have the role ""
Table = dict[str, dict[str, tuple[tuple[str, int], ...]]]  # role, word: labels and margins in thousandths
_KEPT = 512  # sets of labels


class WordWeights:
    """The features of a model that are a label with a word in its role."""

    def __init__(self, model: Linear, split: Callable[[str], tuple[str, str] | None]) -> None:
        """`split` gives label and word ("training_cost", "verb=train") of a feature, or None."""
        self.words: dict[str, dict[str, int]] = {}
        self.labels: set[str] = set()
        self._tables: dict[frozenset[str], Table] = {}
        for feature, margin in model.margins.items():
            if (parts := split(feature)) is not None:
                label, word = parts
                self.labels.add(label)
                self.words.setdefault(word, {})[label] = margin

    def among(self, labels: AbstractSet[str]) -> Table:
        """The words that weigh anything with one of these labels, made once for each set of labels."""
        asked = frozenset(labels & self.labels)
        if asked not in self._tables:
            if len(self._tables) >= _KEPT:
                self._tables.clear()
            self._tables[asked] = self._table(asked)
        return self._tables[asked]

    def _table(self, labels: frozenset[str]) -> Table:
        table: Table = {}
        for spelled, margins in self.words.items():
            if told := tuple((label, margin) for label, margin in margins.items() if label in labels):
                role, equals, word = spelled.partition("=")
                table.setdefault(role if equals else "", {})[word if equals else role] = told
        return table


def told_by(said: Said, table: Table) -> dict[str, int]:
    """What the words weigh with each label that they speak to, in thousandths."""
    told: dict[str, int] = {}
    for role, words in said.items():
        if (known := table.get(role)) is not None:
            for word in words:
                if word in known:
                    for label, margin in known[word]:
                        told[label] = told.get(label, 0) + margin
    return told


def spelled(said: Said) -> Iterable[str]:
    """The words as features have them: "verb=train"."""
    return (f"{role}={word}" if role else word for role, words in said.items() for word in words)

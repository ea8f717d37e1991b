"""What words weigh with labels, found by the word: a number's frame has dozens of words, of which few weigh anything.

    weights = WordWeights(Linear.load("metrics"), split)
    weights.told_by({"verb": ["train"], "noun": ["chip"]}, frozenset({"training_cost"}))   # {"training_cost": 1900}

A model has a feature for each label, role and word. To make them all only to find that the model knows
none of them would be most of the work.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping

from extractors.linear import Linear

Said = Mapping[str, Collection[str]]  # words by their role; facts that are no words have the role ""
Margins = tuple[tuple[str, int], ...]  # labels, each with its margin in thousandths
_KEPT = 512  # sets of labels


class WordWeights:
    """The features of a model that are a label with a word in its role."""

    def __init__(self, model: Linear, split: Callable[[str], tuple[str, str] | None]) -> None:
        """`split` gives label and word ("training_cost", "verb=train") of a feature, or None."""
        self.labels: set[str] = set()
        self._words: dict[str, dict[str, dict[str, int]]] = {}
        self._asked: dict[frozenset[str], dict[str, dict[str, Margins]]] = {}
        for feature, margin in model.margins.items():
            if (parts := split(feature)) is not None:
                label, told = parts
                role, equals, word = told.partition("=")
                self.labels.add(label)
                words = self._words.setdefault(role if equals else "", {})
                words.setdefault(word if equals else role, {})[label] = margin

    def told_by(self, said: Said, labels: frozenset[str]) -> dict[str, int]:
        """What the words weigh with each of these labels, in thousandths."""
        if len(self._asked) > _KEPT:
            self._asked.clear()
        asked = self._asked.setdefault(labels, {})
        told = dict.fromkeys(labels, 0)
        for role, words in said.items():
            if (weights := self._words.get(role)) is None:
                continue
            known = asked.setdefault(role, {})
            for word in words:
                if word in weights:
                    if word not in known:
                        known[word] = tuple((k, margin) for k, margin in weights[word].items() if k in labels)
                    for label, margin in known[word]:
                        told[label] += margin
        return told


def spelled(said: Said) -> Iterable[str]:
    """The words as features have them: "verb=train"."""
    return (f"{role}={word}" if role else word for role, words in said.items() for word in words)

"""What words weigh with labels, found by the word: a number's frame has dozens of words, of which few weigh anything.

    table = by_word(Linear.load("metrics"), split)    # {"verb=train": {"training_cost": 1.9, …}, …}
    told_by({"verb=train", "noun=chip"}, table, {"training_cost", "spending"})      # {"training_cost": [1.9], …}

A model has a feature for each pair of label and word. To make them all only to find that the model knows
none of them would be most of the work.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from collections.abc import Set as AbstractSet

from extractors.linear import Linear

Table = dict[str, dict[str, float]]


def by_word(model: Linear, split: Callable[[str], tuple[str, str] | None]) -> Table:
    """Each word with the labels that it weighs with, and its margin there; `split` gives label and word of a feature."""
    table: Table = defaultdict(dict)
    for feature, margin in model.margins.items():
        if (parts := split(feature)) is not None:
            label, word = parts
            table[word][label] = margin
    return dict(table)


def told_by(words: Iterable[str], table: Table, labels: AbstractSet[str]) -> Mapping[str, list[float]]:
    """For each of the labels the margins of the words that weigh anything with it."""
    told: dict[str, list[float]] = defaultdict(list)
    for word in words:
        if (margins := table.get(word)) is not None:
            for label in labels & margins.keys():
                told[label].append(margins[label])
    return told

"""Learned linear models at run time: named features in, a probability for each label out.

    model = Linear.load("worthiness")
    model.scores({"left=founded in", "unit=person"})   # {"claim": 0.98, "no": 0.02}

The weights are small JSON files in extractors/weights/, written by `python -m training.NAME`; nothing
but the standard library is needed to use them.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property, lru_cache
from heapq import nlargest
from itertools import chain, repeat
from pathlib import Path

from db.errors import SettingsError

_SUMS_KEPT = 100_000  # groups of features; then it begins anew, so that memory stays flat
FOLDER = Path(__file__).parent / "weights"


@dataclass(frozen=True)
class Linear:
    """A multinomial logistic regression over features that are present or absent.

    `weights` has, for each known feature, one weight a label in the order of `labels`; features that
    training never saw say nothing.
    """

    labels: tuple[str, ...]
    bias: tuple[float, ...]
    weights: dict[str, tuple[float, ...]]

    @cached_property
    def margins(self) -> dict[str, float]:
        """For each feature of a model with two labels, how much more it speaks for the second."""
        return {feature: row[1] - row[0] for feature, row in self.weights.items()}

    @cached_property
    def _first(self) -> dict[str, float]:
        return {feature: row[0] for feature, row in self.weights.items()}

    @cached_property
    def _sums(self) -> dict[frozenset[str], float]:
        return {}

    @staticmethod
    @lru_cache(maxsize=16)
    def load(name: str) -> Linear:
        """The model of extractors/weights/NAME.json; SettingsError where there is none of that name."""
        path = FOLDER / f"{name}.json"
        try:
            data = json.loads(path.read_text(encoding="utf-8"))
        except FileNotFoundError as error:
            remedy = f"Train it: python -m training.{name} GOLD_TRAIN_FOLDER"
            raise SettingsError("no such weights.", subject=str(path), remedy=remedy) from error
        weights = {feature: tuple(row) for feature, row in data["weights"].items()}
        return Linear(tuple(data["labels"]), tuple(data["bias"]), weights)

    def scores(self, features: Iterable[str]) -> dict[str, float]:
        """The probability of each label, given the features that are present (each counts once)."""
        known = [row for row in map(self.weights.get, set(features)) if row is not None]
        # fsum, since a plain sum would depend on the order in which a set gives its features
        totals = [math.fsum(column) for column in zip(self.bias, *known, strict=True)]
        top = max(totals)
        powers = [math.exp(total - top) for total in totals]
        whole = sum(powers)
        return {label: power / whole for label, power in zip(self.labels, powers, strict=True)}

    def chance(self, features: Iterable[str], more: Iterable[float] = ()) -> float:
        """Of a model with two labels: the probability of the second ("yes" of no and yes).

        `more` are the margins of features that were looked up elsewhere.
        """
        known = map(self.margins.get, features, repeat(0.0))
        total = math.fsum(chain((self.bias[1] - self.bias[0],), known, more))
        return 1.0 / (1.0 + math.exp(-max(-500.0, min(500.0, total))))

    def total(self, features: Iterable[str], more: float = 0.0) -> float:
        """What the features (each given once) weigh for the first label, and `more`: for models that rank by softmax."""
        return math.fsum(chain((more,), map(self._first.get, features, repeat(0.0))))

    def total_of(self, groups: Iterable[frozenset[str]], more: float = 0.0) -> float:
        """`total` of features that come in groups without a feature in common; what a group weighs is kept."""
        sums, weights = self._sums, [more]
        if len(sums) > _SUMS_KEPT:
            sums.clear()
        for group in groups:
            weight = sums.get(group)
            if weight is None:
                weight = sums[group] = self.total(group)
            weights.append(weight)
        return math.fsum(weights)

    def strongest(self, features: Iterable[str], label: str, *, most: int = 3) -> list[str]:
        """The present features that speak most for a label, strongest first: the cues behind a decision."""
        n = self.labels.index(label)
        weighed = [(self.weights[f][n], f) for f in set(features) if f in self.weights]
        return [feature for weight, feature in nlargest(most, weighed) if weight > 0]

"""Learned linear models at run time: named features in, a probability for each label out.

    model = Linear.load("worthiness")
    model.scores({"left=founded in", "unit=person"})   # {"claim": 0.98, "no": 0.02}

The weights are small JSON files in extractors/weights/, written by `python -m training.NAME`; nothing
but the standard library is needed to use them.
"""

from __future__ import annotations

import json
import math
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path

from db.errors import SettingsError

_SUMS_KEPT = 1 << 14  # groups of features; then it begins anew, so that memory stays flat
FOLDER = Path(__file__).parent / "weights"


@dataclass(frozen=True)
class Linear:
    """A multinomial logistic regression over features that are present or absent.

    `weights` has, for each known feature, one weight a label in the order of `labels`; features that
    training never saw say nothing. Sums are of thousandths, as whole numbers: weights are rounded to these,
    and the sum is then the same to the last bit in whatever order and groups features come.
    """

    labels: tuple[str, ...]
    bias: tuple[float, ...]
    weights: dict[str, tuple[float, ...]]

    @cached_property
    def margins(self) -> dict[str, int]:
        """For each feature of a model with two labels, how much more it speaks for the second, in thousandths."""
        return {feature: _thousandths(row[1] - row[0]) for feature, row in self.weights.items()}

    @cached_property
    def _margin(self) -> int:
        return _thousandths(self.bias[1] - self.bias[0])

    @cached_property
    def told(self) -> dict[str, int]:
        """What a feature weighs: for the second of two labels more than for the first, or for the only one."""
        if len(self.labels) == 1:
            return {feature: _thousandths(row[0]) for feature, row in self.weights.items()}
        return self.margins

    @cached_property
    def _rows(self) -> dict[str, tuple[int, ...]]:
        return {feature: tuple(map(_thousandths, row)) for feature, row in self.weights.items()}

    @cached_property
    def _biases(self) -> tuple[int, ...]:
        return tuple(map(_thousandths, self.bias))

    @cached_property
    def _sums(self) -> dict[frozenset[str], int]:
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
        rows = self._rows
        known = [rows[feature] for feature in set(features) if feature in rows]
        totals = [sum(column) / 1000 for column in zip(self._biases, *known, strict=True)]
        return dict(zip(self.labels, softmax(totals), strict=True))

    def chance(self, features: Iterable[str], more: int = 0) -> float:
        """Of a model with two labels: the probability of the second ("yes" of no and yes), each feature given once.

        `more` are margins that were looked up elsewhere, in thousandths.
        """
        return _logistic(self._sum(features) + self._margin + more)

    def chance_of(self, groups: Collection[frozenset[str]], more: int = 0) -> float:
        """`chance` of features that come in groups without a feature in common; what a group weighs is kept."""
        return _logistic(self.weight_of(groups) + self._margin + more)

    def total(self, features: Iterable[str], more: float = 0.0) -> float:
        """What the features (each given once) weigh for the only label, and `more`: for models that rank by softmax."""
        return self._sum(features) / 1000 + more

    def total_of(self, groups: Collection[frozenset[str]], more: float = 0.0, known: int = 0) -> float:
        """`total` of features that come in groups without a feature in common; what a group weighs is kept.

        `known` is the weight of features that were looked up elsewhere, in thousandths.
        """
        return (self.weight_of(groups) + known) / 1000 + more

    def _sum(self, features: Iterable[str]) -> int:
        told = self.told
        return sum([told[feature] for feature in features if feature in told])

    def weight_of(self, groups: Collection[frozenset[str]]) -> int:
        """What features weigh that come in groups without a feature in common, in thousandths; each group's is kept."""
        sums = self._sums
        try:
            return sum(map(sums.__getitem__, groups))
        except KeyError:
            if len(sums) >= _SUMS_KEPT:
                sums.clear()
            sums.update((group, self._sum(group)) for group in groups if group not in sums)
            return sum(map(sums.__getitem__, groups))

    def strongest_of(self, groups: Iterable[frozenset[str]]) -> str | None:
        """Of features in groups the one that speaks most for the only label; None where none speaks for it."""
        told = self.told
        known = [(told[feature], feature) for group in groups for feature in group if feature in told]
        weight, feature = max(known, default=(0, None))
        return feature if weight > 0 else None

    def strongest(self, features: Iterable[str], label: str, *, most: int = 3) -> list[str]:
        """The present features that speak most for a label, strongest first: the cues behind a decision."""
        n, weights = self.labels.index(label), self.weights
        weighed = {(weight, f) for f in features if f in weights and (weight := weights[f][n]) > 0}
        return [feature for _, feature in sorted(weighed, reverse=True)[:most]]


def softmax(totals: Sequence[float]) -> list[float]:
    """How probable each of several is, by what speaks for it in log odds; they sum to 1."""
    top = max(totals, default=0.0)
    powers = [math.exp(total - top) for total in totals]
    whole = sum(powers)
    return [power / whole for power in powers]


def _logistic(thousandths: int) -> float:
    return 1.0 / (1.0 + math.exp(-max(-500.0, min(500.0, thousandths / 1000))))


def _thousandths(weight: float) -> int:
    return round(weight * 1000)

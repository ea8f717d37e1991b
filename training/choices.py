"""Learns to choose: one candidate of several, by the features of each.

The model is a softmax over the candidates of a choice, L2-regularised; where several candidates are
right, their chances together count. What is learned is one weight a feature, as a Linear of one label.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from extractors.linear import Linear

Choice = tuple[Sequence[frozenset[str]], Sequence[bool]]  # features of each candidate; which are right
_ARTICLES = frozenset({"a", "an", "the"})
_VERSION = re.compile(r"[a-z]?\d+(\.\d+)*[a-z]?")


def fit(choices: Sequence[Choice], *, strength: float, least: int = 3, smallest: float = 0.02) -> Linear:
    """Weights that make the right candidates of each choice probable.

    `strength` trusts the choices more the larger it is, `least` is how many candidates of useful
    choices must show a feature, `smallest` the weight below which it is dropped.
    """
    used = [(rows, right) for rows, right in choices if any(right) and not all(right)]
    counts = Counter(f for rows, _ in used for row in rows for f in row)
    index = {f: n for n, f in enumerate(sorted(f for f, count in counts.items() if count >= least))}
    columns = [sorted(index[f] for f in row if f in index) for rows, _ in used for row in rows]
    ends = np.cumsum([len(row) for row in columns])
    where = np.fromiter((c for row in columns for c in row), dtype=int)
    matrix = csr_matrix((np.ones(len(where)), where, np.r_[0, ends]), shape=(len(columns), len(index)))
    group = np.repeat(np.arange(len(used)), [len(rows) for rows, _ in used])
    right = np.array([float(good) for _, goods in used for good in goods])

    def loss(weights: np.ndarray) -> tuple[float, np.ndarray]:
        powers = np.exp(np.clip(matrix @ weights, -30, 30))
        whole = np.bincount(group, powers)
        good = np.bincount(group, powers * right)
        slope = powers / whole[group] - powers * right / good[group]
        value = float(np.log(whole / good).sum()) + 0.5 / strength * float(weights @ weights)
        return value, matrix.T @ slope + weights / strength

    weights = minimize(loss, np.zeros(len(index)), jac=True, method="L-BFGS-B", options={"maxiter": 100}).x
    kept: dict[str, tuple[float, ...]] = {
        f: (round(float(weights[n]), 3),) for f, n in index.items() if abs(weights[n]) >= smallest
    }
    return Linear(("right",), (0.0,), kept)


@dataclass(frozen=True, slots=True)
class Accuracy:
    """Of so many choices, how many are right, and how many have a right candidate at all."""

    count: int
    right: int
    reachable: int

    @classmethod
    def of(cls, outcomes: Iterable[tuple[bool, bool]]) -> Accuracy:
        """From each choice whether it is right, and whether it could be."""
        told = list(outcomes)
        return cls(len(told), sum(right for right, _ in told), sum(reachable for _, reachable in told))

    def __str__(self) -> str:
        """A line for those who train: "right 0.812 of 412, a right candidate there 0.951"."""
        right, reachable = (number / max(1, self.count) for number in (self.right, self.reachable))
        return f"right {right:.3f} of {self.count}, a right candidate there {reachable:.3f}"


def accuracy(model: Linear, choices: Iterable[Choice]) -> Accuracy:
    """How often the best candidate is right."""
    return Accuracy.of((any(good) and good[_best(model, rows)], any(good)) for rows, good in choices)


def _best(model: Linear, rows: Sequence[frozenset[str]]) -> int:
    """The candidate that the model gives most; of several the first."""
    totals = [sum(model.weights[f][0] for f in sorted(row) if f in model.weights) for row in rows]
    return totals.index(max(totals))


def same(gold: str, found: str) -> bool:
    """Would a reader take the two names for one: the head word of one in the other, and equal versions?"""
    a, b = _words(gold), _words(found)
    ours, theirs = ({word for word in words if _VERSION.fullmatch(word)} for words in (a, b))
    if not a or not b or bool(ours) != bool(theirs) or (ours and not ours & theirs):
        return False
    return _head(a, ours) in b or _head(b, theirs) in a


def _words(name: str) -> list[str]:
    bare = re.sub(r"['’]s\b", "", name.lower())
    words = [w for w in re.findall(r"\d+(?:\.\d+)+|[^\W_]+", bare) if w not in _ARTICLES]
    return [w[:-1] if len(w) > 3 and w.endswith("s") and not w.endswith("ss") else w for w in words]


def _head(words: list[str], versions: set[str]) -> str:
    return next((word for word in reversed(words) if word not in versions), words[-1])

"""How sure a claim is: the probability, 0..1, that its whole card is right, calibrated on annotated texts.

Each part of a claim knows how sure it is; what their shares say together was measured, not thought up
(training/confidence.py), so that of claims at 0.9 nine of ten are right.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from functools import lru_cache

from extractors.linear import Linear

STEPS = (0.3, 0.5, 0.7, 0.8, 0.9, 0.95, 0.98)


def confidence_of(features: set[str]) -> float:
    """The probability that a claim with these features is right in every field, in thousandths."""
    return round(Linear.load("confidence").chance(features), 3)


def sureness(shares: Mapping[str, float], **labels: str | None) -> set[str]:
    """The features of a claim that its confidence goes by: how sure each part is, and kinds of value.

    `shares` are the probabilities that the parts give themselves, `labels` such things as the stance.
    """
    weakest = min(shares.values(), default=0.0)
    reached = [_reached(part, share) for part, share in (*shares.items(), ("weakest", weakest))]
    return set().union(*reached, [f"{name}={value}" for name, value in labels.items()])


def _reached(part: str, share: float) -> frozenset[str]:
    return _steps(part, bisect_right(STEPS, share))


@lru_cache(maxsize=256)
def _steps(part: str, count: int) -> frozenset[str]:
    return frozenset(f"{part}>={step}" for step in STEPS[:count])

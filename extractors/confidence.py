"""How sure a claim is: the probability, 0..1, that all of its card is right, from what its parts are sure of."""

from __future__ import annotations

from collections.abc import Mapping


def confidence_of(
    metric: str, stance: str, unit: str | None, source_rule: str, probabilities: Mapping[str, float]
) -> float:
    """The calibrated confidence of a claim, from its parts' probabilities."""
    product = 1.0
    for probability in probabilities.values():
        product *= probability
    return round(product, 3)

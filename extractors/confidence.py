"""How sure a claim is: the probability, 0..1, that its whole card is right, calibrated on annotated texts.

Each part of a claim knows how sure it is; what their shares say together was measured, not thought up
(training/confidence.py), so that of claims at 0.9 nine of ten are right.
"""

from __future__ import annotations

from collections.abc import Mapping

from extractors.linear import Linear

STEPS = (0.3, 0.5, 0.7, 0.8, 0.9, 0.95, 0.98)


def confidence_of(features: set[str]) -> float:
    """The probability that a claim with these features is right in every field, in thousandths."""
    return round(Linear.load("confidence").chance(features), 3)


def sureness(shares: Mapping[str, float], **labels: str | None) -> set[str]:
    """The features of a claim that its confidence goes by: how sure each part is, and kinds of value.

    `shares` are the probabilities that the parts give themselves, `labels` such things as the stance.
    """
    features = {f"{part}>={step}" for part, share in shares.items() for step in STEPS if share >= step}
    weakest = min(shares.values(), default=0.0)
    features |= {f"weakest>={step}" for step in STEPS if weakest >= step}
    return features | {f"{name}={value}" for name, value in labels.items()}

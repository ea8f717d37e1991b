"""Metrics that training has never seen: a topic's own, ranked by the roles of their cues alone.

with_unseen(scores, features)      # what the model says, unless an unseen metric has the better roles
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType

from extractors.linear import Linear
from extractors.roles import OTHER, Features, by_roles
from extractors.word_weights import WordWeights


def with_unseen(scores: dict[str, float], features: Features) -> dict[str, float]:
    """The scores, where a topic has metrics that training never saw: one of these wins by its roles alone.

    Else the metrics that it knows share the scores, and `other` is one of them.
    """
    seen = seen_metrics()
    if scores.keys() <= seen:
        return scores
    by_role = ranked(Linear.load("metrics_roles"), by_roles(features))
    if max(by_role, key=lambda name: by_role[name]) not in seen:
        return by_role
    whole = sum(score for name, score in scores.items() if name in seen)
    return {name: score / whole for name, score in scores.items() if name in seen}


@lru_cache(maxsize=1)
def seen_metrics() -> frozenset[str]:
    """The metrics that the shipped weights know by name, `other` among them."""
    return frozenset(word_weights("metrics").labels)


@lru_cache(maxsize=2)
def word_weights(model: str) -> WordWeights:
    """What the words around a number weigh with the metrics that the shipped weights know."""

    def split(feature: str) -> tuple[str, str] | None:
        name, colon, word = feature.partition(":")
        return (name, word) if colon else None

    return WordWeights(Linear.load(model), split)


def ranked(
    model: Linear, features: Features, words: Mapping[str, int] = MappingProxyType({})
) -> dict[str, float]:
    """Each candidate's probability: its own yes, as a part of all yeses; `words` are margins that come on top."""
    if len(features) == 1:
        return {OTHER: 1.0}
    yes = {name: model.chance(known, words.get(name, 0)) for name, known in features.items()}
    whole = sum(yes.values())
    return {name: score / whole for name, score in yes.items()}

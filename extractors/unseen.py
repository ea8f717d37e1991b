"""Metrics that training has never seen: a topic's own, ranked by the roles of their cues alone.

with_unseen(scores, features)      # what the model says, unless an unseen metric has the better roles
"""

from __future__ import annotations

from functools import lru_cache

from extractors.linear import Linear
from extractors.roles import OTHER, Features, by_roles


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
    return frozenset(weighed_words())


@lru_cache(maxsize=1)
def weighed_words() -> dict[str, set[str]]:
    """For each metric that the shipped weights know, its words that weigh anything there: the others say nothing."""
    words: dict[str, set[str]] = {}
    for model in ("metrics", "metrics_alone"):
        for feature in Linear.load(model).weights:
            name, colon, word = feature.partition(":")
            if colon:
                words.setdefault(name, set()).add(word)
    return words


def ranked(model: Linear, features: Features) -> dict[str, float]:
    """Each candidate's probability: its own yes, as a part of all yeses."""
    yes = (
        {name: model.chance(known) for name, known in features.items()} if len(features) > 1 else {OTHER: 1.0}
    )
    whole = sum(yes.values())
    return {name: score / whole for name, score in yes.items()}

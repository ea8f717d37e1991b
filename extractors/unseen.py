"""Metrics that training has never seen: a topic's own, ranked by the roles of their cues alone.

with_unseen(scores, features, seen, {"missing"})    # what the model says, unless an unseen metric has the better roles
"""

from __future__ import annotations

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from functools import lru_cache
from types import MappingProxyType

from extractors.linear import Linear
from extractors.roles import OTHER, Features, by_roles
from extractors.topic import Topic, load_topic, topic_names
from extractors.topic_schema import Metric
from extractors.word_weights import WordWeights

FRAMED = 4.0  # how much more a metric weighs of which a phrase is said of the number


def with_unseen(
    scores: dict[str, float], features: Features, seen: AbstractSet[str], framed: AbstractSet[str]
) -> dict[str, float]:
    """The scores, where a topic has metrics that training never saw: one of these wins by its roles alone.

    A phrase of its own that is said of the number (`framed`) speaks loudly for it, and always against `other`.
    A cue that it shares with a metric that the model knows (`seen`) speaks for the topic's own. Else the metrics
    that the model knows share the scores, and `other` is one of them.
    """
    if scores.keys() <= seen:
        return scores
    by_role = ranked(Linear.load("metrics_roles"), by_roles(features))
    hits = {name: {f for f in own if f.startswith("cue ")} for name, own in features.items()}

    def weight(name: str) -> float:
        shared = sum(by_role[other] for other in seen & by_role.keys() if hits[name] == hits[other] != set())
        return by_role[name] * (FRAMED if name in framed else 1) + shared

    best = max(sorted(by_role.keys() - seen), key=weight)
    rivals = (by_role[name] for name in by_role.keys() & seen - {OTHER} if hits[name] != hits[best])
    if weight(best) > max(rivals, default=0.0) and (best in framed or weight(best) > by_role[OTHER]):
        first = _best(by_role)
        return {**by_role, best: by_role[first], first: by_role[best]}
    whole = sum(score for name, score in scores.items() if name in seen)
    return {name: score / whole for name, score in scores.items() if name in seen}


def _best(scores: Mapping[str, float]) -> str:
    return max(scores, key=lambda name: scores[name])


def seen_in(topic: Topic) -> frozenset[str]:
    """Those of a topic's metrics that the shipped weights have learned, `other` among them.

    A metric of a newcomer's that is only called like one of these is not: its cues are its own.
    """
    learned = word_weights("metrics").labels
    names = (name for name, metric in topic.metrics.items() if name in learned and _is_shipped(name, metric))
    return frozenset((OTHER, *names))


def _is_shipped(name: str, metric: Metric) -> bool:
    """Whether a shipped topic defines the metric so: by the same cues, with the same units."""
    cues = (metric.units, metric.verbs, metric.nouns, metric.phrases)
    shipped = (_metrics_of(topic).get(name) for topic in topic_names())
    return any(its is not None and cues == (its.units, its.verbs, its.nouns, its.phrases) for its in shipped)


@lru_cache
def _metrics_of(topic: str) -> Mapping[str, Metric]:
    return load_topic(topic).metrics


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

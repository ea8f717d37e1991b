"""What a topic's file says of a subject: which kinds of entity can have which metric.

fitness("SemiAnalysis", "spending", topic)      # below 0: a voice counts what others spend
"""

from __future__ import annotations

from extractors.topic import Topic

# Weights that are added to those of the model of subjects: about its strongest features.
MISFIT = -2.0
FIRST_KIND = 0.7


def fitness(name: str, metric: str, topic: Topic) -> float:
    """What the topic's file says for or against a subject, as a weight: 0 where it knows nothing of the two.

    Against: it is a voice (an analyst, an outlet: they count others), a thing that is counted, or of a
    kind that the metric's `subjects` do not name. For: it is of the first kind that they name.
    """
    if name in topic.items:
        kind = "item"
    elif name in topic.entities:
        kind = topic.entities[name].kind
    else:
        return 0.0
    spec = topic.metrics.get(metric)
    wanted = spec.subjects if spec else ()
    if wanted:
        return FIRST_KIND if kind == wanted[0] else 0.0 if kind in wanted else MISFIT
    return MISFIT if kind in ("voice", "item") else 0.0

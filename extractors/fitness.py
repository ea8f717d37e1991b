"""What a topic's file says of a subject: which kinds of entity can have which metric, and who is asked about it.

fitness("SemiAnalysis", "spending", topic)                        # below 0: a voice counts what others spend
asked_of("DeepSeek-V3", ("model", "organisation"), topic)         # "DeepSeek": its maker can have such a number
asked_of("Amber Star", ("ferry",), topic)                         # itself: a shipping line has none of a ferry's
"""

from __future__ import annotations

from collections.abc import Collection

from extractors.mention_words import mention_words
from extractors.phrases import singular
from extractors.topic import Topic

# Weights that are added to those of the model of subjects: about its strongest features.
MISFIT = -2.0
FIRST_KIND = 0.7
# What models know; what else a topic calls a kind ("company", "ferry") is a word for one of them.
KINDS = frozenset({"organisation", "person", "place", "model", "event", "document", "item", "thing"})
APART = frozenset({"voice", "index"})  # kinds of their own, which only topic files have


def sort_of(kind: str) -> str:
    """What a topic's own word for a kind comes to: a ferry is a thing, an airline (or whatever is not known) an organisation."""
    return kind if kind in KINDS else mention_words().kind_of_noun.get(kind.lower(), "organisation")


def is_kind(kind: str, wanted: Collection[str]) -> bool:
    """Whether an entity of this kind is among those wanted, by the topic's word or by what that comes to."""
    return kind in wanted or (kind not in APART and sort_of(kind) in wanted)


def asked_of(subject: str, wanted: Collection[str], topic: Topic) -> str:
    """Who a question about the subject is asked of: its maker, and the maker's, while these are of a kind that is wanted.

    Itself where no maker is known, or where `wanted` (the `subjects` of a metric or statement) names no kind.
    """
    seen = {subject}
    while (entity := topic.entities.get(subject)) and entity.maker and entity.maker not in seen:
        if not is_kind(topic.entities[entity.maker].kind, wanted):
            break
        subject = entity.maker
        seen.add(subject)
    return subject


def fitness(name: str, metric: str, topic: Topic, kind: str | None = None) -> float:
    """What the topic's file says for or against a subject, as a weight: 0 where it knows nothing of the two.

    `kind` is what a name of the text seems to be, where that is to count (None: it is not).

    Against: it is a voice (an analyst, an outlet: they count others), a thing that is counted, of a kind that
    the metric's `subjects` do not name, or a noun of the metric itself ("compensation came to €22 million"). For: it is of the first kind that they name.
    """
    spec = topic.metrics.get(metric)
    wanted = spec.subjects if spec else ()
    if name in topic.items:
        kind = "item"
    elif name in topic.entities:
        kind = topic.entities[name].kind
    elif spec and singular(name) in spec.nouns:
        return MISFIT
    elif kind is None or not wanted:
        return 0.0
    if wanted:
        return FIRST_KIND if is_kind(kind, wanted[:1]) else 0.0 if is_kind(kind, wanted) else MISFIT
    return MISFIT if kind in ("voice", "item") else 0.0

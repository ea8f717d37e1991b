"""How two counted things stand to each other: the same, a part and its whole, or two things.

item_relation("NVIDIA H800", "NVIDIA Hopper", topic)    # "part": the first is a part of the second
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal

from extractors.topic import Topic
from extractors.vocabulary import Checked
from pipeline.vocabulary import shipped

_PER = re.compile(r"(?:^|, )per (\w+)$")
ItemRelation = Literal["same", "unknown", "part", "whole", "sibling", "narrower", "wider", "different"]
SubjectRelation = Literal["same", "product", "maker", "siblings", "other", "unknown"]
_STOP = frozenset(
    [
        "a",
        "an",
        "and",
        "the",
        "of",
        "for",
        "in",
        "on",
        "to",
        "by",
        "with",
        "per",
        "from",
        "its",
        "their",
        "at",
        "or",
        "as",
    ]
)


class Parts(Checked):
    """What plain words name a part of what others name; singular, lower case."""

    parts_of: dict[str, tuple[str, ...]]


@lru_cache(maxsize=1)
def parts() -> Parts:
    return shipped(Parts, "parts")


def item_relation(a: str | None, b: str | None, topic: Topic) -> ItemRelation:
    """How a stands to b.

    Things of the topic's item tree are same, part, whole or sibling. Other things are compared by
    their words: narrower where a says all that b says and more ("revenue billed to Singapore" beside
    "revenue"), different where each says something of its own, or one is for each of several things
    ("NVIDIA H800, per node"). unknown where one is not named, or says no more than a unit does ("chips").
    """
    a, b = _named(a, topic), _named(b, topic)
    if a == b:
        return "same"
    if _each(a) != _each(b):
        return "different"
    if a is None or b is None:
        return "unknown"
    if a in topic.items and b in topic.items:
        if b in topic.ancestors(a):
            return "part"
        return "whole" if a in topic.ancestors(b) else "sibling"
    found = _by_words(a, b)
    if found == "different":
        first, second = (_nouns(item, topic) for item in (a, b))
        if _is_part(first, second):
            return "narrower"
        return "wider" if _is_part(second, first) else "different"
    return found


def _named(item: str | None, topic: Topic) -> str | None:
    """An item that says more than a noun by which the topic counts."""
    return None if item is not None and item.lower() in topic.counting else item


@lru_cache(maxsize=65536)
def _each(item: str | None) -> str | None:
    """The thing for each of which an item is counted: "node" of "NVIDIA H800, per node"."""
    found = _PER.search(item) if item else None
    return found[1] if found else None


def _nouns(item: str, topic: Topic) -> frozenset[str]:
    """The words of an item; of one in the topic's tree, the nouns that it is counted by."""
    known = topic.items.get(item)
    unit = topic.units.get(known.unit) if known and known.unit else None
    return content_words(" ".join(unit.nouns)) if unit else content_words(item)


@lru_cache(maxsize=65536)
def _is_part(a: frozenset[str], b: frozenset[str]) -> bool:
    """Whether a names a part of what b names, by parts.yml ("servers" of "hardware")."""
    wholes = parts().parts_of
    return any(
        b >= content_words(whole) and any(part in a for part in held) for whole, held in wholes.items()
    )


@lru_cache(maxsize=65536)
def _by_words(a: str, b: str) -> ItemRelation:
    words_a, words_b = content_words(a), content_words(b)
    if words_a == words_b:
        return "same"
    if words_b < words_a:
        return "narrower"
    return "wider" if words_a < words_b else "different"


def content_words(text: str) -> frozenset[str]:
    """The words that carry meaning, lower case, without a plural s."""
    found = re.findall(r"[^\W_]+(?:-[^\W_]+)*", text.lower())
    return frozenset(
        word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word
        for word in found
        if word not in _STOP
    )


def subject_relation(a: str | None, b: str | None, topic: Topic) -> SubjectRelation:
    """How a's owner stands to b's: product (a is made by b), maker (a makes b), siblings of one maker."""
    if a is None or b is None:
        return "unknown"
    if a == b:
        return "same"
    if b in _makers(a, topic):
        return "product"
    if a in _makers(b, topic):
        return "maker"
    return "siblings" if topic.family(a) == topic.family(b) else "other"


def _makers(subject: str, topic: Topic) -> list[str]:
    chain: list[str] = []
    while (entity := topic.entities.get(subject)) and entity.maker and entity.maker not in chain:
        subject = entity.maker
        chain.append(subject)
    return chain

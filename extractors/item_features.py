"""What speaks for or against an item, as features of the model "items".

    role("subject", "price", "price")   # {"role subject", "role subject price"}

A possible item is told by several groups of features, of which each depends on few values. The same
values come again and again, so each group is made once and weighed once (see `subject_features`).
"""

from __future__ import annotations

from functools import lru_cache

from extractors.item_frames import item_words
from extractors.mention_words import mention_words
from extractors.people import counts_people
from extractors.units import currencies, units

Group = frozenset[str]
_KEPT = 1 << 12  # groups of a sort that are kept


@lru_cache(maxsize=_KEPT)
def none(metric: str, kind: str, counted: str) -> Group:
    """No item at all: the metric, and the noun that is counted, say it."""
    return frozenset(("none", f"none {metric}", f"none {kind}", f"none counted {counted}"))


@lru_cache(maxsize=64)
def none_of(named: bool, metric: str, bare: bool) -> Group:
    """No item, of a number that may count products of the topic: whether any is named nearby."""
    return frozenset(
        (f"none though named {named} bare {bare}", f"none though named {named} bare {bare} {metric}")
    )


@lru_cache(maxsize=_KEPT)
def label(name: str, kind: str) -> Group:
    """A word of the annotators' own for such a claim."""
    return frozenset(("label", f"label={name}", f"label {name} {kind}", f"labels of {kind}"))


@lru_cache(maxsize=_KEPT)
def frame(name: str, reach: str, kind: str, unit: str) -> Group:
    """Words that tell of such an item stand within reach."""
    return frozenset(
        (
            "frame",
            f"frame {reach}",
            f"frame {name}",
            f"frame {name} {reach}",
            f"frame {reach} of {kind}",
            f"frame {reach} in {unit}",
        )
    )


@lru_cache(maxsize=_KEPT)
def frame_only(name: str) -> Group:
    """Nothing but the words around gives such an item."""
    return frozenset((f"frame alone {name}", "frame alone"))


@lru_cache(maxsize=_KEPT)
def unframed(kind: str) -> Group:
    """No word around tells of an item for which there are such words."""
    return frozenset(("unframed", f"unframed {kind}"))


@lru_cache(maxsize=_KEPT)
def role(name: str, metric: str, kind: str) -> Group:
    """A noun's role in the number's frame; its presence as a noun at all."""
    return frozenset(("noun", f"role {name}", f"role {name} {metric}", f"role {name} {kind}"))


@lru_cache(maxsize=_KEPT)
def noun(lemma: str, kind: str) -> Group:
    """The word itself, its ending and its sort, for such a claim."""
    ending, group = lemma[-3:], sort_of(lemma)
    return frozenset(
        (
            f"noun {lemma}",
            f"{kind} noun {lemma}",
            f"ending {ending}",
            f"ending {ending} {kind}",
            f"sort {group}",
            f"sort {group} {kind}",
        )
    )


@lru_cache(maxsize=_KEPT)
def sort(lemma: str, name: str, unit: str) -> Group:
    """The word's sort in its role, and beside the number's unit."""
    group = sort_of(lemma)
    return frozenset((f"sort {group} as {name}", f"sort {group} as {name} in {unit}"))


@lru_cache(maxsize=_KEPT)
def sort_of(lemma: str) -> str:
    """Whether a noun is of time, measure, money, amounts or people; "-" for all others."""
    if not lemma:
        return "name"
    if lemma in item_words().times:
        return "time"
    if lemma in currencies().by_word:
        return "money"
    if lemma in _measures():
        return "measure"
    if lemma in mention_words().amounts:
        return "amount"
    return "people" if counts_people(lemma) else "-"


@lru_cache(maxsize=1)
def _measures() -> frozenset[str]:
    return frozenset(word for unit in units().table.units.values() for word in unit.words)


@lru_cache(maxsize=_KEPT)
def place(before: bool, gap: int, dep: str, kind: str) -> Group:
    """On which side of the number a word stands, how far off (-1: among its words), and under which label of the parse."""
    side = "inside" if gap < 0 else "before" if before else "after"
    return frozenset((f"{side} {gap}", f"{side} dep {dep}", f"dep {dep} {kind}"))


@lru_cache(maxsize=_KEPT)
def who(subject: bool, source: bool, name: str, kind: str) -> Group:
    """A word of the name of whose number it is, or of who tells it."""
    found: set[str] = set()
    for is_one, sort in ((subject, "subject"), (source, "source")):
        if is_one:
            found |= {f"is {sort}", f"is {sort} {name}", f"is {sort} of {kind}"}
    return frozenset(found)


@lru_cache(maxsize=_KEPT)
def product(side: str, rank: int, off: int, gap: int, metric: str, bare: bool) -> Group:
    """A product of the topic: the how manieth before or after the number, `off` sentences before it."""
    steps = gap if gap < 5 else 5 if gap < 8 else 8 if gap < 15 else 15
    near = f"product {side} {_distance(off)}"
    return frozenset(
        (
            "product",
            f"product {metric}",
            f"product {side} {rank}",
            near,
            f"{near} {rank}",
            f"{near} {metric}",
            f"{near} bare {bare}",
            f"{near} bare {bare} {rank}",
            f"{near} gap {steps}",
        )
    )


@lru_cache(maxsize=_KEPT // 4)
def carried(
    step: int,
    off: int,
    unit: str,
    metric: bool,
    value: bool,
    subject: bool,
    bare: bool,
    kind: str,
    is_none: bool,
) -> Group:
    """The item of a number so many numbers and sentences before.

    `unit` ("same", "class" or "other"), `metric`, `value` and `subject`: in what the two are alike.
    """
    shared, where = f"{unit} {metric}", _distance(off)
    features = [
        "carried",
        f"carried {step}",
        f"carried {shared}",
        f"carried {shared} {where}",
        f"carried {shared} bare {bare}",
        f"carried {shared} bare {bare} {where}",
        f"carried {shared} step {step}",
        f"carried of {kind} {metric}",
        f"carried of {kind} {shared} bare {bare}",
        f"carried subject {subject}",
        f"carried subject {subject} {shared}",
        f"carried subject {subject} {shared} bare {bare}",
    ]
    if value:
        features += ["carried equal", f"carried equal {metric}", f"carried equal {kind}"]
    return frozenset(f"none {feature}" for feature in features) if is_none else frozenset(features)


def _distance(off: int) -> str:
    """Sentences from a word to the number, in words; negative where it follows."""
    if off in (0, 1, -1):
        return ("here", "previous", "next")[off]
    return "near" if 0 < off < 4 else "far"

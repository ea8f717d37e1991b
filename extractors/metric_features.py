"""What speaks for and against each metric that a number may have, as features of the linear models.

of_metric("training_cost", "money", frozenset({"head~noun"}), 0, False, 2)
"""

from __future__ import annotations

import math
from functools import lru_cache

from extractors.measured import Number
from extractors.roles import OTHER, WEAK
from extractors.word_weights import Said

_KEPT = 1 << 12  # sets of features that are kept


@lru_cache(maxsize=_KEPT)
def of_other(unit: str, hits: frozenset[str], rivals: int) -> frozenset[str]:
    """What speaks for none of the topic's metrics: cues of such numbers, the want of rivals."""
    features = {f"m={OTHER}", f"m={OTHER}|{unit}", f"{OTHER}|rivals{rivals}"}
    for hit in hits:
        features.update((f"cue {hit}", f"{unit} cue {hit}", f"{OTHER} cue {hit}"))
    if not hits <= WEAK:
        features.add(f"{OTHER} strong|rivals{rivals}")
    return frozenset(features)


@lru_cache(maxsize=_KEPT)
def of_metric(
    name: str, unit: str, hits: frozenset[str], rivals: int, before: bool, level: int
) -> frozenset[str]:
    """What speaks for one of the topic's metrics: the roles of its cues, its rivals, the text around."""
    features = {
        f"m={name}",
        f"m={name}|{unit}",
        f"{name}|rivals{rivals}",
        f"doc{level}",
        f"{name} doc{level}",
    }
    for hit in hits:
        features.update((f"cue {hit}", f"{unit} cue {hit}", f"{name} cue {hit}"))
    if not hits:
        features.add("nocue")
    if hits <= WEAK:
        features.add("nostrong")
    elif not rivals:
        features.add("only strong")
    if before:
        features.update(("before", f"{name} before"))
    return frozenset(features)


def size_of(number: Number) -> Said:
    """How large the number is, in powers of ten."""
    value = number.low if number.low is not None else number.high
    power = math.floor(math.log10(value)) if value and value > 0 else -9
    return {"power": [str(power)], "power>": [str(step) for step in range(2, min(power, 10) + 1)]}


def bounds_of(number: Number) -> str:
    """What kind of bound the number has."""
    if number.low == number.high:
        return "point"
    return "range" if number.low is not None and number.high is not None else "open"

"""Numbers that count a part of the number before them: "roughly 50,000 GPUs, 10,000 of them H100s".

takes_up(text, before, quantity)      # True: the 10,000 are some of the 50,000, and whose those are
"""

from __future__ import annotations

import re

from extractors.quantities import Quantity

_REACH = 12  # characters after a number, or before it, in which it is said of what it is a part
_FAR = 160  # characters between the two
_AFTER = re.compile(r"\W*\w*\W*\bof (?:them|these|those|which|whom)\b")
_BEFORE = re.compile(r"\bof (?:them|these|those|which|whom),? (?:\w+ ){0,2}$", re.IGNORECASE)
_END = re.compile(r"[.!?]\s|\n")


def takes_up(text: str, before: Quantity, quantity: Quantity) -> bool:
    """Whether a number of the same sentence counts some of what the number before it counts."""
    between = text[before.end : quantity.start]
    if len(between) > _FAR or _END.search(between):
        return False
    inside = text[quantity.start : quantity.end]
    after = text[quantity.end : quantity.end + _REACH]
    here = text[max(before.end, quantity.start - 2 * _REACH) : quantity.start]
    return bool(
        _AFTER.match(after) or _BEFORE.search(here) or re.search(r"\bof (?:them|these|those)\b", inside)
    )

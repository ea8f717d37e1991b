"""Which extracted quantity is which annotated claim, by overlap of their spans and a bound in common.

The same test as the scorer's: a match needs half of the shorter span and one bound within 1 %.
"""

from __future__ import annotations

from collections.abc import Sequence

from extractors.quantities import Quantity, to_base
from training.gold import Row


def near(a: float | None, b: float | None) -> bool:
    """Are two bounds the same within 1 %? An open bound is only like an open one."""
    if a is None or b is None:
        return a is None and b is None
    return abs(a - b) <= 0.01 * max(abs(a), abs(b))


def match(quantities: Sequence[Quantity], rows: Sequence[Row]) -> dict[int, int]:
    """For each index in `quantities` that is an annotated claim, that claim's index in `rows`."""
    ranked = []
    for n, row in enumerate(rows):
        start, end = int(row["start"]), int(row["start"]) + len(row["quote"])
        for k, quantity in enumerate(quantities):
            shared = min(end, quantity.end) - max(start, quantity.start)
            if shared < 0.5 * max(1, min(end - start, quantity.end - quantity.start)):
                continue
            low, high, _ = to_base(quantity)
            both = near(row["low"], low) and near(row["high"], high)
            bounds = [b for b in (low, high) if b is not None]
            if any(
                near(bound, b) for bound in (row["low"], row["high"]) if bound is not None for b in bounds
            ):
                ranked.append((both, shared, k, n))
    found: dict[int, int] = {}
    for _, _, k, n in sorted(ranked, reverse=True):
        if k not in found and n not in found.values():
            found[k] = n
    return found

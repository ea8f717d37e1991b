"""What remains when two claims measure the same thing: their numbers."""

from __future__ import annotations

from pipeline.pairs import Pair, Verdict
from pipeline.rules.when import one_account
from pipeline.slips import slip_of

FAR_APART = 1_000
BOUNDS = ("at_least", "at_most")

_REASONS = {
    "same": "the same value",
    "rounding": "the one is a rounding of the other",
    "hedged": "the hedge of the one holds the other",
}
_COMPATIBLE = {
    "bound": ("bound", "the bound of the one holds the other"),
    "inside": ("range", "the range of the one holds the other"),
    "overlap": ("overlap", "the two ranges overlap"),
    "near": ("near", "they are near enough for both to be roughly true"),
}


def opposite_direction(pair: Pair) -> Verdict | None:
    """One says that it rose, the other that it fell."""
    a, b = pair.a.claim.direction, pair.b.claim.direction
    if a is None or b is None or a == b or pair.subjects != "same" or pair.items != "same":
        return None
    if one_account(pair):
        return Verdict("compatible", "told together", "one text gives both, as one speaker's")
    if pair.times in ("same", "overlap") or (
        pair.times == "unknown" and pair.a.day == pair.b.day is not None
    ):
        return Verdict("conflict", "direction", "the one says up, the other down")
    return Verdict(
        "compatible", "other period", "the one says up, the other down, and they need not mean one time"
    )


def same_value(pair: Pair) -> Verdict | None:
    """The same value, or one a rounding or conversion of the other."""
    if not pair.agrees or pair.items in ("sibling", "different") or pair.times == "other":
        return None
    if pair.items in ("part", "whole") and not _unspecific(pair):
        return None
    assert pair.finding is not None
    if pair.exchange is not None:
        return Verdict("agree", "conversion", f"one amount in two currencies: {pair.exchange}")
    kind = "rounding" if pair.finding.kind == "rounding" else "same value"
    return Verdict("agree", kind, _REASONS[pair.finding.kind])


def _unspecific(pair: Pair) -> bool:
    """Whether the whole is the root of the item tree, which says no more than that it is of the tree."""
    whole = (pair.b if pair.items == "part" else pair.a).claim.item
    return not pair.topic.ancestors(whole or "")


def bounds_hold(pair: Pair) -> Verdict | None:
    """A bound, a range or a vague word leaves room for the other number."""
    if pair.finding is None or pair.finding.kind not in _COMPATIBLE:
        return None
    kind, reason = _COMPATIBLE[pair.finding.kind]
    return Verdict("compatible", kind, reason)


def far_apart(pair: Pair) -> Verdict | None:
    """The numbers lie so far apart that they can hardly measure the same thing."""
    if not pair.apart or pair.finding is None or pair.finding.ratio < FAR_APART:
        return None
    if pair.exchange is None and slip_of(pair.a.value, pair.b.value, pair.finding.ratio):
        return None
    return Verdict("incomparable", "far apart", f"the one is {pair.finding.ratio:,.0f} times the other")


def values_apart(pair: Pair) -> Verdict | None:
    """They measure the same thing for the same time, and both numbers cannot be true."""
    if not pair.apart:
        return None
    assert pair.finding is not None
    ratio = pair.finding.ratio
    size = f"{ratio:,.0f} times" if ratio >= 10 else f"{ratio:.2f} times"
    if pair.exchange is not None:
        return Verdict("conflict", "value", f"at {pair.exchange} the one is {size} the other")
    if slip := slip_of(pair.a.value, pair.b.value, ratio):
        return Verdict("conflict", "slip", f"the one is {size} the other ({slip})")
    broken = pair.a.value.shape in BOUNDS or pair.b.value.shape in BOUNDS
    kind = "bound broken" if broken else "value"
    # "more than 2,048" beside 2,048 is not "1.00 times the other".
    apart = "leaves no room for" if ratio < 1.005 else f"is {size}"
    return Verdict("conflict", kind, f"both are about the same thing, and the one {apart} the other")

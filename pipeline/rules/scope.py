"""What a number covers: one run or all, a part or its whole, one kind or several."""

from __future__ import annotations

import re
from functools import lru_cache

from pipeline.pairs import Pair, Verdict
from pipeline.sides import Side, scope_words

# What makes "did it all with just 2,000" and another number a contradiction rather than a detail.
FAR_MORE = 10


def all_it_took(pair: Pair) -> Verdict | None:
    """One says that the work was done with just so much; the other says that the same owner has far more."""
    for pair_ in (pair, pair.swapped):
        least, other = pair_.a, pair_.b
        if least.scope != "all it took" or other.scope == "all it took" or pair_.subjects != "same":
            continue
        if (
            pair_.finding is None
            or pair_.finding.kind not in ("apart", "bound")
            or pair_.finding.ratio < FAR_MORE
        ):
            continue
        if least.value.point < other.value.point and other.value.shape != "at_most" and pair.times != "other":
            just = f"“{least.claim.quote}” is said to have been enough for all of it"
            return Verdict(
                "conflict", "scope", f"{just}, and “{other.claim.quote}” is {_times(pair_)} as much"
            )
    return None


def all_of_one_kind(pair: Pair) -> Verdict | None:
    """One says that all are of one kind, the other counts as many of several kinds."""
    for pair_ in (pair, pair.swapped):
        part, whole = pair_.a, pair_.b
        if pair_.items != "part" or pair_.subjects != "same" or pair.times == "other":
            continue
        if not pair.topic.ancestors(whole.claim.item or ""):
            continue  # of the root of a tree it says nothing that there are several kinds
        if pair_.agrees and _several_kinds(whole, pair_):
            kinds = f"{whole.claim.item} of several kinds"
            return Verdict(
                "conflict", "kind", f"the one counts only {part.claim.item}, the other as many {kinds}"
            )
    return None


def larger_than_its_whole(pair: Pair) -> Verdict | None:
    """A part cannot be larger than its whole."""
    for pair_ in (pair, pair.swapped):
        part, whole = pair_.a, pair_.b
        if pair_.items != "part" or pair_.subjects != "same" or pair.times in ("other", "inside"):
            continue
        if pair_.apart and part.value.reach[0] > whole.value.reach[1]:
            more = f"{part.claim.item} is a part of {whole.claim.item}"
            return Verdict(
                "conflict", "part larger than whole", f"{more}, and the part is {_times(pair_)} the whole"
            )
    return None


def part_of_whole(pair: Pair) -> Verdict | None:
    """One counts a part of what the other counts, so both can be true."""
    for pair_ in (pair, pair.swapped):
        part, whole = pair_.a, pair_.b
        if pair_.items in ("part", "narrower"):
            return Verdict("compatible", "part of", f"{part.claim.item} is a part of {whole.claim.item}")
        if pair_.items == "unknown" and part.claim.item is not None and pair.finding and not pair.agrees:
            return Verdict(
                "compatible",
                "part of",
                f"the one counts {part.claim.item} alone, the other does not say of what",
            )
    return None


def run_and_fleet(pair: Pair) -> Verdict | None:
    """One is about a product, the other about its maker: a part and its whole."""
    for pair_ in (pair, pair.swapped):
        if pair_.subjects == "product" and not pair.agrees:
            product, maker = pair_.a.claim.subject, pair_.b.claim.subject
            return Verdict(
                "compatible", "part of", f"the one is about {product}, the other about all that {maker} has"
            )
    return None


def total_and_part(pair: Pair) -> Verdict | None:
    """The two numbers cover different scopes, and the one can be a part of the other."""
    a, b = pair.a.scope, pair.b.scope
    if not pair.apart or a is None or b is None or a == b or "all it took" in (a, b):
        return None
    return Verdict("compatible", "other scope", f"the one covers {a}, the other {b}")


def _times(pair: Pair) -> str:
    assert pair.finding is not None
    ratio = pair.finding.ratio
    return f"{ratio:,.0f} times" if ratio >= 10 else f"{ratio:.1f} times"


def _several_kinds(whole: Side, pair: Pair) -> bool:
    """Whether the text that counts the whole says that it is a mix, or names two of its parts or more."""
    text = whole.paragraph or whole.context
    if _mixed().search(text):
        return True
    named = {name for form, name in pair.topic.names.items() if len(form) > 2 and form in text}
    parts = [name for name in named if whole.claim.item in pair.topic.ancestors(name)]
    return len(parts) > 1


@lru_cache(maxsize=1)
def _mixed() -> re.Pattern[str]:
    cues = "|".join(re.escape(cue) for cue in scope_words().mixed)
    return re.compile(rf"\b(?:{cues})\b", re.IGNORECASE)

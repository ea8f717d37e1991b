"""What a number covers: one run or all, a part or its whole, one kind or several."""

from __future__ import annotations

import re
from functools import lru_cache

from pipeline.pairs import Pair, Verdict
from pipeline.sides import Side, scope_words

_OF_THEM_NEXT = re.compile(r"\s+of (?:them|these|those|which)\b", re.IGNORECASE)
_OF_WHICH = re.compile(r"\bof (?:which|whom|them|these|those),?\s+(?:[\w']+\s+){0,2}$", re.IGNORECASE)
# The same of a whole that is named: "three of the injured died", "Of the 160 injured, 22 are in hospital".
_OF_NAMED_NEXT = re.compile(r"\s+of (?:the|its|his|her|their)\s+[a-z]", re.IGNORECASE)
_OF_NAMED = re.compile(
    r"(?:^|[.;]\s+)of (?:the|its|their)(?:\s+[\w,'-]+){1,4},\s+(?:[\w']+\s+){0,2}$", re.IGNORECASE
)
_SOME_OF = re.compile(r"\bof (?:the|its|their|them|these|those|all)\b", re.IGNORECASE)
# What makes "did it all with just 2,000" and another number a contradiction rather than a detail.
FAR_MORE = 10


def all_it_took(pair: Pair) -> Verdict | None:
    """One says that the work was done with just so much; the other says that the same owner has far more."""
    if "all it took" not in (pair.a.scope, pair.b.scope):
        return None
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
    if not pair.agrees or pair.subjects != "same" or pair.times == "other":
        return None
    part, whole = part_and_whole(pair)
    if part is None or whole is None or not pair.topic.ancestors(whole.claim.item or ""):
        return None  # of the root of a tree it says nothing that there are several kinds
    if not _names_its_item(whole, pair) or not _several_kinds(whole, pair):
        return None
    kinds = f"{whole.claim.item} of several kinds"
    return Verdict("conflict", "kind", f"the one counts only {part.claim.item}, the other as many {kinds}")


def larger_than_its_whole(pair: Pair) -> Verdict | None:
    """A part cannot be larger than its whole."""
    if not pair.apart or pair.subjects != "same" or pair.times in ("other", "inside"):
        return None
    part, whole = part_and_whole(pair)
    if part is None or whole is None or part.value.reach[0] <= whole.value.reach[1]:
        return None
    if not pair.topic.ancestors(whole.claim.item or ""):
        return None  # the root of a tree names no whole of which the text would count all
    more = f"{part.claim.item} is a part of {whole.claim.item}"
    return Verdict("conflict", "part larger than whole", f"{more}, and the part is {_times(pair)} the whole")


def part_of_whole(pair: Pair) -> Verdict | None:
    """One counts a part of what the other counts, so both can be true."""
    if pair.items in ("part", "narrower", "whole", "wider"):
        part, whole = (pair.a, pair.b) if pair.items in ("part", "narrower") else (pair.b, pair.a)
        return Verdict("compatible", "part of", f"{part.claim.item} is a part of {whole.claim.item}")
    item = pair.a.claim.item or pair.b.claim.item
    if pair.items != "unknown" or item is None or pair.finding is None or pair.agrees:
        return None
    return Verdict("compatible", "part of", f"the one counts {item} alone, the other does not say of what")


def part_and_whole(pair: Pair) -> tuple[Side, Side] | tuple[None, None]:
    """The side that counts a part of the item tree and the side that counts its whole; nothing else."""
    if pair.items == "part":
        return pair.a, pair.b
    return (pair.b, pair.a) if pair.items == "whole" else (None, None)


def run_and_fleet(pair: Pair) -> Verdict | None:
    """One is about a product, the other about its maker: a part and its whole."""
    if pair.subjects not in ("product", "maker") or pair.agrees:
        return None
    product, maker = (pair.a, pair.b) if pair.subjects == "product" else (pair.b, pair.a)
    whole = f"the other about all that {maker.claim.subject} has"
    return Verdict("compatible", "part of", f"the one is about {product.claim.subject}, {whole}")


def some_of_them(pair: Pair) -> Verdict | None:
    """One counts some of them ("10,000 of the cards"), so both can be true."""
    if not pair.apart:
        return None
    small, large = (pair.b, pair.a) if pair.b.value.point < pair.a.value.point else (pair.a, pair.b)
    if not _is_some(small) or _is_some(large):
        return None
    return Verdict("compatible", "part of", f"“{small.claim.quote}” are some of them")


def _is_some(side: Side) -> bool:
    """Whether a side counts some of what was counted before: "10,000 of the cards", "37 billion of them", "of which 37B".

    "10,000 of them H100s" counts all that are H100s.
    """
    claim = side.claim
    return _counts_some(claim.quote, "" if claim.item else side.context, claim.unit != "percent")


@lru_cache(maxsize=4096)
def _counts_some(quote: str, context: str, counts: bool) -> bool:
    """`counts`: it is no percentage, which is of something whether a part is meant or not."""
    if _SOME_OF.search(quote):
        return True
    before, _, after = context.partition(quote)
    if _OF_THEM_NEXT.match(after) or _OF_WHICH.search(before):
        return True
    return counts and bool(_OF_NAMED_NEXT.match(after) or _OF_NAMED.search(before))


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


def _names_its_item(side: Side, pair: Pair) -> bool:
    """Whether the text itself names the thing counted, in the quote or after it."""
    place = max(side.context.find(side.claim.quote), 0)
    text = f"{side.claim.quote} {side.context[place:]}"
    return any(form in text for form, name in pair.topic.names.items() if name == side.claim.item)


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

"""Times: other periods, plans and outcomes, counts that grow, and numbers that were put right."""

from __future__ import annotations

from datetime import date
from difflib import SequenceMatcher

from extractors.corrections import is_notice
from pipeline.items import content_words
from pipeline.pairs import Pair, Verdict
from pipeline.sides import Side, scope_words
from pipeline.times import as_of

TWO_COUNTS = 100  # times that a number of one text is another of its numbers
EDITED = 0.5  # two sentences with this share of their words in common are one, edited


def correction(pair: Pair) -> Verdict | None:
    """A later edition of the same article gives another number in its place."""
    if pair.a.url is None or pair.a.url != pair.b.url or pair.a.edition == pair.b.edition:
        return None
    if not pair.apart or pair.items not in ("same", "unknown") or pair.times == "other":
        return None
    old, new = sorted((pair.a, pair.b), key=lambda side: side.edition)
    if not _in_its_place(old, new):
        return None
    return Verdict(
        "conflict", "correction", f"“{new.claim.quote}” replaces “{old.claim.quote}” in a later edition"
    )


def _in_its_place(old: Side, new: Side) -> bool:
    """Whether the two sentences are one, edited, or the new one is a correction notice's.

    Where a sentence is not known, the edition alone must do.
    """
    if is_notice(new.context):
        return True
    before, after = old.context.split(), new.context.split()
    if len(before) <= len(old.claim.quote.split()) or len(after) <= len(new.claim.quote.split()):
        return True
    return SequenceMatcher(None, before, after, autojunk=False).ratio() >= EDITED


def other_period(pair: Pair) -> Verdict | None:
    """They hold for different times, so both can be true."""
    if pair.times == "other_rate":
        return Verdict(
            "compatible", "other period", f"the one is for {_when(pair.a)}, the other for {_when(pair.b)}"
        )
    if pair.times == "other" or (pair.times in ("inside", "unclear", "earlier") and not pair.agrees):
        return Verdict(
            "compatible", "other period", f"the one is for {_when(pair.a)}, the other for {_when(pair.b)}"
        )
    return None


def one_account(pair: Pair) -> bool:
    """Whether both numbers are asserted or alleged in one edition of one text, or planned in one sentence of it, by one
    source (or by the text itself)."""
    a, b = pair.a.claim, pair.b.claim
    if a.article != b.article or a.source != b.source or pair.a.edition != pair.b.edition:
        return False
    stances = {a.stance, b.stance}
    if stances <= {"asserted", "alleged"}:
        return True
    bounded = {"at_most", "at_least"} & {
        pair.a.value.shape,
        pair.b.value.shape,
    }  # a promised limit can be broken
    one_plan = stances == {"planned"} and bool(pair.a.context) and pair.a.context == pair.b.context
    return one_plan and not bounded  # "4,800 jobs rather than the 5,500 it announced"


def told_together(pair: Pair) -> Verdict | None:
    """One text gives both numbers as one speaker's, so it does not set them against each other."""
    if not pair.apart or not one_account(pair):
        return None
    where = "sentence" if pair.a.context and pair.a.context == pair.b.context else "text"
    return Verdict("compatible", "told together", f"one {where} gives both numbers, as one speaker's")


def perhaps_other_period(pair: Pair) -> Verdict | None:
    """Of sums that come anew each period, one text does not say which it means, and long time lies between."""
    if pair.times != "unknown" or not pair.apart or pair.accrual != "flow":
        return None
    days = _days_between(pair.a, pair.b)
    if days is None or days <= 31:
        return None
    return Verdict(
        "compatible", "other period", f"they were published {days} days apart and need not mean one period"
    )


def plan_and_outcome(pair: Pair) -> Verdict | None:
    """What is planned need not be what is, unless a promised limit was broken."""
    first, second = pair.a.claim.stance == "planned", pair.b.claim.stance == "planned"
    if first == second or pair.agrees:
        return None
    plan, done = (pair.a, pair.b) if first else (pair.b, pair.a)
    if plan.value.shape == "at_most" and pair.apart and pair.items == "same" and pair.subjects == "same":
        limit = f"“{plan.claim.quote}” was a promised limit, and “{done.claim.quote}” is beyond it"
        return Verdict("conflict", "bound broken", limit)
    return Verdict(
        "compatible", "planned and done", f"“{plan.claim.quote}” is a plan or forecast, the other is not"
    )


def growth(pair: Pair) -> Verdict | None:
    """The count can only rise while its event goes on, and the later report has the higher number."""
    if not pair.apart or not _can_only_rise(pair) or _two_counts_of_one_text(pair):
        return None
    a, b = as_of(pair.a), as_of(pair.b)
    if a is None or b is None or a == b:
        return None
    (early, first), (late, second) = ((a, pair.a), (b, pair.b)) if a < b else ((b, pair.b), (a, pair.a))
    if second.value.point <= first.value.point:
        return None
    return Verdict(
        "compatible", "growth over time", f"the count can only rise, and rose between {early} and {late}"
    )


def _two_counts_of_one_text(pair: Pair) -> bool:
    """Whether one text gives both, a hundred times apart: fifteen dead, and the thousands who mourned them."""
    assert pair.finding is not None
    return pair.a.claim.article == pair.b.claim.article and pair.finding.ratio >= TWO_COUNTS


def _can_only_rise(pair: Pair) -> bool:
    if pair.accrual == "cumulative":
        return True
    if pair.a.claim.metric != "other":
        return False
    rising = scope_words().rising
    return all(
        any(word in rising for word in content_words(f"{side.claim.item or ''} {side.claim.quote}"))
        for side in (pair.a, pair.b)
    )


def _days_between(a: Side, b: Side) -> int | None:
    if a.day is None or b.day is None:
        return None
    return abs((date.fromisoformat(a.day) - date.fromisoformat(b.day)).days)


def _when(side: Side) -> str:
    return f"“{side.claim.period}”" if side.claim.period else "a time that is not named"

"""Rules for two aligned numbers: denied, withdrawn, the same, one holding the other, or apart."""

from __future__ import annotations

from extractors.corrections import notices
from pipeline.intervals import ratio_of
from pipeline.pairs import DENIED, Verdict
from pipeline.sameness import one_event, one_measure
from pipeline.sides import scope_words
from pipeline.slips import slip_of
from pipeline.synonyms import any_of
from pipeline.texts import COVER_AGREE, Match, TextPair


def number_denied(match: Match, pair: TextPair) -> Verdict | None:
    """One text gives the number, the other says that it is not so."""
    denied = [side.stance in DENIED for side in (match.a, match.b)]
    if denied[0] == denied[1] or match.apart or (not match.finding.agrees and match.finding.ratio >= 2):
        return None
    # To deny "the $4 million figure" is to speak of it, whatever the other words.
    if not (match.finding.ratio == 1 and match.a.unit) and not one_event(match, pair):
        return None
    return Verdict("conflict", "denial", f"{match.quotes}: the one text asserts it, the other denies it")


def number_withdrawn(match: Match, pair: TextPair) -> Verdict | None:
    """One text gives the number, the other is a correction that withdraws it."""
    if match.apart:
        return None
    for reading, measure in ((pair.a, match.a), (pair.b, match.b)):
        if any(measure in notice.withdrawn for notice in notices(reading.text, reading.measures)):
            return Verdict("conflict", "correction", f"“{measure.quote}” is withdrawn by a correction")
    return None


def all_of_one_kind(match: Match, pair: TextPair) -> Verdict | None:
    """One text says that all are of one kind, the other counts as many of several kinds."""
    if not match.finding.agrees or bool(match.a.codes) == bool(match.b.codes):
        return None
    mixed, one = (pair.b, match.a) if match.a.codes else (pair.a, match.b)
    if len(mixed.codes) < 2 and not (mixed.codes and any_of(scope_words().mixed).search(mixed.text)):
        return None
    return Verdict(
        "conflict", "kind", f"{match.quotes}: the one are all {', '.join(sorted(one.codes))}, the other a mix"
    )


def up_and_down(match: Match, pair: TextPair) -> Verdict | None:
    """One text says that it rose, the other that it fell."""
    if {match.a.direction, match.b.direction} != {"up", "down"} or not one_measure(match, pair):
        return None
    if match.apart and match.a.form != "percent":
        return None  # two levels, not two changes
    return Verdict("conflict", "direction", f"{match.quotes}: the one says up, the other down")


def same_number(match: Match, pair: TextPair) -> Verdict | None:
    """The same number, or one a rounding or conversion of the other."""
    if not match.finding.agrees or pair.cover < COVER_AGREE or _only_given(match, pair):
        return None
    return Verdict("agree", match.finding.kind, f"{match.quotes} are one number{match.note}")


def _only_given(match: Match, pair: TextPair) -> bool:
    """Whether the number is only how many they are, of whom the two texts tell different things."""
    plain = match.finding.ratio == 1 and match.a.value.hedge == match.b.value.hedge == "none"
    if not plain or not (match.a.given or match.b.given):
        return False
    return match.a.verb is None or match.a.verb != match.b.verb


def total_and_part(match: Match, pair: TextPair) -> Verdict | None:
    """One text gives the total, the other a smaller number that can be a part of it."""
    if not match.apart or match.finding.ratio < 1.1:
        return None
    total = any_of(scope_words().sum)
    totals = [bool(total.search(reading.text)) for reading in (pair.a, pair.b)]
    if totals[0] == totals[1]:
        return None
    whole, part = (match.a, match.b) if totals[0] else (match.b, match.a)
    if part.value.shape == "at_most" or part.value.point > whole.value.point:
        return None
    return Verdict("compatible", "part of", f"{match.quotes}: “{whole.quote.strip()}” is the total")


def rate_and_sum(match: Match, pair: TextPair) -> Verdict | None:
    """One is a rate, the other is not."""
    if not match.apart or match.a.per == match.b.per:
        return None
    return Verdict(
        "incomparable", "rate and sum", f"{match.quotes}: the one is per {match.a.per or match.b.per}"
    )


def plan_and_fact(match: Match, pair: TextPair) -> Verdict | None:
    """What is planned or supposed need not be what is, unless a promised limit was broken."""
    open_ = [side for side in (match.a, match.b) if side.stance in ("planned", "hypothetical")]
    if len(open_) != 1 or not match.apart or not one_event(match, pair):
        return None
    if slip_of(match.a.value, match.b.value, match.finding.ratio) and one_measure(match, pair):
        return None  # the same digits in another order are one number, written wrongly
    limit, done = open_[0], match.b if open_[0] is match.a else match.a
    if limit.value.shape == "at_most" and limit.stance == "planned" and done.stance not in DENIED:
        return Verdict("conflict", "bound broken", f"{match.quotes}: the first was promised as a limit")
    return Verdict("compatible", "planned and done", f"{match.quotes}: the one is planned or supposed")


def count_grew(match: Match, pair: TextPair) -> Verdict | None:
    """The count can only rise, and the later text has the higher number."""
    rising = set(scope_words().rising)
    if not match.apart or not pair.day_a or not pair.day_b or pair.day_a[:10] == pair.day_b[:10]:
        return None
    if not all(rising & {*side.words, side.unit or ""} for side in (match.a, match.b)):
        return None
    early, late = (match.a, match.b) if pair.day_a < pair.day_b else (match.b, match.a)
    if late.value.point <= early.value.point:
        return None
    return Verdict("compatible", "growth over time", f"{match.quotes}: the count rose between the two days")


def bound_holds(match: Match, pair: TextPair) -> Verdict | None:
    """A bound, range or vague word leaves room for the other number."""
    if match.apart or match.finding.agrees or pair.cover < COVER_AGREE:
        return None
    return Verdict("compatible", match.finding.kind, f"{match.quotes} can both be true")


def numbers_apart(match: Match, pair: TextPair) -> Verdict | None:
    """The words say that one thing is measured, and both numbers cannot be true."""
    if not match.apart or not one_measure(match, pair):
        return None
    slip = slip_of(match.a.value, match.b.value, ratio_of(match.a.value, match.b.value))
    note = f" ({slip})" if slip else match.note
    return Verdict("conflict", "value", f"{match.quotes} cannot both be true{note}")

"""Rules for what two texts say by date, time of day or rank, which are no quantities: "the fourth album", "before 1990"."""

from __future__ import annotations

from dataclasses import replace

from pipeline.marks import Date, clocks_of, dates_of, fits, mark_words, results_of
from pipeline.pairs import Verdict
from pipeline.ranks import Rank, ranks_fit, ranks_of
from pipeline.synonyms import any_of
from pipeline.texts import COVER_OPPOSED, COVER_SAME, TextPair, elsewhere

COVER_BOUND = 0.5  # of a text that gives a bound: it speaks of when it was, or of the place


def other_rank(pair: TextPair) -> Verdict | None:
    """The texts use the same words, but a rank differs: the third album and the fourth."""
    a, b = ranks_of(pair.a.text), ranks_of(pair.b.text)
    years = pair.a.years, pair.b.years
    if pair.cover < COVER_BOUND or elsewhere(pair) or (all(years) and not years[0] & years[1]):
        return None
    for noun in sorted((a.keys() & b.keys()) - set(mark_words().passing)):
        bounded = any(rank.side != "at" for rank in a[noun] | b[noun])
        if not bounded and pair.cover < COVER_OPPOSED:
            continue
        if not ranks_fit(a[noun], b[noun]):
            return Verdict("conflict", "other figure", f"{_ranks(a[noun])} against {_ranks(b[noun])}")
        if bounded:
            return Verdict("compatible", "bound", f"{_ranks(a[noun])} and {_ranks(b[noun])} can both be true")
    return None


def another_in_row(pair: TextPair) -> str | None:
    """What two texts speak of two different ones of: "quarter" for the first quarter and the second; else None."""
    a, b = ranks_of(pair.a.text), ranks_of(pair.b.text)
    return next(
        (noun for noun in sorted(a.keys() & b.keys()) if noun and not ranks_fit(a[noun], b[noun])), None
    )


def other_date(pair: TextPair) -> Verdict | None:
    """The texts use the same words but for a date, or one says that it was before or after the other's."""
    a, b = dates_of(pair.a.text), dates_of(pair.b.text)
    if not a or not b or min(len(a), len(b)) > 1:
        return None
    told = [(one, other, fits(one, other)) for one in a for other in b]
    if any(fit is None for _, _, fit in told):
        return None
    bounded = any(date.bound != "on" for date in [*a, *b])
    if pair.cover < (COVER_BOUND if bounded else COVER_SAME):
        return None
    for one, other, fit in told:
        if fit:
            reason = f"“{one}” and “{other}” can both be true"
            return Verdict("compatible", "bound", reason) if bounded else None
    kind = "bound broken" if bounded else "other figure"
    return Verdict("conflict", kind, f"{_dates(a)} against {_dates(b)}")


def other_days(pair: TextPair) -> bool:
    """Whether both texts are dated, and no date of the one can be the other's."""
    a, b = dates_of(pair.a.text), dates_of(pair.b.text)
    told = [fits(replace(one, bound="on"), replace(other, bound="on")) for one in a for other in b]
    return bool(told) and not any(fit is not False for fit in told)


def other_time_of_day(pair: TextPair) -> Verdict | None:
    """The texts use the same words, but the time of day differs."""
    a, b = clocks_of(pair.a.text), clocks_of(pair.b.text)
    if pair.cover < COVER_SAME or len(a) != 1 or len(b) != 1 or a == b:
        return None
    return Verdict("conflict", "other figure", f"{_clock(*a)} against {_clock(*b)}")


def other_result(pair: TextPair) -> Verdict | None:
    """The texts use the same words, but the result differs: 2–1 and 3–0."""
    a, b = results_of(pair.a.text), results_of(pair.b.text)
    if pair.cover < COVER_OPPOSED or not a or not b or a & b or elsewhere(pair) or dated(pair):
        return None
    return Verdict("conflict", "other figure", f"{_results(a)} against {_results(b)}")


def dated(pair: TextPair) -> bool:
    """Whether a text says that it was before or after, early or late: the same thing at another time."""
    return any(any_of(mark_words().around).search(reading.text) for reading in (pair.a, pair.b))


def _results(found: frozenset[tuple[int, int]]) -> str:
    return " and ".join(f"{high}–{low}" for high, low in sorted(found))


def _ranks(found: set[Rank]) -> str:
    return " and ".join(sorted(map(str, found)))


def _dates(dates: list[Date]) -> str:
    return " and ".join(str(date) for date in dates)


def _clock(minutes: int) -> str:
    return f"{minutes // 60}:{minutes % 60:02}"

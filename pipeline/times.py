"""How the times of two claims stand to each other: one period, two, or a rate against another.

time_relation(side_2021, side_2024)    # "other"
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Literal

from pipeline.sides import Side

TimeRelation = Literal["same", "unknown", "overlap", "inside", "other", "other_rate"]
_RATE = re.compile(
    r"^(?:(?:a|an|per|each|every)\s+(second|minute|hour|day|night|week|month|quarter|year)|"
    r"(hourly|daily|nightly|weekly|monthly|quarterly|yearly|annual|annually)|annual run rate)\b",
    re.IGNORECASE,
)
_RATE_NAMES = {
    "hourly": "hour", "daily": "day", "nightly": "night", "weekly": "week", "monthly": "month",
    "quarterly": "quarter", "yearly": "year", "annual": "year", "annually": "year",
}  # fmt: skip
_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
    "november", "december",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of days (both ends included; None: not known), or a rate ("a week"), or only its words."""

    start: date | None
    end: date | None
    rate: str | None
    text: str


def time_relation(a: Side, b: Side) -> TimeRelation:
    """How the periods of two claims stand to each other; unknown where either does not say."""
    if a.claim.period is None or b.claim.period is None:
        return "unknown"
    first, second = period_of(a), period_of(b)
    if first.rate or second.rate:
        if first.rate and second.rate:
            return "same" if first.rate == second.rate else "other_rate"
        return "other_rate"
    if first.start and second.start and first.end and second.end:
        if first.end < second.start or second.end < first.start:
            return "other"
        if (first.start, first.end) == (second.start, second.end):
            return "same" if first.text == second.text or first.start < first.end else "overlap"
        return _overlapping(first.start, first.end, second.start, second.end)
    if first.text == second.text:
        # "Monday" in two papers a month apart is two Mondays; without dates the words decide.
        return "same" if _near(a.day, b.day) else "other"
    return "unknown"


def _overlapping(a_start: date, a_end: date, b_start: date, b_end: date) -> TimeRelation:
    """Two stretches that share days: one measure if most days are shared, a part of the other if not."""
    shared = (min(a_end, b_end) - max(a_start, b_start)).days + 1
    longest = max((a_end - a_start).days, (b_end - b_start).days) + 1
    return "overlap" if shared / longest > 0.75 else "inside"


def _near(a: str | None, b: str | None, days: int = 6) -> bool:
    if a is None or b is None:
        return True
    return abs((date.fromisoformat(a) - date.fromisoformat(b)).days) <= days


def period_of(side: Side) -> Period:
    """The period of a claim, from its dates where the reader of the text found them, else from its words."""
    claim = side.claim
    start, end = (
        date.fromisoformat(day[:10]) if day else None for day in (claim.period_start, claim.period_end)
    )
    period = _from_words((claim.period or "").strip(), side.day)
    return period if start is None or period.rate else Period(start, end or start, None, period.text)


@lru_cache(maxsize=16384)
def _from_words(text: str, day: str | None) -> Period:
    lower = text.lower()
    if match := _RATE.match(lower):
        named = match.group(1) or _RATE_NAMES.get(match.group(2) or "annual", "year")
        return Period(None, None, named, lower)
    published = date.fromisoformat(day) if day else None
    span = _calendar(lower, published)
    start, end = span or (None, None)
    return Period(start, end, None, lower)


def _calendar(text: str, published: date | None) -> tuple[date, date] | None:
    """Days of a plain calendar expression: a year, a month, a weekday, "last year"; None for all else."""
    if match := re.fullmatch(r"(?:in |during |the year |calendar )?((?:19|20)\d\d)", text):
        year = int(match.group(1))
        return date(year, 1, 1), date(year, 12, 31)
    if match := re.fullmatch(rf"(?:in )?({'|'.join(_MONTHS)}),? ((?:19|20)\d\d)", text):
        return _month(int(match.group(2)), _MONTHS.index(match.group(1)) + 1)
    if published is None:
        return None
    if text in ("last year", "this year", "next year"):
        year = published.year + {"last": -1, "this": 0, "next": 1}[text.split()[0]]
        return date(year, 1, 1), date(year, 12, 31)
    if text in ("today", "yesterday"):
        there = published - timedelta(days=text == "yesterday")
        return there, there
    if match := re.fullmatch(rf"(?:on |last )?({'|'.join(_DAYS)})", text):
        back = (published.weekday() - _DAYS.index(match.group(1))) % 7
        there = published - timedelta(days=back)
        return there, there
    if match := re.fullmatch(rf"(?:in |last )?({'|'.join(_MONTHS)})", text):
        month = _MONTHS.index(match.group(1)) + 1
        return _month(published.year - (month > published.month), month)
    return None


def _month(year: int, month: int) -> tuple[date, date]:
    after = date(year + month // 12, month % 12 + 1, 1)
    return date(year, month, 1), after - timedelta(days=1)

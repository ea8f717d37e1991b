"""How the times of two claims stand to each other: one period, two, or a rate against another.

time_relation(side_2021, side_2024)    # "other"
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Literal

from pipeline.sides import Side

TimeRelation = Literal["same", "unknown", "unclear", "overlap", "inside", "other", "earlier", "other_rate"]
# A state that one text dates, and another gives as of its own day, is another state after so long.
STALE_DAYS = 180
_RATE = re.compile(
    r"^(?:(?:a|an|per|each|every)\s+(second|minute|hour|day|night|week|month|quarter|year)|"
    r"(hourly|daily|nightly|weekly|monthly|quarterly|yearly|annual|annually))\b"
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
_DAY, _MONTH = "|".join(_DAYS), "|".join(_MONTHS)
_QUARTERS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "1": 1, "2": 2, "3": 3, "4": 4}
_COUNTS = {"three": 3, "six": 6, "nine": 9, "twelve": 12}
_NUMBERS = ("a", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_DECADES = {"fifties": 50, "sixties": 60, "seventies": 70, "eighties": 80, "nineties": 90}
_YEAR = r"((?:19|20)\d\d)"


@dataclass(frozen=True, slots=True)
class Period:
    """When a number holds, as far as its words tell.

    `start` and `end` are its first and last day; `rate` is "week" in "a week"; `fiscal` is (year, quarter)
    in a firm's own calendar (0: not said); `days` is how long it lasts. None: not known.
    """

    text: str
    start: date | None = None
    end: date | None = None
    rate: str | None = None
    fiscal: tuple[int, int] | None = None
    days: int | None = None


def time_relation(a: Side, b: Side, *, state: bool = False) -> TimeRelation:
    """How the periods of two claims stand to each other.

    unknown where one does not say; unclear where both say, but not in days that can be compared; earlier
    where one is dated well before the other text, or set apart from now in so many words ("a year ago"), and the
    other says how things stand now (`state` metrics alone).
    """
    if a.claim.period is None and b.claim.period is None:  # the common case first
        return "unknown"
    if a.claim.period is None or b.claim.period is None:
        apart = _is_set_apart(a) or _is_set_apart(b) or _long_before(a, b) or _long_before(b, a)
        return "earlier" if state and apart else "unknown"
    first, second = period_of(a), period_of(b)
    if first.rate or second.rate:
        return "same" if first.rate == second.rate else "other_rate"
    if first.start and second.start and first.end and second.end:
        return _dated(first.start, first.end, second.start, second.end)
    if first.text == second.text:
        # "the weekend" in two papers a month apart is two weekends; without dates the words decide.
        return "same" if _near(a.day, b.day) else "unclear"
    if first.fiscal and second.fiscal:
        return _fiscal(first.fiscal, second.fiscal)
    if _out_of_reach(first, second) or _out_of_reach(second, first):
        return "other"
    if first.days and second.days:
        return "unknown" if 0.75 < first.days / second.days < 1.34 else "inside"
    return "unclear"


def _is_set_apart(side: Side) -> bool:
    """Whether the text itself sets the time against its own day: what was "a year ago" is not what is."""
    return (side.claim.period or "").endswith((" ago", " earlier"))


def _dated(a_start: date, a_end: date, b_start: date, b_end: date) -> TimeRelation:
    """Two stretches of days: one measure if most days are shared, a part of the other if not."""
    if a_end < b_start or b_end < a_start:
        return "other"
    if (a_start, a_end) == (b_start, b_end):
        return "same"
    shared = (min(a_end, b_end) - max(a_start, b_start)).days + 1
    longest = max((a_end - a_start).days, (b_end - b_start).days) + 1
    return "overlap" if shared / longest > 0.75 else "inside"


def _fiscal(a: tuple[int, int], b: tuple[int, int]) -> TimeRelation:
    """Two labels of a firm's own calendar: a quarter lies inside its year, quarters differ by label."""
    if a == b:
        return "same"
    if not a[0] or not b[0]:
        return "inside" if bool(a[1]) != bool(b[1]) else "unknown"
    if a[0] != b[0]:
        return "other"
    return "inside" if not a[1] or not b[1] else "other"


def _out_of_reach(fiscal: Period, dated: Period) -> bool:
    """Whether a fiscal year, wherever it begins and ends, cannot hold the dated days."""
    if not fiscal.fiscal or not fiscal.fiscal[0] or not dated.start or not dated.end:
        return False
    year = fiscal.fiscal[0]
    return dated.end < date(year - 1, 2, 1) or dated.start > date(year, 12, 31)


def _near(a: str | None, b: str | None, days: int = 6) -> bool:
    if a is None or b is None:
        return True
    return abs((date.fromisoformat(a) - date.fromisoformat(b)).days) <= days


def _long_before(dated: Side, other: Side) -> bool:
    """Whether the one claim's period ended long before the other text was published."""
    if dated.claim.period is None or other.day is None:
        return False
    end = period_of(dated).end
    return end is not None and (date.fromisoformat(other.day) - end).days > STALE_DAYS


def period_of(side: Side) -> Period:
    """The period of a claim: by its dates where the reader of the text found them, else by its words."""
    claim = side.claim
    period = _from_words((claim.period or "").strip().lower(), side.day)
    if claim.period_start is None or period.rate:
        return period
    start = date.fromisoformat(claim.period_start[:10])
    end = date.fromisoformat(claim.period_end[:10]) if claim.period_end else start
    return Period(period.text, start, end, None, period.fiscal, (end - start).days + 1)


def as_of(side: Side) -> date | None:
    """The day that a count is as of: the end of its period where that is known, else its article's day."""
    end = period_of(side).end if side.claim.period else None
    if end is not None:
        return end
    return date.fromisoformat(side.day) if side.day else None


@lru_cache(maxsize=16384)
def _from_words(text: str, day: str | None) -> Period:
    if match := _RATE.match(text):
        return Period(text, rate=match.group(1) or _RATE_NAMES[match.group(2)])
    text = re.sub(r"^(?:in|on|during|for|by|at|the|over|through) (?:the )?", "", text)
    published = date.fromisoformat(day[:10]) if day else None
    for pattern, read in _FORMS:
        if match := pattern.fullmatch(text):
            return read(text, match, published)
    return Period(text)


def _span(text: str, start: date, end: date) -> Period:
    return Period(text, start, end, days=(end - start).days + 1)


def _month_end(year: int, month: int) -> date:
    return date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)


def _year(text: str, match: re.Match[str], _: date | None) -> Period:
    year = int(match.group(1))
    return _span(text, date(year, 1, 1), date(year, 12, 31))


def _since(text: str, match: re.Match[str], published: date | None) -> Period:
    start = date(int(match.group(1)), 1, 1)
    return _span(text, start, published) if published and published > start else Period(text)


def _year_nearby(text: str, match: re.Match[str], published: date | None) -> Period:
    if published is None:
        return Period(text, days=365)
    year = published.year + {"last": -1, "this": 0, "next": 1}[match.group(1)]
    return _span(text, date(year, 1, 1), date(year, 12, 31))


def _month(text: str, match: re.Match[str], published: date | None) -> Period:
    month = _MONTHS.index(match.group(1)) + 1
    if match.group(2):
        year = int(match.group(2))
    elif published:
        year = published.year - (month > published.month)
    else:
        return Period(text, days=30)
    return _span(text, date(year, month, 1), _month_end(year, month))


def _weekday(text: str, match: re.Match[str], published: date | None) -> Period:
    if published is None:
        return Period(text, days=1)
    there = published - timedelta(days=(published.weekday() - _DAYS.index(match.group(1))) % 7)
    return _span(text, there, there)


def _today(text: str, match: re.Match[str], published: date | None) -> Period:
    if published is None:
        return Period(text, days=1)
    there = published - timedelta(days=match.group(1) == "yesterday")
    return _span(text, there, there)


def _ago(text: str, match: re.Match[str], published: date | None) -> Period:
    """ "ten years ago", "a month ago": a day about then."""
    if published is None:
        return Period(text)
    count = _NUMBERS.index(match.group(1)) if match.group(1) in _NUMBERS else int(match.group(1))
    days = max(count, 1) * {"year": 365, "month": 30, "week": 7, "day": 1}[match.group(2)]
    there = published - timedelta(days=min(days, 40_000))
    return _span(text, there, there)


def _decade(text: str, match: re.Match[str], _: date | None) -> Period:
    """ "the 1990s", "the nineties" of the last century."""
    start = int(match.group(1)) if match.group(1) else 1900 + _DECADES[match.group(2)]
    return _span(text, date(start, 1, 1), date(start + 9, 12, 31))


def _months_to(text: str, match: re.Match[str], _: date | None) -> Period:
    """ "three months to October 2024", "the six months ended June 30, 2024"."""
    count = _COUNTS[match.group(1)]
    month, year = _MONTHS.index(match.group(2)) + 1, int(match.group(3))
    first = year * 12 + month - count
    return _span(text, date(first // 12, first % 12 + 1, 1), _month_end(year, month))


def _fiscal_quarter(text: str, match: re.Match[str], published: date | None) -> Period:
    quarter = next(_QUARTERS[group] for group in match.groups()[:2] if group)
    year = match.group(4)
    if match.group(3):
        return Period(text, fiscal=(_full_year(year), quarter), days=91)
    if not year and published is None:
        return Period(text, fiscal=(0, quarter), days=91)
    # A quarter without its year is the last that had begun.
    of_year = (
        _full_year(year)
        if year or published is None
        else published.year - (quarter * 3 - 2 > published.month)
    )
    return _span(text, date(of_year, quarter * 3 - 2, 1), _month_end(of_year, quarter * 3))


def _fiscal_year(text: str, match: re.Match[str], _: date | None) -> Period:
    return Period(text, fiscal=(_full_year(match.group(1)), 0), days=365)


def _full_year(text: str | None) -> int:
    if not text:
        return 0
    return int(text) if len(text) == 4 else 2000 + int(text)


_Reader = Callable[[str, "re.Match[str]", date | None], Period]
_FORMS: tuple[tuple[re.Pattern[str], _Reader], ...] = (
    (re.compile(rf"(?:year |calendar |all of |whole of )?{_YEAR}"), _year),
    (re.compile(rf"since (?:\w+ )?{_YEAR}"), _since),
    (re.compile(r"(last|this|next) year"), _year_nearby),
    (re.compile(rf"(?:last |early |late |mid-)?({_MONTH}),?(?: {_YEAR})?"), _month),
    (re.compile(rf"(?:last )?({_DAY})"), _weekday),
    (re.compile(r"(today|yesterday)"), _today),
    (re.compile(rf"({'|'.join(_NUMBERS)}|\d{{1,2}}) (year|month|week|day)s? (?:ago|earlier|before)"), _ago),
    (re.compile(rf"((?:19|20)\d0)s|({'|'.join(_DECADES)})"), _decade),
    (
        re.compile(rf"({'|'.join(_COUNTS)}) months (?:to|ended|ending|through)(?: in)? ({_MONTH})(?: \d+,?)? {_YEAR}"),
        _months_to,
    ),
    (
        re.compile(r"(?:q([1-4])|(first|second|third|fourth)[ -]quarter)(?: of)?(?: (fy|fiscal|fiscal year))? ?(\d{4}|\d\d)?"),
        _fiscal_quarter,
    ),
    (re.compile(r"(?:latest|last|past|previous|current|this|next)? ?(?:fy|fiscal|fiscal year|financial year) ?(\d{4}|\d\d)?"), _fiscal_year),
)  # fmt: skip

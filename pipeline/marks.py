"""What a text says by dates and times of day, which are no quantities.

    dates_of("The line opened before 9 May 1974.")       # [Date(1974, 5, 9, "before")]

A date is compared as far as both texts write it: "9 May" and "May 1974" can be one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from extractors.times import MONTHS
from extractors.vocabulary import Checked
from pipeline.vocabulary import shipped

Bound = Literal["on", "before", "after", "as_of"]

_NAMES = "|".join(f"{month[:3]}(?:{month[3:]})?" if month[3:] else month for month in map(str.title, MONTHS))
_MONTH = rf"(?P<month>{_NAMES}|Sept)\b\.?"  # a small "may" is no month
_YEAR = r"(?P<year>(?:1[0-9]|20)\d\d)"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_WHOLE = r"(?![\w%]|[.,:]\d| ?[-–/] ?\d)"
_DATES = tuple(
    re.compile(rf"(?<![\w.,:$£€#/–-]){form}{_WHOLE}")
    for form in (
        rf"{_DAY} (?:of )?{_MONTH}(?: ?,? {_YEAR})?",
        rf"{_MONTH} {_DAY}(?: ?,? {_YEAR})?",
        rf"{_MONTH}(?: ?,| of)? {_YEAR}",
        rf"(?:(?<=in )|(?<=before )|(?<=after )|(?<=since )|(?<=by )|(?<=of )|(?<=until )|(?<=year )){_YEAR}",
    )
)
_RESULT = re.compile(r"(?<![\w.,:$£€/–-])(\d{1,3}) ?[-–] ?(\d{1,3})(?![\w%:/–-]|[.,]\d)")
_CLOCK = re.compile(r"\b(\d{1,2})(?:[:.](\d\d))?[^\w:]{0,2}([ap])\.? ?m\b", re.IGNORECASE)


class MarkWords(Checked):
    """pipeline/data/marks.yml."""

    before: tuple[str, ...]
    after: tuple[str, ...]
    as_of: tuple[str, ...]
    better: tuple[str, ...]
    worse: tuple[str, ...]
    among: tuple[str, ...]
    joins: tuple[str, ...]
    plain: tuple[str, ...]
    passing: tuple[str, ...]
    upward: tuple[str, ...]
    around: tuple[str, ...]


@lru_cache(maxsize=1)
def mark_words() -> MarkWords:
    return shipped(MarkWords, "marks")


@dataclass(frozen=True, slots=True)
class Date:
    """A date as far as it is written, and whether it was on that day, before, after or as of it."""

    year: int | None
    month: int | None
    day: int | None
    bound: Bound = "on"

    def __str__(self) -> str:
        month = MONTHS[self.month - 1].title() if self.month else None
        written = " ".join(str(part) for part in (self.day, month, self.year) if part)
        return written if self.bound in ("on", "as_of") else f"{self.bound} {written}"


def dates_of(text: str) -> list[Date]:
    """The dates that a text writes with a month or a year, in their order."""
    found: dict[int, tuple[int, Date]] = {}
    for form in _DATES:
        for match in form.finditer(text):
            if any(start < match.end() and match.start() < end for start, (end, _) in found.items()):
                continue
            parts = match.groupdict()
            month = parts.get("month")
            year, day = (int(parts[key]) if parts.get(key) else None for key in ("year", "day"))
            if day is not None and not 1 <= day <= 31:
                continue
            number = None if month is None else _month(month)
            date = Date(year, number, day, _bound(text[max(0, match.start() - 24) : match.start()]))
            found[match.start()] = match.end(), date
    return [date for _, (_, date) in sorted(found.items())]


def _month(written: str) -> int:
    return next(n for n, month in enumerate(MONTHS, 1) if month.startswith(written[:3].lower()))


def _bound(before: str) -> Bound:
    kinds: tuple[Bound, ...] = ("before", "after", "as_of")
    for kind in kinds:
        if right_before(getattr(mark_words(), kind)).search(before):
            return kind
    return "on"


@lru_cache(maxsize=64)
def right_before(words: tuple[str, ...]) -> re.Pattern[str]:
    """A pattern for one of the words at the end of what stands before, with at most an article or "the year" between."""
    one = "|".join(re.escape(word) for word in words)
    return re.compile(rf"\b(?:{one})(?:[ -]+(?:the|of|year|month|end))*[ -]*$", re.IGNORECASE)


def fits(a: Date, b: Date) -> bool | None:
    """Whether two dates of one thing can both be right; None where they do not tell."""
    if "as_of" in (a.bound, b.bound):
        return None
    if a.bound == b.bound == "on":
        return _equal(a, b)
    if "on" not in (a.bound, b.bound):
        return None
    point, limit = (a, b) if a.bound == "on" else (b, a)
    order = _order(point, limit)
    if order is None:
        return None
    return order < 0 if limit.bound == "before" else order > 0


def _equal(a: Date, b: Date) -> bool | None:
    """Whether what both write of a date is the same: "9 May" and "May 1974" are, and 1974 and 1975 are not."""
    pairs = [
        (one, other)
        for one, other in ((a.year, b.year), (a.month, b.month), (a.day, b.day))
        if one is not None and other is not None
    ]
    return all(one == other for one, other in pairs) if pairs else None


def _order(point: Date, limit: Date) -> int | None:
    """-1 where the point is the earlier, 1 where it is the later, 0 where it lies in the limit; None where it is too coarse."""
    if (point.year is None) != (limit.year is None):
        return None
    for one, other in ((point.year, limit.year), (point.month, limit.month), (point.day, limit.day)):
        if one is not None and other is not None and one != other:
            return -1 if one < other else 1
        if one is None and other is not None:
            return None
    return 0


def clocks_of(text: str) -> frozenset[int]:
    """The times of day that a text gives, in minutes: "8:21 am" is 501."""
    found = set()
    for hour, minute, half in _CLOCK.findall(text):
        if 1 <= int(hour) <= 12:
            found.add(int(hour) % 12 * 60 + int(minute or 0) + 720 * (half.lower() == "p"))
    return frozenset(found)


def results_of(text: str) -> frozenset[tuple[int, int]]:
    """The results that a text gives, the larger number first: "a 4–0 record" is (4, 0)."""
    found = [(int(one), int(other)) for one, other in _RESULT.findall(text)]
    return frozenset((max(pair), min(pair)) for pair in found)

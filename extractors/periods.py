"""When a quantity holds, as the text gives it, and the dates that this means.

    period_of("Sales rose 4% in March.", 11, 13, "2025-05-02")
    # Period("March", 16, "2025-03-01", "2025-03-31", "nearest time")

A rate ("a year") is the period of what it stands beside. Fiscal quarters stay as they are written:
firms end their years when they like.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta

MONTHS = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
]
DAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4}
_MONTH = (
    rf"(?:(?:{'|'.join(m.title() for m in MONTHS)})\b|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?)"
)
_YEAR = r"(?:19|20)\d\d"
_OPENS = r"(?:\A|(?<=[.!?:”\"] )|(?<=\n))"  # where a capital says nothing: elsewhere "Today" is a newspaper
_COUNT = r"(?:two|three|four|five|six|seven|eight|nine|ten|twelve|eighteen|\d\d?)"
_NOT_BACK = r"(?! (?:of|ago|earlier|before|later|previously)\b)"  # "a year ago" is no rate
_SPAN = r"year|month|week|quarter|day|decade|hour|minute|night|season|shift"
# Each form of a time: its kind and how it is written; the first that fits at a place wins.
_FORMS = (
    ("rate", rf"(?:an?|per|each|every) (?:{_SPAN}|annum)\b{_NOT_BACK}|\b(?:annually|yearly|monthly|weekly|daily|hourly)\b"),
    ("fiscal", rf"(?:Q[1-4] ?|(?:first|second|third|fourth)[- ]quarter (?:of )?)?(?:FY ?'?(?:{_YEAR}|\d\d)|(?:fiscal|financial) (?:year )?{_YEAR})(?:[-/]\d\d)?"),
    ("quarters", rf"(?i:(?:the )?(?:first|second|third) (?:and|to) (?:second|third|fourth) quarters)(?: of {_YEAR})?"),
    ("quarter", rf"Q[1-4] ?'?(?:{_YEAR})?|(?i:the )?(?i:first|second|third|fourth|last|latest|current|next|previous)[- ]quarter(?: of (?P<of>{_YEAR}))?|(?i:first|second) half(?: of {_YEAR})?|H[12] ?{_YEAR}"),
    ("years", rf"(?i:between|from) {_YEAR} (?:and|to) {_YEAR}|{_YEAR}(?: ?(?:-|–|to) ?| and ){_YEAR}|(?i:since|by|through|until|before|after) (?:the end of )?{_YEAR}"),
    ("date", rf"(?:\d\d? {_MONTH}(?: {_YEAR})?|{_MONTH} \d\d?\b(?!:)(?:,? {_YEAR})?)"),
    ("months", rf"(?i:between |from )?{_MONTH}(?:,? {_YEAR})?(?: (?:and|to|through|until) | ?[-–] ?){_MONTH}(?:,? {_YEAR})?"),
    ("month", rf"(?i:since |by )?{_MONTH}(?:,? {_YEAR})?"),
    ("year", rf"\b{_YEAR}\b"),
    ("relative", r"\b(?i:last|this|next|the past|previous|coming|current)(?: fiscal| financial| calendar)? (?:year|month|week|decade|summer|winter|spring|autumn|fall|season|night|weekend)\b|\b(?i:last|this|next) (?:fiscal|financial)\b|\b(?:over |at )?the weekend\b|\b(?:(?i:a|one) (?:year|month|week|decade)|(?i:two|three|four|five|six|seven|eight|nine|ten|\d\d?) (?:years|months|weeks|days)) (?:ago|earlier|before)\b|" + _OPENS + r"(?:Today|Yesterday|Overnight|So far|Currently)\b|\b(?:today|yesterday|tomorrow|overnight|so far|at present|currently|to date)\b"),
    ("span", rf"\b(?i:in) {_COUNT} (?:years|months|weeks|days|hours)\b|\b(?i:in|for|over|during) the (?:year|quarter|month|half|season)\b(?! of\b)|\b(?i:over|in|within|for|during) the (?:(?:next|coming|last|past) (?:\w+ )?|first \w+ )(?:years?|months?|weeks?|days?|quarters?|hours?)\b|\b(?:full|half|whole)[- ]year\b"),
    ("day", rf"\b(?:{'|'.join(d.title() for d in DAYS)})\b"),
)  # fmt: skip
_TIME = re.compile(rf"(?<!\w)(?:{'|'.join(f'(?P<{name}>{pattern})' for name, pattern in _FORMS)})")
_RATE = re.compile(
    rf"[ ]?(?:/ ?|(?:an?|per|each|every) )(?P<unit>{_SPAN}|annum)\b{_NOT_BACK}|[ ](?P<word>annually|yearly|monthly|weekly|daily|hourly)\b"
)
REACH = 120
_SHORT = re.compile(r"(?i:week|weekend|night|yesterday|today|tomorrow)$")
_NAMED = re.compile(rf"{_MONTH}|{'|'.join(d.title() for d in DAYS)}|Q[1-4]|H[12]|FY")  # keep their capital


@dataclass(frozen=True, slots=True)
class Period:
    """The time for which a quantity holds: as written, where, and as first and last day where it can be told."""

    text: str
    start: int
    first: str | None
    last: str | None
    rule: str


def period_of(
    text: str,
    start: int,
    end: int,
    published: str | None,
    *,
    within: tuple[int, int] | None = None,
    saying: Collection[tuple[int, int]] = (),
) -> Period | None:
    """The period of the quantity at characters start..end; None where its sentence names none.

    `within` are the bounds of its sentence; `published` (ISO) resolves "last year" and "Monday". Times in one of
    the stretches `saying` are those of telling: "the firm said on Monday".
    """
    low, high = within or (0, len(text))
    if rate := _RATE.match(text, end, high):
        return Period(rate[0].strip(" /"), rate.start(), None, None, "rate beside the number")
    if inner := _RATE.search(text, start, end):
        return Period(inner[0].strip(" /"), inner.start(), None, None, "rate beside the number")
    best: tuple[float, re.Match[str]] | None = None
    for match in _TIME.finditer(text, max(low, start - REACH), min(high, end + REACH)):
        if match.lastgroup == "rate" or (match.start() < end and start < match.end()):
            continue
        if any(first <= match.start() < last for first, last in saying):
            continue
        cost = _distance(text, match, start, end)
        if best is None or cost < best[0]:
            best = cost, match
    if best is None:
        return None
    match = best[1]
    first, last = dates_of(match[0], _kind(match), published)
    return Period(_as_within(match[0]), match.start(), first, last, "nearest time")


def names_day(text: str) -> bool:
    """Whether a stretch names a day or week, no longer time: "on Wednesday", "last week"."""
    return any(
        match.lastgroup in ("day", "date") or _SHORT.search(match[0]) is not None
        for match in _TIME.finditer(text)
    )


def _as_within(written: str) -> str:
    """A time without the capital of a sentence's first word and without "the"."""
    if not _NAMED.match(written):
        written = written[0].lower() + written[1:]
    return written.removeprefix("the ")


def _kind(match: re.Match[str]) -> str:
    return next(name for name, _ in _FORMS if match[name])


def _distance(text: str, match: re.Match[str], start: int, end: int) -> float:
    """How far a time stands from the number: characters between, clause breaks, a little more before it."""
    before = match.end() <= start
    between = text[match.end() : start] if before else text[end : match.start()]
    breaks = len(re.findall(r"[;:(),]|\b(?:and|but|while|when|who|which|that|against)\b", between))
    numbers = len(re.findall(r"\d", between)) > 0
    return len(between) + 25 * breaks + (15 if before else 0) + 30 * numbers


def dates_of(written: str, kind: str, published: str | None) -> tuple[str | None, str | None]:
    """The first and last day of a time as written; (None, None) where that cannot be told."""
    now = _day(published)
    years = [int(y) for y in re.findall(rf"\b{_YEAR}\b", written)]
    lower = written.lower()
    if kind == "fiscal":
        return None, None
    if kind == "years":
        if len(years) == 2:
            return f"{years[0]}-01-01", f"{years[1]}-12-31"
        if lower.startswith(("since", "after")):
            return f"{years[0]}-01-01", now.isoformat() if now else None
        return None, f"{years[0]}-12-31"
    if kind == "year":
        return f"{years[0]}-01-01", f"{years[0]}-12-31"
    if kind == "quarters":
        numbers = [n for word, n in ORDINALS.items() if word in lower]
        year = years or ([now.year] if now else [])
        return _quarter(f"q{numbers[0]}", year, now)[0], _quarter(f"q{numbers[-1]}", year, now)[1]
    if kind == "months":
        return _months(lower, years, now)
    if kind == "quarter":
        return _quarter(lower, years, now)
    if kind in ("month", "date"):
        return _month(lower, years, now, whole=kind == "month")
    if now is None:
        return None, None
    if kind == "day":
        back = (now.weekday() - DAYS.index(lower)) % 7
        found = (now - timedelta(days=back)).isoformat()
        return found, found
    return _relative(lower, now)


def _quarter(lower: str, years: list[int], now: date | None) -> tuple[str | None, str | None]:
    number = re.search(r"[qh]([1-4])", lower)
    n = int(number[1]) if number else next((ORDINALS[w] for w in ORDINALS if w in lower), 0)
    year = years[0] if years else now.year if now else 0
    if not n or not year:
        return None, None
    size = 6 if "half" in lower or lower.startswith("h") else 3
    if not years and now and date(year, (n - 1) * size + 1, 1) > now:
        year -= 1
    last = n * size
    return f"{year}-{(n - 1) * size + 1:02}-01", f"{year}-{last:02}-{monthrange(year, last)[1]}"


def _month(lower: str, years: list[int], now: date | None, *, whole: bool) -> tuple[str | None, str | None]:
    month = next(n for n, name in enumerate(MONTHS, 1) if re.search(rf"\b{name[:3]}", lower))
    year = years[0] if years else 0
    if not year:
        if now is None:
            return None, None
        year = now.year if month <= now.month else now.year - 1  # news speaks of the last one
    if whole:
        first, last = f"{year}-{month:02}-01", f"{year}-{month:02}-{monthrange(year, month)[1]}"
        if lower.startswith("since"):
            return first, now.isoformat() if now else None
        return (None, last) if lower.startswith("by") else (first, last)
    day = int(re.findall(r"\d+", lower.replace(str(year), ""))[0])
    if not 1 <= day <= monthrange(year, month)[1]:
        return None, None
    return f"{year}-{month:02}-{day:02}", f"{year}-{month:02}-{day:02}"


def _months(lower: str, years: list[int], now: date | None) -> tuple[str | None, str | None]:
    """From the first day of the one month to the last of the other; a lone year is that of the later."""
    first, last = (MONTHS.index(n) + 1 for n in _named_months(lower))
    ends = years[-1:] or ([now.year if last <= now.month else now.year - 1] if now else [])
    if not ends:
        return None, None
    opens = years[0] if len(years) == 2 else ends[0] - (first > last)
    return f"{opens}-{first:02}-01", f"{ends[0]}-{last:02}-{monthrange(ends[0], last)[1]}"


def _named_months(lower: str) -> list[str]:
    found = re.findall(rf"\b(?:{'|'.join(name[:3] for name in MONTHS)})", lower)
    return [next(name for name in MONTHS if name.startswith(start)) for start in found]


def _relative(lower: str, now: date) -> tuple[str | None, str | None]:
    if lower in ("today", "yesterday", "tomorrow"):
        found = (now + timedelta(days={"today": 0, "yesterday": -1, "tomorrow": 1}[lower])).isoformat()
        return found, found
    if "fiscal" in lower or "financial" in lower:
        return None, None
    step = (
        -1
        if lower.startswith(("last", "previous", "the past", "a ", "one "))
        else int(lower.startswith(("next", "coming")))
    )
    if lower.endswith(("year", "year ago", "year earlier")):
        return f"{now.year + step}-01-01", f"{now.year + step}-12-31"
    if lower.endswith(("month", "month ago", "month earlier")):
        index = now.year * 12 + now.month - 1 + step
        year, month = divmod(index, 12)
        return f"{year}-{month + 1:02}-01", f"{year}-{month + 1:02}-{monthrange(year, month + 1)[1]}"
    if lower.endswith(("week", "week ago", "week earlier")):
        monday = now - timedelta(days=now.weekday()) + timedelta(weeks=step)
        return monday.isoformat(), (monday + timedelta(days=6)).isoformat()
    return None, None


def _day(published: str | None) -> date | None:
    try:
        return date.fromisoformat(published[:10]) if published else None
    except ValueError:
        return None

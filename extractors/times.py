"""The times that a text names, and the days that they mean.

    times_in("Sales rose 4% in March.", 0, 23)           # [Time(17, 22, "March", "month")]
    dates_of("March", "month", "2025-05-02")             # ("2025-03-01", "2025-03-31")

Fiscal quarters stay as they are written: firms end their years when they like.
"""

from __future__ import annotations

import re
from calendar import monthrange
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
_DATE = rf"(?:\d\d? {_MONTH}(?: {_YEAR})?|{_MONTH} \d\d?\b(?!:)(?:,? {_YEAR})?)"
_OPENS = r"(?:\A|(?<=[.!?:”\"] )|(?<=\n))"  # where a capital says nothing: elsewhere "Today" is a newspaper
_COUNT = r"(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|eighteen|twenty|\d\d?)"
_SPANS = r"(?:years?|months?|weeks?|days?|quarters?|hours?|decades?|seasons?)"
_NOT_BACK = r"(?! (?:of|ago|earlier|before|later|previously)\b)"  # "a year ago" is no rate
_SPAN = r"year|month|week|quarter|day|decade|hour|minute|night|season|shift"
_SEASON = r"(?:spring|summer|autumn|winter|Christmas|Easter|Ramadan|Diwali|New Year)"
_ADVERB = r"annually|yearly|monthly|weekly|daily|hourly"
_PAST = r"last|latest|previous|past|current|next|coming"
# Each form of a time: its kind and how it is written; the first that fits at a place wins.
_FORMS = (
    ("rate", rf"(?:an?|per|each|every) (?:{_SPAN}|annum)\b{_NOT_BACK}|\b(?:{_ADVERB}|annual|quarterly)\b"),
    ("until", rf"\b(?i:(?P<long>{_COUNT} (?:months|weeks|days|hours)|(?:full |fiscal |financial )?year|quarter|half|season) (?:to|ended|ending|through)(?: (?:noon|midnight|the end of))?(?: on)?) (?P<last>{_DATE}|{_MONTH}(?:,? {_YEAR})?)"),
    ("fiscal", rf"(?:Q[1-4] ?|(?:first|second|third|fourth)[- ]quarter (?:of )?)?(?:FY ?'?(?:{_YEAR}|\d\d)|(?:fiscal|financial) (?:year )?{_YEAR})(?:[-/]\d\d)?|(?i:(?:{_PAST}) (?:fiscal|financial|business|tax) (?:year|quarter))"),
    ("quarters", rf"(?i:(?:the )?(?:first|second|third) (?:and|to) (?:second|third|fourth) quarters)(?: of {_YEAR})?"),
    ("quarter", rf"{_MONTH}[- ]quarter(?: of {_YEAR})?|Q[1-4] ?'?(?:{_YEAR})?|(?i:the )?(?i:first|second|third|fourth|last|latest|current|next|previous)[- ]quarter(?: of (?P<of>{_YEAR}))?|(?i:first|second) half(?: of {_YEAR})?|H[12] ?{_YEAR}"),
    ("years", rf"(?i:between|from) {_YEAR} (?:and|to) {_YEAR}|{_YEAR}(?: ?(?:-|–|to) ?| and ){_YEAR}|(?i:since|by|through|until|before|after) (?:the end of )?{_YEAR}"),
    ("date", _DATE),
    ("months", rf"(?i:between |from )?{_MONTH}(?:,? {_YEAR})?(?: (?:and|to|through|until) | ?[-–] ?){_MONTH}(?:,? {_YEAR})?"),
    ("month", rf"(?i:since |by )?{_MONTH}(?:,? {_YEAR})?"),
    ("year", rf"\b{_YEAR}\b"),
    ("season", rf"\b(?i:(?:(?:this|last|next|the|in|by|since|before|after|early|late) )+){_SEASON}\b(?:(?: of)? {_YEAR})?|\b(?i:this|last|next|(?:in|by|since) the|early|late) fall\b(?! (?:in|of)\b)(?: {_YEAR})?"),
    ("relative", r"\b(?i:last|this|next|the past|previous|coming|current)(?: fiscal| financial| calendar)? (?:year|month|week|decade|season|night|weekend)\b|\b(?i:last|this|next) (?:fiscal|financial)\b|\b(?:over |at )?the weekend\b"),
    ("back", rf"\b(?i:a|one|{_COUNT}) {_SPANS} ago\b"),
    ("apart", rf"\b(?i:the|a|one|{_COUNT}) {_SPANS} (?:before|earlier|later|after)\b|\b(?i:the (?:previous|following|same) (?:{_SPAN}|period))\b"),
    ("now", rf"{_OPENS}(?:Today|Yesterday|Overnight|So far|Currently|Now)\b|\b(?:today|yesterday|tomorrow|overnight|so far|at present|currently|to date|now)\b"),
    ("end", r"\b(?i:(?:by |at )?(?:the )?end of (?:the|this|next) (?:year|month|week|decade|quarter|season))\b"),
    ("decade", r"\b(?i:(?:in |since |by )?the) (?:19|20)?\d0s\b"),
    ("peak", r"\b(?i:at (?:its|the|their) (?:peak|height))\b"),
    ("span", rf"\b(?i:in|over|for|within|during|across|under) (?:(?:just|only|about|nearly|almost|some|roughly|(?:more|less) than|under) )?(?:{_COUNT}|several|the same {_COUNT}|each of the next {_COUNT}) {_SPANS}\b|\b(?i:in|for|over|during) the (?:year|quarter|month|half|season)\b(?! (?:of|to|ended|ending)\b)|\b(?i:over|in|within|for|during) the (?:(?:next|coming|last|past) (?:\w+ )?|first \w+ ){_SPANS}\b|\b(?:full|half|whole)[- ]year\b"),
    ("day", rf"\b(?:{'|'.join(d.title() for d in DAYS)})\b"),
)  # fmt: skip
_TIME = re.compile(rf"(?<!\w)(?:{'|'.join(f'(?P<{name}>{pattern})' for name, pattern in _FORMS)})")
_RATE = re.compile(
    rf"[ ]?(?:/ ?|(?:an?|per|each|every) )(?P<unit>{_SPAN}|annum)\b{_NOT_BACK}|[ ](?P<word>{_ADVERB})\b"
)
_DAYS = {"weeks": 7, "days": 1}
_MONTHS_OF = {"year": 12, "half": 6, "quarter": 3, "season": 12}
_NUMBERS = {
    "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
    "eleven": 11, "twelve": 12, "fifteen": 15, "eighteen": 18, "twenty": 20,
}  # fmt: skip
_OVER = 20  # characters behind a sentence that ends on "Feb."
_SHORT = re.compile(r"(?i:week|weekend|night|yesterday|today|tomorrow)$")
_NAMED = re.compile(rf"{_MONTH}|{'|'.join(d.title() for d in DAYS)}|Q[1-4]|H[12]|FY")  # keep their capital


@dataclass(frozen=True, slots=True)
class Time:
    """A time that a text names: its first and last character, its words, and the kind of its form ("month", "rate")."""

    start: int
    end: int
    text: str
    kind: str

    @property
    def written(self) -> str:
        """Its words without the capital of a sentence's first one and without "the"."""
        opens = self.text if _NAMED.match(self.text) else self.text[0].lower() + self.text[1:]
        return opens.removeprefix("the ")


def times_in(text: str, low: int, high: int) -> list[Time]:
    """The times that begin in the characters low..high, in their order; "Jan.-Feb. 2025" may end behind them."""
    found = _TIME.finditer(text, low, min(len(text), high + _OVER))
    return [Time(*match.span(), match[0], _kind(match)) for match in found if match.start() < high]


def rate_beside(text: str, start: int, end: int, high: int) -> Time | None:
    """The rate of the quantity at characters start..end, in it or right behind it: "9 million a year", "1,000 cars a day"."""
    match = _RATE.match(text, end, high) or _RATE.search(text, start, end)
    if match is None:
        return None
    words = match[0].strip(" /")
    first = match.start() + match[0].index(words)
    return Time(first, first + len(words), words, "rate")


def apart_behind(text: str, end: int, high: int) -> Time | None:
    """A time that is told by another one, right behind the quantity that ends at a character: "$3m a year earlier"."""
    if not text.startswith(" ", end):
        return None
    match = _TIME.match(text, end + 1, high)
    apart = match is not None and _kind(match) in ("apart", "back")
    return Time(*match.span(), match[0], _kind(match)) if match is not None and apart else None


def names_day(text: str) -> bool:
    """Whether a stretch names a day or week, no longer time: "on Wednesday", "last week"."""
    return any(
        match.lastgroup in ("day", "date") or _SHORT.search(match[0]) is not None
        for match in _TIME.finditer(text)
    )


def _kind(match: re.Match[str]) -> str:
    return next(name for name, _ in _FORMS if match[name])


def dates_of(written: str, kind: str, published: str | None) -> tuple[str | None, str | None]:
    """The first and last day of a time as written, of a kind as in Time; (None, None) where that cannot be told."""
    now = _day(published)
    years = [int(y) for y in re.findall(rf"\b{_YEAR}\b", written)]
    lower = written.lower()
    if kind in ("fiscal", "rate"):
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
    if kind == "until":
        return _until(written, years, now)
    if kind == "decade":
        decade = re.search(r"((?:19|20)\d)0s", lower)
        return (f"{decade[1]}0-01-01", f"{decade[1]}9-12-31") if decade else (None, None)
    if now is None or (kind == "apart" and not re.fullmatch(r"(?:a|one) \w+ earlier", lower)):
        return None, None
    if kind == "end":
        return None, _relative(lower.rpartition("of ")[2], now)[1]
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


def _until(written: str, years: list[int], now: date | None) -> tuple[str | None, str | None]:
    """So long up to a day or the end of a month: "the three months to October 2024", "26 weeks to 28 September"."""
    match = _TIME.match(written)
    assert match is not None
    end = _day(_month(match["last"].lower(), years, now, whole=not re.search(r"\b\d\d?\b", match["last"]))[1])
    long = match["long"].lower()
    if end is None:
        return None, None
    if days := _DAYS.get(long.split()[-1]):
        return (end - timedelta(days=days * _count(long) - 1)).isoformat(), end.isoformat()
    after = end + timedelta(days=1)
    index = after.year * 12 + after.month - 1 - _MONTHS_OF.get(long.split()[-1], 1) * _count(long)
    year, month = divmod(index, 12)
    return date(year, month + 1, after.day).isoformat() if after.day < 29 else None, end.isoformat()


def _count(long: str) -> int:
    """How many of its spans a length of time has: 3 of "three months", 1 of "year"."""
    word = long.split()[0]
    return int(word) if word.isdigit() else _NUMBERS.get(word, 1)


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

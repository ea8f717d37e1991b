"""Dates as they are kept: ISO 8601 in UTC, or a date alone where no more is known.

>>> plausible("2025-02-18T19:30:00+08:00")
'2025-02-18T11:30:00Z'
>>> plausible("1970-01-01") is None
True
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from email.utils import parsedate_to_datetime

from dateutil import parser as dateutil_parser

from db.clock import written

EARLIEST = datetime(1995, 1, 1, tzinfo=UTC)  # before that, a date is a clock that was never set
AHEAD = timedelta(days=2)  # time zones and clocks that run fast
DATE_ONLY = re.compile(r"\d{4}([-/])\d{1,2}\1\d{1,2}")
EPOCH = re.compile(r"(\d{10})(?:\d{3})?")  # seconds since 1970, or thousandths of them
SCRIPT_ZONE = re.compile(
    r"\b(?:GMT|UTC)(?=[+-]\d{4})|\s*\([^()]*\)$"
)  # "GMT-0400 (EDT)", as scripts write a date


def iso_utc(parts: Sequence[int]) -> str | None:
    """Year to second, in UTC, as ISO text; None where no article can be of that time."""
    try:
        moment = datetime(*parts[:6], tzinfo=UTC)  # type: ignore[misc,arg-type]
    except (ValueError, TypeError):
        return None
    return _kept(moment)


def plausible(text: str | None, *, now: datetime | None = None) -> str | None:
    """The date in a machine-written field as it is kept; None where it is unreadable or cannot be.

    A date without a time stays a date; a time without a zone is taken as UTC; what lies in the
    future or before 1995 is refused.
    """
    text = (text or "").strip()
    if DATE_ONLY.fullmatch(text):
        try:
            day = date(*(int(part) for part in re.split("[-/]", text)))
        except ValueError:
            return None
        moment = datetime(day.year, day.month, day.day, tzinfo=UTC)
        return day.isoformat() if _kept(moment, now) else None
    moment_or_none = _moment(text)
    return _kept(moment_or_none, now) if moment_or_none else None


def _moment(text: str) -> datetime | None:
    if found := EPOCH.fullmatch(text):
        return datetime.fromtimestamp(int(found[1]), UTC)
    text = SCRIPT_ZONE.sub("", text)
    if not 8 <= len(text) <= 60 or not re.search(r"\d{4}", text):
        return None
    for read in (datetime.fromisoformat, dateutil_parser.isoparse, parsedate_to_datetime, _loose):
        try:
            moment: datetime = read(text)
        except (ValueError, OverflowError, TypeError, IndexError):
            continue
        return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return None


def _loose(text: str) -> datetime:
    """A date with a month in words; refused where day or month would have to be guessed."""
    known = datetime(2000, 1, 1)
    moment: datetime = dateutil_parser.parse(text, default=known)
    if moment != dateutil_parser.parse(text, default=known.replace(month=2, day=2)):
        raise ValueError("no day or month")
    if re.match(r"\d{1,2}[./]\d{1,2}[./]", text) and moment.day <= 12:
        raise ValueError("day and month may be exchanged")
    return moment


def _kept(moment: datetime, now: datetime | None = None) -> str | None:
    try:
        moment = moment.astimezone(UTC)
    except (OverflowError, ValueError):  # a zone a day away
        return None
    if not EARLIEST <= moment <= (now or datetime.now(UTC)) + AHEAD:
        return None
    return written(moment)

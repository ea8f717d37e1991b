"""Rules for what two texts say by rank or year, which are no quantities: "the fourth album", "before 1990"."""

from __future__ import annotations

import re

from pipeline.pairs import Verdict
from pipeline.texts import COVER_OPPOSED, TextPair

COVER_DATED = 0.5  # of a text that only bounds a year
_UNITS = ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh", "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth", "nineteenth", "twentieth"]  # fmt: skip
_SMALL = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
_RANKS = {word: n for n, word in enumerate(_UNITS, 1)}
_COUNTS = {word: n for n, word in enumerate(_SMALL, 1)}
_RANK = re.compile(
    rf"\b(?:(?P<digits>\d{{1,3}})(?:st|nd|rd|th)|(?P<word>{'|'.join(_UNITS)}))\b(?P<after>(?:[ -]+[a-z]+){{0,3}})"
    rf"|(?:\bnumber|\bno\.|#)[ ]?(?P<place>\d{{1,3}}|(?:{'|'.join(_SMALL)})\b)(?P<then>(?:[ -]+[a-z]+){{0,3}})",
    re.IGNORECASE,
)
_MONTHS = "january|february|march|april|may|june|july|august|september|october|november|december"
_DAY = re.compile(rf"(?:{_MONTHS})\s*$", re.IGNORECASE)
_BOUND = re.compile(r"\b(before|after) (?:the (?:year|end of) )?((?:1[5-9]|20)\d\d)\b", re.IGNORECASE)
_YEAR = re.compile(r"\b(?:1[5-9]|20)\d\d\b")
_PLAIN = frozenset(
    {"in", "on", "of", "the", "and", "for", "to", "at", "a", "with", "from", "all", "time", "year"}
)


def other_rank(pair: TextPair) -> Verdict | None:
    """The texts use the same words, but a rank differs: the third album and the fourth."""
    if pair.cover < COVER_OPPOSED:
        return None
    a, b = ranks(pair.a.text), ranks(pair.b.text)
    for noun in sorted(a.keys() & b.keys()):
        if not a[noun] & b[noun]:
            return Verdict("conflict", "other figure", f"{_places(a[noun])} against {_places(b[noun])}")
    return None


def year_bound(pair: TextPair) -> Verdict | None:
    """One text gives the year, the other says that it was before or after one."""
    if pair.cover < COVER_DATED:
        return None
    for told, bounded in ((pair.a, pair.b), (pair.b, pair.a)):
        bounds, years = list(_BOUND.finditer(bounded.text)), set(_YEAR.findall(told.text))
        if len(bounds) != 1 or len(years) != 1 or len(set(_YEAR.findall(bounded.text))) != 1:
            continue
        side, limit, year = bounds[0].group(1).lower(), int(bounds[0].group(2)), int(years.pop())
        if _BOUND.search(told.text):
            continue
        holds = year < limit if side == "before" else year > limit
        reason = f"{year} is {'' if holds else 'not '}{side} {limit}"
        return (
            Verdict("compatible", "bound", reason) if holds else Verdict("conflict", "bound broken", reason)
        )
    return None


def ranks(text: str) -> dict[str, set[int]]:
    """The ranks that a text gives, by the nouns close behind each; "" for a place without one ("number 13").

    The days of dates are none.
    """
    found: dict[str, set[int]] = {}
    for match in _RANK.finditer(text):
        if _DAY.search(text[max(0, match.start() - 10) : match.start()]):
            continue
        place = match["digits"] or match["word"] or match["place"]
        lower = place.lower()
        rank = int(lower) if lower.isdigit() else _RANKS.get(lower) or _COUNTS[lower]
        words = re.findall(r"[a-z]+", (match["after"] or match["then"] or "").lower())
        nouns = [word for word in words if word not in _PLAIN]
        for noun in nouns or ([""] if match["place"] else []):
            found.setdefault(noun, set()).add(rank)
    return found


def _places(found: set[int]) -> str:
    return " and ".join(f"no. {rank}" for rank in sorted(found))

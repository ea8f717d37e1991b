"""Numbers that are no quantities: dates, years, clock times, ranks, names, references, phone numbers, list numbers.

>>> [is_lookalike("In May 2021", number) for number in find_numbers("In May 2021")]
[True]

Only characters near the number are read, so that a page of numbers takes no longer than its length.
"""

from __future__ import annotations

import re
from functools import lru_cache

from extractors.numbers import Number, any_of, number_words

_NEAR = 28


@lru_cache(maxsize=1)
def _patterns() -> dict[str, re.Pattern[str]]:
    words = number_words()
    month = any_of(list(words.months)) + r"\.?"

    def compiled(pattern: str) -> re.Pattern[str]:
        return re.compile(pattern, re.IGNORECASE)

    return {
        "month_before": compiled(
            rf"\b{month}(?:[ ](?:the[ ])?|-)(?:\d{{1,2}}(?:st|nd|rd|th)?,?[ ](?:and[ ]|to[ ])?|\d{{1,2}}[-–])?$"
        ),
        "month_after": compiled(
            rf"(?:st|nd|rd|th)?[ ,-]{{1,2}}(?:of[ ])?(?:{month})\b(?!'s)|[ ]?[-–/][ ]?\d{{1,2}}[ ](?:{month})\b|(?:,|[ ]and|[ ]or|[ ]to)[ ]\d{{1,2}}[ ](?:{month})\b"
        ),
        "name_before": compiled(rf"(?:\b{any_of(list(words.names))}|[#№])[ ]?[-.]?[ ]?$"),
        "year_before": compiled(
            r"(?:\b(?:in|since|by|until|till|from|through|during|of|before|after|for|early|late|mid|year|fiscal|fy|calendar|and|to|than|circa|around|"
            r"spring|summer|autumn|fall|winter|quarter|half|end|beginning|start|the|this|that|his|her|its|their|our|q[1-4]|h[12]|christmas|season)|[('’‘,;:/–-])[ -]?$"
        ),
    }


_TIME = re.compile(
    r":\d\d|[ ]?(?:a\.m|p\.m|am|pm|AM|PM|GMT|UTC|o['’]clock|hrs|ET|EST|BST)\b|[.]\d\d[ ]?(?:am|pm)\b"
)
_ORDINAL = re.compile(r"(?:st|nd|rd|th)\b|['’]?s\b(?!\w)")
_DATE = re.compile(r"[/.\-–]\d{1,2}[/.\-–]\d{2,4}\b|/\d{1,4}\b")
_DATE_BEFORE = re.compile(r"\d{1,4}[/.\-–](?:\d{1,2}[/.\-–])?$")
_PHONE = re.compile(r"(?:[-. ()]{1,2}\d{2,5}){2,}\b|-\d{4}\b(?!-)")
_PHONE_BEFORE = re.compile(
    r"(?:\+\d{0,3}[ (-]*|\d[-)][ ]?|\(\d{2,5}\)[ ]?|(?:call|phone|tel|fax)[.:]?[ ]?)$", re.IGNORECASE
)
_GLUED_BEFORE = re.compile(r"(?:[A-Za-z]['’]?[-‑–_/.&@]|[\w@]\.|[A-Za-z][a-z]*['’]|[@_/\\#=])$")
_OPENED = re.compile(
    r"(?:\b(?:mid|sub|pre|post|over|under|low|high|some|the|early|late|near|plus|non|up|down|a)-|[a-z]{4,}[–—]|\s['’])$",
    re.IGNORECASE,
)
_GLUED_AFTER = re.compile(r"[A-Za-z@_]|[-‑][A-Za-z]?\d|[-‑][A-Z]{1,3}\b|\(\w\)")
_LIST = re.compile(r"[ ]?[.)]\s|\.?$")
_LIST_BEFORE = re.compile(r"(?:^|\n)[ \t]*\(?$")
_CONTACT = re.compile(r"(?:https?:|www\.)\S*$")
_DOTTED_AFTER = re.compile(r"(?:\.\d+){1,}|\.[A-Za-z]")
_SCORE = re.compile(r"[-–]\d{1,2}\b(?![-–\d%]|[ ]?(?:million|billion|percent|per cent|to\b))")
_AGO = re.compile(r"[ -]?(?:st|nd|rd|th)\b")


def is_lookalike(text: str, number: Number, *, marked: bool = False) -> bool:
    """Whether the number is none to count with. `marked`: it has a currency, percent sign or unit of measure."""
    left, right = text[max(0, number.start - _NEAR) : number.start], text[number.end : number.end + _NEAR]
    if number.kind != "digits":
        return not marked and _is_word_name(left, right, number)
    if _in_address(text, number, left, right):
        return True
    if not number.integer:
        return _DOTTED_AFTER.match(right) is not None or (not marked and _glued(left, right))
    return _is_bare_lookalike(left, right, number, marked)


def _in_address(text: str, number: Number, left: str, right: str) -> bool:
    return _CONTACT.search(left) is not None or (left[-1:] == "@") or right[:1] == "@"


def _glued(left: str, right: str) -> bool:
    return (
        bool(_GLUED_BEFORE.search(left) and not _OPENED.search(left)) or _GLUED_AFTER.match(right) is not None
    )


def _is_bare_lookalike(left: str, right: str, number: Number, marked: bool) -> bool:
    patterns, digits = _patterns(), number.integer
    if (
        _ORDINAL.match(right)
        or (_TIME.match(right) and not marked)
        or (left.endswith(":") and left[-2:-1].isdigit())
    ):
        return True
    if len(digits) <= 2 and patterns["month_after"].match(right):
        return True
    if len(digits) in (1, 2, 4) and patterns["month_before"].search(left) and not marked:
        return True
    if marked:
        return False
    if _glued(left, right) or _DATE.match(right) or _DATE_BEFORE.search(left):
        return True
    if _PHONE.match(right) or _PHONE_BEFORE.search(left):
        return True
    if patterns["name_before"].search(left) or (digits.startswith("0") and len(digits) > 1):
        return True
    if _LIST_BEFORE.search(left) and _LIST.match(right):
        return True
    return left.endswith(("'", "’", "‘")) and len(digits) == 2


def is_year(text: str, number: Number, *, counts: bool) -> bool:
    """Whether four bare digits are a year; `counts` says that a plural noun follows ("2024 elections")."""
    if len(number.integer) != 4 or not 1000 <= number.low <= 2100:
        return False
    left = text[max(0, number.start - _NEAR) : number.start]
    if counts:
        return (
            1900 <= number.low <= 2040
            and number.low != 2000
            and bool(_patterns()["year_before"].search(left))
        )
    return 1500 <= number.low <= 2100


def _is_word_name(left: str, right: str, number: Number) -> bool:
    """Number words in names and idioms: "Formula One", "one-time", "World War Two"."""
    if number.kind in ("words", "fraction") and number.low < 21 and _patterns()["name_before"].search(left):
        return (
            not left.rstrip()
            .lower()
            .endswith(
                (
                    "group",
                    "unit",
                    "line",
                    "part",
                    "box",
                    "step",
                    "top",
                    "question",
                    "catch",
                    "week",
                    "day",
                    "building",
                    "block",
                    "game",
                    "bus",
                    "lot",
                    "rule",
                )
            )
        )
    return False

"""Numbers that are no quantities: dates, years, clock times, ranks, names, references, phone numbers, list numbers.

>>> [is_lookalike("Sept. 30", number, marked=False) for number in find_numbers("Sept. 30")]
[True]

Only characters near the number are read, so that a page of numbers takes no longer than its length.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from extractors.number_grammar import Number, any_of, number_words

_NEAR = 28


class _Patterns(NamedTuple):
    """The patterns that hold words of extractors/data/numbers.yml."""

    month_before: re.Pattern[str]
    month_after: re.Pattern[str]
    name_before: re.Pattern[str]
    street_after: re.Pattern[str]


_ALSO_VERBS = frozenset(("may", "march"))


@lru_cache(maxsize=1)
def _patterns() -> _Patterns:
    words = number_words()
    plain = any_of(name for name in words.months if name not in _ALSO_VERBS)
    # "may" and "march" are months in lower case only beside what a date has.
    before = rf"(?:\b{plain}|(?-i:\b(?:May|March|MAY|MARCH))|(?:\b(?:on|by|since|until|from|of|to|and|in|week|,)[ ])(?:may|march))\.?"
    after = rf"(?:{plain}|(?-i:May|March|MAY|MARCH)|(?:may|march)(?=,?[ ](?:\d|that|this|last|next)))\.?"

    def compiled(pattern: str) -> re.Pattern[str]:
        return re.compile(pattern, re.IGNORECASE)

    return _Patterns(
        compiled(
            rf"{before}(?:[ ](?:the[ ])?|-)(?:\d{{1,2}}(?:st|nd|rd|th)?,?[ ](?:and[ ]|to[ ])?|\d{{1,2}}[-–])?$"
        ),
        compiled(
            rf"(?:st|nd|rd|th)?[ ,-]{{1,2}}(?:of[ ])?(?:{after})(?![\w'’])"
            rf"|(?:[ ]?[-–/][ ]?|,[ ]|[ ](?:and|or|to)[ ])\d{{1,2}}[ ](?:{after})(?![\w'’])"
        ),
        compiled(rf"(?:\b{any_of(words.names)}|[#№§])[ ]?[-.]?[ ]?$"),
        compiled(rf"[ ](?:[NSEW]\.?[ ])?(?:[A-Z][\w.'’]*[ ]){{1,2}}{any_of(words.streets)}\b"),
    )


_HEDGED = re.compile(
    r"\b(?:some|nearly|almost|roughly|approximately|exactly|at least|at most|only|more than|less than|fewer than|total of)[ ]$",
    re.IGNORECASE,
)
_COUNT_BEFORE = re.compile(
    r"\b(?:about|some|nearly|almost|roughly|approximately|exactly|least|most|only|more than|less than|fewer than|has|have|had|killed|employs?|employed)[ ]$",
    re.IGNORECASE,
)
_CLOCK = re.compile(
    r":\d\d|[.]\d\d[ ]?(?:am|pm)\b|[ ]?(?:a\.m|p\.m|am|pm)\b|[ ]?(?:AM|PM|GMT|UTC|CET|EST|EDT|ET|PT|BST|IST)\b|[ ](?:o['’]clock|hrs)\b"
)
_CLOCK_BEFORE = re.compile(r"\d:$|\b(?:half|quarter)[ ](?:past|to)[ ]$", re.IGNORECASE)
_AT = re.compile(r"\b(?:at|before|after|by|until|from|around|about)[ ]$", re.IGNORECASE)
# A moment, where no noun follows: "shortly before ten, when …".
_MOMENT = re.compile(r"\b(?:shortly|just|soon|right|well)[ ](?:before|after|past)[ ]$", re.IGNORECASE)
_CLAUSE_ENDS = re.compile(
    r"[,.;:!?]?(?:$|\s*\n)|[,.;:!?][ ]|[ ](?:when|on|as|and|while|local|yesterday|today)\b"
)
_OF_DAY = re.compile(
    r"[ ](?:in[ ]the[ ](?:morning|afternoon|evening)|(?:this|that|tomorrow|yesterday)[ ](?:morning|afternoon|evening)|tonight|at[ ]night|sharp)\b",
    re.IGNORECASE,
)
_IS_CLOCK = re.compile(r"(?:[01]?\d|2[0-3])\.[0-5]\d")
_STAMP = re.compile(r"(?:^|\n)[ \t]*$")
_ORDINAL = re.compile(r"(?:st|nd|rd|th)\b|['’]?s\b")
_DATE = re.compile(r"[/.–-]\d{1,2}[/.–-]\d{2,4}\b|/\d{1,4}\b")
_DATE_BEFORE = re.compile(r"\d{1,4}[/.–-]\d{1,2}[/.–-]$|\d/$|\b(?:19|20)\d\d[–-]$")
_PHONE = re.compile(r"(?:[-. ()]{1,2}\d{2,5}){2,4}\b|-\d{4}\b(?!-)|[ ]\d{3}[ ]?\d{4}\b")
_PHONE_BEFORE = re.compile(
    r"(?:\+\d{0,3}[ (-]*(?:\d{1,4}[ -])?|\b0\d{2,4}[ -]|\(\d{2,5}\)[ ]?|\b(?:call|phone|tel|fax|dial)[.:]?[ ]?)$",
    re.IGNORECASE,
)
_GLUED_BEFORE = re.compile(r"(?:[A-Za-z]['’]?[-‑–_/.&@]|[A-Za-z]['’]?|[@_/\\#=])$")
_HYPHENED = re.compile(r"[A-Za-z][-‑]$")
_NAMED_BEFORE = re.compile(r"\b[A-Z]\w*[-‑]$")  # "R1-Zero"
_FREE_BEFORE = re.compile(
    r"(?:\b(?:mid|sub|over|under|some|near|plus|non|a)-|[a-z]{3,}[–—]|\s['’])$", re.IGNORECASE
)
_GLUED_AFTER = re.compile(r"[A-Za-z@_]|[-‑][A-Za-z]\d|[-‑][A-Z]{1,3}\b|\(\w\)|['’′]\d")
_LIST = re.compile(r"[ ]?[.)]\s|\.?$")
_INLINE_LIST = re.compile(r"[ ]?\)[ ]\w")
_ADDRESS = re.compile(r"(?:https?:|www\.)\S*$")
_DECIMALS = re.compile(r"\.\d|\.[A-Za-z]")
_AGED = re.compile(r"\b(?:aged|ages?|turned|turning|turns)[ ](?:of[ ])?(?:just[ ]|only[ ])?$", re.IGNORECASE)
_AFTER_NAME = re.compile(r"[\w.],[ ]$")


def is_lookalike(text: str, number: Number, *, marked: bool) -> bool:
    """Whether the number is none to count with. `marked`: it has a currency, percent sign or unit of measure."""
    left, right = text[max(0, number.start - _NEAR) : number.start], text[number.end : number.end + _NEAR]
    written = text[number.start : number.end]
    if number.kind != "digits":
        return not marked and (
            _patterns().name_before.search(left) is not None
            or (written[:1].isupper() and _NAMED_BEFORE.search(left) is not None)
            or _is_hour(left, right, number, written)
        )
    if _ADDRESS.search(left) or left[-1:] == "@" or right[:1] == "@":
        return True
    if number.integer:
        return _is_date(left, right, number, written, marked) or (
            not marked and _is_code(text, left, right, number)
        )
    return (
        _is_hour(left, right, number, written)
        or _DECIMALS.match(right) is not None
        or (not marked and _is_glued(left, right))
    )


def _is_date(left: str, right: str, number: Number, written: str, marked: bool) -> bool:
    """Dates, ordinals and clock times."""
    patterns, size = _patterns(), len(number.integer)
    if _ORDINAL.match(right) or _CLOCK.match(right) or _CLOCK_BEFORE.search(left):
        return True
    if size <= 2 and patterns.month_after.match(right):
        return True
    if marked:
        return _HYPHENED.search(left) is not None and not _FREE_BEFORE.search(left)
    if (size == 4 or (size < 3 and number.low <= 31)) and patterns.month_before.search(left):
        return True
    return (
        _DATE.match(right) is not None
        or _DATE_BEFORE.search(left) is not None
        or _is_hour(left, right, number, written)
    )


def _is_hour(left: str, right: str, number: Number, written: str) -> bool:
    """ "at nine in the morning", "shortly before ten", "half past four", "7.45 pm", and the times that head the entries of a live blog."""
    if number.kind == "digits" and not number.integer:
        stamp = _STAMP.search(left) is not None and right[:1] == " "
        return _IS_CLOCK.fullmatch(written) is not None and (stamp or _CLOCK.match(right) is not None)
    if _CLOCK_BEFORE.search(left) or _CLOCK.match(right):
        return True
    if number.low > 24:
        return False
    if number.low >= 1 and _MOMENT.search(left) and _CLAUSE_ENDS.match(right):
        return True
    return _OF_DAY.match(right) is not None and _AT.search(left) is not None


def _is_code(text: str, left: str, right: str, number: Number) -> bool:
    """Phone and list numbers, addresses, references, and digits that are part of a word."""
    patterns, digits = _patterns(), number.integer
    if _is_glued(left, right) or _PHONE.match(right) or _PHONE_BEFORE.search(left):
        return True
    if patterns.name_before.search(left) or patterns.street_after.match(right):
        return True
    if digits.startswith("0") and len(digits) > 1:
        return True
    if _INLINE_LIST.match(right) and ("(" not in left or (left[-1:] == "(" and right[2:3].isupper())):
        return True
    return (
        _STAMP.search(left.rstrip("(")) is not None
        and _LIST.match(right) is not None
        and number.end < len(text)
    ) or (left.endswith(("'", "’", "‘")) and len(digits) == 2)


def _is_glued(left: str, right: str) -> bool:
    before = _GLUED_BEFORE.search(left) is not None and not _FREE_BEFORE.search(left)
    return before or _GLUED_AFTER.match(right) is not None


def is_year(text: str, number: Number, *, counts: bool) -> bool:
    """Whether four bare digits are a year; `counts` says that a plural noun follows ("2024 elections")."""
    if len(number.integer) != 4 or not 1500 <= number.low <= 2100:
        return False
    left = text[max(0, number.start - _NEAR) : number.start]
    if not counts:
        return _HEDGED.search(left) is None
    return 1900 <= number.low <= 2040 and number.low != 2000 and _COUNT_BEFORE.search(left) is None


def ages(text: str, number: Number) -> bool:
    """Whether the words before, or commas around it, say that the number is an age: "aged 73", "Woon, 41,"."""
    left = text[max(0, number.start - _NEAR) : number.start]
    if _AGED.search(left):
        return True
    return (
        number.integer != ""
        and text[number.end : number.end + 1] in (",", ".", ")")
        and _AFTER_NAME.search(left) is not None
    )

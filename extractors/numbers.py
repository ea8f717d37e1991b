"""Numbers in a text, in digits or words, as values: where each stands and the least and greatest it can mean.

>>> [(n.low, n.high) for n in find_numbers("tens of thousands, two and a half million or 2,048")]
[(20000.0, 99999.0), (2500000.0, 2500000.0), (2048.0, 2048.0)]

One compiled scan finds where a number may start; from there small patterns read on, each bounded in
length, so the time grows with the text and no faster. What a number counts is for `quantities`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

from extractors.number_grammar import Grammar, Number, grammar, share_of
from extractors.worded_numbers import one_in, read_part, read_several, read_vague, read_words, scaled

# What tells that a text parts thousands by points: "1,9 million" and "50.000.000"; and what tells the contrary.
_CONTINENTAL = re.compile(
    r"(?<![\d.,])\d{1,3},\d{1,2}(?=[ \xa0]?(?:%|[A-Za-z€]))|(?<![\d.,])\d{1,3}(?:\.\d{3}){2,}(?![\d.])"
)
_INSULAR = re.compile(r"(?<![\d.,])\d{1,3}(?:,\d{3})+(?!\d)|(?<![\d.,])\d+\.\d{1,2}(?![\d.])")
_THOUSANDS = re.compile(r"[1-9]\d{0,2}\.\d{3}")
LONGEST = 40  # characters of digits; what is longer is a code, not a number
_HIGHEST_POWER = 60

_DIGITS = re.compile(
    r"""(?P<grouped>\d{1,3}(?:,\d{3})+(?!\d)(?:\.\d+)?|\d{1,2}(?:,\d{2})+,\d{3}(?!\d)(?:\.\d+)?  # 2,048  12,34,567.89
        |\d{1,3}(?:[\xa0\u2009\u202f'’]\d{3})+(?!\d)|[1-9]\d{0,2}(?:[ ]\d{3})+(?![ -]?\d|[,.]\d)  # 10 000  10'000
        |\d{1,3}(?:,[ ]000)+(?!\d))                                                            # 80, 000
      |(?P<dotted>\d{1,3}(?:\.\d{3}){2,}(?!\d)(?:,\d+)?|[1-9]\d{0,2}\.000(?![\d.]))            # 50.000.000
      |(?P<comma>\d+,\d{1,2}(?![\d,]))                                                         # 1,6
      |(?P<quotient>\d{1,2}[/⁄]\d{1,2}(?![\d/⁄]))                                              # 1/4
      |(?P<decimal>\d*\.\d+)
      |(?P<whole>\d+)""",
    re.VERBOSE,
)
_POWER = re.compile(
    r"[ ]?[×x*·][ ]?10(?:\^|\*\*)?(?P<sup>[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,2})|[ ]?[×x*·][ ]?10(?:\^|\*\*)[ ]?(?P<exp>\d{1,2})\b|[eE]\+?(?P<e>\d{1,2})\b"
)
_BARE_POWER = re.compile(r"10(?:(?:\^|\*\*)(?P<exp>\d{1,2})\b|(?P<sup>[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,2}))")
_SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_NAME_TAIL = re.compile(r"[\w.\-/:]*\w|\W")
_MARK_BEFORE = re.compile(r"(?<![A-Za-z0-9])(?:[A-Z]{1,3}|Rs|rs|Rp|Tk|Dhs?|Fr|Kč|kr)$")


def has_number(text: str) -> bool:
    """Whether there is anything in the text that could be a number; quick, and never wrongly False."""
    return grammar().trigger.search(text) is not None


def find_numbers(text: str) -> Iterator[Number]:
    """Every number in the text, in order and apart. The digits of a code ("scp173", "x86") are none."""
    patterns, here = grammar(), 0
    while found := patterns.trigger.search(text, here):
        number = _read(patterns, text, found)
        if number is None:
            here = _skip(text, found)
            continue
        yield number
        here = number.end


@lru_cache(maxsize=4)
def _is_continental(text: str) -> bool:
    """Whether a text writes "3.200 litres" for three thousand: it has a decimal comma, and no number as English has them."""
    return _CONTINENTAL.search(text) is not None and _INSULAR.search(text) is None


def _skip(text: str, found: re.Match[str]) -> int:
    """Where to go on after what is no number: past the whole code for digits, else past the word."""
    if found.lastgroup == "digits" and (tail := _NAME_TAIL.match(text, found.start())):
        return tail.end()
    return found.end()


def _read(patterns: Grammar, text: str, found: re.Match[str]) -> Number | None:
    start, kind = found.start(), found.lastgroup
    if kind == "digits":
        return _read_digits(patterns, text, start)
    if kind == "glyph":
        value = patterns.words.glyphs[found[0]]
        return scaled(patterns, text, Number(start, start + 1, value, value, "digits"))
    if kind == "several":
        return read_several(patterns, text, start)
    if kind == "vague":
        return read_vague(patterns, text, start, found[0])
    if kind == "one":
        return Number(start, found.end(), 1.0, 1.0, "article")
    if kind == "alone":
        return _read_ratio(patterns, start, found[0].lower())
    if kind == "part" and (part := read_part(patterns, text, start)):
        return part
    return read_words(patterns, text, start)


def _read_ratio(patterns: Grammar, start: int, word: str) -> Number:
    if word in patterns.words.halvings:
        return Number(start, start + len(word), 0.5, 0.5, "halving")
    factor = patterns.words.ratios[word]
    return Number(start, start + len(word), factor, factor, "ratio")


def _read_digits(patterns: Grammar, text: str, start: int) -> Number | None:
    match = _DIGITS.match(text, start)
    if not match or len(match[0]) > LONGEST:
        return None
    if start and text[start - 1].isalpha() and not _MARK_BEFORE.search(text[max(0, start - 5) : start]):
        return None
    if power := _BARE_POWER.match(text, start):
        return _powered(Number(start, start, 1.0, 1.0, "digits"), power)
    value = _value_of(match)
    if value is None:
        return None
    if match["decimal"] and _THOUSANDS.fullmatch(match[0]) and _is_continental(text):
        value *= 1000
    number = Number(start, match.end(), value, value, "digits", integer=match["whole"] or "")
    if power := _POWER.match(text, number.end):
        return _powered(number, power)
    number = _with_part(patterns, text, number, whole=bool(match["whole"] or match["grouped"]))
    if suffix := patterns.suffix.match(text, number.end) or patterns.spaced_suffix.match(text, number.end):
        scale = patterns.words.suffixes[suffix[1]]
        low = number.low * scale
        return replace(number, end=suffix.end(), low=low, high=low, scale=scale, integer="")
    if match["quotient"]:
        return scaled(patterns, text, replace(number, kind="fraction"))
    if match["whole"] and (shared := one_in(patterns, text, number)):
        return shared
    return scaled(patterns, text, number)


def _powered(number: Number, power: re.Match[str]) -> Number | None:
    """ "2.3 × 10^26", "10²⁶", "1e6"."""
    groups = power.groupdict()
    exponent = int(
        (groups.get("sup") or groups.get("exp") or groups.get("e") or "0").translate(_SUPERSCRIPTS)
    )
    if exponent > _HIGHEST_POWER:
        return None
    value = number.low * 10.0**exponent
    return replace(number, end=power.end(), low=value, high=value, scale=10.0**exponent, integer="")


def _value_of(match: re.Match[str]) -> float | None:
    """The digits' value; None for a quotient that is rather a date or a score ("9/11")."""
    written = match[0]
    if match["grouped"]:
        return float(re.sub(r"[^\d.]", "", written))
    if match["dotted"]:
        return float(written.replace(".", "").replace(",", "."))
    if match["comma"]:
        return float(written.replace(",", "."))
    if match["quotient"]:
        above, below = map(int, re.split("[/⁄]", written))
        return above / below if 0 < above < below and below in (2, 3, 4, 5, 6, 8, 10, 16) else None
    return float(written)


def _with_part(patterns: Grammar, text: str, number: Number, *, whole: bool) -> Number:
    """ "10 1/2", "2½", "2 and a half" with their fraction."""
    if whole and (mixed := patterns.mixed.match(text, number.end)):
        part = patterns.words.glyphs[mixed[1]] if mixed[1] else _quotient(int(mixed[2]), int(mixed[3]))
        if part is not None:
            value = number.low + part
            return replace(number, end=mixed.end(), low=value, high=value, integer="")
    if half := patterns.and_part.match(text, number.end):
        value = number.low + share_of(half[1], half[2])
        return replace(number, end=half.end(), low=value, high=value, integer="")
    return number


def _quotient(above: int, below: int) -> float | None:
    return above / below if above < below and below in (2, 3, 4, 5, 8, 16, 32) else None

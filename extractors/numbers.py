"""Numbers in a text, in digits or words, as values: where each stands and the least and greatest it can mean.

>>> [(n.low, n.high) for n in find_numbers("tens of thousands, two and a half million or 2,048")]
[(20000.0, 99999.0), (2500000.0, 2500000.0), (2048.0, 2048.0)]

One compiled scan finds where a number may start; from there small patterns read on, each bounded in
length, so the time grows with the text and no faster. What a number counts is for `quantities`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Literal, NamedTuple

from extractors import vocabulary

NumberKind = Literal["digits", "words", "vague", "fraction", "one_in", "ratio", "halving", "nothing"]
DATA = Path(__file__).parent / "data"
LONGEST = 40  # characters of digits; what is longer is a code, not a number
GAP = "(?:[ \t\xa0\u2009\u202f]{1,3}|[ ]?[-\u2010\u2011][ ]?|\n)"


class NumberExample(NamedTuple):
    """A number as written, with its bounds."""

    text: str
    low: float
    high: float


class NumberWords(vocabulary.Checked):
    """extractors/data/numbers.yml; each key is explained there."""

    cardinals: dict[str, int]
    scales: dict[str, float]
    suffixes: dict[str, float]
    ambiguous: dict[str, float]
    vague: dict[str, tuple[float, float]]
    several: dict[str, tuple[float, float]]
    pairs: dict[str, int]
    fractions: dict[str, int]
    glyphs: dict[str, float]
    ratios: dict[str, float]
    halvings: tuple[str, ...]
    nothing: tuple[str, ...]
    names: tuple[str, ...]
    months: tuple[str, ...]
    examples: tuple[NumberExample, ...] = ()


@dataclass(frozen=True, slots=True)
class Number:
    """Characters [start, end) of a text that say a number between `low` and `high`.

    `scale` is what its magnitude word or suffix multiplied by (1e6 in "5 million"), so that "3-5
    million" can share it; `integer` is its digits where they are a bare run such as "2024", else "".
    A fraction and a "one in six" are shares (0.25), a ratio is a factor (2 for "twice").
    """

    start: int
    end: int
    low: float
    high: float
    kind: NumberKind
    scale: float = 1.0
    integer: str = ""


def any_of(words: tuple[str, ...] | list[str] | dict[str, object]) -> str:
    """A pattern for one of the words, longest first, with any gap between the parts of one."""
    ordered = sorted(words, key=len, reverse=True)
    return "(?:" + "|".join(re.escape(word).replace(r"\ ", GAP) for word in ordered) + ")"


@lru_cache(maxsize=1)
def number_words() -> NumberWords:
    """The shipped words for numbers, checked."""
    return vocabulary.read(NumberWords, DATA / "numbers.yml")


class _Grammar:
    """The patterns, compiled once from the words."""

    def __init__(self, words: NumberWords) -> None:
        def compiled(pattern: str) -> re.Pattern[str]:
            return re.compile(pattern, re.IGNORECASE)

        self.words = words
        scale, fraction = any_of(dict(words.scales)), any_of(dict(words.fractions))
        vague = any_of(dict(words.vague))
        several = any_of([*words.several, *words.pairs])
        cardinal = any_of(dict(words.cardinals))
        glyph = "[" + "".join(words.glyphs) + "]"
        plain = (words.ratios, words.halvings, words.nothing)
        alone = any_of([word for group in plain for word in group])
        self.trigger = compiled(
            rf"(?P<digits>(?<!\d)\.?\d)|(?P<glyph>{glyph})"
            rf"|\b(?:(?P<several>{several}{GAP}(?:{scale}|{vague}))"
            rf"|(?P<vague>{vague})|(?P<part>(?:an?{GAP})?{fraction}s?|{cardinal}{GAP}{fraction}s?|halves)"
            rf"|(?P<words>an?{GAP}(?:{scale}|score)|{cardinal}|{scale}|score)|(?P<alone>{alone}))\b"
        )
        self.scale = compiled(rf"{GAP}({scale})\b")
        self.word = compiled(rf"({GAP})?(and{GAP})?([a-z]+)\b")
        self.and_part = compiled(rf"{GAP}and{GAP}(?:(an?|one|three){GAP})?(half|quarter|third)s?\b")
        self.point = compiled(rf"{GAP}point((?:{GAP}{cardinal}){{1,4}})\b")
        self.of_vague = compiled(rf"{GAP}of{GAP}({vague})\b")
        self.several = compiled(rf"({several}){GAP}({scale}|{vague})\b")
        self.part = compiled(rf"(?:(an?|{cardinal}){GAP})?({fraction}|halve)s?\b")
        self.of_scale = compiled(rf"(?:{GAP}of)?(?:{GAP}an?)?{GAP}({scale})\b")
        self.one_in = compiled(
            rf"{GAP}(?:([a-z]+(?:[ -][a-z]+)?){GAP})??(?:out{GAP}of|in|of)(?:{GAP}every|{GAP}each)?{GAP}"
            rf"(?:(\d{{1,3}}(?:,\d{{3}})?)\b(?![.,:%/]\d|[ ]?%)|((?:an?{GAP})?(?:{cardinal}|{scale})(?:{GAP}(?:{cardinal}|{scale}))*)\b)"
        )
        self.mixed = re.compile(rf"[ -]?({glyph})|[ -](\d{{1,2}})[/⁄](\d{{1,2}})(?![\d/])")
        longest_first = sorted(words.suffixes, key=len, reverse=True)
        self.suffix = re.compile(rf"({'|'.join(longest_first)})(?![A-Za-z0-9])")
        spaced = [suffix for suffix in longest_first if len(suffix) > 1 and suffix != "cr"]
        self.spaced_suffix = re.compile(rf"[ \xa0]({'|'.join(spaced)})(?![A-Za-z0-9])")


_DIGITS = re.compile(
    r"""(?P<grouped>\d{1,3}(?:,\d{3})+(?!\d)(?:\.\d+)?|\d{1,2}(?:,\d{2})+,\d{3}(?!\d)(?:\.\d+)?  # 2,048  12,34,567.89
        |\d{1,3}(?:[\xa0\u2009\u202f'’]\d{3})+(?!\d)|[1-9]\d{0,2}(?:[ ]\d{3})+(?![\d,.]\d|\d)    # 10 000  10'000
        |\d{1,3}(?:,[ ]000)+(?!\d))                                                            # 80, 000
      |(?P<dotted>\d{1,3}(?:\.\d{3}){2,}(?!\d)(?:,\d+)?|[1-9]\d{0,2}\.000(?![\d.]))            # 50.000.000
      |(?P<comma>\d+,\d{1,2}(?![\d,]))                                                         # 1,6
      |(?P<quotient>\d{1,2}[/⁄]\d{1,2}(?![\d/⁄]))                                              # 1/4
      |(?P<decimal>\d*\.\d+)
      |(?P<whole>\d+)""",
    re.VERBOSE,
)


@lru_cache(maxsize=1)
def _grammar() -> _Grammar:
    return _Grammar(number_words())


def has_number(text: str) -> bool:
    """Whether there is anything in the text that could be a number; quick, and never wrongly False."""
    return _grammar().trigger.search(text) is not None


def find_numbers(text: str) -> Iterator[Number]:
    """Every number in the text, in order and apart. Digits inside a name ("H800", "GPT-4") are none."""
    grammar, here = _grammar(), 0
    while found := grammar.trigger.search(text, here):
        number = _read(grammar, text, found)
        if number is None:
            here = _skip(text, found)
            continue
        yield number
        here = number.end


def read_number(text: str) -> Number | None:
    """The first number of a text, None where it holds none."""
    return next(find_numbers(text), None)


_NAME_TAIL = re.compile(r"[\w.\-/:]*\w|\W")


def _skip(text: str, found: re.Match[str]) -> int:
    """Where to go on after what is no number: past the whole code or name for digits, else past the word."""
    if found.lastgroup == "digits" and (tail := _NAME_TAIL.match(text, found.start())):
        return tail.end()
    return found.end()


def _read(grammar: _Grammar, text: str, found: re.Match[str]) -> Number | None:
    start, kind = found.start(), found.lastgroup
    if kind == "digits":
        return _read_digits(grammar, text, start)
    if kind == "glyph":
        return _scaled(
            grammar, text, Number(start, start + 1, *2 * (grammar.words.glyphs[found[0]],), "digits")
        )
    if kind == "several":
        return _read_several(grammar, text, start)
    if kind == "vague":
        return _read_vague(grammar, text, start, found[0])
    if kind == "alone":
        return _read_alone(grammar, start, found[0])
    if kind == "part":
        return _read_part(grammar, text, start)
    return _read_words(grammar, text, start)


def _read_digits(grammar: _Grammar, text: str, start: int) -> Number | None:
    match = _DIGITS.match(text, start)
    if not match or len(match[0]) > LONGEST or (start and text[start - 1].isalpha()):
        return None
    value = _value_of(match)
    if value is None:
        return None
    end, whole = match.end(), match["whole"] or ""
    if mixed := grammar.mixed.match(text, end):
        part = _mixed_part(grammar, mixed)
        if part is not None and (whole or match["grouped"]):
            value, end, whole = value + part, mixed.end(), ""
    number = Number(start, end, value, value, "digits", integer=whole)
    if suffix := grammar.suffix.match(text, end) or grammar.spaced_suffix.match(text, end):
        scale = grammar.words.suffixes[suffix[1]]
        number = replace(
            number, end=suffix.end(), low=value * scale, high=value * scale, scale=scale, integer=""
        )
        return number
    if half := grammar.and_part.match(text, end):
        value += _share(half[1], half[2])
        number = replace(number, end=half.end(), low=value, high=value, integer="")
    if number.integer or not match["quotient"]:
        one_in = _one_in(grammar, text, number) if number.integer else None
        return one_in or _scaled(grammar, text, number)
    return _scaled(grammar, text, replace(number, kind="fraction" if value < 1 else "digits"))


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


def _mixed_part(grammar: _Grammar, mixed: re.Match[str]) -> float | None:
    """The fraction of "10 1/2" or "2½"; None where it is no proper one."""
    if mixed[1]:
        return grammar.words.glyphs[mixed[1]]
    above, below = int(mixed[2]), int(mixed[3])
    return above / below if above < below and below in (2, 3, 4, 5, 8, 16, 32) else None


def _share(count: str | None, part: str) -> float:
    """ "three quarters" is 0.75; without a count it is one part."""
    words = number_words()
    part = part.lower() if part.lower() in words.fractions else "half"
    return words.cardinals.get((count or "one").lower(), 1) / words.fractions[part]


def _scaled(grammar: _Grammar, text: str, number: Number) -> Number:
    """The number with the magnitude words that follow it: "5 million", "1.5 lakh crore"."""
    words = grammar.words
    for _ in range(3):
        following = grammar.scale.match(text, number.end)
        if not following:
            break
        scale = words.scales[following[1].lower()]
        low, high = number.low * scale, number.high * scale
        number = replace(
            number,
            end=following.end(),
            low=low,
            high=high,
            scale=number.scale * scale,
            integer="",
            kind=_counted(number),
        )
    return number


def _counted(number: Number) -> NumberKind:
    """A fraction that a magnitude follows is a number after all ("½ million")."""
    return "words" if number.kind == "fraction" else number.kind


def _read_several(grammar: _Grammar, text: str, start: int) -> Number | None:
    match = grammar.several.match(text, start)
    if not match:
        return None
    words, several, what = grammar.words, _plain(match[1]), match[2].lower()
    scale = words.vague[what][0] / 2 if what in words.vague else words.scales[what]
    if several in words.pairs:
        low = high = float(words.pairs[several])
    else:
        low, high = words.several[several]
    if scale == 12:  # "a few dozen" is said of as many as "dozens"
        low, high = (low, high) if low == high else (2.0, 99 / 12)
    low, high = low * scale, high * scale
    number = Number(start, match.end(), low, _floor(high, scale), "vague" if low < high else "words", scale)
    return _scaled(grammar, text, number)


def _floor(high: float, scale: float) -> float:
    """ "several thousand" ends at 9999, "several hundred" at 999."""
    return float(int(high)) if scale <= 1000 else high


def _read_vague(grammar: _Grammar, text: str, start: int, word: str) -> Number:
    low, high = grammar.words.vague[word.lower()]
    number = Number(start, start + len(word), low, high, "vague", low / 2)
    for _ in range(2):
        if not (of := grammar.of_vague.match(text, number.end)):
            break
        scale = grammar.words.vague[of[1].lower()][0] / 2
        top = number.high * scale + (scale - 1 if number.high == 99 else 0)
        number = replace(number, end=of.end(), low=number.low * scale, high=top, scale=scale)
    return number


def _read_alone(grammar: _Grammar, start: int, word: str) -> Number:
    low = word.lower()
    end = start + len(word)
    if low in grammar.words.halvings:
        return Number(start, end, 0.5, 0.5, "halving")
    if low in grammar.words.nothing:
        return Number(start, end, 0.0, 0.0, "nothing")
    factor = grammar.words.ratios[low]
    return Number(start, end, factor, factor, "ratio")


def _read_part(grammar: _Grammar, text: str, start: int) -> Number | None:
    match = grammar.part.match(text, start)
    if not match:
        return None
    share, end = _share(match[1], match[2]), match.end()
    if scale := grammar.of_scale.match(text, end):
        value = share * grammar.words.scales[scale[1].lower()]
        number = Number(start, scale.end(), value, value, "words", grammar.words.scales[scale[1].lower()])
        return _scaled(grammar, text, number)
    return Number(start, end, share, share, "fraction")


def _read_words(grammar: _Grammar, text: str, start: int) -> Number | None:
    """A number in words by the usual sums: words below a hundred add, a magnitude multiplies."""
    words = grammar.words
    total = current = 0.0
    here, scale, last, seen = start, 1.0, 100.0, False
    article = re.compile(rf"an?{GAP}", re.IGNORECASE).match(text, start)
    if article:
        current, here, last = 1.0, article.end(), 1.0
    while match := grammar.word.match(text, here):
        word = match[3].lower()
        if (seen and not match[1]) or (match[2] and not (seen and last >= 100)):
            break
        if word in words.cardinals:
            value = float(words.cardinals[word])
            if not _fits(value, last, seen and not article, current):
                break
            current, last = current + value, value
        elif word in words.scales and not match[2]:
            factor = words.scales[word]
            if factor < 1000:
                if current >= 100:
                    break
                current = (current or 1) * factor
            else:
                total, current = total + (current or (total if total else 1)) * factor, 0.0
            scale, last = factor, factor
        elif word == "score" and article and not seen:
            current, last, scale = 20.0, 1.0, 20.0
        else:
            break
        seen, here = True, match.end()
        article = None
    if not seen:
        return None
    number = Number(start, here, total + current, total + current, "words", scale)
    return _word_tail(grammar, text, number)


def _fits(value: float, last: float, seen: bool, current: float) -> bool:
    """Whether a word below a hundred may follow: "seventy four" and "hundred twelve", never "two three"."""
    if not seen:
        return current == 0
    if value < 10:
        return value > 0 and (20 <= last < 100 or last >= 100)
    return last >= 100


def _word_tail(grammar: _Grammar, text: str, number: Number) -> Number:
    """What may still belong to a number in words: "… point three", "… and a half", "… in ten"."""
    if point := grammar.point.match(text, number.end):
        digits = [
            grammar.words.cardinals[word.lower()] for word in re.findall("[a-z]+", point[1], re.IGNORECASE)
        ]
        value = number.low + float("0." + "".join(str(digit % 10) for digit in digits))
        number = replace(number, end=point.end(), low=value, high=value)
    elif half := grammar.and_part.match(text, number.end):
        value = number.low + _share(half[1], half[2]) * (number.scale if number.low >= 1000 else 1)
        number = replace(number, end=half.end(), low=value, high=value)
    elif one_in := _one_in(grammar, text, number):
        return one_in
    return _scaled(grammar, text, number)


def _one_in(grammar: _Grammar, text: str, number: Number) -> Number | None:
    """ "one in six", "nine out of ten", "one claim in nine": a share; "22 of 25" is none, but a count."""
    match = grammar.one_in.match(text, number.end)
    if not match or number.low < 1 or number.low > 99:
        return None
    of = _plain(match[0])
    whole = float(match[2].replace(",", "")) if match[2] else _whole(grammar, match[3])
    plain_of = " of " in f" {of} " and "out of" not in of
    if whole is None or whole <= number.low or plain_of:
        return None
    if match[2] and (len(match[2]) == 4 or (whole > 100 and number.low != 1)):  # "three in 2024"
        return None
    share = number.low / whole
    return Number(number.start, match.end(), share, share, "one_in")


def _whole(grammar: _Grammar, words: str) -> float | None:
    read = _read_words(grammar, words, 0)
    return read.low if read and read.end == len(words) else None


def _plain(words: str) -> str:
    return re.sub(GAP, " ", words).lower()

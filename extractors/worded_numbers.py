"""Numbers in words: sums ("nine thousand one hundred"), vague magnitudes ("a few hundred"), parts, "one in six"."""

from __future__ import annotations

import re
from dataclasses import replace

from extractors.number_grammar import GAP, Grammar, Number, share_of


def scaled(patterns: Grammar, text: str, number: Number) -> Number:
    """The number with the magnitude words that follow it: "5 million", "1.5 lakh crore", "£2.1billion"."""
    words = patterns.words
    for _ in range(3):
        pattern = patterns.glued_scale if text[number.end - 1].isdigit() else patterns.scale
        following = pattern.match(text, number.end)
        if not following:
            break
        scale = words.scales[following[1].lower()]
        number = replace(
            number,
            end=following.end(),
            low=number.low * scale,
            high=number.high * scale,
            scale=number.scale * scale,
            integer="",
            kind="words" if number.kind == "fraction" else number.kind,
        )
    if (
        number.low >= 10
        and number.kind in ("digits", "words")
        and (odd := patterns.odd.match(text, number.end))
    ):
        step = next((step for step in (1e6, 1e3, 100, 10) if number.low % step == 0), 1)
        return replace(
            number, end=odd.end(), high=number.low + step - 1, kind="vague", integer=""
        )  # "sixty-odd"
    return number


def read_several(patterns: Grammar, text: str, start: int) -> Number | None:
    """ "a few hundred", "several thousand", "a couple of dozen"."""
    match = patterns.several.match(text, start)
    if not match:
        return None
    words, several, what = patterns.words, plain(match[1]), match[2].lower()
    if what in words.vague and several in words.several:
        return read_vague(patterns, text, start, match[0], plural=what)
    scale = words.vague[what][0] / 2 if what in words.vague else words.scales[what]
    low = high = float(words.pairs.get(several, 0))
    if several in words.several:
        low, high = (2.0, 99 / 12) if scale == 12 else words.several[several]  # "a few dozen" are "dozens"
    high = float(int(high * scale)) if scale <= 1000 else high * scale  # "several thousand" ends at 9999
    number = Number(
        start, match.end(), low * scale, high, "vague" if several in words.several else "words", scale
    )
    return scaled(patterns, text, number)


def read_vague(patterns: Grammar, text: str, start: int, written: str, *, plural: str = "") -> Number | None:
    """ "dozens", "tens of thousands", "hundreds of millions"."""
    words, word = patterns.words, plural or written.lower()
    low, high = words.vague[word]
    end = start + len(written)
    if word == "scores" and not re.match(r"[ ]of[ ][a-z]", text[end : end + 5]):
        return None  # "scores" of a match or a test
    number = Number(start, end, low, high, "vague", low / 2)
    for _ in range(2):
        if not (of := patterns.of_vague.match(text, number.end)):
            break
        scale = words.vague[of[1].lower()][0] / 2
        top = number.high * scale + (scale - 1 if number.high == 99 else 0)
        number = replace(number, end=of.end(), low=number.low * scale, high=top, scale=scale)
    return number


def read_part(patterns: Grammar, text: str, start: int) -> Number | None:
    """ "two thirds", "half", and with a magnitude a number: "a quarter of a million"; None for "two quarters"."""
    match = patterns.part.match(text, start)
    if not match:
        return None
    count, part, plural = match[1], match[2], match[3]
    share, end = share_of(count, part), match.end()
    if share >= 1 or (count and plural and share == 0.5):
        return None  # "two quarters" of growth are periods, "two halves" a match
    if scale := patterns.of_scale.match(text, end):
        factor = patterns.words.scales[scale[1].lower()]
        return scaled(
            patterns, text, Number(start, scale.end(), share * factor, share * factor, "words", factor)
        )
    return Number(start, end, share, share, "fraction")


def read_words(patterns: Grammar, text: str, start: int) -> Number | None:
    """A number in words by the usual sums: words below a hundred add, a magnitude multiplies."""
    article = patterns.article.match(text, start)
    if article and (idiom := _idiom(text, article.end())):
        return replace(idiom, start=start) if idiom.low else None
    adding = _Sum(patterns, 1.0 if article else 0.0)
    here = article.end() if article else start
    while match := patterns.word.match(text, here):
        if (here != start and not match[1] and not (article and here == article.end())) or not adding.add(
            match[3].lower(), bool(match[2])
        ):
            break
        here = match.end()
    if not adding.seen:
        return None
    value = adding.total + adding.current
    return _word_tail(
        patterns,
        text,
        Number(start, here, value, value, "words", adding.scale, scale_alone=adding.bare and not article),
    )


def _idiom(text: str, place: int) -> Number | None:
    """ "a score of tractors" is twenty, "a single crown" one; "a score of 81" and "a grand scale" are no numbers."""
    if text[place : place + 5].lower() == "grand":
        return Number(place, place, 0.0, 0.0, "words")
    if text[place : place + 6].lower() == "single":
        return Number(place, place + 6, 1.0, 1.0, "words")
    if text[place : place + 5].lower() == "score":
        counts = re.match(r"[ ](?:of[ ](?=[a-z])|(?!of\b)[a-z])", text[place + 5 : place + 10])
        value = 20.0 if counts else 0.0
        return Number(place, place + 5, value, value, "words")
    return None


class _Sum:
    """The running sum of number words; `add` says whether a word still belongs."""

    def __init__(self, patterns: Grammar, article: float) -> None:
        self.words = patterns.words
        self.total, self.current, self.scale = 0.0, article, 1.0
        self.last, self.seen, self.bare, self._article = 100.0, False, False, bool(article)

    def add(self, word: str, after_and: bool) -> bool:
        if after_and and not (self.seen and self.last >= 100):
            return False
        value, scale = self.words.cardinals.get(word), self.words.scales.get(word)
        if value is not None and self._fits(value):
            self.current, self.last = self.current + value, float(value)
        elif scale is not None and not after_and and self._multiply(scale):
            self.scale = self.last = scale
        else:
            return False
        self.seen, self._article = True, False
        return True

    def _fits(self, value: int) -> bool:
        """Whether a word below a hundred may follow: "seventy four", "hundred twelve", never "two three"."""
        if not self.seen:
            return not self._article
        if value < 10:
            return value > 0 and (20 <= self.last < 100 or self.last >= 100)
        return self.last >= 100

    def _multiply(self, scale: float) -> bool:
        self.bare = self.bare or not self.seen
        if scale < 1000:
            if self.current >= 100:
                return False
            self.current = (self.current or 1) * scale
        elif self.current == 0 and self.total:
            self.total *= scale  # "thousand million", "lakh crore"
        else:
            self.total, self.current = self.total + (self.current or 1) * scale, 0.0
        return True


def _word_tail(patterns: Grammar, text: str, number: Number) -> Number:
    """What may still belong to a number in words: "… point three", "… and a half", "… in ten"."""
    if point := patterns.point.match(text, number.end):
        digits = re.findall("[a-z]+", point[1], re.IGNORECASE)
        decimals = "".join(str(patterns.words.cardinals[word.lower()] % 10) for word in digits)
        value = number.low + float("0." + decimals)
        number = replace(number, end=point.end(), low=value, high=value)
    elif half := patterns.and_part.match(text, number.end):
        value = number.low + share_of(half[1], half[2]) * (number.scale if number.low >= 1000 else 1)
        number = replace(number, end=half.end(), low=value, high=value)
    elif shared := one_in(patterns, text, number):
        return shared
    return scaled(patterns, text, number)


_COUNTED_AFTER = re.compile(
    r"[ -](?!(?:are|is|was|were|have|has|had|of|and|or|that|who|which|to|but|will|would|can|could|may|said|says|for|on|at|by|from|with|there|here|now)\b)[a-z]",
    re.IGNORECASE,
)


def one_in(patterns: Grammar, text: str, number: Number) -> Number | None:
    """ "one in six", "nine out of ten", "one claim in nine": a share; "22 of 25" is none, but a count."""
    match = patterns.one_in.match(text, number.end)
    if not match or not 1 <= number.low <= 99:
        return None
    digits = match[2]
    if digits and (len(digits) == 4 or ("," not in digits and float(digits) > 100)):
        return None  # "three in 2024"
    whole = float(digits.replace(",", "")) if digits else _whole(patterns, match[3])
    if whole is None or whole <= number.low:
        return None
    loose = match[1] and not re.search(r"\b(?:out|every|each)\b", match[0], re.IGNORECASE)
    if loose and ((digits and number.low != 1) or _COUNTED_AFTER.match(text, match.end())):
        return None  # "9 assists in 38 minutes"
    share = number.low / whole
    return Number(number.start, match.end(), share, share, "one_in")


def _whole(patterns: Grammar, words: str) -> float | None:
    read = read_words(patterns, words, 0)
    return read.low if read and read.end == len(words) else None


def plain(words: str) -> str:
    """Words in lower case with single spaces between."""
    return re.sub(GAP, " ", words).lower()

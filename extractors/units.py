"""Units of measure and currencies: which one stands beside a number, and what it is worth in base units.

>>> units().after("660 square meters", 3)
(17, 'square metre')

The tables are extractors/data/units.yml and currencies.yml.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache
from typing import NamedTuple

from pydantic import Field

from extractors import vocabulary
from extractors.alternatives import one_of
from extractors.number_grammar import GAP, Number

_SINGLE_GLUED = frozenset("CFcpJVLR")  # too short to be a unit unless glued to the digits: "20C", "5p"


class UnitExample(NamedTuple):
    """A quantity as written, with its value and unit."""

    text: str
    value: float
    unit: str


class Measure(vocabulary.Checked):
    """A unit of measure; `base` is what claims call it where its dimension has no base unit."""

    dimension: str
    factor: float = 1.0
    words: tuple[str, ...] = ()
    symbols: tuple[str, ...] = ()
    digits_only: tuple[str, ...] = ()
    base: str | None = None
    plural: bool = True


class Measures(vocabulary.Checked):
    """extractors/data/units.yml."""

    base: dict[str, str]
    units: dict[str, Measure]
    examples: tuple[UnitExample, ...] = ()


class Currency(vocabulary.Checked):
    """How a currency is written: `symbols` on either side of the digits, `words` after them."""

    symbols: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    plural: bool = True
    doubtful: tuple[str, ...] = ()
    code: bool = True


class Part(vocabulary.Checked):
    """A hundredth of a currency, of the one that it most often belongs to."""

    words: tuple[str, ...]
    symbols: tuple[str, ...] = ()
    plural: bool = True
    of: str


class Placed(vocabulary.Checked):
    """A state's currency by words that several states use, and the words that speak of this state."""

    words: tuple[str, ...]
    of: tuple[str, ...]


class Plain(vocabulary.Checked):
    """Marks that several currencies share when nothing stands before them, and the currencies that do."""

    marks: tuple[str, ...] = ()
    of: tuple[str, ...] = ()


class Currencies(vocabulary.Checked):
    """extractors/data/currencies.yml."""

    currencies: dict[str, Currency]
    codes: tuple[str, ...] = ()
    lower: tuple[str, ...] = ()
    unplaced: tuple[str, ...] = ()
    placed: dict[str, Placed] = Field(default_factory=dict)
    plain: Plain = Plain()
    parts: dict[str, Part] = Field(default_factory=dict)
    examples: tuple[UnitExample, ...] = ()


class Money(NamedTuple):
    """A currency beside a number: where its mark ends (or starts, before a number), its ISO code or
    name, and what "MUSD" or "USD million" multiplies by. `doubtful`: a word that means other things too;
    `plain`: a mark that does not say whose it is ("$", "bucks")."""

    edge: int
    unit: str
    scale: float = 1.0
    doubtful: bool = False
    plain: bool = False


class Units:
    """Reads the measure that follows a number."""

    def __init__(self, table: Measures) -> None:
        self.table = table
        self.by_word: dict[str, str] = {}
        self.by_symbol: dict[str, str] = {}
        for name, unit in table.units.items():
            for word in unit.words:
                self.by_word[word] = name
                if unit.plural:
                    self.by_word.setdefault(_plural(word), name)
            self.by_symbol.update(dict.fromkeys(unit.symbols, name))
            self.by_symbol.update(dict.fromkeys(unit.digits_only, name))
        self._words = _alternatives(list(self.by_word), re.IGNORECASE)
        self._symbols = _alternatives(list(self.by_symbol))

    def after(self, text: str, end: int, *, digits: bool = True) -> tuple[int, str] | None:
        """(end, name) of the measure after position `end`; symbols only after digits. None without one."""
        if match := self._words.match(text, end):
            return match.end(), self.by_word[_key(match["unit"], self.by_word)]
        if not digits or not (match := self._symbols.match(text, end)):
            return None
        symbol, glued = match["unit"], not match["gap"]
        if not glued and (symbol in _SINGLE_GLUED or symbol == "in"):
            return None
        return match.end(), self.by_symbol[symbol]

    def dimension(self, name: str) -> str | None:
        """The dimension of a unit by its English name; None for what is no measure."""
        unit = self.table.units.get(name)
        return unit.dimension if unit else None

    def to_base(self, name: str) -> tuple[float, str]:
        """(factor, base unit) of a unit by its English name; (1, name) where it is its own base."""
        unit = self.table.units.get(name)
        if not unit:
            return 1.0, name
        if base := self.table.base.get(unit.dimension):
            return unit.factor, base
        return (unit.factor, "percentage point") if unit.dimension == "points" else (1.0, unit.base or name)


class CurrencyMarks:
    """Reads the currency before or after a number."""

    def __init__(self, table: Currencies) -> None:
        self.table = table
        self.codes = frozenset(code for code in (*table.currencies, *table.codes) if code.isupper())
        self.unplaced = frozenset(table.unplaced)
        self.by_mark: dict[str, str] = {}
        self.doubtful: set[str] = set()
        self.by_word: dict[str, str] = {word: word for word in table.unplaced}
        self.by_word |= {_plural(word): word for word in table.unplaced}
        for code, currency in table.currencies.items():
            self.by_mark.update(dict.fromkeys(currency.symbols, code))
            if currency.code and code.isupper():
                self.by_mark[code] = code
            self._add_words(currency.words, code, currency.plural)
            self.doubtful.update(currency.doubtful)
        self.by_mark.update({code: code for code in table.codes})
        after = dict(self.by_mark)
        for name, part in table.parts.items():
            after.update(dict.fromkeys(part.symbols, name))
            self._add_words(part.words, name, part.plural)
        self._after_mark = after
        codes = [mark for mark in self.by_mark if len(mark) == 3 and mark.isupper()]
        self.by_word |= {code: self.by_mark[code.upper()] for code in table.lower}
        marks = one_of(self.by_mark)
        lower = "|".join(table.lower)
        self._before = re.compile(
            rf"(?<![A-Za-z.])(?P<big>[MK])?(?P<mark>{marks}|{lower}|dollar)(?:[ \xa0]?\$)?(?P<gap>[ \xa0]?)$"
        )
        self._symbols = _alternatives(list(after))
        self._words = _alternatives(list(self.by_word), re.IGNORECASE)
        plain = (*table.plain.marks, *table.unplaced)
        self._plain = frozenset((*plain, *(_plural(word) for word in plain)))
        dollars = one_of(mark for code in table.plain.of for mark in table.currencies[code].symbols)
        self._dollars = re.compile(rf"(?<![A-Za-z.])(?P<mark>{dollars})[ ]?\d")
        self._cents = re.compile(rf"€|\beuros?\b|{self._dollars.pattern}")
        self._beside = re.compile(
            rf"(?<![A-Za-z.]){dollars}[ ]?[\d.,]{{1,20}}[ ]?[A-Za-z]{{0,12}}[ ]\([^()\d$]{{0,20}}\$\d"
        )
        self._millions = re.compile(rf"[ ]?M(?P<unit>{'|'.join(codes)})\b")
        self._magnitude = re.compile(r"[ ](million|billion|trillion|bn|m|mn)\b")

    def in_place(self, unit: str, text: str) -> str:
        """The currency that a word shared by several states means in this text; the word itself where it does not tell.

        `unit`: the word, or the code of the state that stands with it in the table.
        """
        states = {code: each for code, each in self.table.placed.items() if unit in each.words}
        if not states:
            return unit
        lower = text.lower()
        counts = Counter(
            {code: len(re.findall(rf"\b(?:{one_of(each.of)})\b", lower)) for code, each in states.items()}
        )
        (best, most), (_, next_), *_ = [*counts.most_common(2), ("", 0)]
        return best if most > next_ else unit

    def plain_of(self, unit: str, text: str) -> str:
        """Whose a plain mark is in this text, as an ISO code; `unit`: that of the state that it most often means."""
        return self._dollars_of(text) if unit == "USD" else self.in_place(unit, text)

    def _dollars_of(self, text: str) -> str:
        """Whose a plain "$" or "dollar" is: those of the text's first amount with a sign.

        An Australian paper writes A$ once and $ from then on. One that adds "($3bn)" to "A$4.5bn" keeps
        the plain sign for US dollars.
        """
        first = self._dollars.search(text)
        if first is None or self._beside.search(text):
            return "USD"
        return self.by_mark[first["mark"]]

    def cents_of(self, text: str) -> str:
        """Whose cents are in this text, as an ISO code: the euro's where that is written first, else the dollar's."""
        first = self._cents.search(text)
        return "EUR" if first and not first["mark"] else self._dollars_of(text)

    def _add_words(self, words: tuple[str, ...], unit: str, plural: bool) -> None:
        for word in words:
            self.by_word[word] = unit
            if plural:
                self.by_word.setdefault(_plural(word), unit)

    def before(self, text: str, number: Number) -> Money | None:
        """The currency mark that ends where a number starts ("US$", "RMB "); a single letter only where
        the number is no short run of digits ("R24,800", "K17 million", never "R1")."""
        first = max(0, number.start - 12)
        match = self._before.search(text[first : number.start])
        if not match or (number.kind != "digits" and match["mark"].isalpha()):
            return None
        mark = match["mark"]
        if len(mark) == 1 and mark.isalpha() and (match["gap"] or 0 < len(number.integer) < 3):
            return None
        unit = self.by_mark.get(mark) or self.by_mark.get(mark.upper()) or "USD"
        plain = match[0].strip() in self._plain
        return Money(first + match.start(), unit, 1e6 if match["big"] == "M" else 1.0, plain=plain)

    def after(self, text: str, end: int, *, digits: bool = True) -> Money | None:
        """The currency mark or word that follows a number ("euros", "USD million", "MEUR")."""
        doubtful = plain = False
        if match := self._words.match(text, end):
            word = _key(match["unit"], self.by_word)
            unit, doubtful, plain = self.by_word[word], word in self.doubtful, word in self._plain
        elif digits and (match := self._millions.match(text, end)):
            return Money(match.end(), match["unit"], 1e6)
        elif digits and (match := self._symbols.match(text, end)):
            unit, plain = self._after_mark[match["unit"]], match["unit"] in self._plain
            if (len(match["unit"]) == 1 and match["unit"].isalpha()) and match["gap"]:
                return None
        else:
            return None
        if big := self._magnitude.match(text, match.end()):
            scale = {"m": 1e6, "b": 1e9, "t": 1e12}[big[1][0]]
            return Money(big.end(), unit, scale, doubtful, plain)
        return Money(match.end(), unit, 1.0, doubtful, plain)

    def part_of(self, unit: str) -> str | None:
        """The currency that a cent or penny belongs to; None for what is no such part."""
        part = self.table.parts.get(unit)
        return part.of if part else None


@lru_cache(maxsize=1)
def units() -> Units:
    """The shipped measures."""
    return Units(vocabulary.shipped(Measures, "units"))


@lru_cache(maxsize=1)
def currencies() -> CurrencyMarks:
    """The shipped currencies."""
    return CurrencyMarks(vocabulary.shipped(Currencies, "currencies"))


def _plural(word: str) -> str:
    return word + ("es" if word.endswith(("ch", "x", "ss")) else "s")


def _key(written: str, known: dict[str, str]) -> str:
    lower = written.lower()
    return lower if lower in known else re.sub(r"[\s\-]+", " ", lower)


def _alternatives(forms: list[str], flags: int = 0) -> re.Pattern[str]:
    """A pattern for one of the forms, the longest that fits, after an optional gap and before no letter or digit."""
    if flags & re.IGNORECASE:
        forms = [form.lower() for form in forms]
    inner = one_of(forms, gap=r"[ \xa0\-]")
    return re.compile(
        rf"(?P<gap>{GAP})?(?P<open>[(\[{{<])?(?P<unit>{inner})(?(open)[)\]}}>])(?![A-Za-z0-9]|\.[A-Za-z])",
        flags,
    )

"""Rules for numbers with a currency, a percent sign or a unit of measure. A rule's docstring is the "why" shown.

Each takes the reader, the number and the place where a unit may start, and gives an Amount or None.
"""

from __future__ import annotations

import re
from dataclasses import replace

from extractors.amounts import Amount, AmountReader, Form
from extractors.count_rules import bare, counted
from extractors.number_grammar import Number
from extractors.numbers import find_numbers
from extractors.units import currencies, units

_MILLIONS = re.compile(
    r"(?P<m>[mM])(?![A-Za-z0-9])|(?P<t>[Tt])(?![A-Za-z0-9])|[ ](?P<spaced>m)(?![A-Za-z0-9])"
)
_PART_OF = re.compile(r"(?:[ -]of)?(?:[ -](?:an?|one))?(?=[ -])", re.IGNORECASE)
_RANK = re.compile(r"(?!half|quarter)[a-z-]+(?<!s)", re.IGNORECASE)  # "third quarter"
_LASTING_DAY = re.compile(
    r"\b(?:in|for|within|of|just|only|about|than|least|took|last|lasted|after)[ ]$", re.IGNORECASE
)
_DIGIT_NEXT = re.compile(r"[ ]?\d")
_POUNDS = re.compile(r"[ -]pounds?\b", re.IGNORECASE)
_OLD = re.compile(r"(?:[ ]|[ ]?-[ ]?)olds?\b|[ -]of[ -]age\b", re.IGNORECASE)
_SAME_RANGE = re.compile(r"[ ]?(?:to|or|and|-|–)[ ]?\d+(?:\.\d+)?m\b")
_MONEY_RANGE = re.compile(r"[$€£¥][\d.,]+[ ]?m?(?:[ ]?[-–][ ]?|[ ](?:to|and|or)[ ])$")


def money_before(reader: AmountReader, number: Number, end: int) -> Amount | None:
    """The currency stands before the digits: "US$5.6m", "RMB 10"."""
    if number.kind not in ("digits", "vague", "words") or end != number.end:
        return None
    mark = currencies().before(reader.text, number)
    if not mark or mark.edge < reader.read_to:
        return None
    amount = reader.base(number, reader.whose(mark), "money", number.end)
    amount = replace(
        amount,
        start=mark.edge,
        low=number.low * mark.scale,
        high=number.high * mark.scale,
        rule="money_before",
    )
    amount = _with_magnitude(reader, amount)
    trailing = currencies().after(reader.text, amount.end)
    if (
        trailing and trailing.unit == mark.unit and not _DIGIT_NEXT.match(reader.text, trailing.edge)
    ):  # "$10 dollars"
        amount = replace(amount, end=trailing.edge)
    return reader.rated(amount)


def _with_magnitude(reader: AmountReader, amount: Amount) -> Amount:
    """ "$5m", "£3tn": letters that mean a magnitude only after a currency."""
    match = _MILLIONS.match(reader.text, amount.end)
    if not match or amount.number.scale != 1:
        return amount
    scale = 1e12 if match["t"] else 1e6
    number = replace(amount.number, end=match.end(), scale=scale, integer="")
    return replace(amount, number=number, end=match.end(), low=amount.low * scale, high=amount.high * scale)


def money_after(reader: AmountReader, number: Number, end: int) -> Amount | None:
    """The currency stands after the number: "five million yen", "3 dollars and 50 cents", "20 MEUR"."""
    place = _whole_after(reader, number, end)
    if place is None:
        return None
    mark = currencies().after(reader.text, place, digits=number.kind == "digits")
    if not mark or (mark.doubtful and number.scale < 1000):
        return None
    scale, unit = mark.scale, reader.whose(mark)
    if unit == "cent" and reader.cents != "USD":  # the table has cents for those of the US dollar
        scale, unit = scale / 100, reader.cents
    amount = reader.base(number, unit, "money", mark.edge)
    amount = replace(amount, low=number.low * scale, high=number.high * scale, rule="money_after")
    return reader.rated(_with_cents(reader, amount))


def _whole_after(reader: AmountReader, number: Number, end: int) -> int | None:
    """Where the unit of a number starts: past "of a" for a fraction ("half a litre"); None for "one in six"."""
    if number.kind == "one_in":
        return None
    if number.kind == "fraction":
        word = reader.text[number.start : number.end].lower()
        gap = None if _RANK.fullmatch(word) else _PART_OF.match(reader.text, end)
        return gap.end() if gap else None
    return end


_AND_CENTS = re.compile(r"(?:[ ]and)?[ ]")
_AND = re.compile(r"(?:[ ]and|,)?[ ]")


_PAUSE = re.compile(r"[ ]?(?:[.,;!?](?!\d)|$|more\b)")


def _with_cents(reader: AmountReader, amount: Amount) -> Amount:
    text = reader.text
    match = _AND_CENTS.match(text, amount.end)
    if not match or currencies().part_of(amount.unit or ""):
        return amount
    number = next(find_numbers(text[match.end() : match.end() + 24]), None)
    if number is None or number.start or not 0 < number.low < 100:
        return amount
    end = match.end() + number.end
    part = currencies().after(text, end)
    if part and currencies().part_of(part.unit):
        end = part.edge
    elif (
        part
        or number.low < 10
        or number.scale != 1
        or amount.number.scale != 1
        or not _PAUSE.match(text, end)
    ):
        return amount
    value = amount.low + number.low / 100
    return replace(amount, end=end, low=value, high=value, number=replace(amount.number, end=end))


def pounds(reader: AmountReader, number: Number, end: int) -> Amount | None:
    """ "Pounds" are money where the number is large or the text has a £ sign, else a weight."""
    place = _whole_after(reader, number, end)
    match = _POUNDS.match(reader.text, place) if place is not None else None
    if not match:
        return None
    sterling = number.scale >= 1000 or number.low >= 1e5 or reader.sterling
    unit, form = ("GBP", "money") if sterling else ("pound", "measure")
    return reader.rated(replace(reader.base(number, unit, form, match.end()), rule="pounds"))  # type: ignore[arg-type]


def measure(reader: AmountReader, number: Number, end: int) -> Amount | None:
    """A unit of measure or a percent sign follows: "17%", "660 square meters", "three weeks"."""
    place = _whole_after(reader, number, end)
    found = units().after(reader.text, place, digits=number.kind == "digits") if place is not None else None
    if not found or place is None:
        return None
    edge, name = found
    if name == "metre" and reader.text[place:edge] == "m" and (millions := _millions(reader, number, edge)):
        return millions
    if (
        len(number.integer) == 4
        and number.low > 1000
        and re.fullmatch(r"[ ](?:quarter|year|month|week|season|day)", reader.text[place:edge])
    ):
        return None  # "the 1988 quarter"
    if reader.text[number.start : edge].lower() == "one day" and not _LASTING_DAY.search(
        reader.text[max(0, number.start - 10) : number.start]
    ):
        return None  # "it will come one day"
    forms: dict[str | None, Form] = {"share": "percent", "points": "percent", "duration": "duration"}
    amount = reader.base(number, name, forms.get(units().dimension(name), "measure"), edge)
    amount = replace(amount, rule="measure")
    if amount.form != "duration":
        return reader.rated(amount)
    if old := _OLD.match(reader.text, edge):
        return replace(amount, end=old.end(), role="age", rule="age")
    return _with_minutes(reader, reader.rated(amount))


def _millions(reader: AmountReader, number: Number, edge: int) -> Amount | None:
    """ "5m people", "$150-170m": the m is a million where something is counted or money is said before it."""
    if number.scale != 1:
        return None
    scaled = replace(number, end=edge, low=number.low * 1e6, high=number.high * 1e6, scale=1e6, integer="")
    if _MONEY_RANGE.search(reader.text[max(0, number.start - 20) : number.start]):
        return bare(reader, scaled, edge)
    if _SAME_RANGE.match(reader.text, edge):
        return bare(reader, scaled, edge)
    if not reader.plural(reader.phrase_after(edge)):
        return None
    return counted(reader, scaled, edge)


_PARTS = ("week", "day", "hour", "minute", "second")


def _with_minutes(reader: AmountReader, amount: Amount) -> Amount:
    """ "2 hours 15 minutes and 30 seconds" is one duration, in hours."""
    text, last = reader.text, amount.unit
    while last in _PARTS and not amount.per and (match := _AND.match(text, amount.end)):
        number = next(find_numbers(text[match.end() : match.end() + 24]), None)
        if number is None or number.start or not 0 < number.low < 60:
            break
        found = units().after(text, match.end() + number.end)
        if not found or found[1] not in _PARTS or _PARTS.index(found[1]) <= _PARTS.index(last):
            break
        part = number.low * units().to_base(found[1])[0] / units().to_base(amount.unit or "")[0]
        whole = replace(amount.number, end=match.end() + number.end)
        amount = replace(amount, number=whole, end=found[0], low=amount.low + part, high=amount.high + part)
        last = found[1]
    return amount

"""Quantities: a number with its unit, hedge and bound, as one stretch of text.

>>> [(q.low, q.unit, q.bound) for q in find_quantities(nlp("It has more than 50,000 H800 chips."))]
[(50000.0, 'H800 chip', '>')]

In a spaCy pipeline, `nlp.add_pipe("crossclaim_quantities")` after a tagger sets `doc._.quantities`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Literal

from spacy.language import Language
from spacy.tokens import Doc

from extractors import nouns
from extractors.hedges import Bound, Hedge, hedges, read_after, read_before
from extractors.lookalikes import is_lookalike, is_year
from extractors.numbers import Number, find_numbers
from extractors.units import currencies, units

Form = Literal["count", "money", "percent", "measure", "duration", "ratio", "bare"]
Role = Literal["quantity", "age"]


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number as the text gives it: characters [start, end) hold hedge, number and unit.

    `number` are the characters of the bare number. `low` and `high` have their scale resolved and
    are in the unit as written; an open bound is None, a point has low == high. `unit` is an ISO code
    for money, "percent", a measure's singular English name, the lemmas of what is counted, or None
    for a bare number; `per` what it is a rate of ("day"). `head` is the token index of the unit's
    head noun, of the number where there is none. `product` are the characters of a counted phrase
    that holds a name ("NVIDIA Hopper GPUs"). `rule` says how it was read, `cues` the words that hedge it.
    """

    start: int
    end: int
    number: tuple[int, int]
    low: float | None
    high: float | None
    unit: str | None
    bound: Bound
    approx: bool
    form: Form
    head: int
    rule: str
    cues: tuple[str, ...] = ()
    per: str | None = None
    product: tuple[int, int] | None = None
    role: Role = "quantity"


@dataclass(frozen=True, slots=True)
class _Amount:
    """A number and its unit before ranges, hedges and inheritance are settled."""

    number: Number
    start: int
    end: int
    low: float
    high: float
    unit: str | None
    form: Form
    head: int
    rule: str
    per: str | None = None
    product: tuple[int, int] | None = None
    role: Role = "quantity"
    middle: Hedge | None = None


def find_quantities(doc: Doc) -> list[Quantity]:
    """Every quantity of the text in order: durations and ages too; dates, years, clock times, ranks, names never."""
    numbers = find_numbers(doc.text)
    reader: _Reader | None = None
    amounts: list[_Amount] = []
    for number in numbers:
        reader = reader or _Reader(doc)
        if amount := reader.amount(number):
            amounts.append(amount)
    if reader is None:
        return []
    return [reader.quantity(amount, hedge) for amount, hedge in reader.joined(reader.inherited(amounts))]


_RATE = re.compile(r"(?:[ ]?/[ ]?|[ -](?:per|an?|each|every)[ -])(?P<noun>[A-Za-z]+)")
_RATE_NOUNS = frozenset(
    [
        "second",
        "minute",
        "hour",
        "day",
        "night",
        "week",
        "month",
        "quarter",
        "year",
        "annum",
        "share",
        "barrel",
        "head",
        "person",
        "tonne",
        "ton",
        "gallon",
        "litre",
        "liter",
        "pound",
        "unit",
        "ounce",
        "dozen",
        "kilo",
        "kilogram",
        "kg",
        "gramme",
        "gram",
        "mile",
        "km",
        "kilometre",
        "kilometer",
        "metre",
        "meter",
        "foot",
        "ticket",
        "seat",
        "item",
        "bottle",
        "bushel",
        "millisecond",
        "ms",
        "hr",
        "kilowatt-hour",
        "kwh",
        "mwh",
        "token",
        "household",
        "capita",
        "card",
        "chip",
        "gpu",
        "server",
        "acre",
        "hectare",
        "employee",
        "worker",
        "customer",
        "user",
        "student",
        "pupil",
        "game",
        "minute",
        "piece",
        "plate",
        "pop",
        "copy",
        "vehicle",
        "car",
        "room",
        "page",
        "flight",
        "trip",
        "game",
    ]
)
_RATE_NAMES = {"annum": "year", "hr": "hour", "ms": "millisecond", "kg": "kilogram", "km": "kilometre"}
_TIMES_RATIO = re.compile(
    r"[ ](?:as|more|less|the|that|its|what|higher|lower|larger|bigger|faster|smaller|greater|[a-z]+er|their|those|this|last|over|his|our|it|those)\b"
)
_TIMES = re.compile(r"(?:[ ]|-)times?\b|(?P<fold>[ -]?fold\b)|(?P<x>[ ]?[x×](?![\w]))", re.IGNORECASE)
_OLD = re.compile(r"[ -]olds?\b|[ -]of[ -]age\b", re.IGNORECASE)
_AGED = re.compile(r"\b(?:aged|ages|age)[ ](?:of[ ])?(?:just[ ]|only[ ])?$", re.IGNORECASE)
_AFTER_NAME = re.compile(r"[a-z]\.?,[ ]$")
_PART_OF = re.compile(r"(?:[ -]of)?(?:[ -]an?)?(?=[ -])", re.IGNORECASE)
_SHARE_AFTER = re.compile(
    r"[ -](?:of|the|its|their|that|those|this|his|her|our|these|less|more|fewer|lower|higher|smaller|larger|as|are|is|were|was|have|had|say|said|to|from|in|by|and|or|what|a|an)\b|[.,;:)!?]|$",
    re.IGNORECASE,
)
_ORDINAL_SHARE = re.compile(
    r"[ ](?:of|less|more|fewer|lower|higher|smaller|larger|as|the|that|its)\b|[.,;:)]|$", re.IGNORECASE
)
_NOT_SHARE = re.compile(
    r"\b(?:first|second|third|fourth|other|latter|this|last|later|better|next|previous|that|each|every|per|final|opening|the)[ -]$",
    re.IGNORECASE,
)
_MINUS = re.compile(r"(?:^|[\s(:])(?:[-−–][ ]?|minus[ ]|negative[ ])$", re.IGNORECASE)
_ONE_IDIOM = re.compile(
    r"[ ](?:of|another|day|side|hand|thing|way|by|such|more|more|who|that|time|point)\b|-", re.IGNORECASE
)


class _Reader:
    """Reads the amounts of one document; tokens are found by character once."""

    def __init__(self, doc: Doc) -> None:
        self.doc, self.text = doc, doc.text
        self._starts = [token.idx for token in doc]

    def token_at(self, place: int) -> int:
        """The index of the token that holds a character, of the next one where none does."""
        from bisect import bisect_right

        i = max(0, bisect_right(self._starts, place) - 1)
        token = self.doc[i]
        return i if place < token.idx + len(token) else i + 1

    # One number and its unit

    def amount(self, number: Number) -> _Amount | None:
        """The number with its unit; None where it is no quantity."""
        if number.kind in ("ratio", "halving"):
            return self._ratio_word(number)
        if number.kind == "nothing":
            return None
        found = self._marked(number)
        if is_lookalike(self.text, number, marked=found is not None):
            return None
        if found:
            return self._aged(found)
        if number.kind in ("fraction", "one_in"):
            return self._share(number)
        if times := self._times(number):
            return times
        return self._counted(number)

    def _base(self, number: Number, unit: str | None, form: Form, rule: str, end: int) -> _Amount:
        head = self.token_at(end - 1)
        return _Amount(number, number.start, end, number.low, number.high, unit, form, head, rule)

    def _marked(self, number: Number) -> _Amount | None:
        """A number with a currency, percent or unit of measure beside it."""
        digits = number.kind == "digits"
        middle = read_after(self.text, number.end)
        after = middle.edge if middle.cues and middle.cues[0] != "at least" else number.end
        if digits and (before := currencies().before(self.text, number.start)):
            amount = self._base(number, before.unit, "money", "currency before", number.end)
            amount = replace(
                amount, start=before.edge, low=number.low * before.scale, high=number.high * before.scale
            )
            trailing = currencies().after(self.text, number.end)
            if trailing and trailing.unit == before.unit:
                amount = replace(amount, end=trailing.edge)
            return self._rated(self._million(amount))
        for end in dict.fromkeys((number.end, after)):
            if amount2 := self._measured(number, end, digits):
                return replace(amount2, middle=middle if end != number.end else None)
        return None

    def _million(self, amount: _Amount) -> _Amount:
        """ "$5m", "£3tn": suffixes that mean a magnitude only after a currency."""
        match = re.compile(r"([mMTt])(?![A-Za-z0-9])|[ ](m)(?![A-Za-z0-9])").match(self.text, amount.end)
        if not match or amount.number.scale != 1:
            return amount
        scale = 1e12 if (match[1] or match[2]) in "Tt" else 1e6
        number = replace(amount.number, end=match.end(), scale=scale, integer="")
        return replace(
            amount, number=number, end=match.end(), low=amount.low * scale, high=amount.high * scale
        )

    def _measured(self, number: Number, end: int, digits: bool) -> _Amount | None:
        low, high = number.low, number.high
        if number.kind in ("fraction", "one_in"):
            if number.kind == "one_in" or not (gap := _PART_OF.match(self.text, end)):
                return None
            end = gap.end()
        money = currencies().after(self.text, end, digits=digits)
        if (money and money.unit not in ("KRW", "BRL")) or (money and number.scale >= 1000):
            amount = self._base(number, money.unit, "money", "currency after", money.edge)
            return self._rated(
                self._with_parts(replace(amount, low=low * money.scale, high=high * money.scale))
            )
        if pounds := re.compile(r"[ -]pounds?\b", re.IGNORECASE).match(self.text, end):
            sterling = number.scale >= 1000 or low >= 1e5 or "£" in self.text
            amount = self._base(
                number,
                "GBP" if sterling else "pound",
                "money" if sterling else "measure",
                "pounds",
                pounds.end(),
            )
            return self._rated(amount)
        measure = units().after(self.text, end, digits=digits)
        if not measure:
            return None
        edge, name = measure
        if (
            name == "metre"
            and digits
            and self.text[edge - 1] == "m"
            and self.text[end : end + 1] == "m"
            and self._millions_of(edge)
        ):
            scaled = replace(number, end=edge, low=low * 1e6, high=high * 1e6, scale=1e6, integer="")
            return self._counted(scaled)
        dimension = units().dimension(name)
        forms: dict[str | None, Form] = {"share": "percent", "points": "percent", "duration": "duration"}
        return self._rated(self._base(number, name, forms.get(dimension, "measure"), "unit of measure", edge))

    def _millions_of(self, end: int) -> bool:
        """Whether "5m" is five million of something: a plural noun follows."""
        i = self.token_at(end)
        phrase = nouns.noun_phrase(self.doc, i) if i < len(self.doc) else None
        return phrase is not None and self.doc[phrase.head].tag_ in ("NNS", "NNPS")

    def _with_parts(self, amount: _Amount) -> _Amount:
        """ "3 dollars and 50 cents" is one amount."""
        match = re.compile(r"(?:[ ]and)?[ ]").match(self.text, amount.end)
        if not match or currencies().part_of(amount.unit or ""):
            return amount
        number = next(find_numbers(self.text[match.end() : match.end() + 24]), None)
        if number is None or number.start or number.low >= 100:
            return amount
        part = currencies().after(self.text, match.end() + number.end)
        if not part or not currencies().part_of(part.unit):
            return amount
        value = amount.low + number.low / 100
        return replace(
            amount, end=part.edge, low=value, high=value, number=replace(amount.number, end=part.edge)
        )

    def _rated(self, amount: _Amount) -> _Amount:
        match = _RATE.match(self.text, amount.end)
        if not match or match["noun"].lower() not in _RATE_NOUNS:
            return amount
        noun = nouns.singular(match["noun"].lower())
        return replace(amount, end=match.end(), per=_RATE_NAMES.get(noun, noun))

    def _aged(self, amount: _Amount) -> _Amount:
        if amount.form == "duration" and (old := _OLD.match(self.text, amount.end)):
            return replace(amount, end=old.end(), role="age", rule="age")
        return amount

    def _ratio_word(self, number: Number) -> _Amount | None:
        word = self.text[number.start : number.end].lower()
        if self.text[number.end : number.end + 1] == "-":
            return None
        if number.kind == "halving":
            return replace(
                self._base(number, "percent", "percent", "halved", number.end), low=50.0, high=50.0
            )
        if word in ("double", "triple", "quadruple", "treble"):
            before = self.text[max(0, number.start - 12) : number.start]
            verb = re.search(
                r"\b(?:to|will|would|could|may|can|might|nearly|almost|than|about|roughly|should|were|was|is|be)[ ]$",
                before,
            )
            if not verb and not re.match(
                r"[ ](?:the|that|its|their|what|those|this|last|as)\b", self.text[number.end : number.end + 8]
            ):
                return None
        return self._base(number, "x", "ratio", "ratio word", number.end)

    def _times(self, number: Number) -> _Amount | None:
        match = _TIMES.match(self.text, number.end)
        if not match:
            factor = re.search(
                r"\bfactor[ ]of[ ](?:about[ ]|some[ ])?$", self.text[max(0, number.start - 20) : number.start]
            )
            return self._base(number, "x", "ratio", "factor of", number.end) if factor else None
        if match["fold"] or match["x"]:
            return self._base(number, "x", "ratio", "ratio", match.end())
        ratio = _TIMES_RATIO.match(self.text, match.end()) is not None
        return self._base(number, "time", "ratio" if ratio else "count", "times", match.end())

    def _share(self, number: Number) -> _Amount | None:
        """ "a third of", "half", "one in six": a share of a whole, in percent."""
        text = self.text[number.start : number.end].lower()
        left = self.text[max(0, number.start - 12) : number.start]
        if number.kind == "fraction":
            if _NOT_SHARE.search(left) or self.text[number.end : number.end + 1] == "-":
                return None
            ordinal = re.match(r"an?[ ](?!half|quarter)", text) or text in ("quarter", "third")
            follows = (_ORDINAL_SHARE if ordinal or text == "a quarter" else _SHARE_AFTER).match(
                self.text, number.end
            )
            if (
                not follows
                or ("fourth" in text and text == "fourth")
                or (re.fullmatch(r"(?!half|\d).*(?<!s)", text) and " " not in text and "-" not in text)
            ):
                return None
            if re.search(
                r"\b(?:a|an|and a|one)[ ](?:year|month|week|day|hour) and a half",
                self.text[max(0, number.start - 14) : number.end],
            ):
                return None
        amount = self._base(number, "percent", "percent", "share", number.end)
        return replace(amount, low=number.low * 100, high=number.high * 100)

    def _counted(self, number: Number) -> _Amount | None:
        """A number and the noun phrase that it counts; a bare number where there is none."""
        text = self.text
        middle = read_after(text, number.end)
        end = middle.edge if middle.cues else number.end
        phrase, of = self._phrase_after(end)
        word = text[number.start : number.end].lower()
        counts = phrase is not None and self.doc[phrase.head].tag_ in ("NNS", "NNPS")
        if is_year(text, number, counts=counts):
            return None
        if word == "one" and (phrase is None or _ONE_IDIOM.match(text, number.end)):
            return None
        if number.integer and self._is_named(number, phrase):
            return None
        left = text[max(0, number.start - 20) : number.start]
        age = _AGED.search(left) or (
            number.integer
            and text[number.end : number.end + 1] in ",."
            and _AFTER_NAME.search(left)
            and self._after_person(number)
        )
        if age and number.low < 120:
            return replace(self._base(number, "year", "duration", "age", number.end), role="age")
        if phrase is None:
            return replace(
                self._base(number, None, "bare", "bare number", number.end),
                middle=middle if middle.cues else None,
            )
        span = self.doc[phrase.start : phrase.end]
        amount = self._base(
            number,
            nouns.lemmas(self.doc, phrase),
            "count",
            "counted of" if of else "counted noun",
            span.end_char,
        )
        product = (span.start_char, span.end_char) if phrase.name else None
        amount = replace(amount, head=phrase.head, product=product, middle=middle if middle.cues else None)
        return self._as_measure(amount, phrase)

    def _as_measure(self, amount: _Amount, phrase: nouns.Phrase) -> _Amount:
        """ "eleven glorious minutes" is a duration; "GPU hours" stay a count of their own."""
        found = units().after(" " + self.doc[phrase.head].text, 0)
        if not found or any(self.doc[i].tag_.startswith("NN") for i in range(phrase.start, phrase.head)):
            return self._rated(amount)
        duration = units().dimension(found[1]) == "duration"
        return self._rated(
            replace(amount, unit=found[1], form="duration" if duration else "measure", rule="unit of measure")
        )

    def _phrase_after(self, end: int) -> tuple[nouns.Phrase | None, bool]:
        """The noun phrase after a number, and whether an "of" stands between ("dozens of homes")."""
        i, size = self.token_at(end), len(self.doc)
        if i >= size or "\n" in self.text[end : self.doc[i].idx]:
            return None, False
        if self.doc[i].idx < end:  # inside a token: "two-door"
            i += 1
        of = i < size and self.doc[i].lower_ == "of"
        if of:
            i += 1
            while i < size and (
                self.doc[i].tag_ in ("DT", "PRP$", "CD", "RBS", "PDT") or self.doc[i].lower_ == "of"
            ):
                i += 1
        if i >= size:
            return None, of
        return nouns.noun_phrase(self.doc, i), of

    def _is_named(self, number: Number, phrase: nouns.Phrase | None) -> bool:
        """Whether the digits belong to the name before them ("Boeing 737", "S&P 500")."""
        i = self.token_at(number.start)
        if i == 0 or self.text[number.start - 1 : number.start] != " ":
            return False
        before = self.doc[i - 1]
        if before.tag_ not in ("NNP", "NNPS") or not before.text[-1:].isalnum() or before.lower_ in _DAYS:
            return False
        plural = phrase is not None and self.doc[phrase.head].tag_ in ("NNS", "NNPS")
        return not plural

    def _after_person(self, number: Number) -> bool:
        i = self.token_at(number.start)
        return i >= 2 and self.doc[i - 2].tag_ == "NNP" and number.low < 120

    # Between numbers

    def inherited(self, amounts: list[_Amount]) -> list[_Amount]:
        """The amounts, with the unit of a neighbour where one has none of its own: "up from 2.4 million"."""
        done = list(amounts)
        for i in range(len(done) - 2, -1, -1):
            here, following = done[i], done[i + 1]
            gap = self.text[here.end : following.start]
            if here.unit is None and following.unit and len(gap) < 40 and _TOGETHER.fullmatch(gap):
                done[i] = _lend(here, following)
        for i in range(1, len(done)):
            before, here = done[i - 1], done[i]
            gap = self.text[before.end : here.start]
            if (
                here.unit is None
                and before.unit
                and before.role == "quantity"
                and len(gap) < 120
                and _CARRIED.search(gap)
                and not re.search(r"[.!?]\s", gap)
            ):
                done[i] = _lend(here, before)
        return done

    def joined(self, amounts: list[_Amount]) -> list[tuple[_Amount, Hedge]]:
        """Ranges as one amount, each amount with its hedge."""
        done: list[tuple[_Amount, Hedge]] = []
        i = 0
        while i < len(amounts):
            amount = amounts[i]
            if i + 1 < len(amounts) and (span := self._range(amount, amounts[i + 1])):
                done.append(span)
                i += 2
                continue
            done.append((amount, read_before(self.text, amount.start)))
            i += 1
        return done

    def _range(self, a: _Amount, b: _Amount) -> tuple[_Amount, Hedge] | None:
        gap = self.text[a.end : b.start]
        match = _JOIN.fullmatch(gap) if len(gap) < 24 else None
        if not match or a.role != b.role or (a.per and a.per != b.per):
            return None
        own = a.unit is not None and a.rule != "inherited"
        if a.unit and b.unit and a.unit != b.unit:
            return None
        low, high = a.low, b.high
        if (
            a.number.scale == 1
            and b.number.scale > 1
            and a.low < b.low / b.number.scale
            and (not own or a.form == "money")
        ):
            low = a.low * b.number.scale
        hedge = read_before(self.text, a.start)
        word = self.text[max(0, hedge.edge - 24) : hedge.edge].lower().split()
        before = word[-1] if word else ""
        joiner = match[0].strip().lower().strip(",").strip()
        if low >= high or not self._is_range(joiner, before, word, own):
            return None
        start = self.text.lower().rfind("between", 0, hedge.edge) if before == "between" else hedge.edge
        merged = replace(
            b if b.unit else _lend(b, a),
            number=replace(b.number, start=a.number.start),
            start=a.start,
            low=low,
            high=high,
            rule="range",
        )
        return merged, hedge._replace(edge=start)

    def _is_range(self, joiner: str, before: str, words: list[str], own: bool) -> bool:
        if joiner == "and":
            return before == "between"
        if joiner in ("to", "through", "till", "until"):
            if before == "from":
                return len(words) > 1 and words[-2] in hedges().ranging
            return not (own and before in hedges().changes)
        return True

    def quantity(self, amount: _Amount, hedge: Hedge) -> Quantity:
        """The finished quantity: hedge, bound and sign applied."""
        after = read_after(self.text, amount.end)
        if amount.middle and amount.middle.cues:
            after = amount.middle._replace(edge=amount.end)
        bound, approx = hedge.bound, hedge.approx or after.approx
        if hedge.cues and hedge.cues[0] == "over" and self._lasting(amount, hedge):
            hedge, bound = Hedge(amount.start), "="
        if bound in "=~" and after.bound != "=":
            bound = after.bound
        if bound in "=~" and approx:
            bound = "~"
        low, high = amount.low, amount.high
        start = min(hedge.edge, amount.start)
        if sign := self._minus(amount):
            low, high, start = -high, -low, min(start, sign)
        is_range = low != high and amount.number.kind != "vague"
        if bound == ">" and not is_range:
            low, high = (low, None)  # type: ignore[assignment]
        elif bound == "<" and not is_range:
            low, high = (None, high)  # type: ignore[assignment]
        unit = "year of age" if amount.role == "age" and amount.unit == "year" else amount.unit
        return Quantity(
            start=start,
            end=max(after.edge, amount.end),
            number=(amount.number.start, amount.number.end),
            low=low,
            high=high,
            unit=unit,
            bound="=" if is_range and bound in "<>" else bound,
            approx=approx,
            form=amount.form,
            head=amount.head,
            rule=amount.rule,
            cues=hedge.cues + after.cues,
            per=amount.per,
            product=amount.product,
            role=amount.role,
        )

    def _lasting(self, amount: _Amount, hedge: Hedge) -> bool:
        """Whether "over 10 years" says when, not how long: no verb of lasting before it."""
        if amount.form != "duration" or amount.role == "age":
            return False
        left = self.text[max(0, hedge.edge - 20) : hedge.edge].lower().split()
        return not left or left[-1] not in (
            "for",
            "took",
            "take",
            "takes",
            "lasted",
            "last",
            "lasts",
            "in",
            "after",
            "is",
            "was",
            "be",
            "spent",
            "of",
            "to",
            "with",
            "by",
        )

    def _minus(self, amount: _Amount) -> int | None:
        if amount.number.kind not in ("digits", "words"):
            return None
        match = _MINUS.search(self.text, max(0, amount.start - 10), amount.start)
        return match.start() + (match[0][:1] in " (:\n\t") if match else None


_DAYS = frozenset(
    [
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
        "mon",
        "tue",
        "wed",
        "thu",
        "fri",
        "sat",
        "sun",
    ]
)
_TOGETHER = re.compile(
    r"[ ]?(?:,[ ]?)?(?:and|or|to|-|–|—)?[ ]?(?:(?:perhaps|maybe|even|possibly|about|around|more than|up to)[ ])?",
    re.IGNORECASE,
)
_CARRIED = re.compile(
    r"\b(?:from|to|than|versus|vs\.?|against|with|or|and|by|at|of)[ ](?:(?:about|around|some|nearly|almost|just|only|more than|less than|over|under|an estimated)[ ])?$",
    re.IGNORECASE,
)
_JOIN = re.compile(
    r"[ ]?(?:-|–|—|‑|−)[ ]?|[ ]?,?[ ](?:to|or|and|through|till|until)[ ](?:(?:perhaps|maybe|even|possibly|up to|as much as)[ ])?|,[ ](?:(?:perhaps|maybe|even|possibly)[ ])?",
    re.IGNORECASE,
)


def _lend(bare: _Amount, lender: _Amount) -> _Amount:
    return replace(
        bare,
        unit=lender.unit,
        form=lender.form,
        rule="inherited",
        head=lender.head,
        per=lender.per if bare.end > lender.end else None,
        product=lender.product,
    )


def to_base(quantity: Quantity) -> tuple[float | None, float | None, str | None]:
    """(low, high, unit) in the base units of claims: durations in days, lengths in metres, "50 cents" 0.5 USD.

    Counts, masses and volumes keep their unit; a ratio is "x"; rates lose what they are a rate of.
    """
    unit, factor = quantity.unit, 1.0
    if quantity.role == "age":
        factor, unit = 365.0, "day"
    elif quantity.form == "ratio":
        unit = "x"
    elif unit and (whole := currencies().part_of(unit)):
        factor, unit = 0.01, whole
    elif unit and quantity.form in ("measure", "duration", "percent"):
        factor, unit = units().to_base(unit)
    scaled = [None if bound is None else bound * factor for bound in (quantity.low, quantity.high)]
    return scaled[0], scaled[1], unit


def _get(doc: Doc) -> list[Quantity]:
    found: list[Quantity] | None = doc.user_data.get("crossclaim_quantities")
    return found if found is not None else []


if not Doc.has_extension("quantities"):
    Doc.set_extension("quantities", default=None)


@Language.component("crossclaim_quantities", assigns=["doc._.quantities"], requires=["token.tag"])
def crossclaim_quantities(doc: Doc) -> Doc:
    """Sets `doc._.quantities` to the list of `Quantity` in the text; wants part-of-speech tags before it."""
    doc._.quantities = find_quantities(doc)
    return doc

"""Quantities: a number with its unit, hedge and bound, as one stretch of text.

>>> [(q.low, q.unit, q.bound) for q in find_quantities(nlp("It has more than 50,000 H800 chips."))]
[(50000.0, 'H800 chip', '>')]

In a spaCy pipeline, `nlp.add_pipe("crossclaim_quantities")` after a tagger sets `doc._.quantities`.
Only part-of-speech tags are read; without them the counted noun is guessed from its plural.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from spacy.language import Language
from spacy.tokens import Doc

from extractors.amounts import Amount, AmountReader, Form, Role
from extractors.carried import carry, put
from extractors.count_rules import age, bare, compound, counted
from extractors.hedges import Bound, Hedge, read_after, read_before
from extractors.lookalikes import is_lookalike
from extractors.neighbours import join_ranges, lend_units, without_scores
from extractors.number_grammar import Number
from extractors.numbers import find_numbers
from extractors.people import is_person
from extractors.relative import resolve_relative
from extractors.share_rules import ratio, share, times
from extractors.unit_rules import measure, money_after, money_before, pounds
from extractors.units import currencies, units

Rule = Callable[[AmountReader, Number, int], Amount | None]
# In the order in which they are asked; the first that fits decides.
MARKED: tuple[Rule, ...] = (money_before, money_after, pounds, measure, ratio)
UNMARKED: tuple[Rule, ...] = (share, times, compound, age, counted, bare)


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number as the text gives it: characters [start, end) hold hedge, number and unit.

    `number` are the characters of the bare number. `low` and `high` have their scale resolved and
    are in the unit as written; an open bound is None, a point has low == high. `unit` is an ISO code
    for money, "percent", a measure's singular English name, the lemmas of what is counted, or None
    for a bare number; `noun` what is counted without adjectives and names ("home" of "tiny homes");
    `per` what it is a rate of ("day"). `head` is the token index of the unit's head noun, of the
    number where there is none. `product` are the characters of a counted phrase that holds a name
    ("NVIDIA Hopper GPUs"). `rule` names how it was read, `cues` the words that hedge it.
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
    noun: str | None = None
    per: str | None = None
    product: tuple[int, int] | None = None
    role: Role = "quantity"


def find_quantities(doc: Doc) -> list[Quantity]:
    """Every quantity of the text in order: durations and ages too; dates, years, clock times, ranks, names never."""
    reader = AmountReader(doc)
    text = reader.text
    amounts: list[Amount] = []
    dropped = -1
    for number in find_numbers(text):
        if number.start < reader.read_to:
            continue
        amount = _read(reader, number)
        if amount and 0 <= dropped < number.start and _goes_on(text[dropped : number.start], amount):
            amount = None
        if amount:
            amounts.append(amount)
            reader.read_to = amount.end
        elif number.integer and len(number.integer) < 4:
            dropped = number.end
    amounts = resolve_relative(reader, lend_units(text, without_scores(text, amounts)))
    return [_finished(text, amount, hedge) for amount, hedge in join_ranges(text, amounts)]


def _goes_on(gap: str, amount: Amount) -> bool:
    """Whether a number only continues one that is no quantity: "pages 4 and 5", "mass at 8, 10 and 12", "a 5-4 decision"."""
    if not amount.number.integer or len(gap) > 5:
        return False
    if amount.unit is None:
        return re.fullmatch(r",?[ ]?(?:(?:and|or|to)[ ])?|[ ]?[-–][ ]?", gap) is not None
    return amount.form == "count" and gap in ("-", "–")


def _read(reader: AmountReader, number: Number) -> Amount | None:
    """The number with its unit by the first rule that fits; None where it is no quantity."""
    middle = read_after(reader.text, number.end)  # "10 or more people"
    ends = (number.end, middle.edge) if middle.cues else (number.end,)
    for end in ends:
        for rule in MARKED:
            if amount := rule(reader, number, end):
                if is_lookalike(reader.text, number, marked=True):
                    return None
                if number.kind == "article":
                    return _article(reader, amount)
                return replace(amount, middle=middle) if end != number.end else amount
    if number.kind == "article" or is_lookalike(reader.text, number, marked=False):
        return None
    for rule in UNMARKED:
        if amount := rule(reader, number, ends[-1]):
            return replace(amount, middle=middle) if middle.cues and amount.end >= middle.edge else amount
    return None


_AND_A_HALF = re.compile(r"[ ]and[ ]a[ ](?P<part>half|quarter)\b", re.IGNORECASE)


def _article(reader: AmountReader, amount: Amount) -> Amount | None:
    """ "A year and a half", "under an hour": an article counts where a fraction or a hedge says so; None elsewhere."""
    if amount.role == "age":
        return None
    if half := _AND_A_HALF.match(reader.text, amount.end):
        value = 1.5 if half["part"].lower() == "half" else 1.25
        number = replace(amount.number, end=half.end())
        return replace(amount, number=number, end=half.end(), low=value, high=value)
    return amount if read_before(reader.text, amount.start).cues else None


def _finished(text: str, amount: Amount, hedge: Hedge) -> Quantity:
    """The quantity with hedge, bound and sign applied."""
    after = amount.middle._replace(edge=amount.end) if amount.middle else read_after(text, amount.end)
    if hedge.cues[:1] == ("over",) and amount.form == "duration" and _says_when(text, hedge):
        hedge = Hedge(amount.start)
    bound: Bound = after.bound if hedge.bound in "=~" and after.bound != "=" else hedge.bound
    approx = hedge.approx or after.approx
    if bound == "=" and approx:
        bound = "~"
    low: float | None = amount.low
    high: float | None = amount.high
    start = min(hedge.edge, amount.start)
    sign = _minus(text, amount)
    if sign is not None:
        low, high, start = -amount.high, -amount.low, min(start, sign)
    if amount.low != amount.high and amount.number.kind != "vague":
        bound = "~" if approx else "="
    elif bound == ">":
        high = None
    elif bound == "<":
        low = None
    return Quantity(
        start=start,
        end=max(after.edge, amount.end),
        number=(amount.number.start, amount.number.end),
        low=_tidy(low),
        high=_tidy(high),
        unit=f"{amount.unit} of age" if amount.role == "age" else amount.unit,
        bound=bound,
        approx=approx,
        form=amount.form,
        head=amount.head,
        rule=amount.rule,
        cues=hedge.cues + after.cues,
        noun=amount.noun,
        per=amount.per,
        product=amount.product,
        role=amount.role,
    )


_LASTING = re.compile(
    r"\b(?:for|took|takes?|taking|lasted|lasts?|in|after|is|was|be|been|spent|of|to|with|by|just|now|a)[ ]$",
    re.IGNORECASE,
)


def _says_when(text: str, hedge: Hedge) -> bool:
    """Whether "over 10 years" says when, not how long: no verb of lasting stands before it."""
    return _LASTING.search(text[max(0, hedge.edge - 12) : hedge.edge]) is None


_MINUS = re.compile(r"(?:^|[\s(:])(?P<sign>[-−–]|(?<!or )minus[ ]|negative[ ])$", re.IGNORECASE)
_SPACED_MINUS = re.compile(r"(?:^|[\s(:])(?P<sign>[-−–][ ])$")


def _minus(text: str, amount: Amount) -> int | None:
    """Where the minus of an amount stands; None where it has none. "- 20 degrees" is one, "- Two boreholes" a list."""
    if amount.number.kind != "digits":
        return None
    left = text[max(0, amount.start - 12) : amount.start]
    match = _MINUS.search(left)
    if not match and amount.unit in ("degree", "celsius", "fahrenheit"):
        match = _SPACED_MINUS.search(left)
    return amount.start - len(left) + match.start("sign") if match else None


def _tidy(value: float | None) -> float | None:
    """Without the noise of binary fractions: 16.1 million, not 16100000.000000002."""
    return None if value is None else float(f"{value:.12g}")


def to_base(quantity: Quantity) -> tuple[float | None, float | None, str | None]:
    """(low, high, unit) as claims have them: durations in days, lengths in metres, "50 cents" 0.5 USD, people "person".

    Counts are named by their noun, masses and volumes keep their unit; a ratio is "x"; what an
    amount is a rate of is left out, but for rates a second.
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
    elif quantity.noun:
        unit = "person" if is_person(quantity.noun) else quantity.noun
    if quantity.per == "second" and unit:
        unit = f"{unit} per second"
    low, high = (None if bound is None else _tidy(bound * factor) for bound in (quantity.low, quantity.high))
    if (low or high or 0) < 0 and quantity.form in ("money", "percent"):
        low, high = (
            None if bound is None else -bound for bound in (high, low)
        )  # a magnitude; its sign is the direction
    return low, high, unit


@Language.component("crossclaim_quantities", assigns=["doc._.quantities"], requires=["token.tag"])
def crossclaim_quantities(doc: Doc) -> Doc:
    """Sets `doc._.quantities` to the list of `Quantity` in the text; wants part-of-speech tags before it."""
    put(doc, "quantities", find_quantities(doc))
    return doc


carry("quantities", Quantity)

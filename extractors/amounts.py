"""A number with the unit beside it, and what a rule needs to read one: the text and its tokens.

The rules are in `unit_rules`, `share_rules` and `count_rules`; `quantities` says in which order they are asked.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Literal

from spacy.tokens import Doc

from extractors import nouns
from extractors.hedges import Hedge
from extractors.number_grammar import Number
from extractors.parse import text_of
from extractors.units import Money, currencies

_RATE = re.compile(
    r"(?:[ ]?/[ ]?|[ -](?:per|an?|each|every)[ -])(?P<noun>[A-Za-z]+(?:-hour)?)\b(?![ ](?:of|earlier|ago|later|before|old)\b)",
    re.IGNORECASE,
)
_RATE_OF = re.compile(
    r"[ ]of(?:[ ][a-z-]+){1,3}?[ ](?:per|an?|each|every)[ ](?P<noun>[a-z]+)\b(?![ ](?:of|earlier|ago|later|before|old)\b)",
    re.IGNORECASE,
)
OPENING = frozenset("\"'“‘«„")
Form = Literal["count", "money", "percent", "measure", "duration", "ratio", "bare"]
Role = Literal["quantity", "age"]


@dataclass(frozen=True, slots=True)
class Amount:
    """A number with its unit, before hedges and neighbours; fields as in `quantities.Quantity`.

    `middle` is a hedge between number and unit ("10 or more people").
    """

    number: Number
    start: int
    end: int
    low: float
    high: float
    unit: str | None
    form: Form
    head: int
    rule: str
    noun: str | None = None
    per: str | None = None
    product: tuple[int, int] | None = None
    role: Role = "quantity"
    middle: Hedge | None = None


class AmountReader:
    """Reads the amounts of one document; its tokens are found by character."""

    def __init__(self, doc: Doc) -> None:
        self.doc, self.text = doc, text_of(doc)
        self.read_to = 0  # the end of the last amount: what it holds is no number of its own
        self.sterling = "£" in self.text or "pence" in self.text
        self._starts: list[int] | None = None
        self._whose: dict[str, str] = {}

    def whose(self, money: Money) -> str:
        """The currency of a mark: what it says, or for a plain one ("$", "Rs") what the text says elsewhere."""
        if not money.plain:
            return money.unit
        if money.unit not in self._whose:
            self._whose[money.unit] = currencies().plain_of(money.unit, self.text)
        return self._whose[money.unit]

    @cached_property
    def cents(self) -> str:
        """The ISO code of the currency that the text's cents belong to."""
        return currencies().cents_of(self.text)

    def token_at(self, place: int) -> int:
        """The index of the token that holds a character, of the next one where none does."""
        if self._starts is None:
            self._starts = self.doc.to_array("IDX").tolist()
        i = max(0, bisect_right(self._starts, place) - 1)
        token = self.doc[i]
        return i if place < token.idx + len(token) else i + 1

    def base(self, number: Number, unit: str | None, form: Form, end: int) -> Amount:
        """An amount that ends at `end`, its head the token there."""
        head = min(self.token_at(end - 1), len(self.doc) - 1)
        return Amount(number, number.start, end, number.low, number.high, unit, form, head, "")

    def phrase_after(self, end: int) -> nouns.Phrase | None:
        """The noun phrase after a number: "dozens of homes", "47 of 92 days", "212 'voluntary returns'"."""
        i, size = self.token_at(end), len(self.doc)
        if i < size and self.doc[i].idx < end:
            i += 1
        if i >= size or self.text[end : self.doc[i].idx].strip(" \xa0"):
            return None
        if (
            self.doc[i].text in OPENING
            and i + 1 < size
            and self.doc[i].idx > end
            and not self.doc[i].whitespace_
        ):
            i += 1
        if self.doc[i].lower_ == "of":
            i += 1
            while (
                i + 1 < size
                and self.doc[i].tag_ in ("DT", "PRP$", "CD", "RBS", "PDT")
                and self.doc[i + 1].tag_ != "HYPH"
            ):
                i += 1
        return nouns.noun_phrase(self.doc, i) if i < size else None

    def plural(self, phrase: nouns.Phrase | None) -> bool:
        """Whether a phrase has a plural head."""
        return phrase is not None and self.doc[phrase.head].tag_ in ("NNS", "NNPS")

    def rated(self, amount: Amount) -> Amount:
        """The amount with what it is a rate of ("a day", "per share"), where that follows."""
        match = _RATE.match(self.text, amount.end) or _RATE_OF.match(self.text, amount.end)
        table = nouns.noun_table()
        if not match or (noun := nouns.singular(match["noun"].lower())) not in table.rates:
            return amount
        end = amount.end if match.re is _RATE_OF else match.end()
        return replace(amount, end=end, per=table.rate_names.get(noun, noun))

"""Rules for numbers that count things, for ages, and for numbers that stand alone.

Each takes the reader, the number and the place where a unit may start, and gives an Amount or None.
"""

from __future__ import annotations

import re
from dataclasses import replace

from extractors import nouns
from extractors.amounts import Amount, AmountReader
from extractors.lookalikes import ages, is_year
from extractors.number_grammar import Number
from extractors.numbers import has_number
from extractors.units import units

_COMPOUND = re.compile(r"[ ]?[-‑][ ]?(?P<noun>[a-z]{3,})\b", re.IGNORECASE)
_NO_COMPOUND = re.compile(
    r"(?:odd|something|plus|ish|some|way|off|time|fold|hander|all|year|old|up|down|oh|in|of|to|and|or|point)",
    re.IGNORECASE,
)


def compound(reader: AmountReader, number: Number, end: int) -> Amount | None:
    """A noun is joined to the number by a hyphen: "a 61-page indictment", "an eight-card server"."""
    match = _COMPOUND.match(reader.text, number.end)
    if not match or number.kind in ("fraction", "one_in") or _NO_COMPOUND.fullmatch(match["noun"]):
        return None
    if reader.text[number.start : number.end].lower() == "one":
        return None
    noun = nouns.singular(match["noun"].lower())
    phrase = reader.phrase_after(match.end())
    unit = f"{noun} {nouns.lemmas(reader.doc, phrase)}" if phrase else noun
    return replace(reader.base(number, unit, "count", match.end()), rule="compound", noun=noun)


def age(reader: AmountReader, number: Number, end: int) -> Amount | None:
    """An age: "aged 73", "Aaron Woon, 41,"."""
    if number.low >= 120 or not ages(reader.text, number):
        return None
    i = reader.token_at(number.start)
    before = reader.doc[i - 2] if i >= 2 and reader.text[: number.start].endswith(", ") else None
    if before is not None and before.tag_ not in ("NNP", "NNPS") and not before.text[:1].isupper():
        return None
    return replace(reader.base(number, "year", "duration", number.end), role="age", rule="age")


_ONE_IDIOM = re.compile(
    r"[ ](?:of|another|day|side|hand|thing|way|by|such|more|who|that|time|point)\b|[-‑]", re.IGNORECASE
)


_PER = re.compile(r"\b(?:per|every|each|the)[ ]$|/$", re.IGNORECASE)


def counted(reader: AmountReader, number: Number, end: int) -> Amount | None:
    """The number counts the noun phrase after it: "10,000 H800 chips", "dozens of homes"."""
    text, doc = reader.text, reader.doc
    if number.kind == "one_in" or (number.kind == "fraction" and not text[number.start].isdigit()):
        return None
    phrase = reader.phrase_after(end)
    if phrase is None or _is_part_of_name(reader, number, phrase):
        return None
    if is_year(text, number, counts=reader.plural(phrase)):
        return None
    if text[number.start : number.end].lower() == "one" and _ONE_IDIOM.match(text, number.end):
        return None
    if number.scale_alone and (
        not reader.plural(phrase) or _PER.search(text[max(0, number.start - 8) : number.start])
    ):
        return None
    span = doc[phrase.start : phrase.end]
    of_number = has_number(text[end : span.start_char])  # "47 of 92 days": the 92 is a number of its own
    amount = replace(
        reader.base(number, nouns.lemmas(doc, phrase), "count", number.end if of_number else span.end_char),
        head=phrase.head,
        noun=nouns.counted_noun(doc, phrase),
        product=(span.start_char, span.end_char) if phrase.named else None,
        rule="counted",
    )
    found = units().after(" " + doc[phrase.head].text, 0)
    if found and not any(doc[i].tag_.startswith("NN") for i in range(phrase.start, phrase.head)):
        duration = units().dimension(found[1]) == "duration"  # "eleven glorious minutes"
        amount = replace(amount, unit=found[1], noun=None, form="duration" if duration else "measure")
    return reader.rated(amount)


def bare(reader: AmountReader, number: Number, end: int) -> Amount | None:
    """A number alone; a neighbour may lend it a unit."""
    text, word = reader.text, reader.text[number.start : number.end].lower()
    if number.kind in ("fraction", "one_in", "nothing") or word == "one" or number.scale_alone:
        return None
    if is_year(text, number, counts=False) or _is_part_of_name(reader, number, None):
        return None
    return replace(reader.base(number, None, "bare", number.end), rule="bare")


_INSIDE = re.compile(r"[\w,;][ ]$")
_DAYS = re.compile(r"(?:mon|tues|wednes|thurs|fri|satur|sun)day|mon|tue|wed|thu|fri|sat|sun", re.IGNORECASE)


def _is_part_of_name(reader: AmountReader, number: Number, phrase: nouns.Phrase | None) -> bool:
    """Whether the digits belong to the name before them: "Boeing 737", "Claude 3.5", "batch 64", "my 4090"."""
    if number.kind != "digits" or number.scale != 1 or reader.text[number.start - 1 : number.start] != " ":
        return False
    i = reader.token_at(number.start)
    if i == 0 or reader.plural(phrase) or "," in reader.text[number.start : number.end]:
        return False
    before = reader.doc[i - 1]
    tag = before.tag_
    if not before.text[-1:].isalnum():
        return False
    if _DAYS.fullmatch(before.text):
        return phrase is None and number.low <= 31
    if tag in ("NNP", "NNPS"):
        return True
    return (
        phrase is None
        and number.integer != ""
        and (
            tag in ("NN", "PRP$")
            or (
                tag[:2] in ("NN", "VB", "JJ")
                and before.text[:1].isupper()
                and _INSIDE.search(reader.text[max(0, before.idx - 3) : before.idx]) is not None
            )
        )
    )

"""Rules for numbers that count things, for ages, and for numbers that stand alone.

Each takes the reader, the number and the place where a unit may start, and gives an Amount or None.
"""

from __future__ import annotations

import re
from dataclasses import replace

from extractors import nouns
from extractors.amounts import OPENING, Amount, AmountReader
from extractors.bare_clauses import SCALES, headline_words
from extractors.lookalikes import ages, is_year
from extractors.number_grammar import Number
from extractors.numbers import has_number
from extractors.people import is_person
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


_OF = re.compile(r"\b(?P<who>[a-z]+)[ ]of[ ]$", re.IGNORECASE)


def age(reader: AmountReader, number: Number, end: int) -> Amount | None:
    """An age: "aged 73", "Aaron Woon, 41,", "a farmer of 66"."""
    text, start = reader.text, number.start
    if number.low >= 120 or number.low != number.high:
        return None
    of = _OF.search(text[max(0, start - 24) : start])
    is_age = ages(text, number) and _follows_name(reader, number)
    if not is_age and not (of and is_person(of["who"]) and reader.phrase_after(end) is None):
        return None
    return replace(reader.base(number, "year", "duration", number.end), role="age", rule="age")


def _follows_name(reader: AmountReader, number: Number) -> bool:
    """Whether what stands before ", 41," can be a person's name; True where no comma does."""
    i = reader.token_at(number.start)
    if i < 2 or reader.text[number.start - 2 : number.start] != ", ":
        return True
    before = reader.doc[i - 2]
    return before.tag_ in ("NNP", "NNPS") or before.text[:1].isupper() or is_person(before.text)


_ONE_IDIOM = re.compile(
    r"[ ](?:of|another|day|side|hand|thing|way|by|such|more|who|that|time|point)\b|[-‑]", re.IGNORECASE
)


_THOUSANDS = re.compile(r"[1-9]\d{0,2}\.\d{3}")
_PER = re.compile(r"\b(?:per|every|each|the)[ ]$|/$", re.IGNORECASE)


def counted(reader: AmountReader, number: Number, end: int) -> Amount | None:
    """The number counts the noun phrase after it: "10,000 H800 chips", "dozens of homes"."""
    text, doc = reader.text, reader.doc
    if number.kind == "one_in" or (number.kind == "fraction" and not text[number.start].isdigit()):
        return None
    phrase = reader.phrase_after(end)
    if _unit_beside(text, number, end) in nouns.noun_table().before:
        return None
    if phrase is None or _is_part_of_name(reader, number, phrase) or _is_awaited(reader, number, phrase):
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
    between = text[end : span.start_char]
    alone = has_number(between) or OPENING & set(between)  # "47 of 92 days", "212 'voluntary returns'"
    amount = replace(
        reader.base(number, nouns.lemmas(doc, phrase), "count", number.end if alone else span.end_char),
        head=phrase.head,
        noun=nouns.counted_noun(doc, phrase),
        product=(span.start_char, span.end_char) if phrase.named else None,
        rule="counted",
    )
    if phrase and reader.plural(phrase) and _THOUSANDS.fullmatch(text, number.start, number.end):
        amount = replace(amount, low=amount.low * 1000, high=amount.high * 1000)  # "3.350 people"
    found = units().after(" " + doc[phrase.head].text, 0)
    if found and "of" in text[end : span.start_char].split() and number.kind != "vague":
        return None  # "27 million of the year before"
    if found and not any(
        doc[i].tag_.startswith("NN") or nouns.is_code(doc[i].text) for i in range(phrase.start, phrase.head)
    ):
        duration = units().dimension(found[1]) == "duration"  # "eleven glorious minutes"
        amount = replace(amount, unit=found[1], noun=None, form="duration" if duration else "measure")
    return reader.rated(amount)


_PRONOUN = re.compile(
    r"\b(?:the|other|these|those|all|both|his|her|their|its|our|first|last)[ ]$", re.IGNORECASE
)
_WORD_BEFORE = re.compile(
    r"(?P<word>[a-z]+)[ -](?:(?:of|about|around|nearly|almost|some|at least|more than|over|up to)[ ]){0,2}$",
    re.IGNORECASE,
)
_WORD_AFTER = re.compile(
    r"[ ](?:(?:were|was|are|have been|people|others)[ ])?(?P<word>[a-z]+)\b", re.IGNORECASE
)


def _unit_beside(text: str, number: Number, end: int) -> str | None:
    """What a number without a noun counts by the word beside it: "magnitude 7.8", "killed 50,000", "12 dead"."""
    table, before = nouns.noun_table(), _WORD_BEFORE.search(text[max(0, number.start - 28) : number.start])
    if before and before["word"].lower() in table.before:
        return before["word"].lower()
    after = _WORD_AFTER.match(text, end)
    if (before and before["word"].lower() in table.befell) or (after and after["word"].lower() in table.fate):
        return "person"
    return None


def bare(reader: AmountReader, number: Number, end: int) -> Amount | None:
    """A number alone; a neighbour may lend it a unit."""
    text, word = reader.text, reader.text[number.start : number.end].lower()
    if number.kind in ("fraction", "one_in", "nothing") or word == "one" or number.scale_alone:
        return None
    if is_year(text, number, counts=False) or _is_part_of_name(reader, number, None):
        return None
    left = text[max(0, number.start - 24) : number.start]
    if number.kind == "words" and number.low <= 20 and _PRONOUN.search(left):
        return None
    if unit := _unit_beside(text, number, end):
        amount = reader.base(number, unit, "count", number.end)
        return replace(amount, rule="bare", noun=unit)
    return replace(reader.base(number, None, "bare", number.end), rule="bare")


_INSIDE = re.compile(r"[\w,;][ ]$")
_DAYS = re.compile(r"(?:mon|tues|wednes|thurs|fri|satur|sun)day|mon|tue|wed|thu|fri|sat|sun", re.IGNORECASE)


def _is_awaited(reader: AmountReader, number: Number, phrase: nouns.Phrase) -> bool:
    """Whether those behind an amount are who did something with it: "the 45 million analysts had expected"."""
    after = [token.lower_ for token in reader.doc[phrase.end : phrase.end + 2]]
    scaled = not SCALES.isdisjoint(reader.text[number.start : number.end].lower().split())
    return scaled and after[:1] in (["had"], ["have"]) and after[-1] in headline_words().awaited


def _is_part_of_name(reader: AmountReader, number: Number, phrase: nouns.Phrase | None) -> bool:
    """Whether the digits belong to the name before them: "Boeing 737", "Claude 3.5", "Llama 405B", "batch 64", "my 4090"."""
    text, start = reader.text, number.start
    letter = number.scale != 1 and text[number.end - 1] in "BMK" and phrase is None
    if number.kind != "digits" or (number.scale != 1 and not letter) or text[start - 1 : start] != " ":
        return False
    i = reader.token_at(start)
    if i == 0 or reader.plural(phrase) or "," in text[start : number.end]:
        return False
    before = reader.doc[i - 1]
    if not before.text[-1:].isalnum() and before.text[-2:-1] != "S":
        return False
    if _DAYS.fullmatch(before.text):
        return phrase is None and number.low <= 31
    if before.tag_ in ("NNP", "NNPS") or (letter and before.tag_ == "CD"):
        return True
    if phrase is not None:
        return False
    capital = (
        before.text[:1].isupper() and _INSIDE.search(text[max(0, before.idx - 3) : before.idx]) is not None
    )
    tag = before.tag_[:2]
    return (number.integer != "" and before.tag_ in ("NN", "PRP$")) or (tag in ("NN", "VB", "JJ") and capital)

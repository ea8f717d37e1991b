"""The unit of a bare number: lent by another number of the text, or by the noun that its frame is about.

"up from 2.4 million" means headsets if headsets were counted before; "vacancies stood at 92,000" counts
vacancies; "killed one and hurt half a dozen" counts people. Which lends is learned from annotated texts.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from spacy.tokens import Doc

from extractors.counts import Counts, counts_people
from extractors.frames import roles_of, words_of
from extractors.linear import Linear
from extractors.measured import NUMBERS_NEAR, Number, unit_class
from extractors.mention_words import mention_words
from extractors.parse import Parse, parse_of

BACK = 150  # tokens before a bare number in which another number may lend
AHEAD = 40
NOUN_ROLES = ("head", "of", "subject", "noun", "object", "beside", "left1", "right1")
WORD_ROLES = ("verb", "left1", "left2", "right1", "subject", "noun", "of", "head", "prep", "object")


@dataclass(slots=True)
class Lender:
    """One unit that a bare number may have, and what speaks for it."""

    unit: str
    features: set[str] = field(default_factory=set)


def with_units(doc: Doc, numbers: Sequence[Number], counts: Counts) -> list[Number]:
    """The numbers, the bare ones with the unit that they most probably have (None where nothing lends)."""
    found = list(numbers)
    model = Linear.load("units")
    for n, number in enumerate(numbers):
        if unit := _told_unit(doc, number, counts):
            found[n] = replace(number, unit=unit)
        elif number.unit is None and (possible := lenders(doc, found, n, counts)):
            best = max(possible, key=lambda lender: model.chance(lender.features))
            found[n] = replace(number, unit=best.unit, lent=True)
    return found


def _told_unit(doc: Doc, number: Number, counts: Counts) -> str | None:
    """What the number's verb says that it counts: chips in "the number of chips fell from 1,192 to 213"."""
    parse, spoken = parse_of(doc), words_of(doc)
    if number.names_unit(parse):
        return None
    roles = roles_of(doc, number.start, number.end)
    subjects = roles.get("subject", ())
    if not subjects or roles.get("object") or spoken[subjects[0]] not in mention_words().amounts:
        return None
    for child in parse.children[subjects[0]]:
        if parse.dep[child] == "prep" and parse.lower[child] == "of":
            noun = parse.child(child, "pobj")
            if noun is None or (_is_one(parse, noun) and not counts_people(spoken[noun])):
                return None
            return counts.unit(spoken[noun], parse.form[noun])
    return None


def _is_one(parse: Parse, noun: int) -> bool:
    """Whether a noun is one thing, which cannot be what is counted: "the toll of the Amber Star", "of the sinking"."""
    plural_name = parse.form[noun].endswith("s") and parse.child(noun, "det") is None  # "the count of H800s"
    return parse.tag[noun] in ("NN", "NNP") and not plural_name


def lenders(doc: Doc, numbers: Sequence[Number], n: int, counts: Counts) -> list[Lender]:
    """Every unit that may be meant: those of the numbers around, those of the nouns of the frame, people."""
    number = numbers[n]
    parse, spoken, roles = parse_of(doc), words_of(doc), roles_of(doc, number.start, number.end)
    table: dict[str, Lender] = {}
    around = range(max(0, n - NUMBERS_NEAR), min(len(numbers), n + 1 + NUMBERS_NEAR))
    for k in sorted(around, key=lambda k: abs(k - n)):
        other = numbers[k]
        if k == n or other.unit is None:
            continue
        lender = table.get(other.unit)
        if lender is None:
            lender = table.setdefault(other.unit, Lender(other.unit))
            lender.features |= _place(doc, number, other, n - k)
        if other.low == number.low and other.high == number.high:
            lender.features.add("equal")
    for role in NOUN_ROLES:
        for token in roles.get(role, ()):
            named = parse.pos[token] in ("NOUN", "PROPN")
            if named and (unit := counts.unit(spoken[token], parse.form[token])):
                lender = table.setdefault(unit, Lender(unit))
                lender.features |= {f"role {role}", f"role {role} {_kind(unit, counts)}"}
    person = table.setdefault("person", Lender("person"))
    if any(counts_people(spoken[token]) for token in (*roles["near"], *roles.get("subject", ()))):
        person.features.add("people near")
    words = {f"{role}={spoken[token]}" for role in WORD_ROLES for token in roles.get(role, ())}
    for lender in table.values():
        kind = _kind(lender.unit, counts)
        lender.features |= {f"kind={kind}", *(f"{kind} {known}" for known in words | _size(number))}
    return list(table.values())


def _kind(unit: str, counts: Counts) -> str:
    known = ("money", "percent", "x", "day", "person", "percentage point", "m", "m2")
    name = unit_class(unit)
    return name if name in known else "topic" if unit in counts.topic.units else "count"


def _place(doc: Doc, number: Number, other: Number, step: int) -> set[str]:
    """Where the nearest number with a unit stands: how many numbers and tokens off, how alike in size."""
    gap = number.start - other.end if step > 0 else other.start - number.end
    side = "before" if step > 0 else "after"
    reach = "far" if gap > (BACK if step > 0 else AHEAD) else f"{min(5, int(math.log2(max(1, gap))))}"
    parse = parse_of(doc)
    here = parse.sentence_index(number.start) == parse.sentence_index(other.start)
    ratio = min(4, round(abs(_power(number) - _power(other))))
    steps = max(-3, min(3, step))
    return {
        f"{side} {reach}",
        f"step {steps}",
        f"step {steps} {here}",
        f"ratio {ratio}",
        f"here {here}",
        f"{side} ratio {ratio}",
    }


def _size(number: Number) -> set[str]:
    power = round(_power(number))
    return {f"power={power}", f"whole={number.low is None or number.low == int(number.low)}"}


def _power(number: Number) -> float:
    value = number.low if number.low is not None else number.high
    return math.log10(value) if value and value > 0 else 0.0

"""The unit of a bare number: lent by another number of the text, or by a noun that the text speaks of.

"up from 2.4 million" means headsets if headsets were counted before; "vacancies stood at 92,000" counts
vacancies; "killed one and hurt half a dozen" counts people. Which lends is learned from annotated texts.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from spacy.tokens import Doc

from extractors.counts import Counts
from extractors.cues import cue_words
from extractors.frame_kinds import COUNT, PERSON, frame_features, kind_of
from extractors.frames import roles_of, words_of
from extractors.lender_features import (
    PLACES,
    alike,
    fit_of,
    nouns_near,
    place_of,
    told_so_far,
    turns_of,
)
from extractors.linear import Linear
from extractors.measured import NUMBERS_NEAR, Number
from extractors.mention_words import mention_words
from extractors.parse import Parse, parse_of
from extractors.people import counts_people
from extractors.points import as_percentage_points, as_temperatures

HEADED = 9  # tokens before the colon of a heading
ANSWERED = 2  # sentences in which a question is answered
FAR = 60  # tokens before a sentence in which the question stands that it answers
FINITE = frozenset({"VBZ", "VBP", "MD"})  # not VBD: taggers take "cancelled" for one
BEYOND = 400  # tokens off a number lends no unit, but to one of the same value
DURATION = "day"  # the base unit of all spans of time
LIKELY = 0.25  # the chance of people from which a frame alone says that they are counted
NOUN_ROLES = ("head", "of", "subject", "noun", "object", "beside", "left1", "right1")


@dataclass(slots=True)
class Lender:
    """One unit that a bare number may have, and what speaks for it."""

    unit: str
    features: set[str] = field(default_factory=set)

    @property
    def place(self) -> str:
        """Where it comes from, in short."""
        return next((place for place in PLACES if place in self.features), "else")


def with_units(doc: Doc, numbers: Sequence[Number], counts: Counts) -> list[Number]:
    """The numbers, those that name no unit with the one that they most probably have, or None where nothing tells.

    One that a number beside it lends (`lent`) is only the likeliest: the text around may say better.
    """
    found = as_temperatures(parse_of(doc), as_percentage_points(parse_of(doc), numbers))
    model, kinds = Linear.load("units"), Linear.load("units_kinds")
    for n, number in enumerate(found):
        bare = number.unit is None or number.lent
        if unit := _told_unit(doc, number, counts) or (
            bare and (_unit_of_them(doc, found, n, counts) or _unit_asked(doc, found, n, counts))
        ):
            found[n] = replace(number, unit=unit, lent=False)
        elif bare:
            possible = lenders(doc, found, n, counts, kinds)
            best = max(possible, key=lambda lender: model.total(lender.features), default=None)
            found[n] = replace(number, unit=best.unit if best else None, lent=best is not None)
    return found


def _told_unit(doc: Doc, number: Number, counts: Counts) -> str | None:
    """What the text says outright that a number counts, that does not say so itself."""
    if number.names_unit(parse_of(doc)):
        return None
    return _unit_of_amount(doc, number, counts) or _unit_of_heading(doc, number, counts)


def _unit_of_amount(doc: Doc, number: Number, counts: Counts) -> str | None:
    """Chips in "the number of chips fell from 1,192 to 213"."""
    parse, spoken = parse_of(doc), words_of(doc)
    roles = roles_of(doc, number.start, number.end)
    subjects = roles.get("subject", ())
    if not subjects or roles.get("object") or spoken[subjects[0]] not in mention_words().amounts:
        return None
    for child in parse.children[subjects[0]]:
        if parse.dep[child] == "prep" and parse.lower[child] == "of":
            noun = parse.child(child, "pobj", "pcomp")
            if noun is None:
                return None
            if parse.tag[noun].startswith("VB"):  # "the number of missing", of whom the lemma is "miss"
                return (
                    counts.unit(parse.lower[noun], parse.form[noun])
                    if counts_people(parse.lower[noun])
                    else None
                )
            if _is_one(parse, noun) and not counts_people(spoken[noun]):
                return None
            return counts.unit(spoken[noun], parse.form[noun])
    return None


def _unit_of_heading(doc: Doc, number: Number, counts: Counts) -> str | None:
    """Flights in "Flights cancelled: 310", where nothing but the heading stands before the number."""
    parse, (opens, _) = parse_of(doc), parse_of(doc).sentence_of(number.start)
    colon = number.start - 1
    if not opens < colon < opens + HEADED or parse.lower[colon] != ":":
        return None
    plurals = [token for token in range(opens, colon) if parse.tag[token] in ("NNS", "NNPS")]
    said = any(parse.tag[token] in FINITE for token in range(opens, colon))
    return None if said or not plurals else counts.unit(words_of(doc)[plurals[0]], parse.form[plurals[0]])


def _unit_of_them(doc: Doc, numbers: Sequence[Number], n: int, counts: Counts) -> str | None:
    """Crates in "the crates, forty-one of them", where no number of the sentence says before what it counts."""
    parse, number = parse_of(doc), numbers[n]
    if parse.lower[number.end : number.end + 2] != ["of", "them"]:
        return None
    opens, _ = parse.sentence_of(number.start)
    if n and numbers[n - 1].start >= opens and numbers[n - 1].unit:
        return None
    before, _ = parse.sentences[max(0, parse.sentence_index(number.start) - 1)]
    for first, last in ((opens, number.start), (before, opens)):
        plurals = [k for k in range(max(first, number.start - FAR), last) if _is_plural(parse, k)]
        told = [k for k in plurals if parse.dep[k] != "pobj"] or plurals  # "our stations stand in the hills"
        if told:
            return counts.unit(words_of(doc)[told[-1]], parse.form[told[-1]])
    return None


def _is_plural(parse: Parse, token: int) -> bool:
    return parse.tag[token] == "NNS" and not parse.form[token].isupper()  # taggers take "AWS" for one


def _unit_asked(doc: Doc, numbers: Sequence[Number], n: int, counts: Counts) -> str | None:
    """Tickets in "How many tickets were sold? The promoter speaks of 9,000", where no number names a unit between."""
    parse, number = parse_of(doc), numbers[n]
    here = parse.sentence_index(number.start)
    first, _ = parse.sentences[max(0, here - ANSWERED)]
    named = [each.end for each in numbers[max(0, n - NUMBERS_NEAR) : n] if each.unit and not each.lent]
    asked, _ = parse.sentence_of(number.start)
    for token in range(asked - 1, max(first, *named, asked - FAR) if named else max(first, asked - FAR), -1):
        if parse.lower[token] == "many" and parse.lower[token - 1] == "how":
            plural = next((k for k in range(token + 1, token + 4) if parse.tag[k] in ("NNS", "NNPS")), None)
            return None if plural is None else counts.unit(words_of(doc)[plural], parse.form[plural])
    return None


def _is_one(parse: Parse, noun: int) -> bool:
    """Whether a noun is one thing, which cannot be what is counted: "the toll of the Amber Star", "of the sinking"."""
    plural_name = parse.form[noun].endswith("s") and parse.child(noun, "det") is None  # "the count of H800s"
    return parse.tag[noun] in ("NN", "NNP") and not plural_name


def lenders(doc: Doc, numbers: Sequence[Number], n: int, counts: Counts, kinds: Linear) -> list[Lender]:
    """Every unit that may be meant: those of the numbers around and of the nouns near, people where the frame has them.

    `kinds` tells what sort of thing a frame has.
    """
    number, table = numbers[n], dict[str, Lender]()
    if number.unit is not None:
        table[number.unit] = Lender(number.unit, {"told beside"})
    _add_numbers(table, doc, numbers, n)
    placed = set(table)
    _add_nouns(table, doc, number, counts)
    for unit, features in nouns_near(doc, number, counts):
        table.setdefault(unit, Lender(unit)).features |= features
    fits, turns = kinds.scores(frame_features(doc, number)), turns_of(parse_of(doc), number)
    if fits[PERSON] >= LIKELY:  # "Sixty were hurt", "three of them said"
        table.setdefault(PERSON, Lender(PERSON))
    if number.low is not None and number.low != int(number.low):
        table.pop(PERSON, None)
    if _acts(parse_of(doc), number):
        table.pop(DURATION, None)
    for unit, lender in table.items():
        if unit not in placed:
            lender.features.add("no number has it")
        if "told beside" in lender.features:
            lender.features.add(f"told beside {lender.place}")
        chance = fits.get(kind_of(unit, counts), fits[COUNT])
        lender.features |= fit_of(unit, chance, lender.place, turns, counts)
    return list(table.values())


def _acts(parse: Parse, number: Number) -> bool:
    """Whether a number does what a verb says, which no span of time does: "12,400 wait over a year"."""
    top = parse.root(number.start, number.end)
    return (
        parse.dep[top] == "nsubj"
        and parse.lower[number.end : number.end + 1] != ["of"]  # "three of them lost to a fault"
        and parse.tag[top] == "CD"
        and parse.lower[parse.head[top]] not in cue_words().small.being
    )


def _add_numbers(table: dict[str, Lender], doc: Doc, numbers: Sequence[Number], n: int) -> None:
    """The units of the numbers around; the nearest with each tells where it stands."""
    around = range(max(0, n - NUMBERS_NEAR), min(len(numbers), n + 1 + NUMBERS_NEAR))
    told = Counter(numbers[k].unit for k in around if k != n and numbers[k].unit and not numbers[k].lent)
    nth, seen = Counter[str](), set[str]()
    for k in sorted(around, key=lambda k: abs(k - n)):
        other = numbers[k]
        if k == n or other.unit is None or (k > n and other.lent):
            continue
        same = alike(numbers[n], other)
        if not same and _qualifies(parse_of(doc), other):
            continue
        if not same and (other.unit in seen or abs(other.start - numbers[n].start) > BEYOND):
            continue
        features = table.setdefault(other.unit, Lender(other.unit)).features
        if other.unit not in seen:
            seen.add(other.unit)
            side = "before" if k < n else "after"
            nth[side] += 1
            features.add(f"{side} number {min(4, nth[side])}")
            features |= place_of(doc, numbers[n], other, n - k) | told_so_far(told, other.unit)
        features |= same


def _qualifies(parse: Parse, number: Number) -> bool:
    """Whether a number with a hyphen only says of what sort a thing is: "a 5.9-magnitude quake", "a 40-storey tower"."""
    top = parse.root(number.start, number.end)
    hyphened = any(
        parse.tag[token] == "HYPH" and parse.pos[token - 1] == "NUM" and parse.pos[token + 1] == "NOUN"
        for token in range(number.start + 1, number.end - 1)
    )
    return hyphened and parse.dep[top] in ("compound", "amod", "nmod", "nummod", "npadvmod")


def _add_nouns(table: dict[str, Lender], doc: Doc, number: Number, counts: Counts) -> None:
    """The units of the nouns in the number's frame; people where a word for them stands near."""
    parse, spoken, roles = parse_of(doc), words_of(doc), roles_of(doc, number.start, number.end)
    for role in NOUN_ROLES:
        for token in roles.get(role, ()):
            named = parse.pos[token] in ("NOUN", "PROPN")
            if named and (unit := counts.unit(spoken[token], parse.form[token])):
                if _is_one(parse, token) and kind_of(unit, counts) == COUNT and role != "head":
                    continue  # what is counted is more than one
                lender = table.setdefault(unit, Lender(unit))
                lender.features |= {f"role {role}", f"role {role} {kind_of(unit, counts)}"}
    near = (*roles["near"], *roles.get("subject", ()))
    if any(counts_people(spoken[token]) for token in near):
        table.setdefault(PERSON, Lender(PERSON)).features.add("people near")

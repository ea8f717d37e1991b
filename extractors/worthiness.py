"""Is this quantity a claim: would a fact-checker write it on a card?

"three MPs", "two weeks after", "one session" and ages say who or when; "three dead" and "in two weeks
flat" are claims. The difference is learned from annotated articles, on the number's form and frame.
"""

from __future__ import annotations

import math
from functools import lru_cache

from spacy.tokens import Doc

from extractors.frames import frame_of
from extractors.linear import Linear
from extractors.parse import parse_of
from extractors.quantities import Quantity
from extractors.word_weights import Said, WordWeights, spelled

SPOKEN = ("left1", "left2", "right1", "right2", "prep", "noun", "head", "verb", "subject", "inside")
Group = frozenset[str]
_KEPT = 1 << 12  # groups of features of a sort that are kept


def worthiness(doc: Doc, quantity: Quantity) -> float:
    """The probability, 0..1, that the quantity is a claim."""
    if quantity.role == "age":
        return 0.0
    groups, said = _told(doc, quantity)
    words = _word_weights().told_by(said, {"", quantity.form})
    return 1.0 - Linear.load("worthiness").chance_of(groups, sum(words.values()))


def features(doc: Doc, quantity: Quantity) -> set[str]:
    """What speaks for or against a quantity: its form, size, unit, hedge, frame and place in the text."""
    groups, said = _told(doc, quantity)
    found = set().union(*groups)
    for word in spelled(said):
        found |= {word} if word.startswith("near=") else {word, f"{quantity.form} {word}"}
    return found


@lru_cache(maxsize=1)
def _word_weights() -> WordWeights:
    """What the words of a frame weigh, by themselves ("") and with the form of a quantity."""

    def split(feature: str) -> tuple[str, str] | None:
        head, equals, word = feature.partition("=")
        form, _, role = head.rpartition(" ")
        return (form, f"{role}={word}") if equals else None

    return WordWeights(Linear.load("worthiness"), split)


def _told(doc: Doc, quantity: Quantity) -> tuple[list[Group], Said]:
    """The features of a quantity in groups, none in two, and the words of its frame by their roles."""
    span = doc.char_span(quantity.start, quantity.end, alignment_mode="expand")
    if span is None or not len(span):
        return [frozenset({"no span"})], {}
    parse, form, start, end = parse_of(doc), quantity.form, span.start, span.end
    text = parse.text
    written = text[quantity.number[0] : quantity.number[1]]
    spelling = "digits" if any(map(str.isdigit, written)) else "words"
    unit = (quantity.unit or "").lower().split()
    hyphen = form == "count" and written[-1:] != "" and "-" in text[quantity.start : quantity.end]
    opens, ends = parse.sentence_of(start)
    asked = parse.form[ends - 1] == "?" or text[
        parse.start[max(opens, ends - 4)] : parse.end[ends - 1]
    ].rstrip().endswith("?")
    frame = frame_of(doc, start, end)
    groups = [
        _size(form, spelling, quantity.low if quantity.low is not None else quantity.high or 0.0),
        _sort(form, spelling, unit[-1] if unit else "none", quantity.bound, quantity.rule),
        _marks(form, bool(quantity.per), quantity.product is not None, hyphen),
        _place(form, "opens" if start == opens else "ends" if end >= ends - 1 else "inside", ends - opens < 12, asked),
        _roles(form, tuple(frame)),
        _shape(doc, start, end),
    ]  # fmt: skip
    if quantity.approx or quantity.cues:
        groups.append(_hedged(form, quantity.cues))
    return groups, {
        role: words for role, words in frame.items() if role == "near" or role in SPOKEN or len(words) < 3
    }


@lru_cache(maxsize=_KEPT)
def _size(form: str, spelling: str, value: float) -> Group:
    small = value if value == int(value) and 0 <= value <= 12 else None
    power = math.floor(math.log10(value)) if value > 0 else -9
    return frozenset((f"{form} power={power}", f"{form} value={small}", f"{form} {spelling} value={small}"))


@lru_cache(maxsize=_KEPT)
def _sort(form: str, spelling: str, noun: str, bound: str, rule: str) -> Group:
    told = (f"form={form}", f"{form} {spelling}", f"unit={noun}", f"{spelling} unit={noun}")
    return frozenset((*told, f"{form} bound={bound}", f"rule={rule}"))


@lru_cache(maxsize=_KEPT)
def _hedged(form: str, cues: tuple[str, ...]) -> Group:
    return frozenset(("hedged", f"{form} hedged", *(f"hedge={cue.lower()}" for cue in cues)))


@lru_cache(maxsize=_KEPT)
def _marks(form: str, rate: bool, product: bool, hyphen: bool) -> Group:
    marks = {"rate": rate, f"{form} rate": rate, "product": product, "hyphen": hyphen}
    return frozenset(mark for mark, holds in marks.items() if holds)


@lru_cache(maxsize=_KEPT)
def _place(form: str, place: str, short: bool, asked: bool) -> Group:
    found = {f"place={place}", f"{form} {place}"}
    found |= {"short sentence"} if short else set()
    return frozenset(found | ({"question", f"{form} question"} if asked else set()))


@lru_cache(maxsize=_KEPT)
def _roles(form: str, roles: tuple[str, ...]) -> Group:
    return frozenset(f"{form} has {role}" for role in roles if role not in ("near", "inside"))


def _shape(doc: Doc, start: int, end: int) -> Group:
    """Punctuation and capitals on either side: brackets, colons, list marks and names."""
    before = doc[start - 1] if start else None
    after = doc[end] if end < len(doc) else None
    return _sides(
        "start" if before is None else before.text if before.is_punct else before.tag_,
        "end" if after is None else after.text if after.is_punct else after.tag_,
        before is not None and before.text[:1].isupper(),
        after is not None and after.text[:1].isupper(),
        before is None or before.is_space,
    )


@lru_cache(maxsize=_KEPT)
def _sides(before: str, after: str, name_before: bool, name_after: bool, opens: bool) -> Group:
    sides = (f"before={before}", f"after={after}", f"line start={opens}")
    return frozenset((*sides, f"before name={name_before}", f"after name={name_after}"))

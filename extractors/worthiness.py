"""Is this quantity a claim: would a fact-checker write it on a card?

"three MPs", "two weeks after", "one session" and ages say who or when; "three dead" and "in two weeks
flat" are claims. The difference is learned from annotated articles, on the number's form and frame.
"""

from __future__ import annotations

import math

from spacy.tokens import Doc

from extractors.frames import frame_of
from extractors.linear import Linear
from extractors.parse import parse_of
from extractors.quantities import Quantity

SPOKEN = ("left1", "left2", "right1", "right2", "prep", "noun", "head", "verb", "subject", "inside")


def worthiness(doc: Doc, quantity: Quantity) -> float:
    """The probability, 0..1, that the quantity is a claim."""
    if quantity.role == "age":
        return 0.0
    return Linear.load("worthiness").scores(features(doc, quantity))["claim"]


def features(doc: Doc, quantity: Quantity) -> set[str]:
    """What speaks for or against a quantity: its form, size, unit, hedge, frame and place in the text."""
    span = doc.char_span(quantity.start, quantity.end, alignment_mode="expand")
    if span is None or not len(span):
        return {"no span"}
    form = quantity.form
    value = quantity.low if quantity.low is not None else quantity.high or 0.0
    small = value if value == int(value) and 0 <= value <= 12 else None
    parse = parse_of(doc)
    text = parse.text
    written = text[quantity.number[0] : quantity.number[1]]
    spelled = "digits" if any(c.isdigit() for c in written) else "words"
    power = math.floor(math.log10(value)) if value > 0 else -9
    unit = (quantity.unit or "").lower().split()
    noun = unit[-1] if unit else "none"
    found = {
        f"form={form}",
        f"{form} {spelled}",
        f"{form} power={power}",
        f"{form} value={small}",
        f"{form} {spelled} value={small}",
        f"unit={noun}",
        f"{spelled} unit={noun}",
        f"{form} bound={quantity.bound}",
        f"rule={quantity.rule}",
    }
    if quantity.approx or quantity.cues:
        found |= {"hedged", f"{form} hedged", *(f"hedge={cue.lower()}" for cue in quantity.cues)}
    if quantity.per:
        found |= {"rate", f"{form} rate"}
    if quantity.product:
        found.add("product")
    if form == "count" and written[-1:] and "-" in text[quantity.start : quantity.end]:
        found.add("hyphen")
    opens, ends = parse.sentence_of(span.start)
    place = "opens" if span.start == opens else "ends" if span.end >= ends - 1 else "inside"
    found |= {f"place={place}", f"{form} {place}"}
    if ends - opens < 12:
        found.add("short sentence")
    if parse.form[ends - 1] == "?" or text[
        parse.start[max(opens, ends - 4)] : parse.end[ends - 1]
    ].rstrip().endswith("?"):
        found |= {"question", f"{form} question"}
    for role, words in frame_of(doc, span.start, span.end).items():
        if role == "near":
            found.update(f"near={word}" for word in words)
        elif role in SPOKEN or len(words) < 3:
            for word in words:
                found |= {f"{role}={word}", f"{form} {role}={word}"}
        if role not in ("near", "inside"):
            found.add(f"{form} has {role}")
    found |= _shape(doc, span.start, span.end)
    return found


def _shape(doc: Doc, start: int, end: int) -> set[str]:
    """Punctuation and capitals on either side: brackets, colons, list marks and names."""
    before = doc[start - 1] if start else None
    after = doc[end] if end < len(doc) else None
    return {
        f"before={before.text if before is not None and before.is_punct else before.tag_ if before is not None else 'start'}",
        f"after={after.text if after is not None and after.is_punct else after.tag_ if after is not None else 'end'}",
        f"before name={before is not None and before.text[:1].isupper()}",
        f"after name={after is not None and after.text[:1].isupper()}",
        f"line start={before is None or before.is_space}",
    }

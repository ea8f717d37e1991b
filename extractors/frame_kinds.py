"""What sort of thing the frame of a number has, whatever the number itself names: money, people, a share, …

"he spent 300 more on it" has money, "300 were hurt" people, "the 300 that it was trained on" chips. It is learned
from all annotated numbers of the corpora, most of which say themselves what they count, so that a bare one can be
told by the verbs and nouns that such numbers have beside them.
"""

from __future__ import annotations

import math

from spacy.tokens import Doc

from extractors.counts import Counts
from extractors.frames import roles_of, words_of
from extractors.measured import Number, unit_class

COUNT = "count"  # a plain noun, and whatever too few numbers have
PERSON = "person"
KINDS = frozenset({"money", "percent", "x", "day", PERSON, "percentage point", "m", "m2"})
ROLES = (
    "verb",
    "upper",
    "left1",
    "left2",
    "right1",
    "right2",
    "subject",
    "object",
    "noun",
    "of",
    "prep",
    "for",
    "in",
    "aim",
)


def kind_of(unit: str, counts: Counts) -> str:
    """The sort of a unit: a unit of the topic or of measure by its own name, every currency "money", a plain noun "count"."""
    name = unit_class(unit)
    return name if name in KINDS or name in counts.topic.units else COUNT


def frame_features(doc: Doc, number: Number) -> set[str]:
    """The words of a number's frame by role, and its size; what it counts itself is left out."""
    spoken, roles = words_of(doc), roles_of(doc, number.start, number.end)
    own = {*range(number.start, number.end), *roles.get("head", ())}
    return size_of(number) | {
        f"{role}={spoken[token]}" for role in ROLES for token in roles.get(role, ()) if token not in own
    }


def size_of(number: Number) -> set[str]:
    """How large a number is, in powers of ten, and whether it is a whole one."""
    return {
        f"power={round(power_of(number))}",
        f"whole={number.low is None or number.low == int(number.low)}",
    }


def power_of(number: Number) -> float:
    """The number's power of ten; 0 for none."""
    value = number.low if number.low is not None else number.high
    return math.log10(value) if value and value > 0 else 0.0

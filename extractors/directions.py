"""Did it go up or down: the direction of a change, gain or loss, by the words that govern it."""

from __future__ import annotations

from functools import cached_property, lru_cache
from typing import Literal

from spacy.tokens import Doc

from extractors import vocabulary
from extractors.frames import frame_of, roles_of
from extractors.parse import parse_of
from extractors.vocabulary import Checked

ROLES = ("right1", "left1", "head", "verb", "noun", "right2", "left2", "aim", "upper", "prep", "near")
_GOVERNING = frozenset({"verb", "upper"})
Direction = Literal["up", "down"]


class Directions(Checked):
    """Words that mean up or down, those before a level that was reached or an earlier one, and those beside the size of a move."""

    up: tuple[str, ...]
    down: tuple[str, ...]
    levels: frozenset[str]
    before: tuple[str, ...]
    moved: frozenset[str]
    so_much: frozenset[str]
    traded: frozenset[str]

    @cached_property
    def either(self) -> frozenset[str]:
        """The words that mean up or down."""
        return frozenset((*self.up, *self.down))


@lru_cache(maxsize=1)
def directions() -> Directions:
    """The shipped words of direction."""
    return vocabulary.shipped(Directions, "directions")


def direction_of(doc: Doc, start: int, end: int) -> Direction | None:
    """Up or down for the number in the tokens [start, end) of a change; None where no word tells."""
    known = directions()
    frame, roles, parse = frame_of(doc, start, end), roles_of(doc, start, end), parse_of(doc)
    for role in ROLES:
        if role in _GOVERNING and any(";" in parse.lower[end:token] for token in roles.get(role, ())):
            continue  # "a loss of $589 billion; adds comment"
        for word in frame.get(role, ()):
            if word in known.down:
                return "down"
            if word in known.up:
                return "up"
    return None

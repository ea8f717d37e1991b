"""What newsrooms' habits say for or against an item, beside the model of items: weights in thousandths.

    leanings(found, number, parse, words)     # [0, -1000, 0, …]: in "52 trains were cancelled" the trains are counted

Each is one habit; where none applies the model alone decides.
"""

from __future__ import annotations

from collections.abc import Sequence

from extractors.directions import directions
from extractors.item_candidates import Candidate, PlacedNumber
from extractors.item_features import sort_of
from extractors.mention_words import mention_words
from extractors.parse import Parse
from extractors.roles import OTHER

CHANGED = 1000
AMOUNT = 1000
HAPPENED = -1000
NEVER = -9000
_OPEN = frozenset({OTHER, "spending"})  # metrics that do not say what the money is
_UNCOUNTED = frozenset({"person", "money", "percent"})
_PARTS = frozenset({"percent", "percentage"})


def leanings(
    found: Sequence[Candidate], number: PlacedNumber, parse: Parse, words: Sequence[str]
) -> list[int]:
    """The weights of a number's candidates, in their order."""
    place = _Place(number, parse, words)
    return [place.weight(each) if each.token >= 0 else 0 for each in found]


class _Place:
    """A number's frame, as far as the habits ask for it."""

    def __init__(self, number: PlacedNumber, parse: Parse, words: Sequence[str]) -> None:
        self.number, self.parse, self.words = number, parse, words
        roles, known = number.roles, directions()
        self.counts = number.unit not in _UNCOUNTED and any(
            parse.pos[token] == "NOUN" and sort_of(words[token]) == "-"
            for token in range(number.start, number.end)
        )
        self.done = parse.dep[parse.root(number.start, number.end)] == "dobj"
        moves = any(words[token] in known.up or words[token] in known.down for token in roles.get("verb", ()))
        self.changed = roles.get("object", ())[:1] if moves and number.asked.metric == "change" else ()
        paid = number.unit == "money" and number.asked.metric in _OPEN
        self.amount = roles.get("noun", ())[:1] if paid else ()

    def weight(self, each: Candidate) -> int:
        """What all habits together say of a word of the text."""
        token, lemma = each.token, self.words[each.token]
        if each.role != "inside" and (lemma in _PARTS or sort_of(lemma) == "money"):
            return NEVER  # "lost 4.1 percent to close at $31.20" has no item "percent"
        if _dated(self.parse, token):
            return NEVER  # "figures published on Wednesday show"
        if self.counts and (self.parse.pos[token] == "VERB" or (self.done and each.role == "subject")):
            return (
                HAPPENED  # "the railway cancelled 52 trains": the trains, not what befell them or who did it
            )
        if token in self.changed:
            return CHANGED  # "cut the risk by 21 percent": the risk
        if token in self.amount and self.parse.pos[token] == "NOUN":
            return AMOUNT  # "a charge of $95 million": the charge
        return 0


def _dated(parse: Parse, noun: int) -> bool:
    """Whether a noun is, or goes with, a day or month."""
    calendar = mention_words().calendar
    return parse.lower[noun] in calendar or (
        noun > 0 and parse.lower[noun - 1] in calendar and parse.head[noun - 1] == noun
    )

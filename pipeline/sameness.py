"""Whether two numbers that differ measure one thing: how much of their words is common, and what speaks against it.

    one_measure(match, pair)      # True: "the line has 60 ships", "the line has 80 ships"

Two numbers are set against each other only where the words show that they must be one; each thing that
only one of the texts says (another verb, holder or place, words that the other lacks) asks for more.
"""

from __future__ import annotations

import math
from functools import lru_cache

from pipeline.measures import Holder, Measure
from pipeline.readings import Reading
from pipeline.synonyms import group_of, stem_of, synonyms
from pipeline.texts import Match, TextPair

# How much the words of two texts must have in common before two numbers that differ are set against
# each other: the less, the nearer the numbers are (less than NEAR times apart, below 2 times, farther).
NEED = (0.4, 0.55, 0.75)
NEAR = 1.28
FAR, MOST = 3, 1e6
W_LIKE = 0.3
# Less is needed where both count one kind of thing that is not people: customers are rarer than dollars.
COUNTED = 0.1
# More where only one says what it counts.
BARE = 0.1
# Less where the one is a bound that the other breaks: bounds are set against a number.
BROKEN = 0.3
# More for each that speaks against it; where the numbers are near each other, only for the place.
ONE_PLACE = 0.1
OTHER_VERB, OTHER_HOLDER, UNHEARD_HOLDER, OTHER_KIND = 0.2, 0.1, 0.1, 0.15
OWN_WORDS, OTHER_WORDS, TENFOLD = 0.3, 0.05, 0.3
LEAST_COVER = 0.25  # words in common, below which the likeness of a number's own words says little
LITTLE = 0.3


_BOUNDS = frozenset({"at_least", "at_most"})


def one_measure(match: Match, pair: TextPair) -> bool:
    """Whether the words of two texts say that two differing numbers measure one thing."""
    return pair.cover + W_LIKE * match.likeness >= _need(match) + _doubt(match, pair)


def one_event(match: Match, pair: TextPair) -> bool:
    """Whether the texts have enough in common to be about one thing at different times or in different moods."""
    return pair.cover + W_LIKE * match.likeness >= NEED[0]


def well_apart(match: Match) -> bool:
    """Numbers that nearly meet are of one measure, whatever the words beside them say."""
    return match.apart and match.finding.ratio > 1.1


def _need(match: Match) -> float:
    """What the words must have in common, by how far the numbers are from each other and what they count."""
    a, b, ratio = match.a, match.b, match.finding.ratio
    need = NEED[0] if ratio < NEAR else NEED[1] if ratio < 2 else NEED[2]
    if a.form == b.form == "count" and a.unit == b.unit != "person":
        need -= COUNTED
    if a.unit == b.unit and (a.value.shape in _BOUNDS) != (b.value.shape in _BOUNDS):
        need -= BROKEN
    if a.unit is None and b.unit is None:
        need += 2 * BARE  # two bare numbers may count anything
    elif a.unit is None or b.unit is None:
        need += BARE
    return need


def _doubt(match: Match, pair: TextPair) -> float:
    """How much more is needed, by what only one of the texts says.

    Numbers that are near each other are seldom two measures; the farther they are apart, the more
    must be shown: verb, holder, kind and words of their own.
    """
    ratio = _without_scale(match.finding.ratio)
    doubt = LITTLE * (pair.cover < LEAST_COVER) + ONE_PLACE * (bool(pair.a.places) != bool(pair.b.places))
    if ratio < NEAR:
        return doubt
    if ratio > FAR:
        doubt += TENFOLD * math.log10(min(ratio, MOST) / FAR)
    sides = ((match.a, pair.a, pair.b), (match.b, pair.b, pair.a))
    return (
        doubt
        + OTHER_VERB * _other_verb(match, pair)
        + OTHER_HOLDER * _other_holder(match, pair)
        + UNHEARD_HOLDER * sum(_unheard(side, own, other) for side, own, other in sides)
        + OTHER_KIND * _other_kinds(match, pair)
        + OWN_WORDS * max(_alone(side, own, other) for side, own, other in sides)
        + OTHER_WORDS * min(*(len(one.stems - one.voices - other.stems) for _, one, other in sides), 6)
    )


def _without_scale(ratio: float) -> float:
    """The ratio of two numbers; where they are near each other but for "thousand", "million" or "billion", without it."""
    for scale in (1e3, 1e6, 1e9):
        if scale / NEAR < ratio < scale * NEAR:
            return max(ratio / scale, scale / ratio)
    return ratio


def _other_verb(match: Match, pair: TextPair) -> bool:
    """Whether two verbs differ, or the only one that says something is not in the other text."""
    a, b = match.a.verb, match.b.verb
    if a is None or b is None:
        return any(
            verb is not None and stem_of(verb) not in other.stems
            for verb, other in ((a, pair.b), (b, pair.a))
        )
    return a != b


def told_of(measure: Measure, reading: Reading) -> Holder | None:
    """The holder of a number; None where that is only who counts or tells it ("police put it at 40")."""
    holder = measure.holder
    return None if holder is None or holder.head in _tellers() or holder.head in reading.voices else holder


def _other_holder(match: Match, pair: TextPair) -> bool:
    """Whether the numbers are told of two different ones."""
    a, b = told_of(match.a, pair.a), told_of(match.b, pair.b)
    return a is not None and b is not None and not a.stems & b.stems and not {a.head, b.head} & _anyones()


def _unheard(measure: Measure, own: Reading, other: Reading) -> bool:
    """Whether the other text does not know whom or what the number is told of."""
    holder = told_of(measure, own)
    return holder is not None and not holder.stems & other.stems and holder.head not in _anyones()


@lru_cache(maxsize=1)
def _anyones() -> frozenset[str]:
    """The stems of nouns that may stand for a name: "the company"."""
    return frozenset(stem_of(group_of(word)) for word in synonyms().firms)


@lru_cache(maxsize=1)
def _tellers() -> frozenset[str]:
    return frozenset(map(stem_of, synonyms().telling))


def _other_kinds(match: Match, pair: TextPair) -> int:
    """How many of the nouns beside the numbers one text narrows by a word that the other lacks."""
    near = (match.a.words | match.a.lead) & (match.b.words | match.b.lead)
    keys = {key for key in pair.a.kinds.keys() | pair.b.kinds.keys() if key[0] in near}
    sides = ((pair.a, pair.b), (pair.b, pair.a))
    return sum(any(one.kinds.get(key, frozenset()) - other.stems for one, other in sides) for key in keys)


def _alone(measure: Measure, own: Reading, other: Reading) -> float:
    """The share of a number's own words that the other text lacks, but for those of who tells it."""
    words = {stem_of(word) for word in measure.words} - _tellers() - own.voices
    return len(words - other.stems) / len(words) if words else 0.0

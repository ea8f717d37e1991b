"""How the numbers of a text help each other: the same value again, the amount converted, the next in a list.

    relatives(parse, numbers, 4)      # {3: 3.0}: "2 billion yuan ($280 million)" measures one thing

What is guessed of a number's neighbours joins its own features; its relatives' scores are pooled with its own.
"""

from __future__ import annotations

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace

from extractors.directions import directions
from extractors.measured import NUMBERS_NEAR, Decision, Number, same_value, unit_class
from extractors.parse import Parse
from extractors.roles import OTHER, Features, has_direct_cue

NEAR = 60  # tokens over which a bare number counts on
AMONG = 0.7  # what the scores among neighbours count; those of the frame alone the rest
SAME, LENT, CONVERTED, BEFORE = 0.5, 0.7, 3.0, 3.0  # what relatives of a number count beside its own frame
_HEDGED = 5  # tokens: "up from some" 9%


def with_neighbours(
    numbers: Sequence[Number],
    n: int,
    features: Features,
    guesses: Sequence[dict[str, float]],
    parse: Parse,
) -> Features:
    """A number's features with what is guessed of its neighbours, of equal values and of the whole article."""
    number, unit = numbers[n], unit_class(numbers[n].unit)
    alike = [k for k in _around(numbers, n) if unit_class(numbers[k].unit) == unit]
    equal = [k for k in alike if same_value(number, numbers[k])]
    beside = {
        "last": max((k for k in alike if k < n), default=None),
        "next": min((k for k in alike if k > n), default=None),
    }
    opens, ends = parse.sentence_of(number.start)
    table: Features = {}
    for name, own in features.items():
        more: set[str] = set()
        for side, k in beside.items():
            if k is not None:
                level = _level(guesses[k].get(name, 0.0))
                place = "here" if opens <= numbers[k].start < ends else "away"
                more |= {f"{side} {place} {level}", f"{unit} {side} {place} {level}"}
                if abs(numbers[k].start - number.start) < 8:
                    more.add(f"{side} close {level}")
        if equal:
            more.add(f"equal {_level(max(guesses[k].get(name, 0.0) for k in equal))}")
        if alike:
            more.add(f"all {_level(sum(guesses[k].get(name, 0.0) for k in alike) / len(alike))}")
        table[name] = own | more
    return table


def blended(alone: dict[str, float], among: dict[str, float]) -> dict[str, float]:
    """The scores of a number by its own frame and among its neighbours, in one: neighbours mislead in lists."""
    return {name: AMONG * score + (1 - AMONG) * alone[name] for name, score in among.items()}


def relatives(parse: Parse, numbers: Sequence[Number], n: int) -> dict[int, float]:
    """The numbers that should measure what a number does, and how much they count beside its own frame.

    These are the same value said elsewhere, the amount that it converts ("2 billion yuan ($280 million)"),
    the number that lent it its unit, and the one whose earlier level it is ("22% of sales, up from 9%").
    """
    number = numbers[n]
    found = {k: SAME for k in _around(numbers, n) if same_value(number, numbers[k])}
    if n and unit_class(number.unit) == unit_class(numbers[n - 1].unit):
        if parse.lower[numbers[n - 1].end : number.start] == ["("] and unit_class(number.unit) == "money":
            found[n - 1] = CONVERTED
        elif number.lent and numbers[n - 1].unit == number.unit:
            found[n - 1] = LENT
        elif _is_level_before(parse, numbers[n - 1], number):
            found[n - 1] = BEFORE
    return found


def _is_level_before(parse: Parse, last: Number, number: Number) -> bool:
    """Whether words for an earlier level ("up from") stand close before a number in the sentence of the last one."""
    opens, _ = parse.sentence_of(number.start)
    words = " ".join(parse.lower[max(last.end, number.start - _HEDGED) : number.start])
    return last.start >= opens and any(f" {phrase} " in f" {words} " for phrase in directions().before)


def pooled(
    table: Sequence[dict[str, float]], n: int, others: dict[int, float], seen: AbstractSet[str]
) -> dict[str, float]:
    """A number's scores with those of its relatives, by what each counts; they sum to one.

    A metric that training has never seen is not outvoted by relatives that no cue speaks for.
    """
    if _best(table[n]) not in seen:
        others = {k: share for k, share in others.items() if _best(table[k]) != OTHER}
    whole = 1.0 + sum(others.values())
    return {
        name: (score + sum(share * table[k].get(name, 0.0) for k, share in others.items())) / whole
        for name, score in table[n].items()
    }


def _best(scores: dict[str, float]) -> str:
    return max(scores, key=lambda name: scores[name])


def all_carried_on(
    parse: Parse,
    numbers: Sequence[Number],
    decisions: Sequence[Decision],
    features: Sequence[Features],
    framed: Sequence[AbstractSet[str]],
    seen: AbstractSet[str],
) -> list[Decision]:
    """The decisions, those on numbers that no cue speaks for taken over from others, in the order of the text.

    `framed` are for each number the metrics that a phrase speaks for which is said of it.
    """
    done: list[Decision] = []
    for n in range(len(numbers)):
        if framed[n] - seen and decisions[n].metric in framed[n]:
            done.append(decisions[n])
            continue
        decision = _carried_on(parse, numbers, decisions, features, n, seen)
        if n and decision is decisions[n] and _goes_on(parse, numbers, features, n):
            decision = replace(done[-1], rule="the number before it", cues=())
        done.append(decision)
    return done


def _goes_on(parse: Parse, numbers: Sequence[Number], features: Sequence[Features], n: int) -> bool:
    """Whether a bare number counts on: "107,000 people marched, says the ministry. There were 325,000, says the union"."""
    number, last = numbers[n], numbers[n - 1]
    if number.unit is None or number.unit != last.unit or number.start - last.end > NEAR:
        return False
    return (number.lent or not number.names_unit(parse)) and not has_direct_cue(features[n])


def _carried_on(
    parse: Parse,
    numbers: Sequence[Number],
    decisions: Sequence[Decision],
    features: Sequence[Features],
    n: int,
    seen: AbstractSet[str],
) -> Decision:
    """The decision on a number that no cue speaks for: that on the same value elsewhere, or on the one before.

    Only decisions for a topic's own metrics are carried on; the model has weighed neighbours for the others.
    """
    if decisions[n].metric != OTHER or features[n].keys() <= seen or has_direct_cue(features[n]):
        return decisions[n]
    around = _around(numbers, n)
    own = [k for k in around if decisions[k].metric not in seen]
    equal = [k for k in own if same_value(numbers[n], numbers[k])]
    if equal:
        nearest = min(equal, key=lambda k: abs(k - n))
        return replace(decisions[nearest], rule="the same value said elsewhere", cues=())
    alike = [k for k in around if k < n and unit_class(numbers[k].unit) == unit_class(numbers[n].unit)]
    opens, _ = parse.sentence_of(numbers[n].start)
    if alike and alike[-1] in own and numbers[alike[-1]].start >= opens:
        return replace(decisions[alike[-1]], rule="the number before it", cues=())
    return decisions[n]


def _around(numbers: Sequence[Number], n: int) -> list[int]:
    """The numbers before and after one that may help with it, in the order of the text."""
    return [*range(max(0, n - NUMBERS_NEAR), n), *range(n + 1, min(len(numbers), n + 1 + NUMBERS_NEAR))]


def _level(probability: float) -> int:
    return round(probability * 5)

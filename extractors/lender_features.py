"""What speaks for a unit as that of a bare number: where the numbers and nouns stand that have it, how alike they are.

Words are no features here: what the words of the number's frame say is weighed in `frame_kinds`.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator

from spacy.tokens import Doc

from extractors.counts import Counts
from extractors.frame_kinds import COUNT, KINDS, kind_of, power_of, size_of
from extractors.frames import roles_of, words_of
from extractors.measured import Number
from extractors.parse import Parse, parse_of

BACK = 150  # tokens before a bare number beyond which another number is far
AHEAD = 40
NOUNS_BACK = 60  # tokens before a bare number in which a noun that no number counts may lend
MOST_NOUNS = 6
PARTITIVE = frozenset({"them", "these", "those", "the", "us", "whom", "which"})
LABELS = frozenset({"nsubj", "nsubjpass", "dobj", "pobj", "ROOT", "compound", "conj"})
SPANS = frozenset({"year", "month", "week", "day", "hour", "minute", "night", "decade"})  # count nothing else
HEADING = 4  # tokens: "Customers cut off", "Killings?"
# The places from which most units come, in the order in which they count.
PLACES = ("before number 1", "before number 2", "after number 1", "noun 1")
_EQUAL, _SHARED, _UNLIKE = frozenset({"equal"}), frozenset({"shares a bound"}), frozenset[str]()
_SAME = _EQUAL | {"equal to one that names it"}
LEVELS = (0.03, 0.1, 0.3, 0.6, 0.9)  # chances that are told apart


def place_of(doc: Doc, number: Number, other: Number, step: int) -> set[str]:
    """Where a number with a unit stands: how many numbers and tokens off, how alike in size and in the sentence."""
    parse, spoken = parse_of(doc), words_of(doc)
    gap = number.start - other.end if step > 0 else other.start - number.end
    side, far = ("before", gap > BACK) if step > 0 else ("after", gap > AHEAD)
    apart = abs(parse.sentence_index(number.start) - parse.sentence_index(other.start))
    ratio = min(4, round(abs(power_of(number) - power_of(other))))
    steps = max(-3, min(3, step))
    found = {
        f"{side} {'far' if far else min(5, int(math.log2(max(1, gap))))}",
        f"step {steps}",
        f"step {steps} {not apart}",
        f"ratio {ratio}",
        f"here {not apart}",
        f"{side} ratio {ratio}",
        f"{side} sentences {min(4, apart)}",
        f"{side} paragraph {not far and _one_paragraph(parse, number, other)}",
    }
    one, two = (roles_of(doc, each.start, each.end).get("verb", ()) for each in (number, other))
    if {spoken[token] for token in one} & {spoken[token] for token in two}:
        found.add("same verb")
    tops = parse.root(number.start, number.end), parse.root(other.start, other.end)
    if parse.dep[tops[0]] == parse.dep[tops[1]]:
        found.add("same label")
    if tops[0] == parse.head[tops[1]] or tops[1] == parse.head[tops[0]]:
        found.add("linked")
    return found


def _one_paragraph(parse: Parse, number: Number, other: Number) -> bool:
    first, last = sorted((number.start, other.start))
    return "\n\n" not in parse.text[parse.start[first] : parse.start[last]]


def alike(number: Number, other: Number) -> frozenset[str]:
    """Whether two numbers are the same value, or share a bound: "340 homes … that 340"."""
    if number.low == other.low and number.high == other.high:
        return _EQUAL if other.lent else _SAME
    if number.low and number.low in (other.low, other.high):
        return _SHARED
    return _SHARED if number.high and number.high in (other.low, other.high) else _UNLIKE


def told_so_far(told: Counter[str | None], unit: str) -> set[str]:
    """How often the numbers around have a unit, among those that name one."""
    count, most = told[unit], max(told.values(), default=0)
    share = count / max(1, told.total())
    found = {f"told {min(4, count)}", f"share {sum(share > level for level in (0, 0.1, 0.25, 0.5))}"}
    return found | ({"most told"} if count and count == most else set())


def nouns_near(doc: Doc, number: Number, counts: Counts) -> Iterator[tuple[str, set[str]]]:
    """The units of the nearest plural nouns, each with what speaks for it: "How many downloads?", "1,300. Aftershocks."."""
    parse, spoken = parse_of(doc), words_of(doc)
    here, seen = parse.sentence_index(number.start), set[str]()
    for token in range(number.start - 1, max(-1, number.start - 1 - NOUNS_BACK), -1):
        if parse.tag[token] not in ("NNS", "NNPS") or len(seen) == MOST_NOUNS:
            continue
        unit = counts.unit(spoken[token], parse.form[token]) if spoken[token] not in SPANS else None
        if unit is not None and unit not in seen:
            seen.add(unit)
            yield unit, _noun(parse, number, token, len(seen), here - parse.sentence_index(token))
    opens, ends = parse.sentence_of(number.start)
    if ends - opens <= HEADING:
        for token in range(ends, min(parse.size, ends + HEADING)):  # "1,300. Aftershocks."
            if parse.tag[token] in ("NNS", "NNPS") and (
                unit := counts.unit(spoken[token], parse.form[token])
            ):
                yield unit, {"noun after the heading"}
                break


def _noun(parse: Parse, number: Number, token: int, nth: int, back: int) -> set[str]:
    label = parse.dep[token] if parse.dep[token] in LABELS else "else"
    found = {f"noun {min(nth, 4)}", f"noun back {min(back, 3)}", f"noun {label} {min(back, 2)}"}
    before = parse.lower[max(0, token - 4) : token]
    found |= {f"noun after {word}" for word in ("many", "number") if word in before}
    if before[-1:] in (["the"], ["these"], ["those"]):
        found.add("noun definite")
    opens, ends = parse.sentence_of(token)
    if ends - opens <= HEADING:
        found |= {"noun heading", f"noun heading {min(back, 4)}"}
    if not back and token == number.start - 1:
        found.add("noun beside")
    if not back and parse.lower[opens] in ("of", "among"):
        found.add("noun of the whole")
    if ":" in (parse.lower[token + 1], parse.lower[number.start - 1]) and not back:
        found.add("noun colon")
    return found


def turns_of(parse: Parse, number: Number) -> set[str]:
    """How a number goes back to something ("of them", "Of the 400, 60", "Customers: 52,000", "up from 12"), and its size."""
    opens, ends = parse.sentence_of(number.start)
    after, first = parse.lower[number.end : number.end + 2], parse.lower[number.start]
    found = size_of(number) | {"inside digits" if first[:1].isdigit() else f"inside {first}"}
    if number.start == opens:
        found.add("opens")
    elif parse.tag[number.start - 1] in ("IN", "TO", "CC", ":") or parse.lower[number.start - 1] == "not":
        found.add(f"after {parse.lower[number.start - 1]}")
    if after[:1] == ["of"]:
        found.add(f"partitive {after[-1]}" if after[-1] in PARTITIVE else "partitive")
    if parse.lower[opens] == "of":
        found.add("opens of")
    if ends - opens < HEADING + 2:
        found.add("short")
    return found


def fit_of(unit: str, chance: float, place: str, turns: set[str], counts: Counts) -> set[str]:
    """How well a unit fits, by the chance of its sort for the frame; with its sort, how the number turns back, and its size."""
    kind = kind_of(unit, counts)
    sort = kind if kind in KINDS or kind == COUNT else "topic"
    level = sum(chance > step for step in LEVELS)
    return {
        f"kind={sort}",
        f"fits {level}",
        f"fits {sort} {min(level, 4)}",
        f"fits {level} {place}",
        f"{sort} {place}",
        *(f"{sort} {turn}" for turn in turns),
        *(f"{turn} {place}" for turn in turns if turn.startswith(("after", "partitive"))),
    }

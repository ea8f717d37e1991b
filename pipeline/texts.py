"""How two texts stand to each other: their quantities aligned by unit and words, then compared as values.

    relate_texts(reading, other).relation      # "conflict"

Two numbers are compared only where their words say that they measure one thing: the pairing decides,
not the arithmetic. An ordered list of rules looks at each aligned pair; the first that speaks decides it,
and one conflict among the pairs outweighs all agreement.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

from db.records import RelationName
from pipeline.intervals import Finding, compare_values
from pipeline.measures import Measure
from pipeline.pairs import Verdict
from pipeline.rates import exchange, is_currency, table
from pipeline.readings import Reading
from pipeline.slips import digits_of
from pipeline.synonyms import group_of, unit_sorts

AGE = "year of age"  # said without a unit, too
# The share of the shorter text's words that must be common: for numbers that agree, and for texts
# without numbers to be taken as one statement.
COVER_AGREE = 0.15
COVER_WORDS = 0.7
COVER_SAME = 0.55  # where nothing that they give differs
_EXACT = re.compile(r"\d[\d,]*\.\d\d|\d[\d,]*[1-9]\d[1-9]\b")
COVER_OPPOSED = 0.6  # the opposed words themselves are not shared
# What makes two measures alike: one unit, common words, common words of their own clauses.
W_UNIT, W_ALL, W_OWN = 0.5, 1.0, 0.5
# Equal numbers of one unit are most often one measure, and numbers near each other often.
N_SAME, N_NEAR, N_HOLDS = 0.8, 0.6, 0.1
NEAR_ODD = 1.05
N_THEN = 0.5  # less, where only one is what it was before


@dataclass(frozen=True, slots=True, eq=False)
class Match:
    """Two measures that may be one, how alike their words are, and how their values stand."""

    a: Measure
    b: Measure
    likeness: float
    finding: Finding
    note: str = ""

    @property
    def apart(self) -> bool:
        hedged = self.a.value.hedge != "none" or self.b.value.hedge != "none"
        exact = all(_EXACT.search(side.quote) for side in (self.a, self.b))  # "about 58.57 %" is not 68.57
        return self.finding.kind == "apart" or (self.finding.kind == "near" and (exact or not hedged))

    @property
    def quotes(self) -> str:
        return f"“{self.a.quote.strip()}” and “{self.b.quote.strip()}”"


def coverage(a: Reading, b: Reading) -> float:
    """The share of the words of the shorter text that the other one has too, whatever their endings.

    Where the one says "it" or "his", the other's name for it is no word that the first one lacks;
    nor is who speaks in one of them alone.
    """
    of_a, of_b = a.stems - (a.voices - b.stems) or a.stems, b.stems - (b.voices - a.stems) or b.stems
    if a.refers:
        of_b = of_b - (b.heroes - of_a) or of_b
    if b.refers:
        of_a = of_a - (a.heroes - of_b) or of_a
    small, large = sorted((of_a, of_b), key=len)
    return len(small & large) / len(small) if small else 0.0


def align(a: Reading, b: Reading, year: int | None = None) -> list[Match]:
    """Each measure with its own counterpart in the other text, the likeliest pairs first."""
    options: list[tuple[float, int, int, Match]] = []
    for i, one in enumerate(a.measures):
        for k, other in enumerate(b.measures):
            match = _match(one, other, year)
            if match is not None:
                likely = (
                    match.likeness
                    + _nearness(match)
                    - N_THEN * (match.apart and one.earlier != other.earlier)
                )
                options.append((-likely, i, k, match))
    found: list[Match] = []
    used: tuple[set[int], set[int]] = (set(), set())
    for _, i, k, match in sorted(options, key=lambda option: option[:3]):
        if i not in used[0] and k not in used[1]:
            used[0].add(i)
            used[1].add(k)
            found.append(match)
    return found


def _match(a: Measure, b: Measure, year: int | None) -> Match | None:
    """The two as a match; None where their units rule it out."""
    if a.unit != b.unit and is_currency(a.unit) and is_currency(b.unit):
        assert a.unit
        assert b.unit
        rate = exchange(a.unit, b.unit, year)
        if rate is None:
            return None
        finding = compare_values(rate.of(a.value), b.value, tolerance=table().spread)
        kind = "hedged" if finding.kind == "near" and finding.ratio < table().apart else finding.kind
        return Match(a, b, likeness(a, b, same=True), Finding(kind, finding.ratio), f" ({rate})")
    same = (
        a.unit == b.unit
        or bool(a.codes & b.codes)
        or _spelt_alike(a.unit, b.unit)
        or _counted_by(a, b)
        or _counted_by(b, a)
        or _of_one_sort(a, b)
    )
    finding = compare_values(a.value, b.value, exact=True)
    if not same and a.unit is not None and b.unit is not None and not _odd_one(a, b, finding.ratio):
        return None
    measured = {one.form for one in (a, b) if one.unit != AGE}
    if not same and measured & {"percent", "duration", "measure"}:
        return None  # a bare number may count anything, but measures nothing
    known = same and a.unit is not None
    return Match(a, b, likeness(a, b, same=known), finding)


def likeness(a: Measure, b: Measure, *, same: bool) -> float:
    """How much two measures look like one, by their unit and the words around them."""
    all_a, all_b = a.words | a.lead, b.words | b.lead
    own = _shared(a.words - a.lead, all_b, b.words - b.lead, all_a)
    return W_UNIT * same + W_ALL * _shared(a.words, all_b, b.words, all_a) + W_OWN * own


def _shared(a: frozenset[str], all_b: frozenset[str], b: frozenset[str], all_a: frozenset[str]) -> float:
    size = len(a) + len(b)
    return (len(a & all_b) + len(b & all_a)) / size if size else 0.5


def _odd_one(a: Measure, b: Measure, ratio: float) -> bool:
    """Whether two counts are so exact and so near each other that they must count one thing, by other names."""
    odd = all(len(digits_of(abs(side.value.point))) > 2 for side in (a, b))
    return a.form == b.form == "count" and odd and ratio < NEAR_ODD


def _spelt_alike(a: str | None, b: str | None) -> bool:
    """Whether two nouns are spellings of one ("councilor", "councillor")."""
    if a is None or b is None or a[:4] != b[:4]:
        return False
    if {a[-2:], b[-2:]} == {"re", "er"} and a[:-2] == b[:-2]:
        return True  # "centre", "center"
    return SequenceMatcher(None, a, b).ratio() > 0.9


def _counted_by(a: Measure, b: Measure) -> bool:
    """Whether a counts the people of whom b counts what befell them: "210 people recovered", "214 recoveries"."""
    if a.form == b.form == "count" and a.unit != "person" and b.unit is not None:
        return a.verb is not None and group_of(b.unit) == a.verb
    return a.unit == "person" and (b.unit in a.words if b.unit else "people" in b.words)


def _of_one_sort(a: Measure, b: Measure) -> bool:
    """Whether two counts are of nouns that papers use for one sort of thing: pupils and students, shops and branches."""
    if not a.form == b.form == "count" or a.unit is None or b.unit is None:
        return False
    return bool(unit_sorts().get(a.unit, frozenset()) & unit_sorts().get(b.unit, frozenset()))


def _nearness(match: Match) -> float:
    if match.finding.ratio == 1:
        return N_SAME
    if match.finding.ratio < 1.1:
        return N_NEAR
    return 0.0 if match.apart else N_HOLDS


@dataclass(frozen=True, slots=True, eq=False)
class TextPair:
    """Two readings with their aligned measures, and the days they were published."""

    a: Reading
    b: Reading
    matches: tuple[Match, ...]
    cover: float
    day_a: str | None = None
    day_b: str | None = None


def text_pair(a: Reading, b: Reading, day_a: str | None = None, day_b: str | None = None) -> TextPair:
    days = sorted(day for day in (day_a, day_b) if day)
    year = int(days[0][:4]) if days else None
    return TextPair(a, b, tuple(align(a, b, year)), coverage(a, b), day_a, day_b)


def elsewhere(pair: TextPair) -> bool:
    """Whether the texts name places, and none of the one's is in the other."""
    (a, text_a), (b, text_b) = ((one.places, one.text.lower()) for one in (pair.a, pair.b))
    if not a or not b or a & b:
        return False
    near = any(one[:3] == other[:3] for one in a for other in b)  # "Spain" and "Spanish"
    return not near and not any(place in text_b for place in a) and not any(place in text_a for place in b)


def relate_texts(
    a: Reading, b: Reading, day_a: str | None = None, day_b: str | None = None
) -> tuple[str, Verdict]:
    """The name of the rule that decided two texts, and its verdict."""
    from pipeline.rules.texts import MATCH_RULES, OUTCOME_RULES, WHOLE_RULES

    pair = text_pair(a, b, day_a, day_b)
    decided: list[tuple[str, Verdict]] = []
    for match in pair.matches:
        for rule in MATCH_RULES:
            verdict = rule(match, pair)
            if verdict is not None:
                decided.append((rule.__name__, verdict))
                break
    decided.sort(key=lambda one: _ORDER.index(one[1].relation))
    if decided and decided[0][1].relation == "conflict":
        return decided[0]
    for whole in (*OUTCOME_RULES, *(() if decided else WHOLE_RULES)):
        found = whole(pair)
        if found is not None:
            return whole.__name__, found
    if decided:
        return decided[0]
    return "no_rule", Verdict("incomparable", "other event", "the texts have too little in common")


_ORDER: tuple[RelationName, ...] = ("conflict", "agree", "compatible", "incomparable")

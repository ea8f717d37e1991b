"""Rules for two texts: the first looks at aligned numbers, the second at the texts as a whole."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from difflib import SequenceMatcher
from functools import lru_cache

from pipeline.corrections import notices
from pipeline.intervals import compare_values, slip_of, value_from
from pipeline.pairs import DENIED, Verdict
from pipeline.readings import Measure, Reading, group_of, synonyms
from pipeline.rules.marks import another_in_row, other_date, other_days, other_rank, other_time_of_day
from pipeline.sides import scope_words
from pipeline.texts import (
    COUNTED,
    COVER_AGREE,
    COVER_OPPOSED,
    COVER_SAME,
    COVER_WORDS,
    NEAR,
    NEED,
    W_LIKE,
    Match,
    TextPair,
    elsewhere,
)

MatchRule = Callable[[Match, TextPair], Verdict | None]
WholeRule = Callable[[TextPair], Verdict | None]


def number_denied(match: Match, pair: TextPair) -> Verdict | None:
    """One text gives the number, the other says that it is not so."""
    denied = [side.stance in DENIED for side in (match.a, match.b)]
    if denied[0] == denied[1] or match.apart or (not match.finding.agrees and match.finding.ratio >= 2):
        return None
    # To deny "the $4 million figure" is to speak of it, whatever the other words.
    if not (match.finding.ratio == 1 and match.a.unit) and not _one_event(match, pair):
        return None
    return Verdict("conflict", "denial", f"{match.quotes}: the one text asserts it, the other denies it")


def number_withdrawn(match: Match, pair: TextPair) -> Verdict | None:
    """One text gives the number, the other is a correction that withdraws it."""
    if match.apart:
        return None
    for reading, measure in ((pair.a, match.a), (pair.b, match.b)):
        if any(measure in notice.withdrawn for notice in notices(reading.text, reading.measures)):
            return Verdict("conflict", "correction", f"“{measure.quote}” is withdrawn by a correction")
    return None


def all_of_one_kind(match: Match, pair: TextPair) -> Verdict | None:
    """One text says that all are of one kind, the other counts as many of several kinds."""
    if not match.finding.agrees or bool(match.a.codes) == bool(match.b.codes):
        return None
    mixed, one = (pair.b, match.a) if match.a.codes else (pair.a, match.b)
    if len(mixed.codes) < 2 and not (mixed.codes and _phrases(scope_words().mixed).search(mixed.text)):
        return None
    return Verdict(
        "conflict", "kind", f"{match.quotes}: the one are all {', '.join(sorted(one.codes))}, the other a mix"
    )


def other_holder(match: Match, pair: TextPair) -> Verdict | None:
    """The numbers are told of two different ones: of two people or firms, of imports and exports."""
    a, b = match.a.holder, match.b.holder
    if match.finding.agrees or a is None or b is None or a.named != b.named:
        return None
    if a.stems & pair.b.stems or b.stems & pair.a.stems or _alike(a.stems, b.stems):
        return None
    if not a.named and (a.acts or b.acts):
        return None
    return Verdict("incomparable", "other subject", f"{match.quotes} are told of two different ones")


def _alike(a: frozenset[str], b: frozenset[str]) -> bool:
    """Whether two groups of words are one, spelt in two ways."""
    one, other = (" ".join(sorted(words)) for words in (a, b))
    return SequenceMatcher(None, one, other).ratio() > 0.8


def other_kind(match: Match, pair: TextPair) -> Verdict | None:
    """One word narrows the same noun differently: crude output and gas output, the risk of a stroke and of death."""
    if not match.apart:
        return None
    near = (match.a.words | match.a.lead) & (match.b.words | match.b.lead)
    for noun in sorted(near & pair.a.kinds.keys() & pair.b.kinds.keys()):
        a, b = pair.a.kinds[noun], pair.b.kinds[noun]
        if not a & pair.b.stems and not b & pair.a.stems and not _alike(a, b):
            names = " and ".join("/".join(sorted(kind)) for kind in (a, b))
            return Verdict("incomparable", "other kind", f"{match.quotes}: “{noun}” of {names}")
    return None


def other_aim(match: Match, pair: TextPair) -> Verdict | None:
    """The numbers are for, to or against two different things: for schools and for hospitals, to China and to Japan."""
    if not match.apart:
        return None
    for key in sorted(pair.a.aims.keys() & pair.b.aims.keys()):
        a, b = pair.a.aims[key], pair.b.aims[key]
        if not a & pair.b.stems and not b & pair.a.stems and not _alike(a, b):
            names = " and ".join("/".join(sorted(aim)) for aim in (a, b))
            return Verdict("incomparable", "other aim", f"{match.quotes}: {key} {names}")
    return None


def other_deed(match: Match, pair: TextPair) -> Verdict | None:
    """The verbs say that two different things were done or befell: marched and were arrested, ordered and received."""
    a, b = match.a.verb, match.b.verb
    if not match.apart or match.finding.ratio < NEAR or a is None or b is None or a == b:
        return None
    units = {group_of(match.a.unit or ""), group_of(match.b.unit or "")}
    crowd = match.a.unit == "person" and match.finding.ratio >= FAR
    if not crowd and (a in pair.b.words or b in pair.a.words or {a, b} & units):
        return None
    return Verdict("incomparable", "other deed", f"{match.quotes}: the one is of “{a}”, the other of “{b}”")


def some_of_them(match: Match, pair: TextPair) -> Verdict | None:
    """The smaller number counts some of them ("three of the banks"), so both can be true."""
    small, large = sorted((match.a, match.b), key=lambda side: side.value.point)
    if not match.apart or not _SOME_OF.search(small.quote) or _SOME_OF.search(large.quote):
        return None
    return Verdict("compatible", "part of", f"{match.quotes}: the one counts some of them")


def other_place(match: Match, pair: TextPair) -> Verdict | None:
    """The texts name two different places, so both can be true."""
    if not match.apart or not _one_event(match, pair) or not elsewhere(pair):
        return None
    return Verdict("compatible", "other place", f"{match.quotes} are for different places")


def up_and_down(match: Match, pair: TextPair) -> Verdict | None:
    """One text says that it rose, the other that it fell."""
    if {match.a.direction, match.b.direction} != {"up", "down"} or not _one_measure(match, pair):
        return None
    return Verdict("conflict", "direction", f"{match.quotes}: the one says up, the other down")


def same_number(match: Match, pair: TextPair) -> Verdict | None:
    """The same number, or one a rounding or conversion of the other."""
    if not match.finding.agrees or pair.cover < COVER_AGREE:
        return None
    return Verdict("agree", match.finding.kind, f"{match.quotes} are one number{match.note}")


def other_code(match: Match, pair: TextPair) -> Verdict | None:
    """They count two different products, so both can be true."""
    a, b = match.a.codes, match.b.codes
    if not match.apart or not a or not b or a & b:
        return None
    return Verdict(
        "compatible", "other item", f"{match.quotes}: {', '.join(sorted(a))} and {', '.join(sorted(b))}"
    )


def other_share(match: Match, pair: TextPair) -> Verdict | None:
    """They are shares of two different wholes."""
    a, b = match.a.base, match.b.base
    if not match.apart or not a or not b or a & b:
        return None
    return Verdict("incomparable", "other base", f"{match.quotes} are shares of different wholes")


def another_measure(match: Match, pair: TextPair) -> Verdict | None:
    """The words say that two different measures are meant: peak and sum, with and without debt."""
    if _well_apart(match) and (names := _differ(pair, synonyms().measures)):
        return Verdict("incomparable", "other measure", f"{match.quotes}: {names}")
    return None


def parts_of_one_whole(match: Match, pair: TextPair) -> Verdict | None:
    """The words say that the numbers are parts that add up, or a part and its whole."""
    if _well_apart(match) and (names := _differ(pair, synonyms().parts)):
        return Verdict("compatible", "part of", f"{match.quotes}: {names}")
    return None


def total_and_part(match: Match, pair: TextPair) -> Verdict | None:
    """One text gives the total, the other a smaller number that can be a part of it."""
    if not match.apart or match.finding.ratio < 1.1:
        return None
    total = _phrases(scope_words().sum)
    totals = [bool(total.search(reading.text)) for reading in (pair.a, pair.b)]
    if totals[0] == totals[1]:
        return None
    whole, part = (match.a, match.b) if totals[0] else (match.b, match.a)
    if part.value.shape == "at_most" or part.value.point > whole.value.point:
        return None
    return Verdict("compatible", "part of", f"{match.quotes}: “{whole.quote.strip()}” is the total")


def other_in_row(match: Match, pair: TextPair) -> Verdict | None:
    """The texts speak of two different ones in a row: the first quarter and the second, the third album and the fourth."""
    if not match.apart or not _one_event(match, pair) or not (noun := another_in_row(pair)):
        return None
    return Verdict("compatible", "other item", f"{match.quotes} are each for another {noun}")


def other_time(match: Match, pair: TextPair) -> Verdict | None:
    """The texts speak of different times, so both can be true."""
    if not match.apart or not _one_event(match, pair):
        return None
    if any(_disjoint(getattr(pair.a, name), getattr(pair.b, name)) for name in ("years", "months", "days")):
        return Verdict("compatible", "other period", f"{match.quotes} are for different times")
    if other_days(pair):
        return Verdict("compatible", "other period", f"{match.quotes} are for different days")
    if _one_year_of_many(pair.a, pair.b) or _one_year_of_many(pair.b, pair.a):
        return Verdict("compatible", "other period", f"{match.quotes}: one year, and a span of years")
    return None


def rate_and_sum(match: Match, pair: TextPair) -> Verdict | None:
    """One is a rate, the other is not."""
    if not match.apart or match.a.per == match.b.per:
        return None
    return Verdict(
        "incomparable", "rate and sum", f"{match.quotes}: the one is per {match.a.per or match.b.per}"
    )


def plan_and_fact(match: Match, pair: TextPair) -> Verdict | None:
    """What is planned or supposed need not be what is, unless a promised limit was broken."""
    open_ = [side for side in (match.a, match.b) if side.stance in ("planned", "hypothetical")]
    if len(open_) != 1 or not match.apart or not _one_event(match, pair):
        return None
    limit, done = open_[0], match.b if open_[0] is match.a else match.a
    if limit.value.shape == "at_most" and limit.stance == "planned" and done.stance not in DENIED:
        return Verdict("conflict", "bound broken", f"{match.quotes}: the first was promised as a limit")
    return Verdict("compatible", "planned and done", f"{match.quotes}: the one is planned or supposed")


def count_grew(match: Match, pair: TextPair) -> Verdict | None:
    """The count can only rise, and the later text has the higher number."""
    rising = set(scope_words().rising)
    if not match.apart or not pair.day_a or not pair.day_b or pair.day_a[:10] == pair.day_b[:10]:
        return None
    if not all(rising & {*side.words, side.unit or ""} for side in (match.a, match.b)):
        return None
    early, late = (match.a, match.b) if pair.day_a < pair.day_b else (match.b, match.a)
    if late.value.point <= early.value.point:
        return None
    return Verdict("compatible", "growth over time", f"{match.quotes}: the count rose between the two days")


def bound_holds(match: Match, pair: TextPair) -> Verdict | None:
    """A bound, range or vague word leaves room for the other number."""
    if match.apart or match.finding.agrees or pair.cover < COVER_AGREE:
        return None
    return Verdict("compatible", match.finding.kind, f"{match.quotes} can both be true")


def numbers_apart(match: Match, pair: TextPair) -> Verdict | None:
    """The words say that one thing is measured, and both numbers cannot be true."""
    if not match.apart or not _one_measure(match, pair):
        return None
    slip = slip_of(match.a.value, match.b.value)
    note = f" ({slip})" if slip else match.note
    return Verdict("conflict", "value", f"{match.quotes} cannot both be true{note}")


MATCH_RULES: tuple[MatchRule, ...] = (
    number_denied,
    number_withdrawn,
    all_of_one_kind,
    other_code,
    other_share,
    another_measure,
    parts_of_one_whole,
    some_of_them,
    other_holder,
    other_kind,
    other_aim,
    other_deed,
    other_place,
    up_and_down,
    same_number,
    total_and_part,
    other_in_row,
    other_time,
    rate_and_sum,
    plan_and_fact,
    count_grew,
    bound_holds,
    numbers_apart,
)


def share_of_counts(pair: TextPair) -> Verdict | None:
    """A share in one text is the ratio of two counts in the other."""
    for one, other in ((pair.a, pair.b), (pair.b, pair.a)):
        shares = [measure for measure in one.measures if measure.form == "percent"]
        for share in shares:
            for part in other.measures:
                for whole in other.measures:
                    if _is_share(share, part, whole):
                        reason = f"“{part.quote}” of “{whole.quote}” is “{share.quote}”"
                        return Verdict("agree", "derived", reason)
    return None


def no_common_number(pair: TextPair) -> Verdict | None:
    """Both texts give numbers, but of different things."""
    if not pair.a.measures or not pair.b.measures or pair.matches:
        return None
    return Verdict("incomparable", "other measure", "the numbers of the two texts measure different things")


def none_and_some(pair: TextPair) -> Verdict | None:
    """One text says that there was none, the other gives a number of them."""
    for one, other in ((pair.a, pair.b), (pair.b, pair.a)):
        for measure in other.measures:
            if measure.form != "count" or (measure.value.low or 0) <= 0 or measure.stance != "asserted":
                continue
            if {group_of(measure.unit or ""), measure.verb} & one.none and pair.cover >= COVER_SAME:
                return Verdict(
                    "conflict", "denial", f"the one gives “{measure.quote.strip()}”, the other says none"
                )
    return None


def turned_round(pair: TextPair) -> Verdict | None:
    """The texts use the same words, but one of them says that it is not so."""
    if pair.cover < COVER_WORDS or pair.a.negated == pair.b.negated:
        return None
    return Verdict("conflict", "denial", "the texts say the same, but the one says that it is not so")


def opposite_words(pair: TextPair) -> Verdict | None:
    """The texts use the same words but for two opposites."""
    if pair.cover < COVER_OPPOSED:
        return None
    for one, other in synonyms().opposites:
        for here, there in ((pair.a.words, pair.b.words), (pair.b.words, pair.a.words)):
            if one in here and other in there and one not in there and other not in here:
                return Verdict("conflict", "opposite", f"the one says “{one}”, the other “{other}”")
    return None


def other_figure(pair: TextPair) -> Verdict | None:
    """The texts use the same words, but a date, rank or label differs."""
    if (
        pair.cover < COVER_WORDS
        or elsewhere(pair)
        or _DATED.search(pair.a.text)
        or _DATED.search(pair.b.text)
    ):
        return None
    a, b = (_figures(reading) for reading in (pair.a, pair.b))
    if len(a - b) != 1 or len(b - a) != 1 or _disjoint(pair.a.years, pair.b.years):
        return None
    return Verdict("conflict", "other figure", f"{', '.join(a - b)} against {', '.join(b - a)}")


def same_words(pair: TextPair) -> Verdict | None:
    """The texts say the same in the same words."""
    if pair.cover < COVER_SAME:
        return None
    return Verdict("agree", "same words", "the texts say the same")


WHOLE_RULES: tuple[WholeRule, ...] = (
    share_of_counts,
    other_date,
    other_time_of_day,
    other_rank,
    none_and_some,
    no_common_number,
    turned_round,
    opposite_words,
    other_figure,
    same_words,
)

FAR = 10  # of people, so many times more are no other count of the same ones
_SOME_OF = re.compile(r"\bof (?:the|its|their|them|these|those|all)\b", re.IGNORECASE)
_DATED = re.compile(r"\b(?:before|after|by|until|since|between|early|late|mid)\b", re.IGNORECASE)


def _one_measure(match: Match, pair: TextPair) -> bool:
    """Whether the words of two texts say that two differing numbers measure one thing."""
    ratio = match.finding.ratio
    need = NEED[0] if ratio < NEAR else NEED[1] if ratio < 2 else NEED[2]
    if match.a.form == match.b.form == "count" and match.a.unit == match.b.unit != "person":
        need -= COUNTED
    if match.a.unit is None and match.b.unit is None:
        need += COUNTED  # two bare numbers may count anything
    return pair.cover + W_LIKE * match.likeness >= need


def _one_event(match: Match, pair: TextPair) -> bool:
    """Whether the texts have enough in common to be about one thing at different times or in different moods."""
    return pair.cover + W_LIKE * match.likeness >= NEED[0]


def _well_apart(match: Match) -> bool:
    """Numbers that nearly meet are of one measure, whatever the words beside them say."""
    return match.apart and match.finding.ratio > 1.1


def _figures(reading: Reading) -> frozenset[str]:
    return frozenset(figure for figure in reading.numbers if len(figure) != 4)


def _disjoint(a: frozenset[str], b: frozenset[str]) -> bool:
    return bool(a and b and not a & b)


def _is_share(share: Measure, part: Measure, whole: Measure) -> bool:
    if part is whole or part.unit != whole.unit or part.form == "percent":
        return False
    if (
        part.value.shape != "point"
        or whole.value.shape != "point"
        or not 0 < part.value.point < whole.value.point
    ):
        return False
    percent = 100 * part.value.point / whole.value.point
    exact = value_from(f"{percent:.4g} percent", percent, percent, "percent", False)
    return compare_values(exact, share.value).agrees


def _one_year_of_many(a: Reading, b: Reading) -> bool:
    many, one = (_phrases(synonyms().spans[key]) for key in ("many", "one"))
    return bool(many.search(a.text) and one.search(b.text) and not many.search(b.text))


def _differ(pair: TextPair, kinds: Mapping[str, Mapping[str, tuple[str, ...]]]) -> str | None:
    """The two kinds that the texts name where they differ ("peak and sum"); None where they do not.

    A kind without words of its own is meant wherever the other one is not named.
    """
    for group in kinds.values():
        found = [
            {kind for kind, words in group.items() if words and _phrases(words).search(reading.text)}
            for reading in (pair.a, pair.b)
        ]
        rest = {kind for kind, words in group.items() if not words}
        a, b = (named or rest for named in found)
        if a and b and not a & b:
            return f"{' and '.join(sorted(a))} against {' and '.join(sorted(b))}"
    return None


@lru_cache(maxsize=256)
def _phrases(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(words)})\b", re.IGNORECASE)

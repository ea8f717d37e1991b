"""The rules for two texts in their order: those for aligned numbers first, then those for the texts as a whole."""

from __future__ import annotations

from collections.abc import Callable

from pipeline.intervals import compare_values
from pipeline.measures import Measure
from pipeline.pairs import Verdict
from pipeline.readings import Reading
from pipeline.rules import contrasts, matches, outcomes, stages
from pipeline.rules.contrasts import disjoint, other_times
from pipeline.rules.marks import dated, other_date, other_rank, other_result, other_time_of_day
from pipeline.rules.one_thing import may_be_one, opposed
from pipeline.synonyms import group_of, synonyms
from pipeline.texts import COVER_AGREE, COVER_OPPOSED, COVER_SAME, COVER_WORDS, Match, TextPair, elsewhere
from pipeline.values import value_from

MatchRule = Callable[[Match, TextPair], Verdict | None]
WholeRule = Callable[[TextPair], Verdict | None]

MATCH_RULES: tuple[MatchRule, ...] = (
    matches.number_denied,
    matches.number_withdrawn,
    matches.all_of_one_kind,
    contrasts.other_code,
    contrasts.other_share,
    contrasts.another_measure,
    contrasts.parts_of_one_whole,
    contrasts.some_of_them,
    contrasts.those_who_did,
    contrasts.other_holder,
    contrasts.other_kind,
    contrasts.other_aim,
    contrasts.other_deed,
    contrasts.other_place,
    matches.up_and_down,
    matches.same_number,
    matches.total_and_part,
    contrasts.other_in_row,
    stages.other_stage,
    stages.then_and_now,
    stages.running_count,
    stages.another_moment,
    stages.other_end,
    contrasts.other_time,
    matches.rate_and_sum,
    matches.plan_and_fact,
    matches.count_grew,
    matches.bound_holds,
    matches.numbers_apart,
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


def no_common_number(pair: TextPair) -> Verdict | None:
    """Both texts give numbers, but of different things."""
    if not pair.a.measures or not pair.b.measures or pair.matches:
        return None
    return Verdict("incomparable", "other measure", "the numbers of the two texts measure different things")


def turned_round(pair: TextPair) -> Verdict | None:
    """The texts use the same words, but one of them says that it is not so."""
    open_ = any(one.mood == "open" for reading in (pair.a, pair.b) for one in reading.outcomes)
    if pair.cover < COVER_WORDS or pair.a.negated == pair.b.negated or open_ or _of_two_things(pair):
        return None
    return Verdict("conflict", "denial", "the texts say the same, but the one says that it is not so")


def opposite_words(pair: TextPair) -> Verdict | None:
    """The texts use the same words but for two opposites."""
    if pair.cover < COVER_OPPOSED or other_times(pair) or elsewhere(pair):
        return None
    texts = ((pair.a.words, pair.b.words), (pair.b.words, pair.a.words))
    for one, other in (map(group_of, words) for words in synonyms().opposites):
        for here, there in texts:
            if one in here and other in there and one not in there and other not in here:
                if _of_two_things(pair, frozenset({one, other})):
                    continue
                return Verdict("conflict", "opposite", f"the one says “{one}”, the other “{other}”")
    return None


def _of_two_things(pair: TextPair, words: frozenset[str] = frozenset()) -> bool:
    """Whether what the texts tell against each other is of two things: a stadium is approved, a car park rejected."""
    told = [
        (a, b)
        for a in pair.a.outcomes
        for b in pair.b.outcomes
        if (a.question and a.question == b.question and opposed(a, b))
        or (a.answer == b.answer and a.negated != b.negated)
        or {a.answer, b.answer} == words
    ]
    return bool(told) and not any(may_be_one(a, b, pair) for a, b in told)


def other_figure(pair: TextPair) -> Verdict | None:
    """The texts use the same words, but a date, rank or label differs."""
    if pair.cover < COVER_WORDS or elsewhere(pair) or dated(pair):
        return None
    a, b = (_figures(reading) for reading in (pair.a, pair.b))
    if len(a - b) != 1 or len(b - a) != 1 or disjoint(pair.a.years, pair.b.years):
        return None
    return Verdict("conflict", "other figure", f"{', '.join(a - b)} against {', '.join(b - a)}")


def _figures(reading: Reading) -> frozenset[str]:
    return frozenset(figure for figure in reading.numbers if len(figure) != 4)


def perhaps_two_measures(pair: TextPair) -> Verdict | None:
    """The numbers differ, but nothing shows that they measure one thing."""
    apart = next((match for match in pair.matches if match.apart), None)
    if apart is None:
        return None
    return Verdict("incomparable", "other measure", f"{apart.quotes} need not measure one thing")


def one_number_given(pair: TextPair) -> Verdict | None:
    """Both texts speak of as many of one thing, but do not tell the same of them."""
    known = next((match for match in pair.matches if match.finding.agrees), None)
    if known is None or pair.cover < COVER_AGREE:
        return None
    return Verdict(
        "compatible", "other facts", f"{known.quotes}: both speak of them, and tell different things"
    )


def same_words(pair: TextPair) -> Verdict | None:
    """The texts say the same in the same words, as far as they tell what was done."""
    if pair.cover < COVER_SAME:
        return None
    for one, other in ((pair.a, pair.b), (pair.b, pair.a)):
        if one.measures and not other.measures and len(one.stems) <= len(other.stems):
            return Verdict(
                "incomparable", "one number", f"only one text gives “{one.measures[0].quote.strip()}”"
            )
    if outcomes.told_alike(pair):
        return Verdict("agree", "same words", "the texts say the same")
    return Verdict(
        "compatible", "other facts", "the texts speak of one thing, but need not say the same of it"
    )


# What contradicts even where the numbers agree.
OUTCOME_RULES: tuple[WholeRule, ...] = (
    outcomes.two_outcomes,
    outcomes.done_and_not_done,
    outcomes.there_and_not,
    outcomes.more_and_less,
    outcomes.all_and_some,
    outcomes.roles_swapped,
    outcomes.other_cause,
    outcomes.other_way,
    outcomes.once_only,
)

WHOLE_RULES: tuple[WholeRule, ...] = (
    share_of_counts,
    other_date,
    other_time_of_day,
    other_rank,
    other_result,
    no_common_number,
    turned_round,
    opposite_words,
    other_figure,
    perhaps_two_measures,
    one_number_given,
    same_words,
)

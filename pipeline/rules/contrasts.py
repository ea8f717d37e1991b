"""Rules for two aligned numbers that the words around them tell apart, so that both can be true."""

from __future__ import annotations

import re
from collections.abc import Mapping
from difflib import SequenceMatcher
from functools import lru_cache

from pipeline.pairs import Verdict
from pipeline.readings import Reading
from pipeline.rules.marks import another_in_row, other_days
from pipeline.sameness import NEAR, one_event, told_of, well_apart
from pipeline.synonyms import any_of, group_of, stem_of, synonyms
from pipeline.texts import AGE, Match, TextPair, elsewhere

FAR = 10  # times as many are no other count of the same ones
_SOME_OF = re.compile(r"\bof (?:the|its|their|them|these|those|all)\b", re.IGNORECASE)


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
    if well_apart(match) and (names := _differ(pair, synonyms().measures)):
        return Verdict("incomparable", "other measure", f"{match.quotes}: {names}")
    return None


def parts_of_one_whole(match: Match, pair: TextPair) -> Verdict | None:
    """The words say that the numbers are parts that add up, or a part and its whole."""
    if well_apart(match) and (names := _differ(pair, synonyms().parts)):
        return Verdict("compatible", "part of", f"{match.quotes}: {names}")
    return None


def some_of_them(match: Match, pair: TextPair) -> Verdict | None:
    """The smaller number counts some of them ("three of the banks"), so both can be true."""
    small, large = sorted((match.a, match.b), key=lambda side: side.value.point)
    texts = {id(match.a): pair.a.text, id(match.b): pair.b.text}
    some = [bool(_SOME_OF.search(texts[id(side)][side.start : side.end + 12])) for side in (small, large)]
    if not match.apart or match.finding.ratio == 1 or some != [True, False] or small.form == "percent":
        return None
    return Verdict("compatible", "part of", f"{match.quotes}: the one counts some of them")


def those_who_did(match: Match, pair: TextPair) -> Verdict | None:
    """The larger number is of all that there are, the smaller of those who did something or to whom it happened."""
    small, large = sorted((match.a, match.b), key=lambda side: side.value.point)
    if (
        not match.apart
        or small.form != "count"
        or match.finding.ratio < NEAR
        or "percent" in (small.form, large.form)
    ):
        return None
    own, other = (pair.a, pair.b) if small is match.a else (pair.b, pair.a)
    all_ = large.verb is None and told_of(large, other) is not None
    if not all_ or small.verb is None or told_of(small, own) or stem_of(small.verb) in other.stems:
        return None
    return Verdict("compatible", "part of", f"{match.quotes}: the smaller are those of “{small.verb}”")


def other_holder(match: Match, pair: TextPair) -> Verdict | None:
    """The numbers are told of two different ones: of two people or firms, of imports and exports."""
    a, b = told_of(match.a, pair.a), told_of(match.b, pair.b)
    if match.finding.agrees or a is None or b is None:
        return None
    related = _stems_of(synonyms().related)
    if (a.head in related and a.head not in pair.b.stems) or (
        b.head in related and b.head not in pair.a.stems
    ):
        return Verdict("incomparable", "other subject", f"{match.quotes} are told of one and another")
    if AGE in (match.a.unit, match.b.unit) and not a.stems & b.stems:
        return Verdict("incomparable", "other subject", f"{match.quotes} are the ages of two")
    both = a.stems <= pair.b.stems and b.stems <= pair.a.stems and not a.stems & b.stems
    if both and match.a.form == match.b.form != "money" and not (a.acts or b.acts):
        return Verdict("incomparable", "other subject", f"{match.quotes} are told of one and another")
    if a.named != b.named:
        return None
    if a.named and (a.stems & pair.b.stems or b.stems & pair.a.stems):
        return None
    if a.head in pair.b.stems or b.head in pair.a.stems or _alike(a.stems, b.stems):
        return None
    if not a.named and (a.acts or b.acts or {a.head, b.head} <= _stems_of(synonyms().firms)):
        return None
    return Verdict("incomparable", "other subject", f"{match.quotes} are told of two different ones")


def other_kind(match: Match, pair: TextPair) -> Verdict | None:
    """One word narrows the same noun differently: crude output and gas output, the vaccine and the rival vaccine."""
    if not match.apart:
        return None
    near = (match.a.words | match.a.lead) & (match.b.words | match.b.lead)
    for noun, owned in sorted((noun, owned) for noun in near for owned in (False, True)):
        a, b = (reading.kinds.get((noun, owned), frozenset()) for reading in (pair.a, pair.b))
        if owned and (a | b) & _stems_of(synonyms().firms):
            continue  # "the country's" may be "Chile's"
        apart = not a & pair.b.stems and not b & pair.a.stems and not _alike(a, b)
        if (a and b and apart) or (a ^ b) & _stems_of(synonyms().another):
            names = " and ".join("/".join(sorted(kind)) or "no other word" for kind in (a, b))
            return Verdict("incomparable", "other kind", f"{match.quotes}: “{noun}” with {names}")
    return None


@lru_cache(maxsize=8)
def _stems_of(words: tuple[str, ...]) -> frozenset[str]:
    return frozenset(stem_of(group_of(word)) for word in words)


def other_aim(match: Match, pair: TextPair) -> Verdict | None:
    """The numbers are for, to or against two different things: for schools and for hospitals, to China and to Japan."""
    if not match.apart or (found := other_aims(pair)) is None:
        return None
    return Verdict("incomparable", "other aim", f"{match.quotes}: {found}")


def other_aims(pair: TextPair, *, but: str = "") -> str | None:
    """The two things that the texts are for, to or against ("for school and hospital"), `but` for that word; None where they are one."""
    for key in sorted(pair.a.aims.keys() & pair.b.aims.keys() - {but}):
        a, b = pair.a.aims[key], pair.b.aims[key]
        if not a & pair.b.stems and not b & pair.a.stems and not _alike(a, b):
            return f"{key} {' and '.join('/'.join(sorted(aim)) for aim in (a, b))}"
    return None


def other_deed(match: Match, pair: TextPair) -> Verdict | None:
    """The verbs say that two different things were done or befell: marched and were arrested, ordered and received."""
    a, b = match.a.verb, match.b.verb
    if not match.apart or match.finding.ratio < NEAR or a is None or b is None or a == b:
        return None
    flows = {a, b} & {*synonyms().gains, *synonyms().costs}
    if flows and not (flows & set(synonyms().gains) and flows & set(synonyms().costs)):
        return None
    units = {group_of(match.a.unit or ""), group_of(match.b.unit or "")}
    crowds = match.a.form == match.b.form == "count" and match.finding.ratio >= FAR
    if not crowds and (a in pair.b.words or b in pair.a.words or {a, b} & units):
        return None
    return Verdict("incomparable", "other deed", f"{match.quotes}: the one is of “{a}”, the other of “{b}”")


def other_place(match: Match, pair: TextPair) -> Verdict | None:
    """The texts name two different places, so both can be true."""
    if not match.apart or not one_event(match, pair) or not elsewhere(pair):
        return None
    return Verdict("compatible", "other place", f"{match.quotes} are for different places")


def other_in_row(match: Match, pair: TextPair) -> Verdict | None:
    """The texts speak of two different ones in a row: the first quarter and the second, the third album and the fourth."""
    if not match.apart or not one_event(match, pair) or not (noun := another_in_row(pair)):
        return None
    return Verdict("compatible", "other item", f"{match.quotes} are each for another {noun}")


def other_time(match: Match, pair: TextPair) -> Verdict | None:
    """The texts speak of different times, so both can be true."""
    if not match.apart or not one_event(match, pair):
        return None
    if other_times(pair):
        return Verdict("compatible", "other period", f"{match.quotes} are for different times")
    if other_days(pair):
        return Verdict("compatible", "other period", f"{match.quotes} are for different days")
    if _one_year_of_many(pair.a, pair.b) or _one_year_of_many(pair.b, pair.a):
        return Verdict("compatible", "other period", f"{match.quotes}: one year, and a span of years")
    return None


def _alike(a: frozenset[str], b: frozenset[str]) -> bool:
    """Whether two groups of words are one, spelt in two ways."""
    one, other = (" ".join(sorted(words)) for words in (a, b))
    return SequenceMatcher(None, one, other).ratio() > 0.8


def disjoint(a: frozenset[str], b: frozenset[str]) -> bool:
    return bool(a and b and not a & b)


def other_times(pair: TextPair) -> bool:
    """Whether both texts name years, months or days of the week, and no common one."""
    return any(disjoint(getattr(pair.a, name), getattr(pair.b, name)) for name in ("years", "months", "days"))


def _one_year_of_many(a: Reading, b: Reading) -> bool:
    many, one = (any_of(synonyms().spans[key]) for key in ("many", "one"))
    return bool(many.search(a.text) and one.search(b.text) and not many.search(b.text))


def _differ(pair: TextPair, kinds: Mapping[str, Mapping[str, tuple[str, ...]]]) -> str | None:
    """The two kinds that the texts name where they differ ("peak and sum"); None where they do not.

    A kind without words of its own is meant wherever the other one is not named.
    """
    for group in kinds.values():
        found = [
            {kind for kind, words in group.items() if words and any_of(words).search(reading.text)}
            for reading in (pair.a, pair.b)
        ]
        rest = {kind for kind, words in group.items() if not words}
        a, b = (named or rest for named in found)
        if a and b and not a & b:
            return f"{' and '.join(sorted(a))} against {' and '.join(sorted(b))}"
    return None

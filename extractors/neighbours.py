"""What numbers lend each other: ranges ("$3-5 million"), a unit said once ("eight or nine euros", "up from 2.4 million").

Gaps are looked at only where they are short, so that a long text takes no longer than its length.
"""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from extractors import nouns
from extractors.amounts import Amount
from extractors.hedges import Hedge, hedges, read_before

if TYPE_CHECKING:
    from extractors.quantities import Quantity

_SOFT = r"(?:(?:perhaps|maybe|even|possibly|about|around|some|nearly|almost|just|only|more than|less than|over|under|up to|as much as|an estimated)[ ])?"
_TOGETHER = re.compile(
    rf"[ ]?(?:,[ ]?)?(?:(?:and|or|to|from|versus|compared with)[ ]|[-–—])?[ ]?{_SOFT}", re.IGNORECASE
)
_CARRIED = re.compile(
    rf"\b(?:from|to|than|versus|vs\.?|against|with|or|and|by|not)[ ]{_SOFT}$", re.IGNORECASE
)
_JOIN = re.compile(
    r"[ ]?(?P<dash>-|–|—|‑|−)[ ]?|[ ](?P<word>to|or|and|through|till|until)[ ](?:(?:perhaps|maybe|even|possibly|up to|as much as)[ ])?"
    r"|,[ ](?P<maybe>(?:or[ ])?(?:perhaps|maybe|even|possibly)[ ])?",
    re.IGNORECASE,
)
_DASH = re.compile(r"[ ]?[-–—‑−][ ]?")
_SENTENCE_END = re.compile(r"[.!?][\"”’)]*\s|\n")
_DETERMINED = re.compile(
    r"\b(?:the|these|those|other|all|both|its|their|her|his|last|first|every|each|per|at|no|than one|by|of|into|turned|day|number)[ ]$",
    re.IGNORECASE,
)
_NEAR, _FAR = 120, 240


def lend_units(text: str, amounts: list[Amount]) -> list[Amount]:
    """The amounts, with the unit of a neighbour where one has none of its own."""
    done = list(amounts)
    for i in range(len(done) - 2, -1, -1):
        here, after = done[i], done[i + 1]
        if (
            here.unit is None
            and after.unit
            and 1 < after.start - here.end < 40
            and _TOGETHER.fullmatch(text, here.end, after.start)
        ):
            done[i] = _lend(_with_scale_of(here, after, text[here.end : after.start]), after)
    recent: list[Amount] = []
    for i, here in enumerate(done):
        if here.unit is not None:
            recent = [*recent[-2:], here] if here.role == "quantity" else recent
            continue
        if i + 1 < len(done) and done[i + 1].unit and _DASH.fullmatch(text, here.end, done[i + 1].start):
            continue  # "7-10 months": the unit comes with the second bound
        lender = next((amount for amount in reversed(recent) if _could_lend(amount, here)), None)
        if lender and here.start - lender.end < _FAR and _carries(text, lender, here):
            done[i] = _lend(here, lender)
    return done


def _could_lend(lender: Amount, here: Amount) -> bool:
    """Whether a number is of the size of what would lend it a unit: 25,928 is no percentage, 51 million are no months."""
    if lender.form == "percent" and (here.low >= 150 or here.number.scale > 1):
        return False
    if lender.form == "duration" and (here.number.scale > 1 or here.low > 100 * lender.high):
        return False
    return here.number.kind != "vague" or lender.form in ("count", "money")


def _carries(text: str, lender: Amount, here: Amount) -> bool:
    """Whether a bare number goes on with the unit before it: after "up from" in the sentence, alone in the next."""
    gap = text[lender.end : here.start]
    if len(gap) < _NEAR and _CARRIED.search(gap) and not _SENTENCE_END.search(gap):
        return True
    return lender.form in ("count", "money", "percent") and "\n\n" not in gap and not _DETERMINED.search(gap)


def _with_scale_of(here: Amount, after: Amount, gap: str) -> Amount:
    """ "From 2 to 3 million homes": the first number is in millions too."""
    scale = after.number.scale
    if (
        here.number.scale != 1
        or scale < 1000
        or here.low >= 1000
        or here.low > 2 * after.low / scale
        or " and " in gap
    ):
        return here
    if after.rule == "money_before" and here.number.kind == "digits" and "-" not in gap:
        return here
    return replace(
        here, low=here.low * scale, high=here.high * scale, number=replace(here.number, scale=scale)
    )


def _lend(bare: Amount, lender: Amount) -> Amount:
    factor = _shared_scale(bare, lender)
    return replace(
        bare,
        low=bare.low * factor,
        high=bare.high * factor,
        unit=lender.unit,
        noun=lender.noun,
        form=lender.form,
        role=lender.role,
        head=lender.head,
        product=lender.product,
        rule="lent",
    )


def _shared_scale(bare: Amount, lender: Amount) -> float:
    """What "€20 million … Twenty?" leaves out: the magnitude, where the digits are of the same order."""
    scale = lender.number.scale if lender.form == "money" else 1.0
    if bare.number.scale != 1 or scale < 1e6 or bare.low >= 1000 or not bare.low or not lender.low:
        return 1.0
    mantissa = lender.low / scale
    return scale if 1 / 20 < bare.low / mantissa < 20 else 1.0


def without_scores(text: str, amounts: list[Amount]) -> list[Amount]:
    """The amounts without the scores of games and votes: "3-1", "a 5-4 decision"."""
    dropped: set[int] = set()
    for i, (a, b) in enumerate(pairwise(amounts)):
        dashed = (
            b.start - a.end == 1
            and text[a.end] in "-–"
            and a.rule == "bare"
            and b.rule in ("bare", "counted")
        )
        contest = b.unit is None or a.low >= b.low or b.noun in nouns.noun_table().contests
        if dashed and contest and max(a.high, b.high) < (1000 if a.low >= b.low else 100):
            dropped |= {i, i + 1}
    return [amount for i, amount in enumerate(amounts) if i not in dropped]


def join_ranges(text: str, amounts: list[Amount]) -> list[tuple[Amount, Hedge]]:
    """The amounts with two bounds of one range made one, each with the hedge before it."""
    done: list[tuple[Amount, Hedge]] = []
    i = 0
    while i < len(amounts):
        hedge = read_before(text, amounts[i].start)
        if i + 1 < len(amounts) and (joined := _range(text, amounts[i], amounts[i + 1], hedge)):
            done.append(joined)
            i += 2
        else:
            done.append((amounts[i], _converted(text, done, amounts[i], hedge)))
            i += 1
    return done


_BRACKET = re.compile(r"[ ]?\((?:(?:about|around|or|roughly|some|equal to|approx\.?|=)[ ])?", re.IGNORECASE)


def converts(text: str, before: Amount | Quantity, amount: Amount | Quantity) -> bool:
    """Whether an amount of money only says the one before it in another currency: "£1.9bn ($2.55bn)"."""
    return (
        before.form == amount.form == "money"
        and 0 <= amount.start - before.end <= 16
        and _BRACKET.fullmatch(text, before.end, amount.start) is not None
    )


def _converted(text: str, done: list[tuple[Amount, Hedge]], amount: Amount, hedge: Hedge) -> Hedge:
    """The hedge of a bracketed conversion: "as much as US$6.5 billion (S$8.7 billion)" bounds both."""
    if not done or hedge.bound in "<>" or not converts(text, done[-1][0], amount):
        return hedge
    outer = done[-1][1]
    return hedge._replace(bound=outer.bound, approx=outer.approx or hedge.approx)


def _range(text: str, a: Amount, b: Amount, hedge: Hedge) -> tuple[Amount, Hedge] | None:
    match = _JOIN.fullmatch(text, a.end, b.start) if b.start - a.end < 24 else None
    if (
        not match
        or a.role != b.role
        or (a.per and a.per != b.per)
        or (a.unit and b.unit and a.unit != b.unit)
    ):
        return None
    own = a.rule not in ("bare", "lent")
    if not own and b.rule == "money_before" and match["word"]:
        return None  # "rose 3 to $45"
    low, high = a.low, b.high
    if a.number.scale == 1 and b.number.scale >= 100 and a.low < b.low / b.number.scale and a.low < 1000:
        low = a.low * b.number.scale  # "$3-5 million"
    left = text[max(0, hedge.edge - 32) : hedge.edge].lower()
    words = left.split()
    if low >= high or not _is_range(match, words, own, (a, b)):
        return None
    edge, approx = hedge.edge, hedge.approx or match["maybe"] is not None
    if words[-1:] == ["between"]:
        edge = hedge.edge - len(left) + left.rindex("between")
    merged = replace(
        b, number=replace(b.number, start=a.number.start), start=a.start, low=low, high=high, rule="range"
    )
    if b.unit is None:
        merged = replace(merged, unit=a.unit, noun=a.noun, form=a.form, head=a.head, product=a.product)
    return merged, hedge._replace(edge=edge, approx=approx)


def _is_range(match: re.Match[str], words: list[str], own: bool, pair: tuple[Amount, Amount]) -> bool:
    """Whether a joint makes a range: "between 3 and 5" does, "from $30m to $24.7m" and "rose $2 to $30" do not."""
    before, joint = words[-1] if words else "", (match["word"] or "").lower()
    if joint == "and":
        return before == "between"
    if joint and any(amount.number.kind in ("ratio", "halving") for amount in pair):
        return False
    if joint in ("to", "through", "till", "until"):
        if before == "from":
            return len(words) > 1 and words[-2] in hedges().ranging
        return before not in hedges().changes or not (own or pair[1].high > 5 * pair[0].low)
    if match["dash"]:
        return pair[0].form != "bare" or pair[1].form != "bare" or pair[1].high >= 100
    if joint == "or" or match["maybe"]:
        return not own or pair[1].high <= 2 * pair[0].low
    return not own and all(amount.number.kind == "words" for amount in pair)  # "thirty, forty thousand"

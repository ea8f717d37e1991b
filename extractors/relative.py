"""Numbers that are told by another: "half that many", "ten times that", "10,000 of these and as many of those".

They are resolved where their base stands next to them; "twice as fast" has none and stays a ratio.
"""

from __future__ import annotations

import re
from dataclasses import replace

from extractors import nouns
from extractors.amounts import Amount, AmountReader

_THAT = re.compile(
    r"(?:[ ]of)?[ ]that(?:[ ](?P<many>many|much)|[ ](?:number|amount|sum|figure|total|level|size))?(?![ ](?:of|the|he|she|it|they|we|is|was|are|were|has|had|a)\b)\b",
    re.IGNORECASE,
)
_AS_MANY_AGAIN = re.compile(r"[ ]as[ ](?P<many>many|much)\b(?![^.;,]{0,40}\bas\b)", re.IGNORECASE)
_SENTENCE_END = re.compile(r"[.!?][\"”’)]*\s")
_AS_MANY = re.compile(
    r"(?P<gap>[^.!?\n]{0,60}?\b)(?P<words>as[ ](?:many|much))(?P<again>[ ]again)?\b(?![ ]as\b)", re.IGNORECASE
)
_AND = re.compile(r"[ ,]{1,2}(?:and|plus)[ ](?:just[ ]|about[ ]|nearly[ ])?$", re.IGNORECASE)
_FAR = 250


def resolve_relative(reader: AmountReader, amounts: list[Amount]) -> list[Amount]:
    """The amounts with relative ones resolved, and those added that are only said as "as many"."""
    done: list[Amount] = []
    base: Amount | None = None
    for i, amount in enumerate(amounts):
        if amount.form in ("ratio", "percent") or amount.rule == "times":
            amount = _of_that(reader, amount, base) or amount
        done.append(amount)
        if (
            amount.form in ("count", "money", "measure")
            and amount.rule != "times"
            and amount.role == "quantity"
        ):
            base = amount
            following = amounts[i + 1].start if i + 1 < len(amounts) else len(reader.text)
            if other := _as_many(reader, amount, following):
                done.append(other)
    return done


def _of_that(reader: AmountReader, amount: Amount, base: Amount | None) -> Amount | None:
    """ "ten times that", "a quarter of that", "half as many": the factor times the number before, in its unit."""
    text = reader.text
    if not base or amount.start - base.end > _FAR or "\n\n" in text[base.end : amount.start]:
        return None
    match = _THAT.match(text, amount.end)
    if not match and not _SENTENCE_END.search(text, base.end, amount.start):
        match = _AS_MANY_AGAIN.match(text, amount.end)  # "half as many", with no second "as"
    if not match:
        return None
    if amount.rule == "measure":  # "17% of that" stays a share
        return None
    share = 0.01 if amount.form == "percent" else 1.0
    phrase = reader.phrase_after(match.end()) if match["many"] else None
    counted = _in_unit_of(reader, replace(amount, end=match.end()), base, phrase)
    return replace(counted, low=amount.low * share * base.low, high=amount.high * share * base.high)


def _as_many(reader: AmountReader, base: Amount, following: int) -> Amount | None:
    """ "and as many H100s", "as much again": the number before, said again."""
    match = _AS_MANY.match(reader.text, base.end, following)
    if not match or not (match["again"] or _AND.search(match["gap"])):
        return None
    start, end = match.start("words"), match.end()
    number = replace(base.number, start=start, end=end, kind="words", integer="")
    phrase = None if match["again"] else reader.phrase_after(end)
    return _in_unit_of(reader, replace(base, number=number, start=start, end=end, middle=None), base, phrase)


def _in_unit_of(reader: AmountReader, amount: Amount, base: Amount, phrase: nouns.Phrase | None) -> Amount:
    """The amount in the unit of its base, or in that of the noun phrase after it ("half that many A100s")."""
    lent = replace(
        amount,
        unit=base.unit,
        noun=base.noun,
        form=base.form,
        head=base.head,
        product=base.product,
        rule="relative",
    )
    if phrase is None:
        return lent
    span = reader.doc[phrase.start : phrase.end]
    return replace(
        lent,
        unit=nouns.lemmas(reader.doc, phrase),
        noun=nouns.counted_noun(reader.doc, phrase),
        form="count",
        head=phrase.head,
        end=span.end_char,
        product=(span.start_char, span.end_char) if phrase.named else None,
    )

"""Rules for shares and factors: "a third of", "one in six", "doubled", "three times as many".

Each takes the reader, the number and the place where a unit may start, and gives an Amount or None.
"""

from __future__ import annotations

import re
from dataclasses import replace

from extractors.amounts import Amount, AmountReader
from extractors.lender_features import SPANS
from extractors.nouns import is_code
from extractors.number_grammar import Number
from extractors.people import counts_people
from extractors.phrases import singular

_FOLD = re.compile(r"[ -]?fold\b|[ ]?[x×](?![\w])", re.IGNORECASE)
_FACTOR = re.compile(r"\bfactor[ ]of[ ](?:about[ ]|around[ ]|some[ ]|roughly[ ]|up[ ]to[ ])?$", re.IGNORECASE)
_MAY_DOUBLE = re.compile(
    r"\b(?:to|will|would|could|may|can|might|nearly|almost|than|about|roughly|should|were|was|is|be|did|not|have|has|had)[ ]$",
    re.IGNORECASE,
)
_COMPARED = re.compile(
    r"[ ](?:as|more|less|the|that|its|what|higher|lower|larger|bigger|faster|smaller|greater|[a-z]{3,}er|their|those|this|last|over|his|our|it)\b",
    re.IGNORECASE,
)


def ratio(reader: AmountReader, number: Number, end: int) -> Amount | None:
    """A factor: "doubled", "11x", "threefold", "a factor of ten", "twice as many"; what is halved is down 50 percent."""
    text = reader.text
    if number.kind == "halving":
        return replace(reader.base(number, "percent", "percent", end), low=50.0, high=50.0, rule="ratio")
    if number.kind == "ratio":
        return _ratio_word(reader, number)
    if number.kind in ("fraction", "one_in"):
        return None
    if text[number.start - 1 : number.start].isalpha():
        return None  # "MI300X"
    if match := _FOLD.match(text, end):
        return replace(reader.base(number, "x", "ratio", match.end()), rule="ratio")
    if _FACTOR.search(text[max(0, number.start - 24) : number.start]):
        return replace(reader.base(number, "x", "ratio", number.end), rule="ratio")
    return None


def _ratio_word(reader: AmountReader, number: Number) -> Amount | None:
    text, word = reader.text, reader.text[number.start : number.end].lower()
    if text[number.end : number.end + 1] == "-":
        return None
    compared = _COMPARED.match(text, number.end) is not None
    if word in ("double", "triple", "quadruple", "treble"):
        verb = _MAY_DOUBLE.search(text[max(0, number.start - 12) : number.start])
        if not verb and not compared:
            return None
    if word in ("twice", "thrice") and not compared:
        return replace(reader.base(number, "time", "count", number.end), rule="times", noun="time")
    return replace(reader.base(number, "x", "ratio", number.end), rule="ratio")


def times(reader: AmountReader, number: Number, end: int) -> Amount | None:
    """ "three times as many" and "24 times earnings" are ratios, "three times" a count of events."""
    match = re.compile(r"[ -]times?\b", re.IGNORECASE).match(reader.text, number.end)
    if (
        not match
        or number.kind in ("fraction", "one_in")
        or reader.text[number.start : number.end].lower() == "one"
    ):
        return None
    compared = (
        number.low != int(number.low)  # nothing happens 1.8 times
        or _COMPARED.match(reader.text, match.end()) is not None
        or _is_multiplied(reader, match.end())
    )
    amount = reader.base(number, "time", "ratio" if compared else "count", match.end())
    return reader.rated(replace(amount, rule="times", noun="time"))


def _is_multiplied(reader: AmountReader, end: int) -> bool:
    """Whether the noun right behind "times" is what is multiplied: "yearly earnings", "Norway's budget", "an H100".

    People and days are not: "five times winner", "was seen three times Monday", "three times a day".
    """
    doc, at = reader.doc, reader.token_at(end)
    if at >= len(doc) or reader.text[end : doc[at].idx] != " ":
        return False
    one = doc[at].lower_ in ("a", "an")
    while at < len(doc) - 1 and (doc[at].tag_ == "JJ" or doc[at].lower_ in ("a", "an")):
        at += 1
    if one and (doc[at].tag_ in ("NNP", "NNPS") or is_code(doc[at].text)):
        return True
    if doc[at].tag_ in ("NNP", "NNPS"):
        return at + 1 < len(doc) and doc[at + 1].tag_ == "POS"
    word = singular(doc[at].text)
    return doc[at].tag_ in ("NN", "NNS") and not counts_people(word) and word not in SPANS


_NOT_SHARE = re.compile(
    r"\b(?:first|second|third|fourth|other|latter|this|last|later|better|next|previous|each|per|final|opening|the|current|same|fiscal)[ -]$",
    re.IGNORECASE,
)
_PERIOD_BEFORE = re.compile(r"\b(?:in|during|over|for|each|every|per)[ ]$", re.IGNORECASE)
_HALF_FOLLOWS = re.compile(
    r"[ ](?:year|time|hour|term|brother|sister|century|price|marathon|way|past|moon|truth)s?\b|-",
    re.IGNORECASE,
)
_PERIOD_AFTER = re.compile(r"[ ](?:ago|earlier|later|before)\b", re.IGNORECASE)


def share(reader: AmountReader, number: Number, end: int) -> Amount | None:
    """A part of a whole, in percent: "a third of", "half", "two-thirds", "one in six", "every third house"."""
    if number.kind not in ("fraction", "one_in"):
        return None
    if number.kind == "fraction" and not _is_share(reader, number):
        return None
    amount = reader.base(number, "percent", "percent", number.end)
    return replace(amount, low=number.low * 100, high=number.high * 100, rule="share")


def _is_share(reader: AmountReader, number: Number) -> bool:
    """Whether a fraction word is a share and no rank or period: "a third man", "the first half", "a quarter ago"."""
    text, word = reader.text, reader.text[number.start : number.end].lower()
    left = text[max(0, number.start - 14) : number.start]
    article = re.match(r"(?:an?|another)[ -]", word) is not None
    if _PERIOD_AFTER.match(text, number.end) or (not article and _NOT_SHARE.search(left)):
        return False
    if word == "half":
        return not _HALF_FOLLOWS.match(text, number.end)
    if word[0].isdigit():
        return text[number.end : number.end + 4] == " of "
    if re.match(r"(?!an?[ -])[a-z]+[ -][a-z-]+s$", word):
        return True  # "two-thirds", "three quarters"
    ranked = _noun_follows(reader, number.end)
    if not article and not word.startswith("one"):
        return ranked and left.lower().endswith("every ")
    of = text[number.end : number.end + 3] == " of"
    return not ranked and (of or "quarter" not in word or not _PERIOD_BEFORE.search(left))


def _noun_follows(reader: AmountReader, end: int) -> bool:
    """Whether the next word is what a rank stands before: "a third man", "a third, larger one" is none."""
    i = reader.token_at(end)
    if i >= len(reader.doc) or reader.text[end : reader.doc[i].idx] not in (" ", "-"):
        return False
    token = reader.doc[i]
    plain = token.lower_ in (
        "less",
        "more",
        "fewer",
        "lower",
        "higher",
        "smaller",
        "larger",
        "below",
        "above",
    )
    return token.tag_ in ("NN", "NNS", "NNP", "NNPS", "JJ", "JJR", "JJS", "CD", "VBN", "VBG") and not plain

"""Clauses that leave out the verb of telling, since the clause before has it.

    "The mayor put it at 40, the hospital at 62."     source [the hospital]  cue [put]  content [at 62]
    "Police said 12 were hurt, the union 30."         source [the union]     cue [said] content [30]
    "Omnes reckons with 28, Pike, which counts all, with 41."  source [Pike]  cue [reckons]  content [with 41]

Only who can speak stands there as a speaker: in "put sales at 40, profit at 12" it is profit that changes.
Everything here counts in tokens (last exclusive) of one Parse.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from extractors.cue_frames import Found
from extractors.cues import cue_words
from extractors.number_grammar import number_words
from extractors.parse import Parse
from extractors.phrases import singular
from extractors.speaker_words import speaker_words
from extractors.verbs import REACH, Range

LINKED = frozenset({"at", "with", "of", "on", "to"})  # frames whose preposition comes again after the gap
GAP = "gap"
FRAMES = LINKED | {"clause", "object", "it"}
_NOMINAL = frozenset({"DT", "NN", "NNS", "NNP", "NNPS", "JJ", "POS", "PRP$", "HYPH"})
_NAMES = frozenset({"NNP", "NNPS"})
PARTING = frozenset({",", ";", "and", "but", "while"})
_ENDING = frozenset({",", ";", ".", "and", "but", "while"})
_QUOTES = frozenset({'"', "“", "”", "``", "''"})
_LINKERS = frozenset({"of", "&", "for", "and"})  # inside a speaker's name: "the Archive of Public Gatherings"
_ASIDES = frozenset({"which", "who", "whose", "a", "an", "the", "its"})  # how an aside on the speaker begins
_ASIDE = 20  # tokens of it
_LONG = 8  # tokens of a speaker without a verb
_AMOUNT = 7  # tokens of his amount
_BEFORE_NUMBER = 3  # tokens of a hedge or a currency before it


def with_gaps(parse: Parse, found: list[Found]) -> list[Found]:
    """`found`, where who speaks after a gap has the end of the sentence, and who spoke before it only the beginning."""
    return [each for one in found for each in (_parted(parse, one) if _may_go_on(one) else (one,))]


def _may_go_on(one: Found) -> bool:
    """Whether a speaker before his verb tells so much; where the verb seldom tells, a preposition must come again."""
    if one.source is None or not one.content or not one.source[1] <= one.cue[0] < one.content[0][0]:
        return False
    plain = not one.weak or one.rule in LINKED or (one.rule == "object" and one.kind == "estimate")
    return plain and one.rule in FRAMES and not one.quoted and len(one.content) == 1


def _parted(parse: Parse, one: Found) -> Iterator[Found]:
    """The attribution up to the first gap, and one for each speaker after it."""
    first, last = one.content[0]
    end = min(parse.sentence_of(one.cue[0])[1], one.cue[0] + REACH)
    numbers = [token for token in range(first, end) if parse.tag[token] == "CD"]
    speakers = list(_speakers(parse, one, numbers[0] + 1, end)) if numbers and numbers[0] < last else []
    if not speakers:
        yield _up_to(parse, one, last)
        return
    yield replace(_up_to(parse, one, min(last, speakers[0][0])), weak=False)
    for begin, speaker, amount in speakers:
        assert begin < speaker[0] < amount[0]
        yield replace(one, rule=GAP, source=speaker, content=(amount,), hearer=None, weak=False)


def _up_to(parse: Parse, one: Found, last: int) -> Found:
    first = one.content[0][0]
    return replace(one, content=((first, _without_mark(parse, first, last)),))


def _without_mark(parse: Parse, first: int, last: int) -> int:
    while last > first + 1 and parse.lower[last - 1] in PARTING:
        last -= 1
    return last


def _speakers(parse: Parse, one: Found, first: int, end: int) -> Iterator[tuple[int, Range, Range]]:
    """Where each gap begins, who speaks after it, and how much."""
    token = first
    while token < end:
        if parse.lower[token] not in PARTING:
            token += 1
            continue
        begin = token
        while token < end and parse.lower[token] in PARTING:
            token += 1
        speaker = token, end_of_name(parse, token, min(end, token + _LONG))
        amount = _amount(parse, past_aside(parse, speaker[1], end), end, one.rule)
        if amount is not None and _is_speaker(parse, speaker, one, first):
            yield begin, speaker, amount
            token = amount[1]


def end_of_name(parse: Parse, first: int, end: int) -> int:
    """Where the noun phrase that begins at a token ends."""
    last = first
    while last < end:
        after = parse.tag[last + 1] if first < last < parse.size - 1 else ""
        linked = parse.lower[last] in _LINKERS and after in _NAMES
        numbered = parse.tag[last] == after == "CD"  # "the S&P 500 1.5 percent"
        hedged = first < last and parse.tag[last] == "DT"  # "the union some 1,050"
        if hedged or not (parse.tag[last] in _NOMINAL or linked or numbered):
            break
        last += 1
    return last


def past_aside(parse: Parse, token: int, end: int) -> int:
    """The token behind what stands between commas after a speaker: "the union, which called the march, at 9,000"."""
    if parse.lower[token : token + 1] != [","] or parse.lower[token + 1] not in _ASIDES:
        return token
    stops = (n for n in range(token + 2, min(end, token + _ASIDE)) if parse.lower[n] in (",", ";"))
    stop = next(stops, None)
    return stop + 1 if stop is not None and parse.lower[stop] == "," else token


def _amount(parse: Parse, first: int, end: int, rule: str) -> Range | None:
    """The amount that begins at a token and fills the clause; None where a verb or another noun does."""
    linked = rule in LINKED
    if linked and parse.lower[first : first + 1] != [rule]:
        return None
    last = first
    while last < end and parse.lower[last] not in _ENDING:
        last += 1
    numbers = [token for token in range(first, last) if parse.tag[token] == "CD"]
    told = any(parse.tag[token][:2] in ("VB", "MD") for token in range(first, last))
    marks = sum(
        parse.lower[token] in _QUOTES for token in range(first, last)
    )  # 'the union at "more than 20"'
    near = bool(numbers) and numbers[0] - first - marks < _BEFORE_NUMBER + linked
    return (first, last) if near and not told and last - first < _AMOUNT else None


def _is_speaker(parse: Parse, tokens: Range, one: Found, number: int) -> bool:
    """Whether a noun phrase takes the place of who told before, and of nothing that was told."""
    first, last = tokens
    if first == last:
        return False
    told = range(one.content[0][0], number)
    if parse.lower[last - 1] in number_words().months:
        return False  # "between January 1 and September 26"
    if parse.tag[last - 1] in _NAMES:
        named = any(parse.tag[token] in _NAMES for token in told)
        return not named
    return _can_speak(parse, last - 1) and not any(_is_like(parse, token) for token in told)


def _is_like(parse: Parse, token: int) -> bool:
    """Whether what is told may be what changes: "said the union had 12 members, the party 30", "it has 40, the union 30"."""
    if parse.lower[token] in ("it", "its"):
        return parse.dep[token] in ("nsubj", "nsubjpass", "poss")
    named = parse.dep[token] in ("nsubj", "nsubjpass", "dobj", "poss") and parse.tag[token].startswith("NN")
    return named and _can_speak(parse, token)


def _can_speak(parse: Parse, token: int) -> bool:
    words = speaker_words()
    noun = singular(parse.lower[token])
    known = words.people | words.bodies | words.offices | words.companies | words.voices
    named = parse.lower[token] in known or noun in known or parse.lower[token] in words.known_as
    return named and parse.lower[token] not in cue_words().small.anybody

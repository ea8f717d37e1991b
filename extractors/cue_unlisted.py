"""Attributions of verbs that are in no list, or that the tagger took for nouns.

    "The ministry contests that 50 posts would go."    source [The ministry]  content [that 50 posts would go]
    "The board made clear that 40 would stay."         source [The board]     content [that 40 would stay]
    "The bank edged up its forecast to 4.2 percent."   source [The bank]      content [its forecast to 4.2 percent]

Everything here counts in tokens (last exclusive) of one Parse.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from extractors.cue_contents import SHOWN, number_end, sentence_part_end, sentence_part_start, with_amounts
from extractors.cue_frames import Found, phrase_before, read_verb
from extractors.cues import CueWord, cue_words
from extractors.parse import Parse
from extractors.phrases import singular
from extractors.speaker_words import speaker_words
from extractors.verbs import REACH, Range, subject_of

_LIST = 40  # tokens in which several estimate one thing
_NEXT = 6  # tokens between who estimates and the amount
UNLISTED = CueWord("", {"clause": {"open"}}, strong={"clause"})


def read_unlisted(parse: Parse, verb: int) -> Found | None:
    """The attribution of a verb that is in no list but governs a clause with "that": "contests that", "quipped that"."""
    if parse.lower[verb] in cue_words().small.telling_nothing:
        return None
    clause = parse.child(verb, "ccomp")
    mark = parse.child(clause, "mark") if clause is not None else None
    if mark is None or parse.lower[mark] != "that" or parse.child(verb, "nsubj") is None:
        return None
    found = read_verb(parse, verb, UNLISTED)
    return replace(found, lemma=parse.lower[verb]) if found else None


def read_clear(parse: Parse, verb: int) -> Found | None:
    """The attribution of "made it clear that": who makes something clear says it."""
    small, clear = cue_words().small, verb + 1
    if parse.lower[verb] not in small.making:
        return None
    clear += parse.lower[clear : clear + 1] == ["it"]
    if clear + 1 >= parse.size or parse.lower[clear] not in small.clear or parse.lower[clear + 1] != "that":
        return None
    subject = subject_of(parse, verb)
    content = clear + 1, parse.edges[parse.head[clear + 1]][1]
    return (
        Found("clause", subject, (verb, clear + 1), (content,), "speech", "make clear") if subject else None
    )


def read_revision(parse: Parse, verb: int) -> Found | None:
    """The attribution of an estimate to who changes it: "The bank edged up its forecast by 0.1 points to 4.2"."""
    thing, subject = parse.child(verb, "dobj"), subject_of(parse, verb)
    if (
        thing is None
        or thing < verb
        or subject is None
        or parse.lower[thing] not in cue_words().small.estimates
    ):
        return None
    owner = parse.child(thing, "poss")
    if owner is None or parse.tag[owner] != "PRP$":
        return None
    first, last = parse.edges[thing]
    last = with_amounts(parse, verb, last, SHOWN)
    amount = any(parse.tag[token] == "CD" for token in range(first, min(last, first + REACH)))
    return (
        Found("object", subject, (verb, verb + 1), ((first, last),), "estimate", parse.lower[verb])
        if amount
        else None
    )


def read_untagged(parse: Parse, token: int, word: CueWord) -> Found | None:
    """The attribution of a verb that the tagger took for a noun: "Prosecutors in Vaudremont allege that it …",
    "It sank, logs kept by the Harat Courier show."."""
    (begin, end), small = parse.sentence_of(token), cue_words().small
    if "clause" not in word.strong or not word.frames.get("clause") or token + 1 >= end:
        return None
    source = phrase_before(parse, token, begin)
    if source and "object" in word.frames and _tells_amount(parse, source, token):
        amount = token + 1, number_end(parse, token + 1)
        return Found("object", source, (token, token + 1), (amount,), min(word.frames["object"]), word.lemma)
    if source is None or parse.tag[token - 1][:2] not in ("NN", "PR"):
        return None
    content: tuple[Range, ...] = ()
    if _stands_aside(parse, source, token):
        behind = token + 2, sentence_part_end(parse, token)
        content = ((sentence_part_start(parse, source[0] - 1), source[0] - 1), behind)
    elif parse.lower[source[0]] in small.determiners:
        return None
    elif parse.lower[token + 1] == "that":
        content = ((token + 1, sentence_part_end(parse, token)),)
    elif parse.lower[source[0] - 1] == "," and parse.lower[token + 1] == "." and _are_many(parse, source):
        content = ((sentence_part_start(parse, source[0] - 1), source[0] - 1),)
    content = tuple(piece for piece in content if piece[0] < piece[1])
    kind = min(word.frames["clause"])
    return Found("clause", source, (token, token + 1), content, kind, word.lemma) if content else None


def _tells_amount(parse: Parse, source: Range, token: int) -> bool:
    """Whether a name and its verb stand before an amount: "Orsola forecasts 5 percent"."""
    named = all(parse.form[n][0].isupper() for n in range(*source))  # whatever the tagger took "Barclays" for
    return named and parse.lower[token].endswith("s") and parse.tag[token + 1] in ("CD", "$")


def _stands_aside(parse: Parse, source: Range, token: int) -> bool:
    """Whether who tells and his verb stand between commas: "36%, Counterline Research estimates, against 33%"."""
    first, last = source
    if not parse.lower[token].endswith("s") or parse.lower[token + 1] not in (",", "."):
        return False
    words, noun = speaker_words(), singular(parse.lower[last - 1])
    named = all(parse.tag[n] in ("NNP", "NNPS") for n in range(first, last))
    known = noun in words.documents | words.people | words.bodies | words.offices | words.companies
    return parse.lower[first - 1] == "," and (named or (known and parse.tag[last - 1] != "NNS"))


def _are_many(parse: Parse, source: Range) -> bool:
    """Whether a phrase is about several, which "show" goes with, and not with "the Courier show"."""
    first = next((token for token in range(*source) if parse.tag[token].startswith("NN")), source[0])
    while first + 1 < source[1] and parse.tag[first + 1].startswith("NN"):
        first += 1
    return parse.tag[first] == "NNS"


def read_estimates(parse: Parse, verb: int, word: CueWord) -> Iterator[Found]:
    """The attributions of "a crowd estimated by organisers at 200,000 and by the ministry at 48,000": one each."""
    if "at" not in word.frames or parse.tag[verb] != "VBN":
        return
    end = min(parse.sentence_of(verb)[1], verb + _LIST)
    opening = {verb + 1} | {n + 1 for n in range(verb + 1, end) if parse.lower[n] in ("and", ",")}
    for nth, by in enumerate(n for n in sorted(opening) if n < end and parse.lower[n] == "by"):
        teller = parse.child(by, "pobj")
        if teller is None or (nth == 0 and parse.dep[verb] != "acl"):
            continue  # the first of a passive is its agent, which its frame reads
        first = parse.edges[teller][0]
        at = next((n for n in range(teller + 1, min(end, teller + _NEXT)) if parse.lower[n] == "at"), None)
        amount = parse.child(at, "pobj") if at is not None else None
        if at is not None and amount is not None and "CD" in parse.tag[at + 1 : amount + 1]:
            content = ((at + 1, amount + 1),)
            yield Found("at", (first, at), (verb, verb + 1), content, min(word.frames["at"]), word.lemma)

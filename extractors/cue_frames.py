"""Frames of cue verbs: which argument of a verb is the source, which the content, which only the hearer.

    "Analysts put the cost at $5 million."   source [Analysts]  content [the cost at $5 million]
    "He told Reuters that it has 50."        source [He]        content [that it has 50]  hearer [Reuters]

Everything here counts in tokens (last exclusive) of one Parse.
"""

from __future__ import annotations

from dataclasses import dataclass

from extractors.cue_contents import (
    FOUND,
    filled_frames,
    frames_here,
    sentence_part_start,
)
from extractors.cues import CueWord, cue_words
from extractors.parse import Parse
from extractors.speaker_words import speaker_words
from extractors.verbs import FINITE, REACH, Range, is_passive, subject_of


@dataclass(frozen=True, slots=True)
class Found:
    """An attribution in tokens, as a frame reads it; `source` is None where there is none; `quoted`: the cue
    itself stands in somebody's direct speech."""

    rule: str
    source: Range | None
    cue: Range
    content: tuple[Range, ...]
    kind: str
    lemma: str
    hearer: Range | None = None
    quoted: bool = False
    weak: bool = False


EXPECTING = frozenset({"estimate", "belief"})  # not "ordered by", "promised by", "published by"
_ENDS = frozenset({".", ";", "!", "?", ",", "”", '"', "–", "—"})
_OPENING = frozenset({"“", '"', "``"})
_LET_US = (["'s"], ["’s"])


def read_verb(parse: Parse, verb: int, word: CueWord) -> Found | None:
    """The attribution that a cue verb makes, by the first of its frames that fits; None where none does."""
    if _compares(parse, verb):
        return None
    frames = frames_here(parse, verb, word)
    if is_passive(parse, verb):
        return _passive(parse, verb, word, frames) or _participle(parse, verb, word, frames)
    subject = subject_of(parse, verb)
    if subject is not None and parse.lower[subject[0] : subject[1]] in _LET_US:
        return None  # "let's say"
    source = _only_speaker(parse, verb, subject)
    if source and parse.dep[verb] == "acl" and parse.lower[source[0]] in cue_words().small.anybody:
        return None  # "for anyone wanting to borrow 25"
    cut = source and subject and source[0] > subject[0]  # what was cut off is told too
    for rule, content in filled_frames(parse, verb, frames):
        told = _told_to(parse, verb) if rule == "object" and "clause" in word.hearer else None
        if told is not None and (clause := told[1]) is not None:
            cue, kind = (verb, verb + 1), min(frames["clause"])
            return Found("clause", source, cue, (clause,), kind, word.lemma, told[0])
        if source is None:
            source = _source_beside(parse, verb, content[0])
        if rule == "clause" and source and content[0][1] <= max(source[0], verb):
            end = max(content[0][1], source[0] if cut else 0)
            content = ((sentence_part_start(parse, content[0][0]), end),)
        pieces = tuple(
            piece for part in content for piece in _around(part, _speaker(parse, verb, source, part))
        )
        hearer = parse.child(verb, "dobj", "dative") if rule in word.hearer or told is not None else None
        return Found(
            rule=rule,
            source=source,
            cue=(verb, verb + 1),
            content=pieces,
            kind=min(frames[rule]),
            lemma=word.lemma,
            hearer=parse.edges[hearer] if hearer is not None else None,
            weak=rule not in word.strong
            and not _tells_plainly(parse, verb, rule, source, pieces, frames[rule]),
        )
    kinds = frames.get("clause") if "clause" in word.strong else None
    return _of_fragment(parse, verb, word.lemma, min(kinds)) if kinds else None


def _tells_plainly(
    parse: Parse, verb: int, rule: str, source: Range | None, content: tuple[Range, ...], kinds: set[str]
) -> bool:
    """Whether a verb that often tells nothing plainly does: a document's finding, words in quotes, a speaker at the end."""
    if rule == "clause":
        return _trails(parse, verb, source, content)
    if rule not in ("object", "at") or source is None:
        return False
    first = content[0][0] if content else verb + 1
    quotes = rule == "at" or "speech" in kinds
    quotes = quotes and not _OPENING.isdisjoint(parse.lower[first - 1 : first + 1])
    return quotes or (rule == "object" and bool(kinds & FOUND) and _by_document(parse, source))


def _trails(parse: Parse, verb: int, source: Range | None, content: tuple[Range, ...]) -> bool:
    """Whether who tells stands at the end, behind a comma: "It lost 40 million, the Tribune has learned."."""
    if source is None or not content or not content[-1][1] < source[0] <= verb:
        return False
    first, end = source[0], parse.sentence_of(verb)[1]
    ends = verb + 1 >= end or parse.lower[verb + 1] in _ENDS
    return ends and parse.lower[first - 1] == "," and content[-1][1] >= first - 1


def _compares(parse: Parse, verb: int) -> bool:
    """Whether a clause only gives what a number is measured against: "three times as many as the government admits"."""
    marked = any(
        parse.dep[child] == "mark" and parse.lower[child] in ("as", "than") for child in parse.children[verb]
    )
    return marked and parse.tag[parse.head[verb]].startswith(("JJ", "RB", "CD"))


def _of_fragment(parse: Parse, verb: int, lemma: str, kind: str) -> Found | None:
    """The attribution behind an amount without a verb of its own: "A licence for 150 MW, says the regulator."

    The verb ends its part of the sentence, or who speaks does.
    """
    begin, end = sentence_part_start(parse, verb), min(parse.sentence_of(verb)[1], verb + REACH)
    if parse.tag[verb] not in FINITE or verb == begin:
        return None
    inverted = parse.lower[verb - 1] == ","
    last = verb + 1
    while inverted and last < end and parse.lower[last] not in _ENDS:
        last += 1
    source = (verb + 1, last) if inverted else phrase_before(parse, verb, begin)
    ends = last == end or parse.lower[last] in _ENDS
    comma = verb - 1 if inverted else source[0] - 1 if source else begin
    amount = any(parse.tag[token] == "CD" for token in range(begin, comma))
    if source is None or not ends or not amount or parse.lower[comma] != ",":
        return None
    tags = {tag[:2] for tag in parse.tag[slice(*source)]}
    speaks = bool(tags & {"NN", "PR"}) and "VB" not in tags
    return Found("clause", source, (verb, verb + 1), ((begin, comma),), kind, lemma) if speaks else None


def _told_to(parse: Parse, verb: int) -> tuple[Range, Range | None] | None:
    """Who is told, and the clause that the parse hung on them: "told staff in a memo that the group had lost 5".

    Without a clause for those who are told nothing here ("told Parliament"); None for a thing ("told a lie").
    """
    thing = parse.child(verb, "dobj")
    if thing is None or thing < verb:
        return None
    first, last = parse.edges[thing]
    end = min(max(last, parse.edges[verb][1]), first + REACH)
    for token in range(thing + 1, end):
        if parse.tag[token] in FINITE:
            break
        if parse.lower[token] == "that" and parse.tag[token] in ("WDT", "IN"):
            return (first, min(last, token)), (token, end)
    hears = parse.tag[thing] in ("PRP", "NNP", "NNPS") or parse.lower[thing] in speaker_words().listeners
    return ((first, last), None) if hears else None


def _only_speaker(parse: Parse, verb: int, source: Range | None) -> Range | None:
    """A subject without what the parse hung on it by mistake: the verb, what a semicolon parts, an amount told before.

    In "Orsa must pay $12 million, Delft $6 million, the board's head, Ilse Brand, told" only Brand and her office speak.
    """
    if source is None:
        return None
    first, last = source
    last = verb if first < verb < last else last
    for token in range(first + 1, last):
        if parse.lower[token] == ";":
            if token > verb:
                return first, token
            first = token + 1
    if last > verb:
        return first, _past_hyphen(parse, last)
    amounts = [token for token in range(first + 1, last) if parse.tag[token] in ("CD", "$")]
    if amounts and (comma := next((t for t in range(amounts[-1], last) if parse.lower[t] == ","), None)):
        named = any(parse.tag[token][:2] in ("NN", "PR") for token in range(comma + 1, last))
        first = _before_legal_form(parse, comma + 1) if named else first
    if parse.lower[last : last + 1] == ["-"] and last < verb:
        last = min(verb, _past_hyphen(parse, last))  # "Co-founder Hemi Paewai told"
    if parse.tag[last - 1] == "IN" and parse.tag[last:verb] and set(parse.tag[last:verb]) <= {"NNP", "NNPS"}:
        last = verb  # "Documents seen by Reuters show": the parse has a "Reuters show"
    return first, last


def _before_legal_form(parse: Parse, first: int) -> int:
    """Where a speaker begins of whom the parse left the legal form alone: "Stratoforge, Inc. today reported"."""
    named = first > 1 and parse.lower[first - 1] == "," and parse.tag[first - 2] in ("NNP", "NNPS")
    if not named or parse.lower[first].rstrip(".") not in speaker_words().legal_forms:
        return first
    first -= 2
    while first > 0 and parse.tag[first - 1] in ("NNP", "NNPS"):
        first -= 1
    return first


def _past_hyphen(parse: Parse, last: int) -> int:
    """Where a speaker ends whom the parse cut at a hyphen: "said Corvid Pictures co", of "co-chair Dana Feld"."""
    if last + 1 >= parse.size or parse.lower[last] != "-" or parse.end[last - 1] != parse.start[last]:
        return last
    last += 1
    while last < parse.size and parse.tag[last][:2] == "NN" and "\n" not in parse.lower[last]:
        last += 1
    return last


def _by_document(parse: Parse, source: Range | None) -> bool:
    """Whether a report, poll or the like is the source, so that "found 31 cases" plainly attributes."""
    return source is not None and any(
        parse.lower[token] in cue_words().reports for token in range(*source)[:REACH]
    )


def _agent(parse: Parse, noun: int) -> Range:
    """The agent without the amount that the parse hung on it: "estimated by experts at $5 billion"."""
    first, last = parse.edges[noun]
    for child in parse.children[noun]:
        if (
            child > noun
            and parse.lower[child] in cue_words().small.amount_links
            and any(parse.tag[t] == "CD" for t in range(child, last))
        ):
            return first, child
    return first, last


def _passive(parse: Parse, verb: int, word: CueWord, frames: dict[str, set[str]]) -> Found | None:
    agent, small = parse.child(verb, "agent"), cue_words().small
    by = parse.child(agent, "pobj") if agent is not None else None
    source = _agent(parse, by) if by is not None else None
    complement = parse.child(verb, "xcomp", "ccomp")
    subject = parse.child(verb, "nsubjpass", "nsubj")
    content: tuple[Range, ...]
    if complement is not None and frames.keys() & {"clause", "infinitive"}:
        content, rule = (parse.edges[complement],), "passive_clause"
        if subject is not None and parse.lower[subject] not in {"it", *small.relative_pronouns}:
            content = (parse.edges[subject], *content)
    elif source and subject is not None and frames.keys() & {"object", "clause", "infinitive"}:
        content, rule = (parse.edges[subject],), "passive_object"
        if (
            source[1] < parse.size
            and parse.lower[source[1]] in small.amount_links
            and parse.edges[source[1]][1] <= parse.edges[verb][1]
        ):
            content = (*content, (source[1], parse.edges[source[1]][1]))
    else:
        return None
    kinds = frames.get("clause") or frames.get("object") or frames.get("infinitive") or {"speech"}
    return Found(rule, source, (verb, verb + 1), content, min(kinds), word.lemma)


def _participle(parse: Parse, verb: int, word: CueWord, frames: dict[str, set[str]]) -> Found | None:
    """ "The 455 million expected by analysts": the amount before a participle is told by its agent."""
    agent, noun = parse.child(verb, "agent"), parse.head[verb]
    by = parse.child(agent, "pobj") if agent is not None else None
    kinds = frames.get("clause", set()) | frames.get("object", set())
    if by is None or parse.dep[verb] != "acl" or noun > verb or not kinds & EXPECTING:
        return None
    first, last = parse.edges[noun][0], parse.edges[verb][0]
    if not any(parse.tag[token] == "CD" for token in range(max(first, last - REACH), last)):
        return None
    weak = not {"clause", "object"} & word.strong
    return Found("relative", _agent(parse, by), (verb, verb + 1), ((first, last),), min(kinds & EXPECTING), word.lemma,
                 weak=weak)  # fmt: skip


def _source_beside(parse: Parse, verb: int, content: Range) -> Range | None:
    """The speaker before a verb whose subject the parse missed: "It has 50, a source close to it said"."""
    if parse.tag[verb] not in FINITE:
        return None
    return phrase_before(parse, verb, parse.sentence_of(verb)[0])


def phrase_before(parse: Parse, verb: int, begin: int) -> Range | None:
    """The noun phrase between the last comma, or the start of the sentence, and a verb."""
    for token in range(verb - 1, max(begin, verb - 16) - 1, -1):
        opens = token == begin
        if opens or parse.lower[token] in (",", "”", '"', ";", ":", "—"):
            first = token if opens and parse.lower[token][:1].isalnum() else token + 1
            named = any(parse.tag[t][:2] in ("NN", "PR") or _capital(parse, t) for t in range(first, verb))
            return (first, verb) if named else None
        if parse.tag[token] in FINITE:
            return None
    return None


def _capital(parse: Parse, token: int) -> bool:
    """Whether a word inside a sentence begins with a capital, whatever the tagger took it for."""
    return parse.text[parse.start[token]].isupper() and token > parse.sentence_of(token)[0]


def _speaker(parse: Parse, verb: int, source: Range | None, content: Range) -> Range | None:
    """The stretch of `content` that is the inserted speaker: from source or verb to its end."""
    inside = [(verb, verb + 1)] if content[0] <= verb < content[1] else []
    if source and content[0] <= source[0] and source[1] <= content[1] and inside:
        inside.append(source)
    elif source and content[0] <= source[0] < verb and content[1] > source[0]:
        inside.append((source[0], content[1]))
    if not inside:
        return None
    first, last = min(start for start, _ in inside), max(end for _, end in inside)
    return first, last


def _around(content: Range, hole: Range | None) -> list[Range]:
    if hole is None:
        return [content]
    pieces = [(content[0], hole[0]), (hole[1], content[1])]
    return [piece for piece in pieces if piece[1] > piece[0]]

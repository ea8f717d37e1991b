"""Attribution by a speaker who stands aside: inserted, inverted, in a relative clause, or in a sentence of his own.

    "It trained, or so the startup maintains, on 2,048."     source [the startup]
    "The 22 per cent that its accounts show is old."         source [its accounts]  content [The 22 per cent]
    "So say the firm's website and its filings."             source [the firm's website and its filings]

Everything here counts in tokens (last exclusive) of one Parse.
"""

from __future__ import annotations

from extractors.cue_frames import Found
from extractors.cues import CueWord, cue_words
from extractors.parse import Parse
from extractors.verbs import FINITE, REACH, SUBJECTS, Range, is_passive, subject_of

_STOPS = frozenset({",", ".", ";", ":", "—", "–", "(", ")", "”", '"'})
# What stands around an inserted speaker, who quotes nothing.
_SET_OFF = frozenset({",", ";", "—", "–", "(", ")", "."})
_QUOTES = frozenset({"“", "”", '"', "''", "``"})
_LENGTH = 16  # tokens of an inserted speaker from his verb on


def read_aside(parse: Parse, verb: int, word: CueWord) -> Found | None:
    """The attribution that a cue verb makes where its frame alone shows no speaker or no content; None without."""
    if "clause" in word.strong & word.frames.keys() and (
        found := _summing_up(parse, verb, word) or _inverted(parse, verb, word)
    ):
        return found
    if is_passive(parse, verb):
        return None
    if "clause" in word.strong & word.frames.keys() and (found := _inserted(parse, verb, word)):
        return found
    return _told_of(parse, verb, word) if "object" in word.frames else None


def heard_from(parse: Parse, verb: int, word: CueWord) -> Range | None:
    """Who told: "the court heard from prosecutors that …"; None where the verb is none of hearing."""
    if word.lemma not in cue_words().small.hearing:
        return None
    for child in parse.children[verb]:
        if parse.dep[child] == "prep" and parse.lower[child] == "from":
            teller = parse.child(child, "pobj")
            return (parse.edges[teller][0], teller + 1) if teller is not None else None
    return None


def _summing_up(parse: Parse, verb: int, word: CueWord) -> Found | None:
    """ "So says the ministry, which …": what stands before it in the paragraph is told by who follows."""
    begin, end = parse.sentence_of(verb)
    if verb != begin + 1 or parse.lower[begin] != "so":
        return None
    source = _phrase_after(parse, verb + 1, end)
    return _found(parse, "so", source, verb, ((begin, begin + 1),), word) if source else None


def _inverted(parse: Parse, verb: int, word: CueWord) -> Found | None:
    """ "By noon, said the operator Red Eléctrica, 99% was back": between two commas, the speaker after the verb."""
    begin, end = _part(parse, verb)
    if (
        verb == begin
        or parse.tag[verb] not in FINITE
        or parse.lower[verb - 1] != ","
        or parse.child(verb, *SUBJECTS) is not None
    ):
        return None
    source = _phrase_after(parse, verb + 1, end)
    if source is None or source[1] >= end or parse.lower[source[1]] != ",":
        return None
    return _found(parse, "clause", source, verb, ((begin, verb - 1), (source[1], end)), word)


def _inserted(parse: Parse, verb: int, word: CueWord) -> Found | None:
    """ "…, the firm is at pains to add, …" and "…, or so the startup maintains": set off before and after."""
    begin, end = _part(parse, verb)
    source = _leading_subject(parse, verb)
    if source is None or (verb + 1 < end and parse.lower[verb + 1] not in _SET_OFF):
        return None
    if verb + 2 < end and parse.lower[verb + 2] in _QUOTES:
        return None  # direct speech, which is read as such
    first = source[0]
    if not begin < first <= verb or parse.lower[first - 1] not in _SET_OFF | {"so"} or verb - first > 12:
        return None
    while first > begin and parse.lower[first - 1] in ("or", "so", ","):
        first -= 1
    content = tuple(piece for piece in ((begin, first), (verb + 1, end)) if piece[1] - piece[0] > 1)
    told = any(parse.tag[token] in FINITE | {"MD"} for piece in content for token in range(*piece))
    return _found(parse, "clause", source, verb, content, word) if told and first - begin > 1 else None


def read_inserted(parse: Parse, verb: int, word: CueWord) -> Found | None:
    """ "The plant, Ito told reporters on Monday, will employ 300": a subject before, and its verb right behind."""
    if "clause" not in word.strong & word.frames.keys() or parse.tag[verb] not in FINITE:
        return None
    begin, end = _part(parse, verb)
    comma = next((n for n in range(verb - 1, max(begin, verb - _LENGTH), -1) if parse.lower[n] == ","), begin)
    last = next((n for n in range(verb + 1, min(end, verb + _LENGTH)) if parse.lower[n] == ","), end)
    opens = last + 1
    while opens < end and parse.tag[opens] == "RB":
        opens += 1
    if comma == begin or opens >= end or parse.tag[opens] not in FINITE | {"MD"}:
        return None
    apart = (range(begin, comma), range(comma + 1, verb), range(verb + 1, last))
    if any(parse.tag[n][:2] in ("VB", "MD", "WP", "WD") for part in apart for n in part):
        return None
    if not all(any(parse.tag[n][:2] in ("NN", "PR") for n in part) for part in apart[:2]):
        return None
    return _found(parse, "clause", (comma + 1, verb), verb, ((begin, comma), (last + 1, end)), word)


def _leading_subject(parse: Parse, verb: int) -> Range | None:
    """The subject of a verb, also across "is at pains to", "is quick to"."""
    above = parse.head[verb]
    if parse.tag[verb] == "VB" and parse.dep[verb] in ("acl", "relcl", "xcomp", "advcl"):
        for _ in range(3):
            if parse.tag[above].startswith("VB"):
                break
            above = parse.head[above]
        return subject_of(parse, above) if parse.lower[above] in cue_words().small.being else None
    subject = parse.child(verb, *SUBJECTS)
    return parse.edges[subject] if subject is not None else None


def _told_of(parse: Parse, verb: int, word: CueWord) -> Found | None:
    """ "The 22 per cent that its accounts show" (relative), "50,000 is what some outlets reported" (cleft)."""
    subject, thing = parse.child(verb, "nsubj"), parse.child(verb, "dobj")
    above, small = parse.head[verb], cue_words().small
    if word.lemma in small.owning or subject is None or parse.lower[subject] in small.relative_pronouns:
        return None
    if (owner := parse.child(subject, "poss")) is not None and parse.lower[owner] == "whose":
        return None
    if parse.dep[verb] == "relcl" and (thing is None or parse.lower[thing] in small.relative_pronouns):
        first = parse.edges[above][0]
        last = min(parse.edges[verb][0], max(parse.edges[above][1], above + 1))
        counts = any(parse.tag[token] == "CD" for token in range(first, min(last, first + REACH)))
        if first < last and above < last and counts and "clause" in word.frames:
            weak = "object" not in word.strong
            return _found(parse, "relative", parse.edges[subject], verb, ((first, last),), word, weak=weak)
    if parse.dep[verb] == "ccomp" and thing is not None and parse.lower[thing] == "what":
        named = parse.child(above, "nsubj")
        if named is not None and named < verb:
            return _found(parse, "cleft", parse.edges[subject], verb, (parse.edges[named],), word)
    return None


def _part(parse: Parse, verb: int) -> Range:
    """The part of a sentence between semicolons that holds the verb."""
    begin, end = parse.sentence_of(verb)
    first, last = verb, verb
    while first > max(begin, verb - REACH) and parse.lower[first - 1] != ";":
        first -= 1
    while last < min(end, verb + REACH) and parse.lower[last] != ";":
        last += 1
    return first, last


def _phrase_after(parse: Parse, first: int, end: int) -> Range | None:
    """The noun phrase between a verb and the next comma or the end of the sentence."""
    last = first
    while last < min(end, first + REACH) and parse.lower[last] not in _STOPS:
        if parse.tag[last] in FINITE:
            return None
        last += 1
    return (first, last) if any(parse.tag[t][:2] in ("NN", "PR") for t in range(first, last)) else None


def _found(
    parse: Parse,
    rule: str,
    source: Range,
    verb: int,
    content: tuple[Range, ...],
    word: CueWord,
    *,
    weak: bool = False,
) -> Found:
    kinds = word.frames["clause" if "clause" in word.frames else "object"]
    return Found(rule, source, (verb, verb + 1), content, min(kinds), word.lemma, weak=weak)

"""Frames of cue verbs: which argument of a verb is the source, which the content, which only the hearer.

    "Analysts put the cost at $5 million."   source [Analysts]  content [the cost at $5 million]
    "He told Reuters that it has 50."        source [He]        content [that it has 50]  hearer [Reuters]

Everything here counts in tokens (last exclusive) of one Parse.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from extractors.cues import CueWord, cue_words
from extractors.parse import Parse

Range = tuple[int, int]

SUBJECTS = ("nsubj", "nsubjpass", "csubj", "csubjpass", "expl")
RELATIVE_PRONOUNS = frozenset({"who", "which", "that", "whom"})
# Links along which a verb without a subject of its own borrows that of the verb above it.
BORROWS_SUBJECT = frozenset({"conj", "xcomp", "advcl", "pcomp", "prep", "ccomp", "dep", "acl"})
POSSESSIVE = frozenset({"its", "his", "her", "their", "our", "my", "the", "a", "any", "this", "no"})
FINITE = frozenset({"VBD", "VBZ", "VBP"})
# What stands before "to" and a verb only in the passive.
HEARSAY = frozenset(
    {"said", "believed", "thought", "rumoured", "rumored", "alleged", "suspected", "understood", "reported"}
)
REACH = 120  # tokens that are scanned on either side of a cue: no sentence that people write is longer
AT = frozenset({"at", "as", "to", "around", "in", "between"})


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


UNLISTED = CueWord("", {"clause": {"open"}}, strong={"clause"})
NOT_CUES = frozenset(
    {
        "be",
        "is",
        "was",
        "are",
        "were",
        "make",
        "makes",
        "made",
        "let",
        "lets",
        "help",
        "helps",
        "means",
        "meant",
        "mean",
        "have",
        "has",
        "had",
        "ensure",
        "ensures",
        "ensured",
        "see",
        "saw",
    }
)


def read_unlisted(parse: Parse, verb: int) -> Found | None:
    """The attribution of a verb that is in no list but governs a clause with "that": "contests that", "quipped that"."""
    if parse.lower[verb] in NOT_CUES:
        return None
    clause = parse.child(verb, "ccomp")
    mark = parse.child(clause, "mark") if clause is not None else None
    if mark is None or parse.lower[mark] != "that" or parse.child(verb, "nsubj") is None:
        return None
    found = read_verb(parse, verb, UNLISTED)
    return replace(found, lemma=parse.lower[verb]) if found else None


def read_untagged(parse: Parse, token: int, word: CueWord) -> Found | None:
    """The attribution of a verb that the tagger took for a noun: "Prosecutors in Vaudremont allege that it …"."""
    begin, end = parse.sentence_of(token)
    end = min(end, token + REACH)
    if "clause" not in word.strong or token + 2 >= end or parse.lower[token + 1] != "that":
        return None
    source = _phrase_before(parse, token, begin)
    if source is None or parse.tag[token - 1][:2] not in ("NN", "PR") or parse.lower[source[0]] in POSSESSIVE:
        return None
    last = next((t for t in range(token + 1, end) if parse.lower[t] in (";", ".")), end)
    kind = min(word.frames["clause"])
    return Found("clause", source, (token, token + 1), ((token + 1, last),), kind, word.lemma)


def read_verb(parse: Parse, verb: int, word: CueWord) -> Found | None:
    """The attribution that a cue verb makes, by the first of its frames that fits; None where none does."""
    frames = _frames_here(parse, verb, word)
    if is_passive(parse, verb):
        return _passive(parse, verb, word, frames)
    source = subject_of(parse, verb)
    for rule, content in _active_frames(parse, verb, frames):
        if source is None:
            source = _source_beside(parse, verb, content[0])
        if rule == "clause" and source and content[0][1] <= max(source[0], verb):
            content = ((_sentence_part_start(parse, content[0][0]), content[0][1]),)
        pieces = tuple(
            piece for part in content for piece in _around(part, _speaker(parse, verb, source, part))
        )
        hearer = parse.child(verb, "dobj", "dative") if rule in word.hearer else None
        return Found(
            rule=rule,
            source=source,
            cue=(verb, verb + 1),
            content=pieces,
            kind=min(frames[rule]),
            lemma=word.lemma,
            hearer=parse.edges[hearer] if hearer is not None else None,
            weak=rule not in word.strong
            and not (rule == "object" and "finding" in frames[rule] and _by_document(parse, source)),
        )
    return None


def _by_document(parse: Parse, source: Range | None) -> bool:
    """Whether a report, poll or the like is the source, so that "found 31 cases" plainly attributes."""
    return source is not None and any(
        parse.lower[token] in cue_words().reports for token in range(*source)[:REACH]
    )


def is_passive(parse: Parse, verb: int) -> bool:
    """Whether the verb stands in the passive: "is said to", "figures compiled by", in headlines "Lab said to have 50"."""
    if parse.child(verb, "auxpass") is not None or (parse.tag[verb] == "VBN" and parse.dep[verb] == "acl"):
        return True
    after = parse.tag[verb + 1 : verb + 3]
    return parse.lower[verb] in HEARSAY and after == ["TO", "VB"]


def subject_of(parse: Parse, verb: int) -> Range | None:
    """The subject of a verb or, where it has none, of the clause that it hangs on: "…, adding that"."""
    for _ in range(8):
        subject = parse.child(verb, *SUBJECTS)
        if parse.dep[verb] in ("relcl", "acl") and (
            subject is None or parse.lower[subject] in RELATIVE_PRONOUNS
        ):
            noun = parse.head[verb]
            return parse.edges[noun][0], max(noun + 1, min(parse.edges[verb][0], parse.edges[noun][1]))
        if subject is not None:
            return parse.edges[subject]
        if parse.dep[verb] not in BORROWS_SUBJECT or parse.head[verb] == verb:
            return None
        verb = parse.head[verb]
    return None


def _frames_here(parse: Parse, verb: int, word: CueWord) -> dict[str, set[str]]:
    """The word's frames, with those of its particle where it stands beside it ("point out")."""
    frames = {name: kinds for name, kinds in word.frames.items() if " " not in name}
    beside = {parse.lower[child] for child in parse.children[verb]} & word.particles
    for name, kinds in word.frames.items():
        frame, _, particle = name.partition(" ")
        if particle in beside:
            frames[frame] = kinds
    return frames


def _active_frames(
    parse: Parse, verb: int, frames: dict[str, set[str]]
) -> list[tuple[str, tuple[Range, ...]]]:
    """Each frame of the verb that the parse fills, the most telling first."""
    filled: list[tuple[str, tuple[Range, ...]]] = []
    complement, thing = parse.child(verb, "xcomp"), parse.child(verb, "dobj")
    clause = _clause(parse, verb)
    if "clause" in frames and clause:
        filled.append(("clause", (clause,)))
    if "naming" in frames and (named := _naming(parse, verb)):
        filled.append(("naming", (named,)))
    if "infinitive" in frames and complement is not None and parse.tag[complement] == "VB":
        filled.append(("infinitive", (parse.edges[complement],)))
    if "gerund" in frames and complement is not None and _is_gerund(parse, complement):
        filled.append(("gerund", (parse.edges[complement],)))
    if "at" in frames and thing is not None and thing > verb and (last := _amount_end(parse, verb, thing)):
        filled.append(("at", ((parse.edges[thing][0], last),)))
    for child in parse.children[verb]:
        preposition = parse.lower[child]
        if parse.dep[child] not in ("prep", "dative") or child < verb:
            continue
        if preposition in frames and (inner := parse.child(child, "pobj", "pcomp")) is not None:
            filled.append((preposition, (parse.edges[inner],)))
    if "object" in frames and thing is not None:
        first, last = parse.edges[thing]
        filled.append(("object", ((first, _with_amounts(parse, verb, last)),)))
    elif "object" in frames and verb + 1 < parse.size and parse.tag[verb + 1] in ("$", "CD"):
        filled.append(("object", ((verb + 1, _number_end(parse, verb + 1)),)))
    return filled


def _is_gerund(parse: Parse, verb: int) -> bool:
    """Whether a verb is "buying", "having bought" or "being sold"."""
    helpers = (parse.lower[child] for child in parse.children[verb] if parse.dep[child] in ("aux", "auxpass"))
    return parse.tag[verb] == "VBG" or any(helper in ("having", "being") for helper in helpers)


def _agent(parse: Parse, noun: int) -> Range:
    """The agent without the amount that the parse hung on it: "estimated by experts at $5 billion"."""
    first, last = parse.edges[noun]
    for child in parse.children[noun]:
        if (
            child > noun
            and parse.lower[child] in AT
            and any(parse.tag[t] == "CD" for t in range(child, last))
        ):
            return first, child
    return first, last


def _passive(parse: Parse, verb: int, word: CueWord, frames: dict[str, set[str]]) -> Found | None:
    agent = parse.child(verb, "agent")
    by = parse.child(agent, "pobj") if agent is not None else None
    source = _agent(parse, by) if by is not None else None
    complement = parse.child(verb, "xcomp", "ccomp")
    subject = parse.child(verb, "nsubjpass", "nsubj")
    content: tuple[Range, ...]
    if complement is not None and frames.keys() & {"clause", "infinitive"}:
        content, rule = (parse.edges[complement],), "passive_clause"
        if subject is not None and parse.lower[subject] not in {"it", *RELATIVE_PRONOUNS}:
            content = (parse.edges[subject], *content)
    elif source and subject is not None and frames.keys() & {"object", "clause", "infinitive"}:
        content, rule = (parse.edges[subject],), "passive_object"
        if (
            source[1] < parse.size
            and parse.lower[source[1]] in AT
            and parse.edges[source[1]][1] <= parse.edges[verb][1]
        ):
            content = (*content, (source[1], parse.edges[source[1]][1]))
    else:
        return None
    kinds = frames.get("clause") or frames.get("object") or frames.get("infinitive") or {"speech"}
    return Found(rule, source, (verb, verb + 1), content, min(kinds), word.lemma)


def _clause(parse: Parse, verb: int) -> Range | None:
    """The clause that the verb governs, or in which it is inserted ("But, he said, it must")."""
    for child in parse.children[verb]:
        if parse.dep[child] == "ccomp":
            first, last = parse.edges[child]
            return first, _with_second_clause(parse, verb, last)
    if parse.dep[verb] == "parataxis" and parse.head[verb] != verb:
        return parse.edges[parse.head[verb]]
    return None


def _with_second_clause(parse: Parse, verb: int, last: int) -> int:
    """Where the content ends when a second "that" clause, or one with "but", goes on: "said A and that B"."""
    if last <= verb or parse.tag[verb] not in FINITE:
        return last
    for child in parse.children[verb]:
        if parse.dep[child] != "conj" or child < last or child > last + 12:
            continue
        between = [parse.lower[token] for token in range(last, parse.edges[child][0] + 3)]
        if parse.child(child, *SUBJECTS) is not None and ("that" in between or "," not in between[:1]):
            return parse.edges[child][1]
    return last


def _amount_end(parse: Parse, verb: int, thing: int) -> int | None:
    """The end of the "at $5 million" after the object of "put", to whichever word the parse hung it."""
    stop = min(max(parse.edges[verb][1], parse.edges[thing][1]), thing + REACH)
    for token in range(thing + 1, stop):
        if (
            parse.lower[token] in AT
            and parse.dep[token] == "prep"
            and (parse.head[token] == verb or parse.lower[token] == "at")
        ):
            return parse.edges[token][1]
    return None


def _with_amounts(parse: Parse, verb: int, last: int) -> int:
    """Where an object ends when phrases with numbers go on with it: "quotes 2 million hours on 22 trillion tokens"."""
    for child in parse.children[verb]:
        first, end = parse.edges[child]
        if parse.dep[child] == "prep" and last <= first <= last + 1 and end - first < REACH:
            if not any(parse.tag[token] == "CD" for token in range(first, end)):
                break
            last = end
    return last


def _number_end(parse: Parse, first: int) -> int:
    """Where the phrase of a number that the parse hung elsewhere ends: before the next mark or verb."""
    end = min(parse.sentence_of(first)[1], first + REACH)
    last = first + 1
    while last < end and parse.lower[last] not in (",", ";", ".", "(") and parse.tag[last][:2] != "VB":
        last += 1
    return last


def _naming(parse: Parse, verb: int) -> Range | None:
    """The thing and its name: "called the sum an old number"."""
    name = parse.child(verb, "oprd", "ccomp")
    if name is None or name < verb:
        return None
    thing = parse.child(verb, "dobj")
    return parse.edges[thing if thing is not None and thing < name else name][0], parse.edges[name][1]


def _sentence_part_start(parse: Parse, token: int) -> int:
    """Where the sentence, or its part after a semicolon, starts: a speaker at the end speaks for all of it."""
    begin = max(parse.sentence_of(token)[0], token - REACH)
    while token > begin and parse.lower[token - 1] != ";" and "\n" not in parse.lower[token - 1]:
        token -= 1
    return token


def _source_beside(parse: Parse, verb: int, content: Range) -> Range | None:
    """The speaker before a verb whose subject the parse missed: "It has 50, a source close to it said"."""
    if parse.tag[verb] not in FINITE:
        return None
    return _phrase_before(parse, verb, parse.sentence_of(verb)[0])


def _phrase_before(parse: Parse, verb: int, begin: int) -> Range | None:
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

"""What a cue verb tells of: for each of its frames the stretch of words that fills it.

    "Analysts put the cost at $5 million."    at       [the cost at $5 million]
    "He quotes 2 million hours on 22 chips."  object   [2 million hours on 22 chips]

Everything here counts in tokens (last exclusive) of one Parse.
"""

from __future__ import annotations

from extractors.cues import CueWord, cue_words
from extractors.parse import Parse
from extractors.verbs import FINITE, REACH, SUBJECTS, Range

_QUOTED = frozenset({"prep"})  # how what goes on with an object hangs on a verb of saying
SHOWN = frozenset({"prep", "advmod", "npadvmod"})  # the same on one of finding
_ADDED = frozenset({"WP", "WRB", "WDT", "WP$"})  # what an aside on an object begins with, behind a comma
FOUND = frozenset({"finding", "estimate"})  # what documents do plainly: "the poll found", "the test measured"
_JUDGING = frozenset({"as", "with"})  # what somebody is called or charged with is told with who it is
_HEDGE = 4  # tokens of a hedge and a currency, with the number


def frames_here(parse: Parse, verb: int, word: CueWord) -> dict[str, set[str]]:
    """The word's frames, with those of its particle where it stands beside it ("point out")."""
    frames = {name: kinds for name, kinds in word.frames.items() if " " not in name}
    beside = {parse.lower[child] for child in parse.children[verb]} & word.particles
    for name, kinds in word.frames.items():
        frame, _, particle = name.partition(" ")
        if particle in beside:
            frames[frame] = kinds
    return frames


def filled_frames(
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
    if "infinitive" in frames and complement is not None and _is_infinitive(parse, complement):
        filled.append(("infinitive", (parse.edges[complement],)))
    if "gerund" in frames and complement is not None and _is_gerund(parse, complement):
        opens, ends = parse.edges[complement]
        if thing is not None and parse.edges[thing][0] == ends:
            ends = parse.edges[thing][1]  # "denied owing the tax office 3 million"
        filled.append(("gerund", ((opens, ends),)))
    if "at" in frames and thing is not None and thing > verb and (last := _amount_end(parse, verb, thing)):
        filled.append(("at", ((parse.edges[thing][0], last),)))
    if "it" in frames and (amount := _amount_of_it(parse, verb)):
        filled.append(("it", (amount,)))
    for child in parse.children[verb]:
        preposition = parse.lower[child]
        if parse.dep[child] not in ("prep", "dative") or child < verb:
            continue
        inner = parse.child(child, "pobj", "pcomp")
        if preposition in frames and preposition in _JUDGING and thing is not None and verb < thing < child:
            if preposition == "with" and (inner is None or parse.tag[inner] != "VBG"):
                continue  # "charged 40 customers with late fees"
            filled.append((preposition, ((parse.edges[thing][0], parse.edges[child][1]),)))
        elif preposition in frames and inner is not None:
            filled.append((preposition, (parse.edges[inner],)))
    if "object" in frames and thing is not None:
        first, last = parse.edges[thing][0], _before_aside(parse, thing)
        if last == parse.edges[thing][1]:
            last = with_amounts(parse, verb, last, SHOWN if frames["object"] & FOUND else _QUOTED)
        filled.append(("object", ((first, last),)))
    elif "object" in frames and _is_before_amount(parse, verb):
        filled.append(("object", ((verb + 1, number_end(parse, verb + 1)),)))
    return filled


def sentence_part_start(parse: Parse, token: int) -> int:
    """Where the sentence, or its part after a semicolon, starts: a speaker at the end speaks for all of it."""
    begin = max(parse.sentence_of(token)[0], token - REACH)
    while token > begin and parse.lower[token - 1] != ";" and "\n" not in parse.lower[token - 1]:
        token -= 1
    return token


def sentence_part_end(parse: Parse, token: int) -> int:
    """Where the sentence, or its part before a semicolon, ends."""
    end = min(parse.sentence_of(token)[1], token + REACH)
    return next((n for n in range(token + 1, end) if parse.lower[n] in (";", ".")), end)


def _is_infinitive(parse: Parse, verb: int) -> bool:
    """Whether a verb is "to buy", "to have bought" or "to be sold"."""
    return parse.tag[verb] == "VB" or any(parse.tag[child] == "TO" for child in parse.children[verb])


def _is_gerund(parse: Parse, verb: int) -> bool:
    """Whether a verb is "buying", "having bought" or "being sold"."""
    helpers = (parse.lower[child] for child in parse.children[verb] if parse.dep[child] in ("aux", "auxpass"))
    return parse.tag[verb] == "VBG" or any(helper in ("having", "being") for helper in helpers)


def _clause(parse: Parse, verb: int) -> Range | None:
    """The clause that the verb governs, in which it is inserted ("But, he said, it must") or behind which it is set."""
    for child in parse.children[verb]:
        governed = parse.dep[child] == "ccomp" or (parse.dep[child] == "xcomp" and parse.tag[child] in FINITE)
        if governed and not _parted(parse, verb, child):
            first, last = parse.edges[child]
            return first, _with_second_clause(parse, verb, last)
    above = parse.head[verb]
    if parse.dep[verb] == "parataxis" and above != verb:
        return parse.edges[above]
    opens = parse.edges[verb][0]
    trails = parse.dep[verb] == "conj" or (parse.dep[verb] == "advcl" and _is_whole(parse, verb))
    if trails and above < opens and parse.lower[opens - 1] == ",":
        return parse.edges[above][0], opens - 1
    return None


def _is_whole(parse: Parse, verb: int) -> bool:
    """Whether a clause set behind another is a speaker's own: "…, its leader announced", not "…, when he said so"."""
    own = [(parse.dep[child], parse.tag[child]) for child in parse.children[verb]]
    opened = any(label in ("mark", "dobj") or tag in ("WRB", "WDT", "WP") for label, tag in own)
    return parse.tag[verb] in FINITE and not opened and any(label == "nsubj" for label, _ in own)


def _parted(parse: Parse, verb: int, clause: int) -> bool:
    """Whether a semicolon stands between a verb and a clause, which each say something then."""
    first, last = parse.edges[clause]
    between = range(last - 1, verb) if clause < verb else range(verb, first)
    return any(parse.lower[token] == ";" for token in between)


def _with_second_clause(parse: Parse, verb: int, last: int) -> int:
    """Where the content ends when a second clause goes on: "said A and that B", "says it would A, but would B"."""
    if last <= verb or parse.tag[verb] not in FINITE:
        return last
    for child in parse.children[verb]:
        if parse.dep[child] != "conj" or child < last or child > last + 12:
            continue
        between = [parse.lower[token] for token in range(last, parse.edges[child][0] + 3)]
        own = parse.child(child, *SUBJECTS) is not None
        if own and ("that" in between or "," not in between[:1]):
            return parse.edges[child][1]
        if not own and _has_modal(parse, child) and not _has_modal(parse, verb):
            return parse.edges[child][1]
    return last


def _has_modal(parse: Parse, verb: int) -> bool:
    """Whether it stands with "would", "could" and the like, as what is told often does and telling seldom."""
    return any(parse.dep[child] == "aux" and parse.tag[child] == "MD" for child in parse.children[verb])


def _amount_end(parse: Parse, verb: int, thing: int) -> int | None:
    """The end of the "at $5 million" after the object of "put", to whichever word the parse hung it."""
    stop = min(max(parse.edges[verb][1], parse.edges[thing][1]), thing + REACH)
    for token in range(thing + 1, stop):
        if parse.lower[token] not in cue_words().small.amount_links or parse.dep[token] != "prep":
            continue
        above = parse.head[token]
        if parse.tag[above] in ("RBR", "JJR"):  # "put the price closer to $3 trillion"
            above = parse.head[above]
        if above == verb or parse.lower[token] == "at":
            return parse.edges[token][1]
    return None


def _amount_of_it(parse: Parse, verb: int) -> Range | None:
    """The amount right behind a verb and "it": "auditors made it some €11 billion", not "made it to 40 towns"."""
    first = verb + 2
    if parse.lower[verb + 1 : first] != ["it"]:
        return None
    last = next((n for n in range(first, min(parse.size, first + _HEDGE)) if parse.tag[n] == "CD"), None)
    hedged = last is not None and all(parse.tag[n] not in ("IN", "TO") for n in range(first, last))
    return (first, number_end(parse, last)) if hedged and last is not None else None


def _is_before_amount(parse: Parse, verb: int) -> bool:
    """Whether a verb without an object that the parse shows has an amount right behind it; not "an estimated $10"."""
    amount = verb + 1 < parse.size and parse.tag[verb + 1] in ("$", "CD")
    return amount and not (parse.dep[verb] == "amod" and parse.head[verb] > verb)


def _before_aside(parse: Parse, thing: int) -> int:
    """Where an object ends: before what the writer adds of its own ("questioned the health of Doe, who is 70")."""
    first, last = parse.edges[thing]
    for token in range(thing + 1, min(last, first + REACH) - 1):
        if parse.lower[token] == "," and parse.tag[token + 1] in _ADDED:
            return token
    return last


def with_amounts(parse: Parse, verb: int, last: int, links: frozenset[str]) -> int:
    """Where an object ends when what has numbers goes on with it.

    "quotes 2 million hours on 22 trillion tokens", "shows Doe likewise ahead by 3.7 points"; `links` are the ways
    in which that can hang on the verb.
    """
    reached = last
    for child in parse.children[verb]:
        first, end = parse.edges[child]
        if parse.dep[child] not in links or not reached <= first <= reached + 1 or end - first >= REACH:
            continue
        counts = any(parse.tag[token] == "CD" for token in range(first, end))
        if not counts and "advmod" not in links:
            break
        reached, last = end, end if counts else last
    return last


def number_end(parse: Parse, first: int) -> int:
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

"""Attribution without a verb: "according to the poll", "DeepSeek's claim that …", "Analysts: …".

Everything here counts in tokens (last exclusive) of one Parse.
"""

from __future__ import annotations

from collections.abc import Iterator

from extractors.cue_frames import Found
from extractors.cues import CueWord, cue_words
from extractors.parse import Parse
from extractors.verbs import REACH, Range

PUNCTUATION = frozenset({",", ";", ":", ".", "—", "–", "-", "(", ")", '"', "“", "”"})
MARKS = frozenset({'"', "“", "-", "•", "–", "—"})
NAME_TAGS = frozenset({"NNP", "NNPS", "NN", "NNS", "IN", "DT", "JJ", "POS", "HYPH", ",", "CD", "PRP$", "."})


def read_phrase(parse: Parse, token: int, rests: tuple[tuple[str, ...], ...]) -> Found | None:
    """The attribution of "according to X": its object is the source, its sentence the content."""
    for rest in rests:
        after = token + 1 + len(rest)
        if tuple(parse.lower[token + 1 : after]) == rest and after < parse.size:
            return _of_phrase(parse, token, after)
    return None


def _of_phrase(parse: Parse, first: int, after: int) -> Found | None:
    begin, end = parse.sentence_of(first)
    if after >= end:
        return None
    last, stop = after + 1, min(end, after + REACH)
    while last < stop and not (parse.lower[last] in PUNCTUATION and not _inside_name(parse, last)):
        last += 1
    source = (after, min(last, _noun_phrase_end(parse, after, end)))
    if source[1] <= source[0]:
        return None
    content = [piece for piece in ((begin, first), (source[1], end)) if _has_words(parse, *piece)]
    if len(content) == 2 and parse.lower[source[1]] == ",":  # "X, according to Y, Z": one clause
        pass
    lemma = " ".join(parse.lower[first:after])
    return Found("according", source, (first, after), tuple(content), "speech", lemma) if content else None


def _noun_phrase_end(parse: Parse, first: int, end: int) -> int:
    """Where the noun phrase that starts at `first` ends: the edge of the highest noun above it."""
    noun = first
    while parse.dep[noun] not in ("pobj", "dobj", "ROOT") and first <= parse.head[noun] < end:
        if parse.head[noun] == noun or parse.edges[parse.head[noun]][0] < first:
            break
        noun = parse.head[noun]
    return min(parse.edges[noun][1], end)


def _inside_name(parse: Parse, token: int) -> bool:
    return parse.lower[token] in ("-", ".") and parse.dep[token] == "punct" and parse.tag[token] == "HYPH"


def _has_words(parse: Parse, first: int, last: int) -> bool:
    last = min(last, first + REACH)
    return sum(parse.lower[token][:1].isalnum() for token in range(first, last)) >= 2


def read_account(parse: Parse, noun: int) -> Found | None:
    """The attribution of "by the ministry's own count", "in his reckoning" and "by most accounts": its sentence is the content."""
    head = parse.head[noun]
    owned = parse.lower[head] == "in" and parse.child(noun, "poss") is not None
    if parse.dep[noun] != "pobj" or not (owned or parse.lower[head] in ("by", "on")):
        return None
    begin, end = parse.sentence_of(noun)
    first, last = head, min(parse.edges[noun][1], end)
    comma = next((token for token in range(noun, last) if parse.lower[token] == ","), last)
    source = _owner(parse, noun, ("of", "by", "from")) or (head + 1, comma)
    content = tuple(piece for piece in ((begin, first), (comma, end)) if _has_words(parse, *piece))
    return (
        Found("according", source, (noun, noun + 1), content, "estimate", parse.lower[noun])
        if content
        else None
    )


def read_document(parse: Parse, noun: int) -> Found | None:
    """The attribution of "In the latest poll, Doe led by 5 points": its document is the source, its sentence the content.

    Not where the sentence has a verb that tells ("In its review, the ministry said …").
    """
    link = parse.head[noun]
    begin, end = parse.sentence_of(noun)
    if link != begin or parse.lower[link] != "in" or parse.dep[noun] != "pobj":
        return None
    verb, last = parse.head[link], parse.edges[noun][1]
    tells = parse.lower[verb] in cue_words().verbs
    if (
        tells
        or verb <= noun
        or last >= end
        or parse.lower[last] != ","
        or not _has_words(parse, last + 1, end)
    ):
        return None
    return Found(
        "according", (link + 1, noun + 1), (link, link + 1), ((last + 1, end),), "finding", parse.lower[noun]
    )


def read_noun(parse: Parse, noun: int, word: CueWord) -> Found | None:
    """The attribution of "X's claim that …" and "a report by X that …"."""
    if not parse.tag[noun].startswith("NN"):
        return None
    content = _noun_content(parse, noun, word)
    if content is None:
        return None
    return Found(
        f"noun_{content[0]}", _owner(parse, noun), (noun, noun + 1), (content[1],), "noun", word.lemma
    )


def _noun_content(parse: Parse, noun: int, word: CueWord) -> tuple[str, Range] | None:
    for child in parse.children[noun]:
        if child < noun:
            continue
        if "clause" in word.frames and parse.dep[child] in ("acl", "ccomp", "relcl"):
            mark = parse.child(child, "mark")
            if mark is not None and parse.lower[mark] in ("that", "whether"):
                return "clause", parse.edges[child]
        if "infinitive" in word.frames and parse.dep[child] == "acl" and parse.tag[child] == "VB":
            return "infinitive", parse.edges[child]
        if parse.lower[child] in word.frames and parse.dep[child] == "prep":
            inner = parse.child(child, "pobj", "pcomp")
            if inner is not None:
                return parse.lower[child], parse.edges[inner]
    return None


def _owner(parse: Parse, noun: int, links: tuple[str, ...] = ("by", "from")) -> Range | None:
    """Whose claim it is: the possessor, the object of a linking preposition, or a name right before it."""
    owner = parse.child(noun, "poss")
    if owner is not None:
        first, last = parse.edges[owner]
        return first, last - 1 if parse.lower[last - 1] in (
            "'s",
            "’s",
            "'",
            "’",
        ) and last - 1 > first else last
    for child in parse.children[noun]:
        if parse.lower[child] in links and (inner := parse.child(child, "pobj")) is not None:
            return parse.edges[inner]
    return _named_before(parse, noun)


def _named_before(parse: Parse, noun: int) -> Range | None:
    """The name right before a noun: "a New York Times report that …"."""
    first = noun
    while (
        first > 0
        and parse.tag[first - 1] in ("NNP", "NNPS")
        and parse.head[first - 1] in range(first, noun + 1)
    ):
        first -= 1
    return (first, noun) if first < noun else None


def read_colons(parse: Parse) -> Iterator[Found]:
    """ "Analysts: Nvidia shipped 1 million": a short name, a colon, the rest of the paragraph."""
    for first, last in _paragraphs(parse):
        first += parse.lower[first] in MARKS
        for token in range(first + 1, min(last - 2, first + 9)):
            if parse.lower[token] == ":":
                if _is_name(parse, first, token) and not _is_label(parse, first, token):
                    yield Found(
                        "colon", (first, token), (token, token + 1), ((token + 1, last),), "speech", ":"
                    )
                break


def _is_name(parse: Parse, first: int, last: int) -> bool:
    tags = parse.tag[first:last]
    words = [token for token in range(first, last) if parse.lower[token][:1].isalpha()]
    capital = parse.text[parse.start[first] : parse.end[first]][:1].isupper()
    return capital and 0 < len(words) <= 6 and all(tag in NAME_TAGS for tag in tags) and "NN" in tags[-1]


def _is_label(parse: Parse, first: int, last: int) -> bool:
    """Whether what stands before a colon only says what follows: "Editor's note: …", "Correction: …"."""
    return parse.lower[last - 1] in cue_words().small.labels


def _paragraphs(parse: Parse) -> Iterator[Range]:
    """Token ranges between line breaks, the breaks themselves left out."""
    first = 0
    for token in range(parse.size):
        if "\n" in parse.lower[token]:
            if token > first:
                yield first, token
            first = token + 1
    if parse.size > first:
        yield first, parse.size

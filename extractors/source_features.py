"""Who could be the source of a number, and what speaks for each: the eyes of sources.py.

A feature is a short readable string ("covers lemma=deny"), so that weights/sources.json can be read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from extractors.account import Account
from extractors.attribution import Attribution
from extractors.cue_frames import REACH, subject_of
from extractors.cues import cue_words
from extractors.documents import document_of
from extractors.speakers import speaker_words

BACK = 4  # sentences of its paragraph that are looked at before a number
Group = frozenset[str]
_KEPT = 1 << 14  # groups of features of a sort that are kept
_FINITE = frozenset({"VBD", "VBP", "VBZ", "MD"})
_HEADING = re.compile(r"\s*(?:[-•*]|\d{1,2}\.|[A-Z][A-Z' ]{2,40}[.:?])")
_PLACES = ("beside", "before", "above", "after", "subject")
MENTIONS = 8  # names in its sentence that are looked at on either side


@dataclass(frozen=True, slots=True)
class Candidate:
    """One who may claim the number: an attribution and where it stands to the number; None is nobody.

    Places: `covers` its content holds the number, `beside` it stands in the same sentence, `before`
    and `after` in the paragraph, `above` in the paragraph before, `subject` the subject of a verb
    above the number, `mention` a name in its sentence, `goes on` the source of the number before,
    `main` the one to whom the text has attributed most so far, `document` the owner of the document that the
    text is about, `nobody` the article itself.
    `distance` counts sentences, or covering attributions that are smaller; `outer` is the next one
    around it.
    """

    place: str
    attribution: Attribution | None
    start: int
    distance: int = 0
    outer: Attribution | None = None


@dataclass(frozen=True, slots=True)
class Chosen:
    """What was decided for a number: its place in the text, and the candidate."""

    start: int
    candidate: Candidate


def candidates_of(account: Account, start: int, end: int, previous: Chosen | None) -> list[Candidate]:
    """The candidates for the number at characters start..end, nobody first."""
    found = [Candidate("nobody", None, start)]
    covering = account.covering(start, end)
    for n, one in enumerate(covering):
        outer = covering[n + 1] if n + 1 < len(covering) else None
        found.append(Candidate("covers", one, start, n, outer))
    here = account.sentence_at(start)
    seen = {one.cue for one in covering}
    for place, distance, one in (
        *_around(account, here, start),
        *_subjects(account, start, end),
        *_mentions(account, start, end),
    ):
        if one.cue not in seen and one.source:
            seen.add(one.cue)
            found.append(Candidate(place, one, start, distance))
    if previous and previous.candidate.attribution:
        distance = here - account.sentence_at(previous.start)
        found.append(replace(previous.candidate, place="goes on", start=start, distance=distance))
    if main := account.main_near(account.sentence_span(here)[0]):
        found.append(Candidate("main", main, start))
    if (document := document_of(account)) and document.cue[0][0] < start:
        found.append(Candidate("document", document, start))
    return found


def _around(account: Account, here: int, start: int) -> Iterator[tuple[str, int, Attribution]]:
    for one in account.beside(start):
        yield "beside", 0, one
    paragraph = account.paragraph_of(here)
    back = here - 1
    while back >= 0 and here - back <= BACK and account.paragraph_of(back) == paragraph:
        for one in account.attributions_in(back)[-3:]:
            yield "before", here - back, one
        back -= 1
    while back >= 0 and account.paragraph_of(back) == paragraph:
        back -= 1
    for step in range(3):
        if back - step >= 0 and (found := account.attributions_in(back - step)):
            yield "above", step, found[-1]
            break
    after = here + 1
    if after < len(account.parse.sentences) and account.paragraph_of(after) == paragraph:
        for one in account.attributions_in(after)[:2]:
            yield "after", 1, one


def _subjects(account: Account, start: int, end: int) -> Iterator[tuple[str, int, Attribution]]:
    """The subjects of the verbs above the number that are no cues: "LeoSentinel tracks 142 pieces"."""
    parse = account.parse
    distance = 0
    number = parse.token_at(start)
    for token in parse.above(number, parse.token_at(end - 1)):
        if not parse.tag[token].startswith("VB"):
            continue
        source = subject_of(parse, token)
        if source is None or source[0] <= number < source[1]:
            continue
        yield "subject", distance, _made(account, source, token, start, parse.lower[token])
        distance += 1


def _mentions(account: Account, start: int, end: int) -> Iterator[tuple[str, int, Attribution]]:
    """Names and documents in the number's sentence: "by Tapwatch's count", "(Waferline)", "going by filings"."""
    parse, words = account.parse, speaker_words()
    number, last = parse.token_at(start), parse.token_at(end - 1) + 1
    begin, stop = parse.sentence_of(number)
    begin, stop = max(begin, number - REACH), min(stop, last + REACH)
    for stretch in (range(number - 1, begin - 1, -1), range(last, stop)):
        count = 0
        for token in stretch:
            if count >= MENTIONS:
                break
            label, tag = parse.dep[token], parse.tag[token]
            if label in ("compound", "amod", "det", "nummod", "punct", "case") or tag[:2] not in ("NN", "PR"):
                continue
            named = tag in ("NNP", "NNPS", "PRP", "PRP$") or parse.lower[token] in words.documents
            edges = parse.edges[token]
            if not named or edges[0] <= number < edges[1]:
                continue
            count += 1
            head = parse.head[token]
            way = f"{label} {parse.lower[head]}" if label in ("pobj", "poss") else label
            if token > last and parse.lower[edges[0] - 1] == "(":
                way = "bracket"
            lemma = parse.lower[parse.head[head]] if label == "pobj" else parse.lower[head]
            made = _made(account, edges, token, start, lemma, way)
            yield "mention", 0 if token < number else 1, made


def _made(
    account: Account, source: tuple[int, int], token: int, start: int, lemma: str, rule: str = "subject"
) -> Attribution:
    """What `source` would claim at the number, by the word at `token`."""
    parse = account.parse
    return Attribution(
        source=(parse.span(*source),),
        cue=(parse.span(token, token + 1),),
        content=(account.sentence_span(account.sentence_at(start)),),
        rule=rule,
        kind="open",
        lemma=lemma,
    )


def features_of(account: Account, candidates: list[Candidate], previous: Chosen | None) -> list[list[Group]]:
    """For each candidate for one number, what speaks for and against it: groups of features, none in two groups.

    The same facts come again and again, so that a group is made once and weighed once.
    """
    start = candidates[0].start
    facts = list(_situation(account, start, candidates, previous))
    places = {candidate.place for candidate in candidates}
    situation = {place: [_told(place, some) for some in facts] for place in places if place != "covers"}
    quoted = account.quote_at(start) is not None
    last = previous.candidate.attribution if previous else None
    return [
        _groups(account, candidate, candidates, last, situation, quoted=quoted) for candidate in candidates
    ]


def _groups(
    account: Account,
    candidate: Candidate,
    candidates: list[Candidate],
    last: Attribution | None,
    situation: dict[str, list[Group]],
    *,
    quoted: bool,
) -> list[Group]:
    one, place, distance = candidate.attribution, candidate.place, min(candidate.distance, 3)
    if one is None:
        return situation["nobody"]
    groups = [
        _cue(place, one.kind, one.rule, one.lemma, one.weak, distance),
        _told(place, _source_facts(account, one)),
        _quotes(place, one.quoted, quoted, one.rule == "quote"),
    ]
    if place == "mention":
        groups.append(_told(place, tuple(_governors(account, one))))
    if place == "beside":
        groups.append(_told(place, tuple(_order(account, candidate))))
    if last is not None and one.source == last.source:
        groups.append(_as_before(place))
    if place != "covers":
        groups += situation[place]
        groups.append(_nearer(place, _before(candidate, candidates) if candidate.distance else 0))
    return groups


def _before(candidate: Candidate, candidates: list[Candidate]) -> int:
    """How many candidates of the same place are nearer, up to two."""
    place, distance = candidate.place, candidate.distance
    return min(2, len([1 for other in candidates if other.place == place and other.distance < distance]))


@lru_cache(maxsize=64)
def _nearer(place: str, count: int) -> Group:
    return frozenset((f"{place} nearer={count}",))


@lru_cache(maxsize=_KEPT)
def _told(place: str, facts: tuple[str, ...]) -> Group:
    return frozenset([f"{place} {fact}" for fact in facts])


@lru_cache(maxsize=_KEPT)
def _cue(place: str, kind: str, rule: str, lemma: str, weak: bool, distance: int) -> Group:
    facts = (f"kind={kind}", "weak" if weak else "strong", f"rule={rule}", f"lemma={lemma}")
    told = _told(place, (*facts, f"distance={distance}", f"{kind} {distance}"))
    return told | {place, f"lemma={lemma}"}


@lru_cache(maxsize=64)
def _quotes(place: str, cue: bool, number: bool, quote: bool) -> Group:
    """Whether the cue and the number stand in direct speech, and a quote goes on in a quote."""
    facts = (("quoted", cue), ("number in quote", number), ("quote to quote", number and quote))
    return _told(place, tuple(fact for fact, holds in facts if holds))


@lru_cache(maxsize=64)
def _as_before(place: str) -> Group:
    return frozenset(("as before", f"{place} as before"))


def _governors(account: Account, one: Attribution) -> Iterator[str]:
    """What a mention hangs on: a document, a cue noun or verb, by which preposition."""
    parse = account.parse
    token = parse.token_at(one.cue[0][0])
    for height in range(3):
        above = parse.head[token]
        if above == token:
            return
        for kind, words in (
            ("document", speaker_words().documents),
            ("cue noun", cue_words().nouns),
            ("cue verb", cue_words().verbs),
        ):
            if parse.lower[above] in words:
                yield f"{one.rule} under {kind} {height}"
        token = above


def _order(account: Account, candidate: Candidate) -> Iterator[str]:
    """Whether a cue stands after the number or before it, how much is between, and at which end of the sentence."""
    assert candidate.attribution is not None
    parse = account.parse
    cue = parse.token_at(candidate.attribution.cue[0][0])
    number = parse.token_at(candidate.start)
    first, last = sorted((cue, number))
    between = parse.lower[first:last]
    order = "cue after" if cue > number else "cue before"
    commas = min(between.count(","), 2)
    yield order
    yield f"{order} commas={commas}"
    if {"who", "which", "where", "whose", "that"} & set(between):
        yield f"{order} relative clause"
    if {";", ":", "."} & set(between):
        yield f"{order} break"
    if "and" in between or "but" in between or "while" in between:
        yield f"{order} conjunction"
    begin, end = parse.sentence_of(number)
    if end - cue <= 8:
        yield f"{order} at the end"
    if cue - begin <= 6:
        yield f"{order} at the start"
    if candidate.attribution.weak:
        yield f"{order} weak"


def _source_facts(account: Account, one: Attribution) -> tuple[str, ...]:
    """How the source is put, worked out once for each attribution."""
    known: dict[object, tuple[str, ...]] = account.doc.user_data.setdefault("crossclaim_source_facts", {})
    if one.source not in known:
        known[one.source] = tuple(f"source {fact}" for fact in _how_put(account, one))
    return known[one.source]


def _how_put(account: Account, one: Attribution) -> Iterator[str]:
    if not one.source:
        yield "none"
        return
    parse = account.parse
    first = parse.token_at(one.source[0][0])
    last = parse.token_at(one.source[0][1] - 1)
    head = first
    while first <= parse.head[head] <= last and parse.head[head] != head:
        head = parse.head[head]
    yield f"tag={parse.tag[head]}"
    yield f"first={parse.lower[first]}" if parse.tag[first] in ("DT", "PRP", "PRP$") else "bare"
    if parse.tag[head] in ("NN", "NNS", "PRP"):
        yield f"head={parse.lower[head]}"
    if parse.lower[head] in speaker_words().documents:
        yield "document"


def _situation(
    account: Account, start: int, candidates: list[Candidate], previous: Chosen | None
) -> Iterator[tuple[str, ...]]:
    """Facts of the number's own sentence, which bear on nobody and on those who spoke before, group by group."""
    parse = account.parse
    sentence = account.sentence_at(start)
    covers = [c.attribution for c in candidates if c.place == "covers" and c.attribution]
    yield f"covers={min(len(covers), 2)}", "in quote" if account.quote_at(start) else "plain"
    if covers:
        someone = "covered by someone" if any(one.source for one in covers) else "covered"
        yield f"covered by {covers[0].kind}", f"covered by {covers[0].lemma}", someone
    places = {c.place for c in candidates}
    yield tuple(f"has {place}" for place in _PLACES if place in places)
    first, last = parse.sentences[sentence]
    while first < last - 1 and not parse.lower[first][:1].isalnum():
        first += 1
    yield (f"opens {parse.lower[first]}" if not parse.tag[first].startswith("NNP") else "opens with a name",)
    paragraph = account.paragraph_of(sentence)
    if sentence == 0 or account.paragraph_of(sentence - 1) != paragraph:
        yield ("opens paragraph",)
    if "also" in parse.lower[first : min(last, first + REACH)]:
        yield ("also",)
    if not any(tag in _FINITE for tag in parse.tag[first : min(last, first + REACH)]):
        yield ("no verb",)
    if _heading(account, paragraph, sentence):
        yield ("under a heading",)
    yield _tellers(account)
    if previous is None:
        yield ("first number",)
        return
    before = account.sentence_at(previous.start)
    gap = "same sentence" if before == sentence else f"{min(sentence - before, 3)} on"
    gap = (
        gap
        if account.paragraph_of(before) == paragraph
        else f"{min(paragraph - account.paragraph_of(before), 4)} paragraphs on"
    )
    who = "somebody" if previous.candidate.attribution else "nobody"
    yield f"{who} before {gap}", f"{who} before {gap} {'covered' if covers else 'bare'}"
    if gap == "same sentence" and previous.candidate.place:
        yield (f"before was {previous.candidate.place} same sentence",)


def _heading(account: Account, paragraph: int, sentence: int) -> bool:
    """Whether the paragraph opens with a word in capitals or a heading before a colon or stop: "THE BILL. It took 5"."""
    while sentence and account.paragraph_of(sentence - 1) == paragraph:
        sentence -= 1
    return _HEADING.match(account.text, account.sentence_span(sentence)[0]) is not None


def _tellers(account: Account) -> tuple[str, ...]:
    """How much of the text is told by somebody, by how many, and how much by the one who tells most."""
    told_by = [len(told) for _, told in account.told_by]
    facts = (f"told {account.told}", f"tellers {min(len(told_by), 4)}")
    if not told_by:
        return facts
    return (*facts, f"main told {min(told_by[0], 6)} share {round(told_by[0] / sum(told_by) * 4)}")

"""What speaks for each who could be the source of a number: the eyes of sources.py.

A feature is a short readable string ("covers lemma=deny"), so that weights/sources.json can be read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from extractors.account import Account
from extractors.attribution import Attribution
from extractors.cues import cue_words
from extractors.linear import Linear
from extractors.source_candidates import Candidate, Chosen
from extractors.speaker_phrases import is_document
from extractors.speaker_words import speaker_words
from extractors.verbs import REACH
from extractors.word_weights import Said, WordWeights, said_of, spelled

Group = frozenset[str]
_KEPT = 1 << 12  # groups of features of a sort that are kept
_FINITE = frozenset({"VBD", "VBP", "VBZ", "MD"})
_HEADING = re.compile(r"\s*(?:[-•*]|\d{1,2}\.|[A-Z][A-Z' ]{2,40}[.:?])")
_SITUATED = (
    "nobody", "beside", "before", "above", "after", "subject", "mention", "goes on", "main", "document",
)  # fmt: skip  # the places of candidates but `covers`
_PLACES = ("beside", "before", "above", "after", "subject")


def features_of(account: Account, candidates: list[Candidate], previous: Chosen | None) -> list[list[Group]]:
    """For each candidate for one number, what speaks for and against it: groups of features, none in two groups."""
    rows, situation = told_of(account, candidates, previous)
    facts = list(spelled(situation))
    return [
        row if each.place == "covers" else [*row, frozenset(f"{each.place} {fact}" for fact in facts)]
        for row, each in zip(rows, candidates, strict=True)
    ]


def told_of(
    account: Account, candidates: list[Candidate], previous: Chosen | None
) -> tuple[list[list[Group]], Said]:
    """For each candidate its own groups of features, and the facts of the number that speak to all but `covers`.

    The same features come again and again, so that a group is made once and weighed once.
    """
    start = candidates[0].start
    quoted = account.quote_at(start) is not None
    last = previous.candidate.attribution if previous else None
    rows = [_groups(account, candidate, candidates, last, quoted=quoted) for candidate in candidates]
    return rows, said_of(_situation(account, start, candidates, previous))


@lru_cache(maxsize=1)
def situation_weights() -> WordWeights:
    """What the facts of a number weigh with candidates, by their place."""

    def split(feature: str) -> tuple[str, str] | None:
        place = next((place for place in _SITUATED if feature.startswith(f"{place} ")), None)
        return (place, feature[len(place) + 1 :]) if place else None

    return WordWeights(Linear.load("sources"), split)


def _groups(
    account: Account,
    candidate: Candidate,
    candidates: list[Candidate],
    last: Attribution | None,
    *,
    quoted: bool,
) -> list[Group]:
    one, place, distance = candidate.attribution, candidate.place, min(candidate.distance, 3)
    if one is None:
        return []
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
    if is_document(parse, head):
        yield "document"


def _situation(
    account: Account, start: int, candidates: list[Candidate], previous: Chosen | None
) -> Iterator[str]:
    """Facts of the number's own sentence, which bear on nobody and on those who spoke before."""
    parse = account.parse
    sentence = account.sentence_at(start)
    covers = [c.attribution for c in candidates if c.place == "covers" and c.attribution]
    yield f"covers={min(len(covers), 2)}"
    yield "in quote" if account.quote_at(start) else "plain"
    if covers:
        someone = "covered by someone" if any(one.source for one in covers) else "covered"
        yield from (f"covered by {covers[0].kind}", f"covered by {covers[0].lemma}", someone)
    places = {c.place for c in candidates}
    yield from (f"has {place}" for place in _PLACES if place in places)
    first, last = parse.sentences[sentence]
    while first < last - 1 and not parse.lower[first][:1].isalnum():
        first += 1
    yield f"opens {parse.lower[first]}" if not parse.tag[first].startswith("NNP") else "opens with a name"
    paragraph = account.paragraph_of(sentence)
    if sentence == 0 or account.paragraph_of(sentence - 1) != paragraph:
        yield "opens paragraph"
    if "also" in parse.lower[first : min(last, first + REACH)]:
        yield "also"
    if _FINITE.isdisjoint(parse.tag[first : min(last, first + REACH)]):
        yield "no verb"
    if _heading(account, paragraph):
        yield "under a heading"
    yield from _tellers(account)
    if previous is None:
        yield "first number"
        return
    before = account.sentence_at(previous.start)
    gap = "same sentence" if before == sentence else f"{min(sentence - before, 3)} on"
    gap = (
        gap
        if account.paragraph_of(before) == paragraph
        else f"{min(paragraph - account.paragraph_of(before), 4)} paragraphs on"
    )
    who = "somebody" if previous.candidate.attribution else "nobody"
    yield f"{who} before {gap}"
    yield f"{who} before {gap} {'covered' if covers else 'bare'}"
    if gap == "same sentence" and previous.candidate.place:
        yield f"before was {previous.candidate.place} same sentence"


def _heading(account: Account, paragraph: int) -> bool:
    """Whether the paragraph opens with a heading in capitals before a colon or stop, or as an item of a list: "THE BILL. It took 5"."""
    return _HEADING.match(account.text, account.paragraph_start(paragraph)) is not None


def _tellers(account: Account) -> tuple[str, ...]:
    """How much of the text is told by somebody, by how many, and how much by the one who tells most."""
    told_by = [len(told) for _, told in account.told_by]
    facts = (f"told {account.told}", f"tellers {min(len(told_by), 4)}")
    if not told_by:
        return facts
    return (*facts, f"main told {min(told_by[0], 6)} share {round(told_by[0] / sum(told_by) * 4)}")

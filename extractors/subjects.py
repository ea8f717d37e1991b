"""Whose quantity it is: the mention near a number that the sentence's frame, or the story, makes its subject.

    chosen = subject_of(doc, (54, 66), "accelerator_count", mentions, topic)
    chosen.name     # "DeepSeek"

Each candidate is described by features (its path to the number in the parse, its kind, how
prominent it is in the story); a linear model trained on gold/train (training/subjects.py) ranks them.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, field

from spacy.tokens import Doc, Span, Token

from extractors.linear import Linear
from extractors.mentions import PRONOUNS, Entity, Mention, Mentions
from extractors.names import mention_words
from extractors.topic import Topic

SPEAKERS = frozenset({"i", "we", "us", "our", "my", "me"})
_BACK = 2  # sentences before the number's own in which common nouns and pronouns are candidates
_EVENTS_BACK = 8
_STEPS = 6  # of a path through the parse
_WORDS_NEAR = 60  # tokens on either side within which a sentence's nouns are candidates


@dataclass(frozen=True, slots=True)
class Chosen:
    """The subject of a quantity: canonical name, the mention that gave it, why, and a probability in 0..1.

    `name` is None where no candidate stands near; `span` is None where the story gave it (heading, lead).
    """

    name: str | None
    span: tuple[int, int] | None
    rule: str
    score: float


@dataclass(slots=True)
class Candidate:
    """One name that may be the subject, with the features of all its mentions near the number."""

    name: str
    kind: str
    span: tuple[int, int] | None
    features: set[str] = field(default_factory=set)


def subject_of(
    doc: Doc,
    quantity_span: tuple[int, int],
    metric: str,
    mentions: Mentions,
    topic: Topic,
    *,
    source: str | None = None,
    previous: Chosen | None = None,
) -> Chosen:
    """The most probable subject of the quantity at these characters.

    `source` is whoever is said to assert it ("we" means them); `previous` what was chosen for the
    quantity before in the same article: stories go on about one thing.
    """
    found = candidates(doc, quantity_span, metric, mentions, source=source, previous=previous)
    if not found:
        return Chosen(None, None, "no candidate near", 0.0)
    weights = Linear.load("subjects").weights
    totals = [math.fsum(weights[f][0] for f in each.features if f in weights) for each in found]
    top = max(totals)
    best = found[totals.index(top)]
    score = 1.0 / sum(math.exp(total - top) for total in totals)
    strongest = max(
        (f for f in best.features if f in weights), key=lambda f: (weights[f][0], f), default="only one"
    )
    return Chosen(best.name, best.span, strongest, score)


def candidates(
    doc: Doc,
    quantity_span: tuple[int, int],
    metric: str,
    mentions: Mentions,
    *,
    source: str | None = None,
    previous: Chosen | None = None,
) -> list[Candidate]:
    """Every name that the quantity at these characters may belong to, with its features, nearest first."""
    span = doc.char_span(*quantity_span, alignment_mode="expand")
    if span is None or not len(span):
        return []
    table: dict[str, Candidate] = {}
    for mention, features in _near(span, mentions, source):
        each = table.setdefault(
            mention.name, Candidate(mention.name, mention.kind, (mention.start, mention.end))
        )
        each.features.update(features)
    for entity in _prominent(mentions):
        table.setdefault(entity.name, Candidate(entity.name, entity.kind, None)).features.add("from=story")
    if previous is not None and previous.name is not None:
        table.setdefault(previous.name, Candidate(previous.name, "noun", previous.span))
    if source is not None and source in mentions.entities:
        table.setdefault(source, Candidate(source, mentions.entities[source].kind, None))
    counted = _counted(span)
    number = mentions.sentence_at(quantity_span[0])
    for each in table.values():
        each.features |= _of_story(each, metric, counted, number, mentions, source, previous)
    return list(table.values())


def _near(span: Span, mentions: Mentions, source: str | None) -> Iterator[tuple[Mention, set[str]]]:
    """The mentions in the number's sentence and those before it, each with what its place says."""
    doc = span.doc
    number = mentions.sentence_at(span.start_char)
    for n in range(number, max(-1, number - _BACK - 1), -1):
        for token in _heads(mentions, n, span if n == number else None):
            mention = _mention(token, mentions, source)
            if mention is not None:
                yield mention, _place(token, span, number - n, mention)
    for n in range(number - _BACK - 1, max(-1, number - _EVENTS_BACK), -1):
        for phrase in mentions.phrases_of(n):
            if phrase.kind == "event" and (mention := mentions.mention_at(doc[phrase.head])):
                yield mention, {"event back"}
    for n in range(min(2, number - _BACK)):
        for phrase in mentions.phrases_of(n):
            if phrase.kind in ("event", "thing") and (mention := mentions.mention_at(doc[phrase.head])):
                yield mention, {f"{phrase.kind} in lead"}


def _heads(mentions: Mentions, number: int, span: Span | None) -> list[Token]:
    """The head tokens of a sentence's mentions: names, common nouns, pronouns; near the number if it is here."""
    sentence = mentions.sentences[number]
    doc = mentions.doc
    low, high = sentence.start, sentence.end
    if span is not None:
        low, high = max(low, span.start - _WORDS_NEAR), min(high, span.end + _WORDS_NEAR)
    else:
        low = max(low, high - _WORDS_NEAR)
    heads = {phrase.head for phrase in mentions.phrases_of(number) if low <= phrase.head < high}
    for mention in (
        mentions.within(doc[low].idx, doc[high - 1].idx + len(doc[high - 1])) if high > low else ()
    ):
        named = doc.char_span(mention.start, mention.end, alignment_mode="expand")
        if named is not None and len(named):
            heads.add(named.root.i if named[0].dep else named.end - 1)
    heads.update(token.i for token in doc[low:high] if token.lower_ in PRONOUNS or token.lower_ in SPEAKERS)
    return [doc[i] for i in sorted(heads)]


def _mention(token: Token, mentions: Mentions, source: str | None) -> Mention | None:
    if token.lower_ in SPEAKERS:
        if source is None:
            return None
        return Mention(token.idx, token.idx + len(token), source, "speaker", True)
    return mentions.mention_at(token)


def _prominent(mentions: Mentions) -> list[Entity]:
    """The named things that the heading or the lead sets on stage, and the most named."""
    entities = list(mentions.entities.values())
    stage = [e for e in entities if e.title or e.first < mentions.lead_end]
    often = sorted(entities, key=lambda e: -len(e.starts))[:2]
    return (stage[:6] + [e for e in often if e not in stage[:6]])[:8]


def _place(token: Token, span: Span, back: int, mention: Mention) -> set[str]:
    """What a mention's place says: its path to the number, distance, and how it is put."""
    doc = token.doc
    if token.lower_ in PRONOUNS:
        form = "pronoun"
    elif token.lower_ in SPEAKERS:
        form = "we"
    elif mention.antecedent:
        form = "description"
    else:
        form = "phrase" if token.pos_ == "NOUN" else "name"
    features = {f"form={form}", f"back={back}", f"form={form} back={back}"}
    if token.dep_ in ("nsubj", "nsubjpass"):
        features.add(f"back={back} subject")
    if form in ("phrase", "description"):
        features.add(f"noun={token.lower_}")
        features.add(f"the={doc[max(token.left_edge.i, token.i - 6)].lower_ == 'the'}")
    if back:
        features.add(f"back={back} role={token.dep_}")
        return features
    if span.start <= token.i < span.end:
        features.add("in the quantity")
    gap = token.i - span.end if token.i >= span.end else span.start - token.i
    side = "after" if token.i >= span.end else "before"
    features.add(f"{side} {min(12, gap) if gap < 5 else 5 if gap < 8 else 8 if gap < 15 else 15}")
    features.add(f"{side} {form}")
    path, top = _path(span.root, token)
    features.update((f"path={path}", f"path={path} {form}", f"at={top.lower_} {token.dep_}"))
    short = path.split(" ")
    features.add(f"ends={' '.join(short[-2:])}")
    if "ccomp" in path and token.dep_ == "nsubj" and "^ccomp" in path:
        features.add("reporter")
    return features


def _path(start: Token, goal: Token) -> tuple[str, Token]:
    """The way from the number up and down the parse to the mention: "^dobj nsubj"; and where it turns."""
    ups: list[Token] = [start]
    while len(ups) < _STEPS * 2 and ups[-1].head.i != ups[-1].i:
        ups.append(ups[-1].head)
    rank = {token.i: n for n, token in enumerate(ups)}
    downs: list[Token] = [goal]
    while downs[-1].i not in rank and len(downs) < _STEPS and downs[-1].head.i != downs[-1].i:
        downs.append(downs[-1].head)
    if downs[-1].i not in rank:
        return "far", start
    turn = rank[downs[-1].i]
    steps = [_step(token, "^") for token in ups[:turn]] + [_step(token, "") for token in reversed(downs[:-1])]
    if len(steps) > _STEPS:
        steps = [*steps[:2], "…", *steps[-3:]]
    return " ".join(steps) or "same", downs[-1]


def _step(token: Token, mark: str) -> str:
    return f"{mark}{token.dep_}" + (f":{token.lower_}" if token.dep_ == "prep" else "")


def _counted(span: Span) -> str:
    """The noun that the number counts: the quantity's last word that is no number, else its head's."""
    for token in reversed(list(span)):
        if token.pos_ in ("NOUN", "ADJ") and not token.like_num:
            return token.lower_
    head = span.root.head
    return head.lower_ if head.pos_ == "NOUN" else "-"


def _of_story(
    each: Candidate,
    metric: str,
    counted: str,
    number: int,
    mentions: Mentions,
    source: str | None,
    previous: Chosen | None,
) -> set[str]:
    """What the story as a whole says for a name: kind, prominence, the source, the subject before."""
    features = {f"kind={each.kind}", f"kind={each.kind} {metric}", f"kind={each.kind} of {counted}"}
    entity = mentions.entities.get(each.name)
    if entity is not None:
        count = len(entity.starts)
        features.add(f"named {count if count < 4 else '4+'}")
        features.add(f"title={entity.title} lead={entity.first < mentions.lead_end}")
        features.add(f"title={entity.title} {each.kind}")
    if source is not None:
        features.add(f"is source={each.name == source} {metric}")
        features.add(f"is source={each.name == source}")
    if previous is not None and previous.name is not None:
        same = each.name == previous.name
        near = previous.span is not None and mentions.sentence_at(previous.span[0]) == number
        features.update((f"as before={same}", f"as before={same} near={near}", f"as before={same} {metric}"))
    if each.span is not None:
        noun = each.name.split()[-1].lower()
        features.add(f"noun={noun} {metric}")
        features.add(f"event word={mention_words().kind_of_noun.get(noun, '-')}")
    return features

"""Whose quantity it is: the mention near a number that the sentence's frame, or the story, makes its subject.

    chosen = subject_of(doc, (54, 66), "accelerator_count", mentions, topic)
    chosen.name     # "DeepSeek"

Each candidate is described by features (its path to the number in the parse, its kind, how
prominent it is in the story); a linear model (training/subjects.py) ranks them.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from spacy.tokens import Doc, Span, Token

from extractors.cues import cue_words
from extractors.fitness import fitness
from extractors.linear import Linear
from extractors.mentions import PRONOUNS, Mention, Mentions
from extractors.names import mention_words
from extractors.topic import Topic

SPEAKERS = frozenset({"i", "we", "us", "our", "my", "me"})
_BACK = 2  # sentences before the number's own in which common nouns and pronouns are candidates
_STEPS = 12  # of a path through the parse, up or down
_CLAUSES = frozenset(
    {"ccomp", "xcomp", "advcl", "relcl", "acl", "conj", "parataxis", "pcomp", "csubj", "dep", "appos"}
)
_THIN = frozenset({"pobj", "nummod", "quantmod", "compound"})  # steps that say nothing
_NAMED_BEFORE = 25  # mentions
_PARAGRAPH = 3000  # characters in which its beginning is looked for
_ROLES = frozenset({"nsubj", "nsubjpass", "dobj", "pobj", "poss", "ROOT", "appos", "attr", "conj", "agent"})
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


@dataclass(frozen=True, slots=True)
class Asked:
    """A quantity whose subject is asked for: its characters, its metric, and who is said to assert it."""

    span: tuple[int, int]
    metric: str
    source: str | None = None


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
) -> Chosen:
    """The most probable subject of the quantity at these characters; `source` is who is said to assert it."""
    table = candidates(doc, Asked(quantity_span, metric, source), mentions)
    if not table:
        return Chosen(None, None, "no candidate near", 0.0)
    model = Linear.load("subjects")
    chances = probabilities(table, model, [fitness(each.name, metric, topic) for each in table])
    names = by_name(table, chances)
    name = max(names, key=lambda n: names[n])
    best = table[max((n for n in range(len(table)) if table[n].name == name), key=lambda n: chances[n])]
    return Chosen(
        name, best.span, next(iter(model.strongest(best.features, "right", most=1)), ""), names[name]
    )


def probabilities(
    table: Sequence[Candidate], model: Linear, fitnesses: Sequence[float] | None = None
) -> list[float]:
    """How probable each candidate is among those of its quantity; they sum to 1."""
    totals = [
        model.total(each.features, fit)
        for each, fit in zip(table, fitnesses or [0.0] * len(table), strict=True)
    ]
    top = max(totals, default=0.0)
    powers = [math.exp(total - top) for total in totals]
    whole = sum(powers)
    return [power / whole for power in powers]


def by_name(table: Sequence[Candidate], chances: Sequence[float]) -> Counter[str]:
    """The chances of all mentions of a name together."""
    names: Counter[str] = Counter()
    for each, chance in zip(table, chances, strict=True):
        names[each.name] += chance  # type: ignore[assignment]
    return names


def candidates(doc: Doc, asked: Asked, mentions: Mentions) -> list[Candidate]:
    """Every name that the quantity may belong to, with its features."""
    span = doc.char_span(*asked.span, alignment_mode="expand")
    if span is None or not len(span):
        return []
    table = [
        Candidate(mention.name, mention.kind, (mention.start, mention.end), features)
        for mention, features in _near(span, mentions, asked.source, asked.metric)
    ]
    near = {each.name for each in table}
    stage = list(mentions.stage)
    if asked.source is not None and asked.source in mentions.entities:
        stage.append(mentions.entities[asked.source])
    table.extend(
        Candidate(each.name, each.kind, None, {"not near"}) for each in stage if each.name not in near
    )
    counted = _counted(span)
    scene = _scene(asked.span[0], mentions)
    for each in table:
        each.features |= _of_story(each, asked, counted, mentions)
        each.features |= {f"{told} {each.kind}" for told in scene.get(each.name, ("not named before",))}
        each.features |= {f"{told} {asked.metric}" for told in scene.get(each.name, ())}
    return table


def _near(
    span: Span, mentions: Mentions, source: str | None, metric: str
) -> Iterator[tuple[Mention, set[str]]]:
    """The mentions in the number's sentence and those before it, each with what its place says."""
    amounts = mention_words().amounts
    number = mentions.sentence_at(span.start_char)
    for n in range(number, max(-1, number - _BACK - 1), -1):
        for token in _heads(mentions, n, span if n == number else None):
            if token.lower_ in amounts:
                continue
            for rank, mention in enumerate(_readings(token, mentions, source)):
                yield mention, _place(token, span, number - n, mention, rank, metric)
    for rank, event in enumerate(mentions.story_events()):
        yield event, {f"story event {rank}"}


def _heads(mentions: Mentions, number: int, span: Span | None) -> list[Token]:
    """The head tokens of a sentence's mentions: names, common nouns, pronouns; near the number if it is here."""
    sentence = mentions.sentences[number]
    doc = mentions.doc
    low, high = sentence.start, sentence.end
    if span is not None:
        low, high = max(low, span.start - _WORDS_NEAR), min(high, span.end + _WORDS_NEAR)
    else:
        low = max(low, high - _WORDS_NEAR)
    heads = {phrase.head for phrase in mentions.phrases_between(number, low, high)}
    for mention in (
        mentions.within(doc[low].idx, doc[high - 1].idx + len(doc[high - 1])) if high > low else ()
    ):
        if (head := mentions.head_of(mention)) is not None:
            heads.add(head.i)
    heads.update(token.i for token in doc[low:high] if token.lower_ in PRONOUNS or token.lower_ in SPEAKERS)
    return [doc[i] for i in sorted(heads)]


def _readings(token: Token, mentions: Mentions, source: str | None) -> tuple[Mention, ...]:
    if token.lower_ not in SPEAKERS:
        return mentions.readings(token)
    return (Mention(token.idx, token.idx + len(token), source, "speaker", True),) if source else ()


def _form(token: Token, mention: Mention, rank: int) -> str:
    """How the mention is put: a name, a phrase, a pronoun; what stands for another with its chance in quarters."""
    if token.lower_ in SPEAKERS:
        return "we"
    if token.pos_ == "NOUN" and mention.name.endswith(token.text):
        return f"phrase {'fuller' if mention.antecedent else ''} {round(mention.chance * 4)}"
    if not mention.antecedent:
        return "name"
    return f"{'pronoun' if token.lower_ in PRONOUNS else 'description'} {rank} {round(mention.chance * 4)}"


def _place(token: Token, span: Span, back: int, mention: Mention, rank: int, metric: str) -> set[str]:
    """What a mention's place says: its path to the number, distance, and how it is put."""
    form = _form(token, mention, rank)
    sort = f"{form} {mention.kind}"
    features = {f"form={sort}", f"back={back}", f"form={sort} back={back}"}
    role = token.dep_ if token.dep_ in _ROLES else "else"
    if back:
        features.add(f"back={back} role={role} {form}")
        features.add(f"back={back} role={role} {metric}")
        return features
    if span.start <= token.i < span.end:
        features.add("in the quantity")
    gap = token.i - span.end if token.i >= span.end else span.start - token.i
    side = "after" if token.i >= span.end else "before"
    features.add(f"{side} {min(12, gap) if gap < 5 else 5 if gap < 8 else 8 if gap < 15 else 15} {form}")
    way = _way(span.root, token)
    if way is None:
        features.add(f"{side} apart")
        return features
    top = way.turn.lower_
    features.update(
        (
            f"way={way.up} / {way.clauses} / {way.down}",
            f"way={way.clauses} / {way.down}",
            f"way={way.clauses} / {way.down} {sort}",
            f"way={way.clauses} / {way.down} {metric}",
            f"way={way.clauses} / {way.down} {side}",
            f"way={way.up} / {way.clauses} / {way.down} {metric}",
            f"at={top} {way.down}",
            f"steps {min(way.steps, 6)} {form.split()[0]}",
        )
    )
    depth = min(3, len(way.clauses.split()))
    cue = cue_words().verbs.get(token.head.lower_) if way.down == "nsubj" else None
    if cue is not None:
        kinds = sorted({kind for told in cue.frames.values() for kind in told})
        features.add(f"says {bool(cue.strong)} {depth}")
        features.update(f"says {kind} {depth > 0} {form.split()[0]}" for kind in kinds)
    if way.down in ("nsubj", "nsubjpass"):
        features.update(
            (f"subject {depth} clauses up", f"subject {depth} clauses up {sort}", f"subject {side}")
        )
    elif way.down.startswith("nsubj"):
        features.update(
            (f"in subject {depth} clauses up", f"in subject {depth} {way.down.split()[-1]} {sort}")
        )
    elif not way.clauses:
        features.add(f"same clause {way.down.split()[0] if way.down else 'above'} {sort}")
    return features


@dataclass(frozen=True, slots=True)
class Way:
    """From a number to a mention through the parse: its place in its clause, the clauses left, and down again.

    In "Velden said sales had risen to $5 million" the way to Velden is: "prep:to", "ccomp", "nsubj".
    """

    up: str
    clauses: str
    down: str
    turn: Token
    steps: int


def _way(start: Token, goal: Token) -> Way | None:
    """The way; None where the two hang together only over more than a dozen steps."""
    ups = [start]
    while len(ups) < _STEPS and ups[-1].head.i != ups[-1].i:
        ups.append(ups[-1].head)
    rank = {token.i: n for n, token in enumerate(ups)}
    downs = [goal]
    while downs[-1].i not in rank:
        if len(downs) == _STEPS or downs[-1].head.i == downs[-1].i:
            return None
        downs.append(downs[-1].head)
    left = ups[: rank[downs[-1].i]]
    first = next((n for n, token in enumerate(left) if token.dep_ in _CLAUSES), len(left))
    inside = [_step(token) for token in left[:first] if token.dep_ not in _THIN]
    clauses = [token.dep_ for token in left[first:] if token.dep_ in _CLAUSES]
    down = [_step(token) for token in reversed(downs[:-1]) if token.dep_ not in _THIN]
    steps = len(left) + len(downs) - 1
    return Way(" ".join(inside[-2:]), " ".join(clauses[:3]), " ".join(down[:3]), downs[-1], steps)


def _step(token: Token) -> str:
    return f"prep:{token.lower_}" if token.dep_ == "prep" else token.dep_


def _counted(span: Span) -> str:
    """The noun that the number counts: the quantity's last word that is no number, else its head's."""
    for token in reversed(list(span)):
        if token.pos_ in ("NOUN", "ADJ") and not token.like_num:
            return token.lower_
    head = span.root.head
    return head.lower_ if head.pos_ == "NOUN" else "-"


def _scene(start: int, mentions: Mentions) -> dict[str, list[str]]:
    """What was named last before the number, of all things and of each kind, and first in its paragraph."""
    told: dict[str, list[str]] = {}
    kinds: set[str] = set()
    for mention in mentions.named_before(start, most=_NAMED_BEFORE):
        if mention.name in told:
            continue
        rank = len(told)
        told[mention.name] = [f"named {rank if rank < 3 else '3+'} names ago"]
        if mention.kind not in kinds:
            kinds.add(mention.kind)
            told[mention.name].append("last of its kind")
    paragraph = mentions.text.rfind("\n", max(0, start - _PARAGRAPH), start) + 1
    first = mentions.within(paragraph, start)[:1]
    for mention in first:
        told.setdefault(mention.name, []).append("opens the paragraph")
    return told


def _of_story(each: Candidate, asked: Asked, counted: str, mentions: Mentions) -> set[str]:
    """What the story as a whole says for a name: kind, prominence, the source."""
    metric = asked.metric
    features = {f"kind={each.kind}", f"kind={each.kind} {metric}", f"kind={each.kind} of {counted}"}
    entity = mentions.entities.get(each.name)
    if entity is not None:
        count = len(entity.starts)
        features.add(f"named {count if count < 4 else '4+'}")
        features.add(f"title={entity.title} lead={entity.first < mentions.lead_end}")
        features.add(f"title={entity.title} {each.kind}")
    if asked.source is not None:
        features.add(f"is source={each.name == asked.source} {metric}")
        features.add(f"is source={each.name == asked.source}")
    if each.span is not None:
        noun = each.name.split()[-1].lower()
        features.add(f"noun={noun} {metric}")
        features.add(f"event word={mention_words().kind_of_noun.get(noun, '-')}")
    return features

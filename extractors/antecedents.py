"""What "it", "she" or "the company" stands for: the earlier mention that a reader would go back to.

    ranked(doc[7], phrase, mentions)      # [(DeepSeek, 0.8), (High-Flyer, 0.1)]

Names and noun phrases shortly before compete; kind, distance and role in the sentence decide, weighed
by a linear model (training/antecedents.py).
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from extractors.entities import Entity
from extractors.linear import Linear, softmax
from extractors.mention_words import mention_words
from extractors.parse import Parse
from extractors.phrases import Phrase

if TYPE_CHECKING:
    from extractors.mentions import Mentions

_NAMES_BACK = 4  # sentences in which names are looked for; then only those that set the stage
_PHRASES_BACK = 1
_TOKENS_BACK = 80
_ROLES = frozenset({"nsubj", "nsubjpass", "dobj", "pobj", "poss", "appos", "attr", "agent", "conj", "ROOT"})
_QUALIFYING = frozenset({"compound", "nmod", "amod"})
_STAGE = 6
_CLIMB = 8
_KEPT = 1 << 12  # groups of features of a sort that are kept
# Weights that an introduced description adds to the model's: more than its strongest features, since
# "the startup" can hardly be one that nobody called a startup.
FITTING = 5.0
MISFITTING = -2.0
BROAD = 1.0
PARALLEL = 2.0
BESIDE = -6.0
_EARLY = 4  # tokens of a sentence before its subject


Group = frozenset[str]


@dataclass(slots=True)
class Antecedent:
    """One name that a pronoun or description may stand for, with what speaks for its nearest mention, in groups."""

    name: str
    kind: str
    groups: list[Group]
    aside: bool = False  # its nearest mention only qualifies a noun: "the same Nvidia part"

    @property
    def features(self) -> set[str]:
        """All features, of whatever group."""
        return set().union(*self.groups)


def ranked(
    token: int, phrase: Phrase | None, mentions: Mentions, *, most: int = 3
) -> list[tuple[Antecedent, float]]:
    """The most probable antecedents of a pronoun, or of the definite phrase that `token` heads; best first."""
    table = candidates(token, phrase, mentions)
    model = Linear.load("antecedents")
    fits = _fits(table, token, phrase, mentions)
    totals = [model.total_of(each.groups, fit) for each, fit in zip(table, fits, strict=True)]
    chances = softmax(totals)
    best = sorted(range(len(table)), key=chances.__getitem__, reverse=True)[:most]
    return [(table[n], chances[n]) for n in best]


def _fits(table: list[Antecedent], token: int, phrase: Phrase | None, mentions: Mentions) -> list[float]:
    """What a description itself says for each candidate, as a weight: newsrooms call a thing what they introduced it as.

    "The startup" is whoever the topic's file or the text calls a startup ("DeepSeek, a Hangzhou startup"); one
    who is called other things is not. A broad word ("the company") fits too many to say much.
    """
    if phrase is None:
        before, beside = _subject_before(token, mentions), named_beside(token, mentions)
        return [
            (PARALLEL if each.name == before else 0.0) + (BESIDE if each.name in beside else 0.0)
            for each in table
        ]
    called = [mentions.descriptions.nouns(each.name) for each in table]
    fitting = [phrase.noun in nouns or phrase.name.lower() in nouns for nouns in called]
    if not any(fitting):
        return [0.0] * len(table)
    for_, against = (BROAD, 0.0) if phrase.noun in mention_words().broad else (FITTING, MISFITTING)
    return [for_ if fits else against if nouns else 0.0 for fits, nouns in zip(fitting, called, strict=True)]


def named_beside(token: int, mentions: Mentions) -> frozenset[str]:
    """Whom a pronoun cannot mean: who is named further on in its own clause ("it dealt with Ostara"), and whom it owns.

    "His lawyer, Dara Moe" is not Dara Moe's.
    """
    parse = mentions.parse
    above = parse.head[token]
    if parse.dep[token] not in ("nsubj", "nsubjpass", "poss"):
        return frozenset()
    last = parse.edges[above][1]
    end = parse.start[last] if last < parse.size else len(parse.text)
    owning = parse.dep[token] == "poss"
    return frozenset(
        each.name
        for each in mentions.within(parse.end[token], end)
        if (owning and parse.head[mentions.head_of(each)] == above)
        or (not owning and _verb_above(parse, mentions.head_of(each)) == above)
    )


def _verb_above(parse: Parse, token: int) -> int:
    for _ in range(_CLIMB):
        token = parse.head[token]
        if parse.tag[token].startswith("VB") or parse.head[token] == token:
            break
    return token


def _subject_before(token: int, mentions: Mentions) -> str | None:
    """The name of the subject of the sentence before, where the pronoun is (of) the subject of its own.

    Who is talked about goes on to be: "The company has not answered. Its own paper says 5."
    """
    parse = mentions.parse
    begin, _ = parse.sentence_of(token)
    noun = parse.head[token] if parse.dep[token] == "poss" else token
    if begin == 0 or parse.dep[noun] not in ("nsubj", "nsubjpass") or token - begin > _EARLY:
        return None
    if parse.dep[parse.head[noun]] == "ccomp" and parse.head[parse.head[noun]] < noun:
        return None  # "Ostara says it lost $5 million"
    first, last = parse.sentence_of(begin - 1)
    for verb in range(first, last):
        if parse.head[verb] == verb or parse.dep[verb] == "ROOT":
            subject = parse.child(verb, "nsubj", "nsubjpass")
            if subject is None:
                return None
            readings = mentions.readings(subject)
            return readings[0].name if readings else None
    return None


def candidates(token: int, phrase: Phrase | None, mentions: Mentions) -> list[Antecedent]:
    """Every name and noun phrase before the token that it may go back to, nearest mention first."""
    parse = mentions.parse
    what = parse.lower[token] if phrase is None else phrase.kind
    table: dict[str, Antecedent] = {}
    sentence = mentions.sentence_at(parse.start[token])
    ancestors, own = _ancestors(parse, token), parse.dep[token]
    for back, head, name, kind, form in _before(token, phrase, sentence, mentions):
        if name in table or name in mentions.only_told:
            continue
        role = parse.dep[head] if parse.dep[head] in _ROLES else "else"
        groups = [_place(what, kind, form, back, len(table)), _role(what, own, role, back)]
        if role in ("nsubj", "nsubjpass") and parse.head[head] in ancestors:
            groups.append(_subject(own, ancestors[parse.head[head]]))
        table[name] = Antecedent(name, kind, groups, parse.dep[head] in _QUALIFYING)
    for entity in mentions.stage:
        if entity.name not in table and entity.name not in mentions.only_told:
            table[entity.name] = Antecedent(entity.name, entity.kind, [_stage(what, entity.kind, len(table))])
    if phrase is not None:
        for entity in _introduced_later(phrase, table, mentions):
            table[entity.name] = Antecedent(entity.name, entity.kind, [_stage(what, entity.kind, len(table))])
    for each in table.values():
        each.groups += _of_entity(each, what, phrase, mentions)
    return list(table.values())


def _introduced_later(phrase: Phrase, table: Collection[str], mentions: Mentions) -> list[Entity]:
    """The topic's own entities that only a later line names, where no earlier one is called so: "the startup has 50,000".

    One that only says whose a person is ("Alexandr Wang of Scale AI") is none of them.
    """
    called = [each for each in mentions.entities.values() if phrase.noun in each.descriptions]
    acting = [each for each in called if each.name in mentions.acting]
    return [] if any(each.name in table for each in acting or called) else (acting or called)[:1]


@lru_cache(maxsize=_KEPT)
def _place(what: str, kind: str, form: str, back: int, n: int) -> Group:
    place = (f"{what} {kind} {form}", f"{what} back={back} {form}")
    return frozenset((*place, f"{form} number {n}", f"{what} number {n}"))


@lru_cache(maxsize=_KEPT)
def _role(what: str, own: str, role: str, back: int) -> Group:
    return frozenset(
        (f"role={role} back={back}", f"{what} role={role}", f"roles {own} {role} {min(back, 2)}")
    )


@lru_cache(maxsize=_KEPT)
def _subject(own: str, steps: int) -> Group:
    return frozenset((f"subject of the clause {own} {steps}",))


@lru_cache(maxsize=_KEPT)
def _stage(what: str, kind: str, n: int) -> Group:
    return frozenset((f"{what} {kind} stage", f"{what} stage", f"stage number {n}"))


def _ancestors(parse: Parse, token: int) -> dict[int, int]:
    """The tokens above this one in the parse, and how many steps up each is, of which more than three count as three."""
    return {above: min(3, n) for n, above in enumerate(parse.ancestors(token, most=_CLIMB))}


def _before(
    token: int, phrase: Phrase | None, sentence: int, mentions: Mentions
) -> Iterator[tuple[int, int, str, str, str]]:
    """Sentences back, head token, name, kind and form of each mention before the token, nearest first."""
    parse = mentions.parse
    first = token if phrase is None else phrase.start
    for number in range(sentence, max(-1, sentence - _NAMES_BACK - 1), -1):
        opens, ends = mentions.sentences[number]
        end = min(first, ends)
        start = max(opens, end - _TOKENS_BACK)
        if start >= end:
            continue
        found = [
            (head, mention.name, mention.kind, "name")
            for mention in mentions.within(parse.start[start], parse.start[end - 1] + 1)
            if (head := mentions.head_of(mention)) < first and not mentions.is_affiliation(head)
        ]
        if sentence - number <= _PHRASES_BACK:
            found += [
                (other.head, other.name, other.kind, "phrase")
                for other in mentions.phrases_between(number, start, end)
                if phrase is None or other.noun != phrase.noun
            ]
        order = sorted(found, reverse=number == sentence)
        yield from ((sentence - number, *one) for one in order)


def _of_entity(each: Antecedent, what: str, phrase: Phrase | None, mentions: Mentions) -> Iterator[Group]:
    """What the story says for a name: how often it comes, where, and whether the description fits it."""
    entity = mentions.entities.get(each.name)
    if entity is not None:
        lead = entity.first < mentions.lead_end
        yield _prominence(what, entity.kind, min(len(entity.starts), 4), entity.title, lead)
        yield _words(what, min(3, len(each.name.split())))
    if phrase is not None:
        words = {word.lower() for word in each.name.split()}
        known = entity is not None and phrase.noun in entity.descriptions
        more = {word.lower() for word in phrase.name.split()[:-1]}
        yield _noun(phrase.noun, each.kind)
        yield _fits_noun(what, phrase.noun in words or known, bool(more & words), bool(more))


@lru_cache(maxsize=_KEPT)
def _prominence(what: str, kind: str, count: int, title: bool, lead: bool) -> Group:
    stage = f"title={title} lead={lead}"
    return frozenset((f"named {count}", stage, f"{what} {stage} {kind}"))


@lru_cache(maxsize=_KEPT)
def _words(what: str, count: int) -> Group:
    return frozenset((f"words {count} {what}",))


@lru_cache(maxsize=_KEPT)
def _noun(noun: str, kind: str) -> Group:
    return frozenset((f"noun={noun} {kind}",))


@lru_cache(maxsize=_KEPT)
def _fits_noun(what: str, inside: bool, shared: bool, more: bool) -> Group:
    return frozenset((f"noun in name={inside} {what}", f"modifiers shared={shared} any={more}"))

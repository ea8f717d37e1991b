"""What a text shows each of its names to be: a person, a body or a place, by how it is introduced and comes back.

    told_apart(mentions)     # "Qinghe Intelligence, a start-up" is an organisation, "Shen Weiran, 41," a person

Newsrooms introduce a name with what it is, and come back to a person by the last name, to a body by the first
word. For the statements alone: what numbers are about was learned with the kinds that words in a name give away.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

import extractors.coreference as coreference
import extractors.vocabulary as vocabulary
from extractors.entities import Entity, countries
from extractors.mention_words import mention_words
from extractors.mentions import Mention, Mentions
from extractors.speaker_words import speaker_words
from extractors.vocabulary import Checked

GUESSED = frozenset({"person", "organisation", "place", "name"})
# Weights in log odds; a mention counts for each sign that it shows.
CALLED = 3.0  # "Qinghe, a start-up", "founder Shen Weiran"
SHORT = 2.5  # "Weiran" after "Shen Weiran", "Qinghe" after "Qinghe Intelligence"
WORDED = 3.0  # a word of the name that bodies have
AGED = 4.0  # "Shen Weiran, 41,"
OWNING = 2.0  # "Qinghe's founder", "a spokesman for Qinghe", "the Qinghe spokesman"
RELATIVE = 2.0  # "who", "which"
PLACED = 1.5  # "in Bergen"
ACTING = 0.7  # subject of a verb
ALONE = 1.5  # one word, never a first name before it: hardly a person
SHOWN = 0.5  # below it nothing shows that a name is a body's
GUESS = 0.3  # of the weight of what the words beside the names say
GUESS_MOST = 2.0


class KindWords(Checked):
    """data/kinds.yml: signs of what a name stands for."""

    body_words: frozenset[str]
    place_words: frozenset[str]
    places: frozenset[str]
    place_prepositions: frozenset[str]
    of_body: frozenset[str]


@lru_cache(maxsize=1)
def kind_words() -> KindWords:
    """The shipped signs."""
    return vocabulary.shipped(KindWords, "kinds")


@lru_cache(maxsize=1)
def known_places() -> frozenset[str]:
    """The names of places that need no sign, in lower case: countries, parts of them, and seats of governments."""
    return kind_words().places | {name.lower() for name in countries()}


def told_apart(mentions: Mentions) -> Mentions:
    """The same mentions with each name of the kind that the text shows it to be; the topic's own stay as they are."""
    places: dict[str, list[Mention]] = {}
    for mention in mentions.named:
        places.setdefault(mention.name, []).append(mention)
    kinds = {
        entity.name: shown_kind(mentions, entity, places.get(entity.name, []))
        for entity in mentions.entities.values()
    }
    nouns = speaker_words().companies  # "Company denies it" names nobody
    entities = [
        replace(each, kind=kinds[each.name])
        for each in mentions.entities.values()
        if each.name.lower() not in nouns
    ]
    named = [
        replace(each, kind=kinds.get(each.name, each.kind))
        for each in mentions.named
        if each.name.lower() not in nouns
    ]
    return Mentions(mentions.doc, entities, named, mentions.title, rank=coreference.ranked)


def shown_kind(mentions: Mentions, entity: Entity, places: list[Mention]) -> str:
    """The kind that most speaks for; what a name's own words or a title settled stays."""
    if entity.name.lower() in known_places():
        return "place"
    if entity.known or entity.kind not in GUESSED:
        return entity.kind
    if any(character.isdigit() for character in entity.name):
        return "model"
    votes = dict.fromkeys(("organisation", "person", "place"), 0.0)
    for kind, weight in _signs(mentions, entity, places):
        votes[kind] += weight
    if entity.kinds:  # what the words beside its names say, in log odds of all of them together
        likeliest, count = max(entity.kinds.values()), max(1, len(entity.starts))
        for kind in votes:
            votes[kind] -= min(GUESS_MOST, GUESS * (likeliest - entity.kinds[kind]) / count)
    best = max(votes, key=lambda kind: votes[kind])
    return best if best != "organisation" or votes[best] > SHOWN else "name"


def _signs(mentions: Mentions, entity: Entity, places: list[Mention]) -> Iterator[tuple[str, float]]:
    words = entity.name.lower().split()
    of_noun = mention_words().kind_of_noun
    for noun in mentions.descriptions.all_nouns(entity.name):
        kind = "organisation" if noun in speaker_words().companies else of_noun.get(noun, "")
        if kind in ("person", "organisation", "place"):
            yield kind, CALLED
        elif noun in speaker_words().people:
            yield "person", CALLED
    if set(words) & (kind_words().body_words | speaker_words().bodies):
        yield "organisation", WORDED
    if words[0] in kind_words().place_words:
        yield "place", WORDED
    own = words[: words.index("of")] if "of" in words else words
    texts = [mentions.text[each.start : each.end].lower() for each in places]
    if len(own) > 1:
        shorts = {text for text in texts if text != " ".join(words)}
        if own[-1] in shorts:
            yield "person", SHORT
        if own[0] in shorts:
            yield "organisation", SHORT
    elif len(words) == 1:
        yield "person", -ALONE
    for each in places:
        yield from _signs_at(mentions, each)


def _signs_at(mentions: Mentions, mention: Mention) -> Iterator[tuple[str, float]]:
    """What the words beside one mention show."""
    parse = mentions.parse
    head, words = mentions.head_of(mention), kind_words()
    first, last = parse.tokens_at(mention.start, mention.end)
    after = parse.lower[last : last + 3]
    if len(after) > 2 and after[0] == "," and after[1].isdigit() and len(after[1]) == 2 and after[2] in ",.;":
        yield "person", AGED
    if after[:2] == [",", "who"] or after[:1] == ["who"]:
        yield "person", RELATIVE
    if after[:2] == [",", "which"] or after[:1] == ["which"]:
        yield "person", -RELATIVE
    above = parse.head[head]
    before = parse.lower[first - 1] if first else ""
    if before.rstrip(".") in mention_words().titles:
        yield "person", AGED
    if parse.dep[head] == "pobj" and parse.lower[above] in words.place_prepositions:
        yield "place", PLACED
    elif parse.dep[head] in ("nsubj", "agent"):
        yield "place", -ACTING
    if parse.dep[head] in ("poss", "compound", "nmod") and parse.lower[above] in words.of_body:
        yield "organisation", OWNING
    if (
        parse.dep[head] == "pobj"
        and before in speaker_words().belonging
        and parse.lower[parse.head[above]] in words.of_body
    ):
        yield "organisation", OWNING

"""The things that a text names: the topic's, and those that the text brings in, each under its fullest name.

    find_entities(doc, topic, "Jialing denies it")     # Jialing Micro: named twice, in the title

A short form joins the first name that holds its words: "Jialing" is "Jialing Micro", "Mr Teo" is
"Raymond Teo"; but "Baiyun-4" is not "Baiyun-5".
"""

from __future__ import annotations

import math
import re
from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass, field
from functools import lru_cache

from babel import Locale
from spacy.tokens import Doc, Span

from extractors.dictionary import is_word
from extractors.fitness import sort_of
from extractors.linear import Linear
from extractors.mention_words import mention_words
from extractors.name_kinds import kind_features
from extractors.names import Name, find_names, opens_sentence
from extractors.parse import parse_of
from extractors.topic import Topic

_OPEN_KINDS = frozenset({"name", "place"})
_ACTING = frozenset({"nsubj", "nsubjpass", "poss", "compound"})
_CLOSED = frozenset({"PRON", "DET", "ADV", "SCONJ", "CCONJ", "ADP", "AUX", "INTJ", "NUM"})
_AMOUNT = 40  # characters before a name in which an amount is looked for
_USUAL = 4  # uses of capitals after which they are the name that a text uses
_ALIKE = 30  # entities that share a word and are compared
# "401,346 ETH", "9 million MW"; but "In 2024 Kestrel" and "on June 7 Kestrel" name a body
_AMOUNT_BEFORE = re.compile(
    r"(?<![\d.,])(?!(?:19|20)\d\d )\d(?:[\d.,]*\d)?(?: (?:hundred|thousand|million|billion|trillion|lakh|crore))? $"
)
_CALLED_BEFORE = re.compile(r"(?<![\w-])([a-z]+)(,?) $")
_CALLED_BEHIND = re.compile(
    r", (?:an?|the|its|their) (?:[\w'’-]+ ){0,4}?([a-z-]+)(?=,| (?:of|in|for|at|from|with|by|on|that|which|who|based)\b)"
)
_GOES_ON = re.compile(r"-([a-z]+)")
CALLED = 5.0  # log odds: a text knows better than the look of a name
_VERSION = re.compile(r"[a-z]?\d+(?:\.\d+)*[a-z]?")


@lru_cache(maxsize=1)
def countries() -> frozenset[str]:
    """The English names of all countries and territories, from the Unicode consortium's data."""
    return frozenset(Locale("en").territories.values())


@dataclass(slots=True, eq=False)
class Entity:
    """One thing that the text names: its names so far and how prominent it is."""

    name: str
    kind: str
    known: bool  # named by the topic
    words: frozenset[str]
    first: int
    starts: list[int] = field(default_factory=list)
    title: bool = False
    descriptions: frozenset[str] = frozenset()
    voice: bool = False  # the topic calls it one who counts others
    measured: bool = False  # the topic calls it an index: it is measured, and tells nothing
    short: Counter[str] = field(default_factory=Counter)  # how often capitals stand for it, "CMC"
    kinds: Counter[str] = field(default_factory=Counter)  # log odds from all mentions together

    def settle_kind(self) -> None:
        """Takes the kind that all mentions together speak for, where the name itself does not tell."""
        if self.name in countries():
            self.kind = "place"
        elif self.kinds and (self.kind in _OPEN_KINDS or self.name.isupper()):
            self.kind = max(self.kinds, key=lambda kind: self.kinds[kind])

    def settle_name(self) -> None:
        """Takes the capitals for its name where the text calls it so: "JLR" in the heading, or nearly always."""
        for short, times in self.short.items():
            if not self.known and times >= max(_USUAL, 2 * (len(self.starts) - times)):
                self.name = short


@dataclass(frozen=True, slots=True)
class Named:
    """A place in the text that names an entity."""

    start: int
    end: int
    entity: Entity


def find_entities(doc: Doc, topic: Topic, title: str | None = None) -> tuple[list[Entity], list[Named]]:
    """The entities of the text and its title, and each place that names one, in order."""
    text = parse_of(doc).text
    table: list[Entity] = []
    by_word: dict[str, list[Entity]] = {}
    named: list[Named] = []
    found = _topic_names(text, topic)
    real = [
        n for n in _real_names(doc, text) if not _overlaps(n, found) and n.text.lower() not in topic.counting
    ]
    for each in sorted(found + real, key=lambda n: n.start):
        name = _canonical(each, topic)
        entity = _entity(name, topic, table, by_word)
        entity.first = name.start if not entity.starts else entity.first
        entity.starts.append(name.start)
        if not entity.known:
            _weigh_kind(entity, name, text)
        named.append(Named(name.start, name.end, entity))
    for name in _title_names(title or "", topic, by_word):
        if name.text.lower() in topic.counting:
            continue
        entity = _entity(name, topic, table, by_word)
        entity.title = True
        entity.short[name.text] += _USUAL if name.text in entity.short else 0
    _add_makers(table, topic)
    for entity in table:
        entity.settle_kind()
        entity.settle_name()
    return table, named


def _title_names(title: str, topic: Topic, by_word: dict[str, list[Entity]]) -> list[Name]:
    """The names of a title; its first word only if the text knows it, for it is capital in any case."""
    known = _topic_names(title, topic)
    return known + [
        _canonical(name, topic)
        for name in find_names(title)
        if not _overlaps(name, known)
        and (name.start > 0 or _known(name, topic, by_word) or not is_word(name.text.lower()))
    ]


def _add_makers(table: list[Entity], topic: Topic) -> None:
    """The makers of the models that a text names stand behind it, even where it does not name them."""
    there = {entity.name for entity in table}
    for model in list(table):
        maker = topic.entities[model.name].maker if model.name in topic.entities else None
        if maker and maker not in there:
            there.add(maker)
            known = topic.entities[maker]
            made = Entity(maker, known.kind, True, _words(maker), model.first, title=model.title)
            made.descriptions = frozenset(known.descriptions)
            table.append(made)


def _weigh_kind(entity: Entity, name: Name, text: str) -> None:
    for kind, chance in Linear.load("name_kinds").scores(kind_features(name, text)).items():
        entity.kinds[kind] += math.log(max(chance, 1e-4))  # type: ignore[assignment]
    if called := _called(name, text):
        entity.kinds[called] += CALLED  # type: ignore[assignment]


def _called(name: Name, text: str) -> str | None:
    """The kind of what a text calls a name, right before or behind it: "the retailer Olmo", "Olmo, a Danish retailer"."""
    known = mention_words().kind_of_noun
    before = _CALLED_BEFORE.search(text[max(0, name.start - _AMOUNT) : name.start])
    closed = before is not None and (not before[2] or text.startswith(",", name.end))
    if before is not None and closed:
        if before[1] in known:
            return known[before[1]]
        if before[1] in mention_words().name_words["place"]:
            return "place"  # "the river Temba"
    behind = _CALLED_BEHIND.match(text, name.end, name.end + 80)
    return known.get(behind[1]) if behind else None


def _topic_names(text: str, topic: Topic) -> list[Name]:
    """The topic's names in the text; a plural s after a product's name is part of it ("H800s").

    One that only qualifies another ("Nvidia-backed Halberd") names it in passing.
    """
    return [
        _of_topic(match.start(), match.end(), match.group(1), topic)
        for match in topic.name_pattern.finditer(text)
        if not ((on := _GOES_ON.match(text, match.end())) and on[1] in mention_words().qualifying)
    ]


def _of_topic(start: int, end: int, form: str, topic: Topic) -> Name:
    """The topic's name for a form of it, with its kind."""
    name = topic.names[form]
    kind = topic.entities[name].kind if name in topic.entities else "item"
    return Name(start, end, name, sort_of(kind))


def _canonical(name: Name, topic: Topic) -> Name:
    """A name by its capitals under the topic's name for it: "CORRECTED-Nvidia" hides it from the topic's pattern."""
    return _of_topic(name.start, name.end, name.text, topic) if name.text in topic.names else name


def _overlaps(name: Name, found: list[Name]) -> bool:
    n = bisect_left(found, name.end, key=lambda other: other.start)
    return n > 0 and found[n - 1].end > name.start


def _real_names(doc: Doc, text: str) -> list[Name]:
    """The capitalised names, without units of measure and without plain words that open a sentence."""
    names = [name for name in find_names(text) if not _counted(name, text)]
    inside = Counter(name.text for name in names if not opens_sentence(text, name.start))
    real = []
    for name in names:
        single = not any(part[0].isupper() for part in name.text.split()[1:])
        if single and not inside[name.text] and opens_sentence(text, name.start):
            span = doc.char_span(name.start, name.end, alignment_mode="expand")
            if span is None or (_plain(span) if is_word(name.text.lower()) else span[0].pos_ in _CLOSED):
                continue
        real.append(name)
    return real


def _plain(span: Span) -> bool:
    """Whether a word that opens a sentence is no name by its tag, or does not act in it: "Zoom out and it gets worse".

    Nor is what is measured ("Turnout was 61 percent"), or what tells a body's trade ("Cloud provider Hexagrid").
    """
    if span.text.lower() in mention_words().measured or _is_trade(span):
        return True
    if not span[0].pos:
        return span.text.isalpha()
    return span[0].pos_ != "PROPN" or span[0].dep_ not in _ACTING


def _is_trade(span: Span) -> bool:
    """Whether the word belongs to a common noun for bodies that goes on to its name: "Cloud provider Hexagrid"."""
    doc, end = span.doc, span.end
    return (
        end + 1 < len(doc)
        and mention_words().kind_of_noun.get(doc[end].text) == "organisation"
        and doc[end + 1].text[:1].isupper()
    )


def _counted(name: Name, text: str) -> bool:
    """Whether the name stands behind an amount, as a unit does; the day of a date is none."""
    amount = _AMOUNT_BEFORE.search(text[max(0, name.start - _AMOUNT) : name.start])
    if amount is None:
        return False
    before = text[max(0, name.start - _AMOUNT) : name.start][: amount.start()].split()
    return not before or before[-1].lower().strip(".") not in mention_words().calendar


def _words(name: str) -> frozenset[str]:
    return frozenset(word for word in re.split(r"[\s.-]+", name.lower()) if word)


def _entity(name: Name, topic: Topic, table: list[Entity], by_word: dict[str, list[Entity]]) -> Entity:
    """The entity that this name means, new or old; a fuller form becomes its name."""
    entity = _known(name, topic, by_word)
    words = _words(name.text)
    if entity is None:
        known = name.text in topic.entities or name.text in topic.items
        entity = Entity(name.text, name.kind, known, words, -1)
        if name.text in topic.entities:
            entity.descriptions = frozenset(topic.entities[name.text].descriptions)
            entity.voice = topic.entities[name.text].kind == "voice"
            entity.measured = topic.entities[name.text].kind == "index"
        table.append(entity)
    elif _is_short_for(name.text, entity.name):
        entity.short[name.text] += 1
    elif not entity.known and (len(words) > len(entity.words) or entity.name.isupper()):
        entity.name, entity.words = name.text, words | entity.words
    if not entity.known and (entity.kind == "name" or (entity.kind == "place" and name.kind != "name")):
        entity.kind = name.kind
    for word in words | {_initials(entity.name).lower()}:
        if entity not in (known_ := by_word.setdefault(word, [])):
            known_.append(entity)
    return entity


def _initials(name: str) -> str:
    """The first letters of its capitalised words: "CMC" of "Cyber Monitoring Centre"; empty where there are under three."""
    letters = [word[0] for word in name.split() if word[0].isupper()]
    return "".join(letters) if len(letters) > 2 else ""


def _is_short_for(short: str, name: str) -> bool:
    """Whether capitals stand for a longer name: "CMC", once the text has named the Cyber Monitoring Centre."""
    return len(short) > 2 and short == _initials(name)


def _goes_by(short: frozenset[str], full: str) -> bool:
    """Whether a name may be cut to these of its words: no "Firm", and no name of a place that it only holds.

    "Harat" is neither the "Harat Courier" nor the "Hands of Harat": a paper, a council or a bridge is told
    from others by its place, and goes by its last word.
    """
    words = full.lower().split()
    own = words[: words.index("of")] if "of" in words else words
    named_for_place = words[-1] in mention_words().of_its_place and words[-1] not in short
    return not (named_for_place or short.isdisjoint(own) or short <= mention_words().kind_of_word.keys())


def _known(name: Name, topic: Topic, by_word: dict[str, list[Entity]]) -> Entity | None:
    """The earlier entity whose words hold this name's, or the other way round, versions being equal."""
    words = _words(name.text)
    versions = {word for word in words if _VERSION.fullmatch(word)}
    for word in sorted(words, key=len, reverse=True):
        for entity in by_word.get(word, [])[:_ALIKE]:
            theirs = {w for w in entity.words if _VERSION.fullmatch(w)}
            if entity.words == words or _is_short_for(name.text, entity.name):
                return entity
            if entity.known or name.text in topic.entities or name.text in topic.items:
                continue
            short, long = sorted((words, entity.words), key=len)
            same_version = versions == theirs or (bool(versions & theirs) and short <= versions | theirs)
            full = name.text if long is words else entity.name
            if short < long and same_version and _goes_by(short, full):
                return entity
    return None

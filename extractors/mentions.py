"""Who and what a text speaks of: names of the topic, names that the text brings in, and what stands for them.

    mentions = find_mentions(doc, topic, title)
    mentions.resolve(120, 131)       # "the startup" → "DeepSeek"

Newsrooms name a thing in full once and come back to it with a short form, "the firm" or "it"; the
heading and the first paragraph set the stage. These habits are the rules here.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from dataclasses import dataclass, field

from spacy.tokens import Doc, Token

from extractors.names import Name, find_names, mention_words
from extractors.phrases import Phrase, phrase_name, phrases
from extractors.topic import Topic

PLURAL = frozenset({"they", "them", "their", "theirs"})
NEUTER = frozenset({"it", "its", "itself"})
PERSONAL = frozenset({"he", "she", "him", "her", "his", "hers"})
PRONOUNS = PLURAL | NEUTER | PERSONAL
_VERSION = re.compile(r"[a-z]?\d+(?:\.\d+)*[a-z]?")


@dataclass(frozen=True, slots=True)
class Mention:
    """A stretch of the text that stands for something: `name` is the thing's canonical short name.

    `kind` is organisation, person, place, model, event, document, item, thing, noun, or "name" where
    nothing tells; `antecedent` says that the name was taken over from an earlier mention.
    """

    start: int
    end: int
    name: str
    kind: str
    antecedent: bool


@dataclass(slots=True)
class Entity:
    """One thing that the text names: its names so far and how prominent it is."""

    name: str
    kind: str
    known: bool  # named by the topic
    words: frozenset[str]
    first: int
    starts: list[int] = field(default_factory=list)
    title: bool = False


class Mentions:
    """The mentions of one document, by character offset and by sentence.

    `doc` may be parsed in part: phrases and pronouns are looked at only where there is a parse.
    """

    def __init__(self, doc: Doc, entities: list[Entity], named: list[Mention]) -> None:
        self.doc = doc
        self.named = tuple(named)
        self.entities = {entity.name: entity for entity in entities}
        self._starts = [mention.start for mention in named]
        self.sentences = list(doc.sents) if doc.has_annotation("SENT_START") else [doc[:]]
        self._sentence_starts = [sentence.start_char for sentence in self.sentences]
        self._phrases: dict[int, list[Phrase]] = {}
        self._resolved: dict[int, Mention | None] = {}
        paragraph = doc.text.find("\n")
        self.lead_end = paragraph if paragraph > 0 else len(doc.text)

    def sentence_at(self, start: int) -> int:
        """The number of the sentence that holds this character."""
        return max(0, bisect_right(self._sentence_starts, start) - 1)

    def within(self, start: int, end: int) -> tuple[Mention, ...]:
        """The named mentions that start in [start, end)."""
        return self.named[bisect_left(self._starts, start) : bisect_left(self._starts, end)]

    def phrases_of(self, number: int) -> list[Phrase]:
        """The common-noun phrases of a sentence; none where it was not parsed."""
        if number not in self._phrases:
            sentence = self.sentences[number]
            parsed = len(sentence) > 0 and sentence[0].dep != 0
            self._phrases[number] = list(phrases(sentence)) if parsed else []
        return self._phrases[number]

    def resolve(self, start: int, end: int) -> str | None:
        """The canonical name of what this stretch stands for; None where nothing tells (a stray "he").

        A name gives its fullest form, a pronoun or "the company" its antecedent's, "a DeepSeek
        spokesman" itself without article.
        """
        span = self.doc.char_span(start, end, alignment_mode="expand")
        if span is None or not len(span):
            return None
        head = span.root if span[0].dep != 0 else span[-1]
        mention = self.mention_at(head)
        return mention.name if mention else None

    def mention_at(self, token: Token) -> Mention | None:
        """The mention whose head this token is, with its antecedent found."""
        if token.i not in self._resolved:
            self._resolved[token.i] = self._mention_at(token)
        return self._resolved[token.i]

    def _mention_at(self, token: Token) -> Mention | None:
        n = bisect_right(self._starts, token.idx) - 1
        if n >= 0 and self.named[n].end > token.idx:
            return self.named[n]
        end = token.idx + len(token)
        if token.lower_ in PRONOUNS:
            entity = self._antecedent(token, self._pronoun_kinds(token.lower_))
            return Mention(token.idx, end, entity.name, entity.kind, True) if entity else None
        number = self.sentence_at(token.idx)
        phrase = next((p for p in self.phrases_of(number) if p.head == token.i), None)
        if phrase is None:
            if token.pos_ == "PRON":
                return None
            return Mention(token.idx, end, phrase_name(token, token.i, "noun"), "noun", False)
        return self._phrase_mention(phrase, token)

    def _phrase_mention(self, phrase: Phrase, token: Token) -> Mention:
        start, end = self.doc[phrase.start].idx, token.idx + len(token)
        if phrase.definite:
            bare = phrase.name.lower() == token.lower_ or not any(c.isupper() for c in phrase.name)
            if bare and phrase.kind in ("organisation", "person", "model", "place"):
                entity = self._described(token, phrase)
                if entity:
                    return Mention(start, end, entity.name, entity.kind, True)
            if bare and (fuller := self._fuller(phrase)):
                return Mention(start, end, fuller.name, phrase.kind, True)
        return Mention(start, end, phrase.name, phrase.kind, False)

    @staticmethod
    def _pronoun_kinds(pronoun: str) -> frozenset[str]:
        if pronoun in PERSONAL:
            return frozenset({"person", "name"})
        if pronoun in PLURAL:
            return frozenset({"organisation", "name"})
        return frozenset({"organisation", "model", "name", "item", "place"})

    def _described(self, token: Token, phrase: Phrase) -> Entity | None:
        """The latest named thing that "the startup" or "the town" can stand for."""
        kinds = {phrase.kind, "name"} if phrase.kind != "model" else {"model", "item"}
        return self._antecedent(token, frozenset(kinds), noun=phrase.noun)

    def _fuller(self, phrase: Phrase) -> Phrase | None:
        """An earlier phrase with the same noun that says more: "the strike" after "the Nordfrakt strike"."""
        number = self.sentence_at(self.doc[phrase.head].idx)
        best: Phrase | None = None
        for n in range(max(0, number - 12), number + 1):
            for other in self.phrases_of(n):
                if (
                    other.head < phrase.head
                    and other.noun == phrase.noun
                    and len(other.name) > len(phrase.name)
                ):
                    best = other if best is None or _capitals(other.name) > _capitals(best.name) else best
        return best

    def _antecedent(self, token: Token, kinds: frozenset[str], noun: str = "") -> Entity | None:
        """The most prominent fitting name before the token: near, often named, in the heading or the lead."""
        best: tuple[float, Entity] | None = None
        sentence = self.sentence_at(token.idx)
        for entity in self.entities.values():
            if entity.kind not in kinds:
                continue
            n = bisect_left(entity.starts, token.idx) - 1
            if n < 0 and not entity.title:
                continue
            away = sentence - self.sentence_at(entity.starts[n]) if n >= 0 else 30
            score = -1.0 * min(away, 6) + 0.4 * min(n + 1, 5) + (1.0 if entity.title else 0.0)
            score += 1.0 if entity.first < self.lead_end else 0.0
            score += 2.0 if noun and noun in entity.words else 0.0
            score += 0.5 if entity.kind in kinds - {"name"} else 0.0
            if best is None or score > best[0]:
                best = (score, entity)
        return best[1] if best else None


def find_mentions(doc: Doc, topic: Topic, title: str | None = None) -> Mentions:
    """All named mentions of the document, short forms joined to the first full one; the title's names count too."""
    text = doc.text
    table: list[Entity] = []
    by_word: dict[str, list[Entity]] = {}
    named: list[Mention] = []
    found = _topic_names(text, topic)
    for name in sorted(
        found + [n for n in _real_names(doc, text) if not _overlaps(n, found)], key=lambda n: n.start
    ):
        entity = _entity(name, topic, table, by_word)
        entity.starts.append(name.start)
        named.append(Mention(name.start, name.end, entity.name, entity.kind, False))
    if title:
        heading = _topic_names(title, topic)
        for name in heading + [n for n in find_names(title) if not _overlaps(n, heading)]:
            if (spoken := _known(name, topic, by_word)) is not None:
                spoken.title = True
    # a short form that came first takes the full name that came later
    full = [
        Mention(m.start, m.end, e.name, e.kind, False)
        for m, e in zip(named, _owners(named, table), strict=True)
    ]
    return Mentions(doc, table, full)


def _owners(named: list[Mention], table: list[Entity]) -> list[Entity]:
    at = {start: entity for entity in table for start in entity.starts}
    return [at[mention.start] for mention in named]


def _topic_names(text: str, topic: Topic) -> list[Name]:
    """The topic's names in the text; a plural s after a product's name is part of it ("H800s")."""
    found = []
    for match in topic.name_pattern.finditer(text):
        name = topic.names[match.group(1)]
        kind = topic.entities[name].kind if name in topic.entities else "item"
        found.append(Name(match.start(), match.end(), name, "organisation" if kind == "company" else kind))
    return found


def _overlaps(name: Name, found: list[Name]) -> bool:
    n = bisect_left(found, name.end, key=lambda other: other.start)
    return n > 0 and found[n - 1].end > name.start


def _real_names(doc: Doc, text: str) -> list[Name]:
    """The capitalised names, without single words that open a sentence and are plain words by their tag."""
    at = {token.idx: token for token in doc}
    names = find_names(text)
    inside = Counter(name.text for name in names if not _opens(text, name.start))
    real = []
    for name in names:
        token = at.get(name.start)
        if _opens(text, name.start) and " " not in name.text and not inside[name.text]:
            plain = token is None or (token.pos_ not in ("PROPN", "") if token.pos else name.text.isalpha())
            if plain:
                continue
        real.append(name)
    return real


def _opens(text: str, start: int) -> bool:
    before = text[max(0, start - 3) : start].rstrip(" \"“‘'([")
    return not before or before[-1] in ".!?\n:;-–—•*"


def _words(name: str) -> frozenset[str]:
    return frozenset(word for word in re.split(r"[\s.-]+", name.lower()) if word)


def _entity(name: Name, topic: Topic, table: list[Entity], by_word: dict[str, list[Entity]]) -> Entity:
    """The entity that this name means, new or old; a fuller form becomes its name."""
    entity = _known(name, topic, by_word)
    words = _words(name.text)
    if entity is None:
        known = name.text in topic.entities or name.text in topic.items
        entity = Entity(name.text, name.kind, known, words, name.start)
        table.append(entity)
    elif not entity.known and len(words) > len(entity.words):
        entity.name, entity.words = name.text, words
    if entity.kind in ("name", "place") and name.kind not in ("name", "place") and not entity.known:
        entity.kind = name.kind
    for word in words:
        if entity not in (known_ := by_word.setdefault(word, [])):
            known_.append(entity)
    return entity


def _known(name: Name, topic: Topic, by_word: dict[str, list[Entity]]) -> Entity | None:
    """The earlier entity whose words hold this name's, or the other way round, versions being equal."""
    words = _words(name.text)
    versions = {word for word in words if _VERSION.fullmatch(word)}
    for word in sorted(words, key=len, reverse=True):
        for entity in by_word.get(word, ()):
            theirs = {w for w in entity.words if _VERSION.fullmatch(w)}
            if entity.words == words:
                return entity
            if entity.known or name.text in topic.entities or name.text in topic.items:
                continue
            short, long = sorted((words, entity.words), key=len)
            same_version = versions == theirs or (bool(versions & theirs) and short <= versions | theirs)
            if short < long and same_version and not short <= mention_words().kind_of_word.keys():
                return entity
    return None


def _capitals(name: str) -> int:
    return sum(word[0].isupper() for word in name.split())

"""Who and what a text speaks of: names of the topic, names that the text brings in, and what stands for them.

    mentions = find_mentions(doc, topic, title)
    mentions.resolve(120, 131)       # "the startup" → "DeepSeek"

Newsrooms name a thing in full once and come back to it with a short form, "the firm" or "it"; the
heading and the first paragraph set the stage. These habits are the rules here.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property

from spacy.tokens import Doc

import extractors.antecedents as antecedents
from extractors.descriptions import Descriptions
from extractors.entities import Entity, find_entities
from extractors.hearers import is_hearer
from extractors.mention_words import mention_words
from extractors.parse import parse_of
from extractors.phrases import Phrase, brought_in, noun_at, phrase_name, phrases
from extractors.pronouns import pronouns
from extractors.story_events import story_events
from extractors.topic import Topic

DESCRIBING = frozenset({"organisation", "person", "model", "place", "event", "thing"})
_KEEPING_NOUN = frozenset({"event", "thing", "noun"})  # "the strike" is first of all a strike
_SILENT = frozenset({"place", "event", "thing", "item", "noun"})  # for which no "it" stands that speaks
_NOUNS = frozenset({"NN", "NNS", "NNP", "NNPS"})
_STAGE = 6
_FULLER_BACK = 12  # sentences
_FULLER_TOKENS = 400


Ranking = Callable[[int, Phrase | None, "Mentions"], list[tuple[antecedents.Antecedent, float]]]


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
    chance: float = 1.0  # that of all antecedents it is this one
    aside: bool = False  # the antecedent's nearest mention only qualifies a noun: "the same Nvidia part"


class Mentions:
    """The mentions of one document, by character offset and by sentence.

    `doc` may be parsed in part: phrases and pronouns are looked at only where there is a parse. `rank` finds
    what pronouns and descriptions stand for.
    """

    def __init__(
        self,
        doc: Doc,
        entities: list[Entity],
        named: list[Mention],
        title: str | None,
        *,
        rank: Ranking = antecedents.ranked,
    ) -> None:
        self.doc = doc
        self.rank = rank
        self.title = title
        self.named = tuple(named)
        self.entities = {entity.name: entity for entity in entities}
        self._starts = [mention.start for mention in named]
        self.parse = parse_of(doc)
        self.descriptions = Descriptions(self.parse, self.entities, self.named)
        self.sentences = self.parse.sentences
        self._sentence_starts = [self.parse.start[first] for first, last in self.sentences if first < last]
        self._phrases: dict[int, list[Phrase]] = {}
        self._heads: dict[int, int] = {}
        self._heads_in: dict[int, tuple[list[int], list[int]]] = {}
        self._readings: dict[int, tuple[Mention, ...]] = {}
        self._read_to = 0
        self._events: list[Mention] | None = None
        # the readings of a token with the form of each (subject_candidates.py)
        self.put: dict[int, list[tuple[Mention, str]]] = {}
        self.text = self.parse.text
        paragraph = self.text.find("\n")
        self.lead_end = paragraph if paragraph > 0 else len(self.text)

    @cached_property
    def stage(self) -> list[Entity]:
        """The named things that the heading or the lead sets on stage, and the two most named."""
        entities = list(self.entities.values())
        stage = [e for e in entities if e.title or e.first < self.lead_end][:_STAGE]
        often = sorted(entities, key=lambda e: -len(e.starts))[:2]
        return stage + [e for e in often if e not in stage]

    @cached_property
    def acting(self) -> frozenset[str]:
        """The names that somewhere do more than say whose a person is ("Alexandr Wang of Scale AI")."""
        return frozenset(each.name for each in self.named if not self.is_affiliation(self.head_of(each)))

    @cached_property
    def only_told(self) -> frozenset[str]:
        """The names that do nothing anywhere but hear what others say ("told the Courier")."""
        hearing: dict[str, bool] = {}
        for each in self.named:
            hears = is_hearer(self.parse, self.head_of(each), each.kind)
            hearing[each.name] = hears and hearing.get(each.name, not self.entities[each.name].title)
        return frozenset(name for name, hears in hearing.items() if hears)

    def head_of(self, mention: Mention) -> int:
        """The head token of a named mention; its last token where the sentence was not parsed."""
        if mention.start not in self._heads:
            tokens = self.parse.tokens_at(mention.start, mention.end)
            self._heads[mention.start] = self.parse.head_within(*tokens)
        return self._heads[mention.start]

    def is_affiliation(self, head: int) -> bool:
        """Whether the name with this head only says whose a named person is: "Ines Moe of Tarn Labs"."""
        parse, of = self.parse, self.parse.head[head]
        if parse.dep[head] != "pobj" or parse.lower[of] != "of" or of == 0:
            return False
        n = bisect_left(self._starts, parse.start[of]) - 1
        return n >= 0 and self.named[n].end == parse.end[of - 1]

    def sentence_at(self, start: int) -> int:
        """The number of the sentence that holds this character."""
        return max(0, bisect_right(self._sentence_starts, start) - 1)

    def within(self, start: int, end: int) -> tuple[Mention, ...]:
        """The named mentions that start in [start, end)."""
        return self.named[bisect_left(self._starts, start) : bisect_left(self._starts, end)]

    def named_before(self, start: int, *, most: int) -> Iterator[Mention]:
        """The named mentions before this character, nearest first, at most so many."""
        n = bisect_left(self._starts, start)
        yield from reversed(self.named[max(0, n - most) : n])

    def phrases_of(self, number: int) -> list[Phrase]:
        """The common-noun phrases of a sentence; none where it was not parsed."""
        if number not in self._phrases:
            sentence = self.sentences[number]
            parsed = sentence[0] < sentence[1] and self.parse.dep[sentence[0]] != ""
            self._phrases[number] = list(phrases(self.parse, sentence)) if parsed else []
        return self._phrases[number]

    def phrases_between(self, number: int, low: int, high: int) -> list[Phrase]:
        """The phrases of a sentence whose head is one of the tokens [low, high)."""
        all_ = self.phrases_of(number)
        if not all_ or (low <= all_[0].head and high > all_[-1].head):
            return all_
        return all_[bisect_left(all_, low, key=_head_of) : bisect_left(all_, high, key=_head_of)]

    def heads_between(self, number: int, low: int, high: int) -> list[int]:
        """The head tokens of the mentions of a sentence that stand in the tokens [low, high): names, common
        nouns, pronouns, and the words with which speakers mean themselves."""
        if number not in self._heads_in:
            self._heads_in[number] = self._all_heads(number)
        places, heads = self._heads_in[number]
        return sorted(set(heads[bisect_left(places, low) : bisect_left(places, high)]))

    def _all_heads(self, number: int) -> tuple[list[int], list[int]]:
        """Where each mention of a sentence stands (a name its first token, else the head), and its head."""
        parse, (first, last) = self.parse, self.sentences[number]
        found = [(phrase.head, phrase.head) for phrase in self.phrases_of(number)]
        if first < last:
            named = self.within(parse.start[first], parse.end[last - 1])
            found += [(parse.token_at(mention.start), self.head_of(mention)) for mention in named]
        standing_in = pronouns().anaphoric | pronouns().speaking
        found += [(n, n) for n in range(first, last) if parse.lower[n] in standing_in]
        found.sort()
        return [place for place, _ in found], [head for _, head in found]

    def resolve(self, start: int, end: int, *, speaking: bool = False) -> str | None:
        """The canonical name of what this stretch stands for; None where nothing tells (a stray "he").

        A name gives its fullest form, a pronoun or "the company" its antecedent's, "a DeepSeek
        spokesman" itself without article. With `speaking`, a pronoun stands for somebody who can speak:
        "he" for a person, none for a place or an event.
        """
        first, last = self.parse.tokens_at(start, end)
        if first == last:
            return None
        head = self.parse.head_within(first, last)
        if self.parse.tag[head] == "DT":  # "The think-tank" in a clause that was not understood
            head = next((n for n in range(last - 1, first, -1) if self.parse.tag[n] in _NOUNS), head)
        readings = self.readings(head)
        if speaking:
            readings = self._who_can_speak(head, readings)
        return readings[0].name if readings else None

    def _who_can_speak(self, head: int, readings: tuple[Mention, ...]) -> tuple[Mention, ...]:
        """The readings of a mention that speaks, those last that were named only to qualify something.

        One that is told from its like ("the disaster agency") is itself, unless the text calls another by its noun;
        who "the economy minister" is may be told later.
        """
        if self.parse.lower[head] in pronouns().anaphoric:
            personal = self.parse.lower[head] in pronouns().personal
            readings = tuple(
                each for each in readings if (each.kind == "person" if personal else each.kind not in _SILENT)
            )
        known = (each for each in readings if self._is_known_at(each) and self._is_called(head, each))
        readings = tuple(sorted(known, key=lambda each: each.aside))
        word = self.parse.lower[head]
        if readings and brought_in(self.parse, head, self.parse.edges[head][0]):
            itself = [each for each in readings if each.name.lower().split()[-1:] == [word]]
            return (*itself[-1:], *readings)
        own = next((each for each in readings if each.name.lower().endswith(f" {word}")), None)
        if own is None or own.kind == "person" or not readings[0].antecedent:
            return readings
        return readings if word in self.descriptions.all_nouns(readings[0].name) else (own, *readings)

    def _is_called(self, head: int, reading: Mention) -> bool:
        """Whether a description can mean who is read: "the union" hardly a firm that nobody called a union."""
        noun, typed = noun_at(self.parse, head), mention_words().typed
        if not reading.antecedent or noun not in typed or reading.name.isupper():
            return True
        called = self.descriptions.all_nouns(reading.name) | set(reading.name.lower().split())
        return noun in called

    def _is_known_at(self, reading: Mention) -> bool:
        """Whether who speaks was named before, or in the title: "the president" is no rival whom only the next line names."""
        entity = self.entities.get(reading.name) if reading.antecedent else None
        if entity is None or entity.title or not entity.starts:
            return True
        return min(entity.starts) < reading.start

    def readings(self, token: int) -> tuple[Mention, ...]:
        """What the mention with this head token may stand for, most likely first; none for a stray pronoun."""
        if token not in self._readings:
            self._readings[token] = tuple(self._read(token))
        return self._readings[token]

    def read_before(self, token: int) -> None:
        """Reads all mentions up to a token in the order of the text, so that none has to wait for those before it."""
        for number in range(self.parse.sentence_index(self._read_to), self.parse.sentence_index(token) + 1):
            opens, ends = self.sentences[number]
            for head in self.heads_between(number, max(opens, self._read_to), min(ends, token)):
                self._read_to = max(self._read_to, head)
                self.readings(head)
        self._read_to = max(self._read_to, token)

    def apposed(self, token: int) -> Mention | None:
        """The name that stands in apposition to a noun: "its economist, Dara Moe"."""
        for child in self.parse.children[token]:
            named = self.parse.dep[child] == "appos" and self.parse.tag[child].startswith("NNP")
            if child > token and named and (found := self._named_at(child)):
                return found
        return None

    def _named_at(self, token: int) -> Mention | None:
        """The named mention that holds the token."""
        start = self.parse.start[token]
        n = bisect_right(self._starts, start) - 1
        return self.named[n] if n >= 0 and self.named[n].end > start else None

    def _told_apart(self, phrase: Phrase) -> Mention | None:
        """The one name that stands beside a description of one thing: "its Polish unit, Piekarz", "Oaten, the biggest brand"."""
        parse, token = self.parse, phrase.head
        if parse.tag[token] != "NN":
            return None
        if parse.dep[token] == "appos" and parse.head[token] < token:
            owned = parse.child(token, "poss") is not None
            return None if owned else self._named_at(parse.head[token])
        found = self.apposed(token)
        while found is None:
            further = [n for n in parse.children[token] if n > token and parse.dep[n] == "appos"]
            if not further or parse.tag[further[0]] != "NN":
                return None
            token = further[0]
            found = self.apposed(token)
        return found

    def story_events(self) -> list[Mention]:
        """The events that the story is about, if it is about any: those it speaks of most often first."""
        if self._events is None:
            phrases = (
                phrase
                for number in range(len(self.sentences))
                for phrase in self.phrases_of(number)
                if self.parse.lower[self.parse.head[phrase.head]] != "like"  # "felt like an earthquake"
            )
            found = story_events(phrases, f"{self.title or ''}\n{self.text}")
            self._events = [self._event(phrase) for phrase in found]
        return self._events

    def _event(self, phrase: Phrase) -> Mention:
        start, end = self.parse.start[phrase.start], self.parse.end[phrase.head]
        return Mention(start, end, phrase.name, "event", False)

    def _read(self, token: int) -> Iterator[Mention]:
        start, end = self.parse.start[token], self.parse.end[token]
        n = bisect_right(self._starts, start) - 1
        if n >= 0 and self.named[n].end > start:
            yield self.named[n]
            return
        if self.parse.lower[token] in pronouns().anaphoric:
            for each, chance in self.rank(token, None, self):
                yield Mention(start, end, each.name, each.kind, True, chance, each.aside)
            return
        phrase = next(iter(self.phrases_between(self.sentence_at(start), token, token + 1)), None)
        if phrase is not None:
            if beside := self._told_apart(phrase):
                yield Mention(start, end, beside.name, beside.kind, False)
                return
            yield from self._read_phrase(phrase, token)
        elif self.parse.pos[token] not in ("PRON", "NUM", "SYM"):
            yield Mention(start, end, phrase_name(self.parse, token, token, "noun"), "noun", False)

    def _read_phrase(self, phrase: Phrase, token: int) -> Iterator[Mention]:
        start, end = self.parse.start[phrase.start], self.parse.end[token]
        if not phrase.definite or any(c.isupper() for c in phrase.name):
            yield Mention(start, end, phrase.name, phrase.kind, False)
            return
        fuller = self._fuller(phrase)
        ranked = self.rank(token, phrase, self) if phrase.kind in DESCRIBING else []
        others = [(each, chance) for each, chance in ranked if self._may_be(phrase, each.name)]
        open_ = 1.0 - max((chance for _, chance in others), default=0.0)
        name = fuller.name if fuller else phrase.name
        by_noun = Mention(start, end, name, phrase.kind, fuller is not None, open_)
        if phrase.kind in _KEEPING_NOUN:
            yield by_noun
        for each, chance in others:
            yield Mention(start, end, each.name, each.kind, True, chance, each.aside)
        if phrase.kind not in _KEEPING_NOUN:
            yield by_noun

    def _may_be(self, phrase: Phrase, name: str) -> bool:
        """Whether a description can mean a name: an office only who is called so, for what it is for."""
        words = mention_words()
        if phrase.noun not in words.own:
            return True
        called = self.descriptions.all_nouns(name) | set(name.lower().split())
        field = words.portfolios.intersection(phrase.name.lower().split())
        return phrase.noun in called and field <= set(name.lower().split())

    def _fuller(self, phrase: Phrase) -> Phrase | None:
        """An earlier phrase with the same noun that says more: "the strike" after "the Nordfrakt strike"."""
        number = self.sentence_at(self.parse.start[phrase.head])
        best: Phrase | None = None
        for n in range(max(0, number - _FULLER_BACK), number + 1):
            for other in self.phrases_between(n, phrase.head - _FULLER_TOKENS, phrase.head):
                if other.noun == phrase.noun and len(other.name) > len(phrase.name):
                    best = other if best is None or other.capitals > best.capitals else best
        return best


def find_mentions(doc: Doc, topic: Topic, title: str | None = None) -> Mentions:
    """All mentions of the document, short forms joined to the first full one; the title's names count too."""
    entities, places = find_entities(doc, topic, title)
    named = [Mention(at.start, at.end, at.entity.name, at.entity.kind, False) for at in places]
    return Mentions(doc, entities, named, title)


def _head_of(phrase: Phrase) -> int:
    return phrase.head

"""What a number measures: one of its topic's metrics, decided by the frame around the number.

"trained for $6 million" is a training cost, "spent $6 million on servers" is spending: each metric's
cues (verbs, nouns and phrases of the topic file) are looked for in the roles of the number's frame,
and a small learned model weighs which role speaks how loudly. Its weights belong to roles first and to
single metrics only on top. A second pass lets the numbers of an article help each other
(extractors/metric_relatives.py). A topic's own metrics, which training has never seen, are ranked by the roles
of their cues alone (extractors/roles.py).
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from spacy.tokens import Doc

from extractors.alternatives import one_of
from extractors.frames import Frame, frame_of, words_of
from extractors.linear import Linear
from extractors.measured import Decision, Number, unit_class
from extractors.metric_relatives import carried_on, pooled, relatives, with_neighbours
from extractors.parse import parse_of
from extractors.roles import OTHER, WEAK, Features
from extractors.topic import CLASSES, Topic
from extractors.unseen import ranked, with_unseen, word_table
from extractors.word_weights import told_by

CONTENT = {"NOUN", "VERB", "ADJ", "PROPN"}
_NONE: frozenset[str] = frozenset()
REACH = 40  # characters either side of a number in which phrases count


class Metrics:
    """The metrics of one topic, ready to be decided between."""

    def __init__(self, topic: Topic) -> None:
        self.topic = topic
        self.verbs: dict[str, set[str]] = defaultdict(set)
        self.nouns: dict[str, set[str]] = defaultdict(set)
        self.phrases: dict[str, set[str]] = defaultdict(set)
        self.by_unit: dict[str, set[str]] = defaultdict(set)
        for name, metric in topic.metrics.items():
            for cues, table in ((metric.verbs, self.verbs), (metric.nouns, self.nouns)):
                for cue in cues:
                    (self.phrases if " " in cue else table)[cue.lower()].add(name)
            for cue in metric.phrases:
                self.phrases[cue.lower()].add(name)
            for unit in metric.units:
                self.by_unit[CLASSES.get(unit, unit)].add(name)
        self.cues = {lemma: self.verbs[lemma] | self.nouns[lemma] for lemma in {*self.verbs, *self.nouns}}
        self.phrase = re.compile(rf"\b({one_of(self.phrases)})s?\b", re.I) if self.phrases else None
        kinds = {form: e.kind for n, e in topic.entities.items() for form in (n, *e.aliases)}
        self.kinds = kinds
        self.name = re.compile(rf"\b({one_of(kinds)})\b") if kinds else None

    def candidates(self, unit: str | None) -> list[str]:
        """The metrics that a number of this unit can have; `other` is always one."""
        return sorted(self.by_unit.get(unit_class(unit), set()) | {OTHER})

    def decide(self, doc: Doc, numbers: Sequence[Number]) -> list[Decision]:
        """The metric of each of a doc's numbers, which stand in the order of the text."""
        context = Context(self, doc)
        first, words = [], []
        for number in numbers:
            features, said = self.told(context, number)
            first.append(features)
            words.append(said)
        alone, model = Linear.load("metrics_alone"), Linear.load("metrics")
        guesses = [
            ranked(alone, features, told_by(said, word_table("metrics_alone"), features.keys()))
            for features, said in zip(first, words, strict=True)
        ]
        table = []
        for n, said in enumerate(words):
            wide = with_neighbours(numbers, n, first[n], guesses, context.parse)
            table.append(
                with_unseen(ranked(model, wide, told_by(said, word_table("metrics"), wide.keys())), first[n])
            )
        decisions = []
        for n, number in enumerate(numbers):
            if len(self.candidates(number.unit)) == 1:
                decisions.append(Decision(OTHER, 1.0, "no metric of the topic has this unit"))
                continue
            scores = pooled(table, n, relatives(context.parse, numbers, n))
            best = max(scores, key=lambda name: scores[name])
            cues = tuple(context.cues(number, best))
            rule = "the frame's cues" if cues else "the words around it" if best != OTHER else "no cue"
            decisions.append(Decision(best, scores[best], rule, cues))
        return [carried_on(context.parse, numbers, decisions, first, n) for n in range(len(numbers))]

    def features(self, context: Context, number: Number) -> Features:
        """What speaks for and against each candidate metric of one number, seen alone."""
        table, words = self.told(context, number)
        for name, features in table.items():
            features.update(f"{name}:{word}" for word in words)
        return table

    def told(self, context: Context, number: Number) -> tuple[Features, set[str]]:
        """What speaks for and against each candidate metric, and the words that speak to all of them."""
        unit = unit_class(number.unit)
        candidates = self.candidates(number.unit)
        if len(candidates) == 1:
            return {OTHER: set()}, set()
        words, hits = context.around(number)
        words = words | size_features(number)
        strong = {name for name in candidates if hits.get(name, set()) - WEAK}
        before = context.sentence_cues(context.parse.sentence_of(number.start)[0] - 1)
        table: Features = {}
        for name in candidates:
            features = {f"m={name}", f"m={name}|{unit}", f"{name}|rivals{len(strong - {name})}"}
            if name != OTHER:
                own = hits.get(name, set())
                for hit in own:
                    features |= {f"cue {hit}", f"{unit} cue {hit}", f"{name} cue {hit}"}
                features |= {"nocue"} if not own else set()
                features |= {"nostrong"} if name not in strong else set()
                features |= {"only strong"} if strong == {name} else set()
                features |= {"before", f"{name} before"} if name in before else set()
                level = context.density(name)
                features |= {f"doc{level}", f"{name} doc{level}"}
            for rival in candidates:
                if rival != name:
                    features.update(f"{name}:{hit}~{rival}" for hit in hits.get(rival, ()))
            table[name] = features
        return table, words


@dataclass(frozen=True, slots=True)
class _Sentence:
    """What one sentence has for all of its numbers: content words with the metrics of each, and kinds of names."""

    words: list[tuple[int, str, AbstractSet[str]]]
    cues: Counter[str]
    kinds: set[str]


class Context:
    """One doc, with what is asked of it for each of its numbers worked out once."""

    def __init__(self, metrics: Metrics, doc: Doc) -> None:
        self.metrics, self.doc = metrics, doc
        self.parse, self.words = parse_of(doc), words_of(doc)
        self.frames: dict[tuple[int, int], Frame] = {}
        self.sentences: dict[int, _Sentence] = {}
        self.found: dict[tuple[int, int], list[tuple[str, str, set[str]]]] = {}
        self.counts: Counter[str] = Counter()
        content = Counter(self.words[i] for i in self.content(0, len(self.words)))
        self.size = content.total()
        for lemma, times in content.items():
            self.counts.update(dict.fromkeys(self.named(lemma), times))

    def named(self, lemma: str) -> AbstractSet[str]:
        """The metrics that have this word among their cues."""
        return self.metrics.cues.get(lemma, _NONE)

    def content(self, start: int, end: int) -> list[int]:
        """The tokens in [start, end) that are words with a meaning of their own."""
        pos = self.parse.pos
        return [i for i in range(start, end) if pos[i] in CONTENT]

    def density(self, metric: str) -> int:
        """How much the whole text speaks of a metric, from 0 to 4."""
        return min(4, int(100 * self.counts[metric] / max(1, self.size)))

    def sentence_cues(self, token: int) -> Counter[str]:
        """The metrics that the sentence with this token has cues of; none before the first."""
        return self.sentence(token).cues if token >= 0 else Counter()

    def sentence(self, token: int) -> _Sentence:
        """What the sentence with this token has for all of its numbers."""
        number = self.parse.sentence_index(token)
        if number not in self.sentences:
            start, end = self.parse.sentences[number]
            words = [(i, self.words[i], self.named(self.words[i])) for i in self.content(start, end)]
            cues = Counter(name for _, _, names in words for name in names)
            text = self.parse.text[self.parse.start[start] : self.parse.end[end - 1]]
            matches = self.metrics.name.finditer(text) if self.metrics.name else ()
            kinds = {f"kind={self.metrics.kinds[match[1]]}" for match in matches}
            self.sentences[number] = _Sentence(words, cues, kinds)
        return self.sentences[number]

    def frame(self, number: Number) -> Frame:
        place = number.start, number.end
        if place not in self.frames:
            self.frames[place] = frame_of(self.doc, *place)
        return self.frames[place]

    def around(self, number: Number) -> tuple[set[str], dict[str, set[str]]]:
        """The number's words by role, and for each metric the roles in which its cues were found."""
        words: set[str] = set()
        hits: dict[str, set[str]] = defaultdict(set)
        for role, lemmas in self.frame(number).items():
            for lemma in lemmas:
                words.add(f"{role}={lemma}")
                for name in self.metrics.verbs.get(lemma, ()):
                    hits[name].add(f"{role}~verb")
                for name in self.metrics.nouns.get(lemma, ()):
                    hits[name].add(f"{role}~noun")
        sentence = self.sentence(number.start)
        for i, lemma, named in sentence.words:
            if not number.start <= i < number.end:
                words.add(f"sent={lemma}")
                for name in named:
                    hits[name].add("sent")
        for place, _, names in self.phrases(number):
            for name in names:
                hits[name].add(f"phrase {place}")
        return words | sentence.kinds, hits

    def phrases(self, number: Number) -> list[tuple[str, str, set[str]]]:
        """The cue phrases near a number: where they stand, the phrase, its metrics."""
        place = number.start, number.end
        if place not in self.found:
            self.found[place] = list(self._phrases(*place))
        return self.found[place]

    def _phrases(self, first: int, last: int) -> Iterator[tuple[str, str, set[str]]]:
        if self.metrics.phrase is None:
            return
        parse = self.parse
        start, end = parse.start[first], parse.end[last - 1]
        opens, ends = parse.sentence_of(first)
        left, right = max(parse.start[opens], start - REACH), min(parse.end[ends - 1], end + REACH)
        for match in self.metrics.phrase.finditer(parse.text, left, right):
            gap = max(match.start() - end, start - match.end())
            side = "after" if match.start() >= end - 1 else "before"
            side = side if gap >= -1 else "in"
            yield f"{side}{' close' if gap < 3 else ''}", match[1], self.metrics.phrases[match[1].lower()]

    def cues(self, number: Number, metric: str) -> list[str]:
        """The words of a number's frame that are cues of the metric, for the reader."""
        frame = self.frame(number)
        lemmas = [lemma for role, words in frame.items() if role != "near" for lemma in words]
        lemmas += frame.get("near", ())
        found = [phrase for _, phrase, names in self.phrases(number) if metric in names]
        return list(dict.fromkeys(found + [lemma for lemma in lemmas if metric in self.named(lemma)]))[:4]


def size_features(number: Number) -> set[str]:
    """How large the number is, in powers of ten, and what kind of bound it has."""
    value = number.low if number.low is not None else number.high
    power = math.floor(math.log10(value)) if value and value > 0 else -9
    features = {
        f"power={power}",
        *(f"power>={step}" for step in (2, 3, 4, 5, 6, 7, 8, 9, 10) if power >= step),
    }
    closed = number.low is not None and number.high is not None
    return features | {"point" if number.low == number.high else "range" if closed else "open"}

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
from functools import lru_cache

from spacy.tokens import Doc

from extractors.alternatives import one_of
from extractors.framed import framed, reaching
from extractors.frames import Frame, frame_of, words_of
from extractors.linear import Linear
from extractors.measured import Decision, Number, unit_class
from extractors.metric_relatives import all_carried_on, blended, pooled, relatives, with_neighbours
from extractors.parse import parse_of
from extractors.roles import OTHER, WEAK, Features
from extractors.topic import CLASSES, Topic
from extractors.topic_schema import Cues, Metric
from extractors.unseen import ranked, seen_in, with_unseen, word_weights
from extractors.word_weights import Said, spelled

CONTENT = {"NOUN", "VERB", "ADJ", "PROPN"}
_NONE: frozenset[str] = frozenset()
_KEPT = 1 << 12  # sets of features that are kept
REACH = 40  # characters either side of a number in which phrases count


class Metrics:
    """The metrics of one topic, ready to be decided between."""

    def __init__(self, topic: Topic) -> None:
        self.topic = topic
        self.seen = seen_in(topic)
        self.verbs: dict[str, set[str]] = defaultdict(set)
        self.nouns: dict[str, set[str]] = defaultdict(set)
        self.phrases: dict[str, set[str]] = defaultdict(set)
        self.by_unit: dict[str, set[str]] = defaultdict(set)
        for name, metric in topic.metrics.items():
            self._add(name, metric)
            for unit in metric.units:
                self.by_unit[CLASSES.get(unit, unit)].add(name)
        self._add(OTHER, topic.other)
        self._candidates = {unit: sorted(names | {OTHER}) for unit, names in self.by_unit.items()}
        self.cues = {lemma: self.verbs[lemma] | self.nouns[lemma] for lemma in {*self.verbs, *self.nouns}}
        self.phrase = re.compile(rf"\b({one_of(self.phrases)})s?\b", re.I) if self.phrases else None
        kinds = {form: e.kind for n, e in topic.entities.items() for form in (n, *e.aliases)}
        self.kinds = kinds
        self.name = re.compile(rf"\b({one_of(kinds)})\b") if kinds else None

    def _add(self, name: str, cues: Metric | Cues) -> None:
        """Takes up the cues of a metric; those of `other` only where no metric that training never saw has them."""
        for words, table in (
            (cues.verbs, self.verbs),
            (cues.nouns, self.nouns),
            (cues.phrases, self.phrases),
        ):
            for word in words:
                held, key = self.phrases if " " in word else table, word.lower()
                if name != OTHER or held.get(key, _NONE) <= self.seen:
                    held[key].add(name)

    def candidates(self, unit: str | None) -> list[str]:
        """The metrics that a number of this unit can have; `other` is always one."""
        return self._candidates.get(unit_class(unit), [OTHER])

    def decide(self, doc: Doc, numbers: Sequence[Number]) -> list[Decision]:
        """The metric of each of a doc's numbers, which stand in the order of the text."""
        context = Context(self, doc)
        first, words = [], []
        for number in numbers:
            features, said = self.told(context, number)
            first.append(features)
            words.append(said)
        alone, model = Linear.load("metrics_alone"), Linear.load("metrics")
        words_alone, words_among = word_weights("metrics_alone"), word_weights("metrics")
        guesses = [
            ranked(alone, features, words_alone.told_by(said, features))
            for features, said in zip(first, words, strict=True)
        ]
        said_of = [context.said_of(number) for number in numbers]
        table = []
        for n, said in enumerate(words):
            wide = with_neighbours(numbers, n, first[n], guesses, context.parse)
            scores = blended(guesses[n], ranked(model, wide, words_among.told_by(said, wide)))
            table.append(with_unseen(scores, first[n], self.seen, said_of[n]))
        decisions = []
        for n, number in enumerate(numbers):
            if len(self.candidates(number.unit)) == 1:
                decisions.append(Decision(OTHER, 1.0, "no metric of the topic has this unit"))
                continue
            scores = pooled(table, n, relatives(context.parse, numbers, n), self.seen)
            best = max(scores, key=lambda name: scores[name])
            cues = tuple(context.cues(number, best))
            rule = "the frame's cues" if cues else "the words around it" if best != OTHER else "no cue"
            decisions.append(Decision(best, scores[best], rule, cues))
        return all_carried_on(context.parse, numbers, decisions, first, said_of, self.seen)

    def features(self, context: Context, number: Number) -> Features:
        """What speaks for and against each candidate metric of one number, seen alone."""
        table, said = self.told(context, number)
        return {
            name: own | {f"{name}:{word}" for word in spelled(said) if not word.endswith(f"~{name}")}
            for name, own in table.items()
        }  # a rival's cue is one of another metric

    def told(self, context: Context, number: Number) -> tuple[Features, Said]:
        """What speaks for and against each candidate metric, and the words that speak to all of them."""
        unit = unit_class(number.unit)
        candidates = self.candidates(number.unit)
        if len(candidates) == 1:
            return {OTHER: set()}, {}
        said, hits = context.around(number)
        strong = {name for name in candidates if name != OTHER and not hits.get(name, _NONE) <= WEAK}
        before = context.sentence_cues(context.parse.sentence_of(number.start)[0] - 1)
        most = max(context.counts[name] for name in candidates)
        table: Features = {}
        for name in candidates:
            rivals = len(strong) - (name in strong)
            if name == OTHER:
                table[name] = _other(unit, frozenset(hits.get(name, _NONE)), rivals)
            else:
                own = frozenset(hits.get(name, _NONE))
                table[name] = _own(name, unit, own, rivals, name in before, context.density(name))
        for name in candidates:
            if most and context.counts[name] == most:
                table[name] |= {"doc top", f"{unit} doc top"}
        cues = [f"{hit}~{rival}" for rival in candidates for hit in hits.get(rival, ())]
        return table, {**said, **size_of(number), "": [*cues, bounds_of(number)]}


@lru_cache(maxsize=_KEPT)
def _other(unit: str, hits: frozenset[str], rivals: int) -> frozenset[str]:
    """What speaks for none of the topic's metrics: cues of such numbers, the want of rivals."""
    features = {f"m={OTHER}", f"m={OTHER}|{unit}", f"{OTHER}|rivals{rivals}"}
    for hit in hits:
        features.update((f"cue {hit}", f"{unit} cue {hit}", f"{OTHER} cue {hit}"))
    if not hits <= WEAK:
        features.add(f"{OTHER} strong|rivals{rivals}")
    return frozenset(features)


@lru_cache(maxsize=_KEPT)
def _own(name: str, unit: str, hits: frozenset[str], rivals: int, before: bool, level: int) -> frozenset[str]:
    """What speaks for one of the topic's metrics: the roles of its cues, its rivals, the text around."""
    features = {
        f"m={name}",
        f"m={name}|{unit}",
        f"{name}|rivals{rivals}",
        f"doc{level}",
        f"{name} doc{level}",
    }
    for hit in hits:
        features.update((f"cue {hit}", f"{unit} cue {hit}", f"{name} cue {hit}"))
    if not hits:
        features.add("nocue")
    if hits <= WEAK:
        features.add("nostrong")
    elif not rivals:
        features.add("only strong")
    if before:
        features.update(("before", f"{name} before"))
    return frozenset(features)


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
            kinds = {self.metrics.kinds[match[1]] for match in matches}
            self.sentences[number] = _Sentence(words, cues, kinds)
        return self.sentences[number]

    def frame(self, number: Number) -> Frame:
        return frame_of(self.doc, number.start, number.end)

    def around(self, number: Number) -> tuple[Said, dict[str, set[str]]]:
        """The number's words by role, and for each metric the roles in which its cues were found."""
        verbs, nouns = self.metrics.verbs, self.metrics.nouns
        hits: dict[str, set[str]] = defaultdict(set)
        frame = self.frame(number)
        for role, lemmas in frame.items():
            for lemma in lemmas:
                if lemma in verbs:
                    for name in verbs[lemma]:
                        hits[name].add(f"{role}~verb")
                if lemma in nouns:
                    for name in nouns[lemma]:
                        hits[name].add(f"{role}~noun")
        sentence, said = self.sentence(number.start), set()
        for i, lemma, named in sentence.words:
            if not number.start <= i < number.end:
                said.add(lemma)
                for name in named:
                    hits[name].add("sent")
        for place, _, names in self.phrases(number):
            for name in names:
                hits[name].add(f"phrase {place}")
        return {**frame, "sent": said, "kind": sentence.kinds}, hits

    def phrases(self, number: Number) -> list[tuple[str, str, set[str]]]:
        """The cue phrases near a number: where they stand, the phrase, its metrics."""
        place = number.start, number.end
        if place not in self.found:
            self.found[place] = list(self._phrases(*place))
        return self.found[place]

    def said_of(self, number: Number) -> AbstractSet[str]:
        """The metrics that training never saw of which a phrase is said of the number, wherever in its sentence.

        Of a level ("fell to 70%") also those of which a noun is what reached it.
        """
        new = self.metrics.by_unit.get(unit_class(number.unit), _NONE) - self.metrics.seen
        if not new:
            return _NONE
        parse = self.parse
        opens, ends = parse.sentence_of(number.start)
        around = parse.start[opens], parse.end[ends - 1]
        level = reaching(parse, number.start, number.end)
        near = framed(parse, number.start, number.end) | level
        found: set[str] = set()
        for token in level:
            found |= self.metrics.nouns.get(self.words[token], _NONE) & new
        for match in self.metrics.phrase.finditer(parse.text, *around) if self.metrics.phrase else ():
            if parse.root(*parse.tokens_at(*match.span(1))) in near:
                found |= self.metrics.phrases[match[1].lower()] & new
        return found

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


def size_of(number: Number) -> Said:
    """How large the number is, in powers of ten."""
    value = number.low if number.low is not None else number.high
    power = math.floor(math.log10(value)) if value and value > 0 else -9
    return {"power": [str(power)], "power>": [str(step) for step in range(2, min(power, 10) + 1)]}


def bounds_of(number: Number) -> str:
    """What kind of bound the number has."""
    if number.low == number.high:
        return "point"
    return "range" if number.low is not None and number.high is not None else "open"

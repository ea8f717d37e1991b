"""What a number measures: one of its topic's metrics, decided by the frame around the number.

"trained for $6 million" is a training cost, "spent $6 million on servers" is spending: each metric's
cues (verbs, nouns and phrases of the topic file) are looked for in the roles of the number's frame,
and a small learned model weighs which role speaks how loudly. Its weights belong to roles first and to
single metrics only on top. A second pass lets the numbers of an article help each other: the same value
again, the next in a list. A topic's own metrics, which training has never seen, are ranked by the roles
of their cues alone (extractors/roles.py).
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace

from spacy.tokens import Doc

from extractors.alternatives import one_of
from extractors.frames import Frame, frame_of, words_of
from extractors.linear import Linear
from extractors.parse import parse_of
from extractors.roles import OTHER, WEAK, Features, has_direct_cue
from extractors.topic import CLASSES, Topic
from extractors.units import currencies
from extractors.unseen import ranked, seen_metrics, with_unseen, word_table
from extractors.word_weights import told_by

CONTENT = {"NOUN", "VERB", "ADJ", "PROPN"}
NUMBERS_NEAR = (
    50  # numbers either side that may help with one: a text with thousands takes no longer for each
)
SAME, LENT, CONVERTED = 0.5, 0.7, 3.0  # what relatives of a number count beside its own frame
_NONE: frozenset[str] = frozenset()
REACH = 40  # characters either side of a number in which phrases count


@dataclass(frozen=True, slots=True)
class Number:
    """A number in a doc as metrics need it: its tokens [start, end), bounds and unit in base units."""

    start: int
    end: int
    low: float | None
    high: float | None
    unit: str | None
    lent: bool = False  # whether the unit is another number's


@dataclass(frozen=True, slots=True)
class Decision:
    """The metric of one number, with its probability, the rule that decided and the words that spoke for it."""

    metric: str
    probability: float
    rule: str
    cues: tuple[str, ...] = ()


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
            wide = with_neighbours(numbers, n, first[n], guesses, context)
            table.append(
                with_unseen(ranked(model, wide, told_by(said, word_table("metrics"), wide.keys())), first[n])
            )
        decisions = []
        for n, number in enumerate(numbers):
            if len(self.candidates(number.unit)) == 1:
                decisions.append(Decision(OTHER, 1.0, "no metric of the topic has this unit"))
                continue
            scores = pooled(table, n, relatives(context, numbers, n))
            best = max(scores, key=lambda name: scores[name])
            cues = tuple(context.cues(number, best))
            rule = "the frame's cues" if cues else "the words around it" if best != OTHER else "no cue"
            decisions.append(Decision(best, scores[best], rule, cues))
        return [carried_on(context, numbers, decisions, first, n) for n in range(len(numbers))]

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


def unit_class(unit: str | None) -> str:
    """ "money" for every currency, else the unit itself; "" for none."""
    return "" if unit is None else "money" if unit in currencies().codes else unit


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


def with_neighbours(
    numbers: Sequence[Number],
    n: int,
    features: Features,
    guesses: Sequence[dict[str, float]],
    context: Context,
) -> Features:
    """A number's features with what is guessed of its neighbours, of equal values and of the whole article."""
    number, unit = numbers[n], unit_class(numbers[n].unit)
    alike = [k for k in _around(numbers, n) if unit_class(numbers[k].unit) == unit]
    equal = [k for k in alike if same_value(number, numbers[k])]
    beside = {
        "last": max((k for k in alike if k < n), default=None),
        "next": min((k for k in alike if k > n), default=None),
    }
    opens, ends = context.parse.sentence_of(number.start)
    table: Features = {}
    for name, own in features.items():
        more: set[str] = set()
        for side, k in beside.items():
            if k is not None:
                level = _level(guesses[k].get(name, 0.0))
                place = "here" if opens <= numbers[k].start < ends else "away"
                more |= {f"{side} {place} {level}", f"{unit} {side} {place} {level}"}
                if abs(numbers[k].start - number.start) < 8:
                    more.add(f"{side} close {level}")
        if equal:
            more.add(f"equal {_level(max(guesses[k].get(name, 0.0) for k in equal))}")
        if alike:
            more.add(f"all {_level(sum(guesses[k].get(name, 0.0) for k in alike) / len(alike))}")
        table[name] = own | more
    return table


def _around(numbers: Sequence[Number], n: int) -> list[int]:
    """The numbers before and after one that may help with it, in the order of the text."""
    return [*range(max(0, n - NUMBERS_NEAR), n), *range(n + 1, min(len(numbers), n + 1 + NUMBERS_NEAR))]


def relatives(context: Context, numbers: Sequence[Number], n: int) -> dict[int, float]:
    """The numbers that should measure what a number does, and how much they count beside its own frame.

    These are the same value said elsewhere, the amount that it converts ("2 billion yuan ($280 million)")
    and the number that lent it its unit.
    """
    number = numbers[n]
    found = {k: SAME for k in _around(numbers, n) if same_value(number, numbers[k])}
    if n and unit_class(number.unit) == unit_class(numbers[n - 1].unit):
        between = context.doc[numbers[n - 1].end : number.start].text
        if between == "(" and unit_class(number.unit) == "money":
            found[n - 1] = CONVERTED
        elif number.lent and numbers[n - 1].unit == number.unit:
            found[n - 1] = LENT
    return found


def pooled(table: Sequence[dict[str, float]], n: int, others: dict[int, float]) -> dict[str, float]:
    """A number's scores with those of its relatives, by what each counts; they sum to one."""
    whole = 1.0 + sum(others.values())
    return {
        name: (score + sum(share * table[k].get(name, 0.0) for k, share in others.items())) / whole
        for name, score in table[n].items()
    }


def same_value(a: Number, b: Number) -> bool:
    """Do two numbers share a bound, within the rounding that retelling does?"""
    pairs = ((a.low, b.low), (a.high, b.high))
    return a.unit == b.unit and any(x and y and abs(x - y) <= 0.03 * max(x, y) for x, y in pairs)


def _level(probability: float) -> int:
    return round(probability * 5)


def carried_on(
    context: Context,
    numbers: Sequence[Number],
    decisions: Sequence[Decision],
    features: Sequence[Features],
    n: int,
) -> Decision:
    """The decision on a number that no cue speaks for: that on the same value elsewhere, or on the one before.

    Only decisions for a topic's own metrics are carried on; the model has weighed neighbours for the others.
    """
    if decisions[n].metric != OTHER or features[n].keys() <= seen_metrics() or has_direct_cue(features[n]):
        return decisions[n]
    around = _around(numbers, n)
    own = [k for k in around if decisions[k].metric not in seen_metrics()]
    equal = [k for k in own if same_value(numbers[n], numbers[k])]
    if equal:
        nearest = min(equal, key=lambda k: abs(k - n))
        return replace(decisions[nearest], rule="the same value said elsewhere", cues=())
    alike = [k for k in around if k < n and unit_class(numbers[k].unit) == unit_class(numbers[n].unit)]
    opens, _ = context.parse.sentence_of(numbers[n].start)
    if alike and alike[-1] in own and numbers[alike[-1]].start >= opens:
        return replace(decisions[alike[-1]], rule="the number before it", cues=())
    return decisions[n]

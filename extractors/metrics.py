"""What a number measures: one of its topic's metrics, decided by the frame around the number.

"trained for $6 million" is a training cost, "spent $6 million on servers" is spending: each metric's
cues (verbs, nouns and phrases of the topic file) are looked for in the roles of the number's frame,
and a small learned model weighs which role speaks how loudly. Its weights belong to roles first and to
single metrics only on top. A second pass lets the numbers of an article help each other
(extractors/metric_relatives.py). A topic's own metrics, which training has never seen, are ranked by the roles
of their cues alone (extractors/roles.py).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from spacy.tokens import Doc

from extractors.alternatives import one_of
from extractors.linear import Linear
from extractors.measured import Decision, Number, unit_class
from extractors.metric_context import Context
from extractors.metric_features import bounds_of, of_metric, of_other, size_of
from extractors.metric_relatives import all_carried_on, blended, pooled, relatives, with_neighbours
from extractors.moves import with_moves
from extractors.roles import OTHER, WEAK, Features
from extractors.topic import CLASSES, Topic
from extractors.topic_schema import Cues, Metric
from extractors.unseen import ranked, seen_in, with_unseen, word_weights
from extractors.word_weights import Said, spelled

_NONE: frozenset[str] = frozenset()


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
        carried = all_carried_on(context.parse, numbers, decisions, first, said_of, self.seen)
        return with_moves(doc, numbers, carried, self.topic)

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
                table[name] = of_other(unit, frozenset(hits.get(name, _NONE)), rivals)
            else:
                own = frozenset(hits.get(name, _NONE))
                table[name] = of_metric(name, unit, own, rivals, name in before, context.density(name))
        for name in candidates:
            if most and context.counts[name] == most:
                table[name] |= {"doc top", f"{unit} doc top"}
        cues = [f"{hit}~{rival}" for rival in candidates for hit in hits.get(rival, ())]
        return table, {**said, **size_of(number), "": [*cues, bounds_of(number)]}

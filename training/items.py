"""Trains extractors/weights/items.json: python -m training.items GOLD_TRAIN_FOLDER [GOLD_DEV_FOLDER …]

A choice for each annotated claim: of the possible items those are right that are the same name as the
annotators', by the scorer's own test. An item may go on from number to number, so the choices of an
article hold the items that a first model, which has not seen the article, gave to the numbers before.

Fits on the part of the corpus that is for fitting, and on the stories of this package; prints the accuracy
on the part set aside and on the other corpora; then fits on all of them and saves that.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from spacy.tokens import Doc

from extractors.counts import Counts
from extractors.item_candidates import Asked, kind_of
from extractors.items import Items
from extractors.language import load
from extractors.linear import Linear
from extractors.topic import load_topic
from score.score_claims import same_name
from training.choices import Accuracy, Choice, fit
from training.gold import STORIES, Corpus, Row, options
from training.linear import save
from training.metrics import number_of

LEAST = 3  # articles that must use a label of the annotators' own
STRENGTH = 0.3
FOLDS = 2
Labels = Mapping[str, tuple[str, ...]]  # the labels of each kind of claim


@dataclass(frozen=True, slots=True)
class Text:
    """An article with its annotated claims, gold's spans, metrics, subjects and sources taken as known."""

    id: str
    doc: Doc
    claims: tuple[tuple[Row, Asked], ...]


def texts(corpus: Corpus, part: str) -> list[Text]:
    """The articles of one part."""
    nlp, found = load(), []
    for article in corpus.part(part):
        doc = nlp(corpus.articles[article]["text"])
        pairs = [(row, asked) for row in corpus.claims.get(article, []) if (asked := _asked(doc, row))]
        found.append(Text(article, doc, tuple(pairs)))
    return found


def _asked(doc: Doc, row: Row) -> Asked | None:
    number = number_of(doc, row)
    if number is None:
        return None
    names = [options(row[field])[0] for field in ("metric", "subject", "source")]
    metric, subject, source = (None if name is None else str(name) for name in names)
    return Asked(
        number.start, number.end, number.low, number.high, number.unit, metric or "", subject, source
    )


def known_labels(data: Sequence[Text], counts: Counts) -> Labels:
    """The items that annotators gave by the same words in several articles, for each kind of claim; none of the topic's."""
    articles: dict[str, set[str]] = defaultdict(set)
    kinds: dict[str, set[str]] = defaultdict(set)
    for text in data:
        for row, asked in text.claims:
            for item in map(str, filter(None, options(row["item"]))):
                if item not in counts.topic.items:
                    articles[item].add(text.id)
                    kinds[item].add(kind_of(asked.metric, asked.unit))
    found: dict[str, list[str]] = defaultdict(list)
    for item in sorted(articles):
        if len(articles[item]) >= LEAST:
            for kind in kinds[item]:
                found[kind].append(item)
    return {kind: tuple(items) for kind, items in found.items()}


class Learner:
    """Makes choices of texts and learns from them."""

    def __init__(self, counts: Counts, labels: Labels) -> None:
        self.counts, self.labels = counts, labels

    def _reader(self, text: Text) -> Items:
        return Items(text.doc, self.counts, lambda kind: self.labels.get(kind, ()))

    def fit(self, data: Sequence[Text], before: Mapping[str, Sequence[str | None]] | None = None) -> Linear:
        """The model of these texts; `before` has the items that its numbers have as others see them, none without it."""
        made: list[Choice] = []
        for text in data:
            reader = self._reader(text)
            for n, (row, asked) in enumerate(text.claims):
                number = reader.candidates.number(asked)
                if not reader.named(number):
                    found = reader.candidates.of(number, words=True)
                    right = [same_name(row["item"], reader.candidates.name_of(each)) for each in found]
                    made.append(([each.features for each in found], right))
                if before is not None:
                    reader.candidates.tell(number, before[text.id][n])
        return fit(made, strength=STRENGTH)

    def items(self, model: Linear, text: Text, *, carry: bool = True) -> list[tuple[str | None, bool]]:
        """What the model gives to each number of a text, and whether the right item was among its choices."""
        reader, given = self._reader(text), []
        for row, asked in text.claims:
            number = reader.candidates.number(asked)
            name, names = reader.named(number), []
            if name is None:
                found = reader.candidates.of(number, words=True)
                name = reader.candidates.name_of(max(found, key=lambda each: model.total(each.features)))
                names = [reader.candidates.name_of(each) for each in found]
            if carry:
                reader.candidates.tell(number, name)
            given.append((name, any(same_name(row["item"], each) for each in (name, *names))))
        return given

    def learn(self, data: Sequence[Text]) -> Linear:
        """The model that goes on from number to number, by what models that have not seen a text say of it."""
        before: dict[str, list[str | None]] = {}
        for fold in range(FOLDS):
            first = self.fit([text for n, text in enumerate(data) if n % FOLDS != fold])
            for text in data[fold::FOLDS]:
                before[text.id] = [name for name, _ in self.items(first, text, carry=False)]
        return self.fit(data, before)

    def accuracy(self, model: Linear, data: Sequence[Text]) -> Accuracy:
        """How many items are right, by the scorer's own test."""
        return Accuracy.of(
            (same_name(row["item"], name), reachable)
            for text in data
            for (row, _), (name, reachable) in zip(text.claims, self.items(model, text), strict=True)
        )


def main() -> None:
    """Trains, prints how often the model is right, and saves its weights."""
    counts = Counts(load_topic("ai-compute"))
    corpus = Corpus(Path(sys.argv[1]), beside=(STORIES,))
    learned, held = texts(corpus, "fit"), texts(corpus, "tune")
    learner = Learner(counts, known_labels(learned, counts))
    model = learner.learn(learned)
    print(f"tune: {learner.accuracy(model, held)}")
    for folder in sys.argv[2:]:
        print(f"{folder}: {learner.accuracy(model, texts(Corpus(Path(folder)), 'all'))}")
    whole = learned + held
    save(Learner(counts, known_labels(whole, counts)).learn(whole), "items")


if __name__ == "__main__":
    main()

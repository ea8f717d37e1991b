"""Trains extractors/weights/metrics*.json: python -m training.metrics GOLD_TRAIN_FOLDER [GOLD_DEV_FOLDER]

Fits on the parts of the corpus and of the stories that are for fitting and on the articles of this package,
prints the accuracy on the parts set aside and on the second corpus, then fits on all of the first, the same
stories and articles, and saves that. The weights for metrics that training has not seen (metrics_roles) come
from the first corpus and the shipped topics' examples; how they do on each topic when its own examples are left
out is printed too.
"""

from __future__ import annotations

import re
import sys
from dataclasses import dataclass
from pathlib import Path

import yaml
from spacy.tokens import Doc

from extractors.claims import Extractor
from extractors.language import load
from extractors.lenders import with_units
from extractors.linear import Linear
from extractors.measured import Number
from extractors.metric_context import Context
from extractors.metric_relatives import blended, with_neighbours
from extractors.metrics import Metrics
from extractors.quantities import find_quantities
from extractors.roles import Features, by_roles
from extractors.topic import Topic, load_topic, topic_names
from extractors.topic_schema import ExampleClaim
from extractors.unseen import ranked
from training.gold import COMPUTE, STORIES, Corpus, Row, options
from training.linear import fit, save

FOLDS = 5


@dataclass
class Sample:
    """One article's numbers with the features of each and the right metrics."""

    numbers: list[Number]
    features: list[Features]
    right: list[list[object]]
    context: Context


def samples(corpus: Corpus, part: str, metrics: Metrics) -> list[Sample]:
    """The annotated quantities of one part of a corpus, an article each."""
    nlp = load()
    found = []
    for article in corpus.part(part):
        doc = nlp(corpus.articles[article]["text"])
        context = Context(metrics, doc)
        pairs = [(number, row) for row in corpus.claims.get(article, []) if (number := number_of(doc, row))]
        numbers = [number for number, _ in pairs]
        features = [metrics.features(context, number) for number in numbers]
        found.append(Sample(numbers, features, [options(row["metric"]) for _, row in pairs], context))
    return found


def phrases(metrics: Metrics) -> list[Sample]:
    """The sentences of phrases.yml, each a text of its own with its numbers in brackets."""
    nlp, extractor = load(), Extractor(metrics.topic)
    found = []
    table = yaml.safe_load(Path(__file__).with_name("phrases.yml").read_text(encoding="utf-8"))
    for name, sentences in table.items():
        for marked in sentences:
            plain = re.sub(r"[\[\]]", "", marked)
            ends = {m.end() - 2 * n - 2 for n, m in enumerate(re.finditer(r"\[[^]]+\]", marked))}
            doc = nlp(plain)
            numbers = [
                extractor.number(doc, q)
                for q in find_quantities(doc)
                if any(q.start < e <= q.end for e in ends)
            ]
            numbers = with_units(doc, numbers, extractor.counts)
            context = Context(metrics, doc)
            features = [metrics.features(context, number) for number in numbers]
            found.append(Sample(numbers, features, [[name] for _ in numbers], context))
    return found


def number_of(doc: Doc, row: Row) -> Number | None:
    """The number that an annotated claim is about; None where its span holds no token."""
    start = int(row["start"])
    span = doc.char_span(start, start + len(row["quote"]), alignment_mode="expand")
    unit = options(row["unit"])[0]
    return (
        None
        if span is None
        else Number(span.start, span.end, row["low"], row["high"], None if unit is None else str(unit))
    )


def alone(data: list[Sample]) -> Linear:
    """The first model, which sees each number by itself."""
    return fit(
        [
            (known, "yes" if name in right else "no")
            for sample in data
            for features, right in zip(sample.features, sample.right, strict=True)
            if len(features) > 1
            for name, known in features.items()
        ],
        strength=0.1,
    )


def together(data: list[Sample]) -> Linear:
    """The second model, which sees what a first model that has not seen the article guesses of its neighbours."""
    examples = []
    for fold in range(FOLDS):
        model = alone([sample for n, sample in enumerate(data) if n % FOLDS != fold])
        for sample in data[fold::FOLDS]:
            guesses = [ranked(model, features) for features in sample.features]
            for n, features in enumerate(sample.features):
                if len(features) > 1:
                    wide = with_neighbours(sample.numbers, n, features, guesses, sample.context.parse)
                    examples += [
                        (known, "yes" if name in sample.right[n] else "no") for name, known in wide.items()
                    ]
    return fit(examples, strength=0.1)


def examples(topic: Topic) -> list[Sample]:
    """The numbers of a topic's examples, as samples."""
    metrics, nlp = Metrics(topic), load()
    found = []
    for example in topic.examples:
        doc = nlp(example.text)
        context = Context(metrics, doc)
        pairs = [(number, claim) for claim in example.claims if (number := _number(doc, claim))]
        numbers = [number for number, _ in pairs]
        features = [metrics.features(context, number) for number in numbers]
        found.append(Sample(numbers, features, [[claim.metric] for _, claim in pairs], context))
    return found


def _number(doc: Doc, claim: ExampleClaim) -> Number | None:
    start = doc.text.index(claim.quote)
    span = doc.char_span(start, start + len(claim.quote), alignment_mode="expand")
    return None if span is None else Number(span.start, span.end, claim.low, claim.high, claim.unit)


def roles(data: list[Sample]) -> Linear:
    """The model of roles alone, for metrics that no training has seen."""
    return fit(
        [
            (known, "yes" if name in right else "no")
            for sample in data
            for features, right in zip(sample.features, sample.right, strict=True)
            if len(features) > 1
            for name, known in by_roles(features).items()
        ],
        strength=0.3,
    )


def roles_accuracy(model: Linear, data: list[Sample]) -> float:
    """The part of all numbers whose metric is right by roles alone."""
    found = [
        (ranked(model, by_roles(features)), right)
        for sample in data
        for features, right in zip(sample.features, sample.right, strict=True)
    ]
    return sum(max(scores, key=lambda name: scores[name]) in right for scores, right in found) / len(found)


def accuracy(first: Linear, second: Linear, data: list[Sample]) -> tuple[float, float]:
    """The part of all numbers whose metric is right: by the first model, and by both."""
    hits = [0, 0]
    for sample in data:
        guesses = [ranked(first, features) for features in sample.features]
        for n, features in enumerate(sample.features):
            wide = with_neighbours(sample.numbers, n, features, guesses, sample.context.parse)
            final = blended(guesses[n], ranked(second, wide)) if len(features) > 1 else guesses[n]
            for k, scores in enumerate((guesses[n], final)):
                hits[k] += max(scores, key=lambda name: scores[name]) in sample.right[n]
    whole = sum(len(sample.numbers) for sample in data)
    return hits[0] / whole, hits[1] / whole


def main() -> None:
    """Trains, prints how often the model is right, and saves its weights."""
    metrics = Metrics(load_topic("ai-compute"))
    corpus = Corpus(Path(sys.argv[1]))
    known, held = samples(corpus, "fit", metrics), samples(corpus, "tune", metrics)
    ours = {folder.name: Corpus(folder) for folder in (STORIES, COMPUTE)}
    told = 2 * phrases(metrics)  # rare metrics need their weight
    told += [sample for own in ours.values() for sample in samples(own, "fit", metrics)]
    first, second = alone(known + told), together(known + told)
    print("tune: alone {:.3f}, together {:.3f}".format(*accuracy(first, second, held)))
    for name, own in ours.items():
        aside = samples(own, "tune", metrics)
        print(f"{name} set aside: alone {{:.3f}}, together {{:.3f}}".format(*accuracy(first, second, aside)))
    for folder in sys.argv[2:]:
        other = samples(Corpus(Path(folder)), "all", metrics)
        print("{}: alone {:.3f}, together {:.3f}".format(folder, *accuracy(first, second, other)))
    shown = {name: found for name in topic_names() if (found := examples(load_topic(name)))}
    for name, left_out in shown.items():
        others = [sample for other, found in shown.items() if other != name for sample in found]
        print(f"{name}, by roles alone: {roles_accuracy(roles(known + others), left_out):.3f}")
    save(roles(known + held + [sample for found in shown.values() for sample in found]), "metrics_roles")
    save(alone(known + held + told), "metrics_alone")
    save(together(known + held + told), "metrics")


if __name__ == "__main__":
    main()

"""Trains extractors/weights/items.json: python -m training.items GOLD_TRAIN_FOLDER [GOLD_DEV_FOLDER]

Each possible item of an annotated claim is an example: right where it is the same name as the
annotators', by the scorer's own test.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

from extractors.counts import Counts
from extractors.items import choices, named_item
from extractors.language import load
from extractors.linear import Linear
from extractors.topic import Topic, load_topic
from score.score_claims import same_name
from training.gold import Corpus, options
from training.linear import fit, save
from training.metrics import number_of

LEAST = 4  # articles that must use a label of the annotators' own
Sample = tuple[object, str | None, list[tuple[str | None, set[str]]]]  # right item, named item, choices


def known_labels(corpus: Corpus, parts: Sequence[str], topic: Topic) -> list[str]:
    """The items that annotators gave by the same words in several articles, the topic's own left out."""
    articles: dict[str, set[str]] = defaultdict(set)
    for part in parts:
        for article in corpus.part(part):
            for row in corpus.claims.get(article, []):
                for item in options(row["item"]):
                    if item is not None and item not in topic.items:
                        articles[str(item)].add(article)
    return sorted(label for label, where in articles.items() if len(where) >= LEAST)


def samples(corpus: Corpus, part: str, counts: Counts, known: Sequence[str]) -> list[Sample]:
    """The possible items of every annotated claim of one part."""
    nlp = load()
    found: list[Sample] = []
    for article in corpus.part(part):
        doc = nlp(corpus.articles[article]["text"])
        for row in corpus.claims.get(article, []):
            if number := number_of(doc, row):
                metric = str(options(row["metric"])[0])
                possible = choices(doc, number.start, number.end, metric, number.unit, known)
                named = None
                if number.unit in counts.topic.units:
                    named = named_item(doc, number.start, number.end, counts)
                found.append((row["item"], named, [(choice.name, choice.features) for choice in possible]))
    return found


def train(data: Sequence[Sample]) -> Linear:
    """The model that tells right items from wrong ones."""
    examples = []
    for right, named, possible in data:
        if named is None:
            examples += [(features, "yes" if same_name(right, name) else "no") for name, features in possible]
    return fit(examples, strength=0.1)


def accuracy(model: Linear, data: Sequence[Sample]) -> tuple[float, float]:
    """The part of the claims whose item is right, and the part for which it is among the choices."""
    hits, reachable = 0, 0
    for right, named, possible in data:
        best = named or max(possible, key=lambda one: model.scores(one[1])["yes"])[0]
        hits += same_name(right, best)
        reachable += any(same_name(right, name) for name in (named, *(name for name, _ in possible)))
    return hits / len(data), reachable / len(data)


def main() -> None:
    topic = load_topic("ai-compute")
    counts, corpus = Counts(topic), Corpus(Path(sys.argv[1]))
    known = known_labels(corpus, ("fit",), topic)
    model = train(samples(corpus, "fit", counts, known))
    print(
        "tune: right {:.3f}, reachable {:.3f}".format(
            *accuracy(model, samples(corpus, "tune", counts, known))
        )
    )
    for folder in sys.argv[2:]:
        other = samples(Corpus(Path(folder)), "all", counts, known)
        print("{}: right {:.3f}, reachable {:.3f}".format(folder, *accuracy(model, other)))
    known = known_labels(corpus, ("fit", "tune"), topic)
    save(train([s for part in ("fit", "tune") for s in samples(corpus, part, counts, known)]), "items")


if __name__ == "__main__":
    main()

"""Trains extractors/weights/units.json: python -m training.units GOLD_TRAIN_FOLDER [GOLD_DEV_FOLDER]

Learns which unit a bare number has from the annotated claims whose quantity was found without one.
"""

from __future__ import annotations

import sys
from pathlib import Path

from extractors.claims import Extractor
from extractors.language import load
from extractors.lenders import Lender, lenders
from extractors.linear import Linear
from extractors.quantities import find_quantities
from extractors.topic import load_topic
from training.gold import Corpus, options
from training.linear import fit, save
from training.matching import match

Sample = tuple[list[object], list[Lender]]


def samples(corpus: Corpus, part: str, extractor: Extractor) -> list[Sample]:
    """The right units and the possible ones of each claim of one part that was found without a unit."""
    nlp = load()
    found: list[Sample] = []
    for article in corpus.part(part):
        doc = nlp(corpus.articles[article]["text"])
        quantities = [q for q in find_quantities(doc) if q.role != "age"]
        rows = corpus.claims.get(article, [])
        claims = match(quantities, rows)
        kept = sorted(claims)
        numbers = [extractor.number(doc, quantities[k]) for k in kept]
        for n, k in enumerate(kept):
            if numbers[n].unit is None:
                right = options(rows[claims[k]]["unit"])
                found.append((right, lenders(doc, numbers, n, extractor.counts)))
    return found


def train(data: list[Sample]) -> Linear:
    """The model that tells right lenders from wrong ones."""
    return fit(
        [(one.features, "yes" if one.unit in right else "no") for right, many in data for one in many],
        strength=0.3,
    )


def accuracy(model: Linear, data: list[Sample]) -> tuple[int, int, int]:
    """How many bare numbers get the right unit, for how many it is among the lenders, and how many there are."""
    hits = reachable = 0
    for right, many in data:
        hits += max(many, key=lambda one: model.scores(one.features)["yes"]).unit in right
        reachable += any(one.unit in right for one in many)
    return hits, reachable, len(data)


def main() -> None:
    """Trains, prints how often the model is right, and saves its weights."""
    corpus, extractor = Corpus(Path(sys.argv[1])), Extractor(load_topic("ai-compute"))
    known, held = samples(corpus, "fit", extractor), samples(corpus, "tune", extractor)
    model = train(known)
    print("tune: {} right, {} reachable of {}".format(*accuracy(model, held)))
    for folder in sys.argv[2:]:
        other = samples(Corpus(Path(folder)), "all", extractor)
        print("{}: {} right, {} reachable of {}".format(folder, *accuracy(model, other)))
    save(train(known + held), "units")


if __name__ == "__main__":
    main()

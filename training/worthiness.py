"""Trains extractors/weights/worthiness.json: python -m training.worthiness GOLD_TRAIN_FOLDER [GOLD_DEV_FOLDER]

Every quantity found in an annotated article is an example: a claim where the annotators made it one.
"""

from __future__ import annotations

import sys
from pathlib import Path

from extractors.language import load
from extractors.linear import Linear
from extractors.quantities import find_quantities
from extractors.worthiness import features
from training.gold import Corpus
from training.linear import Example, fit, save
from training.matching import match


def examples(corpus: Corpus, part: str) -> list[Example]:
    """The features of each quantity of one part of a corpus, and whether it is a claim."""
    nlp = load()
    found: list[Example] = []
    for article in corpus.part(part):
        doc = nlp(corpus.articles[article]["text"])
        quantities = [q for q in find_quantities(doc) if q.role != "age"]
        claims = match(quantities, corpus.claims.get(article, []))
        found += [(features(doc, q), "claim" if n in claims else "no") for n, q in enumerate(quantities)]
    return found


def report(name: str, model: Linear, data: list[Example]) -> None:
    """Prints how many claims are kept and how many others are let through."""
    kept = [(model.scores(known)["claim"] >= 0.5, label == "claim") for known, label in data]
    hits, claims, found = sum(a and b for a, b in kept), sum(b for _, b in kept), sum(a for a, _ in kept)
    print(f"{name}: {hits}/{claims} claims kept, {found - hits} others let through of {len(kept) - claims}")


def main() -> None:
    """Trains, prints how often the model is right, and saves its weights."""
    corpus = Corpus(Path(sys.argv[1]))
    known, held = examples(corpus, "fit"), examples(corpus, "tune")
    for strength in (0.03, 0.1, 0.3):
        model = fit(known, strength=strength)
        print(f"strength {strength}, {len(model.weights)} features")
        report("tune", model, held)
        for folder in sys.argv[2:]:
            report(folder, model, examples(Corpus(Path(folder)), "all"))
    save(fit(known + held, strength=0.1), "worthiness")


if __name__ == "__main__":
    main()

"""Trains and measures stance: python -m training.stance GOLD_TRAIN_FOLDER [--tune]; after training.sources.

With --tune only the fit part of splits.json is learned from, the tune part is measured, and nothing is
written.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from extractors.linear import Linear
from extractors.sources import source_of
from extractors.stance import features_of
from training.gold import Corpus
from training.linear import Example, fit, save
from training.sources import samples

STRENGTH = 0.3


def examples(corpus: Corpus, part: str) -> list[Example]:
    """The features and the gold stance of each claim; its source is the one that the program finds."""
    found: list[Example] = []
    for sample in samples(corpus, part):
        for claim in sample.claims:
            start, end = claim["start"], claim["start"] + len(claim["quote"])
            features = features_of(sample.account, start, end, source_of(sample.account.doc, start, end))
            found.append((features, str(claim["stance"])))
    return found


def accuracy(model: Linear, data: list[Example]) -> float:
    """The part of examples whose most probable stance is the gold one."""
    scores = [(model.scores(features), stance) for features, stance in data]
    return sum(max(each, key=each.__getitem__) == stance for each, stance in scores) / max(1, len(data))


def main() -> None:
    """Trains, prints how often the model is right, and saves its weights unless only measuring."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--tune", action="store_true", help="learn from the fit part only, write nothing")
    arguments = parser.parse_args()
    corpus = Corpus(arguments.folder)
    parts = {part: examples(corpus, part) for part in ("fit", "tune")}
    model = fit(parts["fit"] if arguments.tune else [*parts["fit"], *parts["tune"]], strength=STRENGTH)
    for part, data in parts.items():
        print(f"{part}: {len(data)} numbers, right {accuracy(model, data):.3f}")
    print(f"{len(model.weights)} features")
    if not arguments.tune:
        save(model, "stance")


if __name__ == "__main__":
    main()

"""Trains extractors/weights/units*.json: python -m training.units GOLD_TRAIN_FOLDER [GOLD_DEV_FOLDER]

Learns which sort of thing the frame of a number has from all annotated claims, and which of the possible units a
number means that names none. Prints how often the unit is right on the parts set aside, for weights that have not
seen them, then fits on all of the first corpus and on the parts of the stories and articles that are for fitting.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from spacy.tokens import Doc

from extractors.claims import Extractor
from extractors.frame_kinds import COUNT, frame_features, kind_of
from extractors.language import load
from extractors.lenders import lenders
from extractors.linear import Linear
from extractors.measured import Number
from extractors.quantities import find_quantities
from extractors.topic import load_topic
from training.choices import Choice, accuracy
from training.choices import fit as fit_choices
from training.gold import COMPUTE, STORIES, Corpus, options
from training.linear import fit, save
from training.matching import match

FOLDS = 5
COMMON = 40  # numbers that must have a sort for it to be learned


@dataclass(frozen=True)
class Sample:
    """One article's numbers that are claims, each with its right units."""

    doc: Doc
    numbers: list[Number]
    right: list[list[object]]


def samples(corpus: Corpus, part: str, extractor: Extractor) -> list[Sample]:
    """The articles of one part of a corpus."""
    nlp = load()
    found = []
    for article in corpus.part(part):
        doc = nlp(corpus.articles[article]["text"])
        quantities = [q for q in find_quantities(doc) if q.role != "age"]
        rows = corpus.claims.get(article, [])
        claims = match(quantities, rows)
        numbers = [extractor.number(doc, quantities[k]) for k in sorted(claims)]
        found.append(Sample(doc, numbers, [options(rows[claims[k]]["unit"]) for k in sorted(claims)]))
    return found


def kinds(data: Sequence[Sample], extractor: Extractor) -> Linear:
    """The model that tells the sort of thing from the frame; sorts that few numbers have are plain counts."""
    told = [
        (frame_features(each.doc, number), kind_of(str(right[0]), extractor.counts))
        for each in data
        for number, right in zip(each.numbers, each.right, strict=True)
        if right[0] is not None
    ]
    common = {kind for kind, count in Counter(kind for _, kind in told).items() if count >= COMMON}
    rows = [(features, kind if kind in common else COUNT) for features, kind in told]
    return fit(rows, strength=0.1, least=5, smallest=0.05)


def choices(data: Sequence[Sample], extractor: Extractor, model: Linear) -> list[Choice]:
    """For each number that names no unit the possible ones, and which of them are right."""
    return [
        ([frozenset(one.features) for one in many], [one.unit in each.right[n] for one in many])
        for each in data
        for n, number in enumerate(each.numbers)
        if number.unit is None or number.lent
        for many in [lenders(each.doc, each.numbers, n, extractor.counts, model)]
    ]


def train(data: Sequence[Sample], extractor: Extractor) -> tuple[Linear, Linear]:
    """The models of frames and of lenders; the second learns from what a first that has not seen the article tells."""
    learned: list[Choice] = []
    for fold in range(FOLDS):
        others = [each for n, each in enumerate(data) if n % FOLDS != fold]
        learned += choices(data[fold::FOLDS], extractor, kinds(others, extractor))
    return kinds(data, extractor), fit_choices(learned, strength=0.1)


def main() -> None:
    """Trains, prints how often the models are right, and saves their weights."""
    corpus, extractor = Corpus(Path(sys.argv[1])), Extractor(load_topic("ai-compute"))
    beside = [Corpus(STORIES), Corpus(COMPUTE)]
    learned = [one for each in (corpus, *beside) for one in samples(each, "fit", extractor)]
    held = {each.folder.name: samples(each, "tune", extractor) for each in (corpus, *beside)}
    measured = held | {folder: samples(Corpus(Path(folder)), "all", extractor) for folder in sys.argv[2:]}
    frames, model = train(learned, extractor)
    for name, data in measured.items():
        print(f"{name}: {accuracy(model, choices(data, extractor, frames))}")
    frames, model = train(learned + held[corpus.folder.name], extractor)
    save(frames, "units_kinds")
    save(model, "units")


if __name__ == "__main__":
    main()

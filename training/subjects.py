"""Trains and measures the choice of subjects: python -m training.subjects GOLD_TRAIN_FOLDER [--tune].

With --tune only the fit part of splits.json is learned from, and nothing is written. --measure FOLDER…
names further gold folders to measure on. Spans, metrics and sources are gold's.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from extractors.linear import Linear
from extractors.subject_candidates import Asked, Candidate, candidates
from extractors.subjects import by_name, probabilities
from training.choices import Accuracy, Choice, fit, same
from training.gold import Corpus, Row, options
from training.linear import save
from training.mentioned import Mentioned, names_of, read_mentioned

STRENGTH = 0.3


@dataclass(frozen=True, slots=True)
class Read:
    """An article's questions with the candidates of each."""

    article: Mentioned
    asked: tuple[Asked, ...]
    tables: tuple[list[Candidate], ...]


def read(article: Mentioned) -> Read:
    """What there is to choose from, gold's spans, metrics and sources taken as known."""
    asked = tuple(
        Asked(
            (claim["start"], claim["start"] + len(claim["quote"])),
            str(options(claim["metric"])[0]),
            next(iter(names_of(claim["source"])), None),
        )
        for claim in article.claims
    )
    return Read(
        article, asked, tuple(candidates(article.mentions.doc, each, article.mentions) for each in asked)
    )


def choices_of(articles: Sequence[Read]) -> list[Choice]:
    """One choice a quantity: gold's own mention where it is a candidate, else every mention of the right name."""
    return [
        choice_of(claim, table)
        for each in articles
        for claim, table in zip(each.article.claims, each.tables, strict=True)
    ]


def choice_of(claim: Row, table: Sequence[Candidate]) -> Choice:
    """The candidates of one quantity and which are right; other mentions of the right name are left out."""
    names = names_of(claim["subject"])
    right = [any(same(name, each.name) for name in names) for each in table]
    start, end = claim.get("subject_span") or (0, 0)
    exact = [
        good and each.span is not None and each.span[0] < end and start < each.span[1]
        for each, good in zip(table, right, strict=True)
    ]
    kept = [n for n in range(len(table)) if exact[n] or not right[n] or not any(exact)]
    return [frozenset(table[n].features) for n in kept], [right[n] for n in kept]


def accuracy(articles: Sequence[Read], model: Linear) -> Accuracy:
    """How many subjects are right; without a candidate that is those of numbers which have none."""
    return Accuracy.of(
        (_right(names, table, model), any(same(name, one.name) for name in names for one in table))
        for each in articles
        for claim, table in zip(each.article.claims, each.tables, strict=True)
        for names in [names_of(claim["subject"])]
    )


def _right(names: list[str], table: Sequence[Candidate], model: Linear) -> bool:
    if not table:
        return not names
    names_ = by_name(table, probabilities(table, model))
    best = max(names_, key=lambda name: names_[name])
    return any(same(name, best) for name in names)


def main() -> None:
    """Trains, prints how often the model is right, and saves its weights unless only measuring."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--tune", action="store_true", help="learn from the fit part only, write nothing")
    parser.add_argument(
        "--measure", type=Path, nargs="*", default=[], help="further gold folders to measure on"
    )
    given = parser.parse_args()
    corpus = Corpus(given.folder)
    articles = [read(article) for article in read_mentioned(corpus)]
    tune = frozenset(corpus.part("tune"))
    learned = [each for each in articles if not given.tune or each.article.id not in tune]
    model = fit(choices_of(learned), strength=STRENGTH, least=4, smallest=0.04)
    tuned = [each for each in articles if each.article.id in tune]
    print(f"tune{'' if given.tune else ' (learned from)'}: {accuracy(tuned, model)}")
    for folder in given.measure:
        print(f"{folder.name}: {accuracy([read(each) for each in read_mentioned(Corpus(folder))], model)}")
    if not given.tune:
        save(model, "subjects")


if __name__ == "__main__":
    main()

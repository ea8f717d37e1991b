"""Trains and measures the choice of periods: python -m training.periods GOLD_TRAIN_FOLDER [--tune].

Each number of the gold data is one choice among the times around it and none; right is a time that gold's words
hold, or that holds them. With --tune only the fit part of splits.json is learned from, and nothing is written.
--measure FOLDER… names further gold folders to measure on. Spans, metrics and units are gold's.
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from extractors.account import account_of
from extractors.language import load
from extractors.linear import Linear
from extractors.periods import Asked, beside_of, candidates
from extractors.times import Time
from training.choices import Accuracy, Choice, fit
from training.gold import Corpus, Row, options
from training.linear import save

STRENGTH = 0.5
_LED = re.compile(r"^(?:(?:the|in|for|during|over|on|by|at) )+")


@dataclass(frozen=True, slots=True)
class Read:
    """A number with the time beside it, or else with the choice that it leaves."""

    gold: list[object]
    beside: Time | None
    choice: Choice


def read(corpus: Corpus, part: str) -> list[Read]:
    """The numbers of a part."""
    articles = [corpus.articles[name] for name in corpus.part(part)]
    found = []
    for article, doc in zip(articles, load().pipe(each["text"] for each in articles), strict=True):
        for claim in corpus.claims.get(article["id"], ()):
            asked, gold = _asked(claim), options(claim.get("period"))
            table = candidates(account_of(doc), asked)
            right = [_is_right(gold, each.time) for each in table]
            found.append(
                Read(gold, beside_of(account_of(doc), asked), ([each.features for each in table], right))
            )
    return found


def _asked(claim: Row) -> Asked:
    start = int(claim["start"])
    metric, unit = (str(options(claim[field])[0]) for field in ("metric", "unit"))
    return Asked((start, start + len(claim["quote"])), metric, unit)


def _is_right(gold: Sequence[object], time: Time | None) -> bool:
    if time is None:
        return None in gold
    found = _bare(time.written)
    return any(f" {a} " in f" {b} " for each in gold if each for a, b in _both_ways(_bare(str(each)), found))


def _both_ways(one: str, other: str) -> tuple[tuple[str, str], tuple[str, str]]:
    return (one, other), (other, one)


def _bare(words: str) -> str:
    return _LED.sub("", re.sub(r"\W+", " ", words.lower()).strip())


def accuracy(numbers: Sequence[Read], model: Linear) -> Accuracy:
    """How many periods are right, those of numbers that have none among them."""
    return Accuracy.of(_outcome(each, model) for each in numbers)


def _outcome(number: Read, model: Linear) -> tuple[bool, bool]:
    if number.beside:
        right = _is_right(number.gold, number.beside)
        return right, right
    rows, right_ = number.choice
    totals = [model.total(row) for row in rows]
    return right_[totals.index(max(totals))], any(right_)


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
    parts = {part: read(corpus, part) for part in ("fit", "tune")}
    learned = parts["fit"] if given.tune else [*parts["fit"], *parts["tune"]]
    model = fit(
        [each.choice for each in learned if not each.beside], strength=STRENGTH, least=4, smallest=0.03
    )
    for part, numbers in parts.items():
        print(f"{part}: {accuracy(numbers, model)}")
    for folder in given.measure:
        print(f"{folder.name}: {accuracy(read(Corpus(folder), 'fit'), model)}")
    if not given.tune:
        save(model, "periods")


if __name__ == "__main__":
    main()

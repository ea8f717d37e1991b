"""Trains and measures which clauses are disputed statements: python -m training.disputed GOLD_TRAIN_FOLDER [--tune].

Only the fit part of splits.json is learned from, so that the tune part stays for measuring; with --tune nothing
is written.
"""

from __future__ import annotations

import argparse
import json
from collections import defaultdict
from pathlib import Path

from spacy.tokens import Doc

from extractors.account import account_of
from extractors.clauses import Clause
from extractors.disputed import DISPUTED, candidates, features_of
from extractors.language import load
from extractors.linear import Linear
from training.gold import Corpus, Row
from training.linear import Example, fit, save

STRENGTH = 0.3
HALF = 0.5


def annotated(corpus: Corpus) -> dict[str, list[Row]]:
    """The annotated statements of each article."""
    rows: dict[str, list[Row]] = defaultdict(list)
    for line in (corpus.folder / "statements.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        rows[row["article"]].append(row)
    return rows


def overlap(clause: Clause, row: Row) -> float:
    """The common part of a clause and an annotated quote, against the whole of both; 0 below half of the shorter."""
    start, end = clause.span
    first, last = int(row["start"]), int(row["start"]) + len(row["quote"])
    shared = min(end, last) - max(start, first)
    if shared < HALF * min(end - start, last - first):
        return 0.0
    return shared / (max(end, last) - min(start, first))


def examples_of(doc: Doc, rows: list[Row]) -> list[Example]:
    """Each candidate clause with "yes" where it is an annotated statement; one that merely overlaps one is left out."""
    account = account_of(doc)
    found = list(candidates(account.parse))
    rows = [row for row in rows if row["stance"] in DISPUTED]
    chosen: set[int] = set()
    for row in rows:
        ranked = [
            (told.stance == row["stance"], overlap(clause, row), -n)
            for n, (clause, told) in enumerate(found)
            if overlap(clause, row)
        ]
        if ranked:
            chosen.add(-max(ranked)[2])
    examples: list[Example] = []
    for n, (clause, told) in enumerate(found):
        if n not in chosen and any(overlap(clause, row) for row in rows):
            continue
        examples.append((features_of(account, clause, told), "yes" if n in chosen else "no"))
    return examples


def examples(corpus: Corpus, part: str) -> list[Example]:
    """The examples of all articles of a part."""
    rows = annotated(corpus)
    names = corpus.part(part)
    docs = load().pipe(corpus.articles[name]["text"] for name in names)
    return [each for name, doc in zip(names, docs, strict=True) for each in examples_of(doc, rows[name])]


def report(model: Linear, data: list[Example]) -> str:
    """Precision and recall among the candidates."""
    decided = [(model.chance(features) >= HALF, label == "yes") for features, label in data]
    right = sum(yes and gold for yes, gold in decided)
    said, true = sum(yes for yes, _ in decided), sum(gold for _, gold in decided)
    return f"{len(data)} clauses, {true} statements, precision {right / max(1, said):.3f}, recall {right / max(1, true):.3f}"


def main() -> None:
    """Trains, prints how often the model is right, and saves its weights unless only measuring."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--tune", action="store_true", help="measure, write nothing")
    arguments = parser.parse_args()
    corpus = Corpus(arguments.folder)
    parts = {part: examples(corpus, part) for part in ("fit", "tune")}
    model = fit(parts["fit"], strength=STRENGTH)
    for part, data in parts.items():
        print(f"{part}: {report(model, data)}")
    print(f"{len(model.weights)} features")
    if not arguments.tune:
        save(model, "disputed")


if __name__ == "__main__":
    main()

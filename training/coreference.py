"""Trains and measures what pronouns and descriptions in statements stand for: python -m training.coreference GOLD_TRAIN_FOLDER.

Learns from the gold spans of claims and statements alike. An earlier pronoun is a mention of what the last weights
take it for, so the weights are fitted twice. Only the fit part of splits.json is learned from, so that the
tune part stays for measuring; with --tune nothing is written. With --statements nothing is written either: the
statements of each fifth of the fit part are read with what the other fifths taught, and scored.
"""

from __future__ import annotations

import argparse
from dataclasses import asdict, replace
from pathlib import Path
from unittest.mock import patch

from extractors.claims import STATEMENTS, Extractor, extract_many
from extractors.coreference import candidates
from extractors.kinds import told_apart
from extractors.language import load
from extractors.linear import Linear
from extractors.topic import load_topic
from pipeline.inputs import Inputs
from score.statements import reached, table
from training.antecedents import choices_of
from training.choices import Choice, accuracy, fit
from training.disputed import annotated
from training.gold import Corpus, Row
from training.linear import save
from training.mentioned import read_mentioned

MODEL = "coreference"
STRENGTH = 0.3
FOLDS = 5
ROUNDS = 2


def choices(corpus: Corpus) -> dict[str, list[Choice]]:
    """The choices of each article, of claims and statements alike."""
    statements = annotated(corpus)
    found: dict[str, list[Choice]] = {}
    for article in read_mentioned(corpus):
        claims = (*article.claims, *statements.get(article.id, ()))
        told = replace(article, mentions=told_apart(article.mentions), claims=claims)
        found[article.id] = choices_of(told, candidates)
    return found


def held_out(found: dict[str, list[Choice]], names: list[str]) -> float:
    """The part that is right where each fifth of the articles is judged by what the others taught."""
    right = count = 0
    for fold in range(FOLDS):
        rest = [c for n, name in enumerate(names) if n % FOLDS != fold for c in found[name]]
        own = [c for n, name in enumerate(names) if n % FOLDS == fold for c in found[name]]
        right += accuracy(fit(rest, strength=STRENGTH), own).right
        count += len(own)
    return right / max(1, count)


def statements_held_out(corpus: Corpus, found: dict[str, list[Choice]]) -> dict[str, float]:
    """The figures of the statements of the fit part, each fifth of its articles read with what the others taught."""
    names, shipped = sorted(corpus.part("fit")), Linear.load
    extractor = Extractor(load_topic("ai-compute"), kinds=STATEMENTS)
    articles = {article.id: article for article in Inputs([str(corpus.folder / "articles")])}
    rows: list[Row] = []
    for fold in range(FOLDS):
        rest = [c for n, name in enumerate(names) if n % FOLDS != fold for c in found[name]]
        taught = fit(rest, strength=STRENGTH)
        own = [articles[name] for n, name in enumerate(names) if n % FOLDS == fold]
        with patch.object(
            Linear, "load", lambda name, taught=taught: taught if name == MODEL else shipped(name)
        ):
            for _, claims in extract_many(own, extractor, load()):
                rows += [asdict(claim) for claim in claims if claim.where == "text"]
    gold = [row for name in names for row in annotated(corpus)[name]]
    return reached(gold, rows, [])


def main() -> None:
    """Trains, prints how often the model is right, and saves its weights unless only measuring."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--tune", action="store_true", help="measure what stands, write nothing")
    parser.add_argument("--statements", action="store_true", help="measure the statements of the fit part")
    options = parser.parse_args()
    corpus = Corpus(options.folder)
    if options.statements:
        print(table(statements_held_out(corpus, choices(corpus))))
        return
    for _ in range(1 if options.tune else ROUNDS):
        found = choices(corpus)
        parts = {part: [c for name in corpus.part(part) for c in found[name]] for part in ("fit", "tune")}
        print(f"each fifth of fit by the others: right {held_out(found, sorted(corpus.part('fit'))):.3f}")
        model = fit(parts["fit"], strength=STRENGTH)
        for part, measured in parts.items():
            print(f"{part}: {accuracy(model, measured)}")
        if not options.tune:
            save(model, MODEL)
            Linear.load.cache_clear()


if __name__ == "__main__":
    main()

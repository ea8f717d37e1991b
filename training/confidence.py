"""Calibrates extractors/weights/confidence.json: python -m training.confidence GOLD_FOLDER…

Every claim that is found in these corpora is an example: right where its whole card is, by the scorer's
own test. Best on texts that no other model was fitted on. Prints, for each level of confidence, the part
that was right, each article judged by what the others taught.
"""

from __future__ import annotations

import sys
from dataclasses import asdict
from pathlib import Path

from extractors.claims import Extractor, extract_many
from extractors.language import load
from extractors.linear import Linear
from extractors.topic import load_topic
from pipeline.inputs import article_of
from score.score_claims import FULL, expand, read_jsonl, score
from training.gold import Corpus
from training.linear import fit, save

FOLDS = 5
LEVELS = (0.0, 0.2, 0.4, 0.6, 0.8, 0.9)
Sample = tuple[str, set[str], bool]  # article, features, whether the card is right


def samples(folder: Path) -> list[Sample]:
    """Each claim found in a corpus, with what it knows of itself and whether its card is right."""
    corpus, seen = Corpus(folder), list[set[str]]()

    def note(features: set[str]) -> float:
        seen.append(features)
        return 0.0

    extractor = Extractor(load_topic("ai-compute"), confidence=note)
    articles = [article_of({**row, "title": None}, "x") for row in corpus.articles.values()]
    found = [asdict(claim) for _, claims in extract_many(articles, extractor, load()) for claim in claims]
    texts = {article.id: article.text for article in articles}
    _, judged = score(expand(read_jsonl(str(folder / "claims.jsonl"))), found, texts)
    right = {n for _, n, fields in judged if all(fields[field] for field in FULL)}
    return [(found[n]["article"], features, n in right) for n, features in enumerate(seen)]


def train(data: list[Sample]) -> Linear:
    return fit([(features, "yes" if right else "no") for _, features, right in data], strength=0.05)


def judged_by_others(data: list[Sample]) -> list[tuple[float, bool]]:
    """Each claim's confidence from a model that has not seen its article, and whether it is right."""
    articles = sorted({article for article, _, _ in data})
    fold = {article: n % FOLDS for n, article in enumerate(articles)}
    models = [train([one for one in data if fold[one[0]] != n]) for n in range(FOLDS)]
    return [(models[fold[article]].chance(features), right) for article, features, right in data]


def main() -> None:
    """Trains, prints how often the model is right, and saves its weights."""
    data = [sample for folder in sys.argv[1:] for sample in samples(Path(folder))]
    judged = judged_by_others(data)
    for low, high in zip(LEVELS, (*LEVELS[1:], 1.01), strict=True):
        rights = [right for chance, right in judged if low <= chance < high]
        share = f"{sum(rights) / len(rights):.2f} right" if rights else "-"
        print(f"confidence {low:.1f} to {min(high, 1):.1f}: {len(rights):4} claims, {share}")
    save(train(data), "confidence")


if __name__ == "__main__":
    main()

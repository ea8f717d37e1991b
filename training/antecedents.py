"""Trains and measures what pronouns and descriptions stand for: python -m training.antecedents GOLD_TRAIN_FOLDER.

Learns from the gold spans of subjects and sources that are a pronoun or a phrase such as "the
company". With --tune only the fit part of splits.json is learned from, and nothing is written.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path

from extractors.antecedents import Antecedent, candidates
from extractors.mentions import DESCRIBING, Mentions
from extractors.phrases import Phrase
from extractors.pronouns import pronouns
from training.choices import Choice, accuracy, fit, same
from training.gold import Corpus
from training.linear import save
from training.mentioned import Mentioned, names_of, read_mentioned

STRENGTH = 0.3
Candidates = Callable[[int, Phrase | None, Mentions], list[Antecedent]]


def choices_of(article: Mentioned, candidates: Candidates = candidates) -> list[Choice]:
    """One choice for each pronoun or description that gold resolves in the article."""
    mentions = article.mentions
    found: dict[tuple[int, int], Choice] = {}
    for claim in article.claims:
        for field in ("subject", "source"):
            names = names_of(claim[field])
            start, end = claim.get(f"{field}_span") or (0, 0)
            if not names or (start, end) in found or start == end:
                continue
            parse = mentions.parse
            head = parse.root(*parse.tokens_at(start, end))
            phrase = None
            if parse.lower[head] not in pronouns().anaphoric:
                near = mentions.phrases_of(mentions.sentence_at(parse.start[head]))
                phrase = next((p for p in near if p.head == head), None)
                if phrase is None or not phrase.definite or phrase.kind not in DESCRIBING:
                    continue
                if any(c.isupper() for c in phrase.name) or same(names[0], phrase.name):
                    continue
            table = candidates(head, phrase, mentions)
            right = [any(same(name, each.name) for name in names) for each in table]
            found[start, end] = [frozenset(each.features) for each in table], right
    return list(found.values())


def main() -> None:
    """Trains, prints how often the model is right, and saves its weights unless only measuring."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--tune", action="store_true", help="learn from the fit part only, write nothing")
    options = parser.parse_args()
    corpus = Corpus(options.folder)
    choices = {article.id: choices_of(article) for article in read_mentioned(corpus)}
    parts = {part: [c for i in corpus.part(part) for c in choices[i]] for part in ("fit", "tune")}
    learned = parts["fit"] if options.tune else [c for each in choices.values() for c in each]
    model = fit(learned, strength=STRENGTH)
    for part, measured in parts.items():
        print(f"{part}: {accuracy(model, measured)}")
    if not options.tune:
        save(model, "antecedents")


if __name__ == "__main__":
    main()

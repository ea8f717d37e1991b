"""Trains and measures the choice of sources: python -m training.sources GOLD_TRAIN_FOLDER [--tune].

Each number of the gold data is one choice among its candidates. Right is a candidate whose source is
the gold mention or has the gold name, and nobody where gold names none. A first model sees the gold
source of the number before; then each part of the articles is read with a model of the others, and the
last model learns from what these decided, as it will when nobody corrects it. With --tune only the fit
part of splits.json is learned from, the tune part is measured, and nothing is written.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from extractors.account import Account, account_of
from extractors.attribution import Span
from extractors.language import load
from extractors.linear import Linear
from extractors.mentions import Mentions, find_mentions
from extractors.source_candidates import Candidate, Chosen, candidates_of
from extractors.source_features import features_of
from extractors.sources import most_probable
from extractors.speakers import speaker_of
from extractors.topic import load_topic
from training.choices import Choice, accuracy, fit, same
from training.gold import STORIES, Corpus, Row, options
from training.linear import save

STRENGTH = 0.2
FOLDS = 4


@dataclass(frozen=True, slots=True)
class Sample:
    """A parsed article with its mentions, its claims in order, and what each mention of a source is called."""

    account: Account
    mentions: Mentions
    claims: tuple[Row, ...]
    called: dict[Span, str]

    def speaker(self, span: Span) -> str:
        """The name of the source mentioned at these characters."""
        if span not in self.called:
            self.called[span] = speaker_of(
                self.account, span, lambda _doc, *at: self.mentions.resolve(*at, speaking=True)
            ).name
        return self.called[span]


def samples(corpus: Corpus, part: str) -> list[Sample]:
    """The articles of a part, parsed, with their claims."""
    articles = [corpus.articles[name] for name in corpus.part(part)]
    topic = load_topic("ai-compute")
    return [
        Sample(
            account_of(doc),
            find_mentions(doc, topic, article["title"]),
            tuple(sorted(corpus.claims.get(article["id"], []), key=lambda claim: int(claim["start"]))),
            {},
        )
        for article, doc in zip(articles, load().pipe(a["text"] for a in articles), strict=True)
    ]


def choices_of(sample: Sample, policy: Linear | None = None) -> Iterator[Choice]:
    """One choice for each claim: its candidates' features, and which of them are right.

    What was decided for the number before is what `policy` decides; the gold source without one.
    """

    def right(candidate: Candidate, claim: Row) -> bool:
        one, gold = candidate.attribution, claim["source"]
        if one is None or not one.source or gold is None:
            return (one is None or not one.source) and gold is None
        first, last = one.source[0]
        start, end = claim.get("source_span", (0, 0))
        if first < end and start < last:
            return True
        return any(same(str(each), sample.speaker(one.source[0])) for each in options(gold))

    previous: Chosen | None = None
    for claim in sample.claims:
        start = claim["start"]
        found = candidates_of(sample.account, start, start + len(claim["quote"]), previous)
        rows = features_of(sample.account, found, previous)
        good = [right(candidate, claim) for candidate in found]
        yield [frozenset[str]().union(*groups) for groups in rows], good
        if policy is not None:
            chosen: Candidate | None = most_probable(found, [policy.total_of(row) for row in rows])[0]
        else:
            chosen = next((each for each, is_right in zip(found, good, strict=True) if is_right), None)
        previous = Chosen(start, chosen) if chosen else None


def train(data: Sequence[Sample], *, strength: float = STRENGTH) -> Linear:
    """The model that learned from its own decisions."""
    guided = [list(choices_of(sample)) for sample in data]
    alone: list[Choice] = []
    for fold in range(FOLDS):
        others = [c for n, choices in enumerate(guided) if n % FOLDS != fold for c in choices]
        model = fit(others, strength=strength)
        for sample in data[fold::FOLDS]:
            alone += choices_of(sample, model)
    return fit(alone, strength=strength, least=3)


def main() -> None:
    """Trains, prints how often the model is right, and saves its weights unless only measuring."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--tune", action="store_true", help="learn from the fit part only, write nothing")
    arguments = parser.parse_args()
    corpus = Corpus(arguments.folder, beside=(STORIES,))
    parts = {part: samples(corpus, part) for part in ("fit", "tune")}
    model = train(parts["fit"] if arguments.tune else [*parts["fit"], *parts["tune"]])
    for part, data in parts.items():
        choices = (choice for sample in data for choice in choices_of(sample, model))
        print(f"{part}: {accuracy(model, choices)}")
    print(f"{len(model.weights)} features")
    if not arguments.tune:
        save(model, "sources")


if __name__ == "__main__":
    main()

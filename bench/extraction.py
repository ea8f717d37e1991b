"""How fast claims are read: words per CPU second of the whole extraction against the plain model.

    python -m bench.extraction [FOLDER_OF_ARTICLES] [TIMES]

Both read the same articles in one process, in turns; the ratio of the last line is the figure to watch.
The plain model is spaCy's pipeline with all its components, which gives no claims.
"""

from __future__ import annotations

import dataclasses
import importlib
import sys
import time
from collections.abc import Callable, Iterable
from pathlib import Path

from db.records import Article
from extractors.claims import extract_many
from extractors.language import DEFAULT_MODEL, load
from extractors.topic import load_topic
from pipeline.inputs import Inputs

ROUNDS = 3


def cpu_seconds(work: Callable[[], Iterable[object]]) -> float:
    """The CPU time of running through an iterable."""
    start = time.process_time()
    for _ in work():
        pass
    return time.process_time() - start


def main() -> None:
    folder = sys.argv[1] if len(sys.argv) > 1 else str(Path(__file__).parent.parent / "samples" / "articles")
    times = int(sys.argv[2]) if len(sys.argv) > 2 else 5
    read = list(Inputs([folder]))
    articles: list[Article] = [
        dataclasses.replace(article, id=f"{article.id}-{n}") for n in range(times) for article in read
    ]
    words = sum(len(article.text.split()) for article in articles)
    plain, nlp, topic = importlib.import_module(DEFAULT_MODEL).load(), load(), load_topic("ai-compute")
    print(f"{len(articles)} articles, {words:,} words")
    best = {"plain": 0.0, "claims": 0.0}
    for _ in range(ROUNDS):
        seconds = {
            "plain": cpu_seconds(lambda: plain.pipe(article.text for article in articles)),
            "claims": cpu_seconds(lambda: extract_many(articles, topic, nlp)),
        }
        best = {name: max(best[name], words / spent) for name, spent in seconds.items()}
    for name, speed in best.items():
        print(f"{name:7} {speed:8,.0f} words per CPU second")
    print(f"ratio   {best['claims'] / best['plain']:8.2f}")


if __name__ == "__main__":
    main()

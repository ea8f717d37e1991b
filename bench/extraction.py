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
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from bench.figures import Figure, shown
from db.records import Article
from extractors.claims import extract_many
from extractors.dictionary import DEFAULT_MODEL
from extractors.language import load
from extractors.topic import load_topic
from pipeline.inputs import Inputs

ROUNDS = 3
SAMPLES = str(Path(__file__).parent.parent / "samples" / "articles")


def cpu_seconds(work: Callable[[], Iterable[object]]) -> float:
    """The CPU time of running through an iterable."""
    start = time.process_time()
    for _ in work():
        pass
    return time.process_time() - start


def main() -> None:
    folder = sys.argv[1] if len(sys.argv) > 1 else SAMPLES
    times = int(sys.argv[2]) if len(sys.argv) > 2 else 5
    for figure in measure(folder, times):
        print(f"{figure.name:40} {shown(figure.median):>10}")


def figures(*, full: bool) -> Iterator[Figure]:
    yield from measure(SAMPLES, 20 if full else 3)


def measure(folder: str, times: int) -> Iterator[Figure]:
    """Words a CPU second of both, and their ratio, round by round."""
    read = list(Inputs([folder]))
    articles: list[Article] = [
        dataclasses.replace(article, id=f"{article.id}-{n}") for n in range(times) for article in read
    ]
    words = sum(len(article.text.split()) for article in articles)
    plain, nlp, topic = importlib.import_module(DEFAULT_MODEL).load(), load(), load_topic("ai-compute")
    speeds: dict[str, list[float]] = {"plain": [], "claims": []}
    for _ in range(ROUNDS):
        speeds["plain"].append(words / cpu_seconds(lambda: plain.pipe(article.text for article in articles)))
        speeds["claims"].append(words / cpu_seconds(lambda: extract_many(articles, topic, nlp)))
    yield Figure("words a CPU second, plain model", tuple(speeds["plain"]))
    yield Figure("words a CPU second, claims", tuple(speeds["claims"]))
    ratios = tuple(ours / theirs for ours, theirs in zip(speeds["claims"], speeds["plain"], strict=True))
    yield Figure("claims, of the plain model", ratios, reach=">= 2")


if __name__ == "__main__":
    main()

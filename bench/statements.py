"""What statements cost on top of numbers: python -m bench.statements [FOLDER_OF_ARTICLES] [TIMES].

Both read the same articles in one process, in turns; the last line is the share that statements add.
"""

from __future__ import annotations

import dataclasses
import sys
from collections.abc import Iterator

from bench.extraction import ROUNDS, SAMPLES, cpu_seconds
from bench.figures import Figure, shown
from extractors.claims import NUMBERS, STATEMENTS, Extractor, extract_many
from extractors.language import load
from extractors.topic import load_topic
from pipeline.inputs import Inputs


def main() -> None:
    folder = sys.argv[1] if len(sys.argv) > 1 else SAMPLES
    times = int(sys.argv[2]) if len(sys.argv) > 2 else 3
    for figure in measure(folder, times):
        print(f"{figure.name:60} {shown(figure.median):>10}")


def figures(*, full: bool) -> Iterator[Figure]:
    yield from measure(SAMPLES, 10 if full else 2)


def measure(folder: str, times: int) -> Iterator[Figure]:
    """CPU seconds with statements, of those without, round by round."""
    read = list(Inputs([folder]))
    articles = [dataclasses.replace(a, id=f"{a.id}-{n}") for n in range(times) for a in read]
    nlp, topic = load(), load_topic("ai-compute")
    extractors = [Extractor(topic, kinds=kinds) for kinds in (NUMBERS, (*NUMBERS, *STATEMENTS))]
    rounds = [
        [cpu_seconds(lambda: extract_many(articles, extractor, nlp)) for extractor in extractors]  # noqa: B023
        for _ in range(ROUNDS)
    ]
    ratios = tuple(both / numbers for numbers, both in rounds)
    yield Figure("CPU of numbers and statements, of numbers alone", ratios, better="less")


if __name__ == "__main__":
    main()

"""What statements cost on top of numbers: python -m bench.statements [FOLDER_OF_ARTICLES] [TIMES].

Both read the same articles in one process, in turns; the last line is the share that statements add.
"""

from __future__ import annotations

import dataclasses
import sys
from pathlib import Path

from bench.extraction import ROUNDS, cpu_seconds
from extractors.claims import BOTH, NUMBERS, Extractor, extract_many
from extractors.language import load
from extractors.topic import load_topic
from pipeline.inputs import Inputs


def main() -> None:
    folder = sys.argv[1] if len(sys.argv) > 1 else str(Path(__file__).parent.parent / "samples" / "articles")
    times = int(sys.argv[2]) if len(sys.argv) > 2 else 3
    read = list(Inputs([folder]))
    articles = [dataclasses.replace(a, id=f"{a.id}-{n}") for n in range(times) for a in read]
    nlp, topic = load(), load_topic("ai-compute")
    spent = {"numbers": float("inf"), "numbers and statements": float("inf")}
    for _ in range(ROUNDS):
        for name, kinds in zip(spent, (NUMBERS, BOTH), strict=True):
            extractor = Extractor(topic, kinds=kinds)
            spent[name] = min(spent[name], cpu_seconds(lambda: extract_many(articles, extractor, nlp)))  # noqa: B023
    for name, seconds in spent.items():
        print(f"{name:24} {seconds:7.2f} CPU seconds for {len(articles)} articles")
    print(f"statements add {spent['numbers and statements'] / spent['numbers'] - 1:.1%}")


if __name__ == "__main__":
    main()

"""Memory of `crossclaim extract` over many articles: it stays flat however many there are.

    python -m bench.memory [ARTICLES]        # 10,000 unless told; a quarter of an hour on one core

The sample articles are read again and again, each time with other names, words and numbers in them, so
that nothing is known from the time before. The memory in use after a fifth of the way and at the end should differ little.
"""

from __future__ import annotations

import dataclasses
import json
import random
import re
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

from bench.figures import Figure
from db.records import Article
from pipeline.inputs import Inputs

SAMPLES = Path(__file__).parent.parent / "samples" / "articles"
COMMAND = [sys.executable, "-m", "pipeline.cli", "extract", "-"]
STEPS = 10
_NAME = re.compile(r"\b[A-Z][a-z]{4,}\b")
_NUMBER = re.compile(r"\d+")


def articles(count: int, characters: int | None = None) -> Iterator[Article]:
    """So many articles, no two alike: each has capitalised words and numbers of its own, up to the sentence after so many."""
    read, rng = list(Inputs([str(SAMPLES)])), random.Random(11)
    for n in range(count):
        article = read[n % len(read)]
        if characters is not None:
            article = dataclasses.replace(article, text=beginning(article.text, characters))
        made: dict[str, str] = {}

        def other(match: re.Match[str], made: dict[str, str] = made) -> str:
            letters = "".join(rng.choice("abcdefghiklmnoprstuvz") for _ in range(rng.randint(4, 8)))
            return made.setdefault(match[0], letters.title() if rng.random() < 0.5 else match[0])

        text = _NUMBER.sub(lambda m: str(rng.randint(1, 10 ** len(m[0]))), _NAME.sub(other, article.text))
        yield dataclasses.replace(article, id=f"{article.id}-{n}", text=text)


def beginning(text: str, characters: int) -> str:
    """The text up to the end of the sentence in which that character stands."""
    end = text.find(". ", characters)
    return text if end < 0 else text[: end + 1]


def memory(process: int) -> tuple[float, float]:
    """The memory that a process has in use, and the most that it had so far, in MB (Linux)."""
    status = Path(f"/proc/{process}/status").read_text(encoding="ascii")
    now, most = (int(re.findall(rf"{name}:\s+(\d+) kB", status)[0]) / 1000 for name in ("VmRSS", "VmHWM"))
    return now, most


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    for n, now, most in measure(count):
        print(f"{n:>7,} articles given: {now:6.0f} MB, {most:.0f} MB at most", flush=True)


def figures(*, full: bool) -> Iterator[Figure]:
    found = list(measure(10_000 if full else 600))
    (early, first, _), (late, last, most) = found[STEPS // 5 - 1], found[-1]
    yield Figure("at most", (most,), "MB", "< 700", "less")
    yield Figure(
        "growth a thousand articles, after the first fifth",
        ((last - first) / (late - early) * 1000,),
        "MB",
        better="less",
    )


def measure(count: int) -> Iterator[tuple[int, float, float]]:
    """Now and then: how many articles were given, the memory in use and the most so far, in MB."""
    with subprocess.Popen(COMMAND, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as running:
        assert running.stdin is not None
        assert running.stdout is not None
        lines = running.stdout

        def drain() -> None:
            for _ in lines:
                pass

        reading = threading.Thread(target=drain)
        reading.start()
        for n, article in enumerate(articles(count)):
            running.stdin.write(json.dumps(dataclasses.asdict(article)) + "\n")
            if (n + 1) % max(1, count // STEPS) == 0:
                running.stdin.flush()
                yield n + 1, *memory(running.pid)
        running.stdin.close()
        reading.join()


if __name__ == "__main__":
    main()

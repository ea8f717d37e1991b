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

from db.records import Article
from pipeline.inputs import Inputs

SAMPLES = Path(__file__).parent.parent / "samples" / "articles"
COMMAND = [sys.executable, "-m", "pipeline.cli", "extract", "-"]
STEPS = 10
_NAME = re.compile(r"\b[A-Z][a-z]{4,}\b")
_NUMBER = re.compile(r"\d+")


def articles(count: int) -> Iterator[Article]:
    """So many articles, no two alike: each has capitalised words and numbers of its own."""
    read, rng = list(Inputs([str(SAMPLES)])), random.Random(11)
    for n in range(count):
        article = read[n % len(read)]
        made: dict[str, str] = {}

        def other(match: re.Match[str], made: dict[str, str] = made) -> str:
            letters = "".join(rng.choice("abcdefghiklmnoprstuvz") for _ in range(rng.randint(4, 8)))
            return made.setdefault(match[0], letters.title() if rng.random() < 0.5 else match[0])

        text = _NUMBER.sub(lambda m: str(rng.randint(1, 10 ** len(m[0]))), _NAME.sub(other, article.text))
        yield dataclasses.replace(article, id=f"{article.id}-{n}", text=text)


def memory(process: int) -> tuple[float, float]:
    """The memory that a process has in use, and the most that it had so far, in MB (Linux)."""
    status = Path(f"/proc/{process}/status").read_text(encoding="ascii")
    now, most = (int(re.findall(rf"{name}:\s+(\d+) kB", status)[0]) / 1000 for name in ("VmRSS", "VmHWM"))
    return now, most


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    with subprocess.Popen(COMMAND, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as running:
        assert running.stdin is not None
        assert running.stdout is not None
        claims = [0]
        lines = running.stdout

        def drain() -> None:
            claims[0] = sum(1 for _ in lines)

        reading = threading.Thread(target=drain)
        reading.start()
        for n, article in enumerate(articles(count)):
            running.stdin.write(json.dumps(dataclasses.asdict(article)) + "\n")
            if (n + 1) % max(1, count // STEPS) == 0:
                running.stdin.flush()
                now, most = memory(running.pid)
                print(f"{n + 1:>7,} articles given: {now:6.0f} MB, {most:.0f} MB at most", flush=True)
        running.stdin.close()
        reading.join()
    print(f"{claims[0]:>7,} claims")


if __name__ == "__main__":
    main()

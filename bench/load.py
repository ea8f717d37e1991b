"""Partitions into a database, and what comes before that: `python -m bench.load [--claims 1000000]`.

Articles of ten claims each are made, with texts in which the claims stand, a copy now and then and some thirty
claims a question. Printed are claims a CPU second of each stage (settling with copies, comparing, loading with
indexes and full-text search), and what a claim costs at that number as of a tenth of it.
"""

from __future__ import annotations

import argparse
import dataclasses
import random
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from statistics import mean

from bench.copies import vocabulary
from bench.figures import Figure
from db.records import Article, Claim, content_id
from db.store import Store
from extractors.dictionary import DEFAULT_MODEL
from extractors.topic import Topic, load_topic
from pipeline.copies import fingerprint
from pipeline.progress import Progress
from pipeline.scale.backfill import CLAIMS_A_COUNT, CLAIMS_A_RANGE
from pipeline.scale.columns import articles_table, claims_table, problems_table, shingles_table
from pipeline.scale.comparing import compare
from pipeline.scale.folder import Folder, Manifest, Source
from pipeline.scale.load import Loaded, load
from pipeline.scale.mapping import Order, Run
from pipeline.scale.partitions import Read, Recipe
from pipeline.scale.parts import Part
from pipeline.scale.settled import settle
from tests.pipeline.scale.stories import inline

CLAIMS_AN_ARTICLE, CLAIMS_A_QUESTION, ARTICLES_A_PARTITION = 10, 33, 1_000
NOW = "2026-01-01T00:00:00Z"
STAGES = ("settling", "comparing", "loading")
VALUES = (1000, 1024, 1300, 2000, 2048, 5000)


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--claims", type=int, default=1_000_000)
    for figure in measure(options.parse_args().claims):
        print(f"{figure.name:60} {figure.median:12,.2f} {figure.unit:12} {figure.reach}")


def figures(*, full: bool) -> Iterator[Figure]:
    yield from measure(1_000_000 if full else 50_000)


def measure(claims: int) -> Iterator[Figure]:
    """The stages at all claims, each between two and two at a tenth of them, since a machine's pace changes.

    Each of the small ones has texts of its own: what was compared before is remembered.
    """
    with tempfile.TemporaryDirectory() as name, inline() as run:
        small = [Made(Path(name) / str(seed), claims // 10, run, seed) for seed in range(4)]
        large = Made(Path(name) / "large", claims, run, len(small))
        spent, costs = {}, {}
        for stage in STAGES:
            before = [one.spent(stage) for one in small[:2]]
            spent[stage] = large.spent(stage)
            costs[stage] = spent[stage] / mean([*before, *(one.spent(stage) for one in small[2:])]) / 10
        done, sizes = large.done, large.sizes()
    for stage in STAGES:
        yield Figure(f"{stage}: claims a CPU second", (done.claims / spent[stage],))
    yield Figure(
        "loading: rows a CPU second, of all tables", (done.rows / spent["loading"],), reach=">= 30,000"
    )
    for what, size in sizes.items():
        yield Figure(f"{what}: bytes a claim", (size / done.claims,), better="less")
    for stage in STAGES:
        yield Figure(
            f"{stage}: cost of a claim, as of a tenth of them", (costs[stage],), reach="<= 1.2", better="less"
        )


class Made:
    """A made backfill up to its partitions, and what its stages have made of them so far."""

    def __init__(self, home: Path, claims: int, run: Run, seed: int) -> None:
        self.home, self.run, self.topic = home, run, load_topic("ai-compute")
        recipe = Recipe.of(self.topic, DEFAULT_MODEL)
        self.folder, self.order = Folder.of(f"{home}/out"), Order(f"{home}/out", recipe)
        self.folder.prepare()
        self.manifest = _made(self.folder, claims // CLAIMS_AN_ARTICLE, recipe, self.topic, seed)
        self.claims = claims
        self.done = Loaded()

    def spent(self, stage: str) -> float:
        """CPU seconds of a stage."""
        started = time.process_time()
        {"settling": self._settle, "comparing": self._compare, "loading": self._load}[stage]()
        return time.process_time() - started

    def _settle(self) -> None:
        names, count = self.manifest.names, 1 + self.claims // CLAIMS_A_COUNT
        settled = settle(self.folder, names, self.order, self.run, stem="made", count=count, started_at=NOW)
        self.manifest = dataclasses.replace(self.manifest, settled=settled)

    def _compare(self) -> None:
        assert self.manifest.settled
        count = 1 + self.claims // CLAIMS_A_RANGE
        compared = compare(self.manifest.settled, self.order, self.run, count=count)
        self.manifest = dataclasses.replace(self.manifest, compared=tuple(compared))
        self.folder.save_manifest(self.manifest)

    def _load(self) -> None:
        with Store.open(self.home / "made.db", create=True) as store:
            self.done = load(f"{self.home}/out", store, self.topic, now=NOW, progress=Progress(quiet=True))

    def sizes(self) -> dict[str, int]:
        """Bytes of the database and of what the stages exchange."""
        out = self.home / "out"
        return {
            "database": (self.home / "made.db").stat().st_size,
            "partitions": _bytes(out, "articles", "claims", "shingles"),
            "read for copies": _bytes(out, "shingles"),
            "read for comparing": _bytes(out, "claims"),
            "read by each range that compares": _bytes(out, "articles"),
        }


def _bytes(out: Path, *names: str) -> int:
    return sum(path.stat().st_size for name in names for path in (out / name).iterdir())


def _made(folder: Folder, articles: int, recipe: Recipe, topic: Topic, seed: int) -> Manifest:
    """A backfill of so many made articles, up to its partitions."""
    press = _Press(articles, seed)
    parts = []
    for first in range(0, articles, ARTICLES_A_PARTITION):
        reads = [press.read(n) for n in range(first, min(first + ARTICLES_A_PARTITION, articles))]
        part = Part("lines", "made", first, first + len(reads), first + 1, "made")
        tables = {
            "articles": articles_table(reads),
            "claims": claims_table(reads, topic),
            "shingles": shingles_table(reads),
            "aside": problems_table([]),
        }
        folder.write(part.name(recipe.id), tables)
        parts.append(part)
    return Manifest(topic.name, recipe.rules, recipe.id, NOW, (Source("made", "made", tuple(parts)),))


class _Press:
    """Writes articles of some 260 words; every tenth is a copy of the one before under another address."""

    def __init__(self, articles: int, seed: int) -> None:
        self.draw = random.Random(seed)
        self.words = vocabulary(self.draw)
        self.questions = max(1, articles * CLAIMS_AN_ARTICLE // CLAIMS_A_QUESTION)
        self.last: tuple[str, list[tuple[int, int, int, int]]] = ("", [])

    def read(self, number: int) -> Read:
        if number % 10 != 9:
            self.last = self._text()
        text, places = self.last
        outlet = f"Outlet {number % 300}"
        url = f"https://outlet{number % 300}.example/{number}"
        article = Article(
            id=content_id(url, text), url=url, title=f"Report {number}", text=text, outlet=outlet, language="en",
            published=f"2025-{number % 12 + 1:02}-{number % 28 + 1:02}",
        )  # fmt: skip
        claims = tuple(_claim(article, *place, text) for place in places)
        return Read(url, article.id, article, claims, tuple(fingerprint(text)))

    def _text(self) -> tuple[str, list[tuple[int, int, int, int]]]:
        """A text, and of each claim in it: where its sentence and its quote begin, its subject and its value."""
        pieces: list[str] = []
        places, length = [], 0
        for n in range(CLAIMS_AN_ARTICLE):
            filler = " ".join(self.draw.choices(self.words, k=20))
            subject, value = self.draw.randrange(self.questions), self.draw.choice(VALUES)
            head = f"The {filler} and Firm {subject} has "
            places.append((length, length + len(head), subject, value))
            pieces.append(f"{head}{value:,} GPUs.{chr(10) * 2 if n % 3 == 2 else ' '}")
            length += len(pieces[-1])
        return "".join(pieces).rstrip(), places


def _claim(article: Article, begin: int, start: int, subject: int, value: int, text: str) -> Claim:
    end = start + len(f"{value:,} GPUs")
    return Claim(
        id=content_id(article.id, start), article=article.id, topic="ai-compute", quote=text[start:end], start=start,
        end=end, sentence=text[begin : end + 1], sentence_start=begin, metric="accelerator_count", low=float(value),
        high=float(value), unit="GPU", subject=f"Firm {subject}", confidence=0.8, rules={"subject": "made"},
    )  # fmt: skip


if __name__ == "__main__":
    main()

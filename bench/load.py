"""Partitions into a database, and what comes before that: `python -m bench.load [--claims 1000000]`.

Articles of ten claims each are made, with texts in which the claims stand, a copy now and then and some thirty
claims a question. Printed are claims a CPU second of each stage (settling with copies, comparing, loading with
indexes and full-text search), and what a claim costs at that number as of a tenth of it. It takes a quarter of an hour.
"""

from __future__ import annotations

import argparse
import dataclasses
import random
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
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
FIRST = 2_000  # claims
ROUNDS = (10, 10, 1, 10, 10, 1, 10, 10, 1, 10, 10)  # each time all claims by that
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
    """The stages at all claims, three times, each time between two and two rounds at a tenth of them: a machine's pace changes.

    Each round has a process and texts of its own, so that none finds what another has left behind.
    """
    spent = [_in_own_process(size, seed) for seed, size in enumerate(claims // part for part in ROUNDS)]
    large = [at for at, part in enumerate(ROUNDS) if part == 1]
    last = spent[large[-1]]
    for stage in STAGES:
        rates = tuple(last.done.claims / spent[at].seconds[stage] for at in large)
        yield Figure(f"{stage}: claims a CPU second", rates)
    rates = tuple(spent[at].done.rows / spent[at].seconds["loading"] for at in large)
    yield Figure("loading: rows a CPU second, of all tables", rates, reach=">= 30,000")
    for what, size in last.sizes.items():
        yield Figure(f"{what}: bytes a claim", (size / last.done.claims,), better="less")
    for stage in STAGES:
        costs = tuple(
            spent[at].seconds[stage] / 10 / mean(spent[near].seconds[stage] for near in _around(at))
            for at in large
        )
        yield Figure(f"{stage}: cost of a claim, as of a tenth of them", costs, reach="<= 1.2", better="less")


def _around(at: int) -> tuple[int, ...]:
    return at - 2, at - 1, at + 1, at + 2


@dataclass(frozen=True, slots=True)
class Spent:
    """CPU seconds of each stage, and what stands there after them."""

    seconds: dict[str, float]
    done: Loaded
    sizes: dict[str, int]


def _in_own_process(claims: int, seed: int) -> Spent:
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as alone:
        return alone.submit(_spent, claims, seed).result()


def _spent(claims: int, seed: int) -> Spent:
    """What the stages cost of so many claims, once a few have gone through them and all is imported."""
    with tempfile.TemporaryDirectory() as name, inline() as run:
        for home, size in (("first", FIRST), ("then", claims)):
            made = Made(Path(name) / home, size, run, f"{home} {seed}")
            seconds = {stage: made.spent(stage) for stage in STAGES}
        return Spent(seconds, made.done, made.sizes())


class Made:
    """A made backfill up to its partitions, and what its stages have made of them so far."""

    def __init__(self, home: Path, claims: int, run: Run, seed: str) -> None:
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


def _made(folder: Folder, articles: int, recipe: Recipe, topic: Topic, seed: str) -> Manifest:
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

    def __init__(self, articles: int, seed: str) -> None:
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

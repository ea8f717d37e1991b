"""Copies among 20,000 made articles: `python -m bench.copies [--articles 20000]`.

Prints recall for each of seven kinds of edit, false pairs, and articles per CPU second; articles
come one by one; each is looked up and then its hashes are kept, in SQLite.
"""

from __future__ import annotations

import argparse
import random
import time
from collections.abc import Callable
from dataclasses import dataclass
from itertools import accumulate

from sqlite_utils import Database

from db.articles import ArticleRows
from db.schema import migrations
from pipeline.copies import COMMON, find_copy, fingerprint

Words = list[str]


def vocabulary(draw: random.Random, size: int = 12_000) -> Words:
    """Made words, so that shingles are as rare as in prose."""
    parts = [
        "ba",
        "ce",
        "di",
        "fo",
        "gu",
        "ha",
        "je",
        "ki",
        "lo",
        "mu",
        "na",
        "pe",
        "ri",
        "so",
        "tu",
        "va",
        "we",
        "xi",
        "yo",
        "zu",
    ]
    return ["".join(draw.choices(parts, k=draw.randint(1, 4))) for _ in range(size)]


class Press:
    """Writes articles of some 470 words, with an outlet's boilerplate, and copies of them."""

    def __init__(self, seed: int = 7) -> None:
        self.draw = random.Random(seed)
        self.words = vocabulary(self.draw)
        self.weights = list(accumulate(1 / (rank + 5) for rank in range(len(self.words))))
        self.boilerplate = [self.sentence(25) for _ in range(60)]

    def sentence(self, length: int) -> Words:
        return self.draw.choices(self.words, cum_weights=self.weights, k=length)

    def article(self) -> list[Words]:
        return [self.sentence(self.draw.randint(12, 30)) for _ in range(self.draw.randint(16, 28))]

    def edited(self, article: list[Words], share: float) -> list[Words]:
        return [
            [self.draw.choice(self.words) if self.draw.random() < share else word for word in sentence]
            for sentence in article
        ]

    def published(self, article: list[Words]) -> str:
        body = " ".join(" ".join(sentence) for sentence in article)
        return f"{body} {' '.join(self.draw.choice(self.boilerplate))}"


def edits(press: Press) -> dict[str, Callable[[list[Words]], list[Words]]]:
    """The seven ways in which a copy differs from its original."""
    return {
        "exact body": lambda a: a,
        "2 % edits": lambda a: press.edited(a, 0.02),
        "5 % edits and cut": lambda a: press.edited(a, 0.05)[: int(len(a) * 0.8)],
        "first 60 %": lambda a: a[: int(len(a) * 0.6)],
        "wrapped": lambda a: [*press.article()[:2], *a, *press.article()[:2]],
        "15 % edits": lambda a: press.edited(a, 0.15),
        "embedded in longer": lambda a: [*press.article()[:10], *a, *press.article()],
    }


def stream(count: int, press: Press) -> list[tuple[str, str, int | None]]:
    """(text, kind, number of the original or None): a fifth copies, a twentieth sharing three sentences."""
    kinds = edits(press)
    originals: list[tuple[int, list[Words]]] = []
    made: list[tuple[str, str, int | None]] = []
    for number in range(count):
        lot = press.draw.random()
        if lot < 0.2 and originals:
            source, article = press.draw.choice(originals)
            kind = press.draw.choice(list(kinds))
            made.append((press.published(kinds[kind](article)), kind, source))
        elif lot < 0.25 and originals:
            article = [*press.article(), *press.draw.choice(originals)[1][:3]]
            made.append((press.published(article), "shares three sentences", None))
        else:
            article = press.article()
            originals.append((number, article))
            made.append((press.published(article), "original", None))
    return made


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--articles", type=int, default=20_000)
    found = measure(options.parse_args().articles)
    for name, hits in found.hits.items():
        print(f"recall  {name:24} {sum(hits) / len(hits):.3f}  ({len(hits)} copies)")
    print(f"recall  {'all':24} {found.recall:.3f}")
    print(f"false pairs                      {found.false_pairs}")
    print(f"articles per CPU second          {found.rate:.0f}")


@dataclass(frozen=True, slots=True)
class Found:
    """For each kind of edit whether each copy was found; pairs that are none; articles a CPU second."""

    hits: dict[str, list[bool]]
    false_pairs: int
    rate: float

    @property
    def recall(self) -> float:
        hits = [hit for some in self.hits.values() for hit in some]
        return sum(hits) / len(hits)


def measure(count: int) -> Found:
    """Made articles one by one: each is looked up among those before it, then its hashes are kept."""
    articles = stream(count, Press())
    family: dict[str, str] = {}
    found: dict[str, list[bool]] = {}
    false_pairs = 0
    database = Database(memory=True)
    migrations.apply(database)
    store = ArticleRows(database)
    started = time.process_time()
    for number, (text, kind, source) in enumerate(articles):
        marks = fingerprint(text)
        copy = find_copy(marks, store.sharing(marks, common=COMMON), store.shingle_count)
        name = str(number)
        rows = ((mark, name) for mark in sorted(marks))
        database.conn.executemany("insert into shingles (hash, article) values (?, ?)", rows)
        family[name] = name if source is None else str(source)
        pair = copy is not None and family[copy.original] == family[name]
        false_pairs += copy is not None and not pair
        if source is not None:
            found.setdefault(kind, []).append(pair)
    return Found(found, false_pairs, count / (time.process_time() - started))


if __name__ == "__main__":
    main()

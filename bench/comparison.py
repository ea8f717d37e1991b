"""How fast claims become conflicts: a rebuild, a day's new claims in a large and a small store, one huge question.

    python -m bench.comparison              # 1,000,000 claims in 60,000 questions
    python -m bench.comparison --claims 50000 --questions 3000

Claims are invented: six values a question, each said by two or three outlets, with hedges, bounds, kinds of
thing, sources and a denial now and then. CPU seconds are this process's own, so that a busy machine changes them little.
"""

from __future__ import annotations

import argparse
import os
import random
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context

from bench.figures import Figure, shown
from bench.memory import memory
from db.records import Article, Claim
from extractors.topic import Topic, load_topic
from pipeline.questions import Comparison, compare_question, question_of

NOW = "2026-01-01T00:00:00Z"
OUTLETS = [f"Outlet {n}" for n in range(40)]
SOURCES = [None, None, "Harbour Watch", "the ministry", "officials", "analysts", "Outlet 3"]
ITEMS = [None, None, "NVIDIA H100", "NVIDIA H800", "NVIDIA Hopper"]
CLAIMS_OF_A_DAY = 5_000


def main() -> None:
    """Prints the rates and ratios, one a line."""
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("--claims", type=int, default=1_000_000)
    options.add_argument("--questions", type=int, default=60_000)
    given = options.parse_args()
    for figure in measure(given.claims, given.questions):
        print(f"{figure.name:70} {shown(figure.median):>12} {figure.unit}")


def figures(*, full: bool) -> Iterator[Figure]:
    yield from measure(1_000_000, 60_000) if full else measure(50_000, 3_000)


def measure(claims: int, questions: int) -> Iterator[Figure]:
    """The rebuild in a process of its own, whose memory no other bench has used."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as alone:
        rate, most = alone.submit(_rebuilt, claims, questions).result()
    yield Figure("rebuild: claims a CPU second", (rate,), reach=">= 20,000")
    yield Figure("rebuild: at most", (most,), "MB", reach="<= 1000", better="less")
    topic = load_topic("ai-compute")
    yield Figure(
        f"day: a question in {claims:,} claims, of one in {claims // 10:,}",
        (day(claims, questions, topic),),
        reach="<= 1.3",
        better="less",
    )
    once = huge(topic, 10_000)
    yield Figure(
        "one question of 10,000 claims and 400 values", (once,), "s of CPU", reach="<= 2", better="less"
    )
    twice = huge(topic, 20_000) / once
    yield Figure("the same values in twice the claims, of once", (twice,), reach="<= 3", better="less")


def _rebuilt(claims: int, questions: int) -> tuple[float, float]:
    """Claims a CPU second, and the most MB of this process."""
    return rebuild(claims, questions, load_topic("ai-compute")), memory(os.getpid())[1]


def rebuild(claims: int, questions: int, topic: Topic) -> float:
    """Claims a CPU second, every question compared from nothing; claims are made question by question, so memory stays flat."""
    spent, compared = 0.0, 0
    for number in range(questions):
        rows, articles = made(number, claims // questions)
        start = time.process_time()
        compare(rows, articles, topic)
        spent += time.process_time() - start
        compared += len(rows)
    return compared / spent


def day(claims: int, questions: int, topic: Topic) -> float:
    """A day's claims touch the questions that they fall into: what one costs in a store of so many claims, of a tenth of them."""
    spent: list[float] = []
    for stored in (claims // 10, claims):
        size = max(questions * stored // claims, 1)
        touched = random.Random(1).sample(range(size), min(CLAIMS_OF_A_DAY, size))
        rows = [made(number, stored // size + 1) for number in touched]
        start = time.process_time()
        for one, articles in rows:
            compare(one, articles, topic)
        spent.append((time.process_time() - start) / len(touched))
    return spent[1] / spent[0]


def huge(topic: Topic, claims: int) -> float:
    """CPU seconds of one question with so many claims of 400 distinct values."""
    rows, articles = made(0, claims, values=400)
    start = time.process_time()
    compare(rows, articles, topic)
    return time.process_time() - start


def compare(rows: list[Claim], articles: dict[str, Article], topic: Topic) -> Comparison:
    question = next(filter(None, (question_of(row, topic) for row in rows)))
    return compare_question(question, rows, articles, topic, now=NOW)


def made(number: int, count: int, *, values: int = 6) -> tuple[list[Claim], dict[str, Article]]:
    """The claims of one question and their articles, always the same for the same number."""
    dice = random.Random(number)
    chosen = [dice.randint(1, 9999) * 10 ** dice.randint(0, 4) for _ in range(values)]
    rows, articles = [], {}
    for n in range(count):
        article = Article(
            id=f"{number}-{n}",
            url=f"https://{number}-{n}.example/",
            title=None,
            text="",
            outlet=dice.choice(OUTLETS),
            published=f"2025-{dice.randint(1, 12):02}-{dice.randint(1, 28):02}",
        )
        articles[article.id] = article
        rows.append(claim_of(f"{number}-{n}", number, chosen[n % values], article, dice))
    return rows, articles


def claim_of(identity: str, number: int, value: int, article: Article, dice: random.Random) -> Claim:
    approx = dice.random() < 0.2
    bound = dice.random() < 0.1
    quote = f"{'about ' if approx else 'more than ' if bound else ''}{value:,} GPUs"
    return Claim(
        id=identity,
        article=article.id,
        topic="ai-compute",
        quote=quote,
        start=0,
        end=len(quote),
        sentence=f"Firm {number} has {quote}.",
        sentence_start=0,
        metric="accelerator_count",
        low=float(value),
        high=None if bound and not approx else float(value),
        unit="GPU",
        approx=approx,
        subject=f"Firm {number}",
        item=ITEMS[value % len(ITEMS)],
        source=dice.choice(SOURCES),
        stance="denied" if dice.random() < 0.03 else "asserted",
    )


if __name__ == "__main__":
    main()

"""CPU time of the pages on a generated store: python -m bench.pages --articles 20000

Prints milliseconds of CPU a request at eight requests at a time, the limit aimed at, and their ratio
(below 1 is good). The store is made once a size and kept in the folder given by --folder.
"""

from __future__ import annotations

import argparse
import asyncio
import random
import sqlite3
import statistics
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from bench.figures import Figure
from browse.links import article_path, named_path, question_path
from browse.site import open_site
from db.store import Store

CLAIMS_AN_ARTICLE, CLAIMS_A_QUESTION, OUTLETS, SOURCES = 10, 33, 300, 4000
AT_ONCE, REQUESTS = 8, 40
WORDS = [
    "chip",
    "cost",
    "firm",
    "market",
    "reactor",
    "harvest",
    "ferry",
    "budget",
    "storm",
    "vaccine",
    "tariff",
    "tunnel",
    "lithium",
    "crowd",
    "debt",
]
NOW = "2025-06-01T06:00:00Z"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=20_000)
    parser.add_argument("--folder", type=Path, default=Path("build"))
    options = parser.parse_args()
    path = store_in(options.folder, options.articles)
    print(f"{'page':42}{'CPU ms':>8}{'p50 ms':>8}{'kB':>6}{'aim':>6}{'ratio':>7}")
    for kind, aim, cpu, wait, size in asyncio.run(measure_pages(path)):
        print(f"{kind:42}{cpu:8.1f}{wait:8.0f}{size / 1000:6.0f}{aim:6}{cpu / aim:7.2f}")


def figures(*, full: bool) -> Iterator[Figure]:
    with tempfile.TemporaryDirectory() as folder:
        path = store_in(Path(folder), 200_000 if full else 10_000)
        for kind, aim, cpu, *_ in asyncio.run(measure_pages(path)):
            yield Figure(kind, (cpu,), "ms", f"<= {aim}", "less")


def store_in(folder: Path, articles: int) -> Path:
    """A store of so many articles, made now where it is not there."""
    folder.mkdir(exist_ok=True)
    path = folder / f"pages-{articles}.db"
    if not path.exists():
        make_store(path, articles)
    return path


def make_store(path: Path, articles: int) -> None:
    """A store of so many articles with ten claims each; a question in five is in conflict."""
    draft = path.with_suffix(".part")
    draft.unlink(missing_ok=True)
    chance = random.Random(7)
    with Store.open(draft, create=True) as store:
        connection = store.database.conn
        connection.execute("pragma foreign_keys = off")
        questions = max(1, articles * CLAIMS_AN_ARTICLE // CLAIMS_A_QUESTION)
        with connection:
            fill(connection, "articles", article_rows(articles, chance))
            fill(connection, "questions", question_rows(questions))
            fill(connection, "claims", claim_rows(articles, questions, chance))
            connection.execute("insert into runs values ('run', ?, ?, '0', '{}')", (NOW, NOW))
            connection.executescript(ANSWERS)
        store.tidy()
    draft.rename(path)


def fill(connection: sqlite3.Connection, table: str, found: Iterator[dict[str, object]]) -> None:
    first = next(found)
    names = ", ".join(f'"{name}"' for name in first)
    sql = f"insert into {table} ({names}) values ({', '.join('?' * len(first))})"
    connection.execute(sql, tuple(first.values()))
    connection.executemany(sql, (tuple(row.values()) for row in found))


def article_rows(count: int, chance: random.Random) -> Iterator[dict[str, object]]:
    for n in range(count):
        text = "\n\n".join(sentence(n, k, chance) for k in range(CLAIMS_AN_ARTICLE))
        yield {
            "id": f"a{n}", "url": f"https://o{n % OUTLETS}.example/{n}", "title": f"Report {n} on {chance.choice(WORDS)}",
            "text": text, "outlet": f"Outlet {n % OUTLETS}", "authors": "[]", "links": "[]", "edition": 1,
            "published": f"2025-{n % 12 + 1:02}-{n % 28 + 1:02}", "first_seen": NOW, "language": "en",
            "copy_of": f"a{n - 1}" if n % 10 == 9 else None,
        }  # fmt: skip


def sentence(article: int, place: int, chance: random.Random) -> str:
    filler = " ".join(chance.choices(WORDS, k=18))
    return f"The {filler} took about {1000 + (article * 7 + place) % 9000} units as reported."


def question_rows(count: int) -> Iterator[dict[str, object]]:
    for n in range(count):
        yield {
            "id": f"q{n}", "topic": f"topic-{n % 6}", "subject": f"Subject {n // 4}", "metric": f"metric_{n % 20}",
            "wording": f"How many units has subject {n // 4}?", "claims": CLAIMS_A_QUESTION, "answers": 5,
            "origins": 5, "conflicts": int(n % 5 == 0), "first_seen": NOW, "last_seen": NOW, "stale": 0,
        }  # fmt: skip


def claim_rows(articles: int, questions: int, chance: random.Random) -> Iterator[dict[str, object]]:
    for n in range(articles * CLAIMS_AN_ARTICLE):
        article, question = n // CLAIMS_AN_ARTICLE, n % questions
        value = 1000.0 + (n // questions) % 5 * 700
        source = f"Source {n % SOURCES}" if n % 3 else None
        yield {
            "id": f"c{n}", "article": f"a{article}", "topic": f"topic-{question % 6}", "question": f"q{question}",
            "quote": "about 1000 units", "start": 20, "end": 36, "sentence": sentence(article, n % 10, chance),
            "sentence_start": 0, "metric": f"metric_{question % 20}", "low": value, "high": value, "unit": "unit",
            "approx": 1, "subject": f"Subject {question // 4}", "source": source, "where": "text",
            "stance": ("asserted", "asserted", "alleged", "denied")[n % 4], "kind": "quantity", "confidence": 0.8,
            "rules": "{}", "outlet": f"Outlet {article % OUTLETS}",
            "published": f"2025-{article % 12 + 1:02}-{article % 28 + 1:02}",
        }  # fmt: skip


# Five answers a question, by value; the first two in conflict where the question is in dispute.
ANSWERS = """
insert into answers (id, question, low, high, unit, subject, stance, label, best_claim, articles, outlets,
                     origins, origin_names, first_seen, last_seen)
select question || '-' || cast(low as integer), question, low, high, unit, subject, 'asserted',
       'about ' || cast(low as integer) || ' units', min(id), count(*), count(*), count(*), '["Outlet"]',
       min(published), max(published) from claims group by question, low;
insert into answer_claims (answer, claim) select question || '-' || cast(low as integer), id from claims;
insert into relations (id, question, question_b, a, b, relation, kind, rule, why) select 'r' || id, id, id, id || '-1000', id || '-1700',
       case when conflicts then 'conflict' else 'agree' end, 'values', 'disjoint', 'They exclude each other.'
       from questions where exists (select 1 from answers where answers.id = questions.id || '-1700');
insert into conflicts (id, question, topic, subject, metric, wording, answer_a, answer_b, relation, why, spread, origins_a,
                       origins_b, first_seen, last_seen, state, sharpness, sharpness_why)
select 'k' || questions.id, questions.id, topic, subject, metric, wording, id || '-1000',
       id || '-1700', 'r' || id, 'They exclude each other.', 1.7, 3, 4,
       '2025-01-0' || (rowid % 9 + 1), '2025-02-0' || (rowid % 9 + 1),
       case rowid % 4 when 0 then 'new' when 1 then 'standing' when 2 then 'widened' else 'settled' end,
       (rowid * 7919) % 1000 / 100.0, 'generated' from questions
       where conflicts and exists (select 1 from relations where relations.id = 'r' || questions.id);
"""


def addresses(path: Path) -> list[tuple[str, int, list[str]]]:
    """(kind of page, milliseconds of CPU aimed at, addresses asked for in turn)."""
    name = path.stem
    numbers = [n * 37 % 500 for n in range(REQUESTS)]
    return [
        ("front page", 30, ["/"]),
        ("question", 30, [question_path(f"q{n}") for n in numbers]),
        ("article", 30, [article_path(f"a{n}") for n in numbers]),
        ("subject", 30, [named_path("subject", f"Subject {n}") for n in numbers]),
        ("source", 80, [named_path("source", f"Source {n}") for n in numbers]),
        ("outlet", 80, [named_path("outlet", f"Outlet {n % OUTLETS}") for n in numbers]),
        ("conflicts, sharpest", 50, ["/-/conflicts"]),
        ("conflicts, newest, one topic and state", 50, ["/-/conflicts?order=newest&topic=topic-1&state=widened"]),
        ("search, rare word", 40, [f"/-/search?q={n}" for n in numbers]),
        ("search, common word", 120, ["/-/search?q=chip"]),
        ("claims with facets in one outlet", 80, [f"/{name}/claims?outlet=Outlet+{n % OUTLETS}" for n in numbers]),
        ("claims with facets in one topic", 80, [f"/{name}/claims?topic=topic-{n % 6}" for n in numbers]),
        ("Atom feed", 50, ["/-/feeds/conflicts.atom"]),
    ]  # fmt: skip


async def measure_pages(path: Path) -> list[tuple[str, int, float, float, int]]:
    """Of each kind of page: the milliseconds of CPU aimed at, those that it took, the median wait, its bytes."""
    site, found = open_site(path), []
    for kind, aim, paths in addresses(path):
        await asyncio.gather(*(site.client.get(paths[n % len(paths)]) for n in range(AT_ONCE)))  # warm
        waits: list[float] = []
        size = 0

        async def ask(n: int, paths: list[str] = paths, waits: list[float] = waits) -> int:
            start = time.perf_counter()
            answer = await site.client.get(paths[n % len(paths)])
            waits.append(time.perf_counter() - start)
            assert answer.status_code == 200, (paths[n % len(paths)], answer.text[:200])
            return len(answer.content)

        start = time.process_time()
        for n in range(0, REQUESTS, AT_ONCE):
            size = max(size, *await asyncio.gather(*(ask(n + k) for k in range(AT_ONCE))))
        cpu = (time.process_time() - start) * 1000 / REQUESTS
        wait = statistics.median(waits) * 1000
        found.append((kind, aim, cpu, wait, size))
    return found


if __name__ == "__main__":
    main()

"""A backfill's partitions into a database: in bulk where that is empty, else one by one as `crossclaim add` does.

done = load("backfill/", store, topics, now=now())

Either way the database holds what it would hold if the articles had been added one after the other.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from time import monotonic
from typing import Any

import numpy

from db.clock import later
from db.errors import InputError
from db.records import Answer, Article, Claim, Conflict, Relation
from db.reviews import ReviewLog
from db.store import Store
from extractors.collector import uncollected
from extractors.topic import Topic, load_topic
from pipeline.comparison import compare_stale
from pipeline.extraction import revisions_of, save_claims
from pipeline.lock import run_lock
from pipeline.progress import Progress
from pipeline.reading import store_article
from pipeline.scale.columns import QUESTION, records_of
from pipeline.scale.folder import Folder, Manifest
from pipeline.scale.keyed import Columns, Ints, Range, by_stretch, ranges, read_range
from pipeline.settings import Settings

ARTICLE = tuple(field.name for field in fields(Article))
CLAIM = tuple(field.name for field in fields(Claim))
STATED = ("url", "edition", "copy_of", "copy_share", "first_seen", "superseded_by")
SHINGLES_A_RANGE = 5_000_000
ASKED = ("question", "topic", *(f"question_{name}" for name in QUESTION))


@dataclass(frozen=True, slots=True)
class Loaded:
    """What was taken in: new partitions, their articles and claims, and rows of all tables where they went in in bulk."""

    partitions: int = 0
    articles: int = 0
    claims: int = 0
    rows: int = 0


def load(out: str, store: Store, topic: Topic, *, now: str, progress: Progress) -> Loaded:
    """Takes in the partitions that are not in the database yet.

    InputError where the folder holds no whole backfill.
    """
    folder = Folder.of(out)
    manifest = folder.manifest()
    if manifest is None or manifest.settled is None:
        what = "holds no backfill." if manifest is None else "holds a backfill that was not ended."
        raise InputError(
            what, subject=folder.place.address, remedy="Run `crossclaim backfill … --out` to its end first."
        )
    settled = folder.read(manifest.settled)
    there = list(dict.fromkeys(settled["partition"].to_pylist()))
    names = [name for name in manifest.names if name in set(there) - store.bulk.loaded()]
    if not names:
        return Loaded()
    if store.bulk.is_empty() and len(names) == len(there) and not ReviewLog.beside(store.path).all():
        return _in_bulk(folder, manifest, settled, names, store, now, progress)
    return _one_by_one(folder, manifest, settled, names, store, topic, now, progress)


def load_folder(out: str, settings: Settings, *, version: str, now: str, progress: Progress) -> Loaded:
    """`load` into the database of the settings, as a run of its own."""
    manifest = Folder.of(out).manifest()
    topic = load_topic(manifest.topic if manifest else settings.topics[0], settings.topics_folder)
    with run_lock(settings.database, now), Store.open(settings.database, create=True) as store:
        run = store.runs.start(now, version)
        started = monotonic()
        done = load(out, store, topic, now=now, progress=progress)
        counts = {"feeds_polled": 0, "articles_read": done.articles, "claims": done.claims}
        store.runs.finish(run, later(now, seconds=monotonic() - started), counts)
        return done


def _in_bulk(
    folder: Folder,
    manifest: Manifest,
    settled: Any,
    names: Sequence[str],
    store: Store,
    now: str,
    progress: Progress,
) -> Loaded:
    """Everything as the backfill settled and compared it, in one transaction."""
    found = _by_partition(settled)
    by_partition = {name: found[name] for name in names}
    articles = claims = rows = 0
    with uncollected(), store.bulk.transaction():
        with store.bulk.filling(), progress.stage("loading", len(names)) as step:
            for name in names:
                stated = by_partition[name]
                articles += len(stated)
                rows += _insert_articles(folder, name, stated, manifest, store)
                taken = _insert_claims(folder, name, stated, store)
                claims, rows = claims + taken, rows + taken
                step.advance()
            rows += _insert_shingles(folder, by_partition, store)
            for name in manifest.compared:
                rows += _insert_compared(folder, name, store)
        store.bulk.count_questions()
        for row in settled.to_pylist():
            if row["notice"] or row["edition"] > 1:
                article = store.articles.get(row["id"])
                assert article
                store.claims.save_revisions(revisions_of(store, article, manifest.topic))
        store.bulk.mark_loaded(names, now)
    store.tidy()
    return Loaded(len(names), articles, claims, rows)


def _by_partition(settled: Any) -> dict[str, dict[int, dict[str, Any]]]:
    """For each partition the rows of the articles of it that stay, each with what was settled of it."""
    found: dict[str, dict[int, dict[str, Any]]] = {}
    for row in settled.to_pylist():
        found.setdefault(row["partition"], {})[row["row"]] = row
    return found


def _insert_articles(
    folder: Folder, name: str, stated: dict[int, dict[str, Any]], manifest: Manifest, store: Store
) -> int:
    table = folder.read(f"articles/{name}.parquet", ARTICLE)
    kept = table.take(sorted(stated))
    told = [stated[row] for row in sorted(stated)]
    columns = {one: _cells(kept[one]) for one in ARTICLE} | {
        one: [row[one] for row in told] for one in STATED
    }
    count = store.bulk.insert("articles", list(columns), zip(*columns.values(), strict=True))
    topics = ((row["id"], manifest.topic, manifest.rules) for row in told)
    return count + store.bulk.insert("article_topics", ("article", "topic", "rules"), topics)


def _insert_shingles(folder: Folder, by_partition: dict[str, dict[int, dict[str, Any]]], store: Store) -> int:
    """Those of all articles that no later edition replaced, in the order of the table's key.

    Out of their order, each would go to another page of a table that outgrows all memory.
    """
    live = {
        name: {row: one["id"] for row, one in stated.items() if one["superseded_by"] is None}
        for name, stated in by_partition.items()
    }
    ids = sorted(one for rows in live.values() for one in rows.values())
    number_of = {one: number for number, one in enumerate(ids)}
    total = sum(folder.rows(f"shingles/{name}.parquet") for name in live)
    count = 0
    for within in ranges(1 + total // SHINGLES_A_RANGE):
        found = [_postings(folder, name, within, rows, number_of) for name, rows in live.items()]
        rows = (row for hashes, numbers in by_stretch(found) for row in _shingles(hashes, numbers, ids))
        count += store.bulk.insert("shingles", ("hash", "article"), rows)
    return count


def _postings(
    folder: Folder, name: str, within: Range, live: dict[int, str], number_of: dict[str, int]
) -> Columns:
    """The shingles of a partition in a range, rising, and for each the number of its article; of `live` rows alone."""
    held = read_range(folder, f"shingles/{name}.parquet", "hash", within, ("row",))
    rows = held["row"].to_numpy()
    numbers = numpy.full(1 + max(max(live, default=0), int(rows.max(initial=0))), -1, numpy.int64)
    numbers[list(live)] = [number_of[one] for one in live.values()]
    told = numbers[rows]
    return held["hash"].to_numpy()[told >= 0], told[told >= 0]


def _shingles(hashes: Ints, numbers: Ints, ids: Sequence[str]) -> Iterator[tuple[int, str]]:
    order = numpy.lexsort((numbers, hashes))
    return zip(hashes[order].tolist(), (ids[number] for number in numbers[order].tolist()), strict=True)


def _insert_claims(folder: Folder, name: str, stated: dict[int, dict[str, Any]], store: Store) -> int:
    table = folder.read(f"claims/{name}.parquet")
    superseded = {row["id"]: int(row["superseded_by"] is not None) for row in stated.values()}
    asked = table.select(ASKED).group_by(ASKED).aggregate([]).sort_by("question").drop_null()
    store.bulk.insert("questions", ("id", "topic", *QUESTION), zip(*map(_cells, asked.columns), strict=True))
    names = (*CLAIM, "question", "outlet", "published")
    at = CLAIM.index("article")
    rows = zip(*(_cells(table[one]) for one in names), strict=True)
    kept = ((*row, superseded[row[at]]) for row in rows if row[at] in superseded)
    return store.bulk.insert("claims", (*names, "superseded"), kept)


def _insert_compared(folder: Folder, name: str, store: Store) -> int:
    answers = folder.read(f"answers/{name}.parquet")
    own = [field.name for field in fields(Answer) if field.name != "claims"]
    count = store.bulk.insert("answers", own, zip(*(_cells(answers[one]) for one in own), strict=True))
    pairs = zip(answers["id"].to_pylist(), answers["claims"].to_pylist(), strict=True)
    given = ((answer, claim) for answer, claims in pairs for claim in claims)
    count += store.bulk.insert("answer_claims", ("answer", "claim"), given)
    for table, kind in (("relations", Relation), ("conflicts", Conflict)):
        held = folder.read(f"{table}/{name}.parquet")
        more = ("topic", *QUESTION) if table == "conflicts" else ()
        names = [*(field.name for field in fields(kind)), *more]
        count += store.bulk.insert(table, names, zip(*(_cells(held[one]) for one in names), strict=True))
    return count


def _cells(column: Any) -> list[Any]:
    """A column as SQLite takes it: lists as JSON text, booleans as 0 or 1."""
    cells: list[Any] = column.to_pylist()
    kind = str(column.type)
    if kind.startswith("list"):
        return [json.dumps(cell, ensure_ascii=False) for cell in cells]
    return [int(cell) for cell in cells] if kind == "bool" else cells


def _one_by_one(
    folder: Folder,
    manifest: Manifest,
    settled: Any,
    names: Sequence[str],
    store: Store,
    topic: Topic,
    now: str,
    progress: Progress,
) -> Loaded:
    """Each article as if it had been added: beside what the database holds, it may be an edition or a copy of that."""
    by_partition = _by_partition(settled)
    articles = claims = 0
    with progress.stage("loading", len(names)) as step:
        for name in names:
            for article, found in _held(folder, name, by_partition[name]):
                try:
                    stored = store_article(store, article, manifest.topic, manifest.started_at)
                except InputError:
                    continue  # its text was taken down
                claims += save_claims(store, stored, topic, manifest.rules, found)
                articles += 1
            store.bulk.mark_loaded([name], now)
            step.advance()
    compare_stale(store, {topic.name: topic}, progress, now)
    return Loaded(len(names), articles, claims)


def _held(
    folder: Folder, name: str, stated: dict[int, dict[str, Any]]
) -> Iterator[tuple[Article, list[Claim]]]:
    """The articles of a partition that stay, as they were read, with their claims."""
    claims: dict[str, list[Claim]] = {}
    for claim in records_of(folder.read(f"claims/{name}.parquet"), Claim):
        claims.setdefault(claim.article, []).append(claim)
    for row, article in enumerate(records_of(folder.read(f"articles/{name}.parquet"), Article)):
        if row in stated:
            yield article, claims.get(article.id, [])

"""Once all partitions are there: which articles stay, as a table that stands in copies/.

settled = settle(folder, names, order, run, stem=stem, count=4, started_at=now)     # "copies/STEM.parquet"

What articles share is counted in `count` ranges of shingles; how many, and where, changes nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy

from db.errors import CrossclaimError
from db.records import Article
from extractors.collector import uncollected
from pipeline.scale.extras import needed
from pipeline.scale.folder import Folder
from pipeline.scale.keyed import Range, ranges, read_range
from pipeline.scale.mapping import Order, Run
from pipeline.scale.settling import NEVER, Filing, Kept, Pairs, originals, shared_pairs
from pipeline.workers import Workers

KEYS = ("id", "url", "canonical", "published", "modified", "first_seen", "given_id", "shingles", "notice")


@dataclass(frozen=True, slots=True)
class Span:
    """A range of keys, and the table that says which articles stay."""

    within: Range
    table: str


def settle(
    folder: Folder, names: Sequence[str], order: Order, run: Run, *, stem: str, count: int, started_at: str
) -> str:
    """Writes which articles of the partitions stay, where, and what they copy; the path of that table.

    The first of what a call could not do is raised.
    """
    with uncollected():
        filing = _filed(folder, names, started_at)
    filed = f"partial/{stem}.parquet"
    folder.write_table(filed, _places(filing.kept, names))
    shared = [
        good(found) for _, found in run(find_shared, order, [Span(within, filed) for within in ranges(count)])
    ]
    path = f"copies/{stem}.parquet"
    with uncollected():
        folder.write_table(path, _settled(filing.kept, names, originals(filing.kept, Pairs.joined(shared))))
    return path


def good(result: Any) -> Any:
    """What a call gave; what it could not do is raised."""
    if isinstance(result, CrossclaimError):
        raise result
    return result


def _filed(folder: Folder, names: Sequence[str], started_at: str) -> Filing:
    """All articles filed in their order, by their addresses; those that name no day were first seen on the first of the backfill."""

    def marks_of(kept: Kept) -> frozenset[int]:
        table = folder.read(f"shingles/{names[kept.partition]}.parquet")
        compute = needed("pyarrow.compute", "Parquet")
        return frozenset(table.filter(compute.equal(table["row"], kept.row))["hash"].to_pylist())

    filing = Filing(marks_of)
    for partition, name in enumerate(names):
        for row, told in enumerate(folder.read(f"articles/{name}.parquet", KEYS).to_pylist()):
            article = Article(
                id=told["id"], url=told["url"], title=None, text="", canonical=told["canonical"],
                published=told["published"], modified=told["modified"], first_seen=told["first_seen"] or started_at,
            )  # fmt: skip
            filing.take(Kept(article, partition, row, told["shingles"], told["notice"]), told["given_id"])
    return filing


def _places(kept: Sequence[Kept], names: Sequence[str]) -> Any:
    """What the counting of shared shingles asks of each article, by number."""
    places: dict[str, int] = {}
    return needed("pyarrow", "Parquet").table(
        {
            "partition": [names[one.partition] for one in kept],
            "row": [one.row for one in kept],
            "until": [one.until for one in kept],
            "place": [places.setdefault(one.article.url, len(places)) for one in kept],
        }
    )


def _settled(kept: Sequence[Kept], names: Sequence[str], copies: dict[int, Any]) -> Any:
    """One row an article that stays, in the order of arrival."""
    pyarrow = needed("pyarrow", "Parquet")
    articles = [one.article for one in kept]
    found = [copies.get(number) for number in range(len(kept))]
    superseded = [kept[one.until].article.id if one.until != NEVER else None for one in kept]
    text = pyarrow.string()
    return pyarrow.table(
        {
            "id": pyarrow.array([article.id for article in articles], text),
            "partition": pyarrow.array([names[one.partition] for one in kept], text),
            "row": pyarrow.array([one.row for one in kept], pyarrow.int64()),
            "url": pyarrow.array([article.url for article in articles], text),
            "edition": pyarrow.array([article.edition for article in articles], pyarrow.int64()),
            "superseded_by": pyarrow.array(superseded, text),
            "copy_of": pyarrow.array([copy.original if copy else None for copy in found], text),
            "copy_share": pyarrow.array([copy.share if copy else None for copy in found], pyarrow.float64()),
            "first_seen": pyarrow.array([article.first_seen for article in articles], text),
            "notice": pyarrow.array([one.notice for one in kept], pyarrow.bool_()),
        }
    )


def find_shared(span: Span, order: Order, workers: Workers) -> Pairs:
    """How many shingles of a range each two articles share."""
    return workers.call(shared_in, span, order.out)


def shared_in(span: Span, out: str) -> Pairs:
    """`find_shared` in the process that does it."""
    with uncollected():
        return _shared_in(span, Folder.of(out))


def _shared_in(span: Span, folder: Folder) -> Pairs:
    filed = folder.read(span.table)
    rows = filed["row"].to_numpy()
    empty = numpy.empty(0, numpy.int64)
    postings = [(empty, empty)]
    for name, first, last in stretches(filed["partition"]):
        found = read_range(folder, f"shingles/{name}.parquet", "hash", span.within, ("row",))
        number_of = numpy.full(int(rows[first:last].max()) + 1, -1, numpy.int64)
        number_of[rows[first:last]] = numpy.arange(first, last)
        held, at = found["hash"].to_numpy(), found["row"].to_numpy()
        inside = at < len(number_of)
        held, number = held[inside], number_of[at[inside]]
        postings.append((held[number >= 0], number[number >= 0]))
    return shared_pairs(postings, filed["until"].to_numpy(), filed["place"].to_numpy())


def stretches(names: Any) -> Iterator[tuple[str, int, int]]:
    """Each name of a column with the stretch of rows that have it: the articles of a partition stand together."""
    found = needed("pyarrow.compute", "Parquet").run_end_encode(names.combine_chunks())
    ends = found.run_ends.to_pylist()
    return zip(found.values.to_pylist(), [0, *ends][: len(ends)], ends, strict=True)

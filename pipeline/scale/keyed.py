"""Tables that are sorted by a key, so that each of several calls reads its range of keys and little else.

ranges(4)                                                      # four ranges that hold all keys between them
read_range(folder, "claims/NAME.parquet", "key", (low, high))
by_stretch([(hashes, numbers), (more_hashes, more_numbers)])   # several as one, some rows at once

Keys are hashes, so that ranges of one length hold about the same number of rows, and every row of one
key is in one range: what is compared by key needs no other exchange between calls.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import numpy
from numpy.typing import NDArray
from xxhash import xxh3_64_intdigest

from pipeline.copies import LIMIT, SAMPLE
from pipeline.scale.extras import needed
from pipeline.scale.folder import Folder

Range = tuple[int, int]  # low, high (exclusive)
Ints = NDArray[numpy.int64]
Columns = tuple[Ints, ...]
AT_ONCE = 250_000  # rows


def ranges(count: int) -> list[Range]:
    """So many ranges of about one length that hold all keys between them."""
    return [(LIMIT * n // count, LIMIT * (n + 1) // count) for n in range(count)]


def key_of(text: str) -> int:
    """The key of a text: a hash as evenly spread as those of shingles."""
    return xxh3_64_intdigest(text.encode("utf-8", "surrogatepass")) // SAMPLE % LIMIT


def read_range(folder: Folder, path: str, key: str, within: Range, columns: tuple[str, ...] = ()) -> Any:
    """The rows of a table whose key is within a range; of `columns` alone, where some are named. InputError as of `Folder.read`."""
    compute = needed("pyarrow.compute", "Parquet")
    low, high = within
    with folder.opened(path, (key, *columns)) as held:
        at = held.schema_arrow.names.index(key)
        groups = [
            number
            for number in range(held.metadata.num_row_groups)
            if _meets(held.metadata.row_group(number).column(at).statistics, low, high)
        ]
        table = held.read_row_groups(groups, columns=[key, *columns] if columns else None, use_threads=False)
    return table.filter(compute.and_(compute.greater_equal(table[key], low), compute.less(table[key], high)))


def _meets(told: Any, low: int, high: int) -> bool:
    return told is None or not told.has_min_max or (told.min < high and told.max >= low)


def by_stretch(tables: Sequence[Columns]) -> Iterator[Columns]:
    """Tables whose first columns rise, as one: stretch after stretch of that column, some AT_ONCE rows each.

    Within a stretch rows stand table by table. What is done with so many at once stays in the processor's cache.
    """
    firsts = [table[0] for table in tables]
    count = 1 + sum(map(len, firsts)) // AT_ONCE
    low = min((int(first[0]) for first in firsts if len(first)), default=0)
    high = max((int(first[-1]) for first in firsts if len(first)), default=0) + 1
    limits = [low + (high - low) * n // count for n in range(count + 1)]
    cuts = [numpy.searchsorted(first, limits) for first in firsts]
    for n in range(count):
        parts = [
            [column[cut[n] : cut[n + 1]] for column in table] for table, cut in zip(tables, cuts, strict=True)
        ]
        yield tuple(numpy.concatenate(columns) for columns in zip(*parts, strict=True))

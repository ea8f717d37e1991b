"""Tables that are sorted by a key, so that each of several calls reads its range of keys and little else.

ranges(4)                                                      # four ranges that hold all keys between them
read_range(folder, "claims/NAME.parquet", "key", (low, high))

Keys are hashes, so that ranges of one length hold about the same number of rows, and every row of one
key is in one range: what is compared by key needs no other exchange between calls.
"""

from __future__ import annotations

from typing import Any

from xxhash import xxh3_64_intdigest

from pipeline.copies import LIMIT, SAMPLE
from pipeline.scale.extras import needed
from pipeline.scale.folder import Folder

Range = tuple[int, int]  # low, high (exclusive)


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

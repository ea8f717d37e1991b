"""The texts of editions that a later one replaced, kept as what they differ by from it.

    keep_as_delta(connection, old, new)     # of article ids; both texts are plain until now
    text_of(connection, old)                # the old text, byte for byte

The newest edition stays plain text, where search, SQL and the offsets of claims find it. An edition that
differs from the next one by a figure takes some fifty bytes instead of some thousand.
"""

from __future__ import annotations

import hashlib
import sqlite3
import sys
from collections.abc import Iterator, Mapping
from typing import Any

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

from db.errors import StoreError
from db.records import Article
from db.rows import from_row

_LEAST = 8  # bytes: zstd takes nothing shorter to compare with
_LARGEST_WINDOW = 27  # as a power of two: what every reader of zstd takes

# An edition and those after it, up to the first that is plain text (or was left out with all the others).
_CHAIN = """
with recursive chain (id, next, place) as (
    select id, superseded_by, 0 from articles where id = :article
    union all
    select articles.id, articles.superseded_by, place + 1 from chain
    join deltas on deltas.article = chain.id join articles on articles.id = chain.next)
select articles.text, deltas.data, deltas.sha256 from chain join articles on articles.id = chain.id
left join deltas on deltas.article = chain.id order by place desc
"""


def delta(text: str, against: str) -> bytes:
    """A text as what it differs by from another one; `undelta` gives it back."""
    old, new = text.encode(), against.encode()
    reach = max(10, min(_LARGEST_WINDOW, (len(old) + len(new)).bit_length()))
    options: dict[int, int] = {zstd.CompressionParameter.window_log: reach}
    return zstd.compress(old, options=options, zstd_dict=_dictionary(new))


def undelta(data: bytes, against: str) -> str:
    """The text of a delta against the same other text. ValueError where the bytes are none."""
    try:
        return zstd.decompress(data, zstd_dict=_dictionary(against.encode())).decode()
    except zstd.ZstdError as error:
        raise ValueError(str(error)) from error


def keep_as_delta(connection: sqlite3.Connection, old: str, new: str) -> None:
    """Puts a delta against the next edition in the place of an edition's plain text, within the caller's transaction."""
    texts = dict(
        connection.execute("select id, text from articles where id in (?, ?)", (old, new)).fetchall()
    )
    row = (old, text_sha256(texts[old]), delta(texts[old], texts[new]))
    connection.execute("insert into deltas (article, sha256, data) values (?, ?, ?)", row)
    connection.execute("update articles set text = '' where id = ?", (old,))


def text_of(connection: sqlite3.Connection, article: str) -> str:
    """The whole text of an edition, however it is kept; "" where a published database left it out.

    StoreError where there is no such edition, or where its text cannot be rebuilt as it was.
    """
    text: str | None = None
    for plain, data, digest in connection.execute(_CHAIN, {"article": article}).fetchall():
        try:
            text = plain if data is None else undelta(data, text or "")
        except ValueError as error:
            raise _not_rebuilt(article, str(error)) from error
        if data is not None and text_sha256(text) != digest:
            raise _not_rebuilt(article, "its hash is another")
    if text is None:
        raise StoreError("there is no such edition.", subject=article)
    return text


def article_of(connection: sqlite3.Connection, row: Mapping[str, Any]) -> Article:
    """The article of a row of `articles`, with its whole text however that is kept."""
    return from_row(Article, row if row["text"] else {**row, "text": text_of(connection, row["id"])})


def not_rebuilt(connection: sqlite3.Connection) -> Iterator[str]:
    """A sentence for each earlier edition whose text does not come out as it was, or that lost a claim's quote."""
    quotes = """select id, quote, start, "end" from claims where article = ? and "where" = 'text'"""
    for (article,) in connection.execute("select article from deltas order by article").fetchall():
        try:
            text = text_of(connection, article)
        except StoreError as error:
            yield str(error)
            continue
        for claim, quote, start, end in connection.execute(quotes, (article,)).fetchall():
            if text[start:end] != quote:
                yield misplaced(claim)


def misplaced(claim: str) -> str:
    """Says that a claim's offsets do not hold."""
    return f"the quote of claim {claim} does not stand where it should in its article"


def text_sha256(text: str) -> str:
    """The hash of a text, as exports give it."""
    return hashlib.sha256(text.encode()).hexdigest()


def _not_rebuilt(article: str, why: str) -> StoreError:
    remedy = "Restore a backup."
    return StoreError(f"the text of edition {article} cannot be rebuilt: {why}.", remedy=remedy)


def _dictionary(text: bytes) -> Any:
    """What a delta is against, as zstd takes it: bytes that stand before the text; None where they are too few."""
    return zstd.ZstdDict(text, is_raw=True).as_prefix if len(text) >= _LEAST else None

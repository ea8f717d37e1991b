"""Records as tables of Parquet: a field a column, so that DuckDB, pandas and `crossclaim load` read the same files.

table = articles_table(partition.articles)
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Sequence
from dataclasses import MISSING, fields
from functools import cache
from types import UnionType
from typing import Any, get_args, get_origin, get_type_hints

from db.records import Article, Claim, Problem, Question
from extractors.corrections import notices
from extractors.topic import Topic
from pipeline.questions import question_of
from pipeline.scale.extras import needed
from pipeline.scale.keyed import key_of
from pipeline.scale.partitions import Read

FEW = frozenset(
    {"topic", "metric", "unit", "stance", "where", "kind", "outlet", "language"}
)  # fields with few values
QUESTION = ("subject", "metric", "wording")  # of a claim's question, as question_subject and so on


def articles_table(reads: Iterable[Read]) -> Any:
    """One row an article in the order of the part, with the id that its source gave it.

    `shingles` is how many sampled ones it has, `notice` whether it holds a correction notice.
    """
    reads = list(reads)
    pyarrow = needed("pyarrow", "Parquet")
    told = [any(notices(read.article.text, _numbers(read))) if read.article else False for read in reads]
    return pyarrow.table(
        {
            **_columns([read.article for read in reads], Article),
            "given_id": _cells([read.given_id for read in reads], str),
            "shingles": _cells([len(read.marks) for read in reads], int),
            "notice": _cells(told, bool),
        }
    )


def _numbers(read: Read) -> list[Claim]:
    return [claim for claim in read.claims if claim.where == "text" and claim.kind == "quantity"]


def shingles_table(reads: Iterable[Read]) -> Any:
    """One row a sampled shingle and the row of its article, sorted by the shingle."""
    pairs = sorted((mark, row) for row, read in enumerate(reads) for mark in read.marks)
    pyarrow = needed("pyarrow", "Parquet")
    return pyarrow.table(
        {"hash": _cells([mark for mark, _ in pairs], int), "row": _cells([row for _, row in pairs], int)}
    )


def claims_table(reads: Iterable[Read], topic: Topic) -> Any:
    """One row a claim, with the question that it answers (null: none) and its article's outlet and date.

    Sorted by `key`, which is one for all questions of a subject.
    """
    rows = [(_key(question), row, claim, question) for row, read in enumerate(reads) for claim in read.claims
            for question in [question_of(claim, topic)]]  # fmt: skip
    rows.sort(key=lambda one: (one[0] is None, one[0] or 0, one[1], one[2].where, one[2].start, one[2].id))
    articles = [read.article for read in reads]
    pyarrow = needed("pyarrow", "Parquet")
    return pyarrow.table(
        {
            **_columns([claim for *_, claim, _ in rows], Claim),
            "key": _cells([key for key, *_ in rows], int),
            "question": _cells([question and question.id for *_, question in rows], str),
            **{
                f"question_{name}": _cells(
                    [question and getattr(question, name) for *_, question in rows], str
                )
                for name in QUESTION
            },
            **{
                name: _cells([getattr(articles[row], name) for _, row, *_ in rows], str)
                for name in ("outlet", "published")
            },
        }
    )


def _key(question: Question | None) -> int | None:
    """One for all questions that may be related: those of a topic's subject."""
    return key_of(f"{question.topic}\x1f{question.subject}") if question else None


def problems_table(problems: Sequence[Problem]) -> Any:
    """One row a document that was set aside, with its reason."""
    return records_table(problems, Problem)


def records_table(records: Sequence[Any], kind: type[Any], **more: Sequence[str]) -> Any:
    """One row a record, a column a field; `more` are further columns of text."""
    pyarrow = needed("pyarrow", "Parquet")
    return pyarrow.table(
        {**_columns(records, kind), **{name: _cells(cells, str) for name, cells in more.items()}}
    )


def records_of(
    table: Any, kind: type[Any], unread: Collection[str] = (), **stated: Sequence[Any]
) -> list[Any]:
    """The records that the rows of a table hold; columns that are no fields are left aside.

    `stated` are fields known otherwise, a value a row: they stand instead of the table's columns. Fields
    that nobody asks for stay `unread`: they hold what the record has where nothing is said.
    """
    empty = _defaults(kind)  # type: ignore[arg-type]  # classes are hashable
    stated |= {name: [empty[name]] * table.num_rows for name in unread}
    columns = [
        stated[name] if name in stated else _values(_listed(table[name], name), of)
        for name, of in _types(kind).items()  # type: ignore[arg-type]
    ]
    return [kind(*row) for row in zip(*columns, strict=True)]


def _listed(column: Any, name: str) -> list[Any]:
    """The cells of a column; of a field with few values each is one string, however many rows hold it."""
    if name not in FEW:
        return list(column.to_pylist())
    held = column.combine_chunks().dictionary_encode()
    values = [*held.dictionary.to_pylist(), None]
    return [values[at] for at in held.indices.fill_null(len(values) - 1).to_pylist()]


def _values(cells: list[Any], of: type) -> list[Any]:
    if of is tuple:
        return [tuple(cell) for cell in cells]
    return [json.loads(cell) for cell in cells] if of is dict else cells


def _columns(records: Sequence[Any], kind: type[Any]) -> dict[str, Any]:
    return {
        name: _cells([getattr(record, name) for record in records], of)
        for name, of in _types(kind).items()  # type: ignore[arg-type]
    }


@cache
def _defaults(kind: type[Any]) -> dict[str, Any]:
    """What each field of a record holds where nothing is said; fields that must be said are not among them."""
    own = {one.name: one.default for one in fields(kind) if one.default is not MISSING}
    return own | {
        one.name: one.default_factory() for one in fields(kind) if one.default_factory is not MISSING
    }


@cache
def _types(kind: type[Any]) -> dict[str, type]:
    """What a column holds for each field of a record: str, int, float, bool, tuple (of strings) or dict (JSON text)."""
    hints = get_type_hints(kind)
    return {field.name: _plain(hints[field.name]) for field in fields(kind)}


def _plain(hint: Any) -> type:
    if isinstance(hint, UnionType):
        return _plain(next(one for one in get_args(hint) if one is not type(None)))
    found = get_origin(hint) or hint
    if found is tuple and get_args(hint)[0] is not str:
        return dict
    return found if found in (int, float, bool, tuple, dict) else str


def _cells(cells: Sequence[Any], of: type) -> Any:
    pyarrow = needed("pyarrow", "Parquet")
    if of is tuple:
        return pyarrow.array(
            [[_text(one) for one in cell] for cell in cells], pyarrow.list_(pyarrow.string())
        )
    if of is dict:
        cells = [json.dumps(cell, ensure_ascii=False, sort_keys=True) for cell in cells]
    if of in (str, dict):
        return pyarrow.array([_text(cell) for cell in cells], pyarrow.string())
    return pyarrow.array(cells, {int: pyarrow.int64(), float: pyarrow.float64(), bool: pyarrow.bool_()}[of])


def _text(cell: str | None) -> str | None:
    """What is no character (half of a pair) becomes a question mark: Parquet holds UTF-8."""
    return cell and cell.encode("utf-8", "replace").decode()

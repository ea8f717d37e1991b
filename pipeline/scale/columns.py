"""Partitions as tables of Parquet: a field a column, so that DuckDB, pandas and `crossclaim load` read the same files.

table = articles_table(partition.articles, topic)
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import fields
from typing import Any

from db.records import Article, Claim, Problem, Question
from extractors.topic import Topic
from pipeline.questions import question_of
from pipeline.scale.extras import needed
from pipeline.scale.partitions import Read

LISTS = ("authors", "links")
NUMBERS = {"edition": "int32", "copy_share": "float64", "start": "int64", "end": "int64", "sentence_start": "int64",
           "low": "float64", "high": "float64", "approx": "bool_", "confidence": "float64"}  # fmt: skip
ARTICLE = tuple(field.name for field in fields(Article))
CLAIM = tuple(field.name for field in fields(Claim))
PROBLEM = tuple(field.name for field in fields(Problem))
QUESTION = tuple(f"question_{field.name}" for field in fields(Question) if field.name not in ("id", "topic"))


def articles_table(reads: Iterable[Read]) -> Any:
    """One row an article in the order of the part, with the id that its source gave it and its sampled shingles."""
    reads = list(reads)
    columns = _columns([read.article for read in reads], ARTICLE)
    pyarrow = needed("pyarrow", "Parquet")
    columns["given_id"] = pyarrow.array([_text(read.given_id) for read in reads], pyarrow.string())
    columns["marks"] = pyarrow.array([read.marks for read in reads], pyarrow.list_(pyarrow.int64()))
    return pyarrow.table(columns)


def claims_table(reads: Iterable[Read], topic: Topic) -> Any:
    """One row a claim, with the question that it answers (null: none) and its article's outlet and date."""
    rows = [(read.article, claim, question_of(claim, topic)) for read in reads for claim in read.claims]
    columns = _columns([claim for _, claim, _ in rows], CLAIM)
    pyarrow = needed("pyarrow", "Parquet")
    columns["question"] = _strings(question.id if question else None for *_, question in rows)
    for name in QUESTION:
        field = name.removeprefix("question_")
        columns[name] = _strings(getattr(question, field) if question else None for *_, question in rows)
    for name in ("outlet", "published"):
        columns[name] = _strings(getattr(article, name) for article, *_ in rows)
    return pyarrow.table(columns)


def problems_table(problems: Sequence[Problem]) -> Any:
    """One row a document that was set aside, with its reason."""
    return needed("pyarrow", "Parquet").table(_columns(problems, PROBLEM))


def _columns(records: Sequence[Any], names: Iterable[str]) -> dict[str, Any]:
    pyarrow = needed("pyarrow", "Parquet")
    columns: dict[str, Any] = {}
    for name in names:
        cells = [getattr(record, name) for record in records]
        if name in LISTS:
            columns[name] = pyarrow.array(
                [[_text(one) for one in cell] for cell in cells], pyarrow.list_(pyarrow.string())
            )
        elif name in NUMBERS:
            columns[name] = pyarrow.array(cells, getattr(pyarrow, NUMBERS[name])())
        elif name == "rules":
            columns[name] = _strings(json.dumps(cell, ensure_ascii=False, sort_keys=True) for cell in cells)
        else:
            columns[name] = _strings(cells)
    return columns


def _strings(cells: Iterable[str | None]) -> Any:
    pyarrow = needed("pyarrow", "Parquet")
    return pyarrow.array([_text(cell) for cell in cells], pyarrow.string())


def _text(cell: str | None) -> str | None:
    """What is no character (half of a pair) becomes a question mark: Parquet holds UTF-8."""
    return cell and cell.encode("utf-8", "replace").decode()

"""Whole sets as rows from one read transaction, each claim with the evidence to find it again.

    for row in rows(connection, Selection("claims", {"topic": "ai-compute"})):
        ...  # a tuple in the order of COLUMNS["claims"]

A claim carries the selectors of the W3C annotation model (exact, prefix, suffix, start, end), the URL,
when it was fetched, and the SHA-256 of the text that the offsets count in.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any, Literal

from db.editions import text_of, text_sha256
from db.search import match_expression
from db.views import DISPUTED

Set = Literal["claims", "conflicts", "questions", "articles"]
Type = Literal["string", "number", "integer", "boolean"]
CONTEXT = 32  # characters of prefix and suffix

_CLAIM_COLUMNS: dict[str, Type] = {
    "id": "string", "topic": "string", "question": "string", "subject": "string", "metric": "string",
    "low": "number", "high": "number", "unit": "string", "approx": "boolean", "item": "string",
    "source": "string", "via": "string", "stance": "string", "period": "string", "period_start": "string",
    "period_end": "string", "direction": "string", "scope": "string", "kind": "string",
    "predicate": "string", "object": "string", "confidence": "number", "outlet": "string",
    "published": "string", "superseded": "boolean", "article": "string", "sentence": "string",
    "where": "string", "start": "integer", "end": "integer", "exact": "string",
}  # fmt: skip
_EVIDENCE: dict[str, Type] = {
    "prefix": "string", "suffix": "string", "url": "string", "title": "string", "edition": "integer",
    "fetched_at": "string", "text_sha256": "string",
}  # fmt: skip
SIDE: dict[str, Type] = {
    "label": "string", "low": "number", "high": "number", "unit": "string", "stance": "string",
    "origins": "integer", "claim": "string", "exact": "string", "sentence": "string", "source": "string",
    "outlet": "string", "published": "string", "url": "string",
}  # fmt: skip
COLUMNS: dict[Set, dict[str, Type]] = {
    "claims": _CLAIM_COLUMNS | _EVIDENCE,
    "conflicts": {
        "id": "string", "question": "string", "topic": "string", "subject": "string", "metric": "string",
        "wording": "string", "state": "string", "why": "string", "rule": "string", "spread": "number",
        "first_seen": "string", "last_seen": "string", "sharpness": "number",
        **{f"{name}_{side}": kind for side in "ab" for name, kind in SIDE.items()},
    },
    "questions": {
        "id": "string", "topic": "string", "subject": "string", "metric": "string", "wording": "string",
        "claims": "integer", "answers": "integer", "origins": "integer", "conflicts": "integer",
        "first_seen": "string", "last_seen": "string",
    },
    "articles": {
        "id": "string", "url": "string", "title": "string", "outlet": "string", "authors": "string",
        "published": "string", "published_from": "string", "modified": "string", "language": "string",
        "canonical": "string", "first_seen": "string", "edition": "integer", "copy_of": "string",
        "copy_share": "number", "superseded_by": "string", "claims": "integer", "fetched_at": "string",
        "text_sha256": "string",
    },
}  # fmt: skip

_IN_CONFLICT = (
    "exists (select 1 from conflicts where conflicts.question = {} and conflicts.state <> 'settled')"
)
# Filter -> its condition, for each set that knows it; the value is bound under the filter's name.
FILTERS: dict[Set, dict[str, str]] = {
    "claims": {
        **{name: f"claims.{name} = :{name}" for name in
           ("topic", "subject", "metric", "question", "article", "source", "outlet")},
        "since": "claims.published >= :since",
        "words": "claims.rowid in (select rowid from claims_fts where claims_fts match :words)",
        "in_conflict": f"({DISPUTED})",
    },
    "conflicts": {
        **{name: f"conflicts.{name} = :{name}" for name in ("topic", "subject", "metric", "question", "state")},
        "since": "conflicts.last_seen >= :since",
        "in_conflict": "conflicts.state <> 'settled'",
    },
    "questions": {
        **{name: f"questions.{name} = :{name}" for name in ("topic", "subject", "metric")},
        "since": "questions.last_seen >= :since",
        "in_conflict": _IN_CONFLICT.format("questions.id"),
    },
    "articles": {
        "outlet": "articles.outlet = :outlet",
        "since": "articles.published >= :since",
        **{name: f"exists (select 1 from claims where claims.article = articles.id and claims.{name} = :{name})"
           for name in ("topic", "subject", "metric")},
        "in_conflict": "exists (select 1 from claims where claims.article = articles.id and "
        + _IN_CONFLICT.format("claims.question") + ")",
    },
}  # fmt: skip


@dataclass(frozen=True)
class Selection:
    """Which set, and the filters on it: names from FILTERS[set]; `in_conflict` takes any non-empty value."""

    set: Set
    filters: Mapping[str, str] = field(default_factory=dict)

    @property
    def columns(self) -> dict[str, Type]:
        """The columns of its rows, in order, with their types."""
        return COLUMNS[self.set]

    @property
    def values(self) -> dict[str, str]:
        """What is bound to the condition; the words that claims are searched for become a query."""
        words = {"words": match_expression(self.filters["words"]) or '""'} if "words" in self.filters else {}
        return {**self.filters, **words}

    @property
    def where(self) -> str:
        """The condition in SQL; "true" without filters. KeyError for a filter that this set has not."""
        return " and ".join(FILTERS[self.set][name] for name in sorted(self.filters)) or "true"


def rows(connection: sqlite3.Connection, selection: Selection) -> Iterator[tuple[Any, ...]]:
    """Every row of the set, in an order that holds, seen at one moment however long the reading takes."""
    connection.row_factory = None
    connection.execute("begin")
    try:
        make = _claims if selection.set == "claims" else _articles if selection.set == "articles" else _plain
        yield from make(connection, selection)
    finally:
        connection.rollback()


def last_run(connection: sqlite3.Connection) -> dict[str, str] | None:
    """The newest run: its id, when it began, and the version of the program that made it; None before the first."""
    row = connection.execute(
        "select id, started_at, version from runs order by started_at desc limit 1"
    ).fetchone()
    return dict(zip(("id", "started_at", "version"), row, strict=True)) if row else None


def _plain(connection: sqlite3.Connection, selection: Selection) -> Iterator[tuple[Any, ...]]:
    sql = _CONFLICTS if selection.set == "conflicts" else _QUESTIONS
    yield from connection.execute(sql.format(where=selection.where), selection.values)


def _claims(connection: sqlite3.Connection, selection: Selection) -> Iterator[tuple[Any, ...]]:
    """Claims by article, so that each text is read and hashed once."""
    sql = _CLAIMS.format(where=selection.where)
    cursor = connection.execute(sql, selection.values)
    names = list(_CLAIM_COLUMNS)
    article_at, where_at, start_at, end_at = (names.index(n) for n in ("article", "where", "start", "end"))
    for article, claims in groupby(cursor, key=lambda row: row[article_at]):
        url, title, text, edition, fetched_at = connection.execute(_ARTICLE_OF_CLAIMS, (article,)).fetchone()
        text = text or text_of(connection, article)
        digest = text_sha256(text) if text else None
        for row in claims:
            whole = (title or "") if row[where_at] == "title" else text
            start, end = row[start_at], row[end_at]
            prefix, suffix = whole[max(0, start - CONTEXT) : start], whole[end : end + CONTEXT]
            yield (*row, prefix, suffix, url, title, edition, fetched_at, digest)


def _articles(connection: sqlite3.Connection, selection: Selection) -> Iterator[tuple[Any, ...]]:
    for *row, text in connection.execute(_ARTICLES.format(where=selection.where), selection.values):
        text = text or text_of(connection, row[0])
        yield (*row, text_sha256(text) if text else None)


def _quoted(names: Mapping[str, Type]) -> str:
    return ", ".join('claims.quote as "exact"' if name == "exact" else f'claims."{name}"' for name in names)


_CLAIMS = f"""
select {_quoted(_CLAIM_COLUMNS)} from claims where {{where}} order by claims.article, claims.start, claims.id
"""
_ARTICLE_OF_CLAIMS = """
select articles.url, articles.title, articles.text, articles.edition,
       coalesce(pages.fetched_at, articles.first_seen)
from articles left join pages on pages.id = articles.page where articles.id = ?
"""
_SIDE_SELECT = """
       answer_{s}.label, answer_{s}.low, answer_{s}.high, answer_{s}.unit, answer_{s}.stance,
       answer_{s}.origins, claim_{s}.id, claim_{s}.quote, claim_{s}.sentence, claim_{s}.source,
       claim_{s}.outlet, claim_{s}.published, article_{s}.url"""
_SIDE_JOIN = """
join answers as answer_{s} on answer_{s}.id = conflicts.answer_{s}
join claims as claim_{s} on claim_{s}.id = answer_{s}.best_claim
join articles as article_{s} on article_{s}.id = claim_{s}.article"""
_CONFLICTS = (
    """
select conflicts.id, conflicts.question, conflicts.topic, conflicts.subject, conflicts.metric,
       conflicts.wording, conflicts.state, conflicts.why, relations.rule, conflicts.spread,
       conflicts.first_seen, conflicts.last_seen, conflicts.sharpness,"""
    + ",".join(_SIDE_SELECT.format(s=side) for side in "ab")
    + "\nfrom conflicts join relations on relations.id = conflicts.relation"
    + "".join(_SIDE_JOIN.format(s=side) for side in "ab")
    + "\nwhere {where} order by conflicts.id"
)
_QUESTIONS = f"""
select {", ".join(f"questions.{name}" for name in COLUMNS["questions"])} from questions
where {{where}} order by questions.id
"""
_ARTICLES = """
select articles.id, articles.url, articles.title, articles.outlet, articles.authors, articles.published,
       articles.published_from, articles.modified, articles.language, articles.canonical,
       articles.first_seen, articles.edition, articles.copy_of, articles.copy_share, articles.superseded_by,
       (select count(*) from claims where claims.article = articles.id),
       coalesce(pages.fetched_at, articles.first_seen), articles.text
from articles left join pages on pages.id = articles.page
where {where} order by articles.id
"""

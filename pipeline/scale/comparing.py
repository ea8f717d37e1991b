"""Questions compared range by range of their subjects, from the tables of a backfill to tables of what came of it.

names = compare(settled, order, run, count=4)     # of the files in answers/, relations/ and conflicts/

All questions of a subject are in one range, with those that they may be confused with, so that each call
has all that the pure functions of `pipeline.questions` need. How many ranges there are changes nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, fields
from itertools import groupby
from typing import Any

from db.records import Answer, Article, Claim, Conflict, Question, Relation
from extractors.collector import uncollected
from extractors.topic import Topic
from pipeline.questions import Comparison, compare_question, related_questions
from pipeline.scale.columns import QUESTION, records_of, records_table
from pipeline.scale.extras import needed
from pipeline.scale.folder import Folder
from pipeline.scale.keyed import ranges, read_range
from pipeline.scale.mapping import Order, Run
from pipeline.scale.settled import Span, good
from pipeline.workers import Workers

ASKED = ("question", "topic", *(f"question_{name}" for name in QUESTION))
STATED = ("url", "edition", "copy_of", "copy_share", "first_seen")
# How a claim or an article was read is nothing that comparing asks.
UNREAD_CLAIM = ("rules",)
UNREAD_ARTICLE = (
    "authors",
    "published_from",
    "published_offset",
    "modified",
    "language",
    "page",
    "extractor",
)
CLAIM = tuple({field.name for field in fields(Claim)}.difference(UNREAD_CLAIM))
ARTICLE = tuple({field.name for field in fields(Article)}.difference(UNREAD_ARTICLE, STATED))
LINKS = ("superseded_by", "copy_of")


def compare(settled: str, order: Order, run: Run, *, count: int) -> list[str]:
    """Compares all questions; the names of the tables. The first of what a call could not do is raised."""
    spans = [Span(within, settled) for within in ranges(count)]
    for _, made in run(compare_span, order, spans):
        good(made)
    return [name_of(span) for span in spans]


def name_of(span: Span) -> str:
    """The name of a range's tables."""
    stem = span.table.removeprefix("copies/").removesuffix(".parquet")
    return f"{stem}-{span.within[0]:016x}-{span.within[1]:016x}"


def compare_span(span: Span, order: Order, workers: Workers) -> int:
    """Writes the answers, relations and conflicts of a range's questions; how many questions."""
    return workers.call(compare_here, span, order)


def compare_here(span: Span, order: Order) -> int:
    """`compare_span` in the process that does it."""
    with uncollected():
        return _compare_range(Folder.of(order.out), span, order.recipe.load_topic())


def _compare_range(folder: Folder, span: Span, topic: Topic) -> int:
    claims, shelf = _read(folder, span)
    by_id = {claim.id: claim for _, claim in claims}
    made: list[Comparison] = []
    relations: list[Relation] = []
    for _, family in groupby(claims, key=lambda one: (one[0].topic, one[0].subject)):
        compared = _compared(list(family), shelf, topic)
        made += compared
        relations += [relation for one in compared for relation in one.relations]
        relations += _related(compared, shelf, by_id, topic)
    conflicts = [(one.question, one.conflict) for one in made if one.conflict]
    about = {name: [getattr(question, name) for question, _ in conflicts] for name in ("topic", *QUESTION)}
    tables = {
        "answers": records_table([answer for one in made for answer in one.answers], Answer),
        "relations": records_table(relations, Relation),
        "conflicts": records_table([conflict for _, conflict in conflicts], Conflict, **about),
    }
    try:
        for name, table in tables.items():
            folder.write_table(f"{name}/{name_of(span)}.parquet", table)
    except OSError as error:
        raise folder.fault("what came of comparing", error) from error
    return len(made)


def _compared(family: Sequence[tuple[Question, Claim]], shelf: Shelf, topic: Topic) -> list[Comparison]:
    """The comparison of each question of a subject."""
    return [
        compare_question(question, claims, shelf.around(claim.article for claim in claims), topic, now="")
        for question, group in groupby(family, key=lambda one: one[0])
        for claims in [[claim for _, claim in group]]
    ]


def _related(
    made: Sequence[Comparison], shelf: Shelf, claims: dict[str, Claim], topic: Topic
) -> Iterator[Relation]:
    """How a subject's questions stand to each other."""
    if len(made) < 2:
        return
    best = {answer.best_claim: claims[answer.best_claim] for one in made for answer in one.answers}
    articles = shelf.around(claim.article for claim in best.values())
    for one in made:
        yield from related_questions(one, made, best, articles, topic)


@dataclass(frozen=True, slots=True)
class Shelf:
    """Articles by id, and which others each of them leads to: its later edition, the original that it copies."""

    articles: dict[str, Article]
    leads: dict[str, tuple[str, ...]]

    def around(self, ids: Iterable[str]) -> dict[str, Article]:
        """These articles and all that they lead to, in the order of their ids."""
        found: set[str] = set()
        todo = set(ids)
        while todo:
            found |= todo
            todo = {other for one in todo for other in self.leads[one]} - found
        return {one: self.articles[one] for one in sorted(found)}


def _read(folder: Folder, span: Span) -> tuple[list[tuple[Question, Claim]], Shelf]:
    """The claims of a range with their questions, by subject, question and id, and the articles that they need."""
    settled = folder.read(span.table)
    found: list[tuple[str, Question, Claim]] = []
    for name in dict.fromkeys(settled["partition"].to_pylist()):
        table = read_range(folder, f"claims/{name}.parquet", "key", span.within, (*ASKED, *CLAIM))
        asked = zip(*(table[column].to_pylist() for column in ASKED), strict=True)
        claims = records_of(table, Claim, UNREAD_CLAIM)
        found += [(name, Question(*one), claim) for one, claim in zip(asked, claims, strict=True)]
    told = _told(settled, {claim.article for *_, claim in found})
    kept = [(question, claim) for name, question, claim in found if told[claim.article]["partition"] == name]
    kept.sort(key=lambda one: (one[0].topic, one[0].subject, one[0].id, one[1].id))
    leads = {name: tuple(row[link] for link in LINKS if row[link]) for name, row in told.items()}
    return kept, Shelf(_articles(folder, told), leads)


def _told(settled: Any, wanted: set[str]) -> dict[str, dict[str, Any]]:
    """The rows of the settled table for these articles and all that they lead to, by id."""
    compute, pyarrow = needed("pyarrow.compute", "Parquet"), needed("pyarrow", "Parquet")
    told: dict[str, dict[str, Any]] = {}
    while wanted:
        held = compute.is_in(settled["id"], pyarrow.array(sorted(wanted), pyarrow.string()))
        rows = settled.filter(held).to_pylist()
        told |= {row["id"]: row for row in rows}
        wanted = {row[link] for row in rows for link in LINKS if row[link]} - set(told)
    return told


def _articles(folder: Folder, told: dict[str, dict[str, Any]]) -> dict[str, Article]:
    """The articles of these rows, with their texts, as the settled table says that they stand."""
    articles: dict[str, Article] = {}
    rows = sorted(told.values(), key=lambda row: (row["partition"], row["row"]))
    for name, group in groupby(rows, key=lambda row: str(row["partition"])):
        some = list(group)
        table = folder.read(f"articles/{name}.parquet", ARTICLE).take([row["row"] for row in some])
        stated = {field: [row[field] for row in some] for field in STATED}
        articles |= {article.id: article for article in records_of(table, Article, UNREAD_ARTICLE, **stated)}
    return articles

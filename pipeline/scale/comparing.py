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
from pipeline.scale.settled import Span, good, stretches
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
ORDER = ("topic", "question_subject", "question", "id")
AT_ONCE = 10_000  # claims
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
    blocks = [_compare_block(block, shelf, topic) for block in _blocks(claims)]
    pyarrow = needed("pyarrow", "Parquet")
    try:
        for name in ("answers", "relations", "conflicts"):
            table = pyarrow.concat_tables([tables[name] for _, tables in blocks]).combine_chunks()
            folder.write_table(f"{name}/{name_of(span)}.parquet", table)
    except OSError as error:
        raise folder.fault("what came of comparing", error) from error
    return sum(count for count, _ in blocks)


def _compare_block(block: Any, shelf: Shelf, topic: Topic) -> tuple[int, dict[str, Any]]:
    """How many questions the claims of these rows answer, and the tables of what came of comparing them."""
    made: list[Comparison] = []
    relations: list[Relation] = []
    for _, family in groupby(_asked(block), key=lambda one: (one[0].topic, one[0].subject)):
        held = list(family)
        compared = _compared(held, shelf, topic)
        made += compared
        relations += [relation for one in compared for relation in one.relations]
        relations += _related(compared, shelf, {claim.id: claim for _, claim in held}, topic)
    conflicts = [(one.question, one.conflict) for one in made if one.conflict]
    about = {name: [getattr(question, name) for question, _ in conflicts] for name in ("topic", *QUESTION)}
    return len(made), {
        "answers": records_table([answer for one in made for answer in one.answers], Answer),
        "relations": records_table(relations, Relation),
        "conflicts": records_table([conflict for _, conflict in conflicts], Conflict, **about),
    }


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
    """Articles by id, and which others those of them that lead on lead to: a later edition, the original of a copy."""

    articles: dict[str, Article]
    leads: dict[str, tuple[str, ...]]

    def around(self, ids: Iterable[str]) -> dict[str, Article]:
        """These articles and all that they lead to, in the order of their ids."""
        found: set[str] = set()
        todo = set(ids)
        while todo:
            found |= todo
            todo = {other for one in todo for other in self.leads.get(one, ())} - found
        return {one: self.articles[one] for one in sorted(found)}


def _read(folder: Folder, span: Span) -> tuple[Any, Shelf]:
    """The claims of a range with their questions, by subject, question and id, and the articles that they need."""
    compute, pyarrow = needed("pyarrow.compute", "Parquet"), needed("pyarrow", "Parquet")
    settled = folder.read(span.table)
    found: list[Any] = []
    for name, first, last in stretches(settled["partition"]):
        table = read_range(folder, f"claims/{name}.parquet", "key", span.within, (*ASKED, *CLAIM))
        here = settled["id"].slice(first, last - first).combine_chunks()
        found.append(table.filter(compute.is_in(table["article"], here)))
    if not found:  # no article stayed
        found = [records_table([], Claim, **{name: [] for name in ASKED if name not in CLAIM})]
    claims = pyarrow.concat_tables(found).sort_by([(name, "ascending") for name in ORDER])
    told = _told(settled, set(compute.unique(claims["article"]).to_pylist()))
    return claims, Shelf(_articles(folder, told), _leads(told))


def _blocks(claims: Any) -> Iterator[Any]:
    """Claims some AT_ONCE at a time, all of a subject together, so that few are records at the time."""
    begin = end = 0
    for _, _, end in stretches(claims["question_subject"]):
        if end - begin >= AT_ONCE:
            yield claims.slice(begin, end - begin)
            begin = end
    if begin < end or not end:
        yield claims.slice(begin)


def _asked(block: Any) -> Iterator[tuple[Question, Claim]]:
    """The claims of these rows, each with its question: one for all claims of a question."""
    claims = records_of(block, Claim, UNREAD_CLAIM)
    for _, first, last in stretches(block["question"]):
        (told,) = block.select(ASKED).slice(first, 1).to_pylist()
        question = Question(*told.values())
        yield from ((question, claim) for claim in claims[first:last])


def _told(settled: Any, wanted: set[str]) -> Any:
    """The rows of the settled table for these articles and all that they lead to, in its order."""
    compute, pyarrow = needed("pyarrow.compute", "Parquet"), needed("pyarrow", "Parquet")
    while True:
        told = settled.filter(compute.is_in(settled["id"], pyarrow.array(sorted(wanted), pyarrow.string())))
        led = {one for link in LINKS for one in compute.unique(told[link].drop_null()).to_pylist()}
        if led <= wanted:
            return told
        wanted = wanted | led


def _leads(told: Any) -> dict[str, tuple[str, ...]]:
    """Of the articles that lead to others, which these are."""
    columns = [told[column].to_pylist() for column in ("id", *LINKS)]
    leads = ((name, tuple(filter(None, links))) for name, *links in zip(*columns, strict=True))
    return {name: links for name, links in leads if links}


def _articles(folder: Folder, told: Any) -> dict[str, Article]:
    """The articles of these rows, with their texts, as the settled table says that they stand."""
    articles: dict[str, Article] = {}
    for name, first, last in stretches(told["partition"]):
        some = told.slice(first, last - first)
        table = folder.read(f"articles/{name}.parquet", ARTICLE).take(some["row"])
        stated = {field: some[field].to_pylist() for field in STATED}
        articles |= {article.id: article for article in records_of(table, Article, UNREAD_ARTICLE, **stated)}
    return articles

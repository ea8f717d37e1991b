"""Claims read in several processes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any, cast

from db.errors import ReadError
from db.records import Article, Claim
from extractors.batches import ARTICLES
from extractors.dictionary import DEFAULT_MODEL
from extractors.topic import load_topic
from pipeline.claim_reading import Wanted, read_all, read_elsewhere
from pipeline.workers import Workers
from tests.factories import make_article

WANTED = Wanted.of(load_topic("ai-compute"), ("quantity", "statement"), DEFAULT_MODEL)


def articles(count: int) -> list[Article]:
    text = "Velden said it had bought {n},000 GPUs. Halberd denied that it had sold them."
    return [make_article(text.format(n=n), url=f"https://outlet.example/{n}") for n in range(10, 10 + count)]


def test_processes_change_nothing() -> None:
    """With two processes the same articles come in the same order, with the same claims as with one."""
    given = articles(ARTICLES + 3)
    alone, together = (list(read_all(WANTED, given, jobs=jobs)) for jobs in (1, 2))
    assert [article for article, _ in alone] == given
    assert together == alone
    assert all({claim.low for claim in cast(list[Claim], claims)} for _, claims in alone)


class Dying:
    """Workers that die whenever a certain article is among those that they are given."""

    def __init__(self, deadly: Article) -> None:
        self.deadly = deadly

    def call(self, function: Callable[..., Any], wanted: Wanted, given: list[Article]) -> Any:
        if self.deadly in given:
            raise ReadError("made its parser die.", kind="parser_died")
        return function(wanted, given)

    def map(self, function: Callable[..., Any], items: Iterable[list[Article]]) -> Iterator[tuple[Any, Any]]:
        for item in items:
            try:
                yield item, self.call(lambda _, given: function(given), WANTED, item)
            except ReadError as error:
                yield item, error


def test_an_article_that_ends_its_process_costs_no_other() -> None:
    """The others of its batch are read one by one; it comes with its error, in its place."""
    given = articles(3)
    found = list(read_elsewhere(WANTED, given, cast(Workers, Dying(given[1]))))
    assert [article for article, _ in found] == given
    assert [isinstance(claims, ReadError) for _, claims in found] == [False, True, False]
    assert found[0] == next(iter(read_all(WANTED, given[:1])))

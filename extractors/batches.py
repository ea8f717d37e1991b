"""Articles read a few at a time: parsed together, and forgotten together, so that memory stays flat.

for batch in batches(articles):
    claims = read_batch(batch, nlp, Extractor(topic))   # those of each article
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import nullcontext
from typing import TYPE_CHECKING, Protocol

from db.records import Article, Claim
from extractors.collector import uncollected

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

ARTICLES = 32  # of a batch
CHARACTERS = 400_000  # of a batch, unless one article has more
VOCABULARY = 30_000  # words
PARTS = {
    "tok2vec": {"batch_size": 8},  # its matrices should fit the processor's cache
    "parser": {"batch_size": 8 * ARTICLES},  # it steps through a quarter of these documents at a time
}


class Reader(Protocol):
    """Who reads claims of parsed articles (claims.py)."""

    def worth_parsing(self, text: str) -> bool:
        """Whether a text can hold what is looked for."""

    def read(self, article: Article, title: Doc | None, text: Doc) -> list[Claim]:
        """The claims of an article's title and text."""


def batches(articles: Iterable[Article]) -> Iterator[list[Article]]:
    """The articles in their order, as many at a time as are read together: few where they are long."""
    batch: list[Article] = []
    size = 0
    for article in articles:
        if batch and (len(batch) == ARTICLES or size + len(article.text) > CHARACTERS):
            yield batch
            batch, size = [], 0
        batch.append(article)
        size += len(article.text)
    if batch:
        yield batch


def read_batch(articles: Sequence[Article], nlp: Language, reader: Reader) -> list[list[Claim]]:
    """The claims of each of a few articles, which are parsed together.

    A pipeline remembers each word that it meets; past a number of them it forgets those of the batch.
    """
    parts = [text for article in articles for text in (article.title or "", article.text)]
    worth = [text if reader.worth_parsing(text) else "" for text in parts]
    zone = nlp.memory_zone() if len(nlp.vocab) > VOCABULARY else nullcontext()
    with zone, uncollected():
        docs = nlp.pipe(worth, batch_size=len(worth), component_cfg=PARTS)
        return [_read_and_let_go(article, next(docs), next(docs), reader) for article in articles]


def _read_and_let_go(article: Article, title: Doc, text: Doc, reader: Reader) -> list[Claim]:
    for doc, words in ((title, article.title), (text, article.text)):
        if len(doc):
            doc.user_data["crossclaim_text"] = words  # a Doc spells what it was made of, at some cost
    claims = reader.read(article, title if len(title) else None, text)
    for doc in (title, text):
        doc.user_data.clear()  # what is kept there holds the doc too: the two would outlive the memory zone
    return claims

"""Articles read a few at a time."""

from __future__ import annotations

import pytest
from spacy.language import Language
from spacy.tokens import Doc

from db.records import Article, Claim
from extractors.batches import ARTICLES, CHARACTERS, batches, read_batch
from tests.factories import make_article

SIZES = [
    # characters of the articles, how many of them are read together
    ([10] * (ARTICLES + 3), [ARTICLES, 3]),
    ([CHARACTERS // 2 + 1, CHARACTERS // 2, 10], [1, 2]),
    ([10, CHARACTERS * 2, 10], [1, 1, 1]),
    ([], []),
]


@pytest.mark.parametrize(("characters", "together"), SIZES)
def test_long_articles_are_read_few_at_a_time(characters: list[int], together: list[int]) -> None:
    """A batch holds so many articles or so many characters, and a longer article is one of its own; none is lost."""
    articles = [make_article("x" * size, id=str(n)) for n, size in enumerate(characters)]
    found = list(batches(articles))
    assert [len(batch) for batch in found] == together
    assert [article for batch in found for article in batch] == articles


class Noting:
    """A reader that notes what it was given, and wants only texts with a number."""

    def __init__(self) -> None:
        self.given: list[tuple[str, str | None, str]] = []

    def worth_parsing(self, text: str) -> bool:
        """Whether a digit stands in it."""
        return any(c.isdigit() for c in text)

    def read(self, article: Article, title: Doc | None, text: Doc) -> list[Claim]:
        """Nothing; what was parsed is noted."""
        self.given.append((article.id, title and title.text, text.text))
        return []


def test_only_what_is_worth_it_is_parsed(nlp: Language) -> None:
    """A title or text that cannot hold what is looked for is not parsed; every article is read all the same."""
    articles = [
        make_article("It has 9.", id="a", title="Eight"),
        make_article("None.", id="b", title="7 left"),
    ]
    reader = Noting()
    assert read_batch(articles, nlp, reader) == [[], []]
    assert reader.given == [("a", None, "It has 9."), ("b", "7 left", "")]

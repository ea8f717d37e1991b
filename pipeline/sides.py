"""One claim as one side of a comparison: its value, who says it, whose it is, and what stands around it.

A side is made once and compared often: what every rule asks is worked out here, the rest when it is asked for.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import unquote

from db.records import Article, Claim, Stance
from extractors.vocabulary import Checked
from pipeline.values import Value, value_of
from pipeline.vocabulary import shipped

_JUST_BEFORE = 40  # characters, which hold "nothing but about "
_LEAST_ENDS = ("a", "an", "about", "some")  # may stand between "just" and its number
_SENTENCE_END = re.compile(r"[.!?][\"'”’)]?\s+|\n+")


class ScopeWords(Checked):
    """Cues for what a number covers, and for what it is a count of."""

    least: tuple[str, ...]
    means: tuple[str, ...]
    sum: tuple[str, ...]
    mixed: tuple[str, ...]
    rising: tuple[str, ...]
    anonymous: tuple[str, ...]
    staff: tuple[str, ...]


@lru_cache(maxsize=1)
def scope_words() -> ScopeWords:
    return shipped(ScopeWords, "scope")


@lru_cache(maxsize=1)
def _all_it_took() -> re.Pattern[str]:
    """ "with just", "on a mere", "using only" right before the number."""
    means = "|".join(re.escape(word) for word in scope_words().means)
    return re.compile(rf"\b(?:{means})\s+(?:\w+\s+)?{_least().pattern}", re.IGNORECASE)


@lru_cache(maxsize=1)
def _least() -> re.Pattern[str]:
    """ "just", "a mere", "only some" right before the number, in lower case."""
    least = "|".join(re.escape(word.lower()) for word in scope_words().least)
    return re.compile(rf"(?:{least})\s+(?:(?:{'|'.join(_LEAST_ENDS)})\s+)?$")


@lru_cache(maxsize=1)
def _least_ends() -> tuple[str, ...]:
    """What `_least` can end in, in lower case: few texts do, and to see that takes a third of a search."""
    return (*(word.lower() for word in scope_words().least), *_LEAST_ENDS)


@dataclass(slots=True, eq=False)  # not frozen: one is made for each claim, and that costs twice as much
class Side:
    """A claim with what the rules ask of it: its value, its sentence and what it covers.

    `article` is where it stands, None where that is not at hand; what few pairs ask of it is read there.
    `marks` are its stance, and what is out of the ordinary about it.
    """

    claim: Claim
    article: Article | None
    value: Value
    context: str
    scope: str | None
    marks: frozenset[str]
    _said: str | None = None

    @property
    def said(self) -> str:
        """Quote and speaker, for the reader; put together for the claims that are shown, not for all."""
        if self._said is None:
            self._said = _said(self.claim, self.article)
        return self._said

    @property
    def paragraph(self) -> str:
        """Its paragraph and the next; its sentence alone where the text is not at hand."""
        found = _paragraph(self.claim, self.article)
        return self.claim.sentence if found is None else found[0]

    @property
    def day(self) -> str | None:
        """The day on which the article was published, or None."""
        published = self.article.published if self.article else None
        return published[:10] if published else None

    @property
    def seen(self) -> str | None:
        """When the claim first came before us: its article's first sight, else its date."""
        return (self.article.first_seen or self.article.published) if self.article else None

    @property
    def is_copy(self) -> bool:
        """Whether the article copies another."""
        return self.article is not None and self.article.copy_of is not None

    @property
    def url(self) -> str | None:
        """The address that all editions of the article share, or None."""
        return (self.article.canonical or self.article.url) if self.article else None

    @property
    def edition(self) -> int:
        """The edition of the article, from 1."""
        return self.article.edition if self.article else 1

    @property
    def includes(self) -> str | None:
        """What the thing counted is said to include ("including the base model"), or None."""
        return _includes(self.claim.item)


def side_of(claim: Claim, article: Article | None) -> Side:
    """The claim as a side; `article` gives its text and date where it is known."""
    context = _sentence(claim, article)
    scope = claim.scope or _scope(claim, context)
    marks = _marks(
        claim.stance,
        claim.kind == "statement",
        not claim.unit,
        claim.direction is not None,
        scope is not None,
        article is not None and article.edition != 1,
    )
    return Side(claim, article, value_of(claim), context, scope, marks)


@lru_cache(maxsize=512)
def _marks(
    stance: Stance, statement: bool, no_unit: bool, direction: bool, scope: bool, edition: bool
) -> frozenset[str]:
    told = {
        "statement": statement,
        "no unit": no_unit,
        "direction": direction,
        "scope": scope,
        "later edition": edition,
    }
    return frozenset([stance, *(mark for mark, holds in told.items() if holds)])


def _said(claim: Claim, article: Article | None) -> str:
    speaker = claim.source or (shown_place(article) if article else claim.article)
    if claim.source and claim.via and claim.via != claim.source:
        speaker = f"{claim.source}, through {claim.via}"
    return f"“{claim.quote}” ({speaker})"


def shown_place(article: Article) -> str:
    """Where a claim stands, for a reader: the outlet, else the title, else the file or the address."""
    if known := article.outlet or article.title:
        return known
    url = article.url
    return unquote(url.rstrip("/").rsplit("/", 1)[-1]) if url.startswith("file:") else url


def _sentence(claim: Claim, article: Article | None) -> str:
    """The sentence of a claim; read from its paragraph where the claim has no more than its quote."""
    if claim.sentence and claim.sentence != claim.quote:
        return claim.sentence
    found = _paragraph(claim, article)
    if found is None:
        return claim.sentence
    paragraph, place = found
    begins = [match.end() for match in _SENTENCE_END.finditer(paragraph, 0, place)]
    ends = _SENTENCE_END.search(paragraph, place + len(claim.quote))
    return paragraph[begins[-1] if begins else 0 : ends.end() if ends else len(paragraph)].strip()


def _paragraph(claim: Claim, article: Article | None) -> tuple[str, int] | None:
    """The paragraph of a claim with the one after it, and where the quote begins in it; None where the text is not at hand."""
    text = "" if article is None else (article.title or "") if claim.where == "title" else article.text
    if not text or text[claim.start : claim.start + len(claim.quote)] != claim.quote:
        return None
    start = text.rfind("\n\n", 0, claim.start) + 2 if "\n\n" in text[: claim.start] else 0
    end = text.find("\n\n", claim.start)
    after = text.find("\n\n", end + 2) if end >= 0 else -1
    return text[start : after if after >= 0 else len(text)], claim.start - start


@lru_cache(maxsize=65536)
def _includes(item: str | None) -> str | None:
    """What a thing counted is said to include ("including the base model"), or None."""
    match = re.search(r"\b(?:including|with|plus|and)\s+(.+)", item or "", re.IGNORECASE)
    return match.group(1) if match else None


def _scope(claim: Claim, context: str) -> str | None:
    """ "all it took" where the text says that the work was done with just so much; else None."""
    place = context.find(claim.quote)
    if place < 1:
        return None
    before = context[:place][-_JUST_BEFORE:].lower()
    if not before.rstrip().endswith(_least_ends()) or not _least().search(before):
        return None  # of nearly all claims; to look for the verb before it takes ten times as long
    return "all it took" if _all_it_took().search(context, 0, place) else None

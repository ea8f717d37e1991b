"""Who really speaks: each claim traced to the root of its chain of attribution.

Thirty outlets that quote one report are one origin, a syndicated copy is no origin of its own, and
"a person familiar" is as many origins as outlets that heard one.

    origins_of(claims, articles)["c1"].chain    # ("Daily Post", "Reuters", "SemiAnalysis")
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from db.records import Article, Claim
from pipeline.items import content_words
from pipeline.sides import scope_words

ODD_DIGITS = 4


@dataclass(frozen=True, slots=True)
class Origin:
    """The root that a claim goes back to, and the chain that leads there, from the outlet to the root.

    `known` is False where the chain ends at an outlet or document whose own text is not at hand.
    """

    name: str
    chain: tuple[str, ...]
    known: bool = True

    @property
    def key(self) -> str:
        return origin_key(self.name)


def origins_of(claims: Iterable[Claim], articles: Mapping[str, Article]) -> dict[str, Origin]:
    """The origin of each claim by its id.

    `articles` holds the articles of the claims and, where they are known, those that they copy or link to.
    """
    rows = list(claims)
    by_outlet: dict[str, list[Claim]] = {}
    by_article: dict[str, list[Claim]] = {}
    for claim in rows:
        by_article.setdefault(claim.article, []).append(claim)
        if (article := articles.get(claim.article)) and article.outlet:
            by_outlet.setdefault(origin_key(article.outlet), []).append(claim)
    found: dict[str, Origin] = {}
    for claim in rows:
        _trace(claim, articles, by_outlet, by_article, found, ())
    _join_odd_figures(rows, articles, found)
    return found


def _join_odd_figures(
    claims: Iterable[Claim], articles: Mapping[str, Article], found: dict[str, Origin]
) -> None:
    """An odd exact figure that a text gives without a source goes back to whoever is named for it first.

    Nobody counts 2,048 of a thing or sums up 5.576 million twice over by chance; a round figure can be.
    """
    alike: dict[tuple[float, float, str | None], list[Claim]] = {}
    for claim in claims:
        if claim.low is not None and claim.high is not None and _is_odd(claim.low) and _is_odd(claim.high):
            alike.setdefault((claim.low, claim.high, claim.unit), []).append(claim)
    for same in alike.values():
        first = min(
            same, key=lambda claim: (_published(claim, articles)[:10], claim.source is None, claim.id)
        )
        for claim in same:
            if claim.source is None and found[claim.id].key != found[first.id].key:
                origin = found[first.id]
                outlet = found[claim.id].chain[0]
                found[claim.id] = Origin(origin.name, _joined(outlet, origin.chain), origin.known)


def _is_odd(number: float) -> bool:
    """Whether a number has four significant digits or more."""
    return len(f"{number:.10g}".replace(".", "").split("e")[0].strip("0")) >= ODD_DIGITS


def _trace(
    claim: Claim,
    articles: Mapping[str, Article],
    by_outlet: Mapping[str, list[Claim]],
    by_article: Mapping[str, list[Claim]],
    found: dict[str, Origin],
    path: tuple[str, ...],
) -> Origin:
    """The origin of one claim; `path` holds the claims already followed, so that a circle ends."""
    if claim.id in found:
        return found[claim.id]
    article = articles.get(claim.article)
    outlet = (article.outlet if article else None) or claim.article
    original = _original(claim, article, articles, by_outlet, by_article)
    if original is not None and original.id not in path:
        further = _trace(original, articles, by_outlet, by_article, found, (*path, claim.id))
        origin = Origin(further.name, _joined(outlet, further.chain), further.known)
    else:
        origin = _spoken(claim, article, articles, outlet)
    found[claim.id] = origin
    return origin


def _original(
    claim: Claim,
    article: Article | None,
    articles: Mapping[str, Article],
    by_outlet: Mapping[str, list[Claim]],
    by_article: Mapping[str, list[Claim]],
) -> Claim | None:
    """The claim that this one repeats: of the article it copies, of the outlet it quotes, of a linked text."""
    if article is None:
        return None
    if article.copy_of:
        return _same(claim, by_article.get(article.copy_of, ()), articles)
    for name in (claim.source, claim.via):
        if name and (there := by_outlet.get(origin_key(name))):
            others = [other for other in there if other.article != claim.article]
            if same := _same(claim, others, articles):
                return same
    if claim.source is None and article.links:
        linked = [
            other
            for other in articles.values()
            if other.id != article.id and (other.url in article.links or other.canonical in article.links)
        ]
        for other in linked:
            if same := _same(claim, by_article.get(other.id, ()), articles):
                return same
    return None


def _same(claim: Claim, others: Iterable[Claim], articles: Mapping[str, Article]) -> Claim | None:
    """The earliest of `others` that gives the same value, not published after the claim; None if none does."""
    alike = [
        (_published(other, articles), other.id, other)
        for other in others
        if (other.low, other.high, other.unit) == (claim.low, claim.high, claim.unit)
        and _published(other, articles)[:10] <= (_published(claim, articles)[:10] or "9999")
    ]
    return min(alike)[2] if alike else None


def _published(claim: Claim, articles: Mapping[str, Article]) -> str:
    article = articles.get(claim.article)
    return (article.published or article.first_seen or "") if article else ""


def _spoken(claim: Claim, article: Article | None, articles: Mapping[str, Article], outlet: str) -> Origin:
    """The origin by what the sentence says: its source, or what the source spoke through, or the outlet."""
    if article is not None and article.copy_of:
        original = articles.get(article.copy_of)
        if claim.source is None:
            name = (original.outlet if original else None) or article.copy_of
            return Origin(name, _joined(outlet, (name,)), original is not None)
    if claim.source is None:
        return Origin(outlet, (outlet,))
    if is_anonymous(claim.source):
        heard_by = claim.via or outlet
        name = f"{claim.source} ({heard_by})"
        return Origin(name, _joined(outlet, _joined(heard_by, (name,))), claim.via is None)
    name = without_role(claim.source)
    chain = (name,) if claim.via is None else _joined(claim.via, (name,))
    return Origin(name, _joined(outlet, chain), True)


def _joined(first: str, rest: tuple[str, ...]) -> tuple[str, ...]:
    return rest if rest and origin_key(first) == origin_key(rest[0]) else (first, *rest)


@lru_cache(maxsize=65536)
def origin_key(name: str) -> str:
    """What two spellings of one origin have in common: no article, no case, no possessive."""
    words = name.replace("’", "'").removesuffix("'s").casefold().split()
    return " ".join(words[1:] if len(words) > 1 and words[0] in ("the", "a", "an") else words)


@lru_cache(maxsize=65536)
def is_anonymous(source: str) -> bool:
    """Whether a source has no name: "officials", "a person familiar with the matter"."""
    if any(word[:1].isupper() for word in source.split()[1:]) or source[:1].isupper():
        return False
    return bool(content_words(source) & _stems(scope_words().anonymous))


@lru_cache(maxsize=65536)
def without_role(source: str) -> str:
    """The firm or office that a role speaks for ("DeepSeek CEO" → "DeepSeek"); else the source as it is."""
    lower = source.casefold()
    for role in sorted(scope_words().staff, key=len, reverse=True):
        if lower.endswith(" " + role.casefold()):
            return source[: -len(role) - 1].removesuffix("'s").removesuffix("’s").strip() or source
    return source


@lru_cache(maxsize=4)
def _stems(words: tuple[str, ...]) -> frozenset[str]:
    return frozenset().union(*(content_words(word) for word in words))

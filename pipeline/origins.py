"""Who really speaks: each claim traced to the root of its chain of attribution.

Thirty outlets that quote one report are one origin, a syndicated copy is no origin of its own, and
"a person familiar" is as many origins as outlets that heard one.

    origins_of(claims, articles)["c1"].chain    # ("Daily Post", "Reuters", "SemiAnalysis")
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice

from db.records import Article, Claim
from pipeline.items import content_words
from pipeline.sides import scope_words
from pipeline.slips import digits_of

ODD_DIGITS = 4
Amount = tuple[float | None, float | None, str | None]


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


@dataclass(frozen=True, slots=True)
class _Known:
    """The claims of a question by where they stand, so that what one of them repeats is looked up, not searched for.

    `by_article` has them by their articles (nothing where no article copies another or links to one);
    `by_outlet` has those of the outlets that claims quote, by their numbers, the earliest first;
    `by_address` the articles' places among all, with their ids, by either of their addresses (nothing where
    no article links to another).
    """

    articles: Mapping[str, Article]
    by_article: Mapping[str, Sequence[Claim]]
    by_outlet: Mapping[str, Mapping[Amount, Sequence[Claim]]]
    by_address: Mapping[str | None, Sequence[tuple[int, str]]]


def origins_of(claims: Iterable[Claim], articles: Mapping[str, Article]) -> dict[str, Origin]:
    """The origin of each claim by its id.

    `articles` holds the articles of the claims and, where they are known, those that they copy or link to.
    """
    rows = list(claims)
    known = _known(rows, articles)
    found: dict[str, Origin] = {}
    for claim in rows:
        _trace(claim, known, found, ())
    _join_odd_figures(rows, articles, found)
    return found


def _known(claims: Sequence[Claim], articles: Mapping[str, Article]) -> _Known:
    by_article: dict[str, list[Claim]] = {}
    by_outlet: dict[str, dict[Amount, list[Claim]]] = {}
    by_address: dict[str | None, list[tuple[int, str]]] = {}
    quoted = {origin_key(name) for claim in claims for name in (claim.source, claim.via) if name}
    leading = [article for article in articles.values() if article.links or article.copy_of]
    for claim in claims if leading else ():
        by_article.setdefault(claim.article, []).append(claim)
    for claim in claims if quoted else ():
        article = articles.get(claim.article)
        if article and article.outlet and (outlet := origin_key(article.outlet)) in quoted:
            by_outlet.setdefault(outlet, {}).setdefault(_amount(claim), []).append(claim)
    for same in by_outlet.values():
        for told in same.values():
            told.sort(key=lambda claim: (_published(claim, articles), claim.id))
    if any(article.links for article in leading):
        for place, article in enumerate(articles.values()):
            by_address.setdefault(article.url, []).append((place, article.id))
            by_address.setdefault(article.canonical, []).append((place, article.id))
    return _Known(articles, by_article, by_outlet, by_address)


def _amount(claim: Claim) -> Amount:
    return claim.low, claim.high, claim.unit


def _join_odd_figures(
    claims: Iterable[Claim], articles: Mapping[str, Article], found: dict[str, Origin]
) -> None:
    """An odd exact figure that a text gives without a source goes back to whoever is named for it first.

    Nobody counts 2,048 of a thing or sums up 5.576 million twice over by chance; a round figure can be.
    """
    alike: dict[Amount, list[Claim]] = {}
    for claim in claims:
        alike.setdefault(_amount(claim), []).append(claim)
    for (low, high, _), same in alike.items():
        if len(same) < 2 or low is None or high is None or not (_is_odd(low) and _is_odd(high)):
            continue
        *_, first = min(
            [(_published(claim, articles)[:10], claim.source is None, claim.id) for claim in same]
        )
        origin = found[first]
        for claim in same:
            if claim.source is None and found[claim.id].key != origin.key:
                outlet = found[claim.id].chain[0]
                found[claim.id] = Origin(origin.name, _joined(outlet, origin.chain), origin.known)


def _is_odd(number: float) -> bool:
    """Whether a number has four significant digits or more."""
    return len(digits_of(number)) >= ODD_DIGITS


def _trace(claim: Claim, known: _Known, found: dict[str, Origin], path: tuple[str, ...]) -> Origin:
    """The origin of one claim; `path` holds the claims already followed, so that a circle ends."""
    if claim.id in found:
        return found[claim.id]
    article = known.articles.get(claim.article)
    outlet = (article.outlet if article else None) or claim.article
    original = _original(claim, article, known)
    if original is not None and original.id not in path:
        further = _trace(original, known, found, (*path, claim.id))
        origin = Origin(further.name, _joined(outlet, further.chain), further.known)
    else:
        origin = _spoken(claim, article, known.articles, outlet)
    found[claim.id] = origin
    return origin


def _original(claim: Claim, article: Article | None, known: _Known) -> Claim | None:
    """The claim that this one repeats: of the article it copies, of the outlet it quotes, of a linked text."""
    if article is None:
        return None
    if article.copy_of:
        return _same(claim, known.by_article.get(article.copy_of, ()), known.articles)
    for name in (claim.source, claim.via):
        if name and (outlet := known.by_outlet.get(origin_key(name))):
            there = outlet.get(_amount(claim), ())
            elsewhere = islice((other for other in there if other.article != claim.article), 1)
            if same := _same(claim, elsewhere, known.articles):
                return same
    if claim.source is None and article.links:
        linked = {at for address in article.links for at in known.by_address.get(address, ())}
        for _, other in sorted(linked):
            if other != article.id and (
                same := _same(claim, known.by_article.get(other, ()), known.articles)
            ):
                return same
    return None


def _same(claim: Claim, others: Iterable[Claim], articles: Mapping[str, Article]) -> Claim | None:
    """The earliest of `others` that gives the same value, not published after the claim; None if none does."""
    alike = [
        (_published(other, articles), other.id, other) for other in others if _amount(other) == _amount(claim)
    ]
    last = _published(claim, articles)[:10] or "9999"
    first = min(alike, default=None)
    return first[2] if first and first[0][:10] <= last else None


def _published(claim: Claim, articles: Mapping[str, Article]) -> str:
    article = articles.get(claim.article)
    return (article.published or article.first_seen or "") if article else ""


def _spoken(claim: Claim, article: Article | None, articles: Mapping[str, Article], outlet: str) -> Origin:
    """The origin by what the sentence says: its source, or what the source spoke through, or the outlet."""
    if article is not None and article.copy_of and claim.source is None:
        original = articles.get(article.copy_of)
        name = (original.outlet if original else None) or article.copy_of
        return Origin(name, _joined(outlet, (name,)), original is not None)
    return _told(outlet, claim.source, claim.via)


@lru_cache(maxsize=65536)
def _told(outlet: str, source: str | None, via: str | None) -> Origin:
    """The origin of what an outlet tells by a source, itself or through another: an outlet has few, and names them often."""
    if source is None:
        return Origin(outlet, (outlet,))
    if is_anonymous(source):
        heard_by = via or outlet
        name = f"{source} ({heard_by})"
        return Origin(name, _joined(outlet, _joined(heard_by, (name,))), via is None)
    name = without_role(source)
    chain = (name,) if via is None else _joined(via, (name,))
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

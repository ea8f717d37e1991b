"""Search over claims and articles by SQLite's full-text index, what was found marked."""

from __future__ import annotations

from typing import Any

from markupsafe import Markup, escape

from browse.marks import sentence_with_quote
from browse.reading import Reader
from db import views
from db.search import match_expression

CLAIMS, ARTICLES = 30, 20
LONGEST = 200  # characters of a query that are looked for, up to the end of a word
RANKED = 2000  # up to so many matches are ranked; of more the newest are shown


def search_page(reader: Reader, asked: str) -> dict[str, Any]:
    """Claims and articles that hold all words of what is asked, of its first words where it is long; none where it holds no word."""
    query = _shortened(asked.strip())
    told = {"query": query, "shortened": query != asked.strip()}
    match = match_expression(query)
    if not match:
        return {**told, "claims": [], "articles": [], "newest": False}
    orders = [_order(reader, table, match) for table in ("claims_fts", "articles_fts")]
    claims = reader.all(views.SEARCH_CLAIMS.format(order=orders[0]), query=match, limit=CLAIMS)
    articles = reader.all(views.SEARCH_ARTICLES.format(order=orders[1]), query=match, limit=ARTICLES)
    for claim in claims:
        claim["marked"] = sentence_with_quote(claim)
    for article in articles:
        article["marked"] = found_words(article["snippet"])
    return {**told, "claims": claims, "articles": articles, "newest": views.NEWEST in orders}


def _shortened(query: str) -> str:
    if len(query) <= LONGEST:
        return query
    return query[: LONGEST + 1].rsplit(None, 1)[0][:LONGEST]


def _order(reader: Reader, table: str, match: str) -> str:
    """Best first where there are few enough matches to rank them, else newest first."""
    counted = reader.one(views.MATCHES.format(table=table), query=match, limit=RANKED + 1)
    return views.NEWEST if counted and counted["matches"] > RANKED else views.BEST


def found_words(snippet: str) -> Markup:
    """A snippet with what SQLite found (between the characters 2 and 3) in `<mark>`, all else escaped."""
    marked = str(escape(snippet)).replace("\x02", "<mark>").replace("\x03", "</mark>")
    return Markup(marked)  # noqa: S704 - escaped one line above

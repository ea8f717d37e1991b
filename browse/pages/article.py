"""The page of one article: its text with every claim marked, each claim's card beside its paragraph."""

from __future__ import annotations

import json
from typing import Any

from browse.marks import MOST_PARAGRAPHS, Span, changed_paragraphs, marked_text, paragraphs
from browse.reading import Reader, Row
from browse.values import said_text
from db import views

CLAIMS, COPIES, CHANGES = 400, 50, 200  # shown on one page; what is beyond is counted
HUES = 6  # colours for questions; from the seventh on they come round again


def article_page(reader: Reader, id: str) -> dict[str, Any] | None:
    """All that the template shows of one edition of an article; None where no article has this id."""
    article = _article(reader, id)
    if article is None:
        return None
    claims = reader.all(views.CLAIMS_OF_ARTICLE, article=id, limit=CLAIMS)
    _colour(claims)
    spans = {where: [_span(c) for c in claims if c["where"] == where] for where in ("title", "text")}
    in_text = [claim for claim in claims if claim["where"] == "text"]
    editions = reader.all(views.EDITIONS, url=article["url"])
    return {
        "article": {**article, "authors": json.loads(article["authors"])},
        "title": marked_text(article["title"] or article["url"], spans["title"]),
        "title_claims": [claim for claim in claims if claim["where"] == "title"],
        "body": _passages(article["text"], in_text, spans["text"]),
        "count": reader.all(views.CLAIM_COUNT_OF_ARTICLE, article=id)[0]["claims"],
        "shown": len(claims),
        "editions": editions,
        **_before(reader, article, editions),
        "original": reader.one(views.ARTICLE, id=article["copy_of"]) if article["copy_of"] else None,
        "copies": reader.all(views.COPIES, id=id, limit=COPIES),
        "most_copies": COPIES,
        "fetched": _fetched(reader, article),
    }


def _article(reader: Reader, id: str) -> Row | None:
    """The edition with its whole text, which may be kept as a delta against the next one."""
    article = reader.one(views.ARTICLE, id=id)
    return {**article, "text": article["text"] or reader.text_of(id)} if article else None


def _passages(text: str, claims: list[Row], spans: list[Span]) -> list[Row]:
    """The paragraphs with their claims; where a published database left the text out, the claims' sentences."""
    sentences = {claim["sentence_start"]: claim["sentence"] for claim in claims}
    parts = paragraphs(text) if text else sorted(sentences.items())
    return [
        {
            "text": marked_text(part, spans, start),
            "claims": [claim for claim in claims if start <= claim["start"] < start + len(part)],
        }
        for start, part in parts
    ]


def _colour(claims: list[Row]) -> None:
    """Gives each claim its number, its value in words and the colour of its question."""
    hues: dict[str, int] = {}
    for number, claim in enumerate(claims, 1):
        key = claim["question"] or claim["id"]
        hues.setdefault(key, len(hues) % HUES)
        claim["number"], claim["hue"] = number, hues[key]
        claim["value"] = said_text(claim)


def _span(claim: Row) -> Span:
    subject = f"{claim['subject']}, " if claim["subject"] else ""
    what = "" if claim["kind"] == "statement" else f"{claim['metric'].replace('_', ' ')}: "
    hint = f"{subject}{what}{claim['value']} ({claim['stance'].replace('_', ' ')})"
    return Span(claim["start"], claim["end"], claim["id"], claim["hue"], hint)


def _before(reader: Reader, article: Row, editions: list[Row]) -> dict[str, Any]:
    """The edition before this one and the paragraphs in which they differ."""
    earlier = [edition for edition in editions if edition["edition"] < article["edition"]]
    if not earlier:
        return {"before": None, "changes": [], "more_changes": False}
    before = _article(reader, earlier[-1]["id"])
    assert before is not None
    changes = changed_paragraphs(before["title"] or "", article["title"] or "")
    changes += changed_paragraphs(before["text"], article["text"])
    longest = max(text.count("\n\n") for text in (before["text"], article["text"]))
    more = len(changes) > CHANGES or longest >= MOST_PARAGRAPHS
    return {"before": before, "changes": changes[:CHANGES], "more_changes": more}


def _fetched(reader: Reader, article: Row) -> Row | None:
    page = reader.one(views.PAGE, id=article["page"]) if article["page"] else None
    return {**page, "hops": json.loads(page["hops"])} if page else None

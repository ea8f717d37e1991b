"""The pages of a subject, a source and an outlet: what is said, by whom, how often. Counts only, no scores."""

from __future__ import annotations

from typing import Any

from browse.pages.counts import once_a_run
from browse.reading import Reader
from browse.values import said_text
from db import views

# Shown on one page; where there are more, the page says so.
QUESTIONS, CLAIMS, ARTICLES, SOURCES, OUTLETS, FEEDS = 100, 150, 100, 20, 500, 500


def subject_page(reader: Reader, name: str) -> dict[str, Any] | None:
    """The questions about a subject and who is quoted on it; None where nothing is said of it."""
    questions = reader.all(views.QUESTIONS_OF_SUBJECT, subject=name, limit=QUESTIONS)
    sources = reader.all(views.SOURCES_ON_SUBJECT, subject=name, limit=SOURCES)
    if not questions and not sources:
        return None
    return {
        "name": name,
        "questions": questions,
        "sources": sources,
        "cut": len(questions) == QUESTIONS,
        "most_sources": SOURCES,
    }


def source_page(reader: Reader, name: str) -> dict[str, Any] | None:
    """What a source claimed, newest first, and which of it is disputed; None where it claimed nothing."""
    counts = reader.one(views.COUNTS_OF_SOURCE, source=name)
    if counts is None or not counts["claims"]:
        return None
    claims = reader.all(views.CLAIMS_OF_SOURCE, source=name, limit=CLAIMS)
    for claim in claims:
        claim["value"] = said_text(claim)
    disputed = sum(bool(claim["disputed"]) for claim in claims)
    return {"name": name, "counts": counts, "claims": claims, "disputed": disputed, "limit": CLAIMS}


def outlet_page(reader: Reader, name: str) -> dict[str, Any] | None:
    """An outlet's articles, how many are copies and how many were copied; None where it has none."""
    counts = reader.one(views.COUNTS_OF_OUTLET, outlet=name)
    if counts is None or not counts["articles"]:
        return None
    articles = reader.all(views.ARTICLES_OF_OUTLET, outlet=name, limit=ARTICLES)
    return {"name": name, "counts": counts, "articles": articles}


def sources_page(reader: Reader) -> dict[str, Any]:
    """The outlets read, with their counts, and the feeds polled."""
    outlets = once_a_run(reader, "outlets", lambda: reader.all(views.OUTLETS, limit=OUTLETS))
    return {
        "outlets": outlets,
        "most_outlets": OUTLETS,
        "feeds": reader.all(views.FEEDS, limit=FEEDS),
        "most_feeds": FEEDS,
    }

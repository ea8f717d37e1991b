"""Addresses of the pages, made in one place so that they stay the same for ever.

question_path("3f2a…")  ->  "/-/question/3f2a…"
"""

from __future__ import annotations

from urllib.parse import urlencode, urlsplit

from datasette.utils import tilde_encode

from db import parquet

# Path and label of the pages that every header leads to.
SITE_PAGES = (
    ("/-/conflicts", "Conflicts"),
    ("/-/sources", "Sources"),
    ("/-/method", "Method"),
    ("/-/status", "Status"),
)


def question_path(id: str) -> str:
    return f"/-/question/{tilde_encode(id)}"


def article_path(id: str, claim: str | None = None) -> str:
    """The page of an article, at the card of one of its claims where that is given."""
    return f"/-/article/{tilde_encode(id)}" + (f"#c-{claim}" if claim else "")


def pair_path(id: str) -> str:
    """The page of two answers side by side, by the id of their relation."""
    return f"/-/pair/{tilde_encode(id)}"


def named_path(kind: str, name: str) -> str:
    """The page of a subject, source or outlet (`kind`) by its name."""
    return f"/-/{kind}/{tilde_encode(name)}"


def export_path(what: str, form: str, **filters: str | None) -> str:
    """The download of a whole set: `what` is claims, conflicts …; `form` and its options as in `download_forms`."""
    query = urlencode({key: value for key, value in filters.items() if value})
    return f"/-/export/{what}.{form}" + (f"?{query}" if query else "")


def download_forms() -> list[tuple[str, str, dict[str, str]]]:
    """The forms in which this site gives whole sets, what a link to each says, and the options in its address."""
    forms: list[tuple[str, str, dict[str, str]]] = [
        ("csv", "CSV", {}),
        ("csv", "CSV for Excel", {"excel": "1"}),
        ("jsonl", "JSON lines", {}),
        ("zip", "CSV with datapackage.json", {}),
    ]
    return [*forms, ("parquet", "Parquet", {})] if parquet.readable() else forms


def outside(url: str | None) -> str | None:
    """The URL if it leads to the web by http or https with a host; None for anything that could run or fool."""
    if not url or any(ord(char) < 33 for char in url):
        return None
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    return url if parts.scheme in ("http", "https") and parts.hostname else None


def conflicts_path(**filters: str | int | None) -> str:
    """The list of conflicts under filters (topic, subject, metric, state), an order and a page."""
    query = urlencode({key: value for key, value in filters.items() if value})
    return "/-/conflicts" + (f"?{query}" if query else "")


def review_path(target: str, key: str) -> str:
    """The form for a review of a claim or a relation."""
    return f"/-/review?{urlencode({'target': target, 'key': key})}"

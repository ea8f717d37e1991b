"""Counts over the whole database, made once after each run: they cost more than all the rest of a page.

outlets = once_a_run(reader, "outlets", lambda: reader.all(views.OUTLETS, limit=500))
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar, cast

from browse.reading import Reader, Row
from db import views

Counted = TypeVar("Counted")
_counted: dict[tuple[str, str], tuple[str, object]] = {}


def once_a_run(reader: Reader, name: str, count: Callable[[], Counted]) -> Counted:
    """What `count` gives, kept for this database file until another run has finished.

    What `crossclaim add` brings in between is counted with the next run. Without a finished run it is
    counted each time.
    """
    run = reader.one(views.LAST_RUN)
    if run is None or not run["finished_at"]:
        return count()
    key, state = (reader.path, name), f"{run['id']} {run['finished_at']}"
    if _counted.get(key, ("", None))[0] != state:
        _counted[key] = (state, count())
    return cast(Counted, _counted[key][1])


def totals(reader: Reader) -> Row:
    """How many articles, claims, questions and conflicts there are; disputes as they are now, since reviews settle them."""
    counted = once_a_run(reader, "totals", lambda: reader.all(views.TOTALS))
    return {**counted[0], **reader.all(views.DISPUTES)[0]}

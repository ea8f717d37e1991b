"""The page of an address that leads nowhere any more: what stood there, since when it is gone, what became of it."""

from __future__ import annotations

from typing import Any

from browse.reading import Reader
from db import views


def gone_page(reader: Reader, kind: str, key: str) -> dict[str, Any]:
    """What is known of a claim, question or article that has no page: `was` is None where it never had one.

    Of a claim whose passage is read otherwise `claims` are those that are read there now; of a question
    without claims `questions` are those that its claims answer now.
    """
    was = reader.one(views.GONE, id=key, kind=kind)
    context: dict[str, Any] = {"kind": kind, "key": key, "was": was, "claims": [], "questions": []}
    if was is None or was["reason"] == "taken_down":
        return context
    if kind == "claim":
        place = {name: was[name] for name in ("article", "where", "start", "end")}
        context["claims"] = reader.all(views.READ_NOW, **place)
    if kind == "question":
        context["questions"] = reader.all(views.ANSWERED_NOW, id=key)
    return context

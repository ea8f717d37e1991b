"""What an address asks for, read strictly: what cannot be is an answer 400 that says what can, and not left out in silence.

asked(request, views.CONFLICT_FILTERS)      # {"topic": "ai-compute", "state": "new"}
page_number(request)                        # 1 where the address says none
"""

from __future__ import annotations

import re
from collections.abc import Collection
from datetime import date
from typing import Any, get_args

from datasette.utils.asgi import BadRequest

from db.records import ConflictState

PAGES = 9999
FLAGS = {"1": True, "0": False}
STATES: tuple[str, ...] = get_args(ConflictState)


def asked(request: Any, names: Collection[str]) -> dict[str, str]:
    """The filters of these names that the address sets; BadRequest for a value that one of them cannot have.

    `in_conflict` is 1 (a filter) or 0 (none), `since` a day, `state` that of a conflict; the others are matched
    as they stand.
    """
    values = {name: value for name in names if (value := _one(request, name))}
    if "since" in values:
        _check_day(values["since"])
    if "state" in values:
        _check_choice("state", values["state"], STATES)
    if "in_conflict" in values and not flag(request, "in_conflict"):
        del values["in_conflict"]
    return values


def strangers(request: Any, names: Collection[str]) -> list[str]:
    """The parameters of the address that are none of these names."""
    return sorted(set(request.args) - set(names))


def refuse_strangers(
    request: Any, what: str, filters: Collection[str], besides: Collection[str] = ()
) -> None:
    """BadRequest for parameters that are no filter of `what`: whoever mistypes one gets no whole set for it."""
    if unknown := strangers(request, {*filters, *besides}):
        known = ", ".join(sorted(filters))
        raise BadRequest(f"{what} cannot be filtered by {', '.join(unknown)}. Filters: {known}.")


def flag(request: Any, name: str) -> bool:
    """Whether a parameter is 1; BadRequest where it is neither 1 nor 0."""
    value = _one(request, name) or "0"
    if value not in FLAGS:
        raise BadRequest(f"{name}={value} says neither yes nor no: write {name}=1, or leave it out.")
    return FLAGS[value]


def choice(request: Any, name: str, known: Collection[str], *, default: str) -> str:
    """One of the values that a parameter can have; BadRequest for any other."""
    value = _one(request, name) or default
    _check_choice(name, value, known)
    return value


def page_number(request: Any) -> int:
    """The page of a list, counted from 1; BadRequest for what is none."""
    value = _one(request, "page") or "1"
    if not re.fullmatch(r"[1-9][0-9]{0,3}", value):
        raise BadRequest(f"page={value:.40} is no page: they are counted from 1 to {PAGES}.")
    return int(value)


def _one(request: Any, name: str) -> str | None:
    values = set(request.args.getlist(name))
    if len(values) > 1:
        raise BadRequest(f"{name} stands in the address twice; leave one of them out.")
    return next(iter(values), None)


def _check_choice(name: str, value: str, known: Collection[str]) -> None:
    if value not in known:
        raise BadRequest(f"{name}={value:.40} is not there: it can be {', '.join(known)}.")


def _check_day(text: str) -> None:
    try:
        day = date.fromisoformat(text).isoformat()
    except ValueError:
        day = ""
    if day != text:
        raise BadRequest(f"since={text:.40} is no day. Write it as 2025-01-31.")

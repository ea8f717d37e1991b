"""Findings that a spaCy Doc carries as plain data: to disk, to another process, through a pickle.

carry("quantities", Quantity)                       # doc._.quantities, [] until somebody puts some there
put(doc, "quantities", find_quantities(doc))
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import fields
from functools import partial
from typing import Any

from spacy.tokens import Doc

KEPT = "crossclaim_found_"  # keys of what is carried; the others hold what was worked out on the way


def carry(name: str, kind: Callable[..., Any]) -> None:
    """Gives every Doc the extension `doc._.name`: the list of dataclass values of this kind that it carries.

    ValueError where another program has set an extension of that name, which would show its values in place of ours.
    """
    if not Doc.has_extension(name):
        Doc.set_extension(name, getter=partial(_carried, name=name, kind=kind))
    elif getattr(getattr(Doc.get_extension(name)[2], "func", None), "__module__", None) != __name__:
        raise ValueError(
            f"doc._.{name} is another program's: call Doc.remove_extension({name!r}) before crossclaim's component is added."
        )


def put(doc: Doc, name: str, found: Iterable[Any]) -> None:
    """Puts the values on the Doc, and lets go of what was worked out for them, which no Doc can be written with."""
    rows = [{field.name: getattr(one, field.name) for field in fields(one)} for one in found]
    for key in [key for key in doc.user_data if isinstance(key, str) and _is_worked_out(key)]:
        del doc.user_data[key]
    doc.user_data[f"{KEPT}{name}"] = rows


def _is_worked_out(key: str) -> bool:
    return key.startswith("crossclaim_") and not key.startswith(KEPT)


def _carried(doc: Doc, *, name: str, kind: Callable[..., Any]) -> list[Any]:
    rows: list[dict[str, Any]] = doc.user_data.get(f"{KEPT}{name}", [])
    return [kind(**{key: _frozen(value) for key, value in row.items()}) for row in rows]


def _frozen(value: Any) -> Any:
    """Lists as the tuples that they were before they were written."""
    return tuple(map(_frozen, value)) if isinstance(value, list) else value

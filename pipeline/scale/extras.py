"""Packages that only backfills need: asked for by name, so that a missing one is a sentence with the way out."""

from __future__ import annotations

import importlib
from typing import Any

from db.errors import InputError


def needed(module: str, what: str) -> Any:
    """The module; InputError with the way out where it is not installed. `what` is what needs it."""
    try:
        return importlib.import_module(module)
    except ImportError as error:
        package = module.partition(".")[0]
        raise InputError(
            f"needs the package {package}.",
            subject=what,
            remedy="Install it with `pip install 'crossclaim[scale]'`.",
        ) from error

"""The error tree: every failure that a user can meet, each with its subject and the way out.

One base, so that the command line can turn any expected failure into one plain sentence and let
everything else end with a traceback. It lives in `db`, the lowest package, since all of them raise.
"""

from __future__ import annotations

from typing import Literal

Stage = Literal["feed", "fetch", "read", "extract", "compare", "store", "settings", "topic", "notify"]


class CrossclaimError(Exception):
    """An expected failure.

    `subject` is the file, line or URL at fault; `remedy` says what to do next. Both are part of
    `str()`, so a caller need only print the error. `others` are what else is wrong with the same thing,
    where that was found in one go.
    """

    exit_code = 2

    def __init__(self, message: str, *, subject: str = "", remedy: str = "") -> None:
        self.message, self.subject, self.remedy = message, subject, remedy
        self.others: tuple[CrossclaimError, ...] = ()
        super().__init__(message)

    def __str__(self) -> str:
        place = f"{self.subject}: " if self.subject else ""
        way_out = f" {self.remedy}" if self.remedy else ""
        return f"{place}{self.message}{way_out}"


class TopicError(CrossclaimError):
    """A topic file or vocabulary that does not fit its schema; the subject is `file:line: key`."""

    line = 0


class SettingsError(CrossclaimError):
    """A settings file that cannot be used."""


class InputError(CrossclaimError):
    """A file, line or URL that a user named and that cannot be read."""


class StoreError(CrossclaimError):
    """A database that cannot be opened, is newer than this program, read-only, full or locked."""


class FetchError(CrossclaimError):
    """A URL that gave no usable answer; `kind` is the short name that problems are counted by."""

    def __init__(
        self, message: str, *, subject: str = "", remedy: str = "", kind: str = "fetch_failed"
    ) -> None:
        self.kind = kind
        super().__init__(message, subject=subject, remedy=remedy)


class ReadError(CrossclaimError):
    """A feed or page that was fetched but holds nothing to read; `kind` as in FetchError."""

    def __init__(
        self, message: str, *, subject: str = "", remedy: str = "", kind: str = "unreadable"
    ) -> None:
        self.kind = kind
        super().__init__(message, subject=subject, remedy=remedy)


class LockedError(CrossclaimError):
    """Another run holds the lock; the message names its pid and start time."""

"""Who may sign in to review: names and hashes of passwords, in a file of its own beside the database.

accounts = Accounts.beside(Path("crossclaim.db"))     # crossclaim.reviewers.json
accounts.give("Ann Lee", "pbkdf2_sha256$…")
"""

from __future__ import annotations

import json
import os
import secrets
import tempfile
from pathlib import Path
from typing import Any

from db.errors import StoreError

SHORTEST = 10  # letters of a password


class Accounts:
    """The file of accounts, readable for its owner alone. It is read anew each time, so that a change holds at once."""

    def __init__(self, path: Path) -> None:
        self.path = path

    @classmethod
    def beside(cls, database: Path) -> Accounts:
        """The accounts of a database: `crossclaim.reviewers.json` for `crossclaim.db`."""
        return cls(database.with_name(f"{database.stem}.reviewers.json"))

    @property
    def hashes(self) -> dict[str, str]:
        """The hash of each person's password, by name; none without the file. StoreError where it cannot be read."""
        hashes: dict[str, str] = self._read()["hashes"]
        return hashes

    @property
    def secret(self) -> str:
        """What sign-ins are signed with, the same over restarts."""
        return str(self._read()["secret"])

    def give(self, name: str, hash: str) -> None:
        """From now on this person has this password; an earlier one, and whoever signed in with it, counts no more."""
        held = self._read()
        self._write({**held, "hashes": {**held["hashes"], name: hash}})

    def remove(self, name: str) -> None:
        """This person may sign in no more; KeyError for a name without account."""
        held = self._read()
        del held["hashes"][name]
        self._write(held)

    def _read(self) -> dict[str, Any]:
        if not self.path.exists():
            return {"secret": secrets.token_hex(32), "hashes": {}}
        try:
            held = json.loads(self.path.read_text(encoding="utf-8"))
            return {"secret": str(held["secret"]), "hashes": dict(held["hashes"])}
        except (OSError, ValueError, KeyError, TypeError) as error:
            remedy = "Restore it, or remove it and add the reviewers again."
            raise StoreError(
                "cannot be read as the file of reviewers.", subject=str(self.path), remedy=remedy
            ) from error

    def _write(self, held: dict[str, Any]) -> None:
        """The file anew, whole or not at all, with rights for its owner alone."""
        try:
            handle, draft = tempfile.mkstemp(dir=self.path.parent, prefix=f".{self.path.name}.")
            with os.fdopen(handle, "w", encoding="utf-8") as file:
                file.write(json.dumps(held, ensure_ascii=False, indent=2) + "\n")
            os.replace(draft, self.path)
        except OSError as error:
            raise StoreError(f"cannot be written: {error.strerror}.", subject=str(self.path)) from error

"""Who may review on a site, and where a review goes. A site without this takes none.

open_site(database, reviewing=Reviewing(log, record, name="Ann"))
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit
from weakref import WeakKeyDictionary

from db.accounts import Accounts
from db.records import Review
from db.reviews import ReviewLog

LOOPBACK = ("127.0.0.1", "localhost", "::1")


@dataclass(frozen=True)
class Reviewing:
    """How reviews are taken.

    `record` writes one down and does what follows from it. With `name` whoever reaches the site on this
    machine is that person; with `header` a proxy in front says in it who has signed in (and must take it
    away from what clients send); with `accounts` people sign in with a password.
    """

    log: ReviewLog
    record: Callable[[Review], None]
    name: str | None = None
    header: str | None = None
    accounts: Accounts | None = None


_sites: WeakKeyDictionary[Any, Reviewing] = WeakKeyDictionary()


def take_reviews(site: Any, reviewing: Reviewing) -> None:
    """From now on the site takes reviews."""
    _sites[site] = reviewing


def reviewing_of(site: Any) -> Reviewing | None:
    """How the site takes reviews; None where it takes none."""
    return _sites.get(site)


def signs_in(site: Any) -> bool:
    """Whether people sign in here with a password."""
    reviewing = reviewing_of(site)
    return bool(reviewing and reviewing.accounts)


def password_settings(site: Any) -> dict[str, Any]:
    """What the plugin datasette-auth-passwords is to know: the hashes, and whom a password signs in."""
    reviewing = reviewing_of(site)
    hashes = reviewing.accounts.hashes if reviewing and reviewing.accounts else {}
    return {
        **{f"{name}_password_hash": hash for name, hash in hashes.items()},
        "actors": {name: _actor(name, hash) for name, hash in hashes.items()},
    }


def _actor(name: str, hash: str) -> dict[str, str]:
    """Who has signed in, with what tells this password from the next one (the hash's salt)."""
    return {"id": name, "since": hash.split("$")[2][:12]}


def reviewer_of(site: Any, request: Any) -> str | None:
    """The name under which this visitor reviews; None where the visitor may not."""
    reviewing = reviewing_of(site)
    actor = request.actor or {}
    if reviewing is None or not actor.get("id"):
        return None
    name = str(actor["id"])
    if reviewing.accounts:
        hash = reviewing.accounts.hashes.get(name)
        return name if hash and actor == _actor(name, hash) else None
    if reviewing.name and _hostname(request.headers.get("host", "")) not in LOOPBACK:
        return None  # another name that resolves to this machine: not what the person typed
    return name


def from_own_page(request: Any) -> bool:
    """Whether a form was sent from a page of this very site, as the browser itself says it."""
    site = request.headers.get("sec-fetch-site")
    if site:
        return bool(site == "same-origin")
    origin = request.headers.get("origin") or ""
    return bool(origin) and urlsplit(origin).netloc == request.headers.get("host")


def _hostname(host: str) -> str | None:
    return urlsplit(f"//{host}").hostname

"""Signing in with a password, as datasette-auth-passwords does it, only where a site has reviewers with passwords.

Elsewhere its pages are not there. Its two other ways in, a public page that hashes passwords and HTTP's
basic authorization, are closed everywhere, and a client that guesses is made to wait.
"""

from __future__ import annotations

import time
from collections import defaultdict, deque
from collections.abc import Callable, Generator, Sequence
from typing import Any
from weakref import WeakKeyDictionary

from datasette import hookimpl
from datasette.utils.asgi import Response

from browse.reviewing import signs_in

LOGIN, TOOL = "/-/login", "/-/password-tool"
TRIES, SECONDS = 10, 60.0  # so many passwords a client may send in so many seconds
REMEMBERED = 1000  # clients; beyond that all is forgotten, so that no flood fills the memory

_tries: WeakKeyDictionary[Any, dict[str, deque[float]]] = WeakKeyDictionary()  # site -> client -> when


@hookimpl
def asgi_wrapper(datasette: Any) -> Callable[[Any], Any]:
    def refused(scope: dict[str, Any]) -> Response | None:
        path = "/" + scope["path"].removeprefix(datasette.setting("base_url")).lstrip("/")
        if path == TOOL or (path == LOGIN and not signs_in(datasette)):
            return Response.text("Nobody signs in here.\n", status=404)
        tries = _tries.setdefault(datasette, defaultdict(deque))
        if path == LOGIN and scope["method"] == "POST" and _too_many(tries, scope.get("client")):
            wait = {"retry-after": str(round(SECONDS))}
            return Response.text("Too many tries. Wait a minute.\n", status=429, headers=wait)
        return None

    def wrap(app: Any) -> Any:
        async def guarded(scope: dict[str, Any], receive: Any, send: Any) -> None:
            if scope["type"] != "http":
                await app(scope, receive, send)
                return
            refusal = refused(scope)
            if refusal:
                await refusal.asgi_send(send)
                return
            headers = [(name, value) for name, value in scope["headers"] if not _basic(name, value)]
            await app({**scope, "headers": headers}, receive, send)

        return guarded

    return wrap


def _too_many(tries: dict[str, deque[float]], client: Sequence[Any] | None) -> bool:
    """Whether this client has sent too many passwords of late; takes note of this one."""
    if len(tries) > REMEMBERED:
        tries.clear()
    seen, now = tries[str(client[0]) if client else ""], time.monotonic()
    while seen and now - seen[0] > SECONDS:
        seen.popleft()
    seen.append(now)
    return len(seen) > TRIES


def _basic(name: bytes, value: bytes) -> bool:
    return name.lower() == b"authorization" and value[:6].lower() == b"basic "


@hookimpl(hookwrapper=True)
def menu_links(datasette: Any) -> Generator[None, Any, None]:
    """Datasette's own menu without "Log in" where nobody can."""
    outcome = yield
    if not signs_in(datasette):
        address = datasette.urls.path(LOGIN)
        outcome.force_result([links for links in outcome.get_result() if not _leads_to(links, address)])


def _leads_to(links: Any, address: str) -> bool:
    return isinstance(links, list) and any(link.get("href") == address for link in links)

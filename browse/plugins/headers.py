"""Headers of every answer: no framing, no sniffing, nothing loaded from elsewhere.

Our own pages set a stricter content policy of their own; Datasette's pages need their inline scripts.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from datasette import hookimpl

HEADERS = {
    b"content-security-policy": (
        b"default-src 'self'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; "
        b"img-src 'self' data:; object-src 'none'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    b"x-content-type-options": b"nosniff",
    b"x-frame-options": b"DENY",
    b"referrer-policy": b"same-origin",
}


@hookimpl
def asgi_wrapper() -> Callable[[Any], Any]:
    def wrap(app: Any) -> Any:
        async def with_headers(scope: dict[str, Any], receive: Any, send: Any) -> None:
            async def send_with_headers(event: dict[str, Any]) -> None:
                if event["type"] == "http.response.start":
                    given = {name.lower() for name, _ in event.get("headers", [])}
                    missing = [[name, value] for name, value in HEADERS.items() if name not in given]
                    event = {**event, "headers": [*event.get("headers", []), *missing]}
                await send(event)

            await app(scope, receive, send_with_headers)

        return with_headers

    return wrap

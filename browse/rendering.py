"""Filling one of our templates: with what all of them share, under a policy that allows no script."""

from __future__ import annotations

from typing import Any

from datasette.utils.asgi import Response

from browse.reviewing import reviewer_of, signs_in

CONTENT_POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'"
)


async def render(
    datasette: Any, request: Any, name: str, context: dict[str, Any], *, status: int = 200
) -> Response:
    """The template `cc_NAME.html` filled with `context`, as a response."""
    shared = {
        "database_name": datasette.get_database().name,
        "here": name,
        "reviewer": reviewer_of(datasette, request),
        "signs_in": signs_in(datasette),
    }
    html = await datasette.render_template(f"cc_{name}.html", {**shared, **context}, request=request)
    return Response.html(html, status=status, headers={"content-security-policy": CONTENT_POLICY})

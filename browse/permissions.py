"""Whether a visitor may see the claims database, asked in the words of both Datasette 0.65 and 1.0."""

from __future__ import annotations

from typing import Any

from datasette.utils.asgi import Forbidden


async def must_see(datasette: Any, request: Any) -> None:
    """Forbidden unless the visitor may see the instance and its claims database, as `allow` blocks say."""
    database = datasette.get_database().name
    if hasattr(datasette, "permission_allowed"):  # 0.65
        for action, resource in (("view-instance", None), ("view-database", database)):
            if not await datasette.permission_allowed(request.actor, action, resource, default=True):
                raise Forbidden(action)
        return
    from datasette.resources import DatabaseResource

    seen = DatabaseResource(database=database)
    if not await datasette.allowed(action="view-database", resource=seen, actor=request.actor):
        raise Forbidden("view-database")

"""Reviews in the browser: who is the visitor, the form, and what becomes of it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

from datasette import hookimpl
from datasette.utils.asgi import Forbidden, Response

from browse.links import question_path
from browse.pages import review
from browse.reading import read
from browse.rendering import render
from browse.reviewing import Reviewing, from_own_page, reviewer_of, reviewing_of


@hookimpl
def actor_from_request(datasette: Any, request: Any) -> dict[str, str] | None:
    """The reviewer that the settings name, or that the proxy in front names."""
    reviewing = reviewing_of(datasette)
    if reviewing is None:
        return None
    name = reviewing.name or (request.headers.get(reviewing.header.lower()) if reviewing.header else None)
    return {"id": name} if name else None


@hookimpl
def register_routes(datasette: Any) -> list[tuple[str, Callable[..., Any]]]:
    return [(r"^/-/review$", one_review), (r"^/-/reviews$", all_reviews)]


def allowed(datasette: Any, request: Any) -> tuple[Reviewing, str]:
    """How the site takes reviews, and the visitor's name; Forbidden for everyone else."""
    reviewing, name = reviewing_of(datasette), reviewer_of(datasette, request)
    if reviewing is None or name is None:
        raise Forbidden("Reviews are for signed-in reviewers.")
    return reviewing, name


async def all_reviews(datasette: Any, request: Any) -> Response:
    """The queue and the log."""
    reviewing, _ = allowed(datasette, request)
    context = await read(datasette, lambda reader: review.reviews_page(reader, reviewing.log))
    return await render(datasette, request, "reviews", context)


async def one_review(datasette: Any, request: Any) -> Response:
    """The form, or what was sent with it; after a review the reader is back at the question."""
    reviewing, name = allowed(datasette, request)
    if request.method == "POST" and not from_own_page(request):
        raise Forbidden("This form was not sent from this site.")
    form = await request.post_vars() if request.method == "POST" else request.args
    target, key = form.get("target") or "", form.get("key") or ""
    context = await read(datasette, lambda reader: review.review_page(reader, target, key, reviewing.log))
    if context is None:
        kind = "pair" if target == "relation" else "claim"
        return await render(datasette, request, "gone", {"kind": kind, "key": key, "was": None}, status=404)
    if request.method != "POST":
        return await render(datasette, request, "review", {**context, "form": {}, "problem": None})
    try:
        made = review.review_from(form, context, name)
    except review.Unfit as problem:
        return await render(
            datasette, request, "review", {**context, "form": form, "problem": problem}, status=400
        )
    await asyncio.to_thread(reviewing.record, made)
    back = question_path(context["question"]) if context["question"] else "/-/reviews"
    return Response("", status=303, headers={"location": datasette.urls.path(back)})

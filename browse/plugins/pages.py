"""The routes of our own pages. Each reads in one transaction and fills one template."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import unquote

from datasette import hookimpl
from datasette.utils import tilde_decode
from datasette.utils.asgi import Response

from browse.asking import asked, choice, page_number, refuse_strangers, strangers
from browse.links import article_path
from browse.pages import article, feeds, front, gone, names, question, search, status
from browse.permissions import must_see
from browse.reading import Reader, read
from browse.rendering import render
from db import views


@hookimpl
def register_routes(datasette: Any) -> list[tuple[str, Callable[..., Any]]]:
    return [
        (r"^/$", page("front", front.front_page)),
        (r"^/-/conflicts$", conflict_list),
        (r"^/-/search$", search_page),
        (r"^/-/question/(?P<key>[^/]+)$", page_of("question", question.question_page)),
        (r"^/-/article/(?P<key>[^/]+)$", page_of("article", article.article_page)),
        (r"^/-/pair/(?P<key>[^/]+)$", page_of("pair", question.pair_page)),
        (r"^/-/claim/(?P<key>[^/]+)$", claim_address),
        (r"^/-/subject/(?P<key>[^/]+)$", page_of("subject", names.subject_page)),
        (r"^/-/source/(?P<key>[^/]+)$", page_of("source", names.source_page)),
        (r"^/-/outlet/(?P<key>[^/]+)$", page_of("outlet", names.outlet_page)),
        (r"^/-/status$", page("status", status.status_page)),
        (r"^/-/sources$", page("sources", names.sources_page)),
        (r"^/-/feeds$", page("feeds", lambda reader: {"topics": reader.all(views.TOPICS)})),
        (r"^/-/feeds/conflicts\.(?P<form>atom|json)$", conflict_feed),
        (r"^/robots\.txt$", robots),
        (r"^/-/about$", page("about", lambda _: {})),
        (r"^/-/method$", page("method", lambda _: {})),
    ]


def page(template: str, make: Callable[[Reader], dict[str, Any]]) -> Callable[..., Any]:
    """The handler of a page that is about the whole."""

    async def handler(datasette: Any, request: Any) -> Response:
        await must_see(datasette, request)
        return await render(datasette, request, template, await read(datasette, make))

    return handler


def _key(request: Any) -> str:
    """The id or name in the address: as our links write it ("Ann+Lee"), or as browsers do ("Ann%20Lee")."""
    return str(tilde_decode(unquote(request.url_vars["key"])))


def page_of(kind: str, make: Callable[[Reader, str], dict[str, Any] | None]) -> Callable[..., Any]:
    """The handler of a page about one thing; where that is not there, 404 with what may have become of it."""

    async def handler(datasette: Any, request: Any) -> Response:
        await must_see(datasette, request)
        key = _key(request)
        context = await read(datasette, lambda reader: make(reader, key))
        return (
            await render(datasette, request, kind, context)
            if context
            else await no_more(datasette, request, kind, key)
        )

    return handler


async def no_more(datasette: Any, request: Any, kind: str, key: str) -> Response:
    """What became of an address without a page: 410 where it had one, 404 where nobody knows it."""
    context = await read(datasette, lambda reader: gone.gone_page(reader, kind, key))
    return await render(datasette, request, "gone", context, status=410 if context["was"] else 404)


async def conflict_list(datasette: Any, request: Any) -> Response:
    """Conflicts under the filters of the address; what is no filter is named, since links gather all sorts of things."""
    await must_see(datasette, request)
    filters = asked(request, views.CONFLICT_FILTERS)
    order = choice(request, "order", views.CONFLICT_ORDERS, default="sharpness")
    number = page_number(request)
    left_out = strangers(request, {*views.CONFLICT_FILTERS, "order", "page"})
    context = await read(datasette, lambda reader: front.conflict_list(reader, filters, order, number))
    chosen = {"filters": filters, "order": order, "page": number, "left_out": left_out}
    return await render(datasette, request, "conflicts", {**context, **chosen})


async def search_page(datasette: Any, request: Any) -> Response:
    await must_see(datasette, request)
    asked = request.args.get("q") or ""
    context = await read(datasette, lambda reader: search.search_page(reader, asked))
    return await render(datasette, request, "search", context)


async def claim_address(datasette: Any, request: Any) -> Response:
    """A claim's own address leads to its card in its article."""
    await must_see(datasette, request)
    key = _key(request)
    claim = await read(datasette, lambda reader: reader.one(views.CLAIM, id=key))
    if claim is None:
        return await no_more(datasette, request, "claim", key)
    return Response.redirect(datasette.urls.path(article_path(claim["article"], claim["id"])))


async def robots(datasette: Any) -> Response:
    """Crawlers may read the pages; the tables and downloads, endless in their filters, are not for them."""
    kept = [f"/{datasette.get_database().name}/", "/-/export/", "/-/search", "/-/conflicts?"]
    return Response.text(
        "User-agent: *\n" + "".join(f"Disallow: {datasette.urls.path(path)}\n" for path in kept)
    )


async def conflict_feed(datasette: Any, request: Any) -> Response:
    """Conflicts as Atom or JSON Feed: all, or of a topic, a subject or a question."""
    await must_see(datasette, request)
    refuse_strangers(request, "Conflicts", feeds.FILTERS)
    filters = asked(request, feeds.FILTERS)
    conflicts = await read(datasette, lambda reader: feeds.newest_conflicts(reader, filters))
    site = datasette.absolute_url(request, datasette.urls.path("/")).rstrip("/")
    here = datasette.absolute_url(request, request.full_path)
    about = ", ".join([conflicts[0]["wording"]] if "question" in filters and conflicts else filters.values())
    title = f"Conflicts: {about}" if about else "Conflicts"
    if request.url_vars["form"] == "json":
        text = feeds.json_feed(conflicts, site=site, here=here, title=title)
        return Response(text, content_type="application/feed+json; charset=utf-8")
    text = feeds.atom_feed(conflicts, site=site, here=here, title=title)
    return Response(text, content_type="application/atom+xml; charset=utf-8")

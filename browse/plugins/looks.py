"""What templates can call, our style sheet on Datasette's own pages, and the way back to the front page."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from datasette import hookimpl

from browse import links
from browse.marks import sentence_with_quote
from browse.pages.review import field_text
from browse.values import value_text


@hookimpl
def prepare_jinja2_environment(env: Any, datasette: Any) -> None:
    for make in (
        links.question_path,
        links.article_path,
        links.named_path,
        links.export_path,
        links.conflicts_path,
        links.review_path,
    ):
        env.globals[make.__name__] = _below_base(make, datasette)
    env.globals["outside"] = links.outside
    env.filters.update(
        in_words=lambda name: str(name).replace("_", " "),
        day=lambda time: (time or "")[:10],
        minute=lambda time: (time or "")[:16].replace("T", " "),
        with_quote=sentence_with_quote,
        field_text=field_text,
        thousands=lambda number: f"{number or 0:,}",
        value_words=lambda claim: value_text(
            claim["low"], claim["high"], claim["unit"], bool(claim["approx"])
        ),
    )


@hookimpl
def extra_css_urls(datasette: Any) -> list[str]:
    return [datasette.urls.path("/-/look/crossclaim.css")]


@hookimpl
def menu_links(datasette: Any) -> list[dict[str, str]]:
    return [
        {"href": datasette.urls.path(path), "label": label}
        for path, label in (("/", "Conflicts"), ("/-/search", "Search"), ("/-/status", "Status"))
    ]


def _below_base(make: Callable[..., str], datasette: Any) -> Callable[..., str]:
    """The same address under the `base_url` that Datasette is served at."""

    def path(*args: Any, **kwargs: Any) -> str:
        return str(datasette.urls.path(make(*args, **kwargs)))

    return path

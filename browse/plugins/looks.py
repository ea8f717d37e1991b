"""What templates can call, and what Datasette's own pages get from us: style sheet, header, labels."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from datasette import hookimpl
from datasette.utils import tilde_encode

from browse import links
from browse.isolation import isolated
from browse.marks import sentence_with_quote
from browse.pages.review import field_text
from browse.values import value_text
from db.export import FILTERS
from db.reviews import VERDICTS

NAMES_FOR_ALL = """
document.documentElement.lang = "en";
for (const part of document.querySelectorAll("section.content")) part.role = "main";
const named = [["_filter_column", "Column"], ["_filter_op", "Comparison"], ["_filter_value", "Value"], ["_sort", "Sort by"]];
for (const [start, words] of named)
  for (const field of document.querySelectorAll(`[name^=${start}]:not([type=checkbox])`)) field.ariaLabel ??= words;
for (const table of document.querySelectorAll(".table-wrapper")) {
  table.tabIndex = 0; table.role = "group"; table.ariaLabel = "Table";
}
"""


@hookimpl
def prepare_jinja2_environment(env: Any, datasette: Any) -> None:
    for make in (
        links.question_path,
        links.article_path,
        links.named_path,
        links.export_path,
        links.conflicts_path,
        links.review_path,
        links.pair_path,
    ):
        env.globals[make.__name__] = _below_base(make, datasette)
    env.finalize = isolated
    env.globals["site_pages"] = _SitePages(datasette)
    env.globals["download_forms"] = links.download_forms()
    env.globals["verdicts"] = VERDICTS
    env.globals["outside"] = links.outside
    env.filters.update(
        in_words=lambda name: str(name).replace("_", " "),
        counted=counted_words,
        day=lambda time: (time or "")[:10],
        minute=lambda time: (time or "")[:16].replace("T", " "),
        with_quote=sentence_with_quote,
        field_text=field_text,
        thousands=lambda number: f"{number or 0:,}",
        value_words=lambda claim: value_text(
            claim["low"], claim["high"], claim["unit"], bool(claim["approx"])
        ),
    )


def counted_words(name: str, number: int) -> str:
    """What a run counted, in words: ("articles_read", 1) is "1 article read"."""
    what, *rest = name.split("_")
    return " ".join((f"{number:,}", what.removesuffix("s") if number == 1 else what, *rest))


@hookimpl
def extra_css_urls(datasette: Any) -> list[str]:
    return [datasette.urls.path("/-/look/crossclaim.css")]


@hookimpl
def extra_body_script(datasette: Any) -> str:
    """What Datasette's own pages leave out for readers who hear them."""
    return NAMES_FOR_ALL


@hookimpl
def extra_template_vars(request: Any, table: str | None, view_name: str) -> dict[str, Any]:
    """`whole_set` for a table page: the downloads of all the rows that its filters let through."""
    if view_name != "table" or request is None or table not in FILTERS:
        return {}
    names = [name for name in request.args if not name.startswith("_")]
    words = [name for name in request.args if name.startswith(("_search", "_where", "_filter"))]
    known = FILTERS[table]
    if words or not all(
        _means_the_same(known.get(name), table, name, request.args.getlist(name)) for name in names
    ):
        return {}  # these rows are no set that we export
    filters = {name: request.args[name] for name in names}
    forms = links.download_forms()
    paths = [(label, links.export_path(table, form, **filters, **options)) for form, label, options in forms]
    return {"whole_set": paths}


def _means_the_same(condition: str | None, table: str, name: str, values: Sequence[str]) -> bool:
    """Whether a parameter filters a table's page as it filters an export: a column that has one value."""
    return condition == f"{table}.{name} = :{name}" and len(values) == 1 and bool(values[0])


class _SitePages:
    """(path, label) of the pages in every header; the name of the database is known only when it is asked."""

    def __init__(self, datasette: Any) -> None:
        self._datasette = datasette

    def __iter__(self) -> Iterator[tuple[str, str]]:
        yield from links.SITE_PAGES
        yield f"/{tilde_encode(self._datasette.get_database().name)}", "Tables"


def _below_base(make: Callable[..., str], datasette: Any) -> Callable[..., str]:
    """The same address under the `base_url` that Datasette is served at."""

    def path(*args: Any, **kwargs: Any) -> str:
        return str(datasette.urls.path(make(*args, **kwargs)))

    return path

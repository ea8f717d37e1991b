"""The site: Datasette on one database, with our metadata, plugins, templates and settings.

site = open_site(Path("crossclaim.db"))   # a Datasette; site.app() is the ASGI application
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from datasette.app import Datasette

from browse.metadata import HERE, read_metadata
from browse.reviewing import Reviewing, password_settings, take_reviews

STATIC = "-/look"  # where the style sheet is served: under no name that a database file can have
SETTINGS = {
    "suggest_facets": False,  # each suggestion is a full sort of the table; three facets a table are named
    "default_allow_sql": False,
    "allow_download": False,
    "sql_time_limit_ms": 2000,
    "facet_time_limit_ms": 3000,  # of the facets that a reader adds; ours are counted beforehand
    "default_page_size": 30,
    "max_returned_rows": 500,  # and so of a facet, whose page stays below 300 kB
    "truncate_cells_html": 300,
}


class Site(Datasette):  # type: ignore[misc]  # Datasette is untyped
    """Datasette, whose password plugin finds the reviewers in their own file: no page shows what stands there."""

    def plugin_config(self, plugin_name: str, *args: Any, **options: Any) -> Any:
        if plugin_name == "datasette-auth-passwords":
            return password_settings(self)
        return super().plugin_config(plugin_name, *args, **options)


def open_site(
    database: Path,
    *,
    settings: dict[str, Any] | None = None,
    immutable: bool = False,
    reviewing: Reviewing | None = None,
) -> Datasette:
    """Datasette on the database file; `settings` go over SETTINGS (the names are Datasette's own).

    The site takes reviews as `reviewing` says, or none.
    """
    site = Site(
        [] if immutable else [str(database)],
        immutables=[str(database)] if immutable else (),
        metadata=read_metadata(database.stem),
        plugins_dir=str(HERE / "plugins"),
        template_dir=str(HERE / "templates"),
        static_mounts=[(STATIC, str(HERE / "static"))],
        settings={**SETTINGS, **(settings or {})},
        secret=reviewing.accounts.secret if reviewing and reviewing.accounts else None,
    )
    if reviewing:
        take_reviews(site, reviewing)
    return site

"""Cells of Datasette's own tables: ids lead to our pages, addresses to the web, sentences show their quote."""

from __future__ import annotations

from typing import Any

from datasette import hookimpl
from markupsafe import Markup

from browse import links
from browse.marks import sentence_with_quote

# column -> kind of page, where the cell holds an id or a name
PAGES = {
    "question": "question", "question_b": "question", "article": "article", "old_article": "article",
    "new_article": "article", "copy_of": "article", "superseded_by": "article", "claim": "claim",
    "best_claim": "claim", "old_claim": "claim", "new_claim": "claim", "subject": "subject",
    "source": "source", "outlet": "outlet",
}  # fmt: skip
ADDRESSES = ("url", "final_url", "canonical")
FOLDED = ("rules", "headers", "text", "links")  # long, and seldom what a table is read for


@hookimpl
def render_cell(row: Any, value: Any, column: str, table: str | None, datasette: Any) -> Markup | None:
    """A link or a marked sentence; None leaves the cell to Datasette."""
    label = value
    if isinstance(value, float):  # 1600000000.0 and 18.135135135135137 say no more than these
        return Markup("{}").format(f"{value:.12g}")
    if isinstance(value, dict):  # a foreign key with the label of its row
        value, label = value["value"], value["label"]
    if not isinstance(value, str) or not value:
        return None
    if column in ADDRESSES:
        address = links.outside(value)
        return (
            Markup('<a href="{0}" rel="nofollow noopener noreferrer">{0}</a>').format(address)
            if address
            else None
        )
    if column in FOLDED:
        return Markup("<details><summary>show</summary>{}</details>").format(value)
    if column == "sentence" and row is not None and table == "claims":
        return sentence_with_quote(row)
    kind = PAGES.get(column)
    if kind is None or table == "problems":  # whose subject is a file or an address
        return None
    path = datasette.urls.path(links.named_path(kind, value))
    return Markup('<a href="{}">{}</a>').format(path, label)

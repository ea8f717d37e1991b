"""docs/data.md: what each table and column means, made from metadata.yml so that both say the same.

python -m browse.dictionary > docs/data.md
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from typing import Any

from browse.metadata import read_metadata
from db.export import COLUMNS, SIDE, Set

# What an export tells beside the columns of its table.
MORE: dict[str, dict[str, str]] = {
    "claims": {
        "exact": "The quote, verbatim.",
        "prefix": "The characters before the quote.",
        "suffix": "The characters after the quote.",
        "url": "The address of its article.",
        "title": "The article's headline.",
        "edition": "The article's edition: 1 for the first text under its URL, 2 for the next.",
        "fetched_at": "When the article was fetched (UTC).",
        "text_sha256": "SHA-256 of the text that the offsets count in.",
    },
    "articles": {
        "claims": "How many claims were read in it.",
        "fetched_at": "When it was fetched (UTC).",
        "text_sha256": "SHA-256 of its text.",
    },
}
SIDES = {"a": "One side", "b": "Other side"}
HEAD = """# What each column means

<!-- Made by `python -m browse.dictionary > docs/data.md`; edit metadata.yml. -->

All times are ISO 8601 in UTC; all offsets count characters, end exclusive; ids follow from content.
The tables stand in one SQLite file, and Datasette shows these words above each table.
What an export (`crossclaim export`, or the CSV and JSON lines links on each page) has beside them stands [at the end](#in-exports).
"""
EXPORTS = """## In exports

`datapackage.json` beside a file says the same of each of its columns.
"""


def data_page(metadata: dict[str, Any]) -> str:
    """The page in Markdown, a table of columns for each table of the database, in the order of metadata.yml."""
    (database,) = metadata["databases"].values()
    parts = [HEAD]
    for name, table in database["tables"].items():
        if "columns" not in table:  # the machinery of migrations, hidden
            continue
        rows = "\n".join(f"| `{column}` | {words} |" for column, words in table["columns"].items())
        parts.append(f"## {name}\n\n{table['description']}\n\n{_HEADED}{rows}\n")
    return "\n".join(
        [*parts, EXPORTS, *(_export(name, database["tables"][name]["columns"]) for name in COLUMNS)]
    )


_HEADED = "| column | meaning |\n| --- | --- |\n"


def _export(name: Set, table: Mapping[str, str]) -> str:
    """What an export has beside the columns of its table, and what it leaves out."""
    described = column_descriptions(name)
    left_out = ", ".join(f"`{column}`" for column in table if column not in described)
    rows = "".join(
        f"| `{column}` | {words} |\n" for column, words in described.items() if column not in table
    )
    text = f"### {name}\n\nThe columns of the table, without {left_out}"
    return f"{text}; and:\n\n{_HEADED}{rows}" if rows else f"{text}.\n"


def column_descriptions(name: Set) -> dict[str, str]:
    """What each column of an exported set means, in their order."""
    tables = read_metadata("crossclaim")["databases"]["crossclaim"]["tables"]
    known = {**tables["articles"]["columns"], **tables[name]["columns"], **MORE.get(name, {})}
    if name == "conflicts":
        known |= {"rule": tables["relations"]["columns"]["rule"], **_sides(tables)}
    return {column: known[column] for column in COLUMNS[name]}


def _sides(tables: Mapping[str, Any]) -> dict[str, str]:
    """What the columns of both sides of a conflict mean: an answer's, its shown claim's, and that one's article's."""
    answer, claim, article = (tables[name]["columns"] for name in ("answers", "claims", "articles"))
    known = {**article, **claim, **answer, **MORE["claims"], "claim": answer["best_claim"]}
    return {f"{name}_{side}": f"{words}: {known[name]}" for side, words in SIDES.items() for name in SIDE}


if __name__ == "__main__":
    sys.stdout.write(data_page(read_metadata("crossclaim")))

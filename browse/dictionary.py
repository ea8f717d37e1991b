"""docs/data.md: what each table and column means, made from metadata.yml so that both say the same.

python -m browse.dictionary > docs/data.md
"""

from __future__ import annotations

import sys
from typing import Any

from browse.metadata import read_metadata

EVIDENCE = {
    "exact": "The quote, verbatim.",
    "prefix": "The characters before the quote.",
    "suffix": "The characters after the quote.",
    "fetched_at": "When the article was fetched (UTC).",
    "text_sha256": "SHA-256 of the text that the offsets count in.",
}
HEAD = """# What each column means

<!-- Made by `python -m browse.dictionary > docs/data.md`; edit metadata.yml. -->

All times are ISO 8601 in UTC; all offsets count characters, end exclusive; ids follow from content.
The tables stand in one SQLite file, and Datasette shows these words above each table.
An export (`crossclaim export`, or the CSV and JSON lines links on each page) has the columns of its table;
claims also carry `exact`, `prefix` and `suffix` (the quote and 32 characters either side), `url`, `title`, `edition`,
`fetched_at` and `text_sha256` (of the text that the offsets count in), and conflicts carry both sides.
"""


def data_page(metadata: dict[str, Any]) -> str:
    """The page in Markdown, a table of columns for each table of the database, in the order of metadata.yml."""
    (database,) = metadata["databases"].values()
    parts = [HEAD]
    for name, table in database["tables"].items():
        if "columns" not in table:  # the machinery of migrations, hidden
            continue
        rows = "\n".join(f"| `{column}` | {words} |" for column, words in table["columns"].items())
        parts.append(f"## {name}\n\n{table['description']}\n\n| column | meaning |\n| --- | --- |\n{rows}\n")
    return "\n".join(parts)


def column_descriptions(name: str) -> dict[str, str]:
    """What each column of an exported set means; a claim's evidence has columns of its own."""
    tables = read_metadata("crossclaim")["databases"]["crossclaim"]["tables"]
    known: dict[str, str] = dict(tables[name]["columns"])
    return {**tables["articles"]["columns"], **known, **EVIDENCE} if name == "claims" else known


if __name__ == "__main__":
    sys.stdout.write(data_page(read_metadata("crossclaim")))

"""Reads an annotated corpus: its articles, claims and the split into parts to fit on and to tune on.

corpus = Corpus(Path("../shared/gold/train"))
corpus.part("fit")        # ids of the articles that models may learn from
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

from db.errors import InputError

Row = dict[str, Any]


STORIES = Path(__file__).parent / "stories"  # invented stories in which accounts run on without cues
COMPUTE = Path(__file__).parent / "compute"  # invented articles on chips, models and what they cost


class Corpus:
    """A folder with `articles/*.json` or `articles.jsonl`, `claims.jsonl` and, for training, `splits.json`.

    The folders `beside` it, of this package, join the part to fit on: they share no name with it.
    """

    def __init__(self, folder: Path, *, beside: Sequence[Path] = ()) -> None:
        if not (folder / "claims.jsonl").is_file():
            raise InputError("no claims.jsonl in this folder.", subject=str(folder))
        self.folder = folder
        self.beside = [Corpus(other) for other in beside]

    @cached_property
    def articles(self) -> dict[str, Row]:
        rows = [json.loads(path.read_text(encoding="utf-8")) for path in self.folder.glob("articles/*.json")]
        if (together := self.folder / "articles.jsonl").is_file():
            rows += [json.loads(line) for line in together.read_text(encoding="utf-8").splitlines()]
        rows += [row for other in self.beside for row in other.articles.values()]
        return {row["id"]: row for row in sorted(rows, key=lambda row: str(row["id"]))}

    @cached_property
    def claims(self) -> dict[str, list[Row]]:
        """The claims of each article in the order of its text; repeats and conversions are claims of their own."""
        found: dict[str, list[Row]] = defaultdict(list)
        for line in (self.folder / "claims.jsonl").read_text(encoding="utf-8").splitlines():
            claim = json.loads(line)
            found[claim["article"]].append(claim)
            found[claim["article"]] += [{**claim, "start": start} for start in claim.get("repeats") or ()]
            found[claim["article"]] += [{**claim, **other} for other in claim.get("converted") or ()]
        own = {article: sorted(rows, key=lambda row: int(row["start"])) for article, rows in found.items()}
        return own | {article: rows for other in self.beside for article, rows in other.claims.items()}

    def part(self, name: str) -> list[str]:
        """The ids of the articles of one part ("fit" or "tune"); of all where the corpus is not split."""
        path = self.folder / "splits.json"
        if not path.is_file():
            return list(self.articles)
        part = [str(article) for article in json.loads(path.read_text(encoding="utf-8"))[name]]
        return part + [article for other in self.beside if name == "fit" for article in other.articles]


def options(value: object) -> list[object]:
    """A gold field's right answers: a list gives alternatives."""
    return value if isinstance(value, list) else [value]

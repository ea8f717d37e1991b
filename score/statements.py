"""How right the statements are: python -m score.statements CORPUS STATEMENTS.jsonl [--declared FILE].

CORPUS holds articles/ and statements.jsonl; STATEMENTS is what `crossclaim extract --kinds statement` prints.
A found statement is right where its stretch and an annotated one share at least half of the shorter, one to
one, those of the same stance first. Open: every annotated statement that is denied, alleged, questioned or
without evidence, against every one found with such a stance. Declared: those whose predicate the file gives a
name, in any stance, against those found with a name; right with the same name.
"""

from __future__ import annotations

import argparse
import json
from collections import defaultdict
from pathlib import Path
from typing import Any

from score.score_claims import same_name

Row = dict[str, Any]
DISPUTED = frozenset({"denied", "alleged", "questioned", "no_evidence"})
AIMS = {"open F1": 0.60, "stance": 0.88, "source": 0.85, "subject": 0.80, "declared F1": 0.75}


def read(path: Path) -> list[Row]:
    """The rows of a JSON lines file."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def span(row: Row) -> tuple[int, int]:
    """First and last (exclusive) character of a quote."""
    return int(row["start"]), int(row["start"]) + len(row["quote"])


def overlap(a: Row, b: Row) -> int:
    """The characters that two quotes share, 0 below half of the shorter."""
    (start, end), (first, last) = span(a), span(b)
    shared = min(end, last) - max(start, first)
    return shared if shared >= 0.5 * min(end - start, last - first) else 0


def matched(gold: list[Row], found: list[Row], *, key: str) -> list[tuple[Row, Row]]:
    """Pairs of one annotated and one found statement, the most alike first; `key` is a field that should agree."""
    by_article: dict[str, list[Row]] = defaultdict(list)
    for row in found:
        by_article[row["article"]].append(row)
    pairs = []
    for n, row in enumerate(gold):
        for other in by_article[row["article"]]:
            if shared := overlap(row, other):
                pairs.append((row[key] == other[key], shared, -n, row, other))
    pairs.sort(key=lambda pair: pair[:3], reverse=True)
    used: set[int] = set()
    kept = []
    for _, _, _, row, other in pairs:
        if id(row) not in used and id(other) not in used:
            used |= {id(row), id(other)}
            kept.append((row, other))
    return kept


def f1(right: int, found: int, gold: int) -> tuple[float, float, float]:
    """Precision, recall and F1."""
    precision, recall = right / max(1, found), right / max(1, gold)
    return precision, recall, 2 * precision * recall / max(1e-9, precision + recall)


def reached(gold: list[Row], found: list[Row], declared: list[Row]) -> dict[str, float]:
    """Each figure of AIMS, with precision and recall beside."""
    names = {predicate: entry["name"] for entry in declared for predicate in entry["predicates"]}
    open_gold = [row for row in gold if row["stance"] in DISPUTED]
    open_found = [row for row in found if row["stance"] in DISPUTED]
    pairs = matched(open_gold, open_found, key="stance")
    precision, recall, score = f1(len(pairs), len(open_found), len(open_gold))
    figures = {"open precision": precision, "open recall": recall, "open F1": score}
    count = max(1, len(pairs))
    figures["stance"] = sum(a["stance"] == b["stance"] for a, b in pairs) / count
    figures["source"] = sum(same_name(a["source"], b["source"]) for a, b in pairs) / count
    figures["subject"] = sum(same_name(a["subject"], b["subject"]) for a, b in pairs) / count
    figures["all three"] = (
        sum(
            a["stance"] == b["stance"]
            and same_name(a["source"], b["source"])
            and same_name(a["subject"], b["subject"])
            for a, b in pairs
        )
        / count
    )
    if declared:
        known = set(names.values())
        named = [{**row, "name": names[row["predicate"]]} for row in gold if row["predicate"] in names]
        said = [{**row, "name": row["predicate"]} for row in found if row["predicate"] in known]
        right = sum(a["name"] == b["name"] for a, b in matched(named, said, key="name"))
        figures["declared precision"], figures["declared recall"], figures["declared F1"] = f1(
            right, len(said), len(named)
        )
    return figures


def statements_of(folder: Path, found: Path, articles: set[str] | None = None) -> dict[str, float]:
    """The figures of a corpus, or of some of its articles."""
    gold = [
        row for row in read(folder / "statements.jsonl") if articles is None or row["article"] in articles
    ]
    rows = [row for row in read(found) if row.get("kind") == "statement" and row.get("where") != "title"]
    if articles is not None:
        rows = [row for row in rows if row["article"] in articles]
    path = folder / "declared.json"
    return reached(gold, rows, json.loads(path.read_text(encoding="utf-8")) if path.is_file() else [])


def table(figures: dict[str, float]) -> str:
    """The figures as Markdown."""
    lines = ["| what | aim | reached |", "| --- | --- | --- |"]
    for what, value in figures.items():
        aim = f"{AIMS[what]:.2f}" if what in AIMS else ""
        lines.append(f"| {what} | {aim} | {value:.3f} |")
    return "\n".join(lines)


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("found", type=Path)
    parser.add_argument("--part", help="fit or tune: only these articles of splits.json")
    arguments = parser.parse_args()
    articles = None
    if arguments.part:
        articles = set(
            json.loads((arguments.folder / "splits.json").read_text(encoding="utf-8"))[arguments.part]
        )
    print(table(statements_of(arguments.folder, arguments.found, articles)))


if __name__ == "__main__":
    main()

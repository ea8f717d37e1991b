"""The table of docs/quality.md: what is reached on each corpus beside what is aimed at.

python -m score.table dev=../shared/gold/dev:.score/dev.jsonl …     # NAME=CORPUS:CLAIMS
"""

from __future__ import annotations

import sys
from pathlib import Path

from score.score_claims import load_gold, load_predictions, score

AIMS = {
    "detection_strict F1": 0.93,
    "full card F1": 0.62,
    "unit": 0.96,
    "metric": 0.90,
    "subject": 0.87,
    "source": 0.87,
    "stance": 0.93,
    "item": 0.75,
}


def reached(corpus: Path, claims: Path) -> dict[str, float]:
    """Each figure of AIMS on one corpus."""
    gold, texts = load_gold(str(corpus))
    report, _ = score(gold, load_predictions(str(claims)), texts)
    figures = {
        "detection_strict F1": report["detection_strict"]["f1"],
        "full card F1": report["full_card"]["f1"],
    }
    return figures | {field: report["accuracy"][field] for field in AIMS if field in report["accuracy"]}


def table(columns: dict[str, dict[str, float]]) -> str:
    """The figures as Markdown, a corpus a column."""
    lines = [f"| what | aim | {' | '.join(columns)} |", f"| --- | --- |{' --- |' * len(columns)}"]
    for what, aim in AIMS.items():
        cells = " | ".join(f"{figures[what]:.3f}" for figures in columns.values())
        lines.append(f"| {what} | {aim:.2f} | {cells} |")
    return "\n".join(lines)


def main() -> None:
    columns = {}
    for argument in sys.argv[1:]:
        name, _, paths = argument.partition("=")
        corpus, _, claims = paths.rpartition(":")
        columns[name] = reached(Path(corpus), Path(claims))
    print(table(columns))


if __name__ == "__main__":
    main()

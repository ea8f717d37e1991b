"""A run's figures as a text file that Prometheus's node exporter picks up from its textfile folder.

crossclaim_run_articles_read 120
crossclaim_run_problems{kind="http_404"} 3
"""

from __future__ import annotations

from collections import Counter
from datetime import datetime
from pathlib import Path

from db.errors import StoreError
from pipeline.run import Result

HELP = {
    "run_finished_seconds": "When the last run ended, as Unix time.",
    "run_duration_seconds": "How long the last run took.",
    "run_exit_code": "0 all well, 1 some problems.",
    "run_problems": "Problems of the last run, by kind.",
}


def write_metrics(path: Path, result: Result) -> None:
    """Writes the file whole or not at all; StoreError where it cannot be written."""
    draft = path.with_name(f"{path.name}.part")  # the exporter reads no file of another ending than .prom
    try:
        draft.write_text(metrics_text(result), encoding="utf-8")
        draft.replace(path)
    except OSError as error:
        raise StoreError(
            f"cannot be written: {error.strerror}.", subject=str(path), remedy="Name a file that can be."
        ) from error


def metrics_text(result: Result) -> str:
    """Gauges of the run, of its problems by kind, and of the database's totals."""
    run = result.run
    started, finished = (
        datetime.fromisoformat(time or run.started_at) for time in (run.started_at, run.finished_at)
    )
    kinds = Counter(problem.kind for problem in result.problems)
    samples = [
        ("run_finished_seconds", "", finished.timestamp()),
        ("run_duration_seconds", "", (finished - started).total_seconds()),
        ("run_exit_code", "", result.exit_code),
        *((f"run_{name}", "", count) for name, count in sorted(run.counts.items())),
        *(("run_problems", f'{{kind="{kind}"}}', count) for kind, count in sorted(kinds.items())),
        *((f"database_{table}", "", count) for table, count in sorted(result.totals.items())),
    ]
    lines: list[str] = []
    for name in dict.fromkeys(name for name, _, _ in samples):
        full = f"crossclaim_{name}"
        lines.append(f"# HELP {full} {HELP.get(name, name.replace('_', ' '))}")
        lines.append(f"# TYPE {full} gauge")
        lines += [f"{full}{labels} {value:.15g}" for one, labels, value in samples if one == name]
    return "\n".join(lines) + "\n"

"""Runs and problems: what the daily job did, what it could not do, and what was told of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from sqlite_utils import Database

from db.records import Problem, Run, content_id
from db.rows import from_row, to_row


class RunRows:
    """Reads and writes runs and their problems."""

    def __init__(self, database: Database) -> None:
        self.db = database

    def start(self, started_at: str, version: str) -> Run:
        """A new run, visible at once so that a killed one leaves its trace (finished_at stays null)."""
        run = Run(
            id=content_id("run", started_at),
            started_at=started_at,
            finished_at=None,
            version=version,
            counts={},
        )
        with self.db.atomic():
            self.db.table("runs").upsert(to_row(run), pk="id")
        return run

    def finish(self, run: Run, finished_at: str, counts: dict[str, int]) -> Run:
        """The run as it ended."""
        done = Run(
            id=run.id, started_at=run.started_at, finished_at=finished_at, version=run.version, counts=counts
        )
        with self.db.atomic():
            self.db.table("runs").upsert(to_row(done), pk="id")
        return done

    def add_problems(self, run: Run, problems: Iterable[Problem]) -> None:
        """Records expected failures; the same one twice in a run is one row."""
        with self.db.atomic():
            for problem in problems:
                row = to_row(problem)
                self.db.table("problems").insert(
                    {"id": content_id(run.id, *row.values()), "run": run.id, **row}, ignore=True
                )

    def problems(self, run: Run) -> list[Problem]:
        """The problems of a run, by stage and subject."""
        sql = "select * from problems where run = ? order by stage, subject, kind"
        return [from_row(Problem, row) for row in self.db.query(sql, [run.id])]

    def has_told(self, channel: str) -> bool:
        """Whether a channel of alerts ever took note of a conflict."""
        return bool(next(self.db.query("select 1 from told where channel = ? limit 1", [channel]), None))

    def told(self, channel: str) -> dict[str, tuple[str, float | None]]:
        """Id of conflict -> its state and spread when this channel last took note of it."""
        rows = self.db.query("select conflict, state, spread from told where channel = ?", [channel])
        return {row["conflict"]: (row["state"], row["spread"]) for row in rows}

    def tell(self, channel: str, conflicts: Iterable[Mapping[str, object]]) -> None:
        """This channel now knows these conflicts as they are; of those that are gone it keeps what it told."""
        with self.db.atomic():
            self.db.table("told").upsert_all(
                (
                    {
                        "channel": channel,
                        "conflict": one["id"],
                        "state": one["state"],
                        "spread": one["spread"],
                    }
                    for one in conflicts
                ),
                pk=("channel", "conflict"),
            )

    def latest(self, limit: int = 10) -> list[Run]:
        """The newest runs, newest first."""
        return [
            from_row(Run, row)
            for row in self.db.query("select * from runs order by started_at desc limit ?", [limit])
        ]

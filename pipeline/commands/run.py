"""`crossclaim run`: the daily job."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.commands.options import FILE, minutes, with_settings
from pipeline.terminal import echo

if TYPE_CHECKING:
    from pipeline.progress import LogForm
    from pipeline.settings import Settings


@click.command()
@click.option(
    "--json", "as_json", is_flag=True, help="End with one JSON object on standard output, and no progress."
)
@click.option(
    "--max-time",
    type=minutes,
    metavar="TIME",
    help="End in about this time: 90s, 20m, 2h (default: run_minutes).",
)
@click.option(
    "--log", type=click.Choice(["text", "json"]), default="text", help="How stderr tells of progress."
)
@click.option("--metrics", type=FILE, help="Write the run's figures to this file, for Prometheus.")
@click.option(
    "--notify", is_flag=True, help="Tell of new, widened and settled conflicts, as the settings say."
)
@with_settings
def run(
    settings: Settings,
    as_json: bool,
    max_time: float | None,
    log: LogForm,
    metrics: Path | None,
    notify: bool,
) -> int:
    """Poll all feeds, read new articles, extract claims, and compare what changed.

    Exit code: 0 all well, 1 some problems recorded, 2 could not run.
    """
    if notify:
        check_notify(settings)
    from db.clock import now
    from pipeline.cli import program_version
    from pipeline.console import Console
    from pipeline.metrics import write_metrics
    from pipeline.polling import follow_topics
    from pipeline.progress import Progress
    from pipeline.report import print_no_feeds, print_not_due, print_result
    from pipeline.run import run_daily

    if max_time:
        limits = settings.limits.model_copy(update={"run_minutes": max_time})
        settings = settings.model_copy(update={"limits": limits})
    follow_topics(settings)
    progress = Progress(quiet=as_json and log == "text", log=log)
    told = settings.notify if notify else None
    result = run_daily(settings, version=program_version(), now=now(), progress=progress, notify=told)
    if metrics:
        write_metrics(metrics, result)
    if as_json:
        problems = [asdict(problem) for problem in result.problems]
        echo(json.dumps({"run": asdict(result.run), "problems": problems, "totals": result.totals}))
    else:
        print_result(result, Console())
        if not result.totals["feeds"]:
            print_no_feeds(Console())
        elif result.next_poll and not result.run.counts["feeds_polled"]:
            print_not_due(result.next_poll, Console())
    return result.exit_code


def check_notify(settings: Settings) -> None:
    """SettingsError where nobody would be told, or the file of what is followed cannot be read."""
    from db.errors import SettingsError
    from pipeline.alerts import load_following

    told = settings.notify
    if told is None or not (told.mail or told.webhook):
        remedy = "Add `notify:` with `mail:` or `webhook:` to crossclaim.yml; docs/operations.md shows how."
        raise SettingsError("the settings name nobody to tell.", subject="--notify", remedy=remedy)
    if told.followed:
        load_following(told.followed)

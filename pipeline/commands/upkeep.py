"""Keeping a database well: `backup`, `doctor`, `forget`, `reextract` and `replay`."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.commands.options import FILE, check_topic, day, with_settings
from pipeline.terminal import echo

if TYPE_CHECKING:
    from pipeline.settings import Settings

SPACE_TO_KEEP = 500_000_000  # bytes; a day's pages and their index fit in it


@click.command()
@click.argument("target", type=FILE)
@with_settings
def backup(settings: Settings, target: Path) -> None:
    """Copy the database to TARGET while it is in use, and check the copy."""
    from db.store import Store

    with Store.reading(settings.database) as store:
        store.backup(target)
    echo(f"{target}: a sound copy of {settings.database}.")


@click.command()
@with_settings
def doctor(settings: Settings) -> int:
    """Check the database, its references, texts and offsets, the disk, the topics and the language model.

    Exit code: 0 where all is well, 1 where something is wrong.
    """
    from db.store import Store
    from extractors.language import load

    settings.load_topics()
    load(settings.model)
    with Store.reading(settings.database) as store:
        faults = list(store.faults())
    free = shutil.disk_usage(settings.database.resolve().parent).free
    if free < SPACE_TO_KEEP:
        faults.append(f"only {free / 1e6:.0f} MB are free on the disk of {settings.database}")
    for fault in faults:
        echo(f"crossclaim: {settings.database}: {fault}", err=True)
    if not faults:
        echo("All is well: the file, its references, texts and offsets, the disk, the topics and the model.")
    return 1 if faults else 0


@click.command()
@click.argument("urls", nargs=-1, required=True, metavar="URL…")
@click.option("--reason", help="Why, for the record.")
@with_settings
def forget(settings: Settings, urls: tuple[str, ...], reason: str | None) -> int:
    """Remove the texts under each URL for good; no later run brings them back.

    Exit code: 1 where an address has no text (it is barred all the same).
    """
    from db.clock import now
    from db.store import Store
    from pipeline.comparison import compare_stale
    from pipeline.forgetting import forget as forget_text
    from pipeline.lock import run_lock
    from pipeline.progress import Progress
    from pipeline.report import counted

    missing = 0
    time = now()
    with run_lock(settings.database, time), Store.open(settings.database) as store:
        for url in urls:
            editions = forget_text(store, url, now=time, reason=reason)
            missing += not editions
            removed = f"{counted(editions, 'edition')} removed" if editions else "no text has this address"
            echo(f"{url}: {removed}; it is never read again.")
        compare_stale(store, settings.load_topics(), Progress(quiet=True), time)
    return 1 if missing else 0


@click.command()
@click.option("--topic", help="Only for this topic.")
@with_settings
def reextract(settings: Settings, topic: str | None) -> None:
    """Read the claims of all stored texts again, with today's rules and topics, and say what changed."""
    from db.clock import now
    from db.store import Store
    from pipeline.lock import run_lock
    from pipeline.progress import Progress
    from pipeline.report import counted
    from pipeline.run import digest

    check_topic(settings, topic)
    progress = Progress()
    time = now()
    with run_lock(settings.database, time), Store.open(settings.database) as store, progress.shown():
        before = store.claims.ids()
        store.articles.read_again(topic)
        digest(store, settings, settings.load_topics(), progress, time)
        after = store.claims.ids()
    gained, lost = len(after - before), len(before - after)
    echo(f"{counted(len(after), 'claim')}: {gained} gained, {lost} lost, {len(after & before)} as they were.")


@click.command()
@click.argument("target", type=FILE)
@click.option("--since", type=day, metavar="DATE", help="Only pages fetched from this day on.")
@with_settings
def replay(settings: Settings, target: Path, since: str | None) -> None:
    """Build TARGET, a new database, from the stored pages alone; nothing is fetched.

    Says how many texts of the old database are not in the new one, and why.
    """
    from db.clock import now
    from pipeline.progress import Progress
    from pipeline.replaying import LEFT_OUT
    from pipeline.replaying import replay as build
    from pipeline.report import counted

    made = build(settings, target, since=since or "", now=now(), progress=Progress())
    found = f"{counted(made.counts['articles'], 'article')}, {counted(made.counts['claims'], 'claim')}"
    echo(f"{target}: {found}.")
    if made.left_out:
        reasons = "; ".join(LEFT_OUT[reason].format(count) for reason, count in made.left_out.items())
        echo(f"Left out: {counted(sum(made.left_out.values()), 'text')}: {reasons}.")

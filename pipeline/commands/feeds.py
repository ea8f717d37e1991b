"""`crossclaim feeds`: follow, list, check and exchange feeds."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.commands.options import with_settings
from pipeline.terminal import echo

if TYPE_CHECKING:
    from pipeline.finding import FoundFeed
    from pipeline.settings import Settings


@click.group()
def feeds() -> None:
    """Follow feeds: add, list, remove, check, import and export them."""


@feeds.command("list")
@with_settings
def list_feeds(settings: Settings) -> None:
    """Show the followed feeds with their topic and state."""
    from rich.table import Table

    from db.store import Store
    from pipeline.console import Console
    from pipeline.report import print_no_feeds

    table = Table(box=None, header_style="bold")
    for column in ("topic", "state", "last fetched", "failures", "feed"):
        table.add_column(column, no_wrap=True, overflow="ignore")
    with Store.reading(settings.database) as store:
        for feed in store.feeds.all():
            table.add_row(feed.topic, feed.state, feed.last_fetched or "never", str(feed.failures), feed.url)
    if not table.row_count:
        print_no_feeds(Console())
        return
    Console().print(table, soft_wrap=True)


@feeds.command("add", short_help="Follow feeds, or the feed that a page names.")
@click.argument("urls", nargs=-1, required=True, metavar="URL…")
@click.option("--topic", help="Topic that its articles are read for (default: the first of the settings).")
@click.option("--outlet", help="Name of the outlet, where the pages do not say it.")
@click.option("--as-given", is_flag=True, help="Follow the addresses as they are, without asking for them.")
@with_settings
def add_feeds(
    settings: Settings, urls: tuple[str, ...], topic: str | None, outlet: str | None, as_given: bool
) -> None:
    """Follow the feeds at each URL; of a site's page, the feed that it names.

    Exit code: 1 where an address is no feed and does not lead to just one.
    """
    import asyncio

    from db.store import Store
    from extractors.topic import load_topic
    from pipeline.addresses import checked
    from pipeline.finding import FoundFeed, find_feeds

    name = load_topic(topic or settings.topics[0], settings.topics_folder).name
    addresses = [str(checked(url)) for url in urls]
    found = (
        [FoundFeed(url, url) for url in addresses]
        if as_given
        else asyncio.run(find_feeds(settings, addresses))
    )
    with Store.open(settings.database, create=True) as store:
        for one in found:
            if one.feed is None:
                echo(_not_followed(one), err=True)
                continue
            new = store.feeds.add(one.feed, topic=name, outlet=outlet)
            named = f", which {one.url} names" if one.feed != one.url else ""
            echo(f"{'following' if new else 'already followed'}: {one.feed} ({name}){named}")
            if one.message:
                echo(f"  It does not answer now, and is asked again by the next run. {one.message}")
    if any(one.feed is None for one in found):
        raise SystemExit(1)


def _not_followed(found: FoundFeed) -> str:
    if not found.choices:
        return f"not followed: {found.message}"
    lines = (f"  {link.url}{f'  ({link.title})' if link.title else ''}" for link in found.choices)
    return (
        f"not followed: {found.url}: is a page that names several feeds. Add the one you want:\n"
        + "\n".join(lines)
    )


@feeds.command("remove", short_help="Follow feeds no longer; what they brought stays.")
@click.argument("urls", nargs=-1, required=True, metavar="URL…")
@with_settings
def remove_feeds(settings: Settings, urls: tuple[str, ...]) -> None:
    """Stop following the feeds at each URL; what they brought stays."""
    from db.store import Store

    missing = False
    with Store.open(settings.database) as store:
        for url in urls:
            gone = store.feeds.remove(url)
            missing |= not gone
            echo(f"{'no longer followed' if gone else 'not followed'}: {url}", err=not gone)
    if missing:
        raise SystemExit(1)


@feeds.command("check", short_help="Fetch each feed once; say what it would yield.")
@click.argument("urls", nargs=-1, metavar="[URL…]")
@with_settings
def check_feeds(settings: Settings, urls: tuple[str, ...]) -> None:
    """Fetch each feed once (or each URL) and say what it would yield; no article is stored."""
    import asyncio

    from pipeline.finding import feed_reports

    failed = False
    for report in asyncio.run(feed_reports(settings, urls)):
        failed |= not report.good
        message = report.message.removeprefix(f"{report.url}: ")
        echo(f"{'ok   ' if report.good else 'fault'} {report.url}\n      {message}", err=not report.good)
    if failed:
        raise SystemExit(1)


@feeds.command("export")
@click.option(
    "-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="File (default: standard output)."
)
@with_settings
def export_feeds(settings: Settings, output: Path | None) -> None:
    """Write the followed feeds as OPML."""
    from db.store import Store
    from pipeline.export import replacing
    from pipeline.opml import write_opml
    from pipeline.report import counted

    with Store.reading(settings.database) as store:
        active = [feed for feed in store.feeds.all() if feed.state == "active"]
    text = write_opml([(feed.url, feed.title or feed.outlet or "", feed.topic) for feed in active])
    if output is None:
        echo(text)
        return
    with replacing(output) as stream:
        stream.write(text.encode())
    echo(f"{counted(len(active), 'feed')} in {output}", err=True)


@feeds.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--topic", help="Topic that their articles are read for (default: the first of the settings).")
@with_settings
def import_feeds(settings: Settings, file: Path, topic: str | None) -> None:
    """Follow all feeds of an OPML file."""
    from db.store import Store
    from extractors.topic import load_topic
    from pipeline.opml import read_opml
    from pipeline.report import counted

    name = load_topic(topic or settings.topics[0], settings.topics_folder).name
    outlines = read_opml(file.read_bytes(), str(file))
    with Store.open(settings.database, create=True) as store:
        new = sum(store.feeds.add(url, topic=name, outlet=title or None) for url, title in outlines)
    echo(f"{file}: {counted(len(outlines), 'feed')}, {new} of them new.")

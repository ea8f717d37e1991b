"""`crossclaim demo`: the whole job on the sample newsroom, on two days, and its conflicts."""

from __future__ import annotations

from pathlib import Path

import click

FOLDER = Path("demo")
KINDS = ("denial", "disputed", "correction", "rounding", "growth over time", "often confused")


@click.command()
@click.option(
    "--serve/--no-serve",
    default=True,
    help="Serve the result with Datasette at the end (default), or end after the report.",
)
@click.option(
    "--folder",
    type=click.Path(file_okay=False, path_type=Path),
    default=FOLDER,
    show_default=True,
    help="Where its database is made anew.",
)
@click.option(
    "--port", type=click.IntRange(1, 65535), default=8001, show_default=True, help="Port to serve on."
)
def demo(serve: bool, folder: Path, port: int) -> None:
    """Read the sample newsroom on two days, and show who disagrees with whom, and why."""
    from db.store import Store
    from pipeline.cli import program_version
    from pipeline.console import Console
    from pipeline.demo import read_newsroom
    from pipeline.report import print_contrasts, print_problems, print_totals

    console = Console()
    database = folder / "crossclaim.db"
    problems = read_newsroom(database, version=program_version(), console=console)
    with Store.reading(database) as store:
        console.rule("What the newsroom's articles say")
        print_totals(store.table_counts(), console)
        console.print("The three sharpest conflicts:")
        sharpest = store.contrasts.disputes(limit=3)
        print_contrasts(sharpest, console)
        console.print("\nOne of each other kind:")
        others = [store.contrasts.best_of_kind(kind) for kind in KINDS]
        print_contrasts([other for other in others if other and other not in sharpest], console)
        print_problems(problems, console)
    console.print(f"\nThe database is {database}.", highlight=False)
    if serve:
        from pipeline.serving import serve_database

        serve_database(database, port=port)

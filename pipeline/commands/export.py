"""`crossclaim export`: whole sets to take home, as CSV, JSON lines or Parquet."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, get_args

import click

from db.records import ConflictState
from pipeline.commands.options import check_topic, day, with_settings
from pipeline.terminal import Guarded, echo

if TYPE_CHECKING:
    from db.export import Selection
    from db.tables import Form
    from pipeline.settings import Settings


SETS = ("claims", "conflicts", "questions", "articles")
ENDINGS = {".csv": "csv", ".jsonl": "jsonl", ".ndjson": "jsonl", ".parquet": "parquet"}


@click.command()
@click.argument("set_", metavar="SET", type=click.Choice([*SETS, "reviews"]))
@click.option(
    "--format",
    "form",
    type=click.Choice(["csv", "jsonl", "parquet"]),
    help="Default: by the file's ending, else csv.",
)
@click.option(
    "-o", "--output", type=click.Path(path_type=Path, dir_okay=False), help="File (default: standard output)."
)
@click.option("--topic", help="Only of this topic.")
@click.option("--subject", help="Only about this subject.")
@click.option("--metric", help="Only what measures this.")
@click.option("--words", help="Only claims whose sentence holds these words.")
@click.option("--question", metavar="ID", help="Only what belongs to this question.")
@click.option("--source", help="Only claims of this source.")
@click.option("--outlet", help="Only what this outlet published.")
@click.option("--state", type=click.Choice(get_args(ConflictState)), help="Only conflicts in this state.")
@click.option(
    "--since",
    type=day,
    metavar="DATE",
    help="Only published (or last seen) on or after this day, as 2025-01-31.",
)
@click.option("--in-conflict", is_flag=True, help="Only what is in an open conflict.")
@click.option("--raw", is_flag=True, help="Leave cells as they are, even where a spreadsheet would run them.")
@click.option(
    "--excel", is_flag=True, help="CSV that Excel reads as UTF-8 when it is opened by a double click."
)
@with_settings
def export(
    settings: Settings,
    set_: str,
    form: str | None,
    output: Path | None,
    in_conflict: bool,
    raw: bool,
    excel: bool,
    **filters: str | None,
) -> None:
    """Write a whole SET: claims, conflicts, questions or articles; or the reviews that people made of claims.

    A file is whole or is not there; datapackage.json beside it says what its columns mean, how many
    rows it has, and its SHA-256. Reviews are written as ClaimReview of schema.org (JSON-LD).
    """
    from db.errors import InputError
    from pipeline.cli import program_version
    from pipeline.export import export_file, export_stream

    chosen = {name: value for name, value in filters.items() if value is not None}
    if in_conflict:
        chosen["in_conflict"] = "yes"
    if set_ == "reviews":
        if chosen or form or excel:
            remedy = "They are one JSON-LD document: `crossclaim export reviews -o reviews.jsonld`."
            raise InputError("cannot be filtered or written otherwise.", subject="reviews", remedy=remedy)
        _export_reviews(settings.database, output)
        return
    selection, form = _selection(set_, chosen), _form_of(output, form, excel=excel)
    check_topic(settings, chosen.get("topic"))
    options = {"raw": raw, "excel": excel}
    if output is None:
        if form == "parquet" and sys.stdout.isatty():
            remedy = f"Name a file: -o {set_}.parquet."
            raise InputError("is no text that a terminal could show.", subject="parquet", remedy=remedy)
        count = export_stream(settings.database, selection, form, Guarded(sys.stdout.buffer), **options)
    else:
        count = export_file(settings.database, selection, form, output, version=program_version(), **options)
        echo(f"{count:,} {set_} in {output}", err=True)
    if chosen and not count:
        told = ", ".join(f"--{name.replace('_', '-')} {value}" for name, value in chosen.items())
        echo(f"Nothing here fits {told}. Names are matched as they stand, capitals included.", err=True)
    elif not count and output is None:
        echo(f"There are no {set_} in {settings.database}.", err=True)


def _selection(set_: str, filters: dict[str, str]) -> Selection:
    """The set under these filters; InputError for one that it does not have."""
    from db.errors import InputError
    from db.export import FILTERS, Selection

    for name in sorted(set(filters) - set(FILTERS[set_])):  # type: ignore[index]  # one of the choices above
        known = ", ".join(f"--{one.replace('_', '-')}" for one in FILTERS[set_] if one != "article")  # type: ignore[index]
        raise InputError(f"is no filter of {set_}.", subject=f"--{name}", remedy=f"There are: {known}.")
    return Selection(set_, filters)  # type: ignore[arg-type]  # one of the choices above


def _export_reviews(database: Path, output: Path | None) -> None:
    from pipeline.claim_reviews import claim_reviews
    from pipeline.export import replacing

    document, count = claim_reviews(database)
    if output is None:
        echo(document, nl=False)
        return
    with replacing(output) as stream:
        stream.write(document.encode())
    echo(f"{count:,} reviews in {output}", err=True)


def _form_of(output: Path | None, asked: str | None, *, excel: bool) -> Form:
    """The format that is asked for, else that of the file's ending; CSV where it has none."""
    from db.errors import InputError

    ending = output.suffix.lower() if output and not asked else ""
    if ending and ending not in ENDINGS:
        raise InputError(
            f"no format has the ending {ending}.",
            subject=str(output),
            remedy=f"Name it {', '.join(ENDINGS)}, or say --format.",
        )
    form = asked or ENDINGS.get(ending, "csv")
    if excel and form != "csv":
        raise InputError(f"is for CSV, not for {form}.", subject="--excel", remedy="Say --format csv.")
    return form  # type: ignore[return-value]  # one of the choices above

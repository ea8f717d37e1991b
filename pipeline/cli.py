"""The `crossclaim` command: a table of commands, each loaded only when it is called.

Nothing heavy is imported here, so that `--help` answers at once; a command's module is named in
COMMANDS and imported when the command runs.
"""

from __future__ import annotations

import importlib
import sys
from difflib import get_close_matches
from importlib.metadata import PackageNotFoundError, version

import click

from db.errors import CrossclaimError
from pipeline.terminal import echo

COMMANDS: dict[str, tuple[str, str]] = {
    # name: (module under pipeline.commands, one line of help)
    "demo": ("demo", "Read a sample newsroom and show its conflicts: start here."),
    "init": ("init", "Write settings and a starting topic to edit."),
    "feeds": ("feeds", "Follow feeds: add, list, remove, check, import, export."),
    "topic": ("topic", "List topics; check one: its file, its examples, what it finds."),
    "run": ("run", "The daily job: poll feeds, read articles, compare claims."),
    "add": ("add", "Add articles now: URLs, saved pages, texts, folders."),
    "backfill": ("backfill", "Read archives and folders of articles into Parquet, on one machine or many."),
    "load": ("load", "Take what a backfill wrote into the database."),
    "status": ("status", "Show the last runs, their problems, and failing feeds."),
    "backup": ("upkeep", "Copy the database while it is in use, and check the copy."),
    "doctor": ("upkeep", "Check database, disk, topics and language model."),
    "forget": ("upkeep", "Remove texts for good; no later run brings them back."),
    "reextract": ("upkeep", "Read stored texts again with today's rules and topics."),
    "replay": ("upkeep", "Build a new database from the stored pages, without the network."),
    "install-timer": ("install_timer", "Print systemd units or a crontab line for the daily job."),
    "conflicts": ("conflicts", "Show who disagrees with whom, and why."),
    "questions": ("questions", "Show what is asked, and how many answers there are."),
    "suggest": ("suggest", "Show disputes without numbers that no topic declares, as YAML to paste."),
    "why": ("why", "Show how two claims stand to each other, rule by rule."),
    "extract": ("extract", "Print the claims in articles, one JSON line each."),
    "explain": ("explain", "Show each claim of an article with the words that it went by."),
    "article": ("article", "Read saved pages: title, date, authors and text as JSON lines."),
    "quantities": ("quantities", "Print every quantity in texts, topic or not."),
    "attributions": ("attributions", "Print who said what in texts, as spans."),
    "compare": ("compare", "Compare claims: agree, compatible, conflict, incomparable, and why."),
    "relate": ("relate", "Compare pairs of texts."),
    "serve": ("serve", "Read the database in the browser."),
    "reviewers": ("reviewers", "Say who may sign in to review: add, list, remove."),
    "export": ("export", "Take whole sets home: CSV, JSON lines or Parquet."),
    "publish": ("publish", "Make a folder that serves the database to the world."),
}


def program_version() -> str:
    """The installed version; "0+checkout" when run from a folder that is not installed."""
    try:
        return version("crossclaim")
    except PackageNotFoundError:
        return "0+checkout"


class Commands(click.Group):
    """A click group that knows its commands by name and loads the one that is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module = importlib.import_module(f"pipeline.commands.{COMMANDS[cmd_name][0]}")
        command = getattr(module, cmd_name.replace("-", "_"))
        assert isinstance(command, click.Command)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command of that name; of a mistyped one, an error with the nearest there is."""
        near = get_close_matches(args[0], COMMANDS, n=1)
        if near and args[0] not in COMMANDS:
            ctx.fail(f"No such command '{args[0]}'. Did you mean '{near[0]}'?")
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, text) for name, (_, text) in COMMANDS.items()])


def print_version(ctx: click.Context, _param: click.Parameter, wanted: bool) -> None:
    if wanted:
        echo(f"crossclaim {program_version()}")
        ctx.exit()


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--version",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=print_version,
    help="Print the version.",
)
def crossclaim() -> None:
    """Read the news, write down who claims which number about what, and show where claims disagree and why."""


def main() -> None:
    """Run the command line; an expected failure is one sentence on stderr and its exit code."""
    try:
        code = crossclaim.main(standalone_mode=False)
        sys.exit(code if isinstance(code, int) else 0)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except (KeyboardInterrupt, click.Abort):
        echo("Stopped. What was finished is stored; run it again to go on.", err=True)
        sys.exit(130)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(1)
    except CrossclaimError as error:
        for fault in (error, *error.others):
            echo(f"crossclaim: {fault}", err=True)
        sys.exit(error.exit_code)


if __name__ == "__main__":
    main()

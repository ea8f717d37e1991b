"""`crossclaim install-timer`: the lines that make the daily job daily."""

from __future__ import annotations

import re
import shlex
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.commands.options import with_settings
from pipeline.terminal import echo

if TYPE_CHECKING:
    from pipeline.settings import Settings

FILE_NAME = "crossclaim.yml"
TIME = re.compile("([01]?[0-9]|2[0-3]):([0-5][0-9])")

UNITS = """\
# ~/.config/systemd/user/crossclaim.service
[Unit]
Description=Crossclaim daily job
After=network-online.target

[Service]
Type=oneshot
WorkingDirectory={folder}
ExecStart={command}
# 1 means that some feeds or pages had problems, which `crossclaim status` shows.
SuccessExitStatus=1
Nice=10

# ~/.config/systemd/user/crossclaim.timer
[Unit]
Description=Crossclaim every day at {at}

[Timer]
OnCalendar=*-*-* {at}
RandomizedDelaySec=10min
Persistent=true

[Install]
WantedBy=timers.target

# Then: systemctl --user daemon-reload && systemctl --user enable --now crossclaim.timer
#       loginctl enable-linger "$USER"      (so that it runs while you are logged out)
"""
CRON = """\
# crontab -e
{minute} {hour} * * *  cd {folder} && {command} >> run.log 2>&1
"""


@click.command("install-timer")
@click.option("--cron", is_flag=True, help="A crontab line in place of systemd units.")
@click.option("--at", default="06:00", show_default=True, help="When to run, HH:MM.")
@with_settings
def install_timer(settings: Settings, cron: bool, at: str) -> None:
    """Print what to put where, so that the job runs every day in this folder. Nothing is installed."""
    if not (time := TIME.fullmatch(at)):
        raise click.BadParameter(f"{at!r} is no time of day such as 06:00.", param_hint="--at")
    hour, minute = int(time[1]), int(time[2])
    found = shutil.which("crossclaim")
    folder, options = _where(settings)
    command = [*([found] if found else [sys.executable, "-m", "pipeline.cli"]), "run", *options]
    if cron:
        words = {"folder": shlex.quote(folder), "command": shlex.join(command)}
        words = {
            name: text.replace("%", r"\%") for name, text in words.items()
        }  # cron ends a line at a bare one
        echo(CRON.format(minute=minute, hour=hour, **words), nl=False)
    else:
        words = {"folder": folder.replace("%", "%%"), "command": _for_systemd(command)}
        echo(UNITS.format(at=f"{hour:02}:{minute:02}", **words), nl=False)


def _where(settings: Settings) -> tuple[str, list[str]]:
    """The folder to run in, and the options by which a run there finds the same settings and database."""
    given = click.get_current_context().params
    config = given["config"]
    if config is None and settings.written:
        config = Path(FILE_NAME)
    home = (config or settings.database).resolve().parent
    options = ["--config", config.name] if config and config.name != FILE_NAME else []
    if given["db"] or config is None:
        options += ["--db", str(settings.database.resolve())]
    return str(home), options


def _for_systemd(command: list[str]) -> str:
    """The words of a command as a unit file takes them: in quotes where they hold spaces, percent signs doubled."""
    words = [word.replace("%", "%%") for word in command]
    return " ".join(f'"{word}"' if " " in word else word for word in words)

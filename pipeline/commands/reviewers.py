"""`crossclaim reviewers`: who may sign in to review in the browser."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from db.accounts import SHORTEST, Accounts
from db.errors import InputError
from pipeline.commands.options import with_settings
from pipeline.terminal import echo

if TYPE_CHECKING:
    from pipeline.settings import Settings


@click.group()
def reviewers() -> None:
    """Say who may sign in to review: add, list, remove.

    Names and hashes of passwords go to a file of their own beside the database; `crossclaim serve` then has a
    page to sign in on. A change holds at once, also for a site that is being served.
    """


@reviewers.command(short_help="Give somebody a password, or a new one.")
@click.argument("name")
@click.option("--stdin", is_flag=True, help="Read the password from standard input, for a script.")
@with_settings
def add(settings: Settings, name: str, stdin: bool) -> None:
    """Give NAME a password, or a new one. The name stands beside each review: take the person's own."""
    from datasette_auth_passwords.utils import hash_password

    from pipeline.claim_reviews import is_a_name

    if not is_a_name(name) or name != name.strip() or len(name) > 80:
        raise InputError("is no name of a person.", subject=repr(name), remedy='Write it as "Ann Lee".')
    if stdin:
        password = sys.stdin.readline().rstrip("\r\n")
    else:
        password = click.prompt(f"Password for {name}", hide_input=True, confirmation_prompt=True)
    if len(password) < SHORTEST:
        remedy = f"Take at least {SHORTEST} characters; some words that do not belong together are good."
        raise InputError("is too short a password.", subject=f"what was typed for {name}", remedy=remedy)
    accounts = Accounts.beside(settings.database)
    if not accounts.path.parent.is_dir():
        raise InputError(
            "there is no such folder.", subject=str(accounts.path.parent), remedy="Make it first."
        )
    accounts.give(name, hash_password(password))
    echo(f"{name} can sign in at /-/login of `crossclaim serve` ({accounts.path}).")


@reviewers.command("list")
@with_settings
def list_(settings: Settings) -> None:
    """Print the names, one a line."""
    names = sorted(Accounts.beside(settings.database).hashes)
    for name in names:
        echo(name)
    if not names:
        echo(
            f"Nobody can sign in to review {settings.database}; `crossclaim reviewers add NAME` lets somebody.",
            err=True,
        )


@reviewers.command(short_help="Take the right to sign in away.")
@click.argument("name")
@with_settings
def remove(settings: Settings, name: str) -> None:
    """Take the right to sign in from NAME; the reviews that were made stay."""
    accounts = Accounts.beside(settings.database)
    try:
        accounts.remove(name)
    except KeyError:
        raise InputError(
            "is no reviewer.", subject=name, remedy="`crossclaim reviewers list` prints who is."
        ) from None
    echo(f"{name} can sign in no more.")

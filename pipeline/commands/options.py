"""Options that several commands share: which settings, which topic, which claims."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args

import click

from db.records import Kind

if TYPE_CHECKING:
    from extractors.topic import Topic
    from pipeline.settings import Settings

FILE = click.Path(dir_okay=False, path_type=Path)
TOPIC = click.option(
    "--topic",
    metavar="NAME|FILE",
    help="What to read for (default: the first of the settings here; without settings ai-compute).",
)


def kinds_of(_ctx: click.Context, _param: click.Parameter, value: str) -> tuple[Kind, ...]:
    """The kinds of claims that are asked for; an unknown one is an error that names those there are."""
    known: tuple[Kind, ...] = get_args(Kind)
    asked = tuple(kind for kind in known if kind in value.split(","))
    if not asked or set(value.split(",")) - set(known):
        raise click.BadParameter(f"give {' or '.join(known)}, or both with a comma: {','.join(known)}.")
    return asked


KINDS = click.option(
    "--kinds",
    default="quantity",
    show_default=True,
    metavar="quantity,statement",
    callback=kinds_of,
    help="Numbers, yes/no statements that are denied, alleged or doubted, or both.",
)


def with_settings(command: Callable[..., Any]) -> Callable[..., Any]:
    """Adds --config and --db, and passes the command its `settings`."""

    @click.option("--config", type=FILE, help="Settings file (default: ./crossclaim.yml, if there is one).")
    @click.option("--db", type=FILE, help="Database file, in place of the settings' own.")
    @wraps(command)
    def wrapped(*args: Any, config: Path | None, db: Path | None, **kwargs: Any) -> Any:
        return command(*args, settings=chosen_settings(config, db), **kwargs)

    return wrapped


def minutes(text: str) -> float:
    """The minutes in a length of time such as 90s, 20m or 2h; a bare number is minutes."""
    found = re.fullmatch(r"(\d+(?:\.\d+)?)\s*([smh]?)", text.strip().lower())
    if not found or float(found[1]) == 0:
        raise click.BadParameter(f"{text!r} is no length of time such as 90s, 20m or 2h.")
    return float(found[1]) * {"s": 1 / 60, "m": 1.0, "h": 60.0, "": 1.0}[found[2]]


def day(text: str) -> str:
    """The text, where it is a day such as 2025-01-31."""
    try:
        if date.fromisoformat(text).isoformat() == text:
            return text
    except ValueError as error:
        raise click.BadParameter(f"{text!r} is no day. Write it as 2025-01-31.") from error
    raise click.BadParameter(f"{text!r} is no day. Write it as 2025-01-31.")


def check_topic(settings: Settings, topic: str | None) -> None:
    """TopicError where --topic names none that the topics folder or the database knows."""
    from db.errors import TopicError
    from db.store import Store
    from extractors.topic import topic_names

    names = topic_names(settings.topics_folder)
    if topic is None or topic in names:
        return
    with Store.reading(settings.database) as store:
        if not store.articles.has_topic(topic):
            raise TopicError("no such topic.", subject=topic, remedy=f"There are: {', '.join(names)}.")


def chosen_reading(which: str | None) -> tuple[Topic, str]:
    """The topic of TOPIC's --topic (a file, or a name in the topics folder of this place or among the shipped), and
    the language model of the settings here."""
    from extractors.topic import load_topic

    settings = chosen_settings(None, None)
    return load_topic(which or settings.topics[0], settings.topics_folder), settings.model


def chosen_settings(config: Path | None, db: Path | None) -> Settings:
    """The settings of --config, with the database of --db."""
    from pipeline.settings import load_settings

    settings = load_settings(config)
    return settings.model_copy(update={"database": db}) if db else settings

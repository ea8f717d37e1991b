"""Settings: what `crossclaim.yml` says, with defaults for all that it leaves out.

Paths in it are relative to its own folder. `crossclaim init` writes one with a comment for each key.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Annotated, Literal

from pydantic import AfterValidator, Field

import extractors.vocabulary as vocabulary
from db.errors import SettingsError, TopicError
from extractors.dictionary import DEFAULT_MODEL
from extractors.topic import Topic, load_topic
from extractors.topic_schema import Name
from extractors.vocabulary import Checked, WebAddress

FILE_NAME = "crossclaim.yml"


def _mail_address(text: str) -> str:
    """The text, where a mail can be sent to it."""
    if not re.fullmatch(r"[^@\s,]+@[^@\s,]+", text):
        raise ValueError("is no mail address, such as you@example.org")
    return text


Address = Annotated[str, AfterValidator(_mail_address)]


class Limits(Checked):
    """What one fetch and one run may cost."""

    page_megabytes: float = Field(default=10, gt=0)
    page_seconds: float = Field(default=30, gt=0)
    run_minutes: float = Field(default=120, gt=0)
    concurrency: int = Field(default=16, ge=1)
    per_host: int = Field(default=2, ge=1)
    host_delay_seconds: float = Field(default=1.0, ge=0)


class Keep(Checked):
    """How much of the fetched pages is kept for `replay`: the last days, and the newest megabytes."""

    page_days: float = Field(default=365, ge=0)
    page_megabytes: float = Field(default=20_000, ge=0)


class Mail(Checked):
    """A mail server and whom to write to. The password stands in the environment, never in the file."""

    to: tuple[Address, ...] = Field(min_length=1)
    sender: Address
    host: str = "localhost"
    port: int = Field(default=25, ge=1, le=65535)
    security: Literal["none", "starttls", "tls"] = "none"
    user: str = ""
    password_variable: str = "CROSSCLAIM_MAIL_PASSWORD"  # noqa: S105 - the name of a variable


class Notify(Checked):
    """How `crossclaim run --notify` tells of conflicts; `site` is where the pages are served, for links."""

    mail: Mail | None = None
    webhook: WebAddress | None = None
    site: WebAddress | None = None
    followed: Path | None = None


class Settings(Checked):
    """How Crossclaim runs here. `private_hosts` are exact host:port pairs on private addresses that may be fetched."""

    database: Path = Path("crossclaim.db")
    topics: tuple[Name, ...] = ("ai-compute",)
    topics_folder: Path = Path("topics")
    contact: str = ""
    user_agent: str = "Crossclaim"
    private_hosts: tuple[str, ...] = ()
    use_proxy: bool = False
    model: str = DEFAULT_MODEL
    limits: Limits = Limits()
    keep: Keep = Keep()
    notify: Notify | None = None

    @property
    def written(self) -> bool:
        """Whether these come from a file, which always says where its topics are."""
        return "topics_folder" in self.model_fields_set

    def load_topics(self) -> dict[str, Topic]:
        """The topics by name; TopicError for the first that does not load."""
        return {name: load_topic(name, self.topics_folder) for name in self.topics}


def load_settings(path: Path | None = None) -> Settings:
    """The settings of that file, of `crossclaim.yml` here, or the defaults where there is none.

    SettingsError names file, line and key.
    """
    if path is None and not Path(FILE_NAME).is_file():
        return Settings()
    path = path or Path(FILE_NAME)
    try:
        settings = vocabulary.read(Settings, path, may_be_empty=True)
    except TopicError as error:
        remedy = error.remedy or "`crossclaim init` writes a file with every key explained."
        fault = SettingsError(error.message, subject=error.subject, remedy=remedy)
        fault.others = error.others
        raise fault from error
    home = path.parent
    places: dict[str, object] = {
        "database": home / settings.database,
        "topics_folder": home / settings.topics_folder,
    }
    if settings.notify and settings.notify.followed:
        followed = {"followed": home / settings.notify.followed}
        places["notify"] = settings.notify.model_copy(update=followed)
    return settings.model_copy(update=places)

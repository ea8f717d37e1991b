"""Telling people of new, widened and settled conflicts: by mail, and by a webhook.

    remember_what_is_known(store, channels)     # before the run: what is there already is no news
    problems = tell(store, settings.notify)     # after it

Each channel remembers what it told, so that one that fails tells it after the next run. A run killed
between sending and remembering tells a thing twice, never not at all.
"""

from __future__ import annotations

import asyncio
import json
import os
import smtplib
import ssl
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from email.message import EmailMessage
from email.utils import formatdate, make_msgid
from typing import Any
from urllib.parse import urlsplit

import aiohttp

from browse.links import question_path
from browse.pages.feeds import in_words
from browse.pages.front import with_both_sides
from browse.reading import Reader
from db import views
from db.records import Problem
from db.store import Store
from pipeline.alerts import CHANGES, Change, Following, Told, load_following, news
from pipeline.settings import Mail, Notify

SECONDS = 30  # for a mail server or a webhook to answer
MOST = 50  # conflicts in one message; more are counted


class NotToldError(Exception):
    """A message that did not get through; its text says why, without addresses that are secrets."""


@dataclass(frozen=True, slots=True)
class Item:
    """One conflict to tell: what changed, its question, both sides and the reason, the address of its page."""

    id: str
    change: Change
    question: str
    topic: str
    subject: str
    words: str
    url: str | None


@dataclass(frozen=True, slots=True)
class Message:
    """What one channel tells after a run; `more` conflicts changed beside the items."""

    items: tuple[Item, ...]
    more: int = 0

    @property
    def title(self) -> str:
        """In one line: "3 conflicts: 2 new, 1 settled"."""
        counts = Counter(item.change for item in self.items)
        kinds = ", ".join(f"{counts[change]} {change}" for change in CHANGES if counts[change])
        total = len(self.items) + self.more
        return f"{total} {'conflict' if total == 1 else 'conflicts'}: {kinds}{', …' if self.more else ''}"

    @property
    def text(self) -> str:
        """All items as plain text."""
        parts = [
            "\n\n".join(
                part for part in (f"{item.change.upper()}: {item.question}", item.words, item.url) if part
            )
            for item in self.items
        ]
        if self.more:
            parts.append(f"{self.more} more changed; the pages and feeds have them all.")
        return "\n\n----\n\n".join(parts)


Send = Callable[[Message], None]


def channels(notify: Notify) -> dict[str, Send]:
    """The ways to tell that the settings name; each takes a message and raises NotToldError."""
    ways: dict[str, Send] = {}
    if notify.mail:
        mail = notify.mail
        ways["mail"] = lambda message: send_mail(mail, message)
    if notify.webhook:
        url = notify.webhook
        ways["webhook"] = lambda message: asyncio.run(post(url, message))
    return ways


def remember_what_is_known(store: Store, notify: Notify) -> None:
    """Before its first run a channel takes note of all conflicts that there are: they are no news."""
    for channel in channels(notify):
        if not store.runs.has_told(channel):
            store.runs.tell(channel, _conflicts(store))


def tell(store: Store, notify: Notify) -> list[Problem]:
    """Tells each channel what changed since it was last told; what did not get through, as problems."""
    following = load_following(notify.followed) if notify.followed else Following()
    conflicts = _conflicts(store)
    problems = []
    for channel, send in channels(notify).items():
        changes = news(_told(store, channel), conflicts, following)
        if changes:
            try:
                send(_message(store, changes, notify.site))
            except NotToldError as error:
                problems.append(
                    Problem("notify", channel, "not_told", f"{error} It is told after the next run.")
                )
                continue
        store.runs.tell(channel, conflicts)
    return problems


def send_mail(mail: Mail, message: Message) -> None:
    """Sends the message as one mail of plain text through the SMTP server of the settings."""
    letter = EmailMessage()
    letter["From"], letter["To"] = mail.sender, ", ".join(mail.to)
    letter["Subject"] = " ".join(f"Crossclaim: {message.title}".split())
    letter["Date"], letter["Message-ID"] = formatdate(), make_msgid(domain=mail.sender.rpartition("@")[2])
    letter["Auto-Submitted"] = "auto-generated"
    letter.set_content(message.text)
    secure = ssl.create_default_context()
    try:
        if mail.security == "tls":
            server: smtplib.SMTP = smtplib.SMTP_SSL(mail.host, mail.port, timeout=SECONDS, context=secure)
        else:
            server = smtplib.SMTP(mail.host, mail.port, timeout=SECONDS)
        with server:
            if mail.security == "starttls":
                server.starttls(context=secure)
            if mail.user:
                server.login(mail.user, _password(mail))
            server.send_message(letter)
    except (OSError, smtplib.SMTPException) as error:
        raise NotToldError(f"{mail.host}:{mail.port} did not take the mail: {error}.") from error


def _password(mail: Mail) -> str:
    if mail.password_variable not in os.environ:
        raise NotToldError(
            f"the environment has no {mail.password_variable} with the password of {mail.user}."
        )
    return os.environ[mail.password_variable]


async def post(url: str, message: Message) -> None:
    """Posts the message as JSON: `text` for people (chat programs show it), `conflicts` for programs."""
    body = {
        "text": f"{message.title}\n\n{message.text}",
        "conflicts": [
            {
                "id": item.id, "change": item.change, "question": item.question, "topic": item.topic,
                "subject": item.subject, "text": item.words, "url": item.url,
            }
            for item in message.items
        ],
        "more": message.more,
    }  # fmt: skip
    host = urlsplit(url).hostname  # the rest of a webhook's address is often a secret
    timeout = aiohttp.ClientTimeout(total=SECONDS)
    try:
        async with (
            aiohttp.ClientSession(timeout=timeout) as session,
            session.post(url, json=body, allow_redirects=False) as answer,
        ):
            status = answer.status
    except (TimeoutError, aiohttp.ClientError) as error:
        raise NotToldError(f"{host} could not be reached ({type(error).__name__}).") from error
    if not 200 <= status < 300:
        raise NotToldError(f"{host} answered {status}.")


def _told(store: Store, channel: str) -> dict[str, Told]:
    return {id: Told(*known) for id, known in store.runs.told(channel).items()}


def _conflicts(store: Store) -> list[dict[str, Any]]:
    """Every conflict with what decides whether it is news; the sharpest first."""
    return list(store.database.query(views.CONFLICT_STATES))


def _message(store: Store, changes: Mapping[str, Change], site: str | None) -> Message:
    """The message for these conflicts, both sides of each in words."""
    shown = list(changes)[:MOST]
    reader = Reader(store.database.conn)
    found = {
        one["id"]: one
        for one in with_both_sides(reader, reader.all(views.CONFLICTS_BY_ID, ids=json.dumps(shown)))
    }
    items = [
        Item(
            id=id,
            change=changes[id],
            question=found[id]["wording"],
            topic=found[id]["topic"],
            subject=found[id]["subject"],
            words=in_words(found[id]),
            url=site.rstrip("/") + question_path(found[id]["question"]) if site else None,
        )
        for id in shown
    ]
    return Message(tuple(items), more=len(changes) - len(shown))

"""Telling of conflicts: once, to each channel, what changed; and again where it did not get through."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from db.errors import SettingsError
from db.store import Store
from pipeline.cli import crossclaim
from pipeline.notify import remember_what_is_known, tell
from pipeline.settings import Mail, Notify
from tests.browse.newsroom import HOSTILE, PLAIN, write_newsroom
from tests.pipeline.mailbox import Hook, Mailbox, answering


@pytest.fixture
def mailbox() -> Iterator[Mailbox]:
    server = Mailbox()
    with answering(server):
        yield server


@pytest.fixture
def hook() -> Iterator[Hook]:
    server = Hook()
    with answering(server):
        yield server


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(write_newsroom(tmp_path / "news.db").path) as opened:
        yield opened


def mail_to(mailbox: Mailbox) -> Mail:
    return Mail(to=("reader@b.example",), sender="crossclaim@a.example", host="127.0.0.1", port=mailbox.port)


def change(store: Store, state: str, spread: float = 24.4) -> None:
    """The conflict as another run would leave it."""
    with store.database.atomic():
        store.database.execute("update conflicts set state = ?, spread = ?", [state, spread])


def test_a_mail_says_both_sides_and_why(store: Store, mailbox: Mailbox) -> None:
    """The letter has the question, both quotes with who said them, the reason, and the page's address."""
    assert tell(store, Notify(mail=mail_to(mailbox), site="https://pages.example/")) == []
    (letter,) = mailbox.letters
    text = letter.get_content()
    assert letter["subject"] == "Crossclaim: 1 conflict: 1 new"
    assert letter["to"] == "reader@b.example"
    assert "NEW: How many has DeepSeek?" in text
    assert "around 50,000 Hopper GPUs." in text
    assert "Why: 2,048 cannot be a rounding of 50,000" in text
    assert "https://pages.example/-/question/q-1" in text


def test_each_change_is_told_once(store: Store, hook: Hook) -> None:
    """A state that stays is told no second time; one that changes is, with its kind."""
    notify = Notify(webhook=hook.url)
    for state, spread in [
        ("new", 24.4),
        ("new", 24.4),
        ("standing", 24.4),
        ("widened", 30.0),
        ("widened", 30.0),
    ]:
        change(store, state, spread)
        assert tell(store, notify) == []
    change(store, "settled")
    tell(store, notify)
    assert [body["conflicts"][0]["change"] for body in hook.taken] == ["new", "widened", "settled"]


def test_another_copy_is_no_news(store: Store, hook: Hook) -> None:
    """A further article that says the same changes no state, so nobody is told."""
    notify = Notify(webhook=hook.url)
    tell(store, notify)
    with store.database.atomic():
        store.database.execute("update conflicts set last_seen = '2025-03-01T06:00:00Z', origins_a = 9")
    tell(store, notify)
    assert len(hook.taken) == 1


def test_what_was_there_before_is_no_news(store: Store, hook: Hook) -> None:
    """The first run that tells takes note of what there is, and tells only what comes after."""
    notify = Notify(webhook=hook.url)
    remember_what_is_known(store, notify)
    tell(store, notify)
    assert hook.taken == []
    change(store, "widened", 99.0)
    remember_what_is_known(store, notify)
    tell(store, notify)
    assert len(hook.taken) == 1


def test_what_did_not_get_through_is_told_next_time(store: Store, mailbox: Mailbox, hook: Hook) -> None:
    """Each channel stands for itself: one that fails is a problem now and tells it later."""
    hook.status, mailbox.refuses = 500, True
    notify = Notify(mail=mail_to(mailbox), webhook=hook.url)
    first = tell(store, notify)
    assert [(one.stage, one.subject, one.kind) for one in first] == [
        ("notify", "mail", "not_told"),
        ("notify", "webhook", "not_told"),
    ]
    assert "127.0.0.1 answered 500" in first[1].message
    assert "secret" not in first[1].message
    mailbox.refuses = False
    assert [one.subject for one in tell(store, notify)] == ["webhook"]
    hook.status = 200
    assert tell(store, notify) == []
    assert (len(mailbox.letters), len(hook.taken)) == (1, 1)


def test_nobody_there_is_a_problem(store: Store) -> None:
    """A server that does not answer is named, and the run goes on."""
    mail = Mail(to=("reader@b.example",), sender="crossclaim@a.example", host="127.0.0.1", port=1)
    problems = tell(store, Notify(mail=mail, webhook="http://127.0.0.1:1/secret"))
    assert ["127.0.0.1:1 did not take the mail" in problems[0].message, "secret" in problems[1].message] == [
        True,
        False,
    ]


def test_only_what_is_followed(store: Store, hook: Hook, tmp_path: Path) -> None:
    """With a file of what is followed, the rest is passed over for good."""
    followed = tmp_path / "followed.yml"
    followed.write_text("subjects: [NVIDIA]\n")
    notify = Notify(webhook=hook.url, followed=followed)
    tell(store, notify)
    followed.write_text("subjects: [DeepSeek]\n")
    tell(store, notify)
    assert hook.taken == []
    change(store, "settled")
    tell(store, notify)
    assert hook.taken[0]["conflicts"][0]["question"] == "How many has DeepSeek?"


@pytest.mark.parametrize("words", [PLAIN, HOSTILE], ids=["plain", "hostile"])
def test_hostile_words_stay_words(tmp_path: Path, mailbox: Mailbox, words: dict[str, str]) -> None:
    """Whatever a source is called, the letter is plain text with the headers we gave it."""
    subject = {**words, "subject": words["subject"] + "\nBcc: everyone@c.example\n.\n"}
    with Store.open(write_newsroom(tmp_path / "news.db", subject).path) as store:
        assert tell(store, Notify(mail=mail_to(mailbox))) == []
    (letter,) = mailbox.letters
    assert letter["bcc"] is None
    assert letter.get_content_type() == "text/plain"
    assert words["source"] in letter.get_content()


def test_notify_without_anyone_to_tell(tmp_path: Path) -> None:
    """The command says at once where the settings name nobody, before it fetches anything."""
    settings = tmp_path / "crossclaim.yml"
    settings.write_text("topics: [general]\nnotify: {site: 'https://a.example'}\n")
    result = CliRunner().invoke(crossclaim, ["run", "--notify", "--config", str(settings)])
    assert isinstance(result.exception, SettingsError)
    assert "name nobody to tell" in str(result.exception)
    assert not (tmp_path / "crossclaim.db").exists()

"""Setting up: init, settings, and the feeds that are followed."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from db.errors import CrossclaimError, SettingsError
from db.store import Store
from pipeline.cli import COMMANDS, crossclaim
from pipeline.settings import load_settings
from samples.newsroom import Newsroom


def command(*words: str) -> Result:
    """Runs the command line as a user would; an expected error is in `.exception`."""
    return CliRunner().invoke(crossclaim, words)


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_every_command_has_help(name: str) -> None:
    """Each command in the table loads, and explains itself."""
    done = command(name, "--help")
    assert done.exit_code == 0
    assert "Usage:" in done.output


def test_init_writes_what_then_loads() -> None:
    """What init writes are valid settings and a valid topic, and their comments state the defaults."""
    assert command("init").exit_code == 0
    settings = load_settings()
    assert settings.topics == ("my-topic",)
    assert settings.load_topics()["my-topic"].feeds
    Path("empty.yml").write_text("contact: ''\n")
    defaults = load_settings(Path("empty.yml"))
    assert settings.model_copy(update={"topics": defaults.topics}) == defaults


def test_init_overwrites_nothing() -> None:
    """A second init is refused, and leaves the files alone."""
    command("init")
    Path("crossclaim.yml").write_text("topics: [general]\n")
    assert isinstance(command("init").exception, SettingsError)
    assert load_settings().topics == ("general",)


FAULTS = [
    (
        "topics: [general]\ncontcat: me\n",
        "crossclaim.yml:2: contcat: unknown key. Did you mean contact? Known keys here: database",
    ),
    ("limits:\n  per_host: 0\n", "crossclaim.yml:2: limits.per_host"),
    ("topics: [no such]\n", "crossclaim.yml:1: topics.1"),
    ("topics: general\n", "crossclaim.yml:1: topics: must be a list, such as [one, two] (found 'general')"),
    ("topics: [general]\ntopics: [energy]\n", "crossclaim.yml:2: topics: stands here again; line 1"),
    ("limits:\n  concurrency: many\n", "crossclaim.yml:2: limits.concurrency: must be a whole number"),
    ("notify: {webhook: chat.example.org}\n", "crossclaim.yml:1: notify.webhook: is no web address"),
    ("notify: {mail: {to: [me], sender: me}}\n", "notify.mail.to.1: is no mail address"),
]


@pytest.mark.parametrize(("text", "message"), FAULTS)
def test_faulty_settings_name_the_place(text: str, message: str) -> None:
    """The error holds file, line, key and the way out."""
    Path("crossclaim.yml").write_text(text)
    done = command("status")
    assert isinstance(done.exception, CrossclaimError)
    assert message in str(done.exception)


def test_settings_may_leave_everything_out() -> None:
    """A file of comments alone is the defaults, as it says of each key."""
    Path("crossclaim.yml").write_text("# nothing\n")
    assert load_settings().topics == ("ai-compute",)


def test_feeds_are_added_listed_and_removed() -> None:
    """A feed is followed once, shows up in the list, and goes when asked to."""
    url = "https://outlet.example/rss"
    assert "following" in command("feeds", "add", "--as-given", url).output
    assert "already followed" in command("feeds", "add", "--as-given", url).output
    assert url in command("feeds", "list").output.replace("\n", "")
    assert command("feeds", "remove", url).exit_code == 0
    assert command("feeds", "remove", url).exit_code == 1


@pytest.mark.parametrize(
    "url", ["ftp://x.example/rss", "file:///etc/passwd", "rss", "https://me:secret@x.example/"]
)
def test_what_is_no_web_address_is_refused(url: str) -> None:
    """Only http and https addresses without a password can be followed."""
    assert isinstance(command("feeds", "add", "--as-given", url).exception, CrossclaimError)


def test_feeds_go_through_opml() -> None:
    """What export writes, import reads; a file that is no OPML is named."""
    command("feeds", "add", "--as-given", "https://outlet.example/rss?a=1&b=2", "--outlet", "Post & Sons")
    command("feeds", "export", "-o", "feeds.opml")
    done = command("feeds", "import", "feeds.opml", "--db", "other.db")
    assert "feeds.opml: 1 feed, 1 of them new." in done.output
    failed = command("feeds", "export", "-o", "nowhere/feeds.opml")
    assert str(failed.exception) == "nowhere/feeds.opml: cannot be written: No such file or directory."
    with Store.open(Path("crossclaim.db")) as store:
        store.database.execute("update feeds set title = ?", ["Post \x0b & Sons\ufffe"])
    assert 'title="Post  &amp; Sons"' in command("feeds", "export").output
    Path("no.opml").write_text("hello")
    failed = command("feeds", "import", "no.opml")
    assert isinstance(failed.exception, CrossclaimError)
    assert "no.opml" in str(failed.exception)


def test_check_says_what_a_feed_would_yield() -> None:
    """A good feed tells kind and count; a dead one tells its fault; nothing is stored."""
    with Newsroom() as newsroom:
        Path("crossclaim.yml").write_text(
            f"private_hosts: ['{newsroom.host}']\nlimits: {{host_delay_seconds: 0}}\n"
        )
        good = command("feeds", "check", newsroom.feeds[0])
        dead = command("feeds", "check", f"http://{newsroom.host}/none.xml")
    assert good.exit_code == 0
    assert "1 entries, newest 2025-03-14: Blue Quay Post" in good.output
    assert dead.exit_code == 1
    assert "404" in dead.output
    assert not Path("crossclaim.db").exists()


def test_private_addresses_are_refused() -> None:
    """Without leave in the settings, nothing on this machine is fetched."""
    with Newsroom() as newsroom:
        done = command("feeds", "check", newsroom.feeds[0])
    assert done.exit_code == 1
    assert "is not a public address" in done.output

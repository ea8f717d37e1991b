"""Serving: a port that cannot be had is one plain sentence."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from pathlib import Path

import pytest
import rich

from browse.site import open_site
from db.store import Store
from pipeline.serving import ServeError, listen, no_traces_of_bad_addresses


def test_a_taken_port_is_named_with_the_way_out() -> None:
    """The error says which port, why not, and what to do."""
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        with pytest.raises(ServeError, match=f"127.0.0.1:{port}: another program uses this port.*--port"):
            listen("127.0.0.1", port)


def test_an_address_of_another_machine_is_refused() -> None:
    """A host that is not this machine gets a sentence too."""
    with pytest.raises(ServeError, match=r"no such address.*--host"):
        listen("192.0.2.1", 0)


def test_a_name_that_is_no_host_is_refused() -> None:
    """A mistyped host gets the way out for a host, not for a port."""
    with pytest.raises(ServeError, match=r"no such\.invalid:0: is no address.*--host"):
        listen("no such.invalid", 0)


@pytest.fixture
def quiet_console() -> Iterator[None]:
    no_traces_of_bad_addresses()
    yield
    rich.reconfigure()


async def test_a_bad_address_leaves_the_terminal_alone(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], quiet_console: None
) -> None:
    """A reader's mistyped address answers 404 and prints no trace of the program."""
    with Store.open(tmp_path / "empty.db", create=True):
        pass
    response = await open_site(tmp_path / "empty.db").client.get("/nope")
    assert response.status_code == 404
    assert "".join(capsys.readouterr()) == ""

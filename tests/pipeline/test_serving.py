"""Serving: a port that cannot be had is one plain sentence."""

from __future__ import annotations

import socket

import pytest

from pipeline.serving import ServeError, listen


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

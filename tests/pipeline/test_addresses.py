"""Which addresses may be connected to."""

from __future__ import annotations

import socket

import pytest

from pipeline.addresses import AddressRefused, guarded_socket, why_refused

REFUSED = [
    ("127.0.0.1", "loopback"),
    ("127.8.9.1", "loopback"),
    ("0.0.0.0", "unspecified"),
    ("10.1.2.3", "private"),
    ("172.16.0.1", "private"),
    ("192.168.1.1", "private"),
    ("169.254.169.254", "link-local"),  # cloud metadata
    ("100.64.0.1", "not global"),  # carrier-grade NAT
    ("224.0.0.1", "multicast"),
    ("255.255.255.255", "private"),
    ("::1", "loopback"),
    ("::", "unspecified"),
    ("fe80::1%eth0", "link-local"),
    ("fc00::1", "private"),
    ("ff02::1", "multicast"),
    ("::ffff:127.0.0.1", "loopback"),  # mapped
    ("::ffff:10.0.0.1", "private"),
    ("64:ff9b::7f00:1", "loopback"),  # NAT64
    ("64:ff9b:1::a00:1", "private"),
    ("2002:7f00:1::", "loopback"),  # 6to4
    ("::127.0.0.1", "loopback"),
]


@pytest.mark.parametrize(("address", "why"), REFUSED)
def test_private_addresses_are_refused(address: str, why: str) -> None:
    """Whatever is not the public net is refused, in every way of writing it."""
    assert why_refused(address) == why


@pytest.mark.parametrize("address", ["93.184.215.14", "2606:4700:4700::1111", "64:ff9b::5db8:d70e"])
def test_public_addresses_pass(address: str) -> None:
    """A public address passes, behind NAT64 too."""
    assert why_refused(address) is None


def test_no_socket_is_made_for_a_refused_address() -> None:
    """The guard raises before there is a socket that could connect."""
    with pytest.raises(AddressRefused, match="loopback"):
        guarded_socket((socket.AF_INET, socket.SOCK_STREAM, 0, "", ("127.0.0.1", 80)))

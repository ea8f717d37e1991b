"""What may be asked for: http(s) URLs, at public addresses, looked at when the socket is made.

A name is checked after it was resolved and for every hop, so that neither a redirect nor a name
that resolves to something else the second time reaches a private network.

>>> why_refused("::ffff:127.0.0.1")
'loopback'
>>> why_refused("93.184.215.14") is None
True
"""

from __future__ import annotations

import errno
import ipaddress
import socket
from typing import Any

from yarl import URL

from db.errors import FetchError

NAT64 = (ipaddress.IPv6Network("64:ff9b::/96"), ipaddress.IPv6Network("64:ff9b:1::/48"))
TEREDO = ipaddress.IPv6Network("2001::/32")
REFUSAL = "is not a public address"


class AddressRefused(OSError):
    """A connection to an address that is not public was about to be made."""

    def __init__(self, address: str, why: str) -> None:
        super().__init__(errno.EPERM, f"{address} {REFUSAL} ({why})")


def why_refused(address: str) -> str | None:
    """Why an IP address may not be connected to ("loopback", "private" …); None for a public one.

    An IPv4 address inside an IPv6 one (mapped, 6to4, NAT64) is judged by the inner address.
    """
    ip = ipaddress.ip_address(address.split("%", 1)[0])
    if isinstance(ip, ipaddress.IPv6Address) and (inner := _inner(ip)) is not None:
        ip = inner
    for why in ("unspecified", "loopback", "link_local", "multicast", "private", "reserved"):
        if getattr(ip, f"is_{why}"):
            return why.replace("_", "-")
    return None if ip.is_global else "not global"


def _inner(ip: ipaddress.IPv6Address) -> ipaddress.IPv4Address | None:
    """The IPv4 address that an IPv6 address stands for, if it stands for one."""
    if ip.ipv4_mapped is not None:
        return ip.ipv4_mapped
    if ip.sixtofour is not None:
        return ip.sixtofour
    if ip in TEREDO and ip.teredo is not None:
        return ip.teredo[1]
    embedded = ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
    if any(ip in network for network in NAT64):
        return embedded
    compatible = int(ip) >> 32 == 0 and int(ip) > 1  # ::127.0.0.1, long out of use
    return embedded if compatible else None


def guarded_socket(addr_info: tuple[Any, ...]) -> socket.socket:
    """A socket for an address that was just resolved; AddressRefused where it is not a public one.

    It is given to aiohttp as `socket_factory`, which asks it for every single connection attempt.
    """
    family, kind, proto, _, sockaddr = addr_info
    address = str(sockaddr[0])
    if (why := why_refused(address)) is not None:
        raise AddressRefused(address, why)
    made = socket.socket(family=family, type=kind, proto=proto)
    made.setblocking(False)
    return made


def authority(url: URL, *, port: bool = False) -> str:
    """ "example.com", or "example.com:8080" where the port is not the scheme's own (or `port` is set)."""
    host = (url.host or "").lower().rstrip(".")
    if ":" in host:
        host = f"[{host}]"
    return f"{host}:{url.port}" if port or not url.is_default_port() else host


def checked(text: str, *, base: URL | None = None) -> URL:
    """The URL without its fragment; FetchError unless it is http(s), has a host and carries no password."""
    try:
        url = URL(text.strip())
        if base is not None:
            url = base.join(url)
        url = url.with_fragment(None)
        _ = url.port
    except (ValueError, UnicodeError) as error:
        raise FetchError(f"is no URL ({error}).", subject=text[:200], kind="bad_url") from error
    if url.scheme not in ("http", "https") or not url.host:
        raise FetchError("is no http or https URL.", subject=text[:200], kind="bad_url")
    if url.user or url.password:
        raise FetchError("carries a user name or password.", subject=url.host, kind="bad_url")
    return url

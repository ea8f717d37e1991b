"""What went wrong on the network, in a word and a sentence.

>>> fetch_error(TimeoutError(), "https://example.com/", deadline=60).kind
'timeout'
"""

from __future__ import annotations

import asyncio
import ssl
from collections.abc import Mapping

import aiohttp
from aiohttp import http_exceptions
from yarl import URL

from db.errors import FetchError
from pipeline.addresses import REFUSAL, AddressRefused


def fetch_error(error: BaseException, url: object, *, deadline: float) -> FetchError:
    """The expected failure that an exception of aiohttp or the socket stands for.

    Kinds: address_refused, dns, tls, timeout, proxy, connect, connection_lost, truncated, bad_url,
    bad_answer.
    """
    kind, sentence = _named(error, deadline)
    return FetchError(sentence, subject=str(url), kind=kind)


def status_error(url: URL, status: int, headers: Mapping[str, str]) -> FetchError:
    """The problem of an answer outside 2xx; its kind is "http_404" and so on."""
    remedy = ""
    if "cf-mitigated" in headers:
        remedy = "The site asks for proof of a browser; ask its owner for access."
    elif status in (401, 402, 403, 451):
        remedy = "The site does not give this page to us."
    elif status == 410:
        remedy = "It is gone for good."
    return FetchError(f"answered {status}.", subject=str(url), remedy=remedy, kind=f"http_{status}")


def _named(error: BaseException, deadline: float) -> tuple[str, str]:
    cause = getattr(error, "os_error", error)
    match error:
        case _ if isinstance(cause, AddressRefused) or REFUSAL in str(cause):
            return "address_refused", f"not fetched: {getattr(cause, 'strerror', None) or cause}."
        case aiohttp.ClientConnectorDNSError():
            return "dns", f"the host's name is not known ({getattr(cause, 'strerror', None) or cause})."
        case aiohttp.ClientSSLError() | ssl.SSLError():
            return "tls", f"the certificate or the encryption is not valid ({cause})."
        case aiohttp.ServerTimeoutError() | asyncio.TimeoutError():
            return "timeout", f"no complete answer within the time allowed (at most {deadline:g} s)."
        case aiohttp.ClientProxyConnectionError() | aiohttp.ClientHttpProxyError():
            return "proxy", f"the proxy does not answer ({cause})."
        case aiohttp.ClientConnectorError():
            return "connect", f"no connection ({cause})."
        case aiohttp.InvalidURL() | UnicodeError():
            return "bad_url", "is no URL that can be asked for."
        case aiohttp.ClientPayloadError():
            return "truncated", "the body ends before it is whole."
        case aiohttp.ClientResponseError():
            return "bad_answer", f"the answer is no proper HTTP ({error.message[:100]})."
        case aiohttp.ClientConnectionError() | OSError():
            return "connection_lost", f"the connection broke ({str(error)[:100]})."
        case http_exceptions.HttpProcessingError() | ValueError():
            return "bad_answer", f"the answer is no proper HTTP ({str(error)[:100]})."
    return "fetch_failed", f"failed ({type(error).__name__}: {str(error)[:100]})."

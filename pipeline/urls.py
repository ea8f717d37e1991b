"""When two URLs are one article: by their form, and by what the page itself says, with evidence kept.

>>> url_key("http://www.Example.com:80/a/?b=2&a=1&utm_source=x#top")
'example.com/a?a=1&b=2'
>>> identity("https://example.com/a/amp", canonical="https://example.com/a").key
'example.com/a'
"""

from __future__ import annotations

import ipaddress
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit, urlunsplit

from tld import get_fld
from w3lib.url import canonicalize_url

from extractors.vocabulary import Checked, read

INDEX_FILE = re.compile(r"/(?:index|default)\.(?:html?|php|aspx?|jsp)$", re.IGNORECASE)
PATH_PARAMETER = re.compile(r";(?:jsessionid|phpsessid|sid)=[^/?#]*", re.IGNORECASE)
KEPT_FRAGMENT = re.compile(
    r"!|/|entry-"
)  # "#!/story" of script-made sites; "#entry-…" of feeds without links
DISPLAY_SUFFIX = frozenset({"amp", "amphtml", "print", "mobile", "index.html", "full", "singlepage", "m"})


class Tracking(Checked):
    """The query parameters that do not tell articles apart."""

    prefixes: tuple[str, ...]
    names: frozenset[str]

    def covers(self, name: str) -> bool:
        name = name.lower()
        return name in self.names or name.startswith(self.prefixes)


@dataclass(frozen=True, slots=True)
class Identity:
    """What a page is filed under, and why: "url", "canonical", or "canonical elsewhere"."""

    key: str
    why: str


@cache
def tracking() -> Tracking:
    return read(Tracking, Path(__file__).with_name("tracking.yml"))


@cache
def _host_key(host: str) -> str:
    return host.rstrip(".").removeprefix("www.")


def url_key(url: str) -> str:
    """What is left of a URL that tells articles apart: host, path, telling parameters.

    Scheme, "www.", the scheme's own port, tracking parameters, the order of parameters, a trailing
    slash, "index.html" and fragments do not count; case in a path does. A text that is no URL is
    its own key.
    """
    try:
        parts = urlsplit(canonicalize_url(url.strip(), keep_fragments=True))
        host, port = parts.hostname or "", parts.port
    except ValueError:
        return url.strip()
    if not host:
        return url.strip()
    place = _host_key(host)
    if port is not None and port != {"http": 80, "https": 443}.get(parts.scheme):
        place = f"{place}:{port}"
    path = INDEX_FILE.sub("/", PATH_PARAMETER.sub("", _resolved(parts.path))).rstrip("/")
    pairs = [
        pair for pair in parse_qsl(parts.query, keep_blank_values=True) if not tracking().covers(pair[0])
    ]
    query = f"?{urlencode(sorted(pairs))}" if pairs else ""
    fragment = f"#{parts.fragment}" if KEPT_FRAGMENT.match(parts.fragment) else ""
    return f"{place}{path}{query}{fragment}"


def plain_url(url: str) -> str:
    """The URL as it was, without tracking parameters and fragment: what an article is shown and fetched under."""
    try:
        parts = urlsplit(url.strip())
        kept = [pair for pair in parts.query.split("&") if not tracking().covers(pair.split("=")[0])]
    except ValueError:
        return url
    fragment = parts.fragment if KEPT_FRAGMENT.match(parts.fragment) else ""
    return urlunsplit(parts._replace(query="&".join(kept), fragment=fragment))


def joined(base: str, href: str | None) -> str | None:
    """The web address that a link on a page means; None where it is none, or cannot be read as one."""
    try:
        url = urljoin(base, (href or "").strip())
    except ValueError:
        return None
    return url if url.startswith(("http://", "https://")) else None


def _resolved(path: str) -> str:
    """The path without "." and ".." and doubled slashes."""
    kept: list[str] = []
    for step in path.split("/"):
        if step == "..":
            del kept[-1:]
        elif step not in ("", "."):
            kept.append(step)
    return "/" + "/".join(kept) + ("/" if path.endswith("/") else "")


def site(url: str) -> str:
    """Who is answerable for a URL: the registered domain ("bbc.co.uk"), else the host and its port."""
    try:
        parts = urlsplit(url if "//" in url else f"//{url}")
        host, port = (parts.hostname or "").rstrip("."), parts.port
    except ValueError:
        return url
    try:
        ipaddress.ip_address(host)
    except ValueError:
        domain = get_fld(f"https://{host}", fail_silently=True, search_private=True)
        if domain:
            return str(domain)
    return f"{host}:{port}" if port else host


def identity(url: str, *, canonical: str | None = None) -> Identity:
    """What a page is filed under, given its URL (after redirects) and the canonical link it carries.

    A canonical link within the site is followed, unless it names the front page or a section that
    the page lies in, as careless templates do. One to another site is never taken at its word: it
    joins pages of this site that name the same original, and nothing else.
    """
    own = Identity(url_key(url), "url")
    target = joined(url, canonical) if canonical and canonical.strip() else None
    if target is None:
        return own
    key = url_key(target)
    if key == own.key or not _names_an_article(key, own.key):
        return own
    if site(target) == site(url):
        return Identity(key, "canonical")
    return Identity(f"{site(url)}>{key}", "canonical elsewhere")


def _names_an_article(key: str, page_key: str) -> bool:
    host, slash, path = key.partition("/")
    if not slash and "?" not in host:
        return False  # the front page
    _, _, page_path = page_key.partition("/")
    page_steps, steps = page_path.split("?")[0].split("/"), path.split("?")[0].split("/")
    rest = page_steps[len(steps) :] if page_steps[: len(steps)] == steps else None
    return not rest or all(step.lower() in DISPLAY_SUFFIX or step.isdigit() for step in rest)

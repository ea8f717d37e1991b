"""Pages that are no article: an ordered list of named rules; the first that fits gives the reason.

    not_article(signs)  ->  ("consent_wall", "a wall that asks for consent; …") or None

A rule needs a sign of its own beside a short text: a long text is an article, whatever banners
stand around it. The phrases are in page_types.yml.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from extractors.vocabulary import Checked, read
from pipeline.metadata import VIDEO_TYPE, Metadata

CONSENT_HOST = re.compile(r"https?://(?:consent|guce|privacy|myprivacy)\.", re.IGNORECASE)
WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
IDEOGRAPH = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\u0e00-\u0e7f]")
LIKELY_ARTICLE = 400  # words from which on only a text that is all consent is no article


class Phrases(Checked):
    titles: tuple[str, ...] = ()
    texts: tuple[str, ...] = ()
    markup: tuple[str, ...] = ()


class PageTypes(Checked):
    """The phrases that give away each kind of page."""

    challenge: Phrases
    consent: Phrases
    missing: Phrases
    login: Phrases
    paywall: Phrases
    shell: Phrases


@dataclass(frozen=True, slots=True)
class NotArticle:
    """A page that holds no article; `reason` is a short kind, `message` a sentence."""

    reason: str
    message: str


@cache
def page_types() -> PageTypes:
    return read(PageTypes, Path(__file__).with_name("page_types.yml"))


@dataclass(frozen=True, slots=True)
class Signs:
    """What the rules look at. `text` is the main text found, `visible` all that the page shows."""

    url: str
    text: str
    visible: str
    markup: str
    about: Metadata

    @property
    def words(self) -> int:
        return extent(self.text)

    def titled(self, phrases: Phrases) -> bool:
        """Whether a title of the page is one of the phrases, or begins or ends with one."""
        return any(
            _frames(title.casefold(), phrase) for title in self.about.titles for phrase in phrases.titles
        )

    def shows(self, phrases: Phrases) -> int:
        """How many of the phrases the page shows."""
        visible = self.visible.casefold().replace("’", "'")
        return sum(phrase in visible for phrase in phrases.texts)

    def marked(self, phrases: Phrases) -> bool:
        """Whether the page's markup holds one of the phrases."""
        markup = self.markup.casefold()
        return any(phrase in markup for phrase in phrases.markup)


def _frames(title: str, phrase: str) -> bool:
    bare = title.replace("’", "'").strip(" .…!?|-–—:")
    return (
        bare == phrase
        or bare.startswith((f"{phrase} ", f"{phrase}.", f"{phrase}:", f"{phrase}|", f"{phrase},"))
        or (bare.endswith(f" {phrase}") and len(bare) < len(phrase) + 30)
    )


def extent(text: str) -> int:
    """The length of a text in words; two characters of a script without spaces count as one word."""
    ideographs = len(IDEOGRAPH.findall(text))
    return len(WORD.findall(IDEOGRAPH.sub(" ", text) if ideographs else text)) + ideographs // 2


def challenge(signs: Signs) -> str | None:
    """a page that asks for proof that the reader is no machine"""
    phrases = page_types().challenge
    if signs.words >= 120 or signs.about.has_article:
        return None
    hints = signs.titled(phrases) + bool(signs.shows(phrases)) + signs.marked(phrases)
    return "challenge" if hints >= 2 else None


def consent_wall(signs: Signs) -> str | None:
    """a wall that asks for consent to cookies and shows no article"""
    phrases = page_types().consent
    if CONSENT_HOST.match(signs.url):
        return "consent_wall"
    spoken = 0
    rest = 0
    for paragraph in signs.text.split("\n\n"):
        low = paragraph.casefold().replace("’", "'")
        hits = sum(phrase in low for phrase in phrases.texts)
        spoken += hits
        rest += 0 if hits else extent(paragraph)
    if rest >= 120 or signs.words >= 2 * LIKELY_ARTICLE:
        return None
    shown = signs.shows(phrases)
    if spoken >= 3 or (signs.titled(phrases) and shown >= 2):
        return "consent_wall"
    return "consent_wall" if signs.words < 40 and shown >= 4 and not signs.about.has_article else None


def soft_404(signs: Signs) -> str | None:
    """a page that says that there is no such page, though its status is 200"""
    phrases = page_types().missing
    if signs.words >= 250 or (signs.about.has_article and signs.words >= 60):
        return None
    return "soft_404" if signs.titled(phrases) and (signs.words < 60 or signs.shows(phrases)) else None


def login(signs: Signs) -> str | None:
    """a page to log in or to register"""
    phrases = page_types().login
    if signs.words >= 120 or (signs.about.has_article and signs.words >= 40):
        return None
    hints = signs.titled(phrases) + signs.about.password_field + (signs.shows(phrases) >= 2)
    return "login" if hints >= 2 else None


def paywall_stub(signs: Signs) -> str | None:
    """the first lines of an article whose rest is for subscribers"""
    shown = signs.shows(page_types().paywall)
    announced = signs.about.words or 0
    if signs.about.free is False and 100 < announced < 5000 and signs.words < min(0.5 * announced, 250):
        return "paywall_stub"
    if signs.about.free is False and (signs.words < 60 or (signs.words < 180 and shown)):
        return "paywall_stub"
    return "paywall_stub" if signs.about.free is None and shown and signs.words < 150 else None


def video_page(signs: Signs) -> str | None:
    """a film with a line or two of text"""
    kinds = signs.about.types
    film = any(VIDEO_TYPE.search(kind) for kind in kinds) or any(kind.startswith("video") for kind in kinds)
    limit = 40 if signs.about.has_article else 100
    return "video_page" if film and signs.words < limit else None


def empty_shell(signs: Signs) -> str | None:
    """a page whose text would be written by a script, or that has none"""
    if signs.words >= 40:
        return None
    if signs.shows(page_types().shell):
        return "empty_shell"
    return "empty_shell" if signs.words < 15 else None


RULES: tuple[Callable[[Signs], str | None], ...] = (
    challenge,
    consent_wall,
    soft_404,
    login,
    paywall_stub,
    video_page,
    empty_shell,
)


def not_article(signs: Signs) -> tuple[str, str] | None:
    """The reason and a sentence why a page is no article; None where it is one."""
    for rule in RULES:
        if (reason := rule(signs)) is not None:
            return reason, f"{(rule.__doc__ or '').strip()} ({signs.words} words of text)."
    return None

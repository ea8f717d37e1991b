"""A real browser on a real server: what a reader sees, at both widths and in both themes."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
import pytest_asyncio
from axe_core_python.base import AXE_SCRIPT

from bench.screenshots import served
from browse.links import article_path, question_path, review_path
from browse.reviewing import Reviewing
from db.accounts import Accounts
from db.reviews import ReviewLog
from db.store import Store
from pipeline.reviewing import record_review
from tests.browse.chromium import PROGRAM, Chromium
from tests.browse.newsroom import Newsroom, write_newsroom
from tests.browse.test_pages import addresses
from tests.pipeline.test_reviewing import topics as one_topic

pytestmark = [
    pytest.mark.asyncio(loop_scope="module"),
    pytest.mark.browser,
    pytest.mark.skipif(PROGRAM is None, reason="no Chromium here (Debian: apt install chromium)"),
]


@pytest.fixture(scope="module")
def address(newsroom: Newsroom) -> Iterator[str]:
    """The newsroom's site, served over real HTTP on loopback."""
    with served(newsroom.path) as address:
        yield address


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def browser(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Chromium]:
    async with Chromium.started(tmp_path_factory.mktemp("chromium")) as started:
        yield started


async def test_a_reader_goes_from_conflict_to_evidence(
    address: str, browser: Chromium, newsroom: Newsroom
) -> None:
    """Search leads to a claim, its question, the two quotes side by side, and the place in the article."""
    await browser.open(f"{address}/-/search?q=hopper")
    assert "around 50,000 Hopper GPUs" in await browser.text()
    await browser.follow("main ul.claims .meta a")
    text = await browser.text()
    assert "2,048 GPUs" in text
    assert "around 50,000 Hopper GPUs" in text
    tops = await browser.run(
        "[...document.querySelectorAll('.relation .card')].slice(0, 2).map(c => c.getBoundingClientRect().top)"
    )
    assert tops[0] == tops[1], "the two quotes stand side by side"
    await browser.follow(f"a[href$='{newsroom.few.id}']")
    assert await browser.run("document.querySelector('.note-card:target b').innerText") == "2,048 GPU"
    assert await browser.run("document.querySelector('a.claim').innerText") == "2,048 GPUs"
    assert browser.complaints == []


async def test_long_names_stay_in_the_page(tmp_path: Path, browser: Chromium) -> None:
    """A title, source, subject and outlet of three hundred letters without a space are broken into lines."""
    named = "O" * 300
    news = write_newsroom(tmp_path / "long.db", {"title": named, "source": named, "subject": named})
    with Store.open(news.path) as store:
        store.database.execute("update articles set outlet = ?", [named])
    with served(news.path) as address:
        for path in ("/", question_path("q-1"), article_path(news.corrected.id)):
            await browser.open(address + path, width=360)
            assert await browser.run("document.documentElement.scrollWidth") <= 360, path


async def test_pages_fit_a_phone_and_can_be_read(address: str, browser: Chromium, newsroom: Newsroom) -> None:
    """At 360 and 1280 pixels nothing runs out of the page; in both themes all words have AA contrast."""
    pages = ["/", "/-/conflicts", "/-/search?q=GPUs", "/-/status", question_path("q-1")]
    for path in [*pages, article_path(newsroom.corrected.id)]:
        for width, dark in ((360, True), (1280, False)):
            await browser.open(address + path, width=width, dark=dark)
            assert await browser.run("document.documentElement.scrollWidth") <= width, (path, width)
            faint = [pair for pair in await browser.run(COLOURS) if contrast(*pair) < 4.5]
            assert not faint, (path, dark, faint)


async def test_nothing_stands_in_a_readers_way(browser: Chromium, newsroom: Newsroom, tmp_path: Path) -> None:
    """axe finds nothing on our pages and nothing serious on Datasette's, in both themes, with all unfolded."""
    reviewing = Reviewing(ReviewLog(tmp_path / "reviews.db"), lambda review: None, name="Ann")
    claim = newsroom.few.id
    pages = [*addresses(newsroom), "/-/feeds", "/-/question/none", "/nowhere", "/-/reviews"]
    pages += [review_path("claim", claim), review_path("relation", "r-1")]
    pages += [f"/crossclaim/claims/{claim}", "/crossclaim/disputed_questions", "/crossclaim/conflicts"]
    with served(newsroom.path, reviewing) as address:
        for path in pages:
            assert await barriers(browser, address + path) == [], path
    accounts = Accounts(tmp_path / "reviewers.json")
    with served(newsroom.path, replace(reviewing, name=None, accounts=accounts)) as address:
        assert await barriers(browser, f"{address}/-/login") == []


async def barriers(browser: Chromium, address: str) -> list[object]:
    """What axe finds on a page in either theme: all of it on ours, what is serious on Datasette's."""
    found: list[object] = []
    await browser.open(address)
    await browser.run("for (const part of document.querySelectorAll('details')) part.open = true")
    # Datasette 1.0's own element hides `matches`, which axe calls.
    await browser.run("document.querySelectorAll('navigation-search').forEach(e => e.remove())")
    await browser.run(f"{AXE_SCRIPT}; true")
    grave = "v.impact == 'serious' || v.impact == 'critical' || document.body.className == 'cc'"
    for width, dark in ((1280, False), (360, True)):
        await browser.resize(width=width, dark=dark)
        found += await browser.run(
            f"axe.run(document, {{resultTypes: ['violations']}}).then(r => r.violations.filter(v => {grave})"
            ".map(v => [v.id, v.nodes.map(n => n.html).slice(0, 3)]))"
        )
    return found


async def test_a_reviewer_rejects_a_claim_and_the_conflict_settles(browser: Chromium, tmp_path: Path) -> None:
    """From the question to the form and back: the conflict is gone, and the reason is there to read."""
    news = write_newsroom(tmp_path / "news.db")
    log = ReviewLog.beside(news.path)
    reviewing = Reviewing(log, lambda review: record_review(news.path, one_topic(), review), name="Ann")
    with served(news.path, reviewing) as address:
        await browser.open(address + question_path("q-1"))
        assert "in conflict" in await browser.text()
        await browser.follow(f"#c-{news.many.id} a[href*='/-/review?']")
        await browser.run("document.querySelector('[value=rejected]').checked = true")
        await browser.run("document.querySelector('textarea').value = 'They count something else.'")
        await browser.submit("form.review")
        text = await browser.text()
    assert "now settled" in text
    assert "In conflict\n" not in text
    assert "They count something else." in text
    assert [review.reviewer for review in log.all()] == ["Ann"]


# Colour of the words and of the nearest painted ground behind them, for every element with words of its own.
COLOURS = """
[...new Set([...document.querySelectorAll('main *, header *, footer *')]
  .filter(e => !e.closest('svg') && e.getClientRects().length
    && [...e.childNodes].some(n => n.nodeType == 3 && n.data.trim()))
  .map(e => {
    let ground = e
    while (ground.parentElement && /, 0\\)$|^color/.test(getComputedStyle(ground).backgroundColor))
      ground = ground.parentElement
    return getComputedStyle(e).color + '|' + getComputedStyle(ground).backgroundColor
  }))].map(pair => pair.split('|'))
"""


def contrast(words: str, ground: str) -> float:
    """The contrast ratio of two CSS colours, as WCAG 2 defines it."""
    light, dark = sorted((luminance(words), luminance(ground)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def luminance(colour: str) -> float:
    """Relative luminance of `rgb(…)`."""
    parts = [int(part) / 255 for part in re.findall(r"\d+", colour)[:3]]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

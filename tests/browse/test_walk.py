"""The whole way of a researcher, in a real browser on what the daily job really read."""

from __future__ import annotations

import asyncio
import csv
import io
from collections.abc import AsyncIterator, Iterator

import aiohttp
import pytest
import pytest_asyncio
from datasette_auth_passwords.utils import hash_password

from bench.screenshots import served
from browse.links import question_path
from browse.reviewing import Reviewing
from db.accounts import Accounts
from db.reviews import ReviewLog
from db.store import Store
from pipeline.reviewing import record_review
from pipeline.settings import Settings
from samples.newsroom import Newsroom
from tests.browse.chromium import PROGRAM, Chromium
from tests.pipeline.test_run import run, settings_for

pytestmark = [
    pytest.mark.asyncio(loop_scope="module"),
    pytest.mark.browser,
    pytest.mark.skipif(PROGRAM is None, reason="no Chromium here (Debian: apt install chromium)"),
]
PASSWORD = "correct horse battery"

# A dispute that hangs on one claim: it alone gives an answer that is part of every pair in conflict.
ONE_CLAIM_DECIDES = """
select conflicts.question, answers.best_claim as claim from conflicts join answers on answers.id in (answer_a, answer_b)
where not exists (select 1 from relations where relations.question = conflicts.question
                  and relation = 'conflict' and answers.id not in (a, b))
and (select count(*) from answer_claims where answer = answers.id) = 1 and state <> 'settled' order by claim limit 1
"""


@pytest.fixture(scope="module")
def newsroom() -> Iterator[Newsroom]:
    with Newsroom() as opened:
        yield opened


@pytest.fixture(scope="module")
def settings(newsroom: Newsroom, tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """Two days of the sample newsroom, read by the daily job."""
    settings = settings_for(newsroom, tmp_path_factory.mktemp("walk"))
    for newsroom.day in (1, 2):
        run(settings, newsroom.day)
    return settings


@pytest.fixture(scope="module")
def address(settings: Settings) -> Iterator[str]:
    def record(review: object) -> None:
        record_review(settings.database, settings.load_topics(), review)  # type: ignore[arg-type]

    accounts = Accounts.beside(settings.database)
    accounts.give("Ann Lee", hash_password(PASSWORD))
    reviewing = Reviewing(ReviewLog.beside(settings.database), record, accounts=accounts)
    with served(settings.database, reviewing) as address:
        yield address


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def browser(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Chromium]:
    async with Chromium.started(tmp_path_factory.mktemp("chromium")) as started:
        await started.call("Network.enable")
        yield started


def one(settings: Settings, sql: str) -> dict[str, object]:
    with Store.open(settings.database) as store:
        return dict(next(store.database.query(sql)))


@pytest.mark.parametrize(("width", "dark"), [(1280, False), (360, True)], ids=["desk", "phone"])
async def test_from_a_search_to_the_file(
    browser: Chromium, settings: Settings, address: str, width: int, dark: bool
) -> None:
    """Search, conflict, both quotes, the article, what its later edition changed, and the whole set as a file."""
    subject = one(settings, "select subject from conflicts where state <> 'settled' order by sharpness desc")
    await browser.open(address, width=width, dark=dark)
    await browser.run(f"document.querySelector('#q').value = {str(subject['subject'])!r}")
    await browser.submit("form.find")

    await browser.run(
        "window.disputed = document.querySelector('ul.claims .state').previousElementSibling.id = 'd'"
    )
    await browser.follow("#d")
    assert "In conflict" in await browser.text()
    tops = await browser.run(
        "[...document.querySelectorAll('.relation .card')].slice(0, 2).map(c => c.getBoundingClientRect().top)"
    )
    assert (tops[0] == tops[1]) is (width == 1280), (
        "side by side where there is room, else one above the other"
    )
    question = (await browser.run("location.pathname")).rsplit("/", 1)[1]
    download = await browser.run("document.querySelector('.more a[href*=\"claims.csv\"]').href")

    await browser.follow(".relation figcaption a[href*='#c-']")
    assert await browser.run("document.querySelectorAll('.note-card:target').length") == 1
    assert await browser.run("document.querySelectorAll('a.claim').length") > 0

    await browser.open(address, width=width, dark=dark)
    await browser.follow(".ways a[href*='/-/article/']")
    assert await browser.run("document.querySelectorAll('.diff del, .diff ins').length") > 1
    assert await browser.run("document.documentElement.scrollWidth") <= width

    async with aiohttp.ClientSession() as session, session.get(download) as answer:
        rows = list(csv.DictReader(io.StringIO(await answer.text(), newline="")))
    count = one(settings, f"select count(*) as claims from claims where question = '{question}'")
    assert len(rows) == count["claims"] > 1
    assert all(row["prefix"] + row["exact"] + row["suffix"] for row in rows)
    assert browser.complaints == []


async def test_a_rejection_settles_and_lasts(
    browser: Chromium, settings: Settings, address: str, newsroom: Newsroom
) -> None:
    """Signed in, a reviewer rejects a claim: the conflict settles at once, and stays so when all is read anew."""
    found = one(settings, ONE_CLAIM_DECIDES)
    page = address + question_path(str(found["question"]))
    await browser.open(page)
    assert "In conflict" in await browser.text()
    assert await browser.run("document.querySelectorAll('form.review').length") == 0
    await browser.follow("header a[href$='/-/login']")
    await browser.run("document.querySelector('[name=username]').value = 'Ann Lee'")
    await browser.run(f"document.querySelector('[name=password]').value = {PASSWORD!r}")
    await browser.submit("form.review")
    assert "Reviews (Ann Lee)" in await browser.text()
    await browser.open(page)
    card = f"li[id='c-{found['claim']}'] form.review"
    await browser.run(f'document.querySelector("{card} [value=rejected]").checked = true')
    await browser.run(
        f"document.querySelector(\"{card} textarea\").value = 'The article counts something else.'"
    )
    await browser.submit(card)
    assert "now settled" in await browser.text()
    with Store.open(settings.database) as store:
        store.articles.read_again(None)  # the hardest case: the next run reads every article anew
    await asyncio.to_thread(run, settings, newsroom.day)
    await browser.call("Network.clearBrowserCookies")
    await browser.open(page)
    assert "Sign in" in await browser.text()
    text = await browser.text()
    assert "now settled" in text
    assert "The article counts something else." in text

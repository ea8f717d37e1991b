"""Signing in with a password: who may, what it opens, and what stays shut."""

from __future__ import annotations

import base64
import re
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
from datasette_auth_passwords.utils import hash_password

from browse.plugins import sign_in
from browse.reviewing import Reviewing
from browse.site import open_site
from db.accounts import Accounts
from db.records import Review
from db.reviews import ReviewLog
from tests.browse.newsroom import Newsroom

PASSWORD = "correct horse battery"
HEADERS = {"host": "127.0.0.1", "sec-fetch-site": "same-origin", "origin": "http://127.0.0.1"}
FORM = {"content-type": "application/x-www-form-urlencoded"}


class Visitor:
    """One browser: keeps its cookies and sends the token of the form that it saw."""

    def __init__(self, site: Any) -> None:
        self.site = site
        self.cookies: dict[str, str] = {}
        self.token = ""

    async def get(self, path: str, **headers: str) -> Any:
        answer = await self.site.client.get(path, headers=self._headers(headers), follow_redirects=False)
        return self._kept(answer)

    async def send(self, path: str, headers: dict[str, str] | None = None, **form: str) -> Any:
        body = urlencode({"csrftoken": self.token, **form})
        headers = self._headers({**FORM, **(headers or {})})
        return self._kept(await self.site.client.post(path, content=body, headers=headers))

    async def sign_in(self, name: str, password: str = PASSWORD) -> Any:
        await self.get("/-/login")
        return await self.send("/-/login", username=name, password=password)

    def _headers(self, more: dict[str, str]) -> dict[str, str]:
        cookie = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        return {**HEADERS, **({"cookie": cookie} if cookie else {}), **more}

    def _kept(self, answer: Any) -> Any:
        for line in answer.headers.get_list("set-cookie"):
            name, _, value = line.split(";")[0].partition("=")
            self.cookies[name] = value
        if found := re.search(r'name="csrftoken" value="([^"]+)"', answer.text):
            self.token = found[1]
        return answer


class Office:
    """A site on which Ann Lee can sign in."""

    def __init__(self, newsroom: Newsroom, folder: Path) -> None:
        self.taken: list[Review] = []
        self.accounts = Accounts(folder / "reviewers.json")
        self.accounts.give("Ann Lee", hash_password(PASSWORD, iterations=10))
        log = ReviewLog(folder / "reviews.db")
        self.reviewing = Reviewing(log, self.taken.append, accounts=self.accounts)
        self.site = open_site(newsroom.path, reviewing=self.reviewing)
        self.form = {
            "target": "claim",
            "key": newsroom.few.id,
            "verdict": "rejected",
            "reason": "A misreading.",
        }


@pytest.fixture
def office(newsroom: Newsroom, tmp_path: Path) -> Office:
    return Office(newsroom, tmp_path)


async def test_who_signs_in_reviews_in_that_name(office: Office) -> None:
    """A stranger sees a way to sign in and no form; with the password the form is there, and takes the review."""
    ann = Visitor(office.site)
    stranger = await ann.get("/-/question/q-1")
    assert "Sign in" in stranger.text
    assert "/-/review?" not in stranger.text
    assert (await ann.sign_in("Ann Lee")).status_code == 302
    page = (await ann.get("/-/question/q-1")).text
    assert "Reviews (Ann Lee)" in page
    assert "Sign out" in page
    await ann.get(f"/-/review?target=claim&key={office.form['key']}")
    assert (await ann.send("/-/review", **office.form)).status_code == 303
    assert [(review.reviewer, review.verdict) for review in office.taken] == [("Ann Lee", "rejected")]


@pytest.mark.parametrize(("name", "password"), [("Ann Lee", "wrong"), ("Ben", PASSWORD), ("", "")])
async def test_a_wrong_password_opens_nothing(office: Office, name: str, password: str) -> None:
    """The page says that they do not belong together, not which of the two is wrong."""
    visitor = Visitor(office.site)
    answer = await visitor.sign_in(name, password)
    assert "do not belong together" in answer.text
    assert "ds_actor" not in visitor.cookies
    assert (await visitor.get("/-/reviews")).status_code == 403


async def test_a_form_of_another_site_neither_signs_in_nor_reviews(office: Office) -> None:
    """With the reviewer's own cookies: neither the sign-in nor a review is taken from another site."""
    elsewhere = {"sec-fetch-site": "cross-site", "origin": "https://evil.example"}
    ann = Visitor(office.site)
    await ann.get("/-/login")
    ann.token = ""
    refused = await ann.send("/-/login", elsewhere, username="Ann Lee", password=PASSWORD)
    assert refused.status_code == 403
    await ann.sign_in("Ann Lee")
    ann.token = ""
    assert (await ann.send("/-/review", elsewhere, **office.form)).status_code == 403
    assert office.taken == []


async def test_a_new_password_ends_earlier_sign_ins(office: Office) -> None:
    """At once: with another password, and with the account taken away."""
    ann, other = Visitor(office.site), "another long password"
    await ann.sign_in("Ann Lee")
    assert (await ann.get("/-/reviews")).status_code == 200
    office.accounts.give("Ann Lee", hash_password(other, iterations=10))
    assert (await ann.get("/-/reviews")).status_code == 403
    await ann.sign_in("Ann Lee", other)
    assert (await ann.get("/-/reviews")).status_code == 200
    office.accounts.remove("Ann Lee")
    assert (await ann.get("/-/reviews")).status_code == 403


async def test_a_sign_in_lasts_over_a_restart(office: Office, newsroom: Newsroom) -> None:
    """The cookie is signed with the accounts' own secret."""
    ann = Visitor(office.site)
    await ann.sign_in("Ann Lee")
    ann.site = open_site(newsroom.path, reviewing=office.reviewing)
    assert (await ann.get("/-/reviews")).status_code == 200


async def test_who_guesses_has_to_wait(office: Office) -> None:
    """After ten tries in a minute, with the right password too."""
    visitor = Visitor(office.site)
    for _ in range(sign_in.TRIES):
        assert (await visitor.sign_in("Ann Lee", "guess")).status_code == 200
    answer = await visitor.sign_in("Ann Lee")
    assert (answer.status_code, answer.headers["retry-after"]) == (429, "60")


async def test_nothing_shows_the_hashes(office: Office) -> None:
    """No page of the site holds a hash of a password or the secret, for strangers or reviewers."""
    ann = Visitor(office.site)
    await ann.sign_in("Ann Lee")
    for path in ("/-/metadata.json", "/-/config.json", "/-/settings.json", "/-/plugins.json", "/-/login"):
        text = (await ann.get(path)).text
        assert "pbkdf2" not in text
        assert office.accounts.secret not in text


@pytest.mark.parametrize("credentials", [b"Ann Lee:" + PASSWORD.encode(), b"\xff\xfe", b""])
async def test_there_is_no_other_way_in(office: Office, credentials: bytes) -> None:
    """Basic authorization signs nobody in and breaks no page; the tool that hashes passwords is not there."""
    visitor = Visitor(office.site)
    basic = {"authorization": "Basic " + base64.b64encode(credentials).decode()}
    assert (await visitor.get("/-/reviews", **basic)).status_code == 403
    assert (await visitor.get("/", authorization="Basic %%%")).status_code == 200
    assert (await visitor.get("/-/password-tool")).status_code == 404


async def test_a_site_without_accounts_has_no_sign_in(newsroom: Newsroom) -> None:
    """Neither a page for it nor a link to one, on our pages and on Datasette's."""
    site = open_site(newsroom.path)
    assert (await site.client.get("/-/login")).status_code == 404
    for path in ("/", f"/{newsroom.path.stem}/claims"):
        text = (await site.client.get(path)).text
        assert "/-/login" not in text

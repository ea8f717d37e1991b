"""Reviews in the browser: who may, from where, and what follows at once."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest

from browse.reviewing import Reviewing
from browse.site import open_site
from db.records import Review
from db.reviews import ReviewLog
from tests.browse.newsroom import Newsroom

OWN = {"host": "127.0.0.1", "sec-fetch-site": "same-origin"}


class Desk:
    """A site that takes reviews, and those that it took."""

    def __init__(self, newsroom: Newsroom, folder: Path, **who: str) -> None:
        self.taken: list[Review] = []
        self.log = ReviewLog(folder / "reviews.db")
        self.site = open_site(newsroom.path, reviewing=Reviewing(self.log, self.take, **who))
        self.claim = newsroom.few.id

    def take(self, review: Review) -> None:
        self.taken.append(review)
        self.log.add(review)

    async def get(self, path: str, **headers: str) -> Any:
        return await self.site.client.get(path, headers={**OWN, **headers})

    async def send(self, headers: dict[str, str] = OWN, **form: str) -> Any:
        form = {
            "target": "claim",
            "key": self.claim,
            "verdict": "rejected",
            "reason": "A misreading.",
            **form,
        }
        headers = {"content-type": "application/x-www-form-urlencoded", **headers}
        return await self.site.client.post("/-/review", content=urlencode(form), headers=headers)


@pytest.fixture
def desk(newsroom: Newsroom, tmp_path: Path) -> Desk:
    return Desk(newsroom, tmp_path, name="Ann")


async def test_a_review_is_taken_with_its_reason(desk: Desk) -> None:
    """The form leads to a review in the reviewer's name, and back to the question."""
    response = await desk.send()
    assert (response.status_code, response.headers["location"]) == (303, "/-/question/q-1")
    (review,) = desk.taken
    assert (review.reviewer, review.verdict, review.reason) == ("Ann", "rejected", "A misreading.")
    assert "A misreading." in (await desk.get("/-/reviews")).text


async def test_a_correction_keeps_what_was_changed(desk: Desk) -> None:
    """Only fields that differ from the claim's are part of a correction."""
    fields = {"field_low": "512", "field_high": "2048", "field_unit": "GPU", "field_subject": "DeepSeek"}
    rest = {"field_metric": "accelerator_count"}
    await desk.send(verdict="corrected", **fields, **rest)
    assert desk.taken[0].detail == {"low": "512"}


@pytest.mark.parametrize(
    ("form", "words"),
    [
        ({"reason": " "}, "Say why"),
        ({"verdict": "loved"}, "Choose"),
        ({"verdict": "corrected", "field_low": "many"}, "no number"),
        ({"verdict": "corrected", "field_low": "nan"}, "no number"),
        ({"verdict": "corrected", "field_high": "inf"}, "no number"),
    ],
)
async def test_a_form_that_does_not_fit_is_shown_again(desk: Desk, form: dict[str, str], words: str) -> None:
    """What is wrong is said, what was typed stays, and nothing is written."""
    response = await desk.send(**form)
    assert response.status_code == 400
    assert words in response.text
    assert desk.taken == []


@pytest.mark.parametrize(
    "headers",
    [
        {"host": "127.0.0.1", "sec-fetch-site": "cross-site"},
        {"host": "127.0.0.1", "sec-fetch-site": "same-site"},
        {"host": "127.0.0.1", "origin": "https://evil.example"},
        {"host": "127.0.0.1"},
        {"host": "evil.example", "sec-fetch-site": "same-origin"},
    ],
)
async def test_another_site_cannot_review(desk: Desk, headers: dict[str, str]) -> None:
    """A form sent from elsewhere, or through another name of this machine, is refused."""
    assert (await desk.send(headers)).status_code == 403
    assert desk.taken == []


async def test_without_a_name_there_are_no_reviews(newsroom: Newsroom, tmp_path: Path) -> None:
    """Behind a proxy only whom it names may review; others see neither form nor links."""
    desk = Desk(newsroom, tmp_path, header="X-Reviewer")
    assert (await desk.get("/-/reviews")).status_code == 403
    assert (await desk.send()).status_code == 403
    assert "/-/review?" not in (await desk.get("/-/question/q-1")).text
    assert "/-/review?" in (await desk.get("/-/question/q-1", **{"x-reviewer": "Ben"})).text
    assert (await desk.send({**OWN, "x-reviewer": "Ben"})).status_code == 303
    assert desk.taken[0].reviewer == "Ben"


async def test_a_site_that_takes_none_has_no_form(newsroom: Newsroom) -> None:
    """Without being asked for, reviewing is off."""
    site = open_site(newsroom.path)
    assert (await site.client.get("/-/reviews")).status_code == 403
    assert (await site.client.post("/-/review", headers=OWN)).status_code == 403


async def test_the_form_shows_what_is_to_be_decided(desk: Desk) -> None:
    """A claim's form has its sentence and fields; a pair's form both sentences and the reason."""
    claim = (await desk.get(f"/-/review?target=claim&key={desk.claim}")).text
    assert "<mark>2,048 GPUs</mark>" in claim
    assert 'name="field_low" value="2048"' in claim
    pair = (await desk.get("/-/review?target=relation&key=r-1")).text
    assert "cannot be a rounding" in pair
    assert (await desk.get("/-/review?target=claim&key=none")).status_code == 404
    assert (await desk.get("/-/review?target=outlet&key=x")).status_code == 404


async def test_what_settles_most_comes_first(desk: Desk) -> None:
    """The queue names the claim that alone gives an answer, and how many pairs hang on it; a reviewed one is gone."""
    queue = (await desk.get("/-/reviews")).text
    assert (
        "about 50,000 GPUs</a>: one claim gives it, and without it 1 of 1 pair in conflict is settled"
        in queue
    )
    key = re.findall(r"target=claim&amp;key=([^\"]+)", queue)[0]
    await desk.send(key=key)
    assert "None is left" in (await desk.get("/-/reviews")).text

"""Each claim is traced to the voice that it goes back to."""

from __future__ import annotations

from typing import Any

import pytest

from db.records import Article, Claim
from pipeline.origins import Origin, is_anonymous, origins_of, without_role
from tests.factories import make_article, make_claim


def article(outlet: str, day: int = 1, **fields: Any) -> Article:
    url = f"https://{outlet.lower().replace(' ', '-')}.example/{day}"
    return make_article(id=f"{outlet} {day}", url=url, outlet=outlet, published=f"2025-01-{day:02}", **fields)


def claim(place: Article, quote: str = "50 ships", number: float = 50, **fields: Any) -> Claim:
    return make_claim(quote, id=f"{place.id} {quote}", article=place.id, low=number, high=number, **fields)


def traced(*pairs: tuple[Article, Claim]) -> list[Origin]:
    found = origins_of([one for _, one in pairs], {place.id: place for place, _ in pairs})
    return [found[one.id] for _, one in pairs]


def test_a_named_source_is_the_origin() -> None:
    """Outlets that quote one report go back to one voice, however they spell it."""
    post, herald = article("Post"), article("Herald")
    one, other = traced(
        (post, claim(post, source="Harbour Watch")), (herald, claim(herald, source="the Harbour Watch's"))
    )
    assert one.key == other.key == "harbour watch"
    assert one.chain == ("Post", "Harbour Watch")


def test_an_outlet_speaks_for_itself() -> None:
    """Without a source the outlet is the origin."""
    post = article("Post")
    assert traced((post, claim(post)))[0] == Origin("Post", ("Post",))


def test_told_another_outlet() -> None:
    """ "Told Reuters" is the voice of whoever told it, and the chain shows through whom."""
    post = article("Post")
    (origin,) = traced((post, claim(post, source="Ada Lind", via="Reuters")))
    assert (origin.name, origin.chain) == ("Ada Lind", ("Post", "Reuters", "Ada Lind"))


def test_reuters_reported_leads_to_its_source() -> None:
    """Where the quoted outlet's own text is at hand, its source is the origin; one voice in all."""
    wire, post = article("Reuters", 1), article("Post", 2)
    first, second = traced((wire, claim(wire, source="SemiWatch")), (post, claim(post, source="Reuters")))
    assert first.key == second.key
    assert second.chain == ("Post", "Reuters", "SemiWatch")


def test_an_outlet_is_no_source_of_what_it_said_later() -> None:
    """A text cannot rest on one published after it."""
    wire, post = article("Reuters", 5), article("Post", 2)
    origins = traced((wire, claim(wire, source="SemiWatch")), (post, claim(post, source="Reuters")))
    assert origins[1].name == "Reuters"


def test_a_copy_has_the_origin_of_its_original() -> None:
    """A syndicated copy is no voice of its own."""
    wire = article("Wire")
    copy = article("Herald", 2, copy_of=wire.id, copy_share=0.95)
    origins = traced((wire, claim(wire)), (copy, claim(copy)))
    assert [origin.name for origin in origins] == ["Wire", "Wire"]
    assert origins[1].chain == ("Herald", "Wire")


def test_a_copy_of_what_is_not_at_hand_names_it() -> None:
    """Where the original gives no such claim, its outlet is still the origin."""
    wire = article("Wire")
    copy = article("Herald", 2, copy_of=wire.id)
    other = claim(wire, "9 ships", 9)
    assert traced((wire, other), (copy, claim(copy)))[1].name == "Wire"


def test_a_link_leads_to_the_origin() -> None:
    """A text that links to another with the same number rests on it."""
    post = article("Post", 1)
    blog = article("Blog", 3, links=(post.url,))
    assert traced((post, claim(post)), (blog, claim(blog)))[1].chain == ("Blog", "Post")


def test_nameless_sources_are_as_many_as_the_outlets_that_heard_them() -> None:
    """ "Officials" of two papers need not be the same officials; told to one outlet they are."""
    post, herald, bay = article("Post"), article("Herald"), article("Bay")
    one, other, third = traced(
        (post, claim(post, source="officials")),
        (herald, claim(herald, source="officials")),
        (bay, claim(bay, source="officials", via="Post")),
    )
    assert one.key != other.key
    assert one.key == third.key


def test_an_odd_figure_goes_back_to_who_gave_it_first() -> None:
    """An exact figure that is repeated without its source is no voice of its own; a round one may be."""
    post, blog = article("Post", 1), article("Blog", 3)
    odd = traced(
        (post, claim(post, "2,048 ships", 2048, source="Nordline")), (blog, claim(blog, "2,048 ships", 2048))
    )
    assert [origin.name for origin in odd] == ["Nordline", "Nordline"]
    assert odd[1].chain == ("Blog", "Post", "Nordline")
    round_ = traced((post, claim(post, source="Nordline")), (blog, claim(blog)))
    assert [origin.name for origin in round_] == ["Nordline", "Blog"]


def test_a_circle_of_outlets_ends() -> None:
    """Two outlets that quote each other on one day do not lead round for ever."""
    post, herald = article("Post"), article("Herald")
    origins = traced((post, claim(post, source="Herald")), (herald, claim(herald, source="Post")))
    assert len(origins) == 2


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ("DeepSeek CEO", "DeepSeek"),
        ("Nordline's spokeswoman", "Nordline"),
        ("Ada Lind", "Ada Lind"),
        ("CEO", "CEO"),
    ],
)
def test_a_role_speaks_for_its_firm(source: str, name: str) -> None:
    """Whoever speaks for a firm is the firm's voice."""
    assert without_role(source) == name


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("a person familiar with the matter", True),
        ("analysts", True),
        ("Bank analysts", False),
        ("Ada Lind", False),
    ],
)
def test_nameless_sources(source: str, expected: bool) -> None:
    """A source without a name is told from one with a name."""
    assert is_anonymous(source) is expected

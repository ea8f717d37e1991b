"""A document's attributions by place: sentence, paragraph, quote, and what covers a number."""

from __future__ import annotations

import pytest
from spacy.language import Language
from spacy.tokens import Doc

from extractors.account import NEAREST, Account, account_of

STORY = (
    "Fjellkraft sold 12 dams, Ines Moe said. The price is secret.\n\n"
    "“We have kept 30 of them,” she said.\n\nThe dams date from 1950."
)


@pytest.fixture(scope="module")
def account(nlp: Language) -> Account:
    return account_of(nlp(STORY))


def _sources(account: Account, doc: Doc, at: str) -> list[str]:
    start = STORY.index(at)
    found = account.covering(start, start + len(at))
    return [doc.text[slice(*one.source[0])] for one in found if one.source]


@pytest.mark.parametrize(
    ("number", "sources"), [("12", ["Ines Moe"]), ("30", ["she"]), ("1950", []), ("secret", [])]
)
def test_covering(account: Account, number: str, sources: list[str]) -> None:
    """What somebody says covers its numbers; the sentences beside it are the article's own."""
    assert _sources(account, account.doc, number) == sources


def test_places(account: Account) -> None:
    """Each sentence has its paragraph, each attribution its sentence; quotes hold their characters alone."""
    first, second, quoted = (account.sentence_at(STORY.index(word)) for word in ("12", "price", "30"))
    assert account.paragraph_of(first) == account.paragraph_of(second) < account.paragraph_of(quoted)
    assert account.paragraph_start(account.paragraph_of(quoted)) == STORY.index("\n\n“") + 2
    assert [len(account.attributions_in(number)) for number in (first, second)] == [1, 0]
    quote = account.quote_at(STORY.index("30"))
    assert quote
    assert STORY[slice(*quote)].strip("“”") == "We have kept 30 of them,"
    assert account.quote_at(STORY.index("12")) is None


def test_earlier_and_main(account: Account) -> None:
    """Who spoke before a character comes latest first; the text's main source is the named one."""
    before = list(account.earlier(STORY.index("1950")))
    assert before == sorted(account.attributions, key=lambda one: one.cue, reverse=True)
    main = account.main_near(STORY.index("1950"))
    assert main
    assert main.source
    assert STORY[slice(*main.source[0])] == "Ines Moe"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Twelve dams were sold. They are old. It rained.", "little"),
        ("Ines Moe said that 12 dams were sold. It rained.", "half"),
        ("Ines Moe said that 12 dams were sold. Carl Bode said that 3 were.", "mostly"),
    ],
)
def test_told(nlp: Language, text: str, told: str) -> None:
    """How much of a text is somebody's word is told in three steps."""
    assert Account(nlp(text)).told == told


def test_long_sentence(nlp: Language) -> None:
    """A sentence with hundreds of speakers gives a number the nearest of them only."""
    text = ", ".join(f"Moe{n} said that {n} dams leak" for n in range(3 * NEAREST))
    account = Account(nlp(text))
    assert len(account.attributions) > NEAREST
    assert 0 < len(account.beside(len(text) // 2)) <= NEAREST


def test_same(nlp: Language) -> None:
    """A document's account is made once."""
    doc = nlp("It rained.")
    assert account_of(doc) is account_of(doc)
    assert account_of(doc).main_near(3) is None


def test_an_amount_is_no_main_source(nlp: Language) -> None:
    """Who tells most is somebody; "119K GPU hours means" tells nothing."""
    account = account_of(nlp("The 119K GPU hours show that it took days. Dara Moe said that it was cheap."))
    assert [name for name, _ in account.told_by] == ["moe"]

"""`crossclaim explain` for readers."""

from __future__ import annotations

from pathlib import Path

from click.testing import CliRunner

from extractors.topic import load_topic
from pipeline.commands.explain import explain, marked, rows
from tests.factories import make_claim


def told(*arguments: str) -> str:
    """What the command prints, in one line, without its columns' blanks."""
    done = CliRunner().invoke(explain, list(arguments))
    assert done.exit_code == 0, done.output
    return " ".join(done.stdout.split())


def test_the_quote_is_marked() -> None:
    """The quote stands in brackets in its sentence, so that it shows without colours too."""
    sentence = "It has 2,048 GPUs now."
    claim = make_claim(quote="2,048 GPUs", start=107, sentence=sentence, sentence_start=100)
    assert marked(claim).plain == "It has [2,048 GPUs] now."


def test_the_value_answers_a_question() -> None:
    """The topic's question comes first, then its answer as a reader writes it."""
    claim = make_claim(low=2e12, high=2e12, unit="USD", metric="spending", subject="Velden")
    fields = {field: value for field, value, _ in rows(claim, load_topic("ai-compute"))}
    assert list(fields)[:2] == ["asked", "answer"]
    assert "Velden" in fields["asked"]
    assert fields["answer"] == "2 trillion USD"


def test_statements_are_shown(tmp_path: Path) -> None:
    """With --kinds: what is said, who says so, and in which words it is denied or doubted; numbers in their place."""
    path = tmp_path / "a.txt"
    path.write_text("Velden denied that it had used smuggled chips. It has 2,048 GPUs.")
    shown = told("--kinds", "quantity,statement", str(path))
    assert "said used smuggled chips the topic's file asks for it" in shown
    assert "stance denied" in shown
    assert "“denied”" in shown
    assert shown.index("smuggled chips") < shown.index("[2,048 GPUs]")
    assert "smuggled chips the topic" not in told(str(path))


def test_a_claim_is_shown_with_its_reasons(tmp_path: Path) -> None:
    """The sentence, the value and the cue word of the source are printed; markup in a text stays text."""
    path = tmp_path / "a.txt"
    path.write_text("SemiAnalysis believes that [bold]DeepSeek[/bold] has around 50,000 Hopper GPUs.")
    shown = told(str(path))
    for words in (
        "[bold]DeepSeek[/bold]",
        "about 50,000 GPU",
        "SemiAnalysis",
        "“believes”",
        "accelerator_count",
    ):
        assert words in shown

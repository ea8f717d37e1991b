"""What a run or a database holds, for a terminal: totals, and the sharpest conflicts with both sides."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import unquote

from rich.console import Group
from rich.padding import Padding
from rich.text import Text

from db.contrasts import Contrast, Side
from db.records import Article, Problem
from pipeline.console import Console
from pipeline.health import Health
from pipeline.run import Result

SHOWN_PROBLEMS = 5


def print_result(result: Result, console: Console) -> None:
    """The summary that a run ends with."""
    counts = result.run.counts
    console.print(
        f"[bold]Run of {result.run.started_at}[/]: {counted(counts['feeds_polled'], 'feed')}, "
        f"{counted(counts['articles_read'], 'article')}, {counted(counts['claims'], 'claim')} read, "
        f"{counted(counts['questions_compared'], 'question')} compared.",
        soft_wrap=True,
        markup=True,
    )
    print_totals(result.totals, console)
    print_problems(result.problems, console)


def print_no_feeds(console: Console) -> None:
    """What to do where no feed is followed."""
    console.print(
        "No feed is followed: write some under `feeds` in a topic's file, or `crossclaim feeds add URL`.",
        highlight=False,
        markup=False,
        soft_wrap=True,
    )


def print_not_due(next_poll: str, console: Console) -> None:
    """When the next feed is polled, after a run in which none was due."""
    told = f"No feed was due; the first is at {next_poll}. `crossclaim feeds list` shows all."
    console.print(told, highlight=False, markup=False, soft_wrap=True)


def print_totals(totals: dict[str, int], console: Console) -> None:
    """One line of what the database holds."""
    shown = ", ".join(
        counted(totals[f"{noun}s"], noun) for noun in ("article", "claim", "question", "conflict")
    )
    console.print(f"In the database: {shown}.", soft_wrap=True)


def print_problems(problems: tuple[Problem, ...], console: Console) -> None:
    """The first problems, and how many more there are."""
    if not problems:
        return
    console.print(
        f"[yellow]{counted(len(problems), 'problem')}[/] (all are in the table `problems`):", markup=True
    )
    for problem in problems[:SHOWN_PROBLEMS]:
        named = problem.subject in problem.message or not problem.subject
        message = problem.message if named else f"{problem.subject}: {problem.message}"
        console.print(f"  {problem.kind}: {message}", highlight=False, markup=False, soft_wrap=True)
    if len(problems) > SHOWN_PROBLEMS:
        console.print(f"  and {len(problems) - SHOWN_PROBLEMS:,} more")


def print_health(health: Health, console: Console) -> None:
    """Which feeds are due, fail or were retired; what came in today beside the usual; and what deserves a look."""
    counts = f"{counted(health.active, 'feed')}: {len(health.due)} due, {len(health.failing)} failing, {len(health.retired)} retired."
    console.print(counts, highlight=False)
    articles, claims = health.last_day
    usual = f"{health.usual_day[0]:.0f} and {health.usual_day[1]:.0f} on a usual day"
    console.print(
        f"Today: {counted(articles, 'article')}, {counted(claims, 'claim')} ({usual}).", highlight=False
    )
    for feed in health.failing:
        console.print(
            f"failed {counted(feed.failures, 'time')}, due {feed.next_due}: {feed.url}",
            highlight=False,
            markup=False,
            soft_wrap=True,
        )
    for feed in health.retired:
        console.print(f"retired: {feed.url}", highlight=False, markup=False, soft_wrap=True)
    for warning in health.warnings:
        console.print(f"look at {warning}", highlight=False, markup=False, soft_wrap=True)
    if not (health.failing or health.warnings):
        console.print("No feed fails.")


def print_contrasts(contrasts: Sequence[Contrast], console: Console, *, ids: bool = False) -> None:
    """Pairs of answers with their question, both quotes and sources, and how they stand to each other.

    With `ids` the command follows that shows, rule by rule, why.
    """
    for number, contrast in enumerate(contrasts, 1):
        relation = contrast.relation
        verdict = Text(f"{relation.relation} ({relation.kind}): ", style="bold")
        verdict.append(relation.why, style="italic not bold")
        console.print()
        console.print(Text(f"{number}. {contrast.wording}", style="bold"))
        console.print(Padding(Group(_side(contrast.a), _side(contrast.b), verdict), (0, 0, 0, 3)))
        if ids:
            asked = f"   crossclaim why {contrast.a.claim.id} {contrast.b.claim.id}"
            console.print(asked, style="dim", highlight=False, soft_wrap=True)


def _side(side: Side) -> Text:
    """One answer: value, quote in its sentence, who says so, where."""
    text = Text(f"{side.answer.label}  ", style="bold cyan")
    voices = f"{counted(side.answer.articles, 'article')}, {counted(side.answer.origins, 'origin')}"
    source = side.claim.source or "the article itself"
    via = f" via {side.claim.via}" if side.claim.via else ""
    date = (side.article.published or "no date")[:10]
    text.append(f"{source}{via}, in {_place(side.article)}, {date} ({voices})", style="default not bold")
    text.append("\n   “", style="dim")
    sentence, quote = side.claim.sentence, side.claim.quote
    before, _, after = sentence.partition(quote)
    text.append(before, style="dim").append(quote, style="bold").append(after + "”", style="dim")
    return text


def _place(article: Article) -> str:
    """The outlet; for one that is not known the address, or the name of the file."""
    if article.outlet or not article.url.startswith("file:"):
        return article.outlet or article.url
    return unquote(article.url.rsplit("/", 1)[-1])


def counted(number: int, noun: str) -> str:
    """ "1 article", "2 articles" """
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"

"""What commands share: how their help looks, the options that mean the same everywhere, and what they print to."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from actuary.cli import DEBUG, KEPT, PROGRAM

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

    from actuary.errors import Mistake, Place
    from actuary.reports.page import Page
    from actuary.scenario.model import Scenario

Wrapped = TypeVar("Wrapped", bound=Callable[..., Any])

PIPED_COLUMNS = 160
FEWEST_COLUMNS = 60


class Command(click.Command):
    """A command whose help is one sentence, real examples, then the options."""

    def __init__(self, *args: Any, examples: tuple[str, ...] = (), **rest: Any) -> None:
        super().__init__(*args, **rest)
        self.examples = examples

    def format_help(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        formatter.write_text(self.help or "")
        formatter.write_paragraph()
        for example in self.examples:
            formatter.write(f"  $ {PROGRAM} {example}\n")
        formatter.write_paragraph()
        self.format_usage(ctx, formatter)
        self.format_options(ctx, formatter)


def together(*decorators: Callable[[Wrapped], Wrapped]) -> Callable[[Wrapped], Wrapped]:
    """Several options as one, in this order."""

    def decorated(function: Wrapped) -> Wrapped:
        for decorator in reversed(decorators):
            function = decorator(function)
        return function

    return decorated


def _debugging(ctx: click.Context, _: click.Parameter, value: bool) -> None:
    ctx.meta[DEBUG] = value
    if not value:
        import warnings

        warnings.simplefilter("ignore")  # those of libraries; ours are in the results


debug = click.option(
    "--debug", is_flag=True, expose_value=False, is_eager=True, callback=_debugging,
    help="Show tracebacks and the warnings of libraries.",
)  # fmt: skip
lang = click.option("--lang", type=click.Choice(["en", "zh"]), default="en", show_default=True, help="Language.")
quiet = click.option("--quiet", is_flag=True, help="Print nothing but what is wrong.")
changes = together(
    click.option("--to", metavar="YEAR", help="The last year, instead of the scenario's."),
    click.option(
        "--set", "settings", metavar="PATH=VALUE", multiple=True,
        help="One more line of the scenario, as levers.contribution_rate.employer.2027='7 %'; repeatable.",
    ),
)  # fmt: skip
form = click.option(
    "--format", "form", type=click.Choice(["table", "csv", "json"]), default="table", show_default=True,
    help="What is printed: csv and json hold everything.",
)  # fmt: skip
folder = click.option(
    "-o", "folder", metavar="DIR", type=click.Path(file_okay=False, path_type=Path), help="Also write the files here."
)
indicators = click.option(
    "--indicators", is_flag=True, help="With rates, growth and ratios of payment, and what each is over what."
)
output = together(
    form,
    folder,
    click.option("--lines", is_flag=True, help="With the lines of the official fund accounts: who paid, for what."),
    click.option("--years", "wanted", metavar="YEARS", help="The years of the table, as 2019,2025-2030."),
)  # fmt: skip


def loaded(name: str, settings: tuple[str, ...], to: str | None) -> Scenario:
    """A scenario with what the command line changes; mistakes in --to are told as such."""
    from actuary.scenario.loading import load

    if to is None:
        return load(name, *settings)
    with to_as_written(to):
        return load(name, *settings, f"to={to}")


@contextmanager
def to_as_written(to: str | None) -> Iterator[None]:
    """A mistake in --to is told as such, not as one of the line that it makes of the scenario."""
    from actuary.errors import Mistakes

    try:
        yield
    except Mistakes as found:
        written = f"--set to={to}"
        raise Mistakes(
            one._replace(wrong=f"--to {to}") if one.wrong == written else one for one in found.mistakes
        ) from None


def all_loaded(names: tuple[str, ...], settings: tuple[str, ...], to: str | None) -> list[Scenario]:
    """Several scenarios; what is wrong with any of them is told in one reading."""
    from actuary.errors import Mistakes

    scenarios: list[Scenario] = []
    mistakes: list[Mistake] = []
    for name in names:
        try:
            scenarios.append(loaded(name, settings, to))
        except Mistakes as found:
            mistakes += found.mistakes
    if mistakes:
        raise Mistakes(dict.fromkeys(mistakes))
    return scenarios


def chosen_years(written: str | None, years: tuple[int, ...]) -> list[int] | None:
    """The years asked for; a usage error says which there are."""
    if written is None:
        return None
    chosen: set[int] = set()
    for part in written.split(","):
        found = re.fullmatch(r"\s*([0-9]{4})(?:(?:-|\.\.)([0-9]{4}))?\s*", part)
        if found is None:
            raise click.UsageError(f"--years {written}: years such as 2019,2025-2030")
        chosen.update(range(int(found[1]), int(found[2] or found[1]) + 1))
    if not chosen or not chosen <= set(years):
        raise click.UsageError(f"--years {written}: this run has the years {years[0]} to {years[-1]}")
    return sorted(chosen)


def of_one_area(options: dict[str, bool]) -> None:
    """A usage error for options that say something of one area only, where they are asked for several."""
    for name, asked in options.items():
        if asked:
            raise click.UsageError(f"{name}: of one area; --format json holds the lines of every area")


def columns() -> int:
    """The width of a table: the terminal's, or a broad page where there is none."""
    if not sys.stdout.isatty():
        return PIPED_COLUMNS
    import shutil

    return max(shutil.get_terminal_size().columns, FEWEST_COLUMNS)


def show(page: Page) -> None:
    """Print a page: in colour on a terminal, as the same plain text elsewhere."""
    from actuary.reports.page import plain_text

    if not sys.stdout.isatty():
        click.echo(plain_text(page))
        return
    from rich.console import Console
    from rich.text import Text

    styles = {"": "", "head": "bold", "faint": "dim", "warning": "yellow", "alarm": "bold red"}
    console = Console(highlight=False, soft_wrap=True)
    for row in page:
        text = Text()
        for span in row:
            text.append(span.text, styles[span.style])
        console.print(text)


def raw(content: bytes) -> None:
    """Print what is for another program, letter for letter."""
    sys.stdout.flush()
    sys.stdout.buffer.write(content)


def working(message: str, silent: bool) -> AbstractContextManager[object]:
    """A sign of life on a terminal while something takes time."""
    from contextlib import nullcontext

    if silent or not sys.stderr.isatty():
        return nullcontext()
    from rich.console import Console

    return Console(stderr=True).status(message)


@contextmanager
def stages(count: int, message: str, silent: bool) -> Iterator[Callable[[object], None]]:
    """A bar on a terminal that grows with every stage that is told done."""
    if silent or not sys.stderr.isatty():
        yield lambda _: None
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(message, total=count)
        yield lambda _: bar.advance(task)


def about_letters(lang: str, silent: bool) -> None:
    """Say it where a Chinese picture has to be an English one."""
    from actuary.labels import label
    from actuary.reports.letters import chinese_font

    if lang == "zh" and not silent and chinese_font() is None:
        click.echo(label("no_chinese_font", "zh"), err=True)


def written(folder: Path, files: dict[str, bytes], silent: bool) -> None:
    """Write the files and say so where it is not in the way of what is printed."""
    from actuary.reports.files import write_folder

    write_folder(folder, files)
    click.get_current_context().meta[KEPT] = folder
    if not silent:
        click.echo(f"Written: {', '.join(str(folder / name) for name in files)}", err=True)


def file_and_line(place: object) -> str:
    """Where a line stands, from the project's folder or from here; what --set says stands in no file."""
    from actuary.home import data_folder

    where: Place = place  # type: ignore[assignment]
    if not where.line:
        return where.file
    path = Path(where.file)
    for above in (data_folder().parent, Path.cwd()):
        if path.is_absolute() and path.is_relative_to(above):
            path = path.relative_to(above)
    return f"{path.as_posix()}:{where.line}"

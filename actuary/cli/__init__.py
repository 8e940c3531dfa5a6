"""The command line: one file per command, each loaded when it is called.

Asking for help loads nothing but click; what a command needs it imports inside its function.
"""

from __future__ import annotations

import gc
import os
import sys
from importlib import import_module
from pathlib import Path

import click

PROGRAM = "actuary"
FAILED, INVALID, MISSED, INTERRUPTED = 1, 3, 4, 130
DEBUG, KEPT = "actuary.debug", "actuary.kept"
"""Under which a call remembers that it wants tracebacks, and into which folder it writes."""

COMMANDS = {
    "run": "Project a fund to its last year.",
    "compare": "Show what other scenarios change.",
    "why": "Share the difference a variant makes out among its levers.",
    "bridge": "Show what changed from one forecast to the next.",
    "ensemble": "Draw many futures of a fund, and show how they are spread.",
    "portfolio": "Answer for many scenarios or areas at once.",
    "plot": "Draw a projection.",
    "people": "Show the people, by age, and how they change.",
    "plan": "Assess a year against its targets, and plan the next.",
    "check": "Find every mistake in scenario files.",
    "effects": "Pull every lever alone and show what it moves.",
    "drivers": "Show what drives a fund from one year to another.",
    "solve": "Find how much of a lever it takes to meet a target.",
    "sweep": "Project every combination of values of levers and figures.",
    "cascade": "Show who pays when a pool has no money left.",
    "sensitivity": "Show which figures matter, and where the first deficit moves.",
    "warn": "Light early-warning rules for every pool and year.",
    "calibrate": "Show how the base year was fixed, and how sure that is.",
    "explain": "Say where a number comes from.",
    "list": "List scenarios, levers, rules, figures, sources, mechanisms.",
    "forecast": "Put projections on record, and see how they fared.",
    "backtest": "Forecast from past years, and hold that against what happened.",
    "new": "Start a scenario of your own.",
    "schema": "Print the JSON schema of scenarios, for editors.",
}
"""Each command lies in the file of its name, as `command`."""

SETTINGS = {"help_option_names": ["-h", "--help"], "max_content_width": 100}


class Program(click.Group):
    """The commands by name; a command's file is read when it is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return [*COMMANDS]  # `list` is a command here, once it is loaded

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command:
        if cmd_name not in COMMANDS:
            from actuary.errors import nearest

            near = nearest(cmd_name, COMMANDS)
            hint = f"did you mean {near}?" if near else f"one of {', '.join(COMMANDS)}"
            raise click.UsageError(f"no command {cmd_name}; {hint}", ctx)
        found: click.Command = import_module(f"actuary.cli.{cmd_name}").command
        return found

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([*COMMANDS.items()])

    def invoke(self, ctx: click.Context) -> object:
        """Call a command; whatever ends it early becomes its message and exit status."""
        try:
            result = super().invoke(ctx)
            sys.stdout.flush()
        except BrokenPipeError:
            _leave_quietly()
        except KeyboardInterrupt:
            click.echo(f"\n{_stopped(ctx.meta.get(KEPT))}", err=True)
            ctx.exit(INTERRUPTED)
        except (click.ClickException, click.exceptions.Exit, click.Abort):
            raise
        except Exception as error:
            ctx.exit(_told(error, bool(ctx.meta.get(DEBUG))))
        else:
            return result
        return None


@click.group(cls=Program, context_settings=SETTINGS, no_args_is_help=True)
@click.version_option(None, "--version", package_name="fund-actuary", prog_name=PROGRAM, message="%(prog)s %(version)s")
def program() -> None:
    """What becomes of a health insurance fund under the law in force, and under another one.

    \b
    actuary run meishan                          the table to 2035
    actuary compare meishan meishan_rate_cut     what a cut of the rate costs
    """


def main() -> None:
    """Run the command and end the process with its exit status."""
    gc.disable()  # a command is over before there is garbage worth collecting; looking for it takes a seventh of the time
    os.environ.setdefault(
        "PYDANTIC_DISABLE_PLUGINS", "1"
    )  # we have none; looking for them reads every package installed
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")  # a sign the terminal cannot show is no reason to fail
    try:
        program(prog_name=PROGRAM)
    except KeyboardInterrupt:
        sys.exit(INTERRUPTED)


def _stopped(folder: Path | None) -> str:
    """What is left behind by a command that was stopped; what is half written there has a name that begins with a dot."""
    if folder is None:
        return "Stopped; nothing was written."
    if any(path.is_file() and not path.name.startswith(".") for path in folder.rglob("*")):
        return f"Stopped; what lies in {folder} is whole."
    return f"Stopped; nothing was written into {folder} yet."


def _told(error: Exception, debug: bool) -> int:
    """The message of what went wrong on stderr, and its exit status; our own faults show where they happened."""
    from actuary.errors import Mistakes

    if isinstance(error, Mistakes):
        click.echo(str(error), err=True)
        status = INVALID
    elif isinstance(error, OSError):
        where = "" if error.filename is None else f"{error.filename}: "
        click.echo(f"{where}{(error.strerror or str(error)).lower()}", err=True)
        status = FAILED
    else:
        debug, status = True, FAILED
    if debug:
        import traceback

        traceback.print_exception(error)
    if status == FAILED and not isinstance(error, OSError):
        click.echo("This is a fault of the program, not of what you wrote.", err=True)
    return status


def _leave_quietly() -> None:
    """Whoever read our output has had enough; nothing is left to say, not even at the interpreter's end."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())

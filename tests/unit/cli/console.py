"""The command line as a person meets it: what is printed, where, and the exit status."""

from click.testing import CliRunner, Result

from actuary.cli import program


def actuary(*arguments: str) -> Result:
    """Run the command in this process."""
    return CliRunner().invoke(program, arguments, prog_name="actuary")

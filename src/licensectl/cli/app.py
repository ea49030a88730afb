"""The program: its groups of commands, loaded when called, and the one place where a failure becomes an exit status."""

import sys
from importlib import import_module
from os import environ
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from licensectl import __version__
from licensectl.cli.lazily import lazily
from licensectl.errors import EXIT_INTERRUPTED, Failure, Misuse

# Group → what it answers. Each is a module of this package with an `app`; none is imported before it is called.
GROUPS = {
    "compare": "Programs and Office editions side by side.",
    "advise": "Programs to prefer and to avoid for a situation, with reasons.",
    "sku": "The catalogue: find a SKU, show it, list them.",
    "size": "How many licences, which packs, by which rule.",
    "price": "The price book: import sheets, look up, compare months.",
    "quote": "Build an offer from a request and a price sheet.",
    "returns": "May this be given back, until when, for how much.",
    "order": "Check an order, write the file its target takes, keep what was placed.",
    "customer": "The customer book: who buys, what they have, import and export.",
    "radar": "What customers have that leaves support, is succeeded, or can still be given back.",
    "ledger": "What is on record: check it, back it up, restore it, see who changed what.",
    "invoice": "An invoice against what was ordered.",
    "data": "The fact base about itself: check it, say where it lies.",
    "timeline": "What happened when: programs, returns, prices, support dates.",
    "explain": "Any fact, rule, source or problem code: text, values, sources.",
    "config": "Your settings: what holds, who said so, a file to start from.",
    "schema": "The JSON Schema of a file that people write.",
    "doctor": "What the tool stands on here, and what is wrong with it.",
}
UsageError: Any = typer.BadParameter.__mro__[1]


class Root(TyperGroup):
    """The top level: groups by name, failures to exit statuses."""

    def list_commands(self, ctx: Any) -> list[str]:
        return list(GROUPS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        if cmd_name not in GROUPS:
            return None
        return lazily(import_module(f"licensectl.cli.{cmd_name}").app)

    def format_commands(self, ctx: Any, formatter: Any) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(list(GROUPS.items()))

    def invoke(self, ctx: Any) -> Any:
        try:
            return super().invoke(ctx)
        except Failure as failure:
            sys.exit(_fail(failure))
        except UsageError as error:
            if type(error).__name__ == "NoArgsIsHelpError":
                raise
            from licensectl.faults.common import USAGE

            command = error.ctx.command_path if error.ctx else "licensectl"
            sys.exit(_fail(Misuse(USAGE.at(reason=error.format_message().rstrip("."), command=command))))
        except KeyboardInterrupt:
            sys.exit(EXIT_INTERRUPTED)


def _fail(failure: Failure) -> int:
    from licensectl.cli.output import complain
    from licensectl.cli.run import locale_language

    failure.lang = failure.lang or locale_language(environ)
    if failure.debug:
        import traceback

        traceback.print_exception(failure)
    complain(failure)
    return failure.exit_status


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"licensectl {__version__}")
        raise typer.Exit


app = typer.Typer(
    cls=Root,
    # Rich help costs as much as everything else of the start; plain help reads the same in a pipe.
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    add_completion=True,
    no_args_is_help=True,
    context_settings={"help_option_names": ["-h", "--help"]},
)


@app.callback()
def root(version: Annotated[bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version.")] = False) -> None:
    """Compare, quote, return and order perpetual Microsoft software. Works offline."""


def group(no_args_is_help: bool = True) -> typer.Typer:
    """An empty group of commands, set up like all the others; with one command and no callback it is that command."""
    return typer.Typer(
        rich_markup_mode=None,
        add_completion=False,
        no_args_is_help=no_args_is_help,
        context_settings={"help_option_names": ["-h", "--help"]},
    )


def main() -> None:
    """The console script."""
    app(prog_name="licensectl")

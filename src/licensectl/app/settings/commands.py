"""`licensectl config …`."""

from typing import Annotated

import typer

from licensectl.cli.command import Report, Run, group, verb

app = group()


@app.callback()
def about() -> None:
    """Your settings: the reseller's profile and the presets of options, what holds and who said so."""


@verb(app, "show")
def show(run: Run) -> Report:
    """Every setting with its value and its origin: an option, a variable, a settings file with its line, or built in."""
    from licensectl.app.settings import service

    return service.show(run)


@verb(app, "check")
def check(run: Run) -> Report:
    """Looks through the settings files: what is wrong with them fails, what is likely a slip is said."""
    from licensectl.app.settings import service

    return service.check(run)


@verb(app, "new")
def new(
    run: Run,
    here: Annotated[bool, typer.Option("--here", help="licensectl.yaml in this folder, not in your configuration folder.")] = False,
) -> Report:
    """Writes a settings file to start from, with every key and a word on it; one that exists stays unless --force."""
    from licensectl.app.settings import service

    return service.new(run, here)

"""`licensectl config …`."""

from typing import Annotated

import typer

from licensectl.cli.command import Report, Run, group, verb

app = group()


@app.callback()
def about() -> None:
    """Show, check and create settings: the reseller's profile and defaults of options."""


@verb(app, "show")
def show(run: Run) -> Report:
    """Show every setting with its value and origin: an option, a variable, a line of a settings file, or the default.

    Examples: `licensectl config show`; `licensectl config show -f json | jq .settings`.
    """
    from licensectl.app.settings import service

    return service.show(run)


@verb(app, "check")
def check(run: Run) -> Report:
    """Validate the settings files. Errors fail; likely typos are warnings.

    Examples: `licensectl config check`; `licensectl config check -f json | jq .problems`.
    """
    from licensectl.app.settings import service

    return service.check(run)


@verb(app, "new")
def new(
    run: Run,
    here: Annotated[bool, typer.Option("--here", help="licensectl.yaml in this folder, not in your configuration folder.")] = False,
) -> Report:
    """Write a settings file with every key explained: your own, or the file of -o. An existing file is kept unless --force is given.

    Examples: `licensectl config new`; `licensectl config new --here`; `licensectl config new -o - | less`.
    """
    from licensectl.app.settings import service

    if run.output is not None:
        service.new_to(run, here)
        raise typer.Exit
    return service.new(run, here)

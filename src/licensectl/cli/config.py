"""`licensectl config …`."""

from typing import Annotated

import typer

from licensectl.cli.app import group
from licensectl.cli.verb import Report, Run, verb

app = group()


@app.callback()
def about() -> None:
    """Your settings: the reseller's profile and the presets of options, what holds and who said so."""


@verb(app, "show")
def show(run: Run) -> Report:
    """Every setting with its value and its origin: an option, a variable, a settings file with its line, or built in."""
    from licensectl.cli.configuring import every_setting
    from licensectl.reports import config as report

    return report.settings(every_setting(run), run.stamp(), run.lang)


@verb(app, "check")
def check(run: Run) -> Report:
    """Looks through the settings files: what is wrong with them fails, what is likely a slip is said."""
    from licensectl.cli.configuring import checked
    from licensectl.cli.output import remark
    from licensectl.reports import config as report

    files, found = checked(run)
    remark(run, *found)
    return report.files(files, found, run.stamp(), run.lang)


@verb(app, "new")
def new(
    run: Run,
    here: Annotated[bool, typer.Option("--here", help="licensectl.yaml in this folder, not in your configuration folder.")] = False,
) -> Report:
    """Writes a settings file to start from, with every key and a word on it; one that exists stays unless --force."""
    from licensectl.cli.configuring import checked, write_new
    from licensectl.reports import config as report

    write_new(run, here)
    files, found = checked(run)
    return report.files(files, found, run.stamp(), run.lang)

"""`licensectl advise`."""

from licensectl.app.advice.options import SituationOptions
from licensectl.cli.command import Report, Run, group, verb

app = group(no_args_is_help=False)


@verb(app, "advise")
def advise(run: Run, options: SituationOptions) -> Report:
    """Programs to prefer and to avoid for a situation, each with reason and source. What is not said counts as unknown."""
    from licensectl.app.advice import service

    return service.advise(run, options)

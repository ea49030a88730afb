"""`licensectl advise`."""

from licensectl.app.advice.options import SituationOptions
from licensectl.cli.command import Report, Run, group, verb

app = group(no_args_is_help=False)


@verb(app, "advise")
def advise(run: Run, options: SituationOptions) -> Report:
    """Recommend a program for a situation, with the reasons for and against each program. Options left out count as unknown.

    Examples: `licensectl advise --seats 25 --segment Commercial`; `licensectl advise --seats 25 --needs-sa -f json | jq
    '.advice[].id'`.
    """
    from licensectl.app.advice import service

    return service.advise(run, options)

"""`licensectl doctor`."""

from licensectl.cli.app import group
from licensectl.cli.ledgers import STORE
from licensectl.cli.price import BOOK
from licensectl.cli.verb import Report, Run, verb

app = group(no_args_is_help=False)


@verb(app, "doctor")
def doctor(run: Run, store: STORE = None, book: BOOK = None) -> Report:
    """What the tool stands on here: settings, facts, ledger, price book, each with what is wrong. Changes nothing. Exit 3 for an error."""
    from licensectl.cli.examining import every_part, stamp
    from licensectl.cli.output import remark
    from licensectl.reports import health as report

    parts = every_part(run, store, book)
    remark(run, *(problem for part in parts for problem in part.problems))
    return report.parts(parts, stamp(run), run.lang)

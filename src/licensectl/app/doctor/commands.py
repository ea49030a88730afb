"""`licensectl doctor`."""

from licensectl.cli.command import Report, Run, group, verb
from licensectl.cli.options import BOOK, STORE

app = group(no_args_is_help=False)


@verb(app, "doctor")
def doctor(run: Run, store: STORE = None, book: BOOK = None) -> Report:
    """What the tool stands on here: settings, facts, ledger, price book, each with what is wrong. Changes nothing. Exit 3 for an error."""
    from licensectl.app.doctor import service

    return service.doctor(run, store, book)

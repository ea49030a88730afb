"""`licensectl doctor`."""

from licensectl.cli.command import Report, Run, group, verb
from licensectl.cli.options import BOOK, STORE

app = group(no_args_is_help=False)


@verb(app, "doctor", despite_settings=True)
def doctor(run: Run, store: STORE = None, book: BOOK = None) -> Report:
    """Check settings, facts, ledger and price book. Nothing is changed. Exit 3 for an error.

    Examples: `licensectl doctor`; `licensectl doctor -f json | jq '.parts[].state'`.
    """
    from licensectl.app.doctor import service

    return service.doctor(run, store, book)

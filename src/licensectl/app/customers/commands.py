"""`licensectl customer …`."""

from dataclasses import asdict
from typing import Annotated

import typer

from licensectl.app.customers.options import CustomerFields
from licensectl.cli.command import Report, Run, group, verb
from licensectl.cli.options import STORE

app = group()
WHICH = Annotated[str, typer.Argument(metavar="CUSTOMER", help="Id, VAT id or tenant id; or the whole name.")]


@app.callback()
def about() -> None:
    """The customer book: who buys, what they have, and what every order of theirs needs."""


@verb(app, "add")
def add(
    run: Run,
    name: Annotated[str, typer.Argument(metavar="NAME", help="The company's name.")],
    customer_id: Annotated[str | None, typer.Option("--id", help="Its name in the book [default: made from the company's].")] = None,
    store: STORE = None,
    *,
    said: CustomerFields,
) -> Report:
    """Puts a new customer into the book. Whoever is there already, by tenant, VAT id or name, is not entered twice."""
    from licensectl.app.customers import service_book

    return service_book.add(run, {"id": customer_id, "name": name, **asdict(said)}, store)


@verb(app, "edit")
def edit(
    run: Run,
    customer: WHICH,
    name: Annotated[str | None, typer.Option("--name", help="A new name; the id stays.")] = None,
    clear: Annotated[list[str] | None, typer.Option("--clear", metavar="FIELD", help="Empty this field; repeatable.")] = None,
    store: STORE = None,
    *,
    said: CustomerFields,
) -> Report:
    """Changes what is said and leaves the rest; who changed which fields when is on the audit trail."""
    from licensectl.app.customers import service_book

    return service_book.edit(run, customer, {"name": name, **asdict(said)}, clear or [], store)


@verb(app, "rename")
def rename(
    run: Run,
    customer: WHICH,
    name: Annotated[str, typer.Argument(metavar="NAME", help="The new name of the company.")],
    customer_id: Annotated[str | None, typer.Option("--id", help="A new id; the old one still finds the customer.")] = None,
    store: STORE = None,
) -> Report:
    """Rename a customer, for example after a change of legal form. Its orders follow.

    Examples: `licensectl customer rename contoso "Contoso S.p.A."`; `licensectl customer rename contoso "Fabrikam S.r.l." --id fabrikam`.
    """
    from licensectl.app.customers import service_book

    return service_book.rename(run, customer, name, customer_id, store)


@verb(app, "merge")
def merge(
    run: Run,
    customer: WHICH,
    into: Annotated[str, typer.Argument(metavar="INTO", help="The customer that stays: id, VAT id, tenant id or the whole name.")],
    store: STORE = None,
) -> Report:
    """Merge two records of one customer. The second stays and takes over what it does not have, with the orders of the first.

    Examples: `licensectl customer merge contoso-2 contoso`; `licensectl customer merge "Contoso Italia" IT01234569992`.
    """
    from licensectl.app.customers import service_book

    return service_book.merge(run, customer, into, store)


@verb(app, "show")
def show(run: Run, customer: WHICH, store: STORE = None) -> Report:
    """Everything about one customer: its data, what it has and until when that is supported, its orders, who changed what."""
    from licensectl.app.customers import service_book

    return service_book.show(run, customer, store)


@verb(app, "list")
def list_(
    run: Run,
    qualification: Annotated[str | None, typer.Option(help="Only customers of this qualification, e.g. education.")] = None,
    country: Annotated[str | None, typer.Option(help="Only customers of this country, e.g. IT.")] = None,
    without_mca: Annotated[bool, typer.Option("--without-mca", help="Only customers that have not accepted the MCA.")] = False,
    store: STORE = None,
) -> Report:
    """The customers of the book."""
    from licensectl.app.customers import service_book

    return service_book.list_(run, qualification, country, without_mca, store)


@verb(app, "search")
def search(
    run: Run, text: Annotated[list[str], typer.Argument(help="Words of a name, an id, a person or a note.")], store: STORE = None
) -> Report:
    """The customers that hold every word, in any order, without regard to case and accents."""
    from licensectl.app.customers import service_book

    return service_book.search(run, " ".join(text), store)


@verb(app, "remove")
def remove(
    run: Run,
    customer: WHICH,
    despite: Annotated[str | None, typer.Option(metavar="REASON", help="Although orders are its, and why.")] = None,
    store: STORE = None,
) -> Report:
    """Takes a customer out of the book. Its orders stay, with its name; so does the audit trail, which holds nobody's name but its own."""
    from licensectl.app.customers import service_book

    return service_book.remove(run, customer, despite, store)


@verb(app, "import")
def import_(
    run: Run,
    file: Annotated[str, typer.Argument(metavar="FILE", help="CSV with a header, JSON Lines or JSON; - for stdin.")],
    skip_bad: Annotated[
        str | None, typer.Option("--skip-bad", metavar="FILE", help="Take the good rows and write the bad ones, with their reasons, here.")
    ] = None,
    store: STORE = None,
) -> Report:
    """Takes customers from a file, each once: known ones by tenant, VAT id or name, and what the file is silent about stays.

    All rows or, when one is bad, none; with --skip-bad the good ones.
    """
    from licensectl.app.customers import service_files

    return service_files.import_file(run, file, skip_bad, store)


@verb(app, "export", formats=("csv", "jsonl", "json"))
def export(run: Run, store: STORE = None) -> Report:
    """All customers of the book, in a form that import takes back."""
    from licensectl.app.customers import service_files

    service_files.export_all(run, store)
    raise typer.Exit

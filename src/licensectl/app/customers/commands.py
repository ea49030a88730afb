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
    """Manage the customer book: data, contacts, owned products, agreements."""


@verb(app, "add")
def add(
    run: Run,
    name: Annotated[str, typer.Argument(metavar="NAME", help="The company's name.")],
    customer_id: Annotated[str | None, typer.Option("--id", help="Id in the customer book [default: made from the name].")] = None,
    store: STORE = None,
    *,
    said: CustomerFields,
) -> Report:
    """Add a customer to the book. A customer with the same tenant, VAT id or name is refused.

    Examples: `licensectl customer add "Contoso S.r.l." --vat-id IT01234569992 --country IT`; `licensectl customer add Fabrikam
    --country DE -f json | jq -r .customer.id`.
    """
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
    """Change the fields that are given and keep the others. The audit trail records who changed which fields.

    Examples: `licensectl customer edit contoso --phone "+39 02 555 0100"`; `licensectl customer edit contoso --owns office-2019=25
    --clear notes`.
    """
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
    """Show one customer: data, owned products and their support, orders, changes.

    Examples: `licensectl customer show contoso`; `licensectl customer show IT01234569992 -f json | jq .orders`.
    """
    from licensectl.app.customers import service_book

    return service_book.show(run, customer, store)


@verb(app, "list")
def list_(
    run: Run,
    qualification: Annotated[str | None, typer.Option(help="Only customers of this qualification, e.g. education.")] = None,
    country: Annotated[str | None, typer.Option(help="Only customers of this country, e.g. IT.")] = None,
    without_mca: Annotated[bool, typer.Option("--without-mca", help="Only customers without an MCA that allows orders.")] = False,
    store: STORE = None,
) -> Report:
    """List the customers of the customer book.

    Examples: `licensectl customer list --country IT`; `licensectl customer list --without-mca -f csv | cut -d, -f2`.
    """
    from licensectl.app.customers import service_book

    return service_book.list_(run, qualification, country, without_mca, store)


@verb(app, "search")
def search(
    run: Run,
    text: Annotated[list[str], typer.Argument(metavar="WORD...", help="Words of a name, an id, a person or a note.")],
    store: STORE = None,
) -> Report:
    """Find customers by words in any order, ignoring case and accents.

    Examples: `licensectl customer search rossi`; `licensectl customer search contoso milano -f json | jq '.customers[].id'`.
    """
    from licensectl.app.customers import service_book

    return service_book.search(run, " ".join(text), store)


@verb(app, "remove")
def remove(
    run: Run,
    customer: WHICH,
    despite: Annotated[str | None, typer.Option(metavar="REASON", help="Remove it although it has orders; give the reason.")] = None,
    store: STORE = None,
) -> Report:
    """Remove a customer from the book. Its orders and its audit trail stay.

    Examples: `licensectl customer remove fabrikam`; `licensectl customer remove contoso --despite "entered twice"`.
    """
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
    """Import customers. Existing ones are matched by tenant, VAT id or name, and fields absent from the file are kept.

    All rows are imported, or none if one is bad; with --skip-bad the good ones.

    Examples: `licensectl customer import customers.csv`; `licensectl customer import - --skip-bad bad.csv < customers.csv`.
    """
    from licensectl.app.customers import service_files

    return service_files.import_file(run, file, skip_bad, store)


@verb(app, "export", formats=("csv", "jsonl", "json"))
def export(run: Run, store: STORE = None) -> Report:
    """Export all customers in a form that `customer import` reads.

    Examples: `licensectl customer export -o customers.csv`; `licensectl customer export -f jsonl | jq .name`.
    """
    from licensectl.app.customers import service_files

    service_files.export_all(run, store)
    raise typer.Exit

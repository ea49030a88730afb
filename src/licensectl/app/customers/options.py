"""What can be said of a customer on the command line, written once for `add` and `edit`."""

import inspect
from collections.abc import Callable
from typing import Annotated, Any

import typer

from licensectl.cli.command import Command, Report, Run, verb

Text = str | None
Several = list[str] | None
# Option → its annotation; the names are the columns of an import, but for those that may be repeated.
FIELDS: dict[str, Any] = {
    "vat_id": Annotated[Text, typer.Option("--vat-id", help="VAT id, with the country's prefix or one of your market.")],
    "tax_code": Annotated[Text, typer.Option("--tax-code", help="Italian codice fiscale.")],
    "tenant_id": Annotated[Text, typer.Option("--tenant-id", metavar="GUID", help="Microsoft ID of the customer's tenant.")],
    "tenant_domain": Annotated[Text, typer.Option("--tenant-domain", help="Its domain, e.g. contoso.onmicrosoft.com.")],
    "country": Annotated[Text, typer.Option("--country", help="Country of the tenant, two letters.")],
    "qualification": Annotated[Text, typer.Option("--qualification", help="commercial, education, nonprofit, government, …")],
    "address": Annotated[Text, typer.Option("--address", help="Postal address.")],
    "contact": Annotated[Text, typer.Option("--contact", metavar="NAME", help="Whom to write to.")],
    "email": Annotated[Text, typer.Option("--email", help="E-mail of the contact.")],
    "phone": Annotated[Text, typer.Option("--phone", help="Telephone of the contact.")],
    "person": Annotated[Several, typer.Option("--person", metavar="'NAME; E-MAIL; PHONE; ROLE'", help="Somebody else; repeatable.")],
    "sdi_code": Annotated[Text, typer.Option("--sdi-code", help="Code for electronic invoices in Italy.")],
    "pec": Annotated[Text, typer.Option("--pec", help="Certified e-mail address.")],
    "mca_agreed_on": Annotated[Text, typer.Option("--mca-agreed-on", metavar="DATE", help="Microsoft Customer Agreement: accepted on.")],
    "mca_first_name": Annotated[Text, typer.Option("--mca-first-name", help="… who accepted it.")],
    "mca_last_name": Annotated[Text, typer.Option("--mca-last-name", help="… who accepted it.")],
    "mca_email": Annotated[Text, typer.Option("--mca-email", help="… e-mail of who accepted it.")],
    "mca_phone": Annotated[Text, typer.Option("--mca-phone", help="… telephone of who accepted it.")],
    "mca_expires": Annotated[Text, typer.Option("--mca-expires", metavar="DATE", help="… its end, where one was agreed.")],
    "mca_attested_by": Annotated[
        Text, typer.Option("--mca-attested-by", metavar="customer|provider|partner", help="… who says so; an indirect reseller cannot.")
    ],
    "marketplace": Annotated[
        Several, typer.Option("--marketplace-id", metavar="[DISTRIBUTOR=]ID", help="What a marketplace calls the customer; repeatable.")
    ],
    "owns": Annotated[Several, typer.Option("--owns", metavar="ID[=N]", help="What the customer has, N=0 no longer; repeatable.")],
    "notes": Annotated[Text, typer.Option("--notes", help="For the desk; no quote shows them.")],
}


def with_fields(app: typer.Typer, name: str) -> Callable[[Command], Command]:
    """Like `verb`, for a command that takes everything that can be said of a customer as keywords, None where it is not said."""

    def register(command: Command) -> Command:
        own = [p for p in inspect.signature(command).parameters.values() if p.kind is not inspect.Parameter.VAR_KEYWORD]
        fields = [
            inspect.Parameter(field, inspect.Parameter.KEYWORD_ONLY, default=None, annotation=annotation)
            for field, annotation in FIELDS.items()
        ]

        def body(run: Run, **given: Any) -> Report:
            return command(run, **given)

        body.__signature__ = inspect.Signature([*own, *fields])  # type: ignore[attr-defined]
        body.__doc__ = command.__doc__
        verb(app, name)(body)
        return command

    return register

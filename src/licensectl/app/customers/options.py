"""Options for the fields of a customer, shared by `add` and `edit`."""

from dataclasses import dataclass, field, make_dataclass
from typing import TYPE_CHECKING, Annotated, Any

import typer

from licensectl.domain.customers.fields import FIELDS, CustomerField
from licensectl.i18n.translate import translate


def _option(one: CustomerField) -> Any:
    """Return the option of a field, repeatable where the field holds several."""
    said: dict[str, Any] = {"metavar": one.metavar, "help": translate(one.help, "en")}
    several = one.form in ("pairs", "people")
    return Annotated[list[str] | None if several else str | None, typer.Option(one.option, **said)]


if TYPE_CHECKING:

    @dataclass(frozen=True)
    class CustomerFields:
        """Fields of a customer from the command line by their names, None for an absent option."""

else:
    CustomerFields = make_dataclass(
        "CustomerFields",
        [(one.name, _option(one), field(default=None)) for one in FIELDS if one.help],
        frozen=True,
        eq=False,
        repr=False,
    )

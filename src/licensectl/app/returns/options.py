"""The options of `licensectl returns …`, and the question that they ask."""

import os
from dataclasses import dataclass, fields
from typing import Annotated
from zoneinfo import ZoneInfo

import typer
from msgspec.structs import replace

from licensectl.cli.context import Run
from licensectl.cli.options import ALL, PRICES, STORE
from licensectl.core.defaults import CURRENCY
from licensectl.core.messages import BAD_OPTION, bad_choice
from licensectl.core.names import option
from licensectl.core.time_zone import Zone
from licensectl.domain.returns import messages
from licensectl.domain.returns.question import FIELDS, WORDS, ReturnQuestion, parse_price, parse_question
from licensectl.errors import UsageError
from licensectl.i18n.translate import N_

PROVIDER = Annotated[
    str | None,
    typer.Option(
        "--provider", metavar="ID", envvar="LICENSECTL_PROVIDER", help="Provider; the stricter of its terms and the rule decides."
    ),
]
ZONE = Annotated[
    str | None,
    typer.Option(
        "--time-zone", metavar="NAME", envvar="LICENSECTL_TIME_ZONE", help="Time zone beside UTC, as Europe/Rome [default: yours]."
    ),
]
# Options that the record of an order replaces.
OF_THE_ORDER = ("purchased", "program", "quantity", "unit_price")


@dataclass(frozen=True, eq=False, repr=False)
class ReturnOptions:
    """The options of `returns check` that describe the purchase and the return; None if an option is not given."""

    purchased: Annotated[str | None, typer.Option(metavar="DATE", help="Order date: a UTC day, or a timestamp with its offset.")] = None
    requested: Annotated[str | None, typer.Option(metavar="DATE", help="Day of the request [default: --as-of].")] = None
    delivered: Annotated[str | None, typer.Option(metavar="DATE", help="Day on which a box was delivered or a download supplied.")] = None
    program: Annotated[str | None, typer.Option(help="Program id [default: csp].")] = None
    kind: Annotated[
        str | None,
        typer.Option(help="perpetual, software_subscription, seat_based, linux_plan, physical, download, … [default: perpetual]."),
    ] = None
    event: Annotated[str | None, typer.Option(metavar="purchase|addition|renewal", help="Event of that date [default: purchase].")] = None
    quantity: Annotated[int | None, typer.Option(help="Quantity of the order line.")] = None
    returned: Annotated[int | None, typer.Option(help="Quantity to return [default: all].")] = None
    unit_price: Annotated[str | None, typer.Option(help="Price paid per unit, to tell the refund.")] = None
    currency: Annotated[str, typer.Option(help="Currency of the cost price.")] = CURRENCY
    sku: Annotated[str | None, typer.Option("--sku", metavar="SKU", help="SKU of the purchase, to price what is bought again.")] = None
    segment: Annotated[str | None, typer.Option(help="Customer class; no rule depends on it.")] = None
    buyer: Annotated[str | None, typer.Option(metavar="consumer|business", help="Buyer of a box.")] = None
    market: Annotated[str | None, typer.Option(help="Country of the sale, two letters [default: IT].")] = None
    channel: Annotated[str | None, typer.Option(metavar="online|store", help="Sales channel of a box.")] = None
    seal: Annotated[str | None, typer.Option(metavar="intact|broken|none", help="The seal of a box.")] = None
    activated: Annotated[bool | None, typer.Option("--activated/--not-activated", help="The key was used, or not.")] = None
    keys_fulfilled: Annotated[bool | None, typer.Option("--keys-fulfilled/--keys-open", help="The keys were fetched, or not.")] = None
    exchange: Annotated[bool, typer.Option("--exchange", help="Another edition or product is wanted instead.")] = False
    order_status: Annotated[str | None, typer.Option(help="State of the order as Partner Center shows it.")] = None

    def question(self, run: Run, **known: str) -> ReturnQuestion:
        """Return the question that these options ask; values `known` from elsewhere take precedence.

        Raises UsageError if a choice is unknown and LicensectlError if any other value is invalid.
        """
        given = {field.name: getattr(self, field.name) for field in fields(self) if field.name in FIELDS}
        for name, words in WORDS.items():
            if given[name] is not None and given[name] not in words:
                raise UsageError(bad_choice(option(name), given[name], words))
        texts = {name: str(value).lower() if isinstance(value, bool) else str(value) for name, value in given.items() if value is not None}
        question = parse_question(texts | known, run.as_of, programs=run.facts.programs.programs)
        return replace(question, unit_price=parse_price(self.unit_price, self.currency))

    def refuse_order_facts(self) -> None:
        """Raise UsageError if an option repeats a value of the order on record."""
        for name in OF_THE_ORDER:
            if getattr(self, name) is not None:
                raise UsageError(messages.SAID_BY_ORDER.at(option=option(name)))


@dataclass(frozen=True, eq=False, repr=False)
class AnswerOptions:
    """The options of `returns check` that say what the question is answered with: provider, prices, time zone."""

    provider: PROVIDER = None
    prices: PRICES = None
    time_zone: ZONE = None


@dataclass(frozen=True, eq=False, repr=False)
class PlanOptions:
    """The options of `returns plan`."""

    within: Annotated[int | None, typer.Option(min=0, metavar="DAYS", help="Only returns that are due within so many days.")] = None
    ics: Annotated[
        str | None,
        typer.Option("--ics", metavar="FILE", help="Write the deadlines for a calendar as well; - is -f ics."),
    ] = None
    provider: PROVIDER = None
    time_zone: ZONE = None
    everything: ALL = False
    store: STORE = None


def zone_of(name: str | None) -> Zone:
    """Return the time zone of this name, without a name the system's. Raises UsageError if it does not exist."""
    if name is None:
        return Zone(os.environ.get("TZ", "").lstrip(":") or "local", None)
    try:
        return Zone(name, ZoneInfo(name))
    except (KeyError, ValueError, OSError):
        raise UsageError(BAD_OPTION.at(option="--time-zone", value=name[:60], expected=N_("a name such as Europe/Rome or UTC"))) from None

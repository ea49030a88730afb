"""A request to start from: valid as it stands, every other key beside it as a comment."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import msgspec
from msgspec import Struct

from licensectl.core.text import Lang, Text
from licensectl.domain.catalog.model import Sku
from licensectl.domain.quotes.tax import WITHOUT_TAX
from licensectl.i18n.translate import N_, translate

WIDTH = 44
# Example figures in a file that the user edits: a margin, a price.
MARGIN, PRICE = "12", "100.00"
VAT_ID = "IT01234569992"
HEAD = (
    N_("A quote request. Make the quote:"),
    "  licensectl quote build REQUEST --prices SHEET",
    N_("without --prices at the prices of your price book. Every key and its form: licensectl schema request"),
    N_("A key behind # is not used; take the sign away to use it."),
)


class Line(Struct, frozen=True):
    """A line of the file: its text, its comment, and whether it is commented out."""

    text: str
    about: Text = ""
    shown: bool = False


def new_request(said: Mapping[str, Any], samples: Sequence[Sku], priced: bool, lang: Lang) -> str:
    """Return a new request file as text. `said`: the keys already given, and a VAT `rate` for the examples.

    `samples`: the products of the example lines; `priced`: True if a price sheet has their prices, so that none is written by hand.
    """
    lines = [*_whole(said), *_lines(samples, priced, said["rate"], lang), *_rest(lang)]
    head = "".join(f"# {translate(text, lang)}\n" for text in HEAD)
    return head + "".join(_written(line, lang) for line in lines)


def _written(line: Line, lang: Lang) -> str:
    text = ("# " if line.shown else "") + line.text
    about = translate(line.about, lang)
    return (f"{text:<{WIDTH}}  # {about}" if about else text).rstrip() + "\n"


def _whole(said: Mapping[str, Any]) -> Iterator[Line]:
    yield Line("customer:")
    yield Line(f"  name: {_quoted(said['customer'])}")
    if VAT_ID.startswith(said["market"]):
        about = N_("its form and check digits are verified")
        yield Line(f"  vat_id: {VAT_ID}", about, True)
    yield Line("  tenant_domain: contoso.onmicrosoft.com", N_("for orders in CSP"), True)
    yield Line(f"program: {said['program']}", "box, open, csp")
    yield Line(f"market: {said['market']}", N_("country of the sale"))
    yield Line(f"currency: {said['currency']}")
    yield Line(f"segment: {said['segment']}", "Commercial, Education, Charity, Government")
    yield Line(
        "number: Q-2026-0042",
        N_("left out: none, or the next of your series with --save"),
        True,
    )
    yield Line(
        f"date: {said['date'] or '2026-11-23'}",
        N_("left out: today; prices and rules are of this day"),
        said["date"] is None,
    )
    yield Line(f"valid_days: {said['valid_days']}")
    yield Line(f"vat: {_vat(said['vat'])}", ", ".join(map(_vat, _ways(said))))
    rule, value = next(((name, said[name]) for name in ("markup", "discount") if name in said), ("margin", said.get("margin", MARGIN)))
    yield Line(
        f"{rule}: {value}",
        N_("percent: margin of the sell price, or markup on the cost price, or discount off the ERP"),
    )
    yield Line(
        "discount_amount: 50.00",
        N_("taken off the sum of the lines; also in a line"),
        True,
    )
    yield Line("shipping: 12.00", N_("freight of boxes"), True)
    yield Line("po_number: PO-7781", N_("the customer's purchase order"), True)


def _lines(samples: Sequence[Sku], priced: bool, rate: str, lang: Lang) -> Iterator[Line]:
    yield Line("lines:", N_("a product by one of sku, part_number, search"))
    for number, sku in enumerate(samples):
        name = f"sku: {sku.sku}" if sku.sku else f"part_number: {sku.part_number}"
        yield Line(f"  - {name}", sku.title)
        yield Line(f"    quantity: {10 if number else 2}")
        if not priced:
            yield Line(f"    sell_price: {PRICE}", N_("yours, per unit without tax"))
    yield Line(
        "  - search: office ltsc professional plus 2024",
        N_("words that only one product has"),
        True,
    )
    yield Line("    quantity: 5", shown=True)
    yield Line(
        "    discount: 5",
        N_("for this line alone; or margin, markup, sell_price"),
        True,
    )
    yield Line("    unit_price: 400.00", N_("takes precedence over the price sheet"), True)
    if rate:
        yield Line(f"    vat_rate: {rate}", N_("if the line has another rate than the quote"), True)
    yield Line(f"    note: {translate(N_('installed by us'), lang)}", shown=True)


def _rest(lang: Lang) -> Iterator[Line]:
    yield Line("other:", N_("products of other vendors, priced by hand"), True)
    yield Line("  - {vendor: Adobe, title: Acrobat Pro, quantity: 1, unit_price: 220.00, sell_price: 250.00}", shown=True)
    yield Line("notes:", N_("sentences at the end of the quote"), True)
    yield Line(f"  - {translate(N_('prices without installation'), lang)}", shown=True)
    yield Line("owned: [windows-server-cal]", N_("what the customer has, for the checks"), True)
    yield Line("servers:", N_("what the core licences are for, for the checks"), True)
    yield Line("  - {product: windows-server, server: 2x10, vms: 2}", shown=True)


def _ways(said: Mapping[str, Any]) -> Iterator[Mapping[str, str]]:
    """Yield the possible values of `vat`: a rate only if one is known, split payment only if it exists."""
    if said["rate"]:
        yield {"rate": said["rate"]}
    yield from ({name: "true"} for name in WITHOUT_TAX)
    if said["rate"] and said["split_payment"]:
        yield {"rate": said["rate"], "split_payment": "true"}


def _vat(vat: Mapping[str, Any]) -> str:
    return "{" + ", ".join(f"{key}: {value}" for key, value in vat.items()) + "}"


def _quoted(text: str) -> str:
    """Return a text as one YAML scalar: a string of JSON is one."""
    return msgspec.json.encode(text).decode()

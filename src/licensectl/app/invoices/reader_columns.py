"""The columns of invoice files by all their names, and maps of a distributor's own. By header name, never by place. Source: RECON."""

from collections.abc import Mapping, Sequence

from msgspec import Struct

from licensectl.core.text import Bilingual
from licensectl.domain.invoices import messages
from licensectl.errors import LicensectlError
from licensectl.facts.convert import convert
from licensectl.i18n.translate import N_
from licensectl.tables.column_map import ColumnMap, DateOrder
from licensectl.tables.column_map import Decimal as DecimalMark

# Several names are one column: the portal's, the interface's lower camel, and a distributor's.
NAMES: dict[str, tuple[str, ...]] = {
    "product_id": ("ProductId",),
    "sku_id": ("SkuId",),
    "sku": (),
    "subtotal": ("Subtotal", "PartnerSubTotal"),
    "currency": ("Currency", "BillingCurrency"),
    "quantity": ("BillableQuantity",),
    "list_quantity": ("Quantity",),
    "unit_price": ("EffectiveUnitPrice", "PartnerEffectiveUnitPrice"),
    "list_price": ("UnitPrice", "PartnerUnitPrice"),
    "total": ("Total", "TotalForCustomer", "PartnerTotal"),
    "pricing_currency": ("PricingCurrency",),
    "rate": ("PCToBCExchangeRate",),
    "rate_day": ("PCToBCExchangeRateDate",),
    "invoice": ("InvoiceNumber", "PartnerInvoiceNumber"),
    "order_id": ("OrderId", "OrderNumber"),
    "alternate_id": ("AlternateId",),
    "customer_id": ("CustomerId",),
    "customer": ("CustomerName", "CustomerDomainName"),
    "market": ("CustomerCountry",),
    "charge_type": ("ChargeType",),
    "title": ("SkuName", "ProductName"),
    "day": ("OrderDate",),
    "charge_start": ("ChargeStartDate",),
    "charge_end": ("ChargeEndDate",),
    "term": ("TermAndBillingCycle", "Term"),
    "frequency": ("BillingFrequency", "BillingCycle"),
    "meter": ("MeterDescription",),
    "reservation": ("ReservationOrderId",),
}
FIELDS = tuple(NAMES)
# Each of these, in one of its ways, must be there.
NEEDED = (
    ("sku", "product_id"),
    ("sku", "sku_id"),
    ("subtotal",),
    ("currency",),
    ("quantity", "list_quantity"),
    ("unit_price", "list_price"),
)
SHOWN = ("ProductId", "SkuId", "Subtotal", "Currency", "BillableQuantity", "EffectiveUnitPrice")
# Other files of the same portal, by headers that only they have; the first that fits is it.
KINDS: tuple[tuple[frozenset[str], Bilingual], ...] = (
    (frozenset({"usagedate"}), N_("a file of daily-rated usage (Azure)")),
    (frozenset({"resourceuri"}), N_("a file of daily-rated usage (Azure)")),
    (frozenset({"erpprice"}), N_("a price sheet")),
    (frozenset({"effectivestartdate"}), N_("a price sheet")),
    (frozenset({"listprice", "msrp"}), N_("a price sheet")),
    (frozenset({"provisioningid"}), N_("an offer matrix")),
    (frozenset({"order_ref"}), N_("a file of order lines (--orders)")),
    (frozenset({"lineitems"}), N_("a file of orders (--orders)")),
    (
        frozenset({"blobs"}),
        N_("the manifest of an export, not one of its blobs"),
    ),
)
LEGACY = ("durableofferid", "syndicationpartnersubscriptionnumber")


class InvoiceMap(Struct, frozen=True, forbid_unknown_fields=True):
    """A map of a distributor's table: field → names of its column, default values, and the way figures are written."""

    columns: dict[str, str | list[str]] = {}
    name: str = ""
    defaults: dict[str, str] = {}
    decimal: DecimalMark | None = None
    date_order: DateOrder | None = None
    header_row: int | None = None
    sheet: str | None = None
    encoding: str | None = None

    @property
    def table(self) -> ColumnMap:
        """The map in the form that the reader of tables takes."""
        return ColumnMap(
            decimal=self.decimal, date_order=self.date_order, header_row=self.header_row, sheet=self.sheet, encoding=self.encoding
        )


def parse_map(content: bytes, name: str) -> InvoiceMap:
    """Return the map in `content`. Raise LicensectlError listing all of its faults."""
    # Few invoices need a map.
    from licensectl.facts.yaml_reader import parse_yaml

    document = parse_yaml(content, name)
    made = convert(document, InvoiceMap)
    known = ", ".join(FIELDS)
    wrong = [
        messages.MAP_FIELD.at(document.where((part, field)), field=field[:60], known=known)
        for part in ("columns", "defaults")
        for field in getattr(made, part)
        if field not in NAMES
    ]
    if wrong:
        raise LicensectlError(*wrong)
    return made


def spelled(header: str) -> str:
    """Return a header as it compares: a byte order mark in any guise, blanks and quotes are no part of it."""
    return "".join(header.strip("\ufeff\u00ef\u00bb\u00bf\"' \t\r\n").split()).casefold()


def found_columns(header: Sequence[str], columns: InvoiceMap | None) -> dict[str, int]:
    """Return the column of each field: the first of its names that the header has. Names in a column map take precedence."""
    held = {spelled(cell): place for place, cell in reversed(list(enumerate(header))) if cell.strip()}
    found = {}
    for field, known in NAMES.items():
        own = columns.columns.get(field, []) if columns else []
        names = [*([own] if isinstance(own, str) else own), *known]
        place = next((held[spelled(name)] for name in names if spelled(name) in held), None)
        if place is not None:
            found[field] = place
    return found


def lacking(found: Mapping[str, int], columns: InvoiceMap | None) -> list[str]:
    """Return the columns that are needed and neither there nor given by the map, under Microsoft's names."""
    given = {*found, *(columns.defaults if columns else ())}
    return [shown for ways, shown in zip(NEEDED, SHOWN, strict=True) if not given & set(ways)]


def refuse_other_kinds(header: Sequence[str], where: str) -> None:
    """Raise LicensectlError if the headers belong to another kind of file, and name that kind."""
    cells = {spelled(cell) for cell in header}
    if cells & set(LEGACY):
        raise LicensectlError(messages.LEGACY.at(where))
    for marks, kind in KINDS:
        if marks <= cells:
            raise LicensectlError(messages.OTHER_KIND.at(where, kind=kind))

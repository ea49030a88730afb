"""The report of `quote diff`: two quotes side by side, with their costs, so not for customers."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from licensectl.core.money import Money
from licensectl.core.text import Lang, Text
from licensectl.domain.quotes.diff import Field, LineChange, QuoteDifference
from licensectl.errors import EXIT_DONE, EXIT_NO
from licensectl.i18n.terms import Coded, coded
from licensectl.i18n.translate import N_, rendered, translate
from licensectl.render.report import Column, Percentage, Report, Table, fields_of, framed

# Fields shown of a line that was added or removed.
WHOLE = ("quantity", "sell_price", "line_total")
PERCENTS = ("vat_rate", "margin_percent", "vat.rate")
LABELS: dict[str, Text] = {
    "title": N_("Title"),
    "program": N_("Program"),
    "quantity": N_("Quantity"),
    "unit_price": N_("Cost price"),
    "erp": "ERP",
    "sell_price": N_("Sell price"),
    "discount_amount": N_("Discount"),
    "line_total": N_("Total"),
    "note": N_("Note"),
    "date": N_("Date"),
    "valid_until": N_("Valid until"),
    "market": N_("Market"),
    "currency": N_("Currency"),
    "segment": N_("Segment"),
    "po_number": N_("PO number"),
    "notes": N_("Notes"),
    "shipping": N_("Shipping"),
    "discount": N_("Discount"),
    "net": N_("Net"),
    "gross": N_("Gross"),
    "cost": N_("Cost"),
    "margin": N_("Margin"),
    "margin_percent": N_("Margin %"),
    "vat_rate": N_("VAT"),
    "vat.rate": N_("VAT"),
}


def difference(found: QuoteDifference, names: tuple[str, str], stamp: Mapping[str, str], exit_code: bool, lang: Lang) -> Report:
    """Return the report of `quote diff`: a row for each changed field of a line, then the other changed fields, and the sums."""
    rows = tuple(row for change in found.lines for row in _rows(change, lang))
    columns = (
        Column("change", N_("Change")),
        Column("position", "#", "int"),
        Column("sku", "SKU", "id", "files"),
        Column("title", N_("Title")),
        *_sides(lang),
    )
    around = _table(N_("Quote"), found.around, lang)
    sums = _table(N_("Totals"), found.sums, lang)
    counts = {kind: found.count(kind) for kind in ("added", "removed", "changed")}
    body = {
        "old": names[0],
        "new": names[1],
        "summary": counts,
        "lines": [_record(change) for change in found.lines],
        "fields": _fields(found.around),
        "totals": _fields(found.sums),
    }
    said = {
        "added": N_("{count} line added", "{count} lines added"),
        "removed": N_("{count} line removed", "{count} lines removed"),
        "changed": N_("{count} line changed", "{count} lines changed"),
    }
    return Report(
        f"{names[0]} → {names[1]}",
        Table(columns, rows),
        framed("quote-diff", stamp, body, (), lang),
        more=(*((around,) if found.around else ()), sums),
        notes=(", ".join(translate(said[kind].filled(count=count), lang) for kind, count in counts.items()),),
        status=EXIT_NO if exit_code and found.any else EXIT_DONE,
    )


def _sides(lang: Lang) -> tuple[Column, ...]:
    return (
        Column("field", N_("Field")),
        Column("old", N_("Old")),
        Column("new", N_("New value")),
        Column("delta", N_("Difference"), "amount"),
    )


def _table(title: Text, fields: list[Field], lang: Lang) -> Table:
    return Table(_sides(lang), tuple(_cells(field, lang) for field in fields), title=translate(title, lang))


def _rows(change: LineChange, lang: Lang) -> list[tuple[Any, ...]]:
    line = change.line
    kept = change.fields if change.change == "changed" else [field for field in change.fields if field.name in WHOLE]
    head = (coded(change.change, lang), line.position, line.sku or line.part_number, line.title)
    return [(*head, *_cells(field, lang)) for field in kept]


def _cells(field: Field, lang: Lang) -> tuple[Any, ...]:
    if field.name in PERCENTS:
        return (_label(field.name, lang), _percent(field.old), _percent(field.new), field.delta)
    return (_label(field.name, lang), _cell(field.old), _cell(field.new), _cell(field.delta))


def _percent(value: Decimal | str | None) -> Percentage | None:
    return None if value is None else Percentage(value)


def _label(name: str, lang: Lang) -> Coded:
    if name.startswith("vat "):
        return Coded(name, f"{translate(N_('VAT'), lang)} {rendered(Decimal(name.removeprefix('vat ').removesuffix(' %')), lang)} %")
    return Coded(name, translate(LABELS[name], lang) if name in LABELS else name)


def _cell(value: Any) -> Any:
    if isinstance(value, Money):
        return value.amount
    return " · ".join(map(str, value)) if isinstance(value, list) else value


def _record(change: LineChange) -> dict[str, Any]:
    line = change.line
    return {
        "change": change.change,
        **fields_of(line, "position", "sku", "part_number", "title", "vendor"),
        "fields": _fields(change.fields),
    }


def _fields(fields: list[Field]) -> dict[str, Any]:
    return {field.name: fields_of(field, "old", "new", "delta") for field in fields}

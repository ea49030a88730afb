"""Two quotes side by side, for the desk: it shows what things cost."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from licensectl.core.money import Money
from licensectl.core.text import Lang
from licensectl.domain.quotes.diff import Field, LineChange, QuoteDifference
from licensectl.errors import EXIT_DONE, EXIT_NO
from licensectl.i18n.terms import term
from licensectl.i18n.translate import N_, rendered, translate
from licensectl.render.report import Column, Report, Table, framed

# What is said of a line that came or went.
WHOLE = ("quantity", "sell_price", "line_total")
PERCENTS = ("vat_rate", "margin_percent")
LABELS = {
    "title": "Title",
    "program": "Program",
    "quantity": "Quantity",
    "unit_price": "Cost price",
    "erp": "ERP",
    "sell_price": "Sell price",
    "discount_amount": "Discount",
    "line_total": "Total",
    "note": "Note",
    "date": "Date",
    "valid_until": "Valid until",
    "market": "Market",
    "currency": "Currency",
    "segment": "Segment",
    "po_number": "PO number",
    "notes": "Notes",
    "shipping": "Shipping",
    "discount": "Discount",
    "net": "Net",
    "gross": "Gross",
    "cost": "Cost",
    "margin": "Margin",
    "margin_percent": "Margin %",
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
    around = _table("Quote", found.around, lang)
    sums = _table("Totals", found.sums, lang)
    counts = {kind: found.count(kind) for kind in ("added", "removed", "changed")}
    body = {
        "old": names[0],
        "new": names[1],
        "summary": counts,
        "lines": [_record(change) for change in found.lines],
        "fields": _fields(found.around),
        "totals": _fields(found.sums),
    }
    said = {"added": "lines added", "removed": "lines removed", "changed": "lines changed"}
    return Report(
        f"{names[0]} → {names[1]}",
        Table(columns, rows),
        framed("quote-diff", stamp, body, (), lang),
        more=(*((around,) if found.around else ()), sums),
        notes=(", ".join(f"{count} {term(said[kind], lang)}" for kind, count in counts.items()),),
        status=EXIT_NO if exit_code and found.any else EXIT_DONE,
    )


def _sides(lang: Lang) -> tuple[Column, ...]:
    return (
        Column("field", N_("Field")),
        Column("old", N_("Old")),
        Column("new", N_("New value")),
        Column("delta", N_("Difference"), "amount"),
    )


def _table(title: str, fields: list[Field], lang: Lang) -> Table:
    return Table(_sides(lang), tuple(_cells(field, lang) for field in fields), title=term(title, lang))


def _rows(change: LineChange, lang: Lang) -> list[tuple[Any, ...]]:
    line = change.line
    kept = change.fields if change.change == "changed" else [field for field in change.fields if field.name in WHOLE]
    head = (term(change.change, lang), line.position, line.sku or line.part_number, line.title)
    return [(*head, *_cells(field, lang)) for field in kept]


def _cells(field: Field, lang: Lang) -> tuple[Any, ...]:
    if field.name in PERCENTS:
        return (_label(field.name, lang), _percent(field.old, lang), _percent(field.new, lang), field.delta)
    return (_label(field.name, lang), _cell(field.old), _cell(field.new), _cell(field.delta))


def _percent(value: Any, lang: Lang) -> Any:
    return None if value is None else f"{value:f} %".replace(".", "," if lang == "it" else ".")


def _label(name: str, lang: Lang) -> str:
    if name in LABELS:
        return term(LABELS[name], lang)
    if name.startswith("vat "):
        return f"{translate(N_('VAT'), lang)} {rendered(Decimal(name.removeprefix('vat ').removesuffix(' %')), lang)} %"
    return translate(N_("VAT"), lang) if name == "vat_rate" else name


def _cell(value: Any) -> Any:
    if isinstance(value, Money):
        return value.amount
    return " · ".join(map(str, value)) if isinstance(value, list) else value


def _record(change: LineChange) -> dict[str, Any]:
    line = change.line
    return {
        "change": change.change,
        "position": line.position,
        "sku": line.sku,
        "part_number": line.part_number,
        "title": line.title,
        "vendor": line.vendor,
        "fields": _fields(change.fields),
    }


def _fields(fields: list[Field]) -> dict[str, Any]:
    return {field.name: {"old": field.old, "new": field.new, "delta": field.delta} for field in fields}

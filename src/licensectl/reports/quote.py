"""A quote for the desk that made it (internal) or for its customer, who sees no cost and no margin in any format."""

from collections.abc import Mapping
from typing import Any, Literal

from licensectl.domain.money import Money
from licensectl.domain.quote import Quote, QuoteLine
from licensectl.domain.request import Customer, without_places
from licensectl.domain.text import Lang
from licensectl.domain.totals import Totals
from licensectl.reports.quotesums import feet, line_total
from licensectl.reports.record import framed
from licensectl.reports.report import Column, Report, Table
from licensectl.reports.taxation import treatments
from licensectl.reports.words import word

View = Literal["internal", "customer"]
DESK_ONLY = ("id", "notes", "owned", "marketplace_id", "marketplace_ids")
SOURCES = {
    "price_sheet": "price sheet",
    "reference": "public reference price",
    "request": "given in the request",
    "special_price": "special price",
    "none": "no price",
}


def quote(quote: Quote, view: View, stamp: Mapping[str, str], lang: Lang) -> Report:
    """The report of a quote in one of its two views."""
    internal = view == "internal"
    problems = quote.problems if internal else []
    customer = quote.request.customer.name if isinstance(quote.request.customer, Customer) else quote.request.customer
    title = f"{word('Quote', lang)} {quote.request.number or ''} · {customer} · {quote.date}".replace("  ", " ")
    sums = feet(quote, internal, lang)
    return Report(
        title,
        Table(
            _columns(quote.request.currency, internal, lang),
            tuple(_row(line, quote, internal, lang) for line in quote.lines),
            tuple((foot.label, foot.cell, foot.kind) for foot in sums),
            sums=tuple(foot.formula for foot in sums),
        ),
        framed("quote", stamp, _body(quote, internal), problems, lang),
        notes=tuple(_notes(quote, internal, lang)),
        used=(*(line.sku for line in quote.lines if line.sku), *(problem.code for problem in problems)),
    )


def _columns(currency: str, internal: bool, lang: Lang) -> tuple[Column, ...]:
    said = [
        Column("position", "#", "int"),
        Column("sku", "SKU", "id"),
        Column("part_number", word("Part number", lang), "id", "files"),
        Column("title", word("Title", lang)),
        Column("program", word("Program", lang), audience="files"),
        Column("vendor", word("Vendor", lang), audience="files"),
        Column("quantity", word("Qty", lang), "int"),
        Column("sell_price", word("Sell price", lang), "amount"),
        Column("line_total", word("Total", lang), "amount", formula=line_total(currency)),
        Column("currency", word("Currency", lang), audience="files"),
        Column("vat_rate", word("VAT", lang) + " %", "percent", "files"),
    ]
    if internal:
        said[7:7] = [Column("unit_price", word("Unit price", lang), "amount"), Column("erp", word("ERP", lang), "amount")]
        said.append(Column("price_from", word("Price from", lang), audience="people"))
        said.append(Column("price_source", word("Price from", lang), audience="files"))
        said.append(Column("price_where", word("Source", lang), audience="files"))
    return tuple(said)


def _row(line: QuoteLine, quote: Quote, internal: bool, lang: Lang) -> tuple[Any, ...]:
    name = line.sku or line.part_number
    cells: list[Any] = [line.position, name, line.part_number, line.title, line.program, line.vendor, line.quantity]
    if internal:
        cells += [_amount(line.unit_price), _amount(line.erp)]
    cells += [_amount(line.sell_price), _amount(line.line_total), quote.request.currency, line.vat_rate]
    if not internal:
        return tuple(cells)
    source = line.price_source
    return (*cells, source_words(line, lang), source.kind, source.source or source.where)


def _amount(money: Money | None) -> Any:
    return money.amount if money else None


def source_words(line: QuoteLine, lang: Lang) -> str:
    """Where the price of a line comes from: `price sheet:7`."""
    source = line.price_source
    detail = f":{source.where.rpartition(':')[2]}" if source.kind == "price_sheet" else f" {source.source}".rstrip()
    return word(SOURCES[source.kind], lang) + detail


def _notes(quote: Quote, internal: bool, lang: Lang) -> list[str]:
    notes = list(treatments(quote, lang))
    if not quote.totals.complete:
        notes.append(word("lines without a price are not in the totals", lang))
    notes += [f"{line.position}: {line.note}" for line in quote.lines if line.note]
    return notes + quote.request.notes


def _body(quote: Quote, internal: bool) -> dict[str, Any]:
    request = quote.request
    return {
        "number": request.number,
        "date": quote.date,
        "valid_until": quote.valid_until,
        "customer": _customer(request.customer, internal) if isinstance(request.customer, Customer) else request.customer,
        "program": request.program,
        "market": request.market,
        "currency": request.currency,
        "segment": request.segment,
        "po_number": request.po_number,
        "lines": [line_record(line, internal) for line in quote.lines],
        "totals": totals_record(quote.totals, internal),
        "notes": request.notes,
    }


def _customer(customer: Customer, internal: bool) -> dict[str, Any]:
    """Who buys; what the desk wrote down for itself is not for the customer's eyes."""
    return {name: value for name, value in without_places(customer).items() if internal or name not in DESK_ONLY}


def line_record(line: QuoteLine, internal: bool) -> dict[str, Any]:
    """The line as JSON shows it; its prices and where they come from in the internal view alone."""
    record: dict[str, Any] = {
        "position": line.position,
        "sku": line.sku,
        "part_number": line.part_number,
        "title": line.title,
        "program": line.program,
        "vendor": line.vendor,
        "quantity": line.quantity,
        "sell_price": line.sell_price,
        "line_total": line.line_total,
        "availability_id": line.availability_id,
        "note": line.note,
    }
    if internal:
        record |= {"unit_price": line.unit_price, "erp": line.erp, "price_source": line.price_source}
    return record


def totals_record(totals: Totals, internal: bool) -> dict[str, Any]:
    """The sums as JSON shows them; cost and margin in the internal view alone."""
    record: dict[str, Any] = {
        "net": totals.net,
        "vat": totals.vat,
        "gross": totals.gross,
        "shipping": totals.shipping,
        "complete": totals.complete,
    }
    if internal:
        record |= {"cost": totals.cost, "margin": totals.margin, "margin_percent": totals.margin_percent}
    return record

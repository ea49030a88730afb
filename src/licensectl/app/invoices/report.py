"""Invoice lines against orders: a cause for each difference, sums by cause."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from licensectl.core.money import Money
from licensectl.core.text import Lang
from licensectl.domain.invoices.reconcile import CAUSES, SETTLED, Matched
from licensectl.errors import EXIT_DONE, EXIT_NO, Problem
from licensectl.i18n.words import word
from licensectl.render.report import Column, Report, Table, framed

WORDS = {cause: cause.replace("_", " ") for cause in CAUSES}


def reconciled(found: Sequence[Matched], currency: str, problems: Sequence[Problem], stamp: Mapping[str, str], lang: Lang) -> Report:
    """The report of `invoice reconcile`; exit 3 unless every line is matched, rounded or returned."""
    columns = (
        Column("row", word("Row", lang), "int"),
        Column("cause", word("Cause", lang), audience="files"),
        Column("cause_said", word("Cause", lang), audience="people"),
        Column("order", word("Order", lang), "id"),
        Column("sku", "SKU", "id"),
        Column("quantity", word("Invoiced quantity", lang), "amount"),
        Column("ordered_quantity", word("Ordered quantity", lang), "int"),
        Column("invoiced", word("Invoiced", lang), "amount"),
        Column("expected", word("Expected", lang), "amount"),
        Column("difference", word("Difference", lang), "amount"),
    )
    sums = _sums(found, currency)
    footer = tuple((f"{word(name.capitalize(), lang)} {currency}", sums[name].amount, "amount") for name in sums)
    settled = all(match.cause in SETTLED for match in found)
    body = {"summary": _summary(found, currency), "lines": [_record(match) for match in found], "totals": sums}
    return Report(
        word("Invoice and orders", lang),
        Table(columns, tuple(_row(match, lang) for match in found), footer),  # type: ignore[arg-type]
        framed("reconciliation", stamp, body, problems, lang),
        status=EXIT_DONE if settled else EXIT_NO,
    )


def _sums(found: Sequence[Matched], currency: str) -> dict[str, Money]:
    """What was billed in all, what was to be expected of it, and the difference; lines without an expected amount are in neither."""
    known = [match for match in found if match.difference is not None]
    invoiced = _sum((match.invoiced for match in found), currency)
    return {
        "invoiced": invoiced,
        "expected": _sum((match.expected for match in known), currency),
        "difference": _sum((match.difference for match in known), currency),
    }


def _sum(amounts: Any, currency: str) -> Money:
    return sum((amount for amount in amounts if amount is not None and amount.currency == currency), Money(Decimal("0.00"), currency))


def _summary(found: Sequence[Matched], currency: str) -> dict[str, Any]:
    summary: dict[str, Any] = {}
    for cause in CAUSES:
        held = [match for match in found if match.cause == cause]
        amounts = (match.invoiced or match.expected for match in held)
        summary[cause] = {
            "count": len(held),
            "amount": _sum(amounts, currency),
            "difference": _sum((match.difference for match in held), currency),
        }
    return summary


def _row(match: Matched, lang: Lang) -> tuple[Any, ...]:
    line, ordered = match.line, match.ordered
    key = (line and line.key) or (ordered and ordered.key)
    ids = (line and line.order_ids) or (ordered and ordered.ids) or ()
    amounts = [amount and amount.amount for amount in (match.invoiced, match.expected, match.difference)]
    said = word(WORDS[match.cause], lang)
    quantities = (line and _count(line.quantity), ordered and ordered.quantity)
    return (line.row if line else match.row, match.cause, said, next(iter(ids), None), str(key) if key else None, *quantities, *amounts)


def _count(quantity: Decimal) -> Decimal:
    """30 as 30, neither 30.00 nor 3E+1."""
    return quantity.to_integral_value() if quantity == quantity.to_integral_value() else quantity.normalize()


def _record(match: Matched) -> dict[str, Any]:
    line, ordered = match.line, match.ordered
    key = (line and line.key) or (ordered and ordered.key)
    return {
        "row": line.row if line else match.row,
        "cause": match.cause,
        "order_ids": list((line and line.order_ids) or (ordered and ordered.ids) or ()),
        "product_id": key.product_id if key else None,
        "sku_id": key.sku_id if key else None,
        "title": (line and line.title) or (ordered and ordered.title) or None,
        "charge_type": line.charge_type if line else None,
        "quantity": line.quantity if line else None,
        "ordered_quantity": ordered.quantity if ordered else None,
        "unit_price": Money(line.unit_price, line.pricing_currency) if line else None,
        "ordered_unit_price": ordered.unit_price if ordered else None,
        "invoiced": match.invoiced,
        "expected": match.expected,
        "difference": match.difference,
    }

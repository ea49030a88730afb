"""The sums beneath a quote, and how a spreadsheet computes them from the lines above."""

from typing import Any, NamedTuple

from licensectl.domain.money import Money, unit
from licensectl.domain.quote import Quote
from licensectl.domain.text import Lang
from licensectl.reports.report import Kind
from licensectl.reports.words import word


class Foot(NamedTuple):
    """A line beneath the table; `formula` as `Table.sums` has it."""

    label: str
    cell: Any
    kind: Kind = "amount"
    formula: str = ""


def line_total(currency: str) -> str:
    """How a line's total comes out of its quantity and sell price."""
    return _rounded("{quantity}*{sell_price}", currency)


def feet(quote: Quote, internal: bool, lang: Lang) -> list[Foot]:
    """Shipping, net, VAT and gross; what only the desk sees where the view is internal; the last day of validity."""
    made = _sums(quote, lang)
    if internal:
        made += _desk(quote, len(made), lang)
    return [*made, Foot(word("Valid until", lang), quote.valid_until, "date")]


def _sums(quote: Quote, lang: Lang) -> list[Foot]:
    totals, currency = quote.totals, quote.request.currency
    shipping = "+{0}" if totals.shipping else ""
    made = [Foot(f"{word('Shipping', lang)} {currency}", totals.shipping.amount)] if totals.shipping else []
    net = len(made)
    made.append(Foot(f"{word('Net', lang)} {currency}", totals.net.amount, formula="SUM({line_total})" + shipping))
    bases = dict.fromkeys((row.rate for row in totals.vat), net)
    if len(totals.vat) > 1:
        for row in totals.vat:
            bases[row.rate] = len(made)
            part = f"SUMIF({{vat_rate}},{row.rate:f},{{line_total}})" + (shipping if row.rate == quote.shipping_rate else "")
            made.append(Foot(f"{word('Net', lang)} {row.rate.normalize():f} %", row.taxable.amount, formula=part))
    first = len(made)
    for row in totals.vat:
        tax = _rounded(f"{{{bases[row.rate]}}}*{row.rate:f}/100", currency)
        made.append(Foot(f"{word('VAT', lang)} {row.rate.normalize():f} %", row.amount.amount, formula=tax))
    taxes = "".join(f"+{{{number}}}" for number in range(first, len(made)))
    made.append(Foot(f"{word('Gross', lang)} {currency}", totals.gross.amount, formula=f"{{{net}}}{taxes}"))
    return made


def _desk(quote: Quote, place: int, lang: Lang) -> list[Foot]:
    totals, currency = quote.totals, quote.request.currency
    cost = f"SUMPRODUCT({_rounded('{unit_price}*{quantity}', currency)})"
    return [
        Foot(f"{word('Cost', lang)} {currency}", _amount(totals.cost), formula=cost),
        Foot(f"{word('Margin', lang)} {currency}", _amount(totals.margin), formula=f"SUM({{line_total}})-{{{place}}}"),
        Foot(word("Margin %", lang), totals.margin_percent, "percent", f"ROUND({{{place + 1}}}*100/SUM({{line_total}}),1)"),
    ]


def _rounded(words: str, currency: str) -> str:
    return f"ROUND({words},{-int(unit(currency).as_tuple().exponent)})"


def _amount(money: Money | None) -> Any:
    return money.amount if money else None

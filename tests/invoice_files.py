"""Rows of reconciliation files for tests: perpetual charges and credits of one customer."""

import csv
from io import StringIO

FIELDS = (
    "CustomerId", "CustomerName", "InvoiceNumber", "OrderId", "OrderDate", "ProductId", "SkuId", "SkuName", "ChargeType", "UnitPrice",
    "Quantity", "Subtotal", "TaxTotal", "Total", "Currency", "ChargeStartDate", "ChargeEndDate", "TermAndBillingCycle",
    "EffectiveUnitPrice", "AlternateId", "BillableQuantity", "BillingFrequency", "PricingCurrency", "PCToBCExchangeRate",
)  # fmt: skip
CAL, OFFICE = "DG7GMGF0PWHT", "DG7GMGF0PN5F"
TENANT = "0b9e1c52-0000-4000-8000-000000000001"


def order_id(number):
    return f"c0ffee{number:06d}"


def row(number, quantity=10, price="43.43", subtotal=None, **changes):
    amount = subtotal if subtotal is not None else f"{float(price) * abs(quantity):.2f}"
    made = dict.fromkeys(FIELDS, "") | {
        "CustomerId": TENANT, "CustomerName": "Fabrikam S.p.A.", "InvoiceNumber": "G000000077", "OrderId": order_id(number),
        "OrderDate": "11/13/2026", "ProductId": CAL, "SkuId": "0002", "SkuName": "User CAL", "ChargeType": "new", "UnitPrice": price,
        "Quantity": str(quantity), "Subtotal": amount, "TaxTotal": "0", "Total": amount, "Currency": "EUR", "ChargeStartDate": "11/13/2026",
        "EffectiveUnitPrice": price, "AlternateId": order_id(number), "BillableQuantity": str(quantity), "PricingCurrency": "EUR",
        "PCToBCExchangeRate": "1",
    }  # fmt: skip
    return made | changes


def back(number, quantity=10, price="43.43", subtotal=None, **changes):
    return row(number, quantity, price, subtotal or f"-{float(price) * quantity:.2f}", ChargeType="cancelImmediate", **changes)


def plain(rows):
    out = StringIO()
    writer = csv.DictWriter(out, FIELDS)
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode()


def amounts(record, name="totals"):
    return {key: float(held["amount"]) for key, held in record[name].items() if isinstance(held, dict)}


def problem_codes(record):
    return [problem["code"] for problem in record["problems"]]

"""Reconcile long invoices: planted differences of every cause are all found and none is invented; time and memory beside joins.

`--rows N` runs another length and writes nothing down.
"""

import argparse
import csv
import platform
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from importlib.metadata import version
from pathlib import Path

from measure import Taken, run
from results import write_section

ROWS, DESK_ROWS, DESK_ORDERS = 500_000, 5_000, 50_000
DESK_SECONDS, DESK_MB, MOST_MB = 1.0, 100, 400
TIMES = 3
INVOICE = (
    "CustomerId", "CustomerName", "InvoiceNumber", "OrderId", "OrderDate", "ProductId", "SkuId", "SkuName", "ChargeType", "UnitPrice",
    "Quantity", "Subtotal", "TaxTotal", "Total", "Currency", "ChargeStartDate", "ChargeEndDate", "TermAndBillingCycle",
    "EffectiveUnitPrice", "AlternateId", "BillableQuantity", "BillingFrequency", "PricingCurrency", "PCToBCExchangeRate",
    "PCToBCExchangeRateDate",
)  # fmt: skip
ORDERS = (
    "order_ref", "line", "program", "tenant_id", "customer_name", "product_id", "sku_id", "quantity", "unit_price", "currency", "placed",
)  # fmt: skip
EVERY = 500
PRICE, QUANTITY = 4343, 10
# A row whose cause is planted is made by changing a right one; the cents of its price, the number and the subtotal are at hand.
PLANTED = (
    "not_ordered", "not_invoiced", "quantity", "price", "arithmetic", "rounding", "exchange_rate", "duplicate", "returned", "over_credited",
    "out_of_period", "not_checked", "unreadable",
)  # fmt: skip
DUCKDB = """
import duckdb, sys
duckdb.connect().execute(f'''COPY (SELECT i.*, o.quantity, o.unit_price FROM read_csv('{sys.argv[1]}', all_varchar=true) i
FULL JOIN read_csv('{sys.argv[2]}', all_varchar=true) o ON i.OrderId = o.order_ref AND i.ProductId = o.product_id AND i.SkuId = o.sku_id)
TO '{sys.argv[3]}' (HEADER)''')
"""
PANDAS = """
import pandas, sys
bill, orders = (pandas.read_csv(name, dtype=str, keep_default_na=False) for name in sys.argv[1:3])
keys = ["OrderId", "ProductId", "SkuId"], ["order_ref", "product_id", "sku_id"]
bill.merge(orders, left_on=keys[0], right_on=keys[1], how="outer").to_csv(sys.argv[3], index=False)
"""


def cents(amount: int) -> str:
    sign = "-" if amount < 0 else ""
    return f"{sign}{abs(amount) // 100}.{abs(amount) % 100:02}"


def right_row(number: int) -> dict[str, str]:
    """Return a row that bills its order."""
    price = PRICE + number % 977
    day = date(2026, 11, 1) + timedelta(days=number % 30)
    amount = cents(price * QUANTITY)
    said = f"{day:%m/%d/%Y}"
    return dict.fromkeys(INVOICE, "") | {
        "CustomerId": f"{number % 997:08x}-0000-4000-8000-000000000000", "CustomerName": f"Customer {number % 997}",
        "InvoiceNumber": "G000000077", "OrderId": f"{number:012x}", "OrderDate": said, "ProductId": f"DG7GMGF0{number % 4096:04X}",
        "SkuId": "0002", "SkuName": "User CAL", "ChargeType": "new", "UnitPrice": cents(price), "Quantity": str(QUANTITY),
        "Subtotal": amount, "TaxTotal": "0", "Total": amount, "Currency": "EUR", "ChargeStartDate": said,
        "EffectiveUnitPrice": cents(price), "AlternateId": f"{number:012x}", "BillableQuantity": str(QUANTITY),
        "PricingCurrency": "EUR", "PCToBCExchangeRate": "1",
    }  # fmt: skip


def rows_of(number: int, cause: str) -> list[tuple[dict[str, str], str]]:
    """Return the rows of an order with what is planted in them, each with the cause that it must get."""
    row = right_row(number)
    price, amount = PRICE + number % 977, (PRICE + number % 977) * QUANTITY
    back = row | {"ChargeType": "cancelImmediate", "Subtotal": cents(-amount), "Total": cents(-amount)}
    more = {"Subtotal": cents(amount + price), "Total": cents(amount + price), "BillableQuantity": str(QUANTITY + 1)}
    dear = {"EffectiveUnitPrice": cents(price + 50), "Subtotal": cents(amount + 500), "Total": cents(amount + 500)}
    off = cents(amount + 5000)
    mills = f"{price // 100}.{price % 100:02}4"
    over = cents(-amount - 10_000)
    dollars = {"PricingCurrency": "USD", "PCToBCExchangeRate": "0.5", "PCToBCExchangeRateDate": f"{number}"}
    made = {
        "": [(row, "matched")],
        "not_ordered": [(row, "not_ordered")],
        "not_invoiced": [],
        "quantity": [(row | more, "quantity")],
        "price": [(row | dear, "price")],
        "arithmetic": [(row | {"Subtotal": off, "Total": off}, "arithmetic")],
        "rounding": [(row | {"EffectiveUnitPrice": mills, "Subtotal": cents(amount + 4), "Total": cents(amount + 4)}, "rounding")],
        "exchange_rate": [(row | dollars | {"Subtotal": cents(price // 2 * QUANTITY), "Total": ""}, "exchange_rate")],
        "duplicate": [(row, "matched"), (row, "duplicate")],
        "returned": [(row, "matched"), (back, "returned")],
        "over_credited": [(row, "matched"), (back | {"Subtotal": over, "Total": over}, "over_credited")],
        "out_of_period": [(row | {"OrderDate": "09/15/2026", "ChargeStartDate": "09/15/2026"}, "out_of_period")],
        "not_checked": [(row, "not_checked")],
        "unreadable": [(row | {"OrderId": "6.00E+11", "AlternateId": ""}, "unreadable")],
    }
    return made[cause]


def order_of(number: int, cause: str) -> list[str] | None:
    """Return the order line that the rows are compared with."""
    row = right_row(number)
    if cause in ("not_ordered", "unreadable"):
        return None
    price = "" if cause == "not_checked" else cents(PRICE + number % 977)
    day = date(2026, 11, 1) + timedelta(days=number % 30)
    placed = "2026-09-15" if cause == "out_of_period" else day.isoformat()
    names = (row["OrderId"], "1", "csp", row["CustomerId"], row["CustomerName"], row["ProductId"], row["SkuId"])
    return [*names, str(QUANTITY), price, "EUR", placed]


def write_files(folder: Path, rows: int, orders: int) -> tuple[Path, Path, Counter[str], dict[int, str]]:
    """Write an invoice of about so many rows and its orders; return both, how often each cause is planted, and the cause of rows."""
    bill, lines = folder / f"invoice-{rows}.csv", folder / f"orders-{orders}.csv"
    planted: Counter[str] = Counter()
    causes: dict[int, str] = {}
    with bill.open("w", newline="") as one, lines.open("w", newline="") as other:
        invoice, listed = csv.DictWriter(one, INVOICE), csv.writer(other)
        invoice.writeheader()
        listed.writerow(ORDERS)
        at = 1
        for number, cause in _plan(rows):
            order = order_of(number, cause)
            if order:
                listed.writerow(order)
            if cause == "not_invoiced":
                planted[cause] += 1
            for row, found in rows_of(number, cause):
                at += 1
                invoice.writerow(row)
                if found != "matched":
                    planted[found] += 1
                    causes[at] = found
        for number in range(rows, orders):
            # Orders of other months.
            listed.writerow([*(order_of(number, "") or [])[:-1], "2026-08-03"])
    return bill, lines, planted, causes


def _plan(rows: int) -> Iterator[tuple[int, str]]:
    for number in range(rows):
        place = number // EVERY % len(PLANTED)
        yield number, PLANTED[place] if number % EVERY == EVERY // 2 else ""


def check(answer: Path, planted: Counter[str], causes: dict[int, str]) -> tuple[int, int]:
    """Return how many planted differences are missing and how many are invented."""
    with answer.open(newline="") as file:
        found = [(row["row"], row["cause"]) for row in csv.DictReader(file) if row["cause"] != "matched"]
    of_rows = {int(row): cause for row, cause in found if row}
    unbilled = sum(not row for row, _ in found)
    missing = sum(of_rows.get(row) != cause for row, cause in causes.items()) + max(0, planted["not_invoiced"] - unbilled)
    return missing, sum(causes.get(row) != cause for row, cause in of_rows.items()) + max(0, unbilled - planted["not_invoiced"])


def least(runs: list[Taken]) -> Taken:
    return Taken(min(one.seconds for one in runs), min(one.cpu for one in runs), max(one.memory for one in runs))


def ours(bill: Path, lines: Path, out: Path, folder: Path, times: int) -> Taken:
    command = [str(Path(sys.executable).with_name("licensectl")), "invoice", "reconcile", str(bill), "--orders", str(lines)]
    return least([run([*command, "-f", "csv", "-o", str(out), "--force"], folder / "home", fine=(0, 3)) for _ in range(times)])


def csvjoin(bill: Path, lines: Path, *options: str) -> list[str]:
    return [str(Path(sys.executable).with_name("csvjoin")), "--outer", *options, "-c", "OrderId,order_ref", str(bill), str(lines)]


def rivals(bill: Path, lines: Path, out: Path, folder: Path) -> dict[str, Taken]:
    """Return the figures of the same join, with no judgement of any row."""
    commands = {
        "DuckDB, full join": [sys.executable, "-c", DUCKDB, str(bill), str(lines), str(out)],
        "pandas, outer merge": [sys.executable, "-c", PANDAS, str(bill), str(lines), str(out)],
        "csvjoin --outer --no-inference": csvjoin(bill, lines, "-I", "-y", "0"),
    }
    return {name: run(command, folder, out=out) for name, command in commands.items()}


def told(name: str, taken: Taken) -> str:
    return f"| {name} | {taken.seconds:.2f} | {taken.cpu:.2f} | {taken.memory:.0f} |"


def main() -> None:
    wanted = argparse.ArgumentParser(description=__doc__)
    wanted.add_argument("--rows", type=int, default=ROWS, help=f"rows of the long invoice [default: {ROWS:,}]")
    rows = wanted.parse_args().rows
    head = [
        "| reconcile | s | processor s | peak MB | planted | missing | invented | at most |",
        "| --- | ---: | ---: | ---: | ---: | ---: | ---: | --- |",
    ]
    body = []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        out = folder / "answer.csv"
        desk = f"{DESK_SECONDS:g} processor s, {DESK_MB} MB"
        sizes = ((DESK_ROWS, DESK_ORDERS, desk, TIMES), (rows // 10, rows // 10, "", 1), (rows, rows, f"{MOST_MB} MB", 1))
        figures = {}
        for count, orders, aim, times in sizes:
            bill, lines, planted, causes = write_files(folder, count, orders)
            taken = figures[count] = ours(bill, lines, out, folder, times)
            missing, invented = check(out, planted, causes)
            found = f"{planted.total()} | {missing} | {invented}"
            body.append(
                f"| {count:,} rows, {orders:,} orders | {taken.seconds:.2f} | {taken.cpu:.2f} | {taken.memory:.0f} | {found} | {aim} |"
            )
        beside = [f"| join of {rows:,} rows | s | processor s | peak MB |", "| --- | ---: | ---: | ---: |"]
        beside.append(told("licensectl invoice reconcile", figures[rows]))
        beside += [told(name, other) for name, other in rivals(bill, lines, out, folder).items()]
        # Without options it guesses the type of every column, which takes minutes for the longest files.
        few = rows // 10
        beside += ["", f"| join of {few:,} rows | s | processor s | peak MB |", "| --- | ---: | ---: | ---: |"]
        beside.append(told("licensectl invoice reconcile", figures[few]))
        guessed = run(csvjoin(folder / f"invoice-{few}.csv", folder / f"orders-{few}.csv"), folder, out=out)
        beside.append(told("csvjoin --outer", guessed))
    libraries = ", ".join(f"{name} {version(name)}" for name in ("duckdb", "pandas", "csvkit"))
    where = f"{platform.system()} {platform.machine()}"
    about = f"best of {TIMES} runs of the shortest, one of the others, Python {platform.python_version()}, {libraries}, {where}"
    if rows != ROWS:
        print("\n".join([about, "", *head, *body, "", *beside, "", f"RESULTS.md holds {ROWS:,} rows and is left as it is."]))
    else:
        write_section("Invoices", about, [*head, *body, "", *beside, "", "The others join the rows and judge none of them."])


if __name__ == "__main__":
    main()

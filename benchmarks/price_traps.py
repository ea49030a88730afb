"""Count the rows of a diff that each tool gets wrong when used as the first page of its documentation shows.

Two months of a sheet in which every price moved, in two variants: SkuIds of digits alone, as many a list of one product family has, and
of digits and letters. Each tool has to find, for every row, the SKU, the billing plan and the change of the price.
"""

import csv
import io
import subprocess
import sys
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from pathlib import Path

DIGITS, LETTERS = ("0001", "0004", "0010", "0048"), ("0001", "000B", "0010", "48F5")
PRICES = (("1021.40", "1073.68"), ("0.10", "0.30"), ("134.2", "134.21"), ("2500", "2499.99"))
HEADER = "ProductId,SkuId,SkuTitle,TermDuration,BillingPlan,Market,Currency,UnitPrice,EffectiveStartDate,EffectiveEndDate,ERP Price,Segment"
SAME = "ProductId, SkuId, TermDuration, BillingPlan, Market, Currency, Segment"
ASKED = f"SELECT n.ProductId, n.SkuId, n.BillingPlan, n.UnitPrice - o.UnitPrice FROM {{0}} o JOIN {{1}} n USING ({SAME})"
PANDAS = f"""
import pandas, sys
old, new = map(pandas.read_csv, sys.argv[1:3])
both = old.merge(new, on="{SAME}".split(", "), suffixes=("_old", "_new"))
both["delta"] = both.UnitPrice_new - both.UnitPrice_old
both.to_csv(sys.stdout, index=False, header=False, columns=["ProductId", "SkuId", "BillingPlan", "delta"])
"""
DUCKDB = f"""
import csv, duckdb, sys
query = "{ASKED}".format(f"read_csv('{{sys.argv[1]}}')", f"read_csv('{{sys.argv[2]}}')")
csv.writer(sys.stdout).writerows(duckdb.connect().execute(query).fetchall())
"""
SQL = f"""
import csv, sqlite3, sys
csv.writer(sys.stdout).writerows(sqlite3.connect(sys.argv[1]).execute("{ASKED.format("old", "new")}"))
"""
Truth = dict[str, tuple[str, str, Decimal]]


def write_months(folder: Path, rows: int, skus: tuple[str, ...]) -> Truth:
    """Two sheets, old.csv and new.csv; returns SkuId, BillingPlan and the move of each ProductId."""
    truth: Truth = {}
    days = "2026-11-01T00:00:00.0000000Z,9999-11-30T23:59:59.0000000Z"
    with (folder / "old.csv").open("w") as old, (folder / "new.csv").open("w") as new:
        for file in (old, new):
            file.write(HEADER + "\n")
        for number in range(rows):
            product, sku, (was, now) = f"DG7GMGF0{number:04d}", skus[number % len(skus)], PRICES[number // 4 % len(PRICES)]
            term, plan = ("OneTime", "") if number % 2 else ("P1Y", "Annual")
            for file, price in ((old, was), (new, now)):
                file.write(f"{product},{sku},Server,{term},{plan},IT,EUR,{price},{days},9999.99,Commercial\n")
            truth[product] = sku, plan, Decimal(now) - Decimal(was)
    return truth


def wrong(found: str, truth: Truth) -> list[int]:
    """Rows that are missing, that have another SkuId, and whose price moved by something else; and how many in all."""
    rows = {product: (sku, plan, moved) for product, sku, plan, moved in csv.reader(io.StringIO(found))}
    missing = [product for product in truth if product not in rows]
    ids = [product for product, (sku, _, _) in rows.items() if sku != truth[product][0]]
    moves = [product for product, (_, _, moved) in rows.items() if not _is(moved, truth[product][2])]
    return [len(missing), len(ids), len(moves), len({*missing, *ids, *moves})]


def _is(text: str, truth: Decimal) -> bool:
    try:
        return Decimal(text) == truth
    except InvalidOperation:
        return False


def tools(folder: Path, rows: int) -> Iterator[tuple[str, list[int]]]:
    """Each tool with what `wrong` says of it."""
    scripts = Path(sys.executable).parent
    old, new = str(folder / "old.csv"), str(folder / "new.csv")

    def ran(*command: str) -> str:
        return subprocess.run(command, check=True, capture_output=True, text=True).stdout

    for about, skus in (("digits", DIGITS), ("digits and letters", LETTERS)):
        truth = write_months(folder, rows, skus)
        yield f"pandas, SkuIds of {about}", wrong(ran(sys.executable, "-c", PANDAS, old, new), truth)
        yield f"DuckDB, SkuIds of {about}", wrong(ran(sys.executable, "-c", DUCKDB, old, new), truth)
        database = folder / f"{about}.db"
        for table, sheet in (("old", old), ("new", new)):
            ran(str(scripts / "sqlite-utils"), "insert", str(database), table, sheet, "--csv")
        yield f"sqlite-utils, SkuIds of {about}", wrong(ran(sys.executable, "-c", SQL, str(database)), truth)
        ours = csv.DictReader(io.StringIO(ran(str(scripts / "licensectl"), "price", "diff", old, new, "-f", "csv")))
        lines = "".join(f"{row['sku'].replace(':', ',')},{row['billing_plan']},{row['unit_price_delta']}\n" for row in ours)
        yield f"licensectl, SkuIds of {about}", wrong(lines, truth)


def table(folder: Path, rows: int) -> list[str]:
    """Return the section of the results."""
    lines = [f"| of {rows:,} rows of a diff, wrong: | missing | SkuId | price move | in all |", "| --- | ---: | ---: | ---: | ---: |"]
    return lines + [f"| {name} | {' | '.join(map(str, counts))} |" for name, counts in tools(folder, rows)]

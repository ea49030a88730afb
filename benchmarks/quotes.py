"""Price lines against a book of a million rows, build one quote in a process, and a thousand at once.

    python benchmarks/quotes.py [--rows N] [--lines N] [--quotes N] [--rounds N]

Lines: `quote price` beside a plain script (csv and sqlite3 with an index, exact decimals), DuckDB and pandas, each with a book
prepared for it beforehand; every program runs in its own process and reads and writes the lines as CSV. The right totals are
computed with fractions: `wrong` counts the lines with another total, and the cents by which they are off. Time is the best of the
rounds, memory the peak of the process. One quote: the median beside a Typer hello, in turn. A thousand: `quote batch`
beside processes that make one quote each, of which 30 are run and the rest extrapolated.
Writes its sections of benchmarks/RESULTS.md at full size alone.
"""

import argparse
import csv
import json
import random
import sys
import tempfile
from collections.abc import Callable
from fractions import Fraction
from importlib.metadata import PackageNotFoundError, version
from itertools import islice
from pathlib import Path
from platform import machine, python_version, system
from sqlite3 import sqlite_version
from statistics import median

from measure import Taken, run
from price_sheets import keys, line, product_id, write_sheet
from results import write_section
from startup import HELLO

ROWS, LINES, QUOTES, ROUNDS, SAMPLE = 1_000_000, 100_000, 1_000, 5, 30
# An answer of no is as good as one of yes.
ANSWERS = (0, 3)
MARGIN, DAY = 12, "2026-10-23"
MOST_SLOWER, MOST_STARTS, LEAST_FASTER = 1.5, 2.2, 50
ROOT = Path(__file__).parents[1]
SHEET = ROOT / "examples" / "price-sheet-software-IT-2026-11.csv"
OURS = str(Path(sys.executable).with_name("licensectl"))

BARE_BOOK = """
import csv, sqlite3, sys
book = sqlite3.connect(sys.argv[2])
with open(sys.argv[1], newline="", encoding="utf-8-sig") as file:
    rows = csv.reader(file)
    header = next(rows)
    book.execute("CREATE TABLE price (%s)" % ", ".join(f'"{name}"' for name in header))
    book.executemany("INSERT INTO price VALUES (%s)" % ", ".join("?" * len(header)), rows)
    book.execute('CREATE INDEX k ON price ("ProductId", "SkuId", "Segment", "TermDuration", "Market", "Currency")')
book.commit()
"""
BARE = """
import csv, sqlite3, sys
from decimal import ROUND_HALF_UP, Decimal
day, cent, divisor = sys.argv[2], Decimal("0.01"), 1 - Decimal(sys.argv[3]) / 100
book = sqlite3.connect(sys.argv[1])
query = '''SELECT UnitPrice, "ERP Price" FROM price WHERE ProductId = ? AND SkuId = ? AND Segment = ? AND TermDuration = 'OneTime'
    AND Market = ? AND Currency = ? AND substr(EffectiveStartDate, 1, 10) <= ? AND substr(EffectiveEndDate, 1, 10) >= ?
    ORDER BY EffectiveStartDate DESC LIMIT 1'''
rows, out = csv.reader(sys.stdin), csv.writer(sys.stdout)
header = next(rows)
sku_at, count_at, segment_at, market_at, currency_at = map(header.index, ("sku", "quantity", "segment", "market", "currency"))
out.writerow([*header, "unit_price", "erp", "sell_price", "line_total"])
for row in rows:
    product, sku = row[sku_at].split(":")
    found = book.execute(query, (product, sku, row[segment_at], row[market_at], row[currency_at], day, day)).fetchone()
    if found is None:
        out.writerow([*row, "", "", "", ""])
        continue
    sell = (Decimal(found[0]) / divisor).quantize(cent, ROUND_HALF_UP)
    out.writerow([*row, *found, sell, sell * int(row[count_at])])
"""
DUCKDB_BOOK = """
import duckdb, sys
book = duckdb.connect(sys.argv[2])
book.execute(f"CREATE TABLE price AS SELECT *, UnitPrice::DECIMAL(18, 4) AS unit FROM read_csv('{sys.argv[1]}', all_varchar = true)")
"""
DUCKDB = """
import duckdb, sys
book = duckdb.connect(sys.argv[1], read_only=True)
sell = f"round(p.unit / (1 - {sys.argv[3]} / 100.0), 2)"
ours = f'p.UnitPrice AS unit_price, p."ERP Price" AS erp, {sell} AS sell_price, {sell} * l.quantity::INT AS line_total'
book.execute(f'''COPY (SELECT l.*, {ours}
    FROM read_csv('/dev/stdin', header = true, all_varchar = true) l LEFT JOIN price p ON p.ProductId = split_part(l.sku, ':', 1)
    AND p.SkuId = split_part(l.sku, ':', 2) AND p.Segment = l.segment AND p.TermDuration = 'OneTime' AND p.Market = l.market
    AND p.Currency = l.currency AND p.EffectiveStartDate[:10] <= '{sys.argv[2]}' AND p.EffectiveEndDate[:10] >= '{sys.argv[2]}')
    TO '/dev/stdout' (HEADER)''')
"""
PANDAS_BOOK = """
import pandas, sys
pandas.read_csv(sys.argv[1], dtype=str, keep_default_na=False, encoding="utf-8-sig").astype({"UnitPrice": float}).to_pickle(sys.argv[2])
"""
PANDAS = """
import pandas, sys
price = pandas.read_pickle(sys.argv[1])
day = sys.argv[2]
price = price[(price.TermDuration == "OneTime") & (price.EffectiveStartDate.str[:10] <= day) & (price.EffectiveEndDate.str[:10] >= day)]
lines = pandas.read_csv(sys.stdin, dtype=str, keep_default_na=False)
lines[["ProductId", "SkuId"]] = lines.sku.str.split(":", expand=True)
found = lines.merge(price[["ProductId", "SkuId", "Segment", "Market", "Currency", "UnitPrice", "ERP Price"]], how="left",
    left_on=["ProductId", "SkuId", "segment", "market", "currency"], right_on=["ProductId", "SkuId", "Segment", "Market", "Currency"])
found["sell_price"] = (found.UnitPrice / (1 - float(sys.argv[3]) / 100)).round(2)
found["line_total"] = (found.sell_price * found.quantity.astype(int)).round(2)
found.to_csv(sys.stdout, index=False)
"""


def installed(name: str) -> str | None:
    try:
        return version(name)
    except PackageNotFoundError:
        return None


def write_lines(path: Path, rows: int, count: int) -> None:
    """Lines of customers who ask for any of the perpetual prices that a sheet of `rows` rows has."""
    chance = random.Random(6)
    once = [key for key in islice(keys(), rows) if key[4][0] == "OneTime"]
    with path.open("w", newline="") as file:
        out = csv.writer(file)
        out.writerow(("ref", "customer", "sku", "quantity", "market", "currency", "segment"))
        for number in range(count):
            key = chance.choice(once)
            sku = f"{product_id(key[0])}:{line(key, '', 0)[2]}"
            out.writerow((f"R{number}", f"Customer {number % 977}", sku, chance.randrange(1, 500), key[1], key[2], key[3]))


def right_totals(sheet: Path, lines: Path) -> list[int]:
    """Return the total of each line in cents, computed with fractions: the sell price half-up to the cent, times the quantity."""
    with sheet.open(newline="", encoding="utf-8-sig") as file:
        wanted = ("ProductId", "SkuId", "Segment", "Market", "Currency")
        prices = {tuple(row[name] for name in wanted): row["UnitPrice"] for row in csv.DictReader(file) if row["TermDuration"] == "OneTime"}
    totals = []
    with lines.open(newline="") as file:
        for row in csv.DictReader(file):
            price = Fraction(prices[(*row["sku"].split(":"), row["segment"], row["market"], row["currency"])])
            cents = price * 100 / (1 - Fraction(MARGIN, 100))
            totals.append((cents + Fraction(1, 2)).__floor__() * int(row["quantity"]))
    return totals


def wrong(out: Path, right: list[int]) -> tuple[int, int]:
    """Return the number of wrong totals and the cents by which they are off, whatever the order of the rows."""
    with out.open(newline="") as file:
        found = {row["ref"]: row["line_total"] for row in csv.DictReader(file)}
    off = [abs(round(Fraction(found.get(f"R{number}") or 0) * 100) - cents) for number, cents in enumerate(right)]
    return sum(map(bool, off)), sum(off)


def priced(folder: Path, rows: int, lines: int, rounds: int) -> list[str]:
    """Compare `quote price` with what a user would write instead, as a table."""
    sheet, asked = folder / "sheet.csv", folder / "lines.csv"
    write_sheet(str(sheet), rows, following=False)
    write_lines(asked, rows, lines)
    right = right_totals(sheet, asked)
    run([OURS, "price", "import", str(sheet), "--month", DAY[:7]], folder)
    programs = {"licensectl quote price": [OURS, "quote", "price", "-", "--margin", str(MARGIN), "--as-of", DAY, "-q"]}
    for name, needs, book, script in (
        ("plain script, csv + sqlite3", None, BARE_BOOK, BARE),
        ("DuckDB", "duckdb", DUCKDB_BOOK, DUCKDB),
        ("pandas", "pandas", PANDAS_BOOK, PANDAS),
    ):
        if needs and not installed(needs):
            continue
        prepared = folder / f"{needs or 'bare'}.book"
        run([sys.executable, "-c", book, str(sheet), str(prepared)], folder)
        programs[f"{name} {installed(needs) or ''}".strip() if needs else name] = [
            sys.executable, "-c", script, str(prepared), DAY, str(MARGIN)
        ]  # fmt: skip
    best: dict[str, Taken] = {}
    for _ in range(rounds):
        for name, command in programs.items():
            taken = run(command, folder, asked, folder / f"{name.split()[0]}.out", fine=ANSWERS)
            best[name] = min(best.get(name, taken), taken)
    plain = best["plain script, csv + sqlite3"].seconds
    table = ["| program | s | × plain script | peak MB | lines wrong | cents off |", "| --- | ---: | ---: | ---: | ---: | ---: |"]
    for name, taken in best.items():
        lines_wrong, cents = wrong(folder / f"{name.split()[0]}.out", right)
        table.append(f"| {name} | {taken.seconds:.2f} | {taken.seconds / plain:.2f} | {taken.memory:.0f} | {lines_wrong:,} | {cents:,} |")
    return [f"Aim: at most {MOST_SLOWER} × the plain script, no cent wrong.", "", *table]


def skus() -> list[str]:
    """Return the SKUs that the example sheet sells in Italy for euro."""
    with SHEET.open(newline="", encoding="utf-8-sig") as file:
        rows = [row for row in csv.DictReader(file) if (row["Market"], row["Currency"], row["TermDuration"]) == ("IT", "EUR", "OneTime")]
    return sorted({f"{row['ProductId']}:{row['SkuId'].rjust(4, '0')}" for row in rows if row["Segment"] == "Commercial"})


def request(number: int, chance: random.Random, known: list[str]) -> dict[str, object]:
    lines = [{"sku": chance.choice(known), "quantity": chance.randrange(1, 50)} for _ in range(10)]
    about = {"number": f"Q-2026-{number:04d}", "date": "2026-11-23", "customer": {"name": f"Customer {number}"}}
    return {**about, "vat": {"rate": 22}, "margin": MARGIN, "lines": lines}


def as_yaml(asked: dict[str, object]) -> str:
    """Return the request as a user writes it: keys and lines one below the other, values as JSON, which is YAML."""
    head = "".join(f"{key}: {json.dumps(value)}\n" for key, value in asked.items() if key != "lines")
    return head + "lines:\n" + "".join(f"  - {{sku: {one['sku']}, quantity: {one['quantity']}}}\n" for one in asked["lines"])  # type: ignore[attr-defined]


def one_quote(folder: Path, rounds: int) -> list[str]:
    """Measure a quote of ten lines as a whole process, as a table."""
    hello, asked = folder / "hello.py", folder / "request.yaml"
    hello.write_text(HELLO)
    asked.write_text(as_yaml(request(1, random.Random(6), skus())))
    run([OURS, "price", "import", str(SHEET), "--month", "2026-11"], folder)
    programs = {
        "Typer, hello": [sys.executable, str(hello), "hello"],
        "quote build, 10 lines, text": [OURS, "quote", "build", str(asked), "-q"],
        "quote build, 10 lines, json": [OURS, "quote", "build", str(asked), "-q", "-f", "json"],
    }
    taken: dict[str, list[float]] = {name: [] for name in programs}
    for number in range(rounds + 1):
        for name, command in programs.items():
            seconds = run(command, folder, fine=ANSWERS).seconds
            if number:
                # The first round only warms the caches.
                taken[name].append(seconds)
    hello_takes = median(taken["Typer, hello"])
    table = ["| process | median ms | × Typer hello |", "| --- | ---: | ---: |"]
    table += [f"| {name} | {median(times) * 1000:.1f} | {median(times) / hello_takes:.2f} |" for name, times in taken.items()]
    return [f"Aim: at most {MOST_STARTS} × a Typer hello, the price book in place.", "", *table]


def thousand(folder: Path, quotes: int, rounds: int) -> list[str]:
    """Compare many quotes in one process with one process for each, as a table."""
    chance, known = random.Random(6), skus()
    asked = [request(number, chance, known) for number in range(quotes)]
    (folder / "requests.jsonl").write_text("".join(json.dumps(one) + "\n" for one in asked))
    for number, one in enumerate(asked[:SAMPLE]):
        (folder / f"request{number}.yaml").write_text(as_yaml(one))
    commands = [[OURS, "quote", "build", str(folder / f"request{number}.yaml"), "-q", "-f", "json"] for number in range(SAMPLE)]
    single = [run(command, folder, fine=ANSWERS).seconds for command in commands]
    alone = sum(single) / SAMPLE * quotes
    (folder / "out").mkdir()
    batch = [OURS, "quote", "batch", str(folder / "requests.jsonl"), "-q"]
    programs: dict[str, list[str]] = {
        "quote batch, one stream": batch,
        "quote batch, one stream, 2 processes": [*batch, "--jobs", "2"],
        "quote batch, a file each": [*batch, "-o", str(folder / "out"), "--force"],
    }
    table = ["| process | s | peak MB | × faster |", "| --- | ---: | ---: | ---: |"]
    table.append(f"| {quotes:,} processes ({SAMPLE} run, extrapolated) | {alone:.1f} | | 1 |")
    for name, command in programs.items():
        best = min(run(command, folder, fine=ANSWERS) for _ in range(rounds))
        table.append(f"| {name} | {best.seconds:.2f} | {best.memory:.0f} | {alone / best.seconds:.0f} |")
    return [f"Aim: at least {LEAST_FASTER} × faster than as many processes.", "", *table]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=int, default=ROWS)
    parser.add_argument("--lines", type=int, default=LINES)
    parser.add_argument("--quotes", type=int, default=QUOTES)
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    given = parser.parse_args()
    full = given.rows >= ROWS and given.lines >= LINES and given.quotes >= QUOTES
    host = f"Python {python_version()}, SQLite {sqlite_version}, {system()} {machine()}"
    parts: list[tuple[str, str, Callable[[Path], list[str]]]] = [
        (
            "Lines priced",
            f"{given.lines:,} lines against a book of {given.rows:,} rows, {host}, best of {given.rounds}",
            lambda folder: priced(folder, given.rows, given.lines, given.rounds),
        ),
        ("One quote", f"{host}, {given.rounds * 5} rounds", lambda folder: one_quote(folder, given.rounds * 5)),
        (
            "A thousand quotes",
            f"{given.quotes:,} quotes of 10 lines, {host}, best of {given.rounds}",
            lambda folder: thousand(folder, given.quotes, given.rounds),
        ),
    ]
    for title, about, measure in parts:
        with tempfile.TemporaryDirectory() as name:
            rows = measure(Path(name))
        print(f"{title}: {about}\n", *rows, "", sep="\n")
        if full:
            write_section(title, about, rows)


if __name__ == "__main__":
    main()

"""Commands on a large ledger, in a file and on a PostgreSQL server: 10,000 customers, 200,000 orders of two lines, 5,000 saved quotes.

`python benchmarks/ledger.py` writes its section of RESULTS.md; `--orders`, `--engine`, `--only` and `--keep FOLDER` are for trials.
"""

import argparse
import contextlib
import json
import os
import platform
import sqlite3
import sys
import tempfile
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import NamedTuple

import psycopg
from measure import ENVIRONMENT, Taken, run
from results import write_section

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))
import private_postgres

from licensectl.db import ledger
from licensectl.db.maintenance import restore

ROOT = Path(__file__).parents[1]
PROGRAM = [sys.executable, "-m", "licensectl"]
TODAY = date(2026, 11, 23)
DAY = ("--as-of", TODAY.isoformat())
SKUS = ("DG7GMGF0PWHC:0003", "DG7GMGF0PWHC:0006", "DG7GMGF0PWHT:0002", "DG7GMGF0PN5D:0002")
# Orders are spread over four years, the newest today.
SPREAD_DAYS = 1460


class Command(NamedTuple):
    """A command to measure: what it may take, the exit statuses that are right, and the user's settings file."""

    arguments: tuple[str, ...]
    seconds: float | None = None
    megabytes: float | None = None
    fine: tuple[int, ...] = (0,)
    settings: str = ""


SMALL = (0.5, 50.0)
COMMANDS = (
    Command(("order", "list", "--customer", "customer-77"), *SMALL),
    Command(("order", "list", "--returnable"), *SMALL),
    Command(("radar", "--customer", "customer-77"), *SMALL),
    # 4,110 lines of orders that can still be given back.
    Command(("radar", "--within", "14"), None, 50.0),
    Command(("returns", "plan", "--within", "14"), *SMALL),
    Command(("quote", "list", "--customer", "Customer 77 "), *SMALL),
    Command(("quote", "list", "--open"), *SMALL),
    Command(("invoice", "reconcile", "{invoice}"), *SMALL, (0, 3)),
    Command(("order", "check", "{request}", "--prices", "{sheet}"), *SMALL, (0, 3)),
    # With a credit line the orders of the last 30 days count: 4,110 of them.
    Command(("order", "check", "{request}", "--prices", "{sheet}"), *SMALL, (0, 3), "profile: {credit: {limit: 500000}}"),
    Command(("price", "diff", "{before}", "{sheet}", "--quotes"), *SMALL),
    Command(("order", "list", "-f", "csv"), None, 100.0),
    Command(("order", "list", "-f", "json"), None, 100.0),
    Command(("order", "list"), None, 100.0),
    Command(("quote", "list"), None, 100.0),
    Command(("radar", "--within", "365"), None, 100.0),
    Command(("returns", "plan"), None, 100.0),
    Command(("ledger", "check"), None, 100.0),
)
FILES = {
    "sheet": "examples/price-sheet-software-IT-2026-11.csv",
    "before": "examples/price-sheet-software-IT-2026-10.csv",
    "request": "examples/request.yaml",
    "invoice": "examples/invoice-reconciliation-2026-11.csv",
}


def fill(path: Path, home: Path, customers: int, orders: int, quotes: int) -> None:
    """Make a ledger with so much in it."""
    arguments = (
        "quote",
        "build",
        str(ROOT / FILES["request"]),
        "--prices",
        str(ROOT / FILES["sheet"]),
        "--save",
        "--store",
        str(path),
        *DAY,
    )
    run([*PROGRAM, *arguments], home)
    with ledger.writing(str(path)) as connection:
        connection.execute("DELETE FROM audit")
        known = "INSERT INTO customer (id, name_key, vat_id, tenant_id, told, record) VALUES (?, ?, ?, ?, ?, ?)"
        connection.executemany(known, (_customer(n) for n in range(customers)))
        placed = "INSERT INTO placed_order (id, customer, program, quote, placed, currency, status, keys_fulfilled, customer_id)"
        connection.executemany(f"{placed} VALUES (?, ?, 'csp', ?, ?, 'EUR', 'completed', 1, ?)", _orders(customers, orders, quotes))
        its = "order_id, number, offer_id, quantity, title, term, unit_price"
        connection.executemany(f"INSERT INTO placed_line ({its}) VALUES (?, ?, ?, ?, ?, '', ?)", _lines(orders))
        _multiply_quote(connection, quotes)
        ledger.notes(connection, (("benchmark", "order recorded", f"{n:012x}", "completed") for n in range(1000)))


def _customer(n: int) -> tuple[str | None, ...]:
    tenant = f"{n:08x}-0000-4000-8000-000000000000"
    record = json.dumps({"name": f"Customer {n} S.r.l.", "id": f"customer-{n}", "country": "IT", "tenant_id": tenant})
    return f"customer-{n}", f"customer {n} s.r.l.", None, tenant, f"customer {n} s.r.l. {tenant}", record


def _orders(customers: int, orders: int, quotes: int) -> Iterator[tuple[str | None, ...]]:
    for n in range(orders):
        day, who = TODAY - timedelta(days=n * SPREAD_DAYS // orders), n * 7919 % customers
        quote = f"Q-2025-{n % quotes:04}" if n % 100 == 0 else None
        yield f"{n:012x}", f"Customer {who} S.r.l.", quote, f"{day}T09:30:00+00:00", f"customer-{who}"


def _lines(orders: int) -> Iterator[tuple[object, ...]]:
    for n in range(orders):
        for number in range(2):
            yield f"{n:012x}", number, SKUS[(n + number) % len(SKUS)], 1 + n % 9, "Windows Server 2025", "1021.40"


def _multiply_quote(connection: ledger.Connection, quotes: int) -> None:
    """Keep the one saved quote under as many numbers, over two years."""
    row = connection.execute("SELECT id, revision, customer, program, currency, net, gross, document FROM quote").fetchone()
    lines = connection.execute("SELECT position, sku, market, segment, unit_price FROM quote_line").fetchall()
    made, its = [], []
    for n in range(quotes):
        number, day = f"Q-2025-{n:04}", TODAY - timedelta(days=n * 730 // quotes)
        # Of a year's quotes few are still open.
        until = day + timedelta(days=30)
        document = json.loads(row[7].replace("Q-2026-0042", number))
        document["quote"] |= {"date": f"{day}", "valid_until": f"{until}"}
        made.append((number.casefold(), 1, number, f"Customer {n} S.r.l.", f"{day}", f"{until}", *row[3:7], json.dumps(document)))
        its += [(number.casefold(), 1, *line) for line in lines]
    fields = "id, revision, number, customer, day, valid_until, program, currency, net, gross, document"
    connection.executemany(f"INSERT INTO quote ({fields}) VALUES ({', '.join('?' * 11)})", made)
    connection.executemany(
        "INSERT INTO quote_line (id, revision, position, sku, market, segment, unit_price) VALUES (?, ?, ?, ?, ?, ?, ?)", its
    )


@contextlib.contextmanager
def on_a_server(path: Path) -> Iterator[str]:
    """Give the address of a server that holds the ledger at `path`."""
    programs = private_postgres.binaries()
    if programs is None:
        raise SystemExit("no PostgreSQL server is installed")
    with private_postgres.running(programs) as cluster:
        # For this process and for those that are measured.
        os.environ["PGPASSWORD"] = ENVIRONMENT["PGPASSWORD"] = private_postgres.PASSWORD
        restore(cluster.url(), path, "benchmark")
        with psycopg.connect(cluster.url(), autocommit=True) as connection:
            connection.execute("VACUUM ANALYZE")
        yield cluster.url()


def measure(store: str, home: Path, only: str, rounds: int) -> Iterator[tuple[Command, Taken]]:
    """Run each command so many times and yield the best of them."""
    for command in COMMANDS:
        if only in " ".join(command.arguments):
            arguments = [part.format(**{name: str(ROOT / path) for name, path in FILES.items()}) for part in command.arguments]
            ENVIRONMENT["LICENSECTL_CONFIG"] = str(home / "settings.yaml")
            home.mkdir(exist_ok=True)
            (home / "settings.yaml").write_text(command.settings)
            taken = [run([*PROGRAM, *arguments, "--store", store, *DAY], home, fine=command.fine) for _ in range(rounds)]
            yield command, min(taken)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--orders", type=int, default=200_000)
    parser.add_argument("--rounds", type=int, default=2)
    parser.add_argument("--engine", choices=("sqlite", "postgresql"), action="append")
    parser.add_argument("--only", default="", help="commands that hold this text")
    parser.add_argument("--keep", type=Path, help="folder of a ledger that is made once")
    given = parser.parse_args()
    customers, quotes = given.orders // 20, given.orders // 40
    with tempfile.TemporaryDirectory(prefix="licensectl-bench-") as name:
        folder = given.keep or Path(name)
        folder.mkdir(exist_ok=True)
        path, home = folder / "ledger.db", folder / "home"
        if not path.exists():
            fill(path, home, customers, given.orders, quotes)
        found: dict[str, dict[Command, Taken]] = {}
        for engine in given.engine or ("sqlite", "postgresql"):
            with contextlib.nullcontext(str(path)) if engine == "sqlite" else on_a_server(path) as store:
                found[engine] = {}
                for command, taken in measure(store, home, given.only, given.rounds):
                    found[engine][command] = taken
                    print(
                        f"{engine:10} {taken.seconds:6.2f} s {taken.cpu:6.2f} s {taken.memory:5.0f} MB  {' '.join(command.arguments)}",
                        flush=True,
                    )
    if not given.only and not given.keep and not given.engine:
        write_section("Large ledgers", _about(customers, given.orders, quotes, given.rounds), _table(found))


def _about(customers: int, orders: int, quotes: int, rounds: int) -> str:
    sizes = f"{customers:,} customers, {orders:,} orders of two lines, {quotes:,} saved quotes"
    return f"{sizes}, best of {rounds} rounds, Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}, {platform.system()}"


def _table(found: dict[str, dict[Command, Taken]]) -> list[str]:
    heads = " | ".join(f"{engine}, s | processor s | peak MB" for engine in found)
    lines = [f"| command | {heads} | at most s | at most MB |", "| --- |" + " ---: |" * (3 * len(found) + 2)]
    for command in COMMANDS:
        cells = " | ".join(
            f"{taken.seconds:.2f} | {taken.cpu:.2f} | {taken.memory:.0f}" for taken in (held[command] for held in found.values())
        )
        words = " ".join(part.strip("{}") for part in command.arguments) + (" (with a credit line)" if command.settings else "")
        lines.append(f"| `licensectl {words}` | {cells} | {command.seconds or ''} | {command.megabytes or ''} |")
    return lines


if __name__ == "__main__":
    main()

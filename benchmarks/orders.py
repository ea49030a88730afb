"""Record ten thousand orders from one JSON Lines file in one transaction, and leave bad ones out, by processor time."""

import json
import platform
import sys
import tempfile
from pathlib import Path

from measure import run
from results import write_section

ORDERS, LINES, LIMIT_SECONDS, LIMIT_MB = 10_000, 3, 10, 200


def write_orders(path: Path, bad_every: int = 0) -> None:
    """Orders of 500 tenants as Partner Center answers them; every `bad_every`th has a day that does not exist."""
    with path.open("w") as file:
        for number in range(ORDERS):
            lines = [
                {
                    "lineItemNumber": place,
                    "offerId": f"DG7GMGF0PWHC:000{place + 1}:DG7GMGF0AAA1",
                    "quantity": 2,
                    "friendlyName": "Windows Server 2025 Standard - 16 Core License Pack",
                    "pricing": {"price": 1021.4, "extendedPrice": 2042.8},
                }
                for place in range(LINES)
            ]
            day = "2026-02-31" if bad_every and not number % bad_every else f"2026-11-{1 + number % 27:02}"
            tenant = f"{number % 500:08x}-0000-4000-8000-000000000000"
            order = {"id": f"{number:012x}", "referenceCustomerId": tenant, "currencyCode": "EUR", "status": "completed"}
            order |= {"creationDate": f"{day}T09:00:00Z", "lineItems": lines, "totalPrice": 6128.4}
            file.write(json.dumps(order) + "\n")


def main() -> None:
    rows = []
    with tempfile.TemporaryDirectory() as folder:
        file, home = Path(folder, "orders.jsonl"), Path(folder)
        for bad, more in ((0, []), (100, ["--skip-bad", str(home / "bad.jsonl")])):
            write_orders(file, bad)
            store = ["--store", str(home / f"ledger-{bad}.db"), "-o", "/dev/null", "--as-of", "2026-11-28"]
            taken = run([sys.executable, "-m", "licensectl", "order", "record", str(file), *store, *more], home)
            rows.append(f"| {ORDERS // bad if bad else 0} | {taken.cpu:.1f} s | {taken.memory:.0f} MB |")
    about = f"{ORDERS:,} orders of {LINES} lines, processor time, Python {platform.python_version()}, {platform.machine()}"
    goal = f"Aim: at most {LIMIT_SECONDS} s and {LIMIT_MB} MB."
    write_section("Orders from one file", about, [goal, "", "| bad orders, left out | order record | memory |", "|---|---|---|", *rows])


if __name__ == "__main__":
    main()

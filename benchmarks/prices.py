"""A price sheet of a million rows into the price book, and two of them compared, beside what a user would write instead.

    python benchmarks/prices.py [--rows N] [--rounds N]

Every program is a process of its own; time is the best of the rounds, memory the peak of the process. The baseline of the
import is Python's csv and sqlite3 with one executemany into a table with the same key, with no check of any cell; that of
the diff is a script with two dictionaries. Writes the section "Price sheets" of benchmarks/RESULTS.md.
"""

import argparse
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from platform import machine, python_version, system
from sqlite3 import sqlite_version
from time import perf_counter

from price_sheets import write_sheet
from results import write_section

KEY = '("ProductId", "SkuId", "Segment", "TermDuration", "BillingPlan", "Market", "Currency")'
BARE = """
import csv, sqlite3, sys
book = sqlite3.connect(sys.argv[2])
with open(sys.argv[1], newline="", encoding="utf-8-sig") as file:
    rows = csv.reader(file)
    header = next(rows)
    book.execute("CREATE TABLE price (%s)" % ", ".join(f'"{name}"' for name in header))
    book.execute('CREATE INDEX by_key ON price KEY')
    book.executemany("INSERT INTO price VALUES (%s)" % ", ".join("?" * len(header)), rows)
book.commit()
""".replace("KEY", KEY)
DICTS = """
import csv, sys
KEY = KEY
def read(name):
    with open(name, newline="", encoding="utf-8-sig") as file:
        return {tuple(row[k] for k in KEY): (row["UnitPrice"], row["ERP Price"]) for row in csv.DictReader(file)}
old, new = read(sys.argv[1]), read(sys.argv[2])
print(len(new.keys() - old.keys()), len(old.keys() - new.keys()), sum(old[k] != new[k] for k in old.keys() & new.keys()))
""".replace("= KEY", "= " + KEY)


def measured(command: list[str], home: Path) -> tuple[float, int]:
    """Seconds and peak memory in MB of a process."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    start = perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, env=environment | {"LICENSECTL_HOME": str(home)})
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{command} ended with {process.returncode}")
    return perf_counter() - start, usage.ru_maxrss // 1024


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--rounds", type=int, default=3)
    given = parser.parse_args()
    ours = str(Path(sys.executable).parent / "licensectl")
    best: dict[str, tuple[float, int]] = {}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        old, new = str(folder / "old.csv"), str(folder / "new.csv")
        write_sheet(old, given.rows, following=False)
        write_sheet(new, given.rows, following=True)
        for round in range(given.rounds):
            home = folder / f"home{round}"
            month = ("price", "import", "--month")
            commands = {
                "import, csv + sqlite3 by hand": [sys.executable, "-c", BARE, old, str(folder / f"bare{round}.db")],
                "import, licensectl": [ours, *month, "2026-10", old],
                "second month, licensectl": [ours, *month, "2026-11", new],
                "diff of files, dictionaries by hand": [sys.executable, "-c", DICTS, old, new],
                "diff of files, licensectl": [ours, "price", "diff", old, new, "-f", "csv"],
                "diff of months, licensectl": [ours, "price", "diff", "2026-10", "2026-11", "-f", "csv"],
                "one look-up, licensectl": [ours, "price", "show", "DG7GMGF00001:0002", "-f", "csv"],
            }
            for label, command in commands.items():
                taken = measured(command, home)
                best[label] = min(best.get(label, taken), taken)
    rows = ["| process | s | peak MB |", "| --- | ---: | ---: |"]
    rows += [f"| {label} | {seconds:.2f} | {memory} |" for label, (seconds, memory) in best.items()]
    about = f"{given.rows:,} rows, Python {python_version()}, SQLite {sqlite_version}, {system()} {machine()}, best of {given.rounds}"
    write_section("Price sheets", about, rows)
    print("\n".join(rows))


if __name__ == "__main__":
    main()

"""Import, look up and compare price sheets of a million rows, and measure what a user would run instead.

    python benchmarks/prices.py [--rows N] [--rounds N] [--small ROUNDS] [--daily]

Every program runs in its own process; each round runs all programs in turn, so that a busy moment affects all of them. Time is the best
of the rounds, for short processes their median; memory is the peak of a process and its children. `rivals.py`
holds the programs, `price_traps.py` what they get wrong. Writes the sections "Price sheets" and "Prices in daily use" of RESULTS.md, but
only of a million rows.
"""

import argparse
import sys
import tempfile
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path
from platform import machine, python_version, system
from shutil import which
from sqlite3 import sqlite_version
from statistics import median_low

import price_traps
import rivals
from measure import Taken, run
from price_sheets import write_sheet
from results import write_section

FULL = 1_000_000
SMALL = (1_200, 18_000)
# Three words that some forty SKUs of the large book hold.
WORDS = ("server", "2017", "pack")
SKU, SCOPE = "DG7GMGF00001:0002", ("--market", "IT", "--currency", "EUR", "--segment", "Commercial")
Of = Callable[[list[Taken]], Taken]
MONTHS = ("2026-10", "2026-11")
# So slow that a busy moment makes no difference: the first round is enough.
ONCE = ("sqlite-utils insert --csv",)
TRIED = """
Attempts:

Diff of files. The first version imported both files into a temporary book and walked through both, which takes ten times as long. Now two
files are compared by bytes (`sheet/line_matching.py`). Lines that are in both files, in any order, need no comparison. The start, which a
new month changes in every line, is read as that of the month before. Equal lines are checked column by column, each distinct cell once
(`sheet/fast_columns.py`), and each key must occur once. The remaining lines of each file form a small sheet, which is read cell by cell.
So the order of the rows costs time and never changes the answer. Each of two processes takes half of both files, cut before a line that
both have: cut in the middle of each, the second half was never in step and took twice as long. Slower: sets of all lines of a block
instead of walking in step; `csv.reader` over equal lines, which costs more than everything else, so that lines are split from the right,
and the part up to the last free text is read once per distinct text; blocks of a megabyte or more, which do not fit into the processor's
cache; the search for cycles among millions of strings (`gc`).

Import. Reading column by column is twice as fast as a loop over `csv.reader` with a memo per column. Unusual lines of a block are read
one by one, and nothing is read twice. Rows are spooled outside the book and inserted in one transaction, a hundred to a statement. SKU,
terms and wording are stored once, under a number: the book is a third of the size, and its rows are quick to insert and compare. No gain:
sorting batches before the insert, larger pages, an index made afterwards. Slower: a temporary table in order of the key that is copied
into the book, foreign keys that SQLite checks for every row, marshal reading from a file by itself.

Diff of months. One query reads the rows of the older month and looks for the equal of each in the other, half of the SKUs in each of two
processes. Added rows are looked for only where the number of rows of a SKU shows that there are some. Keys with several rows are known
from the import. Slower: the same query in both directions (half as long again), a walk through both months in Python (six times), a
mapped file and a larger cache (no gain).

Import of a sheet of usual size. Half of the time is the start of the process and its modules. What helped: no search for garbage in a
process that ends (20 ms of 300), words looked up by the index of the book (10 ms), columns passed on as read and put into statements cell
by cell (15 ms), amounts checked by their shapes, no scopes read of other months. No gain: 50 to 1,000 rows to a statement (100 is best),
regular expressions compiled on demand (4 ms), keys counted in Python instead of one query.

Search. The distinct titles of a sheet are few (960 in a million rows), and no index of words is needed: the first row of each SKU gives its
title by one step in the index of prices. Only titles that contain the letters of all words are split into words. Offers are grouped by
the numbers of their terms, which most SKUs of a sheet share. Slower: a row for each price in Python, splitting every title.
"""


class Table:
    """Programs side by side: each line with its ratio to the first line or to another, and the most that it may be."""

    def __init__(self, title: str, commands: dict[str, list[str]], limits: dict[str, tuple[str, float]], of_rounds: Of = min) -> None:
        self.title, self.commands, self.limits, self.of_rounds = title, commands, limits, of_rounds
        self.taken: dict[str, list[Taken]] = {label: [] for label in commands}

    def lines(self) -> list[str]:
        best = {label: self.of_rounds(taken) for label, taken in self.taken.items() if taken}
        rows = [f"| {self.title} | s | processor s | peak MB | × | of | at most |", "| --- | ---: | ---: | ---: | ---: | --- | ---: |"]
        for label, taken in best.items():
            rows.append(f"| {label} | {taken.seconds:.2f} | {taken.cpu:.2f} | {taken.memory:.0f} | {self._ratios(label, best)} |")
        return rows

    def _ratios(self, label: str, best: dict[str, Taken]) -> str:
        other, limit = self.limits.get(label, ("", 0.0))
        return f"{best[label].seconds / best[other].seconds:.2f} | {other} | {limit or ''}" if other in best else " | |"


def large(folder: Path, home: Path, old: str, new: str) -> list[Table]:
    """Import, and diff of files and of months. What writes a database gets a new one for each round."""
    scripts = Path(sys.executable).parent
    ours, python = str(scripts / "licensectl"), [sys.executable, "-c"]
    imports = {
        "csv + sqlite3, one executemany": [*python, rivals.BARE_IMPORT, old, str(folder / "bare.db")],
        "licensectl price import": [ours, "price", "import", "--month", MONTHS[0], old],
        "licensectl, the month after": [ours, "price", "import", "--month", MONTHS[1], new],
        ONCE[0]: [str(scripts / "sqlite-utils"), "insert", str(folder / "utils.db"), "price", old, "--csv"],
        "DuckDB, create table as": [*python, rivals.DUCKDB_IMPORT, old, str(folder / "duck.db")],
    }
    files = {
        "DuckDB, full join": [*python, rivals.DUCKDB_DIFF, old, new],
        "licensectl price diff": [ours, "price", "diff", old, new, "-f", "csv"],
        "pandas, outer merge": [*python, rivals.PANDAS_DIFF, old, new],
        "two dictionaries": [*python, rivals.DICT_DIFF, old, new],
    }
    book = str(home / "prices.db")
    shell = ["sqlite3", "-csv", book, rivals.MONTHS_DIFF] if which("sqlite3") else [*python, rivals.SHELL_IN_PYTHON, book]
    months = {
        f"the same query, {shell[0].rpartition('/')[2]}": shell,
        "licensectl price diff": [ours, "price", "diff", *MONTHS, "-f", "csv"],
    }
    bare, duck, query = next(iter(imports)), next(iter(files)), next(iter(months))
    compared = {label: (bare, 0.0) for label in imports}
    return [
        Table("import", imports, compared | {"licensectl price import": (bare, 1.6)}),
        Table("diff of two files", files, {label: (duck, 0.0) for label in files} | {"licensectl price diff": (duck, 3.0)}),
        Table("diff of two months", months, {"licensectl price diff": (query, 1.3)}),
    ]


def small(folder: Path, home: Path) -> list[Table]:
    """Measure daily commands: one look-up, sheets of real size."""
    hello = folder / "hello.py"
    hello.write_text(rivals.HELLO)
    ours = str(Path(sys.executable).parent / "licensectl")
    commands = {
        "Typer, hello": [sys.executable, str(hello), "hello"],
        "look-up in the large book": [ours, "price", "show", SKU, *SCOPE, "-f", "csv"],
        "search of three words": [ours, "price", "search", *WORDS],
        "the same, one price each": [ours, "price", "search", *WORDS, *SCOPE],
    }
    limits = {"look-up in the large book": ("Typer, hello", 1.6)}
    limits |= {name: ("Typer, hello", 1.8) for name in ("search of three words", "the same, one price each")}
    for rows in SMALL:
        old, new = (str(folder / f"{rows}-{side}.csv") for side in ("old", "new"))
        write_sheet(old, rows, following=False)
        write_sheet(new, rows, following=True)
        # Each round imports another month, which `rounds` fills in.
        commands[f"import of {rows:,} rows"] = [ours, "price", "import", "--book", str(folder / f"{rows}.db"), "--month", "MONTH", old]
        commands[f"diff of {rows:,} rows"] = [ours, "price", "diff", old, new, "-f", "csv"]
        limits |= {f"{what} of {rows:,} rows": ("Typer, hello", 3.0) for what in ("import", "diff")}
    return [Table("in daily use", commands, limits, median_low)]


def rounds(tables: list[Table], folder: Path, home: Path, count: int) -> None:
    for number in range(count):
        for database in ("bare.db", "utils.db", "duck.db"):
            (folder / database).unlink(missing_ok=True)
        for table in tables:
            for label, command in table.commands.items():
                if number and label in ONCE:
                    continue
                month = f"{2027 + number // 12}-{number % 12 + 1:02d}"
                if label == "licensectl price import":
                    for left in home.glob("prices.db*"):
                        left.unlink()
                table.taken[label].append(run([part if part != "MONTH" else month for part in command], home))


def daily(folder: Path, home: Path, count: int) -> list[str]:
    """Return the lines of what is done in daily use, with a large book in `home`."""
    [table] = small(folder, home)
    rounds([table], folder, home, count)
    return table.lines()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=FULL)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--small", type=int, default=25)
    parser.add_argument("--daily", action="store_true", help="only what is done in daily use")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder, home = Path(name), Path(name) / "home"
        home.mkdir()
        old, new = str(folder / "old.csv"), str(folder / "new.csv")
        write_sheet(old, given.rows, following=False)
        if given.daily:
            run([str(Path(sys.executable).parent / "licensectl"), "price", "import", "--month", MONTHS[0], old], home)
            lines = []
        else:
            write_sheet(new, given.rows, following=True)
            heavy = large(folder, home, old, new)
            rounds(heavy, folder, home, given.rounds)
            lines = [line for table in heavy for line in (*table.lines(), "")]
            lines += price_traps.table(folder, 1_200)
        in_daily_use = daily(folder, home, given.small)
    where = f"Python {python_version()}, SQLite {sqlite_version}, {system()} {machine()}"
    if lines:
        lines += TRIED.rstrip().splitlines()
        tools = ", ".join(f"{name} {version(name)}" for name in ("duckdb", "pandas", "sqlite-utils"))
        if given.rows >= FULL:
            write_section("Price sheets", f"{given.rows:,} rows, best of {given.rounds} rounds, {tools}, {where}", lines)
    if given.rows >= FULL:
        write_section("Prices in daily use", f"a book of {given.rows:,} rows, median of {given.small} rounds, {where}", in_daily_use)
    print("\n".join([*lines, "", *in_daily_use]))


if __name__ == "__main__":
    main()

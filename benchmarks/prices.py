"""Price sheets of a million rows imported, looked up and compared, beside what a user would run instead.

    python benchmarks/prices.py [--rows N] [--rounds N] [--small ROUNDS]

Every program is a process of its own; the rounds go round all programs in turn, so that a busy moment hits each alike. Time is the best
of the rounds, memory the most that a process and its children held together. `rivals.py` holds the programs, `price_traps.py` what
they get wrong. Writes the section "Price sheets" of RESULTS.md, but only of a million rows or more.
"""

import argparse
import sys
import tempfile
from importlib.metadata import version
from pathlib import Path
from platform import machine, python_version, system
from shutil import which
from sqlite3 import sqlite_version

import price_traps
import rivals
from measure import Taken, run
from price_sheets import write_sheet
from results import write_section

FULL = 1_000_000
SMALL = (1_200, 18_000)
SKU = "DG7GMGF00001:0002"
MONTHS = ("2026-10", "2026-11")
TRIED = """
What was tried. Diff of files: both into a temporary book and one walk through both, as this stood before, took ten times as long. Now
lines that stand alike in both files are settled without reading their cells (`sheets/alike.py`): the two files are walked side by side,
a line that has no like waits for it, and what a whole month changes in every line, the start, is taken out first. Lines alike are checked
for being good rows column by column, each distinct cell once; what remains is a small sheet and goes the long way. Each of two processes
takes half of both files. Sets of all lines of a block, in place of walking in step, cost a fifth more; hashing every line of both files
and reading them twice would have done without order, but needs trust in a hash; `csv.reader` over the lines alike costs more than
everything else together, so they are split from the right, and what stands left of the last free text is read once per distinct text.
Import: rows go into a temporary table in the order of the key and from there into the book in one transaction, which is then locked for a
fifth of the time; titles and tags once instead of in every row halve the book. Sorting batches, larger pages, a table with rowids and an
index, or the index made afterwards gained nothing. Diff of months: one query per direction, each in its own process.
"""


class Table:
    """Programs side by side: each line with its ratio to the first line or to another, and the most that it may be."""

    def __init__(self, title: str, commands: dict[str, list[str]], limits: dict[str, tuple[str, float]]) -> None:
        self.title, self.commands, self.limits = title, commands, limits
        self.taken: dict[str, list[Taken]] = {label: [] for label in commands}

    def lines(self) -> list[str]:
        best = {label: min(taken) for label, taken in self.taken.items() if taken}
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
        "sqlite-utils insert --csv": [str(scripts / "sqlite-utils"), "insert", str(folder / "utils.db"), "price", old, "--csv"],
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
    """What is done at a desk: one look-up, sheets of real size."""
    hello = folder / "hello.py"
    hello.write_text(rivals.HELLO)
    ours = str(Path(sys.executable).parent / "licensectl")
    commands = {
        "Typer, hello": [sys.executable, str(hello), "hello"],
        "look-up in the large book": [ours, "price", "show", SKU, "-f", "csv"],
    }
    limits = {"look-up in the large book": ("Typer, hello", 1.6)}
    for rows in SMALL:
        old, new = (str(folder / f"{rows}-{side}.csv") for side in ("old", "new"))
        write_sheet(old, rows, following=False)
        write_sheet(new, rows, following=True)
        # Each round imports another month, which `rounds` fills in.
        commands[f"import of {rows:,} rows"] = [ours, "price", "import", "--book", str(folder / f"{rows}.db"), "--month", "MONTH", old]
        commands[f"diff of {rows:,} rows"] = [ours, "price", "diff", old, new, "-f", "csv"]
        limits |= {f"{what} of {rows:,} rows": ("Typer, hello", 3.0) for what in ("import", "diff")}
    return [Table("at a desk", commands, limits)]


def rounds(tables: list[Table], folder: Path, home: Path, count: int) -> None:
    for number in range(count):
        for database in ("bare.db", "utils.db", "duck.db"):
            (folder / database).unlink(missing_ok=True)
        for table in tables:
            for label, command in table.commands.items():
                month = f"{2027 + number // 12}-{number % 12 + 1:02d}"
                if label == "licensectl price import":
                    for left in home.glob("prices.db*"):
                        left.unlink()
                table.taken[label].append(run([part if part != "MONTH" else month for part in command], home))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=FULL)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--small", type=int, default=15)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder, home = Path(name), Path(name) / "home"
        home.mkdir()
        old, new = str(folder / "old.csv"), str(folder / "new.csv")
        write_sheet(old, given.rows, following=False)
        write_sheet(new, given.rows, following=True)
        heavy, light = large(folder, home, old, new), small(folder, home)
        rounds(heavy, folder, home, given.rounds)
        rounds(light, folder, home, given.small)
        lines = [line for table in (*heavy, *light) for line in (*table.lines(), "")]
        lines += price_traps.table(folder, 1_200)
    lines += TRIED.rstrip().splitlines()
    about = (
        f"{given.rows:,} rows, best of {given.rounds} rounds ({given.small} at a desk), Python {python_version()}, SQLite {sqlite_version}"
    )
    tools = ", ".join(f"{name} {version(name)}" for name in ("duckdb", "pandas", "sqlite-utils"))
    if given.rows >= FULL:
        write_section("Price sheets", f"{about}, {tools}, {system()} {machine()}", lines)
    print("\n".join(lines))


if __name__ == "__main__":
    main()

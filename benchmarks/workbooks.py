"""Write and read workbooks, beside the libraries alone and openpyxl.

    python benchmarks/workbooks.py [--rows N] [--rounds N]

Every program runs in its own process; each round runs all programs in turn, so that a busy moment affects all of them. Time is that of the
processor, the best of the rounds, memory the most that a process held. Writes the section "Workbooks" of RESULTS.md, but only in full size.
"""

import argparse
import csv
import sys
import tempfile
from importlib.metadata import version
from pathlib import Path
from platform import machine, python_version, system

from measure import Taken, run
from price_sheets import write_sheet
from results import write_section
from xlsxwriter import Workbook

ROWS, OUT_ROWS, OUT_COLUMNS = 100_000, 10_000, 26
NUMBERS = {"UnitPrice", "PricingTierRangeMin", "PricingTierRangeMax", "ERP Price"}
AIMS = {"licensectl, a report as xlsx": (2.0, 100), "licensectl price import": (4.5, 300)}
# openpyxl takes so long that a busy moment makes no difference: the first round is enough.
ONCE = ("openpyxl, rows", "openpyxl, cells")

DATA = f"""
import sys, datetime, decimal
kinds = ("id", "text", "amount", "int", "date", "percent")
made = {{
    "id": lambda n: f"{{n:04}}", "text": lambda n: f"Windows Server 2025 Standard, row {{n % 500}}",
    "amount": lambda n: decimal.Decimal(n * 7919 % 1000000) / 100, "int": lambda n: n % 97,
    "date": lambda n: datetime.date(2026, 1, 1 + n % 28), "percent": lambda n: decimal.Decimal(n % 1000) / 10,
}}
names = [kinds[place % len(kinds)] for place in range({OUT_COLUMNS})]
rows = [tuple(made[name](number) for name in names) for number in range({OUT_ROWS})]
"""
XLSXWRITER = """
import xlsxwriter
book = xlsxwriter.Workbook(sys.argv[1], {"in_memory": True})
sheet, day = book.add_worksheet(), book.add_format({"num_format": "yyyy-mm-dd"})
for number, row in enumerate(rows):
    for place, cell in enumerate(row):
        if names[place] == "date":
            sheet.write(number, place, cell, day)
        else:
            sheet.write(number, place, cell)
book.close()
"""
OPENPYXL = """
import openpyxl
book = openpyxl.Workbook(write_only=True)
sheet = book.create_sheet()
for row in rows:
    sheet.append(row)
book.save(sys.argv[1])
"""
OURS = """
from pathlib import Path
from licensectl.render.formats import render
from licensectl.render.report import Column, Report, Table
columns = tuple(Column(f"c{place}", f"Column {place}", name) for place, name in enumerate(names))
Path(sys.argv[1]).write_bytes(render(Report("Report", Table(columns, tuple(rows)), {}), "xlsx", lang="en"))
"""
CALAMINE = """
import sys, python_calamine
sheet = python_calamine.load_workbook(sys.argv[1]).get_sheet_by_index(0)
print(sum(1 for row in sheet.iter_rows()))
"""
OPENPYXL_READ = """
import sys, openpyxl
sheet = openpyxl.load_workbook(sys.argv[1], read_only=True, data_only=True).active
print(sum(1 for row in sheet.iter_rows(values_only=True)))
"""


def write_workbook(source: Path, target: Path) -> None:
    """Write a price sheet as a workbook whose prices are numbers."""
    book = Workbook(str(target))
    sheet = book.add_worksheet("Prices")
    with source.open(encoding="utf-8-sig", newline="") as file:
        reader = csv.reader(file)
        header = next(reader)
        sheet.write_row(0, 0, header)
        for number, row in enumerate(reader, 1):
            for place, cell in enumerate(row):
                if cell and header[place] in NUMBERS:
                    sheet.write_number(number, place, float(cell))
                elif cell:
                    sheet.write_string(number, place, cell)
    book.close()


def programs(folder: Path) -> dict[str, dict[str, list[str]]]:
    """Return the commands of each table by what they are called; the first is what the others are measured by."""
    python = [sys.executable, "-c"]
    out, sheet = str(folder / "out.xlsx"), str(folder / "sheet.xlsx")
    ours = [str(Path(sys.executable).with_name("licensectl")), "price", "import", sheet, "--book", str(folder / "book.db")]
    return {
        f"writing {OUT_ROWS:,} × {OUT_COLUMNS} cells": {
            "XlsxWriter, cells": [*python, DATA + XLSXWRITER, out],
            "licensectl, a report as xlsx": [*python, DATA + OURS, out],
            "openpyxl, cells": [*python, DATA + OPENPYXL, out],
        },
        "reading": {
            "calamine, rows": [*python, CALAMINE, sheet],
            "licensectl price import": ours,
            "openpyxl, rows": [*python, OPENPYXL_READ, sheet],
        },
    }


def best(commands: dict[str, list[str]], folder: Path, rounds: int) -> dict[str, Taken]:
    found: dict[str, list[Taken]] = {name: [] for name in commands}
    for number in range(rounds):
        for name, command in commands.items():
            if number == 0 or name not in ONCE:
                (folder / "book.db").unlink(missing_ok=True)
                found[name].append(run(command, folder))
    return {
        name: Taken(*map(min, zip(*(one[:2] for one in all_), strict=True)), max(one.memory for one in all_))
        for name, all_ in found.items()
    }


def table(title: str, taken: dict[str, Taken]) -> list[str]:
    (bare, least), *_ = taken.items()
    lines = ["", f"| {title} | processor s | × {bare.partition(',')[0]} | peak MB | at most |", "| --- | ---: | ---: | ---: | ---: |"]
    for name, one in taken.items():
        aim = f"{AIMS[name][0]} ×, {AIMS[name][1]} MB" if name in AIMS else ""
        lines.append(f"| {name} | {one.cpu:.2f} | {one.cpu / least.cpu:.2f} | {one.memory:.0f} | {aim} |")
    return lines


def main() -> None:
    wanted = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    wanted.add_argument("--rows", type=int, default=ROWS, help=f"rows of the workbook that is read [default: {ROWS:,}]")
    wanted.add_argument("--rounds", type=int, default=3)
    given = wanted.parse_args()
    lines: list[str] = []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_sheet(str(folder / "sheet.csv"), given.rows, False)
        write_workbook(folder / "sheet.csv", folder / "sheet.xlsx")
        for title, commands in programs(folder).items():
            title = f"{title} {given.rows:,} rows" if title == "reading" else title
            lines += table(title, best(commands, folder, given.rounds))
    versions = ", ".join(f"{one} {version(one)}" for one in ("XlsxWriter", "python-calamine", "openpyxl"))
    about = f"processor time, best of {given.rounds} rounds, Python {python_version()}, {versions}, {system()} {machine()}"
    if given.rows == ROWS:
        write_section("Workbooks", about, lines[1:])
    else:
        print("\n".join([about, *lines]))


if __name__ == "__main__":
    main()

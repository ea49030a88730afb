"""Measure the start of one command, beside bare Python, Typer and sqlite-utils.

    python benchmarks/startup.py [--rounds N]

Every program runs in its own process with warm files and stdout to a pipe; each round runs all programs in turn, so that a
busy moment affects all of them. The result is the median. Writes the section "Start-up" of benchmarks/RESULTS.md.
"""

import argparse
import subprocess
import sys
import tempfile
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from platform import machine, python_version, system
from statistics import median
from time import perf_counter

from measure import ENVIRONMENT
from results import write_section
from rivals import HELLO

BARE = "Typer, hello"
LIMITS = {
    "licensectl --version": 1.3,
    "licensectl --help": 1.3,
    "licensectl compare programs": 1.6,
    "licensectl sku show": 1.6,
    "sku show of 20,000 SKUs": 2.5,
}
GROWN_PRODUCTS, GROWN_SKUS = 2000, 10


def grown(folder: Path) -> Path:
    """Write an overlay that extends the catalogue to twenty thousand SKUs."""
    lines = ["schema: licensectl.skus/1", "products:"]
    for product in range(GROWN_PRODUCTS):
        lines += [f"  grown-{product}:", f"    title: Grown {product}", "    family: Grown", "    skus:"]
        for sku in range(GROWN_SKUS):
            lines += [
                f"      grown-{product}-{sku}:",
                f"        title: Grown {product} edition {sku}",
                f"        sku: Z{product:06d}{sku:05d}:0001",
                "        metric: device",
                "        segments: {Commercial: [csp-in-2026-08]}",
                "        sources: [csp-in-2026-08]",
            ]
    target = folder / "grown"
    target.mkdir()
    (target / "skus.yaml").write_text("\n".join(lines) + "\n")
    return target


def programs(folder: Path) -> dict[str, list[str]]:
    hello = folder / "hello.py"
    hello.write_text(HELLO)
    scripts = Path(sys.executable).parent
    ours = str(scripts / "licensectl")
    found = {
        "Python, pass": [sys.executable, "-c", "pass"],
        BARE: [sys.executable, str(hello), "hello"],
        "Typer, --help": [sys.executable, str(hello), "--help"],
        "licensectl --version": [ours, "--version"],
        "licensectl --help": [ours, "--help"],
        "licensectl compare programs": [ours, "compare", "programs"],
        "licensectl sku show": [ours, "sku", "show", "DG7GMGF0PWHC:0003"],
        "sku show of 20,000 SKUs": [ours, "sku", "show", "DG7GMGF0PWHC:0003", "--data", str(grown(folder))],
    }
    if (scripts / "sqlite-utils").exists():
        found["sqlite-utils --version"] = [str(scripts / "sqlite-utils"), "--version"]
        found["sqlite-utils --help"] = [str(scripts / "sqlite-utils"), "--help"]
    return found


def timed(command: list[str]) -> float:
    start = perf_counter()
    subprocess.run(command, capture_output=True, check=True, env=ENVIRONMENT)
    return perf_counter() - start


def measure(commands: dict[str, list[str]], rounds: int) -> dict[str, float]:
    for command in commands.values():
        timed(command)
    taken: dict[str, list[float]] = {name: [] for name in commands}
    for _ in range(rounds):
        for name, command in commands.items():
            taken[name].append(timed(command))
    return {name: median(times) for name, times in taken.items()}


def installed(name: str) -> str:
    try:
        return f"{name} {version(name)}"
    except PackageNotFoundError:
        return f"{name} not installed"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=25)
    rounds = parser.parse_args().rounds
    with tempfile.TemporaryDirectory() as folder:
        medians = measure(programs(Path(folder)), rounds)
    rows = ["| process | median ms | × Typer hello | at most |", "| --- | ---: | ---: | ---: |"]
    for name, seconds in medians.items():
        limit = LIMITS.get(name)
        rows.append(f"| `{name}` | {seconds * 1000:.1f} | {seconds / medians[BARE]:.2f} | {limit if limit else ''} |")
    versions = ", ".join(map(installed, ("typer", "msgspec", "tabulate", "sqlite-utils")))
    about = f"Python {python_version()}, {versions}, {system()} {machine()}, {rounds} rounds"
    write_section("Start-up", about, rows)
    print("\n".join(rows))


if __name__ == "__main__":
    main()

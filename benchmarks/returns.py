"""A million return questions from one file, beside a bare csv read-and-write of the same file."""

import csv
import os
import platform
import random
import resource
import subprocess
import sys
import tempfile
import time
from datetime import date, timedelta
from pathlib import Path

from results import write_section

ROWS = 1_000_000
LIMIT_MB, LEAST = 100, 0.25
COLUMNS = ("case", "program", "kind", "purchased", "requested", "quantity", "returned", "segment", "market", "activated")
BARE = "import csv,sys; csv.writer(open(sys.argv[2],'w',newline='')).writerows(csv.reader(open(sys.argv[1],newline='')))"
KINDS = [("csp", "perpetual")] * 6 + [("csp", "software_subscription"), ("csp", "seat_based"), ("open", "perpetual")]


def write_questions(path: Path, stamped: bool) -> None:
    """Orders of eight years, asked about within 70 days; days alone, or instants to the second with an offset."""
    chance = random.Random(8)
    with path.open("w", newline="") as file:
        out = csv.writer(file)
        out.writerow(COLUMNS)
        for number in range(ROWS):
            program, kind = chance.choice(KINDS)
            bought = date(2019, 1, 1) + timedelta(days=chance.randrange(2800))
            asked = bought + timedelta(days=chance.randrange(70))
            hours = [
                f"T{chance.randrange(24):02}:{chance.randrange(60):02}:{chance.randrange(60):02}+01:00" if stamped else "" for _ in "ab"
            ]
            count = chance.randrange(1, 20)
            kept = 0 if chance.random() < 0.9 else 1
            segment = chance.choice(("Commercial", "Education", "Charity"))
            row = (number, program, kind, f"{bought}{hours[0]}", f"{asked}{hours[1]}", count, max(1, count - kept), segment, "IT")
            out.writerow((*row, chance.choice(("", "true", "false"))))


def run(command: list[str]) -> tuple[float, float]:
    """Seconds, and the most memory in MB that a child has used so far."""
    began = time.perf_counter()
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    ended = subprocess.run(command, env=environment, check=False)
    assert ended.returncode in (0, 3), ended.returncode
    return time.perf_counter() - began, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024


def measure(folder: Path, stamped: bool) -> str:
    questions, answers = folder / "questions.csv", folder / "answers.csv"
    write_questions(questions, stamped)
    ours = [str(Path(sys.executable).with_name("licensectl")), "returns", "check", "--batch", str(questions), "-o", str(answers), "--force"]
    bare, _ = min(run([sys.executable, "-c", BARE, str(questions), str(answers)]) for _ in range(3))
    seconds, memory = min(run(ours) for _ in range(3))
    with answers.open(newline="") as file:
        assert sum(1 for _ in csv.reader(file)) == ROWS + 1
    what = "instants with an offset" if stamped else "days"
    return f"| {what} | {bare:.2f} s | {seconds:.2f} s | {bare / seconds:.2f} | {memory:.0f} MB |"


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        lines = [measure(Path(folder), False), measure(Path(folder), True)]
    head = ["| dates written as | bare csv | returns check --batch | speed against bare | memory |", "|---|---|---|---|---|"]
    about = f"{ROWS:,} rows of {len(COLUMNS)} columns, best of 3, Python {platform.python_version()}, {platform.machine()}"
    goal = f"Aim: at least {LEAST} of the speed of `csv.writer.writerows(csv.reader(…))`, under {LIMIT_MB} MB."
    write_section("Return questions in a batch", about, [goal, "", *head, *lines])


if __name__ == "__main__":
    main()

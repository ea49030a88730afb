"""Many processes save at once, some die: no number twice, none left out, the ledger whole."""

import json
import os
import random
import subprocess
import sys
import time

import msgspec
import pytest
from helpers import EXAMPLES, ROOT, SHEET

from licensectl.db import ledger
from licensectl.domain.quotes.saved import SavedQuote

pytestmark = pytest.mark.slow
SAVER = [sys.executable, str(ROOT / "tests" / "saver.py")]


def saver(store, times):
    return subprocess.Popen([*SAVER, str(store), str(times)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


@pytest.fixture
def on_record(cli, store):
    """Return the numbers on record; assert that each has its lines and a readable document, and that the ledger is sound."""

    def numbers():
        with ledger.reading(store) as connection:
            rows = connection.execute("SELECT number, document FROM quote ORDER BY series_count").fetchall()
            lines = dict(tuple(row) for row in connection.execute("SELECT id, count(*) FROM quote_line GROUP BY id"))
            noted = connection.execute("SELECT what, subject FROM audit ORDER BY number").fetchall()
        for number, document in rows:
            assert msgspec.json.decode(document, type=SavedQuote).number == number
            assert lines[number.casefold()] == 4
        found = [row[0] for row in rows]
        assert found == [f"Q-2026-{place:04}" for place in range(1, len(found) + 1)]
        assert [subject for what, subject in noted if what == "quote saved"] == found, "each on the trail, once"
        assert cli("ledger", "check").code == 0
        return found

    return numbers


def test_twelve_processes(store, on_record):
    running = [saver(store, 4) for _ in range(12)]
    said = [process.communicate(timeout=300) for process in running]
    assert [err for _, err in said] == [""] * 12
    assert sorted(number for out, _ in said for number in out.split()) == on_record()
    assert len(on_record()) == 48


def test_killed_in_the_middle(store, on_record):
    chance, told = random.Random(7), []
    for _ in range(5):
        process = saver(store, 0)
        told.append(process.stdout.readline())
        time.sleep(chance.uniform(0, 0.05))
        process.kill()
        told += process.communicate(timeout=60)[0].splitlines(keepends=True)
        numbers = on_record()
        # What a process said is on record; what it had no time to say may be.
        assert {line.strip() for line in told if line.endswith("\n")} <= set(numbers)
    assert len(numbers) >= 5


def test_the_command_itself(store, on_record, tmp_path):
    request = tmp_path / "request.yaml"
    request.write_text((EXAMPLES / "request.yaml").read_text().replace("number: Q-2026-0042\n", ""))
    command = [
        sys.executable,
        "-m",
        "licensectl",
        "quote",
        "build",
        str(request),
        "--prices",
        str(ROOT / SHEET),
        "--save",
        "--store",
        store,
    ]
    command += ["--as-of", "2026-11-23", "-f", "json"]
    running = [
        subprocess.Popen(command, env=os.environ, cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) for _ in range(4)
    ]
    said = [process.communicate(timeout=300) for process in running]
    assert [process.returncode for process in running] == [0] * 4, said
    assert sorted(json.loads(out)["number"] for out, _ in said) == on_record()

"""How long a process takes and how much memory it and its children hold."""

import os
import subprocess
import threading
from pathlib import Path
from time import perf_counter, sleep
from typing import NamedTuple

# As a user runs it: compiled modules are kept from one run to the next.
ENVIRONMENT = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


class Taken(NamedTuple):
    """Seconds by the clock, seconds of processors, and the peak of memory in MB, that of children with it."""

    seconds: float
    cpu: float
    memory: float


def run(command: list[str], home: Path, stdin: str = "") -> Taken:
    """One process from start to end; SystemExit when it fails."""
    start = perf_counter()
    process = subprocess.Popen(
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env=ENVIRONMENT | {"LICENSECTL_HOME": str(home)},
    )
    assert process.stdin
    process.stdin.write(stdin.encode())
    process.stdin.close()
    peak = [0.0]
    watcher = threading.Thread(target=_watch, args=(process.pid, peak))
    watcher.start()
    _, status, usage = os.wait4(process.pid, 0)
    seconds = perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    watcher.join()
    if process.returncode:
        raise SystemExit(f"{' '.join(command)[:300]} ended with {process.returncode}")
    return Taken(seconds, usage.ru_utime + usage.ru_stime, max(peak[0], usage.ru_maxrss / 1024))


def _watch(pid: int, peak: list[float]) -> None:
    """The most that the process and its children held at a time; pages that they share count once."""
    while (held := sum(map(_held, _family(pid)))) or (Path(f"/proc/{pid}/stat").exists() and not peak[0]):
        peak[0] = max(peak[0], held / 1024)
        sleep(0.05)


def _family(pid: int) -> list[int]:
    try:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    except OSError:
        return [pid]
    return [pid, *(one for child in children for one in _family(int(child)))]


def _held(pid: int) -> int:
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith("Pss:")), 0)

"""Measure the time of a process and the memory that it and its children hold."""

import os
import subprocess
import threading
from collections.abc import Collection
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


def run(command: list[str], home: Path, lines: Path | None = None, out: Path | None = None, fine: Collection[int] = (0,)) -> Taken:
    """Run one process with these files as standard input and output; raise SystemExit if it ends with another status.

    What a process has held for less than a moment may be missed. The kernel's own figure will not do: it begins with what the
    process that started it held.
    """
    start, nothing, peak = perf_counter(), Path(os.devnull), [0.0]
    with (lines or nothing).open("rb") as source, (out or nothing).open("wb") as target:
        environment = ENVIRONMENT | {"LICENSECTL_HOME": str(home)}
        process = subprocess.Popen(command, stdin=source, stdout=target, stderr=subprocess.DEVNULL, env=environment)
        watcher = threading.Thread(target=_watch, args=(process.pid, peak))
        watcher.start()
        _, status, usage = os.wait4(process.pid, 0)
        seconds = perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    watcher.join()
    if process.returncode not in fine:
        raise SystemExit(f"{' '.join(command)[:300]} ended with {process.returncode}")
    return Taken(seconds, usage.ru_utime + usage.ru_stime, peak[0])


def _watch(pid: int, peak: list[float]) -> None:
    """Return the peak memory of the process and its children in MB; shared pages count once."""
    while (held := sum(map(_held, _family(pid)))) or (Path(f"/proc/{pid}/stat").exists() and not peak[0]):
        peak[0] = max(peak[0], held / 1024)
        sleep(0.02)


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

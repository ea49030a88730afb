"""Work for test_parallel.py, run as a script: `shared_work.py METHOD CASE`. Fresh processes import it, as they import a program."""

import gc
import multiprocessing
import os
import signal
import sys
import time

from licensectl.errors import LicensectlError
from licensectl.tables.parallel import both, workers

READY = []


def begin(*given):
    READY[:] = given


def look(number):
    """What a worker knows."""
    return number, READY == ["plan"], gc.get_threshold(), signal.getsignal(signal.SIGINT) == signal.SIG_IGN


def die(number):
    if number == 3:
        os.kill(os.getpid(), signal.SIGKILL)
    return number


def die_unless(parent, number):
    if os.getpid() != parent:
        os.kill(os.getpid(), signal.SIGKILL)
    return number


def fail(number):
    if number == 3:
        raise ValueError(f"piece {number}")
    return number


def sleep(number):
    # In one piece: two of them write at a time.
    os.write(1, f"worker {os.getpid()}\n".encode())
    time.sleep(60)
    return number


def main(case):
    if case == "both killed":
        print(both(die_unless, [(os.getpid(), 1), (os.getpid(), 2)]))
        return
    work = {"look": look, "killed": die, "error": fail, "interrupted": sleep}[case]
    gc.set_threshold(12_345, 20, 50)
    try:
        with workers(2, begin, "plan") as share:
            for found in share(work, range(20)):
                print(found, flush=True)
    except (LicensectlError, ValueError) as failure:
        print(failure)
    except KeyboardInterrupt:
        sys.exit(130)


if __name__ == "__main__":
    multiprocessing.set_start_method(sys.argv[1])
    main(sys.argv[2])

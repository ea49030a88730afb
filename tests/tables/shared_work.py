"""Work for test_parallel.py, run as a script: `shared_work.py METHOD CASE`. Fresh processes import it, as they import a program."""

import gc
import multiprocessing
import os
import signal
import sys
import threading
import time

from licensectl.core.messages import NO_FILE
from licensectl.errors import LicensectlError
from licensectl.tables.parallel import both, workers

READY = []


def begin(*given):
    READY[:] = given


def look(number):
    """Keep the state of a worker."""
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


def fail_early(number):
    """Fail in the third piece at once, while those before it still take their time."""
    if number == 2:
        raise ValueError("piece 2")
    time.sleep(0.3)
    return number


def broken_pieces():
    """Pieces whose source breaks off behind the second."""
    yield from range(2)
    raise ValueError("piece 2")


def unready(*given):
    raise LicensectlError(NO_FILE.at("x.csv", path="x.csv"))


class Half:
    """Dies while it is written: more than a pipe holds, and then nothing."""

    def __init__(self, number):
        self.number = number

    def __reduce__(self):
        return bytes, (b"x" * 10_000_000,)


def die_while_writing(number):
    if number == 3:
        threading.Timer(0.5, os.kill, (os.getpid(), signal.SIGKILL)).start()
    return Half(number)


def slowly(pieces):
    """Not read for a while, so that answers wait in their pipes."""
    for number in pieces:
        if number == 4:
            time.sleep(1.5)
        yield number


def sleep(number):
    # In one piece: two of them write at a time.
    os.write(1, f"worker {os.getpid()}\n".encode())
    time.sleep(60)
    return number


def main(case):
    if case == "both killed":
        print(both(die_unless, [(os.getpid(), 1), (os.getpid(), 2)]))
        return
    work = {
        "early error": fail_early,
        "broken pieces": fail_early,
        "look": look,
        "killed": die,
        "error": fail,
        "interrupted": sleep,
        "not ready": look,
        "half an answer": die_while_writing,
    }[case]
    pieces = {"half an answer": slowly(range(20)), "broken pieces": broken_pieces()}.get(case, range(20))
    gc.set_threshold(12_345, 20, 50)
    try:
        with workers(3 if work is fail_early else 2, unready if case == "not ready" else begin, "plan") as share:
            for found in share(work, pieces):
                print(found if isinstance(found, (int, tuple)) else len(found), flush=True)
    except LicensectlError as failure:
        print(*(f"{problem.code} {problem.where}" if case == "not ready" else problem.line() for problem in failure.problems))
    except ValueError as failure:
        print(failure)
    except KeyboardInterrupt:
        sys.exit(130)


if __name__ == "__main__":
    multiprocessing.set_start_method(sys.argv[1])
    main(sys.argv[2])

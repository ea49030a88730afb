"""The console script, and `python -m licensectl`."""

# What Python has loaded already: `signal` itself first loads `enum`, and Ctrl-C would still be answered with a traceback.
import _signal  # type: ignore[import-not-found]  # no stub
import os

# Loading the program takes a tenth of a second, in which there is nothing to clean up: Ctrl-C ends it without a traceback.
if _signal.getsignal(_signal.SIGINT) is _signal.default_int_handler:
    _signal.signal(_signal.SIGINT, lambda number, frame: os._exit(128 + number))

from licensectl.main import main

if __name__ == "__main__":
    main()

"""The console script, and `python -m licensectl`."""

import os
import signal

# Loading the program takes a tenth of a second, in which there is nothing to clean up: Ctrl-C ends it without a traceback.
if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
    signal.signal(signal.SIGINT, lambda number, frame: os._exit(128 + number))

from licensectl.main import main

if __name__ == "__main__":
    main()

"""The command line: a signature and about five lines per command."""

import atexit
import gc

# Loading modules makes many objects and no garbage: Python would look through all of them dozens of times, a tenth of a short
# command. What long commands leave behind is collected as before, in larger portions.
gc.set_threshold(200_000, 20, 50)
# Nor is it worth looking for garbage in a process that ends, which Python would do several times over: another tenth.
atexit.register(gc.freeze)

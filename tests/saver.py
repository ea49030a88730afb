"""Save the same quote again and again in a separate process: `saver.py LEDGER TIMES` (0: until it is killed)."""

import sys
from pathlib import Path

import msgspec

from licensectl.app.quotes import store as quotes
from licensectl.db import ledger
from licensectl.domain.quotes.numbering import SERIES
from licensectl.domain.quotes.saved import SavedQuote

KEPT = Path(__file__).parent / "golden" / "saved-quote-1.json"


def main(store: str, times: int) -> None:
    read = msgspec.json.decode(KEPT.read_bytes(), type=SavedQuote)
    request = msgspec.structs.replace(read.quote.request, number=None)
    quote = msgspec.structs.replace(read, quote=msgspec.structs.replace(read.quote, request=request))
    while True:
        with ledger.writing(store) as connection:
            number = quotes.add(connection, quote, SERIES, "saver").number
        # Only after the transaction has ended.
        sys.stdout.write(f"{number}\n")
        sys.stdout.flush()
        times -= 1
        if times == 0:
            return


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))

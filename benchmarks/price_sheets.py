"""A large Partner Center software price sheet of two months, the same for the same number of rows. Prices are invented.

    python benchmarks/price_sheets.py ROWS OUT.csv [--next]

The shape is the real one: 19 columns, UTF-8 with BOM, many markets, six currencies, blank BillingPlan on OneTime rows,
SkuIds of digits and letters. `--next` is the following month: 0.5 % of the keys gone, 0.5 % new, 1 % repriced.
"""

import csv
import sys
from collections.abc import Iterator
from itertools import count, islice, product
from pathlib import Path
from zlib import crc32

HEADER = [
    "ProductTitle",
    "ProductId",
    "SkuId",
    "SkuTitle",
    "Publisher",
    "SkuDescription",
    "UnitOfMeasure",
    "TermDuration",
    "BillingPlan",
    "Market",
    "Currency",
    "UnitPrice",
    "PricingTierRangeMin",
    "PricingTierRangeMax",
    "EffectiveStartDate",
    "EffectiveEndDate",
    "Tags",
    "ERP Price",
    "Segment",
]
MARKETS = ("AT", "BE", "DE", "ES", "FR", "IT", "NL", "NO", "PL", "SE")
CURRENCIES = ("EUR", "SEK", "NOK", "CHF", "DKK", "GBP")
SEGMENTS = ("Commercial", "Education", "Charity")
TERMS = (("OneTime", ""), ("P1Y", "OneTime"), ("P1Y", "Annual"), ("P3Y", "OneTime"), ("P3Y", "Triennial"))
ALPHABET = "0123456789BCDFGHJKLMNPQRSTVWXZ"
NEW_FROM = 500_000

Key = tuple[int, str, str, str, tuple[str, str]]


def keys(first: int = 0) -> Iterator[Key]:
    for number in count(first):
        for scope in product(MARKETS, CURRENCIES, SEGMENTS, TERMS):
            yield number, *scope


def product_id(number: int) -> str:
    digits = [ALPHABET[number // len(ALPHABET) ** place % len(ALPHABET)] for place in (3, 2, 1, 0)]
    return "DG7GMGF0" + "".join(digits)


def line(key: Key, start: str, dearer: int) -> list[str]:
    number, market, currency, segment, (term, plan) = key
    price = crc32(repr(key).encode()) % 90_000_000 + 50_000 + dearer
    title = f"Benchmark Server {2000 + number % 30} - {number % 64 + 1} Core License Pack"
    sku = f"{number % 9 + 1:04d}" if number % 3 else f"000{ALPHABET[10 + number % 20]}"
    tags = "Software;Perpetual" if term == "OneTime" else "Software;Subscription"
    about, end = f"Server product {number}, perpetual or subscription", "9999-12-31T00:00:00.0000000Z"
    prices = f"{price / 10000:.4f}", f"{price * 12 // 10 / 10000:.4f}"
    return [
        title, product_id(number), sku, title, "Microsoft Corporation", about, "", term, plan, market, currency, prices[0], "", "",
        start, end, tags, prices[1], segment,
    ]  # fmt: skip


def write_sheet(out: str, rows: int, following: bool) -> None:
    """Return the sheet of October 2026 with `rows` rows, or the one that follows it."""
    start = f"2026-{'11' if following else '10'}-01T00:00:00.0000000Z"
    with Path(out).open("w", newline="", encoding="utf-8-sig") as file:
        write = csv.writer(file)
        write.writerow(HEADER)
        for place, key in enumerate(islice(keys(), rows)):
            if not following or place % 200 != 7:
                write.writerow(line(key, start, 10_000 if following and place % 100 == 3 else 0))
        for key in islice(keys(NEW_FROM), rows // 200 if following else 0):
            write.writerow(line(key, start, 0))


if __name__ == "__main__":
    write_sheet(sys.argv[2], int(sys.argv[1]), "--next" in sys.argv[3:])

"""Names that tests share: folders of the repository and the result of a command."""

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[1]
EXAMPLES = ROOT / "examples"
SHEET = "examples/price-sheet-software-IT-2026-11.csv"


class Ran(NamedTuple):
    """The exit status of a command and what it wrote to stdout and stderr."""

    code: int
    out: str
    err: str


def changed(store: str, *statements: str) -> None:
    """Do to the ledger what somebody else might."""
    if "://" in store:
        import psycopg

        with psycopg.connect(store, autocommit=True) as connection:
            for statement in statements:
                connection.execute(statement)
        return
    with closing(sqlite3.connect(store)) as connection, connection:
        for statement in statements:
            connection.execute(statement)


def parse_request(content, name, profile=None):
    """Return the request in the text of a file. Raises LicensectlError with every problem of its shape."""
    from licensectl.app.quotes.reader_yaml import NO_PROFILE, parse_document, to_request

    return to_request(parse_document(content, name), profile or NO_PROFILE)


TIER_HEAD = "ProductId,SkuId,SkuTitle,TermDuration,BillingPlan,Market,Currency,UnitPrice,PricingTierRangeMin,PricingTierRangeMax,"
TIER_HEAD += "EffectiveStartDate,EffectiveEndDate,ERP Price,Segment\n"


def sheet_of_tiers(path, sku, *tiers):
    """Write a price sheet of November and December 2026 with prices of one SKU: (least, greatest or "", price). Return its name."""
    product, number = sku.split(":")
    row = f"{product},{number},T,OneTime,,IT,EUR,{{2}},{{0}},{{1}},2026-11-01T00:00:00Z,2026-12-31T23:59:59Z,,Commercial\n"
    path.write_text(TIER_HEAD + "".join(row.format(*tier) for tier in tiers), encoding="utf-8")
    return str(path)

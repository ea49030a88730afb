"""Compare our support dates with a dated extract of public lifecycle data."""

import csv
from datetime import date
from pathlib import Path

import pytest

# Where the two public sources differ, which reading ours follows, and why.
KNOWN = {
    ("windows-server-2022", "microsoft", "start"): "endoflife.date: general availability; Microsoft: the day of its launch event",
    ("sql-server-2019", "microsoft", "mainstream_end"): "moved from 2025-01-14 to 2025-02-28 after January 2023",
}
PUBLISHED = Path(__file__).with_name("public_lifecycle.csv")


def rows():
    lines = [line for line in PUBLISHED.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    return list(csv.DictReader(lines))


def days(facts, row):
    """Return our days for a row of the extract, by its column."""
    product = facts.catalog.products[row["product"]]
    life = product.lifecycle
    ours = {"start": life.released, "mainstream_end": life.mainstream_end, "extended_end": life.extended_end}
    return {**ours, "esu_end": max(product.esu_ends.values(), default=None) if product.esu_ends else None}


@pytest.mark.parametrize("row", rows(), ids=lambda row: f"{row['product']}-{row['source']}")
def test_our_support_dates_are_those_published(facts, row):
    ours = days(facts, row)
    for column in ("start", "mainstream_end", "extended_end", "esu_end"):
        published = date.fromisoformat(row[column]) if row[column] else None
        # endoflife.date writes the end of the only phase twice.
        if column == "extended_end" and row["extended_end"] == row["mainstream_end"]:
            published = None
        if published is None and (row["source"] == "endoflife" or column == "esu_end"):
            continue
        if (row["product"], row["source"], column) in KNOWN:
            assert ours[column] != published, "the difference is gone: drop it from KNOWN"
        else:
            assert ours[column] == published, column


def test_every_product_with_support_dates_is_in_the_extract_or_shares_a_row(facts):
    compared = {row["product"] for row in rows()}
    # Access licences and editions share the dates of their server.
    shared = {"windows-server-essentials-2019", "exchange-server-se", "visual-studio-professional-2026", "project-2024", "visio-2024"}
    left = {
        name
        for name, product in facts.catalog.products.items()
        if (product.lifecycle.released or product.lifecycle.mainstream_end) and not product.family.endswith("access")
    }
    assert left - compared - shared == set()

"""Partner Center's software and licence-based price sheets, as downloaded."""

import re
from collections.abc import Callable, Collection
from datetime import date
from decimal import Decimal
from typing import BinaryIO

from licensectl.domain.money import CURRENCY, parse_amount
from licensectl.domain.pricing import PriceList, PriceRow
from licensectl.domain.skuid import SkuKey, pad
from licensectl.errors import Failure, Fault, Problem
from licensectl.faults import sheets as faults
from licensectl.sheets.headers import OPTIONAL, REQUIRED, places
from licensectl.sheets.moments import utc_day
from licensectl.sheets.table import Records

PRODUCT_ID = re.compile(r"[0-9A-Z]{12}", re.ASCII)
SKU_ID = re.compile(r"[0-9A-Z]{4}", re.ASCII)
MARKET = re.compile(r"[A-Z]{2}", re.ASCII)
# The catalogue API says NonProfit where sheets say Charity.
SEGMENTS = {word.casefold(): word for word in ("Commercial", "Education", "Charity", "Government")} | {"nonprofit": "Charity"}
# What stands around the text of a cell that went through a spreadsheet or a web page.
AROUND = " \t\r\n\u00a0\u202f\ufeff"
MOST_SHOWN = 20


def _is_price(text: str) -> bool:
    amount = _price(text)
    return not text or (amount is not None and amount >= 0)


def _price(text: str) -> Decimal | None:
    return parse_amount(text) if text else None


CHECKS: dict[str, tuple[Callable[[str], object], Fault]] = {
    "product_id": (PRODUCT_ID.fullmatch, faults.ID),
    "sku_id": (SKU_ID.fullmatch, faults.ID),
    "market": (MARKET.fullmatch, faults.CODE),
    "currency": (CURRENCY.fullmatch, faults.CODE),
    "unit_price": (_is_price, faults.NUMBER),
    "erp": (_is_price, faults.NUMBER),
    "effective_start": (utc_day, faults.DAY),
    "effective_end": (utc_day, faults.DAY),
}


def load_price_sheet(content: bytes | BinaryIO, name: str, keys: Collection[SkuKey] | None = None) -> PriceList:
    """The rows of a sheet, or those of `keys` alone; `name` is what messages call it.

    `content` may be a stream, which is read once and never held whole. Every row is checked, wanted or not: Failure
    with every bad row at once (the first 20 shown), and then nothing is used.
    """
    records = Records(content, name)
    reader: Reader | None = None
    found: list[PriceRow] = []
    try:
        for line, record in records:
            if reader is None:
                reader = Reader(name, record)
            elif (row := reader.row(line, record)) and (keys is None or row.key in keys):
                found.append(row)
    except Failure as failure:
        if reader is None:
            raise
        reader.say(*failure.problems)
    if reader is None:
        raise Failure(faults.EMPTY.at(name))
    reader.finish(records.ended)
    return PriceList(name, found)


class Reader:
    """Turns records into rows and keeps the problems of those it cannot: the first few and the count of all."""

    def __init__(self, name: str, header: list[str]) -> None:
        self.name = name
        self.width = len(header)
        self.places = places(header, name)
        self.rows = self.line = self.count = 0
        self.problems: list[Problem] = []
        # Of the last row: a whole word at the end of a file without a line end shows that nothing was cut.
        self.segment = ""

    def say(self, *problems: Problem) -> None:
        self.count += len(problems)
        self.problems += problems[: max(0, MOST_SHOWN - len(self.problems))]

    def finish(self, ended: bool) -> None:
        """Failure when anything was wrong with the sheet."""
        last = next((field for field, place in self.places.items() if place == self.width - 1), None)
        if not self.rows and not self.count:
            self.say(faults.NO_ROWS.at(self.name))
        elif last and not ended and not self.count and self.segment not in SEGMENTS.values():
            self.say(faults.CUT_END.at(f"{self.name}:{self.line}", column=(REQUIRED | OPTIONAL)[last]))
        if hidden := self.count - len(self.problems):
            self.problems.append(faults.MORE.at(self.name, count=hidden))
        if self.problems:
            raise Failure(*self.problems)

    def row(self, line: int, record: list[str]) -> PriceRow | None:
        """The record as a price row, or None when something is wrong with it."""
        self.rows, self.line = self.rows + 1, line
        if len(record) != self.width:
            self.say(faults.CUT.at(f"{self.name}:{line}", found=len(record), wanted=self.width))
            return None
        cells = plain({field: record[place].strip(AROUND) for field, place in self.places.items()})
        self.segment = cells["segment"] if self.places.get("segment") == self.width - 1 else ""
        bad = [(field, fault) for field, (fits, fault) in CHECKS.items() if not fits(cells[field])]
        self.say(*(fault.at(f"{self.name}:{line}", column=REQUIRED[field], value=cells[field][:60]) for field, fault in bad))
        return None if bad else _price_row(cells, line, self.name)


def plain(cells: dict[str, str]) -> dict[str, str]:
    """Ids and codes in the one spelling that is compared."""
    for field in ("product_id", "market", "currency"):
        cells[field] = cells[field].upper()
    cells["sku_id"] = pad(cells["sku_id"])
    segment = cells.get("segment", "")
    cells["segment"] = SEGMENTS.get(segment.casefold(), segment)
    return cells


def _price_row(cells: dict[str, str], line: int, name: str) -> PriceRow:
    product_title = one_line(cells.get("product_title", ""))
    return PriceRow(
        key=SkuKey(cells["product_id"], cells["sku_id"]),
        segment=cells["segment"],
        term=cells["term"],
        billing_plan=cells["billing_plan"],
        market=cells["market"],
        currency=cells["currency"],
        unit_price=_price(cells["unit_price"]),
        erp=_price(cells["erp"]),
        # CHECKS has seen to it that both are days; `or` only tells the type checker.
        effective_start=utc_day(cells["effective_start"]) or date.min,
        effective_end=utc_day(cells["effective_end"]) or date.max,
        title=one_line(cells.get("title", "")) or product_title,
        product_title=product_title,
        tags=tuple(tag.strip() for tag in cells.get("tags", "").split(";") if tag.strip()),
        row=line,
        file=name,
    )


def one_line(title: str) -> str:
    return " ".join(title.split())

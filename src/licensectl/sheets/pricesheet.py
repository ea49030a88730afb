"""Partner Center's software and licence-based price sheets, as downloaded."""

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from licensectl.domain.money import parse_amount
from licensectl.domain.pricing import PriceList, PriceRow
from licensectl.domain.skuid import SkuKey, pad
from licensectl.errors import Failure, Fault, Problem
from licensectl.faults import sheets as faults
from licensectl.sheets.headers import REQUIRED, places
from licensectl.sheets.table import decoded, rows

ISO = re.compile(r"(\d{4}-\d{2}-\d{2})(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|\+00:00)?)?", re.ASCII)
# The download API writes American dates with a clock: 2/1/2019 12:00:00 AM.
AMERICAN = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4}) \d{1,2}:\d{2}:\d{2} [AP]M", re.ASCII)
PRODUCT_ID = re.compile(r"[0-9A-Z]{12}", re.ASCII)
SKU_ID = re.compile(r"[0-9A-Z]{4}", re.ASCII)
MOST_SHOWN = 20


def load_price_sheet(content: bytes, name: str) -> PriceList:
    """The rows of a sheet; Failure with every bad row at once (the first 20 shown), and then nothing is used."""
    records = rows(decoded(content, name), name)
    first = next(records, None)
    if first is None:
        raise Failure(faults.EMPTY.at(name, what="header"))
    reader = _Reader(name, len(first[1]), places(first[1], name))
    found = [row for line, record in records if (row := reader.row(line, record))]
    if reader.problems:
        hidden = len(reader.problems) - MOST_SHOWN
        more = [faults.MORE.at(name, count=hidden)] if hidden > 0 else []
        raise Failure(*reader.problems[:MOST_SHOWN], *more)
    if not found:
        raise Failure(faults.EMPTY.at(name, what="rows"))
    return PriceList(name, found)


class _Reader:
    """Turns records into rows and keeps the problems of those it cannot."""

    def __init__(self, name: str, width: int, places: dict[str, int]) -> None:
        self.name = name
        self.width = width
        self.places = places
        self.problems: list[Problem] = []

    def row(self, line: int, record: list[str]) -> PriceRow | None:
        if len(record) != self.width:
            self.problems.append(faults.CUT.at(f"{self.name}:{line}", found=len(record), wanted=self.width))
            return None
        cells = {field: record[place].strip("\ufeff \u00a0\t") for field, place in self.places.items()}
        before = len(self.problems)
        key = SkuKey(cells["product_id"].upper(), pad(cells["sku_id"]))
        self.problems += self._id_problems(line, key)
        unit_price, erp = (self._amount(line, name, cells[name]) for name in ("unit_price", "erp"))
        start, end = (self._day(line, name, cells[name]) for name in ("effective_start", "effective_end"))
        if len(self.problems) > before or start is None or end is None:
            return None
        return PriceRow(
            key=key,
            segment=cells.get("segment", ""),
            term=cells["term"],
            billing_plan=cells["billing_plan"],
            market=cells["market"],
            currency=cells["currency"],
            unit_price=unit_price,
            erp=erp,
            effective_start=start,
            effective_end=end,
            title=cells.get("title") or cells.get("product_title") or "",
            row=line,
            file=self.name,
        )

    def _id_problems(self, line: int, key: SkuKey) -> Iterator[Problem]:
        if not PRODUCT_ID.fullmatch(key.product_id):
            yield self._bad(faults.ID, line, "product_id", key.product_id)
        if not SKU_ID.fullmatch(key.sku_id):
            yield self._bad(faults.ID, line, "sku_id", key.sku_id)

    def _amount(self, line: int, field: str, text: str) -> Decimal | None:
        if not text:
            return None
        amount = parse_amount(text)
        if amount is None or amount < 0:
            self.problems.append(self._bad(faults.NUMBER, line, field, text))
        return amount

    def _day(self, line: int, field: str, text: str) -> date | None:
        try:
            if match := ISO.fullmatch(text):
                return date.fromisoformat(match[1])
            if match := AMERICAN.fullmatch(text):
                return date(int(match[3]), int(match[1]), int(match[2]))
        except ValueError:
            pass
        self.problems.append(self._bad(faults.DAY, line, field, text))
        return None

    def _bad(self, fault: Fault, line: int, field: str, value: str) -> Problem:
        return fault.at(f"{self.name}:{line}", column=REQUIRED[field], value=value[:60])

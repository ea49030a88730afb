"""The rows of a price sheet as plain tuples, for what reads a million of them: each distinct cell is checked once."""

from collections.abc import Callable, Iterator
from typing import BinaryIO, NamedTuple

from licensectl.domain.money import AMOUNT
from licensectl.domain.pricing import PriceRow
from licensectl.errors import Failure
from licensectl.faults import sheets as faults
from licensectl.sheets.headers import OPTIONAL, REQUIRED
from licensectl.sheets.pricesheet import AROUND, CHECKS, Reader, one_line, plain
from licensectl.sheets.table import Records

# Beyond this many different cells a memo starts anew: a sheet of any size is read in bounded memory.
MOST_KEPT = 50_000
FIELDS = tuple(field for field in (REQUIRED | OPTIONAL) if field not in ("unit_price", "erp"))


class BookRow(NamedTuple):
    """A price row in the form in which it is kept: prices as written, days as ISO text, all cells in one spelling."""

    product_id: str
    sku_id: str
    segment: str
    term: str
    billing_plan: str
    market: str
    currency: str
    effective_start: str
    row: int
    effective_end: str
    unit_price: str | None
    erp: str | None
    title: str
    product_title: str
    tags: str


class Memo(dict[str, str]):
    """Cell as written → cell as kept; ValueError for one that is wrong."""

    def __init__(self, keep: Callable[[str], str]) -> None:
        self.keep = keep

    def __missing__(self, text: str) -> str:
        if len(self) > MOST_KEPT:
            self.clear()
        kept = self[text] = self.keep(text)
        return kept


def price_rows(content: bytes | BinaryIO, name: str) -> Iterator[BookRow]:
    """Every row of the sheet, one at a time; Failure at the end with all that is wrong, the first 20 shown.

    Who takes rows before the end must be able to give them back. The verdict on a row is `Reader`'s: a cell that the
    short way does not take goes its way.
    """
    records = Records(content, name)
    reader: Reader | None = None
    kept = {field: Memo(keeper(field)) for field in FIELDS}
    try:
        for line, record in records:
            if reader is None:
                reader = Reader(name, record)
                places, width, last = reader.places, reader.width, reader.places.get("segment") == reader.width - 1
                spots = [(field, kept[field], places.get(field)) for field in FIELDS]
                at_price, at_erp = places["unit_price"], places["erp"]
                continue
            try:
                if len(record) != width:
                    raise ValueError
                product, sku, term, plan, market, currency, start, end, title, product_title, segment, tags = [
                    memo[record[place]] if place is not None else "" for _, memo, place in spots
                ]
                unit_price, erp = _price(record[at_price]), _price(record[at_erp])
            except ValueError:
                if (slow := reader.row(line, record)) is None:
                    continue
                yield _from_slow(slow)
                continue
            reader.rows, reader.line, reader.segment = reader.rows + 1, line, segment if last else ""
            yield BookRow(
                product, sku, segment, term, plan, market, currency, start, line, end, unit_price, erp,
                title or product_title, product_title, tags,
            )  # fmt: skip
    except Failure as failure:
        if reader is None:
            raise
        reader.say(*failure.problems)
    if reader is None:
        raise Failure(faults.EMPTY.at(name))
    reader.finish(records.ended)


def _price(text: str) -> str | None:
    if AMOUNT.fullmatch(text) and text[0] != "-":
        return text
    if not text:
        return None
    raise ValueError


def keeper(field: str) -> Callable[[str], str]:
    """How a cell of `field` is kept: in the spelling of `plain`, once the check of the field has let it pass."""

    def keep(text: str) -> str:
        cell = text.strip(AROUND)
        if field in ("title", "product_title"):
            return one_line(cell)
        if field == "tags":
            return ";".join(tag.strip() for tag in cell.split(";") if tag.strip())
        spelled = plain({"product_id": "", "market": "", "currency": "", "sku_id": "", "segment": ""} | {field: cell})[field]
        if field not in CHECKS:
            return spelled
        found = CHECKS[field][0](spelled)
        if not found:
            raise ValueError
        return str(found) if field.startswith("effective") else spelled

    return keep


def _from_slow(row: PriceRow) -> BookRow:
    key, start, end = row.key, row.effective_start.isoformat(), row.effective_end.isoformat()
    unit_price, erp = (None if price is None else format(price, "f") for price in (row.unit_price, row.erp))
    return BookRow(
        key.product_id, key.sku_id, row.segment, row.term, row.billing_plan, row.market, row.currency, start, row.row, end,
        unit_price, erp, row.title, row.product_title, ";".join(row.tags),
    )  # fmt: skip

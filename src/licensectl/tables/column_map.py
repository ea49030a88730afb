"""A price list that is not Microsoft's own as a map: which of its columns holds which of our fields, and how it writes figures."""

import re
from collections.abc import Iterator
from typing import Any, Literal, get_args

from msgspec import Struct

from licensectl.core.messages import one_of
from licensectl.core.money import is_currency
from licensectl.core.names import is_market
from licensectl.core.period import parse_day
from licensectl.core.text import Text
from licensectl.domain.catalog.model import Segment
from licensectl.errors import Finding
from licensectl.i18n.translate import N_
from licensectl.tables import messages

Decimal = Literal[".", ","]
DateOrder = Literal["dmy", "mdy", "ymd"]

# Our field → its column in Partner Center's sheets, which is looked for where a map says nothing of the field.
MICROSOFT = {
    "product_id": "ProductId",
    "sku_id": "SkuId",
    "segment": "Segment",
    "term": "TermDuration",
    "billing_plan": "BillingPlan",
    "market": "Market",
    "currency": "Currency",
    "tier_min": "PricingTierRangeMin",
    "tier_max": "PricingTierRangeMax",
    "effective_start": "EffectiveStartDate",
    "effective_end": "EffectiveEndDate",
    "unit_price": "UnitPrice",
    "erp": "ERP Price",
    "title": "SkuTitle",
    "product_title": "ProductTitle",
    "tags": "Tags",
}
# `sku`: ProductId and SkuId in one cell, in any of the distributors' spellings. `part_number`: what boxes are listed by instead.
# `distributor_sku` and `availability_id`: codes for order files.
FIELDS = (*MICROSOFT, "sku", "part_number", "distributor_sku", "availability_id")
# An amount or an id is never the same for a whole list.
PRESET = ("segment", "term", "billing_plan", "market", "currency", "effective_start", "effective_end", "tags")
WORDS = ("segment", "term", "billing_plan", "market", "currency")
COLUMN_NUMBER = re.compile(r"[1-9]\d{0,4}", re.ASCII)
TERM = re.compile(r"OneTime|P\d{1,2}[MY]", re.ASCII)


class ColumnMap(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A column map. `columns`: our field → the names that its column may have, the first that the list has counts.
    `defaults`: a value if there is no such column or the cell is blank. `values`: the list's word → ours.

    `only`: header → what a cell of its column must begin with, in any case; rows of which one does not are left out.

    `decimal` and `date_order` say what `1,234` and `10/3/2020` mean. `header_row` is a row of the sheet (1 is the first),
    `sheet` the name of one in a workbook, `encoding` that of a text without a mark; all three are detected if not given.
    With `header_row` 0 the list has no header, and its columns are called by their numbers, 1 being the first.
    """

    columns: dict[str, str | list[str]] = {}
    name: Text = ""
    defaults: dict[str, str] = {}
    values: dict[str, dict[str, str]] = {}
    only: dict[str, str | list[str]] = {}
    decimal: Decimal | None = None
    date_order: DateOrder | None = None
    header_row: int | None = None
    sheet: str | None = None
    encoding: str | None = None

    def names(self, field: str) -> list[str]:
        """Return the headers of the field: the map's, else Microsoft's."""
        held = self.columns.get(field)
        return [held] if isinstance(held, str) else held or ([MICROSOFT[field]] if field in MICROSOFT else [])


def check_columns(made: ColumnMap) -> list[Finding]:
    """Everything that is wrong with a map, before any list is looked at."""
    return [*_columns(made), *_defaults(made), *_values(made), *_place(made)]


def _columns(made: ColumnMap) -> Iterator[Finding]:
    for field in made.columns:
        if field not in FIELDS:
            near = _near(field)
            message = messages.FIELD if near else messages.FIELD_FAR
            yield Finding(("columns", field), message, {"name": field[:60], "known": ", ".join(near or FIELDS)})
        elif not all(name.strip() for name in made.names(field)) or not made.columns[field]:
            yield Finding(("columns", field), messages.NO_HEADER, {"field": field})
    for field in ("product_id", "sku_id"):
        if "sku" in made.columns and field in made.columns:
            yield Finding(("columns", field), messages.TWO_WAYS, {"field": field})
    if "part_number" in made.columns:
        for field in ("product_id", "sku_id", "sku"):
            if field in made.columns:
                yield Finding(("columns", field), messages.TWO_WAYS_PART, {"field": field})


def _defaults(made: ColumnMap) -> Iterator[Finding]:
    for field, value in made.defaults.items():
        if field not in PRESET:
            yield Finding(("defaults", field), messages.NO_DEFAULT, {"field": field[:60], "known": ", ".join(PRESET)})
        elif expected := wrong(field, value):
            yield Finding(("defaults", field), messages.VALUE, {"value": value[:60], "expected": expected})


def _values(made: ColumnMap) -> Iterator[Finding]:
    for field, words in made.values.items():
        if field not in WORDS:
            yield Finding(("values", field), messages.NO_VALUES, {"field": field[:60], "known": ", ".join(WORDS)})
            continue
        for word, value in words.items():
            if expected := wrong(field, value):
                yield Finding(("values", field, word), messages.VALUE, {"value": value[:60], "expected": expected})


def _place(made: ColumnMap) -> Iterator[Finding]:
    if made.header_row is not None and made.header_row < 0:
        yield Finding(("header_row",), messages.VALUE, {"value": made.header_row, "expected": N_("0 for no header, or 1, 2, 3 …")})
    if made.header_row == 0:
        named = [(("columns", field), name) for field in made.columns for name in made.names(field)]
        for path, name in (*named, *((("only", name), name) for name in made.only)):
            if not COLUMN_NUMBER.fullmatch(name):
                yield Finding(path, messages.NUMBERED, {"name": name[:60]})
    if made.encoding is not None:
        try:
            "".encode(made.encoding)
        except (LookupError, ValueError):
            yield Finding(("encoding",), messages.VALUE, {"value": made.encoding[:60], "expected": "utf-8, cp1252, cp1250, big5 …"})


def wrong(field: str, value: str) -> Text:
    """Return the expected form of the field if `value` does not fit, else ""."""
    fits: dict[str, tuple[Any, Text]] = {
        "market": (is_market, "IT"),
        "currency": (is_currency, "EUR"),
        "segment": (lambda word: word in get_args(Segment), one_of(get_args(Segment))),
        "term": (TERM.fullmatch, one_of(("OneTime", "P1M", "P1Y", "P3Y"))),
        "effective_start": (parse_day, "2026-11-01"),
        "effective_end": (parse_day, "2026-11-30"),
    }
    check, expected = fits.get(field, (lambda _: True, ""))
    return "" if check(value) else expected


def _near(name: str) -> list[str]:
    # Only hints need it, and every start would pay for it.
    from difflib import get_close_matches

    return get_close_matches(name, FIELDS, 3, 0.5)

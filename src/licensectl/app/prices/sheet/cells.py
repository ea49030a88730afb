"""Check the cells of each field and convert them to the spelling that is stored."""

import re
from collections.abc import Callable, Mapping
from typing import Any

from licensectl.core.money import is_currency
from licensectl.core.names import capitals, is_market
from licensectl.core.sku_id import pad, parse_spelled
from licensectl.tables import messages_cells as messages
from licensectl.tables.column_map import TERM, ColumnMap
from licensectl.tables.headers import TOGETHER
from licensectl.tables.locale import BadCellError, Style
from licensectl.tables.numbers import AROUND

PRODUCT_ID = re.compile(r"[0-9A-Z]{12}", re.ASCII)
# As manufacturers write them: 79P-05729, EP2-06606.
PART_NUMBER = re.compile(r"[0-9A-Z][0-9A-Z./#+-]{2,39}", re.ASCII)
SKU_ID = re.compile(r"[0-9A-Z]{4}", re.ASCII)
# 3.0 and 1E+03: what a spreadsheet shows of an id that it took for a number. The zeros are gone, and more may be.
NUMBER_OF_A_SPREADSHEET = re.compile(r"\d+[.,]\d+|\d+(?:[.,]\d+)?E[+-]?\d+", re.ASCII)
# The catalogue API says NonProfit where sheets say Charity.
SEGMENTS = {word.casefold(): word for word in ("Commercial", "Education", "Charity", "Government")} | {"nonprofit": "Charity"}
# Microsoft's days for "always" and "no end", used for a list without periods.
ALWAYS, OPEN = "1753-01-02", "9999-11-30"
ABSENT = {"effective_start": ALWAYS, "effective_end": OPEN}
EXAMPLES = {"segment": "Commercial", "term": "OneTime"}

# 49 and 49.0; beyond nine digits it is the largest number that somebody's program holds.
TIER = re.compile(r"(\d{0,19})(?:[.,]0+)?", re.ASCII)
MOST_TIER_DIGITS = 9

Keep = Callable[[str], str]


def keepers(columns: ColumnMap | None, style: Style) -> dict[str, Keep]:
    """Return for each field but the prices a function from the cell as written to the stored cell, which raises BadCellError."""
    made = columns or ColumnMap()
    kept: dict[str, Keep] = {
        "product_id": _id(PRODUCT_ID, capitals),
        "sku_id": _id(SKU_ID, pad),
        "segment": lambda cell: SEGMENTS.get(cell.casefold(), cell),
        "term": str,
        "billing_plan": str,
        "market": _code(is_market),
        "currency": _code(is_currency),
        "tier_min": _tier("0", "1"),
        "tier_max": _tier("0"),
        "effective_start": style.day,
        "effective_end": style.day,
        "title": one_line,
        "product_title": one_line,
        "tags": lambda cell: ";".join(tag.strip() for tag in cell.split(";") if tag.strip()),
    }
    if "part_number" in made.columns:
        kept["product_id"] = _id(PART_NUMBER, str.upper)
    if made.columns or made.values:
        kept["segment"] = _word(kept["segment"], lambda word: word in ("", *SEGMENTS.values()), "segment")
        kept["term"] = _word(kept["term"], TERM.fullmatch, "term")
    return {field: _stripped(_said(keep, field, made)) for field, keep in kept.items()}


def absent(field: str, columns: ColumnMap | None) -> str:
    """Return the value of a field without a column."""
    given = columns.defaults.get(field, "") if columns else ""
    return given or ABSENT.get(field, "")


def one_line(title: str) -> str:
    """Return a title without line breaks and repeated blanks."""
    return " ".join(title.split())


def _said(keep: Keep, field: str, made: ColumnMap) -> Keep:
    """Return a reader that applies the map's words and its default for a blank."""
    words = {word.strip(AROUND).casefold(): value for word, value in made.values.get(field, {}).items()}
    default = made.defaults.get(field, "")
    return (lambda cell: keep(words.get(cell.casefold(), cell) or default)) if words or default else keep


def _stripped(keep: Keep) -> Keep:
    return lambda text: keep(text.strip(AROUND))


def _id(form: re.Pattern[str], spell: Keep) -> Keep:
    def kept(cell: str) -> str:
        spelled = spell(cell)
        if not form.fullmatch(spelled):
            raise BadCellError(messages.ID_NUMBER if NUMBER_OF_A_SPREADSHEET.fullmatch(spelled.upper()) else messages.ID)
        return spelled

    return kept


def _tier(*open_: str) -> Keep:
    """Return a reader of quantity bounds as plain digits, "" for no bound."""

    def kept(cell: str) -> str:
        match = TIER.fullmatch(cell)
        if not match:
            raise BadCellError(messages.COUNT)
        digits = match[1].lstrip("0") or "0"
        return "" if not cell or digits in open_ or len(digits) > MOST_TIER_DIGITS else digits

    return kept


def _code(fits: Callable[[str], bool]) -> Keep:
    def kept(cell: str) -> str:
        code = capitals(cell)
        if not fits(code):
            raise BadCellError(messages.CODE)
        return code

    return kept


def _word(keep: Keep, fits: Callable[[str], Any], field: str) -> Keep:
    def kept(cell: str) -> str:
        word = keep(cell)
        if not fits(word):
            raise BadCellError(messages.WORD, field=field, example=EXAMPLES[field])
        return word

    return kept


def spelled_out(cells: list[str], places: Mapping[str, int]) -> list[str]:
    """Return the cells of a row, followed by the parts of its SKU spelling in the order of `TOGETHER`.

    A filled column of the field takes precedence; a blank one is filled from the spelling. Raises BadCellError.
    """
    found = parse_spelled(cells[places["sku"]].strip(AROUND))
    if found is None or not found.sku_id:
        raise BadCellError(messages.SPELLING)
    said = found[: len(TOGETHER)]
    made = [*cells, *said]
    for field, part in zip(TOGETHER, said, strict=True):
        if part and not made[places[field]].strip(AROUND):
            made[places[field]] = part
    return made

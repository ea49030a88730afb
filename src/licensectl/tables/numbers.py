"""Numbers as people and spreadsheets write them."""

import re
from typing import Literal, NamedTuple

AROUND = " \t\r\n\u00a0\u202f\ufeff"
Mark = Literal[".", ","]
# Blanks of all kinds and apostrophes only ever group; point and comma may be either.
GROUPING = " \u00a0\u202f\u2009'’"
GROUPED = re.compile(rf"\d{{1,3}}(?:([.,{GROUPING}])\d{{3}})(?:\1\d{{3}})*", re.ASCII)
# Indian grouping: lakhs and crores of two figures before the last three.
INDIAN = r"\d{1,2}(?:,\d{2})+,\d{3}"
FIGURES = re.compile(rf"\d[\d.,{GROUPING}]*", re.ASCII)
CURRENCIES = {"€": "EUR", "£": "GBP", "US$": "USD", "Fr.": "CHF", "zł": "PLN", "Kč": "CZK", "₹": "INR"}
# Signs that several currencies share: they say that the amount is in one of these.
SHARED = {
    "$": ("USD", "AUD", "BRL", "CAD", "CLP", "COP", "HKD", "MXN", "NZD", "SGD", "TWD"),
    "kr": ("DKK", "ISK", "NOK", "SEK"),
    "kr.": ("DKK", "ISK", "NOK", "SEK"),
    "¥": ("CNY", "JPY"),
}
CURRENCY_AROUND = re.compile(
    r"(?P<before>[^\d\s.,'(\-\u2212]*)[\s\u00a0\u202f]*(?P<body>[^A-Za-z€£$¥₹]*?)[\s\u00a0\u202f]*(?P<after>[^\d\s,'()\-\u2212]*)"
)
CODE = re.compile(r"[A-Z]{3}", re.ASCII)
MINUS = ("-", "\u2212")
# What a spreadsheet makes of 12.10: the twelfth of October.
DATE_OF_A_SPREADSHEET = r"\d{1,2}[-/. ][^\W\d_]{3,}\.?(?:[-/. ]\d{2,4})?"
MOST_DIGITS, MOST_DECIMALS = 15, 10


class WorkbookNumber(str):
    """A number as a workbook holds it, with a decimal point: a cell of text that looks the same may mean another."""

    __slots__ = ()


class Amount(NamedTuple):
    """An amount as written. `mark`: its decimal mark, None if the figures leave it open; then `other` is the sign that is either a
    decimal mark or groups thousands, else "". `currency`: a code, or a sign that several currencies share, else ""."""

    negative: bool
    whole: str
    decimals: str
    mark: Mark | None
    other: str
    currency: str

    def plain(self, mark: Mark | None) -> str | None:
        """Digits with a decimal point, under that decimal mark; None if it stays open or the amount has another one."""
        if self.mark and mark and self.mark != mark:
            return None
        whole, decimals = self.whole, self.decimals
        if self.other:
            if mark is None:
                return None
            if mark != self.other:
                whole, decimals = whole + decimals, ""
        whole = whole.lstrip("0") or "0"
        if len(whole) > MOST_DIGITS or len(decimals) > MOST_DECIMALS:
            return None
        return ("-" if self.negative else "") + whole + ("." + decimals if decimals else "")


def parse_figure(text: str) -> Amount | None:
    """Return the amount in a cell, None for anything else.

    Read are `1234.56`, `1.234,56`, `1 234,56`, `1'234.50`, `1,23,456.78`, `(12.30)`, `12.30-`, `-$12.30`, `417,07 US$`, and each of them
    behind the apostrophe by which a spreadsheet marks a text.
    """
    # The sign may stand before the currency: -$12.30, ($12.30).
    unsigned, negative = _unsigned(text.strip(AROUND).removeprefix("'"))
    around = CURRENCY_AROUND.fullmatch(unsigned)
    if not around or (around["before"] and around["after"]):
        return None
    sign = around["before"] or around["after"]
    if sign and sign not in CURRENCIES and sign not in SHARED and not CODE.fullmatch(sign):
        return None
    body, negative = (around["body"], True) if negative else _unsigned(around["body"])
    if not FIGURES.fullmatch(body):
        return None
    parts = _parts(body)
    return Amount(negative, *parts, CURRENCIES.get(sign, sign)) if parts else None


def is_currency(written: str, currency: str) -> bool:
    """Return True if an amount with `written` beside it can be in `currency`; "" fits every currency."""
    return written in ("", currency) or currency in SHARED.get(written, ())


def _unsigned(body: str) -> tuple[str, bool]:
    if body.startswith("(") and body.endswith(")"):
        return body[1:-1].strip(AROUND), True
    if body.startswith(MINUS):
        return body[1:].lstrip(AROUND), True
    if body.endswith(MINUS):
        # As accounting programs write it.
        return body[:-1].rstrip(AROUND), True
    return body, False


def _parts(body: str) -> tuple[str, str, Mark | None, str] | None:
    """Whole part, decimals, decimal mark, open sign."""
    marks: list[Mark] = [mark for mark in (".", ",") if mark in body]
    if not marks:
        whole = _ungrouped(body)
        return (whole, "", None, "") if whole else None
    last: Mark = max(marks, key=body.rfind)
    other: Mark = "," if last == "." else "."
    before, _, after = body.rpartition(last)
    if last in before:
        # Twice the same sign: it groups, so the other one would be the decimal mark.
        whole = _ungrouped(body)
        return (whole, "", other, "") if whole else None
    if not after.isdigit() or not (whole := _ungrouped(before)):
        return None
    open_ = before.isdigit() and 0 < len(before) <= 3 and before[0] != "0" and len(after) == 3
    return (whole, after, None, last) if open_ else (whole, after, last, "")


def _ungrouped(body: str) -> str:
    """Return the digits of a whole number, grouped by one sign or not at all; "" for anything else."""
    if body.isdigit():
        return body
    return "".join(filter(str.isdigit, body)) if GROUPED.fullmatch(body) or re.fullmatch(INDIAN, body, re.ASCII) else ""

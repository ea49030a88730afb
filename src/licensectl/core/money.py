"""Money: an exact amount and its currency; one rounding rule per purpose."""

import re
from collections.abc import Iterable
from decimal import ROUND_DOWN, ROUND_HALF_UP, Context, Decimal
from functools import lru_cache

from msgspec import Struct

from licensectl.i18n.translate import plain

AMOUNT = re.compile(r"-?\d{1,15}(\.\d{1,10})?", re.ASCII)
# Compiled when an option holds an amount.
OPEN_AMOUNT = r"-?[1-9]\d{0,2}[.,]\d{3}"
GROUPED_AMOUNT = r"-?[1-9]\d{0,2}((\.\d{3})+,|(,\d{3})+\.)\d{1,10}"
NEGATIVE_ZERO = re.compile(r"-0+(\.0+)?", re.ASCII)
CURRENCY = re.compile(r"[A-Z]{3}", re.ASCII)
TENTH = Decimal("0.1")
# Wide enough for any amount times any count and percentage that is allowed, so that nothing is rounded before its own rounding rule.
EXACT = Context(prec=60)
# ISO 4217 minor units where they are not 2, among currencies that price sheets carry.
MINOR_UNITS = {"JPY": 0, "KRW": 0, "CLP": 0, "ISK": 0, "VND": 0, "KWD": 3, "BHD": 3, "OMR": 3, "JOD": 3, "TND": 3}


class Money(Struct, frozen=True):
    """An exact amount in one currency (ISO 4217). A missing price is None, never a zero Money."""

    amount: Decimal
    currency: str

    def __add__(self, other: "Money") -> "Money":
        return Money(self.amount + self._same(other), self.currency)

    def __sub__(self, other: "Money") -> "Money":
        return Money(self.amount - self._same(other), self.currency)

    def __mul__(self, factor: int | Decimal) -> "Money":
        # A zero has no sign: -0.00 is 0.00.
        return Money(EXACT.multiply(self.amount, Decimal(factor)) + 0, self.currency)

    def __lt__(self, other: "Money") -> bool:
        return self.amount < self._same(other)

    def __str__(self) -> str:
        return f"{self.amount} {self.currency}"

    def _same(self, other: "Money") -> Decimal:
        if other.currency != self.currency:
            raise ValueError(f"{self.currency} and {other.currency} do not add up")
        return other.amount

    def rounded(self) -> "Money":
        """Round half-up to the currency's minor unit: quotes, totals, VAT."""
        return Money(self.amount.quantize(unit(self.currency), ROUND_HALF_UP, EXACT), self.currency)

    def rounded_down(self) -> "Money":
        """Round toward zero to the currency's minor unit: unit prices on Microsoft's invoices (ROUNDDOWN)."""
        return Money(self.amount.quantize(unit(self.currency), ROUND_DOWN, EXACT), self.currency)


@lru_cache(64)
def unit(currency: str) -> Decimal:
    """Return the minor unit of `currency`: 0.01 for EUR, 1 for JPY."""
    return Decimal(1).scaleb(-MINOR_UNITS.get(currency, 2))


def is_currency(text: str) -> bool:
    """Return True if a text has the form of an ISO 4217 code: three capital letters."""
    return CURRENCY.fullmatch(text) is not None


def zero(currency: str) -> Money:
    """Return a zero amount, to start a sum."""
    return Money(Decimal(0).quantize(unit(currency)), currency)


def amount_of(money: Money | None) -> Decimal | None:
    """Return an amount without its currency; None for an unknown one."""
    return money.amount if money is not None else None


def total(amounts: Iterable[Money | None]) -> Money | None:
    """Return the sum of the amounts; None without any, if one is not known, or if they are of several currencies."""
    held = list(amounts)
    known = [amount for amount in held if amount is not None]
    if not known or len(known) < len(held) or len({amount.currency for amount in known}) > 1:
        return None
    return sum(known[1:], known[0])


def is_out_of_scale(price: Decimal, erp: Decimal) -> bool:
    """Tell whether a cost price is so far below its ERP that its decimal mark was probably read as another: 1.021 for 1,021.00."""
    return 0 < price * 100 < erp


def tenths(percent: Decimal) -> Decimal:
    """Return a percentage as it is shown: rounded half-up to one place."""
    return percent.quantize(TENTH, ROUND_HALF_UP)


def by_currency(amounts: Iterable[Money]) -> dict[str, Money]:
    """Return the sum of the amounts of each currency, by its code."""
    sums: dict[str, Money] = {}
    for amount in amounts:
        sums[amount.currency] = sums[amount.currency] + amount if amount.currency in sums else amount
    return dict(sorted(sums.items()))


def is_amount(value: Decimal) -> bool:
    """Return True if a number can be a price: finite, not negative (nor -0), at most 15 digits before the point and 10 after it."""
    return value.is_finite() and not value.is_signed() and AMOUNT.fullmatch(plain(value)) is not None


def is_payable(value: Decimal) -> bool:
    """Return True if a computed amount can be paid: at most 15 digits before the point."""
    return value.is_finite() and value.adjusted() < 15


def read_amount(text: str) -> Decimal | None:
    """Return the amount that a person writes in an option: `1021.40`, `1021,40`, `1.021,40` or `1,021.40`; None for any other text.

    `1.021` and `1,021` are ambiguous, so they give None as well.
    """
    plain = text.strip()
    if re.fullmatch(OPEN_AMOUNT, plain, re.ASCII):
        return None
    if re.fullmatch(GROUPED_AMOUNT, plain, re.ASCII):
        plain = plain.replace("." if plain.rfind(".") < plain.rfind(",") else ",", "")
    return parse_amount(plain.replace(",", ".") if plain.count(",") == 1 and "." not in plain else plain)


def parse_amount(text: str) -> Decimal | None:
    """Return the amount that a text of ASCII digits and a point ("1073.68") names; None for any other text.

    `Decimal` itself accepts NaN, Infinity, 1_000 and Arabic digits. A negative zero is refused.
    """
    return Decimal(text) if AMOUNT.fullmatch(text) and not NEGATIVE_ZERO.fullmatch(text) else None

"""The price in force: one row of a price sheet for a market, currency, segment and day."""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from licensectl.core.search import Ways
from licensectl.core.sku_id import SkuKey
from licensectl.core.text import Text
from licensectl.domain.prices import messages
from licensectl.domain.prices.search import Narrowing, OfferPrice, OfferTerms, PriceOffer, Wording, grouped, wordings
from licensectl.domain.prices.sheet_month import taken_month
from licensectl.errors import Problem
from licensectl.i18n.translate import N_, joined

ONE_TIME = "OneTime"
# Before the first new-commerce sheets a start is a placeholder: "always" is 1753.
ALWAYS = date(2000, 1, 1)


class PriceRow(Struct, frozen=True, kw_only=True):
    """One row of a price sheet. Prices per unit, tax excluded; None if the cell is blank, which is not zero.

    `effective_start` and `effective_end` are UTC dates, both in force. `segment` "" where the sheet names none: then
    it is unknown, not Commercial. `title` is the SKU's, else the product's. `row` is the line it begins on. `month` is that
    of the sheet in the price book, "" for a row of a file. `tier_min` and `tier_max`: the least and the greatest quantity that the price
    is for, both included (PricingTierRangeMin and PricingTierRangeMax); None for no bound.
    """

    key: SkuKey
    segment: str
    term: str
    billing_plan: str
    market: str
    currency: str
    unit_price: Decimal | None
    erp: Decimal | None
    effective_start: date
    effective_end: date
    title: str
    row: int
    file: str
    product_title: str = ""
    tags: tuple[str, ...] = ()
    month: str = ""
    tier_min: int | None = None
    tier_max: int | None = None

    @property
    def tiered(self) -> bool:
        """True if the price is for some quantities only."""
        return self.tier_min is not None or self.tier_max is not None

    def is_for(self, quantity: int) -> bool:
        """Return True if this is the price of each of `quantity` pieces bought together."""
        return (self.tier_min or 0) <= quantity and (self.tier_max is None or quantity <= self.tier_max)


class PriceScope(Struct, frozen=True):
    """The scope of a price. A price of another scope is never used instead. `billing_plan` None: the only one there is.

    `quantity`: the pieces bought together, which decide about the tier.
    """

    market: str
    currency: str
    segment: str
    day: date
    term: str = ONE_TIME
    billing_plan: str | None = None
    quantity: int = 1


class PriceAnswer(Struct, frozen=True):
    """The row in force, or None and why."""

    row: PriceRow | None
    problems: list[Problem] = []


class Exact(NamedTuple):
    """A price about which there is nothing to say: the only row for its scope and day, naming the segment; `where` is file:row."""

    unit_price: Decimal | None
    erp: Decimal | None
    where: str


class PriceList:
    """The rows of one price sheet, found by key; the order of the rows never matters.

    `month` is the one that the sheet was published for: as said, else by the name of its file, else by the start of most rows.
    `notices`: how the file was read; `named`: whether the user named this sheet for this very purpose, so that what it lacks is said.
    """

    named = False

    def __init__(self, file: str, rows: Iterable[PriceRow], month: str | None = None, notices: Iterable[Problem] = ()) -> None:
        self.file = file
        self._month = month
        self.notices = list(notices)
        self._scopes: Collection[tuple[str, str, str]] | None = None
        self._rows: dict[SkuKey, list[PriceRow]] = {}
        for row in rows:
            self._rows.setdefault(row.key, []).append(row)

    def rows(self, key: SkuKey) -> Sequence[PriceRow]:
        """Return all rows of the SKU."""
        return self._rows.get(key, ())

    def near(self, key: SkuKey, scope: PriceScope) -> Sequence[PriceRow]:
        """Return the rows that decide the SKU's price in `scope`; all of its rows if none fits."""
        return self.rows(key)

    def following(self) -> Iterable[tuple[date, "PriceList"]]:
        """Return the prices of later months as far as they are known, each with the first day of its month; a single file has none."""
        return ()

    def exact(self, wanted: Sequence[tuple[SkuKey, PriceScope]]) -> list[Exact | None]:
        """Return for each the price in force if it needs no remark and does not depend on the quantity; else None: ask `in_force`."""
        # One piece may have a price without a tier while fifty have a tier of their own.
        answers = (None if self.tiered(*one) else self.in_force(*one) for one in wanted)
        plain = (answer.row if answer and answer.row and not answer.problems else None for answer in answers)
        return [Exact(row.unit_price, row.erp, f"{row.file}:{row.row}") if row else None for row in plain]

    def tiered(self, key: SkuKey, scope: PriceScope) -> bool:
        """Return True if the price of the SKU depends on the quantity."""
        return any(row.tiered for row in self.near(key, scope))

    def search(self, text: str, scope: PriceScope, ways: Ways | None = None) -> dict[SkuKey, str]:
        """Return the SKUs whose title or id holds every word of `text`, in any order and case, each with its title.

        Only prices of the scope's market, currency, segment and term count, on whatever day. A typo finds nothing. `ways` has what titles
        may have instead of a word.
        """
        narrowing = Narrowing(scope.market, scope.currency, scope.segment, scope.term)
        held = wordings(self, text, ways)
        return {one.key: one.title for one in sorted(held) if self.offers(one, narrowing)}

    def wordings(self) -> Iterable[Wording]:
        """Yield the SKUs of the list with what they are called."""
        for key, rows in self._rows.items():
            first = min(rows, key=lambda row: row.row)
            yield Wording(key.product_id, key.sku_id, first.title, first.product_title)

    def has_any(self, narrowing: Narrowing) -> bool:
        """Return True if some price of the list passes the filter."""
        return any(self.offers(one, narrowing) for one in self.wordings())

    def offers(self, wording: Wording, narrowing: Narrowing, day: date | None = None) -> list[PriceOffer]:
        """Return the offers of a SKU, on a day or at any time."""
        rows = (row for row in self.rows(wording.key) if day is None or row.effective_start <= day <= row.effective_end)
        terms = (OfferTerms(row.segment, row.term, row.billing_plan, row.market, row.currency) for row in rows)
        return grouped(wording, (one for one in terms if narrowing.fits(one.market, one.currency, one.segment, one.term)))

    def priced(self, offer: PriceOffer, day: date) -> OfferPrice:
        """Return an offer with the price of one piece, where it has one market, one currency and a price on the day."""
        if len(offer.markets) != 1 or len(offer.currencies) != 1:
            return OfferPrice(offer)
        scope = PriceScope(offer.markets[0], offer.currencies[0], offer.segment, day, offer.term, offer.billing_plan)
        row = self.in_force(offer.wording.key, scope).row
        return OfferPrice(offer, row.unit_price, row.erp, f"{row.file}:{row.row}") if row else OfferPrice(offer)

    @property
    def latest_start(self) -> date | None:
        """The latest day on which a price starts that ever holds, None if nothing tells it."""
        starts = (row.effective_start for rows in self._rows.values() for row in rows if row.effective_start <= row.effective_end)
        latest = max(starts, default=ALWAYS)
        return latest if latest > ALWAYS else None

    @property
    def month(self) -> str | None:
        """The month of these prices as 2026-11, None if nothing tells it."""
        if self._month is None:
            starts = Counter(row.effective_start.isoformat() for rows in self._rows.values() for row in rows)
            self._month = (taken := taken_month(self.file, starts, None)) and taken.month
        return self._month

    def title(self, key: SkuKey) -> str | None:
        """Return the SKU's title in this sheet, or None when the sheet does not have it."""
        rows = self.rows(key)
        return min(rows, key=lambda row: row.row).title if rows else None

    def in_force(self, key: SkuKey, scope: PriceScope) -> PriceAnswer:
        """Return the row for exactly this market, currency, segment, term and plan on the day, a UTC date.

        Of several, the one that starts last (Microsoft's instruction for republished rows: PC-PRICE), with a warning.
        Of equal starts the dearer one, in any order of rows: an offer made from it is at least not below cost. A row that
        names the segment takes precedence over one without.
        """
        answer = self._in_force(key, scope)
        if answer.row or not (note := self.replaced(key, scope)):
            return answer
        # Beside an error only errors are shown.
        severity = "error" if any(problem.severity == "error" for problem in answer.problems) else note.severity
        return PriceAnswer(None, [*answer.problems, note._replace(message=note.message._replace(severity=severity))])

    def covers(self, scope: PriceScope) -> bool:
        """Return True if the list has prices of any product in this market, currency and segment."""
        self._scopes = self._scopes or {(row.market, row.currency, row.segment) for rows in self._rows.values() for row in rows}
        return any((scope.market, scope.currency, segment) in self._scopes for segment in (scope.segment, ""))

    def replaced(self, key: SkuKey, scope: PriceScope) -> Problem | None:
        """Return a note on the sheet that had the price until another replaced it; a single file has replaced none."""
        return None

    def _in_force(self, key: SkuKey, scope: PriceScope) -> PriceAnswer:
        known = self.near(key, scope)
        if not known:
            return _none(messages.NOT_HERE.at(sku=key, file=self.file))
        rows = [row for row in known if row.term == scope.term]
        if not rows:
            return _none(messages.OTHER_TERM.at(sku=key, file=self.file, wanted=scope.term, there=_listed(row.term for row in known)))
        fitting = [row for row in rows if fits(row, scope)]
        if not fitting:
            return _none(_unfit(self.file, key, rows, scope, self.covers(scope)))
        valid = sorted((row for row in fitting if row.effective_start <= scope.day <= row.effective_end), key=precedence)
        if not valid:
            return _none(messages.OTHER_PERIOD.at(sku=key, file=self.file, day=scope.day))
        tiers = {f"{row.tier_min or 1}–{row.tier_max or ''}" for row in valid}
        valid = [row for row in valid if row.is_for(scope.quantity)]
        if not valid:
            return _none(messages.OTHER_TIER.at(sku=key, file=self.file, there=", ".join(sorted(tiers)), quantity=scope.quantity))
        if len({row.billing_plan for row in valid}) > 1:
            return _none(messages.SEVERAL_PLANS.at(sku=key, file=self.file, there=_listed(row.billing_plan for row in valid)))
        row, said = valid[-1], _two_rows(key, valid, scope.day)
        said += [] if row.segment else [messages.NO_SEGMENT.at(sku=row.key, row=row.row, file=row.file, wanted=scope.segment)]
        return PriceAnswer(row, said)


def _unfit(file: str, key: SkuKey, rows: Sequence[PriceRow], scope: PriceScope, covered: bool) -> Problem:
    """Return the problem that none of the rows fits the scope: the segment, the market or the billing plan if it is that alone.

    It is an error unless the scope is `covered` by the list: then the request or the list is the wrong one.
    """
    kinds = ((messages.OTHER_SEGMENT, "segment"), (messages.OTHER_MARKET, "market"), (messages.OTHER_PLAN, "billing_plan"))
    for message, name in kinds:
        there = [value for row in rows if fits(row, replace(scope, **{name: (value := getattr(row, name))}))]
        if there:
            milder = message._replace(severity="warning") if covered and name != "billing_plan" else message
            return milder.at(sku=key, file=file, wanted=getattr(scope, name), there=_listed(there))
    wanted = N_("{currency}, market {market}, {segment}").filled(currency=scope.currency, market=scope.market, segment=scope.segment)
    milder = messages.OTHER_CURRENCY._replace(severity="warning", cure=messages.GIVE_PRICE)
    return (milder if covered else messages.OTHER_CURRENCY).at(sku=key, file=file, wanted=wanted, there=_there(rows))


def _none(problem: Problem) -> PriceAnswer:
    return PriceAnswer(None, [problem])


def fits(row: PriceRow, scope: PriceScope) -> bool:
    """Return True if a row is of the market, currency, segment and plan of the scope."""
    return (
        (row.market, row.currency) == (scope.market, scope.currency)
        and row.segment in ("", scope.segment)
        and scope.billing_plan in (None, row.billing_plan)
    )


def precedence(row: PriceRow) -> tuple[bool, date, Decimal, Decimal, str, int]:
    """Return the key by which rows in force on the same day are sorted: the last one counts."""
    least = Decimal(-1)
    amounts = [least if amount is None else amount for amount in (row.unit_price, row.erp)]
    return bool(row.segment), row.effective_start, amounts[0], amounts[1], row.file, -row.row


def _two_rows(key: SkuKey, valid: list[PriceRow], day: date) -> list[Problem]:
    if len(valid) == 1:
        return []
    used, several = valid[-1], len({row.file for row in valid}) > 1
    places = [f"{row.file}:{row.row}" if several else str(row.row) for row in sorted(valid, key=lambda row: (row.file, row.row))]
    said: dict[str, Any] = {"sku": key, "rows": ", ".join(places), "day": day, "used": f"{used.file}:{used.row}" if several else used.row}
    rivals = [row for row in valid if precedence(row)[:2] == precedence(used)[:2]]
    if len({(row.unit_price, row.erp) for row in rivals}) > 1:
        return [messages.TWO_PRICES.at(**said)]
    if used.segment and any(not row.segment and row.effective_start > used.effective_start for row in valid):
        return [messages.NAMED_SEGMENT.at(segment=used.segment, **said)]
    return [messages.TWO_ROWS.at(**said)]


def _listed(words: Iterable[str]) -> str:
    return ", ".join(sorted(word or "—" for word in set(words)))


def _there(rows: Iterable[PriceRow]) -> Text:
    found: dict[tuple[str, str], set[str]] = {}
    for row in rows:
        found.setdefault((row.market, row.segment), set()).add(row.currency)
    said, every = N_("{currencies} (market {market}, {segment})"), N_("any segment")
    return joined(
        [
            said.filled(currencies=", ".join(sorted(currencies)), market=market, segment=segment or every)
            for (market, segment), currencies in sorted(found.items())
        ]
    )

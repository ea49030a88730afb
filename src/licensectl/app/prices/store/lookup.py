"""The price book asked for single prices: a SKU is read when it is first asked for, exact prices many in one query."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from itertools import chain
from operator import itemgetter
from pathlib import Path

from msgspec.structs import replace

from licensectl.app.prices.store.read import CELLS, OF_SKU, Connection, book_row, sheets
from licensectl.core.period import first_day
from licensectl.core.sku_id import SkuKey
from licensectl.domain.prices import messages
from licensectl.domain.prices.book_rules import Imported, Scope, in_force, replaced_by
from licensectl.domain.prices.price_list import Exact, PriceList, PriceRow, PriceScope, fits
from licensectl.domain.prices.search import Narrowing, OfferTerms, PriceOffer, Wording, grouped
from licensectl.errors import Problem

# Beyond this many rows what was read is forgotten: a batch of any length runs in bounded memory.
MOST_ROWS = 100_000
# Prices per query: each takes nine parameters, and SQLite takes 32,766 (SQLITE_MAX_VARIABLE_NUMBER).
AT_ONCE = 500
WANTED = "(n, sheet, product, sku, segment, term, market, currency, day)"
# A blank plan is the rule for what is bought once. Asked for by itself it is one step in the index of terms; any other plan is a
# walk through those of all markets, which is left to the second half, where as a rule there is nothing to walk through.
MATCH = """
SELECT w.n, p.sheet_id, t.segment, t.tier_min || t.tier_max, p.unit_price, p.erp, p.row
FROM w CROSS JOIN item i ON i.product_id = w.product AND i.sku_id = w.sku
  CROSS JOIN terms t ON t.segment = w.segment AND t.term = w.term AND t.billing_plan {plan} '' AND t.market = w.market
    AND t.currency = w.currency
  CROSS JOIN price p ON p.sheet_id = w.sheet AND p.item_id = i.id AND p.terms_id = t.id
WHERE p.effective_start <= w.day AND p.effective_end >= w.day
"""
# The SKUs of a sheet, each as its first row calls it: one step in the index for each.
WORDINGS = """SELECT product_id, sku_id, title, product_title FROM item
    JOIN wording ON wording.id = (SELECT wording_id FROM price WHERE sheet_id = ? AND item_id = item.id LIMIT 1)"""
TERMS_OF = """SELECT group_concat(DISTINCT terms_id) FROM price WHERE sheet_id = ?
    AND item_id = (SELECT id FROM item WHERE product_id = ? AND sku_id = ?){period}"""
EVERY_TERMS = "SELECT id, segment, term, billing_plan, market, currency FROM terms"
HAS_PRICE = f"""SELECT 1 {OF_SKU} AND term = ? AND market = ? AND currency = ? AND segment = ?
    AND ? BETWEEN effective_start AND effective_end LIMIT 1"""
Wanted = tuple[SkuKey, PriceScope]


class BookPrices(PriceList):
    """The prices that count in one month, as a price list that reads from the book; usable as long as `connection` is open.

    `newest`: the month of the newest sheet, None if the book has none of that time.
    """

    def __init__(self, connection: Connection, path: Path, month: str) -> None:
        known = sheets(connection)
        self.sheets = [sheet for sheet in known if sheet.month <= month]
        self._later = sorted({sheet.month for sheet in known if sheet.month > month})
        self._following: list[tuple[date, BookPrices]] | None = None
        self.newest = max((sheet.month for sheet in self.sheets), default=None)
        super().__init__(str(path), (), self.newest)
        self._connection = connection
        self._by_scope: dict[Scope, list[Imported]] = {}
        for (_, scope), sheet in in_force(self.sheets, month).items():
            self._by_scope.setdefault(scope, []).append(sheet)
        self._scopes = self._by_scope.keys()
        self._counting = [sheet for sheet in self.sheets if any(sheet in of_scope for of_scope in self._by_scope.values())]
        self._known_terms: dict[tuple[int, Narrowing, str], tuple[OfferTerms, ...]] = {}
        self._meant_by: dict[tuple[int, Narrowing], dict[int, OfferTerms]] = {}
        self._replaced_by: dict[Scope, list[tuple[Imported, Imported]]] = {}
        self._read: dict[tuple[SkuKey, tuple[str, ...] | None], list[PriceRow]] = {}
        self._count = 0

    def rows(self, key: SkuKey) -> Sequence[PriceRow]:
        return self._held((key, None), "")

    def near(self, key: SkuKey, scope: PriceScope) -> Sequence[PriceRow]:
        cells = (scope.term, scope.market, scope.currency, scope.segment)
        narrow = " AND term = ? AND market = ? AND currency = ? AND segment IN (?, '')"
        return self._held((key, cells), narrow) or self.rows(key)

    def title(self, key: SkuKey) -> str | None:
        query = f"SELECT row, title {OF_SKU} ORDER BY row LIMIT 1"
        asked = ((sheet.id, key.product_id, key.sku_id) for sheet in self._counting)
        found = [row for cells in asked for row in self._connection.execute(query, cells)]
        return min(found)[1] if found else None

    def wordings(self) -> Iterator[Wording]:
        for sheet in self._counting:
            yield from map(Wording._make, self._connection.execute(WORDINGS, (sheet.id,)))

    def has_any(self, narrowing: Narrowing) -> bool:
        return any(self._meant(sheet, narrowing) for sheet in self._counting)

    def offers(self, wording: Wording, narrowing: Narrowing, day: date | None = None) -> list[PriceOffer]:
        period = " AND effective_start <= ? AND effective_end >= ?" if day else ""
        days = (day.isoformat(), day.isoformat()) if day else ()
        found = list[OfferTerms]()
        for sheet in self._counting:
            query = TERMS_OF.format(period=period)
            [numbers] = self._connection.execute(query, (sheet.id, wording.product_id, wording.sku_id, *days)).fetchone()
            found += self._of_numbers(sheet, narrowing, numbers or "")
        return grouped(wording, found)

    def _of_numbers(self, sheet: Imported, narrowing: Narrowing, numbers: str) -> tuple[OfferTerms, ...]:
        """Return the terms with these numbers that match the filter and for which the sheet counts."""
        asked = sheet.id, narrowing, numbers
        if asked not in self._known_terms:
            meant = self._meant(sheet, narrowing)
            self._known_terms[asked] = tuple(meant[int(number)] for number in numbers.split(",") if number and int(number) in meant)
        return self._known_terms[asked]

    def _meant(self, sheet: Imported, narrowing: Narrowing) -> dict[int, OfferTerms]:
        """Return all terms that match the filter and for which the sheet counts, by number."""
        if (sheet.id, narrowing) not in self._meant_by:
            every = ((number, OfferTerms(*cells)) for number, *cells in self._connection.execute(EVERY_TERMS))
            self._meant_by[sheet.id, narrowing] = {
                number: one
                for number, one in every
                if narrowing.fits(one.market, one.currency, one.segment, one.term)
                and sheet in self._by_scope.get((one.market, one.currency, one.segment), ())
            }
        return self._meant_by[sheet.id, narrowing]

    def following(self) -> Sequence[tuple[date, "BookPrices"]]:
        if self._following is None:
            path = Path(self.file)
            self._following = [(first_day(month), BookPrices(self._connection, path, month)) for month in self._later]
        return self._following

    def gathered(self, keys: Iterable[SkuKey], scopes: Iterable[PriceScope]) -> PriceList:
        """Return a price list with the same prices for these SKUs in these scopes, which no longer needs the book."""
        asked = [(key, scope) for scope in scopes for key in sorted(set(keys))]
        following = [(day, later._gathered(asked, ())) for day, later in self.following()]
        return self._gathered(asked, following)

    def _gathered(self, asked: Sequence[Wanted], following: Sequence[tuple[date, PriceList]]) -> "GatheredPrices":
        rows = dict.fromkeys(row for key, scope in asked for row in self.near(key, scope))
        replaced = {_terms(*one): note for one in asked if (note := self.replaced(*one))}
        found = GatheredPrices(self.file, rows, self.newest, replaced, frozenset(self._by_scope))
        found.later = following
        return found

    def replaced(self, key: SkuKey, scope: PriceScope) -> Problem | None:
        if any(row.term == scope.term and fits(row, replace(scope, billing_plan=None)) for row in self.near(key, scope)):
            return None
        place, day = (scope.market, scope.currency, scope.segment), scope.day.isoformat()
        for newer, sheet in self._before(place):
            if self._connection.execute(HAS_PRICE, (sheet.id, key.product_id, key.sku_id, scope.term, *place, day)).fetchone():
                said = {"other": sheet.file, "earlier": sheet.month, "newer": newer.file, "month": newer.month}
                return messages.REPLACED_PRICE.at(self.file, sku=key, **said)
        return None

    def _before(self, place: Scope) -> list[tuple[Imported, Imported]]:
        """Return the sheets that others replaced for a scope, newest first, each with the one that counts: see `replaced_by`."""
        if place not in self._replaced_by:
            self._replaced_by[place] = [
                (newer, sheet) for newer in self._by_scope.get(place, ()) for sheet in replaced_by(newer, self.sheets, place)
            ]
        return self._replaced_by[place]

    def _held(self, wanted: tuple[SkuKey, tuple[str, ...] | None], narrow: str) -> list[PriceRow]:
        """Return the rows that count in the month; they are read once."""
        known = self._read.get(wanted)
        if known is None:
            if self._count > MOST_ROWS:
                self._read.clear()
                self._count = 0
            key, cells = wanted
            query = f"SELECT {CELLS} {OF_SKU}{narrow}"
            found = [
                (sheet, book_row(row, sheet))
                for sheet in self._counting
                for row in self._connection.execute(query, (sheet.id, key.product_id, key.sku_id, *(cells or ())))
            ]
            known = [row for sheet, row in found if sheet in self._by_scope.get((row.market, row.currency, row.segment), ())]
            self._read[wanted] = known
            self._count += len(known)
        return known

    def exact(self, wanted: Sequence[Wanted]) -> list[Exact | None]:
        """Return exact prices as any price list does, with one query for each few hundred."""
        files = {sheet.id: sheet.file for sheet in self.sheets}
        asked = [row for n, one in enumerate(wanted) for row in self._asked(n, *one)]
        # Neighbours in the index one after the other.
        asked.sort(key=itemgetter(slice(1, None)))
        found: list[Exact | None] = [None] * len(wanted)
        seen: set[int] = set()
        for start in range(0, len(asked), AT_ONCE):
            for n, sheet, segment, tier, unit_price, erp, row in self._matching(asked[start : start + AT_ONCE]):
                single = segment and not tier and n not in seen
                found[n] = Exact(_amount(unit_price), _amount(erp), f"{files[sheet]}:{row}") if single else None
                seen.add(n)
        return found

    def _asked(self, n: int, key: SkuKey, scope: PriceScope) -> Iterator[tuple[object, ...]]:
        """Yield a row of parameters for each sheet that counts for the scope."""
        market, currency, day = scope.market, scope.currency, scope.day.isoformat()
        for segment in (scope.segment, "") if scope.segment else ("",):
            for sheet in self._by_scope.get((market, currency, segment), ()):
                yield n, sheet.id, key.product_id, key.sku_id, segment, scope.term, market, currency, day

    def _matching(self, asked: list[tuple[object, ...]]) -> Iterator[tuple[int, int, str, str, str | None, str | None, int]]:
        marks = ", ".join(["(?, ?, ?, ?, ?, ?, ?, ?, ?)"] * len(asked))
        query = f"WITH w{WANTED} AS (VALUES {marks})" + MATCH.format(plan="=") + "UNION ALL" + MATCH.format(plan=">")
        # No generator: one that is cut off closes its cursor, perhaps after the connection.
        return iter(self._connection.execute(query, list(chain.from_iterable(asked))))


class GatheredPrices(PriceList):
    """Prices that were read from the book, with its notes on replaced sheets and the scopes of all of its prices.

    `later`: those of later months, as `following` returns them.
    """

    def __init__(
        self,
        file: str,
        rows: Iterable[PriceRow],
        month: str | None,
        replaced: Mapping[tuple[object, ...], Problem],
        scopes: Collection[Scope],
    ) -> None:
        super().__init__(file, rows, month)
        self._replaced, self._scopes = replaced, scopes
        self.later: Sequence[tuple[date, PriceList]] = ()

    def following(self) -> Sequence[tuple[date, PriceList]]:
        return self.later

    def replaced(self, key: SkuKey, scope: PriceScope) -> Problem | None:
        return self._replaced.get(_terms(key, scope))


def _terms(key: SkuKey, scope: PriceScope) -> tuple[object, ...]:
    """Return the SKU and its terms apart from plan and quantity."""
    return key, scope.term, scope.market, scope.currency, scope.segment


def _amount(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)

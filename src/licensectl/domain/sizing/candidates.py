"""The SKUs that sizing picks from: of one generation, program and day, with the prices at hand."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import NamedTuple

from msgspec.structs import replace

from licensectl.core.defaults import SHEET_PROGRAM
from licensectl.core.messages import UNKNOWN_NAME
from licensectl.core.money import Money
from licensectl.core.sku_id import parse_sku
from licensectl.core.text import Text, listed
from licensectl.domain.catalog.model import Catalog, Metric, Product, Sku
from licensectl.domain.prices.price_list import PriceList, PriceScope
from licensectl.domain.sizing import messages
from licensectl.domain.sizing.model import CandidatePrice, Licence, Scope
from licensectl.errors import LicensectlError
from licensectl.i18n.translate import N_

# The price of a SKU on a basis, of so many bought together.
PriceOf = Callable[[Sku, str, int], CandidatePrice | None]
BASES = ("unit_price", "erp")


def no_price(sku: Sku, basis: str, quantity: int) -> CandidatePrice | None:
    """Return None: nothing has a price."""
    return None


class PublicList(NamedTuple):
    """A public list of prices: the newest is the greatest."""

    month: str
    kind: str
    market: str
    currency: str


class PublicPrices(NamedTuple):
    """Prices of one public list: its market, its month, its currency, and the amounts."""

    market: str
    month: str
    currency: str
    amounts: list[Decimal]


class Shelf:
    """The SKUs on sale, by family, edition, access licence and metric.

    `basis` is the kind of price on which SKUs of `family`, or that are the access licence, are known: unit price before
    ERP, "" for none. `given`: those prices are the user's own.
    """

    def __init__(self, catalog: Catalog, scope: Scope, family: str, licence: str | None = None, price_of: PriceOf = no_price) -> None:
        self.catalog = catalog
        self.scope = scope
        self._price_of = price_of
        self.basis, self.given = self._settled(family, licence)
        self._servers: dict[tuple[str, str | None, Metric], Sku | None] = {}

    def _settled(self, family: str, licence: str | None) -> tuple[str, bool]:
        skus = [sku for sku in self._sold() if self._family(sku) == family or (licence and sku.grants == licence)]
        for basis in BASES:
            found = next((price for sku in skus if (price := self._price_of(sku, basis, 1))), None)
            if found:
                return basis, found.given
        return "", False

    def server(self, family: str, edition: str | None, metric: Metric) -> Sku | None:
        """Return the server licence of `edition` counted by `metric`, of the generation in question."""
        key = family, edition, metric
        if key not in self._servers:
            fitting = (sku for sku in self._sold() if (self._family(sku), sku.edition, sku.metric) == key)
            self._servers[key] = self._newest(fitting)
        return self._servers[key]

    def access(self, licence: str, metric: Metric) -> Sku | None:
        """Return the access licence `licence` per user or device (or connector)."""
        return self._newest(
            sku for sku in self._sold() if sku.grants == licence and sku.metric == metric and "students" not in (sku.edition or "")
        )

    def editions(self, family: str, *metrics: Metric, access: str | None = None) -> list[str]:
        """Return the editions of `family` that are counted by one of `metrics` and need the access licence, in any program."""
        skus = (sku for sku, product in self.catalog.perpetual if product.family == family and access in (None, *product.needs, *sku.needs))
        return sorted({sku.edition or "" for sku in skus if sku.metric in metrics})

    def connector(self, licence: str) -> str | None:
        """Return the External Connector that replaces `licence` for external users, None without one."""
        known = self.catalog.access_licenses.get(licence)
        return known.connector if known else None

    def title(self, licence: str) -> Text:
        """Return the title of an access licence; its id if the facts do not have it."""
        known = self.catalog.access_licenses.get(licence)
        return known.title if known else licence

    def price(self, sku: Sku | None, quantity: int = 1) -> CandidatePrice | None:
        """Return the price of each of `quantity` of a SKU on the basis chosen."""
        return self._price_of(sku, self.basis, quantity) if sku and self.basis else None

    def licence(self, sku: Sku | None, metric: Metric, pack_size: int, quantity: int, title: str) -> Licence:
        """Return a line for `quantity` of `sku`; `title` if the catalogue does not have the SKU."""
        price = self.price(sku, quantity)
        return Licence(
            metric=metric,
            pack_size=pack_size,
            quantity=quantity,
            title=sku.title if sku else title,
            sku=sku.sku if sku else None,
            part_number=sku.part_number if sku else None,
            unit_price=Money(price.amount, self.scope.currency) if price else None,
        )

    def merged(self, licenses: Sequence[Licence]) -> list[Licence]:
        """Merge lines of the same SKU, in the order of their first, at the price of so many."""
        found: dict[tuple[str | None, str], list[Licence]] = {}
        for line in licenses:
            found.setdefault((line.sku, line.title), []).append(line)
        return [lines[0] if len(lines) == 1 else self._together(lines) for lines in found.values()]

    def _together(self, lines: Sequence[Licence]) -> Licence:
        first, quantity = lines[0], sum(line.quantity for line in lines)
        sku = self.catalog.skus[self.catalog.find(first.sku)[0]] if first.sku else None
        made = self.licence(sku, first.metric, first.pack_size, quantity, first.title)
        return made if sku else replace(first, quantity=quantity)

    def check_version(self, family: str, licence: str | None = None) -> None:
        """Raise LicensectlError if `family` (or the access licence) has no such generation on the day."""
        wanted, day = self.scope.version, self.scope.day

        def fits(sku: Sku) -> bool:
            return sku.grants == licence if licence else self._family(sku) == family

        known = sorted({str(self.catalog.products[sku.product].version) for sku in self._sold(any_version=True) if fits(sku)})
        if not wanted or wanted in known:
            return
        later = {
            str(product.version): product.lifecycle.released
            for sku, product in self.catalog.perpetual
            if sku.program == self.scope.program and fits(sku) and product.lifecycle.released and product.lifecycle.released > day
        }
        if wanted in later:
            raise LicensectlError(messages.LATER_VERSION.at(version=wanted, family=family, day=day, released=later[wanted]))
        if not known:
            after = listed(sorted(later), 8) or "—"
            raise LicensectlError(messages.NO_VERSION.at(family=family, day=day, program=self.scope.program, known=after))
        raise LicensectlError(UNKNOWN_NAME.at(what=N_("version"), name=wanted, known=", ".join(known)))

    def public_prices(self, licences: Sequence[tuple[str, Metric]]) -> PublicPrices | None:
        """Return the prices of these access licences in the newest public list up to the day that has all of them.

        Its market and age do not matter, as only the ratio is used. Of several generations in one list the newest counts. None if no
        list has them all.
        """
        lists = [self._listed(wanted) for wanted in licences]
        common = set(lists[0]).intersection(*lists[1:]) if lists else set()
        if not common:
            return None
        newest = max(common)
        return PublicPrices(newest.market, newest.month, newest.currency, [amounts[newest] for amounts in lists])

    def _listed(self, wanted: tuple[str, Metric]) -> dict[PublicList, Decimal]:
        """Return the price of an access licence by public list."""
        day, found = self.scope.day.isoformat(), dict[PublicList, Decimal]()
        for sku in sorted((s for s in self._sold(any_version=True) if (s.grants, s.metric) == wanted), key=self._rank):
            for price in sku.prices:
                if price.program == self.scope.program and (price.as_of or "") <= day:
                    found[PublicList(price.as_of or "", price.kind, price.market or "", price.money.currency)] = price.money.amount
        return found

    @cached_property
    def _of_the_day(self) -> list[tuple[Sku, Product]]:
        """Return the perpetual SKUs of the program that are out on the day, with their products."""
        program, day = self.scope.program, self.scope.day
        return [
            (sku, product)
            for sku, product in self.catalog.perpetual
            if sku.program == program and (product.lifecycle.released is None or product.lifecycle.released <= day)
        ]

    def _sold(self, any_version: bool = False) -> Iterable[Sku]:
        """Return the SKUs of the generation in question, or of any."""
        version = None if any_version else self.scope.version
        return [sku for sku, product in self._of_the_day if not version or product.version == version]

    def _newest(self, skus: Iterable[Sku]) -> Sku | None:
        return max(skus, key=self._rank, default=None)

    def _rank(self, sku: Sku) -> tuple[date, bool, bool]:
        return self.catalog.lifecycle(sku).released or date.min, self.scope.segment in sku.segments, ":" in (sku.sku or "")

    def _family(self, sku: Sku) -> str:
        return self.catalog.products[sku.product].family


def price_lookup(scope: Scope, prices: PriceList | None) -> PriceOf:
    """Return a function from SKU, basis (unit_price, erp) and quantity to a price. If `prices` is given, only its prices are used."""

    def given(sku: Sku, basis: str, quantity: int) -> CandidatePrice | None:
        key = parse_sku(sku.sku) if sku.sku else None
        if prices is None or key is None or scope.program != SHEET_PROGRAM:
            return None
        row = prices.in_force(key, PriceScope(scope.market, scope.currency, scope.segment, scope.day, quantity=quantity)).row
        amount = getattr(row, basis) if row else None
        return CandidatePrice(amount, given=True) if amount is not None else None

    def reference(sku: Sku, basis: str, quantity: int) -> CandidatePrice | None:
        wanted = (scope.program, scope.market, scope.currency, basis)
        fitting = [price for price in sku.prices if (price.program, price.market, price.money.currency, price.kind) == wanted]
        newest = max((p for p in fitting if p.is_recent(scope.day)), key=lambda p: p.as_of or "", default=None)
        return CandidatePrice(newest.money.amount, given=False) if newest else None

    return given if prices is not None else reference

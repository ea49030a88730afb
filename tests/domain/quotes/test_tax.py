"""Tax regimes: one record each, and what a customer pays under it."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import fields

from licensectl.core.money import Money
from licensectl.domain.quotes.model import Vat
from licensectl.domain.quotes.tax import ORDINARY, REGIMES, WITHOUT_TAX, regime_of, seller_country
from licensectl.i18n.translate import translate


def test_every_regime_is_a_flag_of_vat_and_every_flag_a_regime():
    flags = {field.name for field in fields(Vat) if field.type is bool}
    assert flags == {one.name for one in REGIMES} - {ORDINARY.name}
    assert len({one.name for one in REGIMES}) == len(REGIMES)


@pytest.mark.parametrize("regime", REGIMES, ids=lambda one: one.name)
def test_a_regime_is_found_by_its_flag_and_states_itself_in_both_languages(regime):
    vat = Vat(rate=Decimal(22)) if regime is ORDINARY else Vat(rate=Decimal(22) if regime.taxed else None, **{regime.name: True})
    assert regime_of(vat) is regime
    assert regime is ORDINARY or (regime.sentence and translate(regime.sentence, "it") != translate(regime.sentence, "en"))


@given(st.decimals(0, 100, places=1), st.none() | st.decimals(0, 100, places=1), st.decimals(0, 10_000, places=2), st.sampled_from(REGIMES))
def test_who_pays_what(rate, own, amount, regime):
    net, tax = Money(amount, "EUR"), Money(amount * rate / 100, "EUR").rounded()
    assert regime.rate(own, Vat(rate=rate)) == ((rate if own is None else own) if regime.taxed else 0)
    assert regime.payable(net, net + tax) == (net + tax if regime.name == "ordinary" else net)


def test_what_is_untaxed():
    assert WITHOUT_TAX == ("reverse_charge", "exempt", "out_of_scope")


@pytest.mark.parametrize(
    ("vat_id", "market", "country"),
    [("IT01234569992", "DE", "IT"), ("EL094259216", None, "GR"), ("01234569992", "IT", "IT"), (None, "FR", "FR"), (None, None, None)],
)
def test_where_the_reseller_sells_from(vat_id, market, country):
    assert seller_country(vat_id, market) == country


def test_rates_and_countries_are_dated_facts(facts):
    taxes = facts.taxes
    assert taxes.standard_rate("IT", date(2026, 11, 23)) == 22
    assert taxes.standard_rate("IT", date(2013, 9, 30)) is None
    assert taxes.standard_rate("XX", date(2026, 11, 23)) is None
    assert len(taxes.areas["eu"].countries) == len(set(taxes.areas["eu"].countries)) == 27
    assert taxes.in_union("GR")
    assert not any(map(taxes.in_union, ("GB", "CH", "EL", "NO", "")))

"""Files that others have published, as `pytest --samples FOLDER` finds them: a folder per repository, named `owner__name`.

The formats themselves are tested without these files, on small ones of our own.
"""

import csv
from datetime import date
from decimal import Decimal

import pytest

from licensectl.app.orders.reader import parse_orders
from licensectl.app.prices.sheet.reader import PriceRows, load_price_sheet
from licensectl.core.sku_id import SkuKey
from licensectl.domain.prices.price_list import PriceScope
from licensectl.domain.prices.row import BookRow
from licensectl.errors import LicensectlError
from licensectl.tables.column_map import ColumnMap


@pytest.fixture
def samples(request):
    """Return the folder given as `--samples`; skip the test without it."""
    folder = request.config.getoption("--samples")
    if folder is None:
        pytest.skip("no folder of public files is given: --samples FOLDER")
    return folder


def test_price_sheets(samples):
    path = samples / "Rytual__MSPPricingTool" / "Nov_NCE_LicenseBasedPL_GA_US.csv"
    scope = PriceScope("US", "USD", "Commercial", date(2025, 11, 15), "P1Y", "Monthly")
    assert load_price_sheet(path.read_bytes(), path.name).in_force(SkuKey("CFQ7TTC0HL8Z", "0005"), scope).row.unit_price == Decimal("13.56")
    path = samples / "kvamseek__partner-center" / "price-sheet-api.sample.csv"
    scope = PriceScope("US", "USD", "Commercial", date(2020, 1, 1), "P1Y")
    row = load_price_sheet(path.read_bytes(), path.name).in_force(SkuKey("CFQ7TTC0HDK0", "0001"), scope).row
    assert (row.unit_price, row.segment) == (Decimal("115.2"), "")


def test_lists_of_a_distributor(samples):
    prices = {"erp": ["建議售價(未稅)", "建議售價未稅"], "unit_price": ["經銷價(未稅)", "經銷未稅"]}
    columns = ColumnMap(prices | {"market": ["Regions", "Market"]}, defaults={"term": "OneTime", "currency": "TWD"})
    lists = {"perpetual-commercial-2021-10-TW.csv": {"OneTime"}, "software-subscriptions-2022-07-TW.csv": {"P1Y", "P3Y"}}
    for name, terms in lists.items():
        content = (samples / "Distant22__SmartHelper_flow" / name).read_bytes()
        with pytest.raises(LicensectlError, match="LC-SHEET-COLUMNS"):
            load_price_sheet(content, name)
        found = [BookRow._make(cells) for cells in PriceRows(content, name, columns)]
        assert len(found) > 20
        assert {(row.market, row.currency) for row in found} == {("TW", "TWD")}
        assert all(len(row.sku_id) == 4 and row.erp for row in found)
        assert {row.term for row in found} == terms


def test_orders_and_what_is_no_order(samples):
    wanted = {
        "kvamseek*/cart-*.json": {"LC-PLACED-CART"},
        "kvamseek*/entitlements*.json": {"LC-PLACED-FOREIGN"},
        "kvamseek*/order-cancel-*.request.json": {"LC-PLACED-FOREIGN"},
        "kvamseek*/order-cancel-*.response.json": set(),
        "ingrammicro*/*.json": {"LC-PLACED-FOREIGN"},
        "cloudblue*/*.json": {"LC-PLACED-FOREIGN"},
        "ArrowSphere*/*.json": {"LC-PLACED-FOREIGN"},
    }
    for pattern, codes in wanted.items():
        files = sorted(samples.glob(pattern))
        assert files, pattern
        for file in files:
            try:
                [order], remarks = parse_orders(file.read_bytes(), file.name)
                assert (order.status, order.lines[0].offer_id, remarks) == ("cancelled", "DG7GMGF0DWT0:0001:DG7GMGF0DSQR", [])
                found = set()
            except LicensectlError as failure:
                found = {problem.code for problem in failure.problems}
            assert found == codes, file.name


def test_every_sku_of_microsofts_list_of_march_2021_is_in_the_catalogue_with_its_italian_prices(samples, facts):
    path = samples / "joaquimpsoares__CSP-Dashboard" / "perpetual-list-2021-03.csv"
    with path.open(encoding="utf-8-sig", newline="") as file:
        listed = [row for row in csv.DictReader(file) if row["Regions"] == "IT"]
    look_alikes = {one.sku for one in facts.catalog.look_alikes.values()}
    missing = []
    for row in listed:
        name = f"{row['ProductId']}:{row['SkuId']}"
        if name in look_alikes:
            continue
        found = facts.catalog.of(SkuKey(row["ProductId"], row["SkuId"]))
        prices = {one.kind: one.money.amount for key in found for one in facts.catalog.skus[key].prices if one.source == "csp-2021-03"}
        if prices != {"unit_price": Decimal(row["ListPrice"]), "erp": Decimal(row["Msrp"])}:
            missing.append((name, prices))
    assert (len(listed), missing) == (65, [])

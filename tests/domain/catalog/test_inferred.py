"""Infer the kind of products that only a price list has from their titles."""

import pytest

from licensectl.core.sku_id import SkuKey
from licensectl.domain.catalog.inferred import infer, taken_for

KEY = SkuKey("DG7GMGF0ZZZZ", "0001")


@pytest.mark.parametrize(
    ("title", "words"),
    [
        ("Windows Server 2031 - 1 User CAL", ("user CAL",)),
        ("Windows Server 2019 Client Access License - 1 Device CAL", ("device CAL",)),
        ("Something CAL for users and devices", ("CAL",)),
        ("Windows Server 2031 Datacenter - 16 Core License Pack", ("16-core pack",)),
        ("Windows Server 2031 Standard 2-core", ("2-core pack",)),
        ("Something - 4 Core Pack", ("4-core pack",)),
        ("Windows Server 2031 External Connector", ("external connector",)),
        ("ESU for SQL 2014 EE 2 Core pack year 2", ("2-core pack", "ESU")),
        ("Extended Security Updates for Windows 11 Year 1", ("ESU",)),
        ("Azure SQL Edge - 3 year", ("subscription",)),
        ("RDS 2031 CAL - 1 User - 1 Year Subscription", ("user CAL", "subscription")),
        ("10-Year Audit Log Retention", ()),
        ("Physical security calendar", ()),
        ("Word LTSC 2024", ()),
    ],
)
def test_the_kind_of_a_title(title, words):
    assert infer(title).words == words


def test_term_and_product_title_tell_as_well():
    assert infer("Standard edition", "SQL Server 2031 - 2 Core License Pack").words == ("2-core pack",)
    assert infer("SQL Server 2031 Standard", term="P1Y").words == ("subscription",)
    assert infer("ESU year 3").esu_year == 3


@pytest.mark.parametrize(
    ("title", "product", "metric", "grants"),
    [
        ("Windows Server 2025 Standard, 16 Core License Pack", "windows-server-2025", "16-core pack", None),
        ("Windows Server 2025 - 1 User CAL", "windows-server-cal-2025", "user CAL", "windows-server-cal"),
        ("Windows Server 2025 Remote Desktop Services - 1 User CAL", "windows-server-cal-2025", "user CAL", "rds-cal"),
        ("SQL Server 2025 Enterprise - 2 Core License Pack", "sql-server-2025", "2-core pack", None),
    ],
)
def test_a_product_is_taken_for_the_one_of_its_generation(facts, title, product, metric, grants):
    taken = taken_for(KEY, title, "", facts.catalog)
    assert (taken.product, taken.metric, taken.grants, taken.sku, taken.prices) == (product, metric, grants, str(KEY), [])


@pytest.mark.parametrize(
    "title",
    [
        "Windows Server 2031 - 1 User CAL",
        "Windows Server 2025 Standard 16 core - 1 year",
        "10-Year Audit Log Retention",
        "Contoso 1 User CAL",
    ],
)
def test_a_title_that_is_like_none_is_taken_for_none(facts, title):
    assert taken_for(KEY, title, "", facts.catalog) is None


def test_every_title_of_the_catalogue_is_taken_for_itself_or_none(facts):
    taken = {key: taken_for(KEY, sku.title, "", facts.catalog) for key, sku in facts.catalog.skus.items()}
    found = {key: made for key, made in taken.items() if made}
    assert len(found) > 60
    own = {key: facts.catalog.skus[key] for key in found}
    assert [key for key, made in found.items() if (made.product, made.grants) != (own[key].product, own[key].grants)] == []

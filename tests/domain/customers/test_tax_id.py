"""VAT ids: each country's own rule, and what a quote says of a wrong one."""

import pytest
from helpers import EXAMPLES

from licensectl.domain.customers.tax_id import standing

GOOD = (EXAMPLES / "request.yaml").read_text().split("\n", 1)[1]


@pytest.mark.parametrize(
    ("one_id", "country", "stands"),
    [
        ("IT01234569992", None, "valid"),
        ("01234569992", "IT", "valid"),
        (" it 0123456 9992 ", None, "valid"),
        ("IT01234569993", None, "wrong"),
        ("IT0123456999", None, "wrong"),
        ("IT01234567897", None, "wrong"),
        ("DE136695976", "IT", "valid"),
        ("DE136695977", "IT", "wrong"),
        ("EL094259216", None, "valid"),
        ("GR094259216", None, "valid"),
        ("GB980780684", None, "not_checked"),
        ("CHE-123.456.788", None, "not_checked"),
        ("12345", None, "not_checked"),
        ("", "IT", "wrong"),
        ("IT" + "9" * 10_000, None, "wrong"),
        ("=cmd|'/C calc'!A0", "IT", "wrong"),
    ],
)
def test_standing(one_id, country, stands):
    assert standing(one_id, country) == stands

"""The checks of a quote from the command line."""

import pytest
from helpers import EXAMPLES, SHEET

from licensectl.core.messages import VAT_ID
from licensectl.domain.quotes import messages_checks as checking
from licensectl.errors import Message

MESSAGES = [VAT_ID, *(message for message in vars(checking).values() if isinstance(message, Message))]


def test_every_code_can_be_explained(cli):
    for message in MESSAGES:
        assert cli("explain", message.code, "--lang", "it").code == 0


def test_what_size_writes_passes_its_own_checks(cli):
    for command in (
        "windows-server --server 4:2x10 --vms 5 --users 25 --rds-users 5",
        "sql-server --server 2x6",
        "sql-server --model server-cal --server 2x6 --users 9",
    ):
        request = cli("size", *command.split(), "-f", "yaml").out
        said = cli("quote", "build", "-", "--prices", "examples/price-sheet-software-IT-2026-11.csv", stdin=request.encode()).err
        assert "LC-CHECK" not in said, said


def test_facts_that_name_what_is_not_there_quote_nothing(cli, tmp_path):
    (tmp_path / "skus.yaml").write_text("products: {windows-server-2025: {needs: [no-such-cal], requires: [no-such-thing]}}")
    ran = cli("quote", "build", "examples/request.yaml", "--data", str(tmp_path))
    assert (ran.code, ran.out, "LC-FACT-REFERENCE" in ran.err) == (1, "", True)


GOOD = (EXAMPLES / "request.yaml").read_text().split("\n", 1)[1]


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("IT01234569992", "IT01234567772", "LC-CUSTOMER-VAT-OFFICE]"),
        ("  vat_id: IT01234569992\n", "", "LC-CHECK-VAT-ID-MISSING]"),
        ("IT01234569992", "IT01234569992", "LC-CHECK-VAT-DOMESTIC]"),
        ("IT01234569992", "DE136695976", None),
    ],
)
def test_what_a_quote_says(cli, tmp_path, old, new, code):
    request = tmp_path / "request.yaml"
    text = GOOD.replace(old, new)
    request.write_text(text.replace("vat: {rate: 22}", "vat: {reverse_charge: true}"))
    ran = cli("quote", "build", str(request), "--prices", SHEET, "--as-of", "2026-11-23")
    assert ran.code == 0
    assert (code in ran.err) if code else ("LC-CHECK-VAT" not in ran.err)

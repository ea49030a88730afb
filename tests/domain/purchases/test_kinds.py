"""The kind of a product follows from its id and term, so that no order gets the return window of another kind."""

import json

import pytest

from licensectl.domain.purchases.model import PlacedLine, PlacedOrder


@pytest.mark.parametrize(
    ("offer", "term", "program", "kind"),
    [
        ("DG7GMGF0PWHC:0003:DG7GMGF0AAA1", "", "csp", "perpetual"),
        ("DG7GMGF0GJC2:0003:DG7GMGF0AAA1", "P1Y", "csp", "software_subscription"),
        ("DF77X4D43RKT:48F5", "", "csp", "perpetual"),
        ("CFQ7TTC0LF8R:0001:CFQ7TTC0VZW5", "P1Y", "csp", "seat_based"),
        ("CFQ7TTC0LF8R:0001:CFQ7TTC0VZW5", "", "csp", "seat_based"),
        ("MSCSP_CFQ7TTC0LCHC-0002_FR_EUR_1_720_8640", "P1Y", "csp", "seat_based"),
        ("DZH318Z0BQ4Z:002L:DZH318Z0CMNP", "P1Y", "csp", "unknown"),
        ("dzh318z0bq4z:002p", "", "csp", "unknown"),
        ("EP2-06606", "", "box", "physical"),
        ("CFQ7TTC0LF8R:0001", "", "box", "physical"),
        ("AAA-10000", "", "open", "perpetual"),
        ("AAA-10000", "", "csp", "perpetual"),
    ],
)
def test_kind_of_a_line(offer, term, program, kind):
    order = PlacedOrder(id="a1b2c3d4e5f6", program=program, lines=[PlacedLine(0, offer, 1, "", term)])
    assert order.kinds == [kind]


@pytest.mark.parametrize(("program", "kind"), [("csp", "other_vendor"), ("open", "other_vendor"), ("box", "physical")])
def test_a_product_of_another_vendor(program, kind):
    # Whoever buys a box has the rights of the law, whatever vendor made it.
    order = PlacedOrder(id="a1b2c3d4e5f6", program=program, lines=[PlacedLine(0, "65297", 1, "Acrobat Pro", vendor="Adobe")])
    assert order.kinds == [kind] and not order.is_bought_once(order.lines[0])


AZURE, SOFTWARE = "DZH318Z0BQ4Z:002L:DZH318Z0CMNP", "DG7GMGF0FKZX:0001:DG7GMGF0AAA1"


@pytest.mark.parametrize(
    ("offer", "title", "term", "kind"),
    [
        (AZURE, "Compute Savings Plan, 3 years", "P3Y", "azure_savings_plan"),
        (AZURE, "Piano di risparmio per il calcolo", "P1Y", "azure_savings_plan"),
        (AZURE, "SUSE Linux Enterprise Server for SAP, 1-2 vCPU", "P1Y", "linux_plan"),
        (AZURE, "Red Hat Enterprise Linux", "P1Y", "linux_plan"),
        (AZURE, "Reserved VM Instance, Standard_D2s_v5, EU West", "P3Y", "azure_reservation"),
        (AZURE, "Azure SQL Database reservation", "", "azure_reservation"),
        (AZURE, "Reserved VM Instance with Red Hat", "P1Y", "unknown"),
        (AZURE, "Firewall of a vendor", "P1M", "unknown"),
        (SOFTWARE, "SQL Server Big Data Node Cores - 1 Year Subscription", "", "unknown"),
        (SOFTWARE, "SQL Server 1 year", "", "unknown"),
        (SOFTWARE, "SQL Server 1 year", "P1Y", "software_subscription"),
        (SOFTWARE, "Windows Server 2022 Standard - 16 Core License Pack", "", "perpetual"),
        (SOFTWARE, "Windows Server 2012 Extended Security Updates Year 2", "", "perpetual"),
    ],
)
def test_kind_by_the_title(offer, title, term, kind):
    order = PlacedOrder(id="a1b2c3d4e5f6", lines=[PlacedLine(0, offer, 1, title, term)])
    assert order.kinds == [kind] and order.is_bought_once(order.lines[0]) == (offer == SOFTWARE and not term)


@pytest.mark.parametrize("line", [(AZURE, "P1Y"), (SOFTWARE, "", "SQL Server 1 year subscription")])
def test_an_unknown_kind_is_for_review(cli, tmp_path, line):
    path = placed(tmp_path, line)
    assert cli("order", "record", path).code == 0
    ran = cli("returns", "check", "a1b2c3d4e5f6", "--requested", "2026-11-04", "-f", "json")
    answer = json.loads(ran.out)
    assert (ran.code, answer["verdict"], answer["rule"]) == (3, "review", None) and "--kind" in answer["actions"][0]
    ran = cli("returns", "check", "a1b2c3d4e5f6", "--kind", "perpetual", "--requested", "2026-11-04", "-f", "json")
    assert json.loads(ran.out)["verdict"] == "eligible"
    assert "[LC-CANCEL-REVIEW]" in cli("order", "export", path, "--cancel", "--as-of", "2026-11-04").err
    [shown] = json.loads(cli("order", "list", "-f", "json", "--as-of", "2026-11-04").out)["orders"]
    assert shown["days_left"] is None
    assert cli("returns", "plan", "--as-of", "2026-11-04").code in (0, 3)


def placed(tmp_path, *lines):
    path = tmp_path / "order.json"
    held = [
        {"lineItemNumber": number, "offerId": offer, "quantity": 1, "termDuration": term, "friendlyName": "".join(title)}
        for number, (offer, term, *title) in enumerate(lines)
    ]
    order = {"id": "a1b2c3d4e5f6", "creationDate": "2026-11-02T09:00:00Z", "status": "completed", "currencyCode": "EUR", "lineItems": held}
    path.write_text(json.dumps(order))
    return str(path)


PERPETUAL = ("DG7GMGF0PWHC:0003:DG7GMGF0AAA1", "")
RESERVATION = ("DZH318Z0BQ4Z:002P:DZH318Z0CL2D", "", "Reserved VM Instance")


def test_a_reservation_has_no_window_of_another_kind(cli, tmp_path):
    assert cli("order", "record", placed(tmp_path, RESERVATION)).code == 0
    ran = cli("returns", "check", "a1b2c3d4e5f6", "--requested", "2026-11-04", "-f", "json")
    answer = json.loads(ran.out)
    assert (ran.code, answer["verdict"], answer["refund"], answer["rule"]) == (3, "review", "prorated", "csp-azure-reservation")
    [shown] = json.loads(cli("order", "list", "-f", "json", "--as-of", "2026-11-04").out)["orders"]
    assert (shown["last_safe_day"], shown["days_left"]) == (None, None)


def test_of_several_kinds_the_first_window_counts(cli, tmp_path):
    both = placed(tmp_path, PERPETUAL, ("DG7GMGF0GJC2:0003:DG7GMGF0AAA2", "P1Y"), RESERVATION)
    assert cli("order", "record", both).code == 0
    [shown] = json.loads(cli("order", "list", "-f", "json", "--as-of", "2026-11-04").out)["orders"]
    assert shown["last_safe_day"] == "2026-11-08"
    # Cancelling asks for each kind: the perpetual line is in time, the reservation is not certain.
    ran = cli("order", "export", both, "--cancel", "--as-of", "2026-11-04")
    assert ran.code == 0 and "[LC-CANCEL-REVIEW]" in ran.err
    assert cli("order", "export", both, "--cancel", "--as-of", "2026-11-20").code == 3

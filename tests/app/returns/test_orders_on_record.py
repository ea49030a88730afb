"""Returns of orders on record: one by one, by deadline, and as dates in a calendar that reads them back."""

import json
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from helpers import SHEET, sheet_of_tiers

DAY = ("--as-of", "2026-11-23")
ROME = ("--time-zone", "Europe/Rome")
ID, TWO = "6dc5c039750a", "a1b2c3d4e5f6"


@pytest.fixture
def shop(cli):
    """Record two orders: one of ten at 1,021.40, one of two lines without prices."""
    cli("order", "record", "--id", ID, "--placed", "2026-11-02T10:00:00+01:00", "--line", "DG7GMGF0PWHC:0003=10@1021.40")
    cli("order", "record", "examples/placed-order.json", "--customer", "Contoso")
    return cli


def told(cli, *command):
    ran = cli(*command, *DAY, "-f", "json")
    assert ran.code in (0, 3), ran.err
    return json.loads(ran.out)


def test_an_order_knows_its_lines_prices_and_state(shop):
    answer = told(shop, "returns", "check", ID)
    assert (answer["verdict"], answer["refund_amount"], answer["order"]) == ("eligible", {"amount": "10214.00", "currency": "EUR"}, ID)
    two = told(shop, "returns", "check", TWO)
    assert [line["number"] for line in two["lines"]] == [0, 1] and two["refund_amount"] is None
    assert [line["number"] for line in told(shop, "returns", "check", TWO, "--line", "1")["lines"]] == [1]
    shop("order", "record", "--id", TWO, "--status", "pending review")
    assert told(shop, "returns", "check", TWO)["verdict"] == "review"
    shop("order", "record", "--id", TWO, "--status", "cancelled")
    assert "already cancelled" in " ".join(told(shop, "returns", "check", TWO)["reasons"])


def test_the_support_request_is_filled_in_as_far_as_is_known(shop):
    request = told(shop, "returns", "check", TWO)["support_request"]
    assert request["type"] == "CSP Purchase/Refund on behalf of customers"
    values = {field["name"]: field["value"] for field in request["fields"]}
    assert values == {"tenant": "6c3a2b7e-0000-4000-8000-5d1f2c9b7a10", "order": TWO, "reason": None, "amount": None}


def test_what_the_order_does_not_say_the_customer_book_does(shop):
    assert shop("customer", "add", "Fabrikam", "--tenant-id", "6c3a2b7e-0000-4000-8000-5d1f2c9b7a11", "--id", "fabrikam").code == 0
    shop("order", "record", "--id", ID, "--customer", "fabrikam")
    fields = told(shop, "returns", "check", ID)["support_request"]["fields"]
    assert {field["name"]: field["value"] for field in fields}["tenant"] == "6c3a2b7e-0000-4000-8000-5d1f2c9b7a11"


PART = ("returns", "check", ID, "--returned", "4")


def test_a_partial_wish_gets_a_plan_with_todays_price(shop):
    assert told(shop, *PART)["plan"]["cost"] is None, "no price is known"
    plan = told(shop, *PART, "--prices", SHEET)["plan"]
    assert (plan["give_back"], plan["buy_again"], plan["sold"], plan["pays"]) == (10, 6, True, True)
    amounts = [plan[key]["amount"] for key in ("refund", "unit_price", "cost", "cash_effect", "detour_cost")]
    assert amounts == ["10214.00", "1021.40", "6128.40", "4085.60", "0.00"]
    assert (plan["last_safe_day"], plan["last_possible_day"]) == ("2026-12-22", "2026-12-23")
    assert "Plan: return the whole line" in shop(*PART, "--prices", SHEET, *DAY, "-f", "text").out


def test_what_is_bought_again_has_the_price_of_so_many(shop, tmp_path):
    sheet = sheet_of_tiers(tmp_path / "sheet.csv", "DG7GMGF0PWHC:0003", (1, 5, "1021.40"), (6, "", "900.00"))
    costs = [told(shop, *PART[:-1], returned, "--prices", sheet)["plan"]["cost"]["amount"] for returned in ("4", "5")]
    assert costs == ["5400.00", "5107.00"]


def test_the_price_book_stands_in_for_a_sheet_and_says_what_it_cannot(shop):
    shop("price", "import", SHEET, "--month", "2026-11")
    assert told(shop, *PART)["plan"]["sold"] is True
    later = told(shop, *PART, "--requested", "2026-12-01")["plan"]
    assert (later["sold"], later["unit_price"]["amount"]) == (None, "1021.40"), "the list of another month does not say what is sold today"
    shop("order", "record", "--id", "ffff00000001", "--placed", "2026-11-20", "--line", "DG7GMGF0ZZZZ:0009=10@1.00")
    gone = told(shop, "returns", "check", "ffff00000001", "--returned", "4")["plan"]
    assert (gone["sold"], gone["cash_effect"], gone["refund"]["amount"]) == (False, None, "10.00")


def test_no_plan_where_nothing_can_go_back(shop):
    assert told(shop, *PART, "--requested", "2027-01-10")["plan"] is None
    assert told(shop, "returns", "check", ID)["plan"] is None


@pytest.mark.parametrize(
    ("command", "code", "message"),
    [
        ((ID, "--line", "7"), 1, "LC-CANCEL-LINE"),
        (("nowhere00000",), 1, "LC-RECORD-UNKNOWN"),
        ((TWO, "--returned", "3"), 1, "LC-RET-LINE"),
        ((ID, "--purchased", "2026-11-01"), 2, "LC-RET-ORDER"),
        ((ID, "--quantity", "3"), 2, "LC-RET-ORDER"),
        ((ID, "--seal", "torn"), 2, "LC-CLI-VALUE"),
        ((ID, "--time-zone", "Europe/Atlantis"), 2, "LC-CLI-VALUE"),
        ((ID, "--time-zone", "../../etc/passwd"), 2, "LC-CLI-VALUE"),
        (("--line", "1", "--purchased", "2026-11-01"), 2, "LC-CLI-ALONE"),
    ],
)
def test_what_cannot_be_asked(shop, command, code, message):
    ran = shop("returns", "check", *command, *DAY)
    assert (ran.code, ran.out) == (code, "") and message in ran.err, ran.err


def test_returned_above_quantity_is_invalid(shop):
    ran = shop("returns", "check", ID, "--returned", "11", *DAY, "-f", "json")
    assert (ran.code, json.loads(ran.out)["verdict"]) == (3, "invalid")


def test_an_open_order_goes_back_whole(cli):
    lines = ("--line", "79P-05729=2@100", "--line", "021-10645=3@50")
    cli("order", "record", "--id", "open00000001", "--placed", "2021-11-15", "--program", "open", *lines)
    asked = ("returns", "check", "open00000001", "--requested", "2021-12-20")
    assert told(cli, *asked)["verdict"] == "eligible"
    one = told(cli, *asked, "--line", "0")
    assert one["verdict"] == "not_eligible" and "the whole of it" in " ".join(one["reasons"])


def test_deadlines_in_utc_and_in_rome(shop):
    held = told(shop, "returns", "check", ID, *ROME)["deadlines"]
    assert held["time_zone"] == "Europe/Rome"
    assert held["last_safe"] == {"utc": "2026-12-01T23:59:59Z", "local": "2026-12-02T00:59:59+01:00"}
    asked = ("returns", "check", "--kind", "seat_based", "--purchased", "2026-05-04T10:00:00+02:00", "--requested", "2026-05-05")
    assert told(shop, *asked, *ROME)["deadlines"]["last_safe"] == {"utc": "2026-05-11T07:59:59Z", "local": "2026-05-11T09:59:59+02:00"}


def test_rome_at_midnight_changes_the_regime(cli):
    for placed, rule, last in (("00:30", "csp-perpetual-60-days", "2021-07-29"), ("02:00", "csp-perpetual-30-days", "2021-06-30")):
        cli("order", "record", "--id", "rome00000001", "--placed", f"2021-06-01T{placed}+02:00", "--line", "DG7GMGF0PWHC:0003=1@1.00")
        answer = told(cli, "returns", "check", "rome00000001", "--requested", "2021-06-02")
        assert (answer["rule"], answer["last_safe_day"]) == (rule, last)


def test_the_plan_by_deadline_with_the_money_at_stake(shop):
    plan = told(shop, "returns", "plan")
    assert [(held["order"], held["last_safe_day"], held["days_left"]) for held in plan["returns"]] == [
        (ID, "2026-12-01", 8),
        (TWO, "2026-12-08", 15),
    ]
    assert plan["at_stake"] == [{"amount": "10214.00", "currency": "EUR"}]
    assert (plan["returns"][1]["at_stake"], plan["unpriced_lines"]) == (None, 2)
    assert [held["order"] for held in told(shop, "returns", "plan", "--within", "8")["returns"]] == [ID]
    assert told(shop, "returns", "plan", "--within", "0")["returns"] == []
    text = shop("returns", "plan", *DAY, "-f", "text").out
    assert "2 lines without a known price are not in the sums" in text
    header = shop("returns", "plan", *DAY, "-f", "csv").out.splitlines()[0]
    assert header.startswith("last_safe_day,days_left,order,customer,placed,lines,at_stake,currency,verdict,refund,program,kind,unpriced")


def test_the_plan_keeps_apart_what_has_deadlines_of_its_own(cli, tmp_path):
    order = json.loads(Path("examples/placed-order.json").read_text())
    order["lineItems"][1]["termDuration"] = "P1Y"
    order["creationDate"] = "2026-11-20T08:30:12Z"
    (tmp_path / "order.json").write_text(json.dumps(order))
    cli("order", "record", str(tmp_path / "order.json"))
    held = told(cli, "returns", "plan")["returns"]
    assert [(one["kind"], one["lines"], one["last_safe_day"]) for one in held] == [
        ("software_subscription", [1], "2026-11-26"),
        ("perpetual", [0], "2026-12-19"),
    ]


def test_the_plan_says_which_orders_no_rule_answers(cli):
    cli("order", "record", "--id", "seats0000001", "--placed", "2026-11-02", "--program", "mpsa", "--line", "DG7GMGF0PWHC:0003=1")
    assert told(cli, "returns", "plan")["without_rule"] == ["seats0000001"]
    assert cli("returns", "plan", *DAY).code == 0


def events(text):
    from icalendar import Calendar

    return [component for component in Calendar.from_ical(text).walk("VEVENT")]


def test_a_calendar(shop, tmp_path):
    file = tmp_path / "returns.ics"
    ran = shop("returns", "plan", *DAY, *ROME, "--ics", str(file))
    assert ran.code == 0 and ID in ran.out
    content = file.read_bytes()
    assert (
        content.decode() == shop("returns", "plan", *DAY, *ROME, "-f", "ics").out == shop("returns", "plan", *DAY, *ROME, "--ics", "-").out
    )
    first, second = events(content)
    assert (first["dtstart"].dt, first["dtend"].dt) == (date(2026, 12, 1), date(2026, 12, 2))
    assert second["dtstart"].dt == date(2026, 12, 8)
    assert "10214.00 EUR" in first["summary"] and "Contoso" in second["summary"]
    assert [alarm["trigger"].dt for alarm in first.walk("VALARM")] == [timedelta(days=-2)]
    assert first["dtstamp"].dt == datetime(2026, 11, 23, tzinfo=UTC)
    assert len({first["uid"], second["uid"]}) == 2
    assert shop("returns", "plan", *DAY, "--ics", str(file)).code == 1, "an existing file needs --force"
    assert shop("returns", "plan", *DAY, "--ics", str(file), "--force").code == 0


def test_reading_a_calendar_again_changes_its_dates(shop):
    before = {event["uid"]: event for event in events(shop("returns", "plan", *DAY, "-f", "ics").out)}
    shop("order", "record", "--id", TWO, "--status", "cancelled")
    after = {event["uid"]: event for event in events(shop("returns", "plan", "--as-of", "2026-11-24", "-f", "ics").out)}
    assert before.keys() == after.keys()
    assert all(after[uid]["dtstamp"].dt > before[uid]["dtstamp"].dt for uid in after)
    assert sorted(str(event["status"]) for event in after.values()) == ["CANCELLED", "CONFIRMED"]
    [gone] = [event for event in after.values() if event["status"] == "CANCELLED"]
    assert not gone.walk("VALARM")


@pytest.mark.parametrize(("zone", "day"), [("Europe/Rome", "2026-12-01"), ("UTC", "2026-12-01"), ("America/New_York", "2026-11-30")])
def test_a_whole_day_ends_before_the_utc_day_does(shop, zone, day):
    [first, _] = events(shop("returns", "plan", *DAY, "--time-zone", zone, "-f", "ics").out)
    assert str(first["dtstart"].dt) == day


def test_where_the_hour_decides_the_calendar_has_the_hour(cli, tmp_path):
    order = json.loads(Path("examples/placed-order.json").read_text())
    for line in order["lineItems"]:
        line["termDuration"] = "P1Y"
    (tmp_path / "order.json").write_text(json.dumps(order | {"creationDate": "2026-11-20T08:30:12Z"}))
    cli("order", "record", str(tmp_path / "order.json"))
    [event] = events(cli("returns", "plan", *DAY, *ROME, "-f", "ics").out)
    assert (event["dtstart"].dt, event["dtend"].dt) == (
        datetime(2026, 11, 27, 7, 30, 12, tzinfo=UTC),
        datetime(2026, 11, 27, 8, 30, 12, tzinfo=UTC),
    )


def test_hostile_names_stay_text(cli):
    name = "A;B,C\\D \"E\" =cmd|'x'!A0 <script> END:VEVENT"
    cli("order", "record", "--id", ID, "--placed", "2026-11-02", "--line", "DG7GMGF0PWHC:0003=1@1.00", "--customer", name)
    [event] = events(cli("returns", "plan", *DAY, "-f", "ics").out)
    assert 'A;B,C\\D "E" =cmd' in str(event["summary"])
    assert "<script>" not in cli("returns", "plan", *DAY, "-f", "html").out


def test_same_input_same_bytes(shop):
    for form in ("ics", "json", "csv"):
        assert shop("returns", "plan", *DAY, *ROME, "-f", form).out == shop("returns", "plan", *DAY, *ROME, "-f", form).out


def test_a_plan_of_nothing(cli, tmp_path):
    assert cli("returns", "plan", *DAY).code == 0
    assert events(cli("returns", "plan", *DAY, "-f", "ics").out) == []
    assert not (tmp_path / "home").exists()

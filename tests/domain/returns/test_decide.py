"""Return questions against the table of cases: every regime, its boundary days, and what no rule answers."""

from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from licensectl.core.money import Money
from licensectl.domain.returns.decide import ReturnQuestion, check, parse_moment
from licensectl.errors import LicensectlError
from licensectl.facts.library import Facts
from licensectl.i18n.translate import translate

RULES = Facts.load().returns.rules
BOX = {"program": "box", "kind": "physical", "buyer": "consumer", "channel": "online", "seal": "intact"}
SUBSCRIPTION = {"kind": "software_subscription"}
SEATS = {"kind": "seat_based"}
OPEN = {"program": "open"}


def ask(purchased: str, requested: str, **more):
    if "delivered" in more:
        more["delivered"] = parse_moment(more["delivered"])
    values = {"program": "csp", "kind": "perpetual", "purchased": parse_moment(purchased), "requested": parse_moment(requested)}
    return check(ReturnQuestion(**values | more), RULES)


def words(texts, lang="en"):
    return " ".join(translate(text, lang) for text in texts)


E, N, R, X = "eligible", "not_eligible", "review", "invalid"
CASES = {
    "day 0": ("2026-03-01", "2026-03-01", {}, E, "full"),
    "day 29": ("2026-03-01", "2026-03-30", {}, E, "full"),
    "day 30": ("2026-03-01", "2026-03-31", {}, R, "full"),
    "day 31": ("2026-03-01", "2026-04-01", {}, N, "none"),
    "leap year": ("2024-02-01", "2024-03-01", {}, E, "full"),
    "leap year, day 30": ("2024-02-01", "2024-03-02", {}, R, "full"),
    "common year, day 29": ("2026-02-01", "2026-03-02", {}, E, "full"),
    "60 days, day 59": ("2021-05-31", "2021-07-29", {}, E, "full"),
    "60 days, day 60": ("2021-05-31", "2021-07-30", {}, R, "full"),
    "60 days, day 61": ("2021-05-31", "2021-07-31", {}, N, "none"),
    "asked after the change": ("2021-05-15", "2021-06-30", {}, E, "full"),
    "first day of 30": ("2021-06-01", "2021-07-02", {}, N, "none"),
    "Rome after midnight": ("2021-06-01T00:30+02:00", "2021-07-20T12:00Z", {}, E, "full"),
    "Rome at two": ("2021-06-01T02:00+02:00", "2021-07-20T12:00Z", {}, N, "none"),
    "part of a line": ("2026-05-04", "2026-05-09", {"quantity": 10, "returned": 4}, N, "none"),
    "whole line": ("2026-05-04", "2026-05-09", {"quantity": 10, "returned": 10}, E, "full"),
    "activated": ("2026-05-04", "2026-05-14", {"quantity": 3, "returned": 3, "activated": True}, E, "full"),
    "education": ("2026-05-04", "2026-05-24", {"segment": "Education"}, E, "full"),
    "held order": ("2026-05-04", "2026-05-05", {"order_status": "pending po upload"}, R, "none"),
    "completed order": ("2026-05-04", "2026-05-05", {"order_status": "Completed"}, E, "full"),
    "held order, too late": ("2026-05-04", "2026-09-05", {"order_status": "pending"}, N, "none"),
    "cancelled order": ("2026-05-04", "2026-05-05", {"order_status": "cancelled"}, N, "none"),
    "subscription, 60 days": ("2021-05-31", "2021-07-29", SUBSCRIPTION, E, "prorated"),
    "subscription, 30 days": ("2021-06-15", "2021-07-10", SUBSCRIPTION, E, "prorated"),
    "subscription, last of 30": ("2022-07-10", "2022-08-08", SUBSCRIPTION, E, "prorated"),
    "subscription, 168 h less a minute": ("2022-07-11T09:00Z", "2022-07-18T08:59Z", SUBSCRIPTION, E, "prorated"),
    "subscription, 168 h": ("2022-07-11T09:00Z", "2022-07-18T09:00Z", SUBSCRIPTION, N, "none"),
    "subscription, bare days": ("2026-05-04", "2026-05-10", SUBSCRIPTION, E, "prorated"),
    "subscription, the hour decides": ("2026-05-04", "2026-05-11", SUBSCRIPTION, R, "prorated"),
    "subscription, bare days late": ("2026-05-04", "2026-05-12", SUBSCRIPTION, N, "none"),
    "subscription, fewer": ("2026-05-04", "2026-05-05", SUBSCRIPTION | {"quantity": 10, "returned": 6}, N, "none"),
    "linux": ("2026-05-04", "2026-05-04", {"kind": "linux_plan"}, N, "none"),
    "savings plan": ("2026-05-04", "2026-05-04", {"kind": "azure_savings_plan"}, N, "none"),
    "seats, 96 of 72 h": ("2022-02-01T10:00Z", "2022-02-05T10:00Z", SEATS, N, "none"),
    "seats, 20 of 72 h": ("2022-02-01T10:00Z", "2022-02-02T06:00Z", SEATS, E, "full"),
    "seats, 71 of 72 h": ("2022-02-01T10:00Z", "2022-02-04T09:00Z", SEATS, E, "prorated"),
    "seats, last day of 72 h": ("2022-03-11T23:59Z", "2022-03-15T00:00Z", SEATS, N, "none"),
    "seats, first day of 7": ("2022-03-12T00:00Z", "2022-03-18T23:00Z", SEATS, E, "prorated"),
    "seats, to the hour": ("2022-03-15T11:00Z", "2022-03-22T10:59Z", SEATS, E, "prorated"),
    "seats, an hour late": ("2022-03-15T11:00Z", "2022-03-22T12:00Z", SEATS, N, "none"),
    "seats, fewer": ("2026-05-04", "2026-05-05", SEATS | {"quantity": 10, "returned": 6}, E, "prorated"),
    "open": ("2021-11-15", "2021-12-20", OPEN, E, "full"),
    "open, day 60": ("2021-11-15", "2022-01-14", OPEN, R, "full"),
    "open, today": ("2021-12-31", "2026-11-23", OPEN, N, "none"),
    "open, part": ("2021-11-15", "2021-12-20", OPEN | {"quantity": 10, "returned": 4}, N, "none"),
    "open, closed": ("2022-02-01", "2022-02-02", OPEN, X, "none"),
    "open key": ("2021-11-15", "2021-12-20", OPEN | {"kind": "online_service_key", "activated": False}, E, "full"),
    "open key, activated": ("2021-11-15", "2021-12-20", OPEN | {"kind": "online_service_key", "activated": True}, N, "none"),
    "open key, unknown": ("2021-11-15", "2021-12-20", OPEN | {"kind": "online_service_key"}, R, "full"),
    "box": ("2026-08-29", "2026-09-10", BOX | {"delivered": "2026-09-01"}, E, "full"),
    "box, day 14": ("2026-08-29", "2026-09-15", BOX | {"delivered": "2026-09-01"}, E, "full"),
    "box, day 15": ("2026-08-29", "2026-09-16", BOX | {"delivered": "2026-09-01"}, N, "none"),
    "box, before it came": ("2026-08-29", "2026-08-30", BOX | {"delivered": "2026-09-01"}, E, "full"),
    "box, delivery unknown, early": ("2026-08-29", "2026-09-14", BOX, E, "full"),
    "box, delivery unknown, late": ("2026-08-29", "2026-09-15", BOX, R, "full"),
    "box, seal broken": ("2026-08-29", "2026-09-10", BOX | {"delivered": "2026-09-01", "seal": "broken"}, N, "none"),
    "box, seal unknown": ("2026-08-29", "2026-09-10", BOX | {"delivered": "2026-09-01", "seal": None}, R, "full"),
    "box, seal of no known state": ("2026-08-29", "2026-09-10", BOX | {"delivered": "2026-09-01", "seal": "sealed"}, R, "full"),
    "box, part": ("2026-08-29", "2026-09-10", BOX | {"delivered": "2026-09-01", "quantity": 2, "returned": 1}, R, "full"),
    "box, business": ("2026-09-01", "2026-09-02", BOX | {"buyer": "business"}, R, "seller_policy"),
    "box, shop": ("2026-09-01", "2026-09-02", BOX | {"channel": "store"}, R, "seller_policy"),
    "box, Norwegian shop": ("2026-09-01", "2026-09-02", BOX | {"channel": "store", "market": "NO"}, R, "seller_policy"),
    "box, British business": ("2026-09-01", "2026-09-02", BOX | {"buyer": "business", "market": "GB"}, R, "seller_policy"),
    "download, business": ("2026-09-01", "2026-09-02", BOX | {"buyer": "business", "kind": "download"}, R, "seller_policy"),
    "box in Iceland": ("2026-09-01", "2026-09-10", BOX | {"market": "IS", "delivered": "2026-09-03"}, E, "full"),
    "box in Liechtenstein": ("2026-09-01", "2026-09-10", BOX | {"market": "LI", "delivered": "2026-09-03"}, E, "full"),
    "box in Britain": ("2026-09-01", "2026-09-10", BOX | {"market": "GB", "delivered": "2026-09-03"}, E, "full"),
    "box in Britain, seal broken": (
        "2026-09-01",
        "2026-09-10",
        BOX | {"market": "GB", "delivered": "2026-09-03", "seal": "broken"},
        R,
        "full",
    ),
    "download in Norway": ("2026-09-01", "2026-09-10", BOX | {"market": "NO", "kind": "download", "activated": False}, E, "full"),
    "download in Britain, supplied": ("2026-09-01", "2026-09-10", BOX | {"market": "GB", "kind": "download", "activated": True}, R, "full"),
    "download in the USA": ("2026-09-01", "2026-09-10", BOX | {"market": "US", "kind": "download"}, R, "full"),
    "subscription, quantity added": ("2026-05-04", "2026-05-05", {"kind": "software_subscription", "event": "addition"}, R, "prorated"),
    "subscription, quantity added long ago": (
        "2025-05-04",
        "2026-05-05",
        {"kind": "software_subscription", "event": "addition"},
        R,
        "prorated",
    ),
    "download, supplied": ("2026-09-01", "2026-09-02", BOX | {"kind": "download", "delivered": "2026-09-01"}, N, "none"),
    "download, activated": ("2026-09-01", "2026-09-02", BOX | {"kind": "download", "activated": True}, N, "none"),
    "download, untouched": ("2026-09-01", "2026-09-02", BOX | {"kind": "download", "activated": False}, E, "full"),
    "download, unknown": ("2026-09-01", "2026-09-02", BOX | {"kind": "download"}, R, "full"),
    "box in the USA, day 35": ("2026-09-01", "2026-10-06", BOX | {"market": "US"}, N, "none"),
    "box in Canada, day 29": ("2026-09-01", "2026-09-30", BOX | {"market": "CA"}, E, "full"),
    "oem": ("2026-09-01", "2026-09-01", {"program": "oem"}, N, "none"),
    "asked before bought": ("2026-05-04", "2026-05-03", {}, X, "none"),
    "asked an hour before bought": ("2026-05-04T10:00Z", "2026-05-04T09:00Z", {}, X, "none"),
    "delivered before bought": ("2026-09-01", "2026-09-10", BOX | {"delivered": "2026-08-01"}, X, "none"),
    "more than bought": ("2026-05-04", "2026-05-05", {"quantity": 3, "returned": 4}, X, "none"),
    "none": ("2026-05-04", "2026-05-05", {"quantity": 3, "returned": 0}, X, "none"),
    "negative": ("2026-05-04", "2026-05-05", {"quantity": -3}, X, "none"),
    "returned of how many": ("2026-05-04", "2026-05-05", {"returned": 3}, X, "none"),
}


@pytest.mark.parametrize("case", CASES)
def test_case(case):
    purchased, requested, more, verdict, refund = CASES[case]
    answer = ask(purchased, requested, **more)
    assert (answer.verdict, answer.refund) == (verdict, refund), words(answer.reasons)
    assert answer.reasons
    assert (verdict == X) or answer.sources


def test_deadlines():
    answer = ask("2026-03-01", "2026-03-10")
    assert (answer.last_safe_day, answer.last_possible_day) == (date(2026, 3, 30), date(2026, 3, 31))
    assert (answer.window_days, answer.elapsed_days, answer.rule) == (30, 9, "csp-perpetual-30-days")
    box = ask("2026-08-29", "2026-09-10", **BOX | {"delivered": "2026-09-01"})
    assert box.last_safe_day == box.last_possible_day == date(2026, 9, 15)
    seats = ask("2026-05-04T10:00Z", "2026-05-05", **SEATS)
    assert (seats.last_safe_day, seats.last_possible_day, seats.window_days) == (date(2026, 5, 10), date(2026, 5, 11), 7)
    assert ask("2026-05-04T00:00Z", "2026-05-05", **SEATS).last_possible_day == date(2026, 5, 10)
    assert ask("9999-12-30", "9999-12-31").last_safe_day is None


def test_partial_wish_gets_a_plan():
    answer = ask("2026-05-04", "2026-05-09", quantity=10, returned=4)
    assert "return all 10 within the window, then buy 6 again" in words(answer.actions)
    assert "rendere tutte le 10" in words(answer.actions, "it")
    assert ask("2026-05-04", "2026-07-09", quantity=10, returned=4).actions == []


def test_advice():
    advice = words(ask("2026-05-20", "2026-06-02").actions)
    assert "invoice for June 2026, out by 2026-07-08" in advice
    for part in ("indirect reseller asks its provider", "keys and links are revoked", "No exchanges", "price list of that day", "stricter"):
        assert part in advice
    assert "2027-01-08" in words(ask("2026-12-20", "2026-12-28").actions)
    assert "distributor must authorise" in words(ask("2021-11-15", "2021-12-20", **OPEN).actions)


def test_amount_is_known_with_the_price():
    price = Money(Decimal("1021.40"), "EUR")
    assert ask("2026-05-04", "2026-05-09", quantity=10, unit_price=price).refund_amount == Money(Decimal("10214.00"), "EUR")
    cents = Money(Decimal("33.335"), "EUR")
    assert ask("2026-05-04", "2026-05-09", quantity=3, unit_price=cents).refund_amount == Money(Decimal("100.01"), "EUR")
    assert ask("2026-05-04", "2026-05-09", unit_price=price).refund_amount is None
    assert ask("2026-05-04", "2026-05-05", quantity=10, unit_price=price, **SEATS).refund_amount is None
    assert ask("2026-05-04", "2026-07-09", quantity=10, unit_price=price).refund_amount is None


# A day in Rome ends at 22:00 UTC in summer and at 23:00 in winter; Easter Monday of 2027 is 29 March, of 2026 6 April.
@pytest.mark.parametrize(
    ("market", "delivered", "requested", "verdict", "last_day"),
    [
        ("IT", "2026-09-05", "2026-09-21", E, "2026-09-21"),
        ("IT", "2026-09-05", "2026-09-22", N, "2026-09-21"),
        ("FR", "2026-09-06", "2026-09-21", E, "2026-09-21"),
        ("IT", "2026-09-07", "2026-09-22", N, "2026-09-21"),
        ("DE", "2026-12-11", "2026-12-28", E, "2026-12-28"),
        ("IT", "2026-12-18", "2027-01-04", E, "2027-01-04"),
        ("IT", "2026-12-23", "2027-01-07", E, "2027-01-07"),
        ("DE", "2026-12-23", "2027-01-07", N, "2027-01-06"),
        ("IT", "2026-03-23", "2026-04-07", E, "2026-04-07"),
        ("IT", "2026-06-18", "2026-07-02", E, "2026-07-02"),
        ("IT", "2028-02-15", "2028-02-29", E, "2028-02-29"),
        ("IT", "2028-02-15", "2028-03-01", N, "2028-02-29"),
        ("NO", "2026-05-03", "2026-05-18", E, "2026-05-18"),
        ("IT", "2026-09-01", "2026-09-16T00:30+02:00", N, "2026-09-15"),
        ("IT", "2026-09-01", "2026-09-15T23:59+02:00", E, "2026-09-15"),
        ("IT", "2026-08-31T23:30:00Z", "2026-09-15T21:59:00Z", E, "2026-09-15"),
        ("IT", "2026-09-01", "2026-09-15T22:00:00Z", N, "2026-09-15"),
        ("FI", "2026-09-01", "2026-09-15T21:00:00Z", N, "2026-09-15"),
        ("PT", "2026-09-01", "2026-09-15T22:30:00Z", E, "2026-09-15"),
        ("IS", "2026-09-05", "2026-09-19", E, "2026-09-19"),
        ("IS", "2026-09-05", "2026-09-21", R, "2026-09-19"),
        ("GB", "2026-09-05", "2026-09-21", R, "2026-09-19"),
        ("GB", "2026-09-05", "2026-09-22", N, "2026-09-19"),
        ("GB", "2026-12-11", "2026-12-28", R, "2026-12-25"),
    ],
)
def test_a_consumers_fourteen_days(market, delivered, requested, verdict, last_day):
    answer = ask(delivered[:10], requested, **BOX | {"market": market, "delivered": delivered})
    assert (answer.verdict, str(answer.last_safe_day)) == (verdict, last_day), words(answer.reasons)


def test_the_end_of_a_consumers_day_is_an_instant():
    summer = ask("2026-09-01", "2026-09-10", **BOX | {"delivered": "2026-09-01"})
    winter = ask("2026-11-20", "2026-12-01", **BOX | {"delivered": "2026-11-20"})
    assert (str(summer.safe_until), str(winter.safe_until)) == ("2026-09-15 21:59:59+00:00", "2026-12-04 22:59:59+00:00")
    moved = ask("2026-09-05", "2026-09-21", **BOX | {"delivered": "2026-09-05"})
    assert "2026-09-19 is not a working day, so the window ends on the next one, 2026-09-21" in words(moved.reasons)
    assert "il 19/09/2026 non è lavorativo" in words(moved.reasons, "it")
    assert "day 16: the window of 14 days is extended to a working day" in words(moved.reasons)
    late = ask("2026-09-05", "2026-09-22", **BOX | {"delivered": "2026-09-05"})
    assert "day 17 of a window of 14" in words(late.reasons)
    nominal = ask("2026-09-05", "2026-09-19", **BOX | {"delivered": "2026-09-05"})
    assert "day 14 of a window of 14" in words(nominal.reasons)
    # 5 April 2026, day 30 of a purchase at Microsoft, is a Sunday, and its last day all the same.
    monday = words(ask("2026-03-06", "2026-04-06").reasons)
    assert "working day" not in monday and "holidays of a part" not in monday


def test_a_request_before_the_window_opens():
    early, first = (ask("2026-08-29", day, **BOX | {"delivered": "2026-09-01"}) for day in ("2026-08-31", "2026-09-01"))
    assert "the request comes before the delivery, which opens the window" in words(early.reasons)
    assert "day 0 of a window of 14" in words(first.reasons)


def test_the_month_of_the_credit_is_that_of_the_request():
    assert ask("2026-05-20", "2026-06-02").credit_month == date(2026, 6, 1)
    # Too late, and a rule that names no invoice.
    assert ask("2026-05-04", "2026-07-09").credit_month is None
    assert ask("2026-08-29", "2026-09-10", **BOX | {"delivered": "2026-09-01"}).credit_month is None


def test_only_the_reasons_of_the_verdict_are_told():
    held, late = (ask("2026-05-04", requested, order_status="pending") for requested in ("2026-05-05", "2026-09-05"))
    assert "pending" in words(held.reasons) and "pending" not in words(late.reasons)


@pytest.mark.parametrize(
    ("market", "delivered", "requested", "said"),
    [
        ("DE", "2026-12-23", "2027-01-07", "2027-01-06 is one; where the buyer has it, the window may end on 2027-01-07"),
        ("DE", "2026-12-23", "2027-01-08", None),
        ("DE", "2026-12-23", "2027-01-06", None),
        ("DE", "2026-12-23", "2026-12-28", None),
        ("ES", "2026-03-19", "2026-04-06", "2026-04-02 is one; where the buyer has it, the window may end on 2026-04-07"),
        ("ES", "2026-03-19", "2026-04-07", "2026-04-02 is one; where the buyer has it, the window may end on 2026-04-07"),
        ("ES", "2026-03-19", "2026-04-08", None),
        # The patron saints of Milan on 7 December and of another place on 9 December do not add up.
        ("IT", "2026-11-23", "2026-12-09", "2026-12-07 is one; where the buyer has it, the window may end on 2026-12-09"),
        ("IT", "2026-11-23", "2026-12-10", None),
        ("GB", "2026-06-27", "2026-07-14", "2026-07-13 is one; where the buyer has it, the window may end on 2026-07-14"),
        ("GB", "2026-06-29", "2026-07-14", "2026-07-13 is one; where the buyer has it, the window may end on 2026-07-14"),
        ("AT", "2026-12-23", "2027-01-08", None),
    ],
)
def test_a_holiday_of_a_part_of_the_country_is_not_counted_and_said(market, delivered, requested, said):
    answer = ask(delivered, requested, **BOX | {"market": market, "delivered": delivered})
    shown = words(answer.reasons)
    assert ("holidays of a part" in shown) == bool(said) and (said or "") in shown
    assert answer.confidence == ("medium" if said or market == "GB" else "high")


@pytest.mark.parametrize("regime", ["2022-02-01", "2026-05-01"])
@pytest.mark.parametrize(
    ("hours", "refund", "confidence"), [(0, "full", "medium"), (23, "full", "medium"), (24, "prorated", None), (60, "prorated", None)]
)
def test_the_first_day_of_seats_has_one_answer_under_both_rules(regime, hours, refund, confidence):
    bought = datetime.fromisoformat(f"{regime}T10:00:00Z")
    answer = ask(bought.isoformat(), (bought + timedelta(hours=hours)).isoformat(), **SEATS)
    assert (answer.verdict, answer.refund) == (E, refund)
    said = words(answer.reasons)
    assert ("in full by CRN" in said and "pro rata from the first day" in said) == (refund == "full")
    assert confidence in (None, answer.confidence)


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"program": "mpsa"}, "mpsa, perpetual"),
        ({"purchased": date(2018, 9, 3)}, "csp, perpetual on the day of the purchase"),
        ({"kind": "seat_based", "purchased": date(2021, 5, 1)}, "csp, seat_based on the day of the purchase"),
        (BOX | {"market": "JP"}, "box, physical, market JP"),
        (BOX | {"market": "CH", "kind": "download"}, "box, download, market CH"),
        ({"event": "addition"}, "csp, perpetual, event addition"),
    ],
)
def test_a_question_without_a_rule_is_a_review(more, said):
    values = {"program": "csp", "kind": "perpetual", "purchased": date(2026, 5, 4), "requested": date(2026, 5, 5)}
    answer = check(ReturnQuestion(**values | more), RULES)
    assert (answer.verdict, answer.refund, answer.rule) == (R, "none", None)
    assert "no return rule is on record for" in words(answer.reasons) and said in words(answer.reasons)
    assert ("on the day of the purchase" in words(answer.reasons)) == ("on the day of the purchase" in said)
    assert "nessuna regola di reso registrata" in words(answer.reasons, "it") and answer.actions


@pytest.mark.parametrize(
    "more, code",
    [
        ({"kind": "physical"}, "LC-RET-RULE"),
        ({"program": "box"}, "LC-RET-RULE"),
        (BOX | {"buyer": None}, "LC-RET-ASK"),
        (BOX | {"channel": None}, "LC-RET-ASK"),
    ],
)
def test_a_question_that_says_too_little_is_refused(more, code):
    values = {"program": "csp", "kind": "perpetual", "purchased": date(2026, 5, 4), "requested": date(2026, 5, 5)}
    with pytest.raises(LicensectlError) as failure:
        check(ReturnQuestion(**values | more), RULES)
    assert failure.value.problems[0].code == code


@pytest.mark.parametrize(
    "text, code",
    [
        ("2026-02-31", "LC-RET-DATE"),
        ("2026-3-1", "LC-RET-DATE"),
        ("2026-W01-1", "LC-RET-DATE"),
        ("yesterday", "LC-RET-DATE"),
        ("", "LC-RET-DATE"),
        ("2026-03-01T25:00Z", "LC-RET-DATE"),
        ("0001-01-01T00:00+02:00", "LC-RET-DATE"),
        ("2026-03-01T10:30", "LC-RET-OFFSET"),
        ("2026-03-01 10:30", "LC-RET-OFFSET"),
    ],
)
def test_bad_moment(text, code):
    with pytest.raises(LicensectlError) as failure:
        parse_moment(text, "--purchased")
    assert failure.value.problems[0].code == code


def test_moments_are_utc():
    assert parse_moment("2026-03-01") == date(2026, 3, 1)
    assert parse_moment("2021-06-01T00:30+02:00") == datetime(2021, 5, 31, 22, 30, tzinfo=UTC)


def test_rules_name_sources_that_are_on_record():
    known = set(Facts.load().sources)
    for one_id, rule in RULES.items():
        assert rule.sources and set(rule.sources) <= known, one_id
        assert (rule.outcome == "window") == (rule.days is not None), one_id


def test_regimes_follow_one_another_without_gap_or_overlap():
    for kind in ("perpetual", "software_subscription", "seat_based"):
        held = [rule for rule in RULES.values() if (rule.program, rule.kind) == ("csp", kind) and "purchase" in rule.events]
        rules = sorted(held, key=lambda rule: rule.from_ or date.min)
        assert rules[-1].until is None
        for earlier, later in pairwise(rules):
            assert earlier.until is not None and later.from_ == earlier.until + timedelta(days=1)


ORDER = {E: 0, R: 1, N: 2}
KINDS = st.sampled_from([{}, SUBSCRIPTION, SEATS, BOX, {"kind": "linux_plan"}])
FIRST = datetime(2022, 1, 10, tzinfo=UTC)
PURCHASES = st.integers(0, 8 * 365 * 24 * 60).map(lambda minutes: FIRST + timedelta(minutes=minutes))


@given(KINDS, PURCHASES, st.integers(0, 100 * 24 * 60), st.integers(0, 40 * 24 * 60), st.booleans())
def test_asking_later_never_helps(more, purchased, first, later, bare):
    asked = [purchased + timedelta(minutes=minutes) for minutes in (first, first + later)]
    moments = [moment.date() for moment in (purchased, *asked)] if bare else [purchased, *asked]
    values = {"program": "csp", "kind": "perpetual", "purchased": moments[0], "delivered": moments[0]} | more
    early, late = (check(ReturnQuestion(requested=moment, **values), RULES) for moment in moments[1:])
    assert ORDER[early.verdict] <= ORDER[late.verdict]


@given(KINDS, PURCHASES, st.integers(0, 100 * 24 * 60), st.sampled_from([-11, -5, 0, 1, 2, 13]))
def test_never_eligible_after_the_last_possible_day_and_the_zone_does_not_matter(more, purchased, minutes, offset):
    zone = timezone(timedelta(hours=offset))
    requested = purchased + timedelta(minutes=minutes)
    values = {"program": "csp", "kind": "perpetual"} | more
    answer = check(ReturnQuestion(purchased=purchased, requested=requested, delivered=purchased, **values), RULES)
    moved = [moment.astimezone(zone) for moment in (purchased, requested)]
    assert check(ReturnQuestion(purchased=moved[0], requested=moved[1], delivered=moved[0], **values), RULES) == answer
    # The days of a consumer are those of the market.
    asked = requested.astimezone(ZoneInfo(RULES[answer.rule].time_zones.get(values.get("market", "IT"), "UTC"))).date()
    if answer.verdict in (E, R):
        assert asked <= answer.last_possible_day
    if answer.last_safe_day and asked <= answer.last_safe_day:
        assert answer.verdict == E


CHANGES = [datetime(*day, tzinfo=UTC) for day in ((2021, 6, 1), (2022, 3, 12), (2022, 7, 11), (2022, 10, 14), (2026, 1, 1))]


@given(st.sampled_from(CHANGES), st.integers(-3000, 3000), st.integers(-14 * 60, 14 * 60), st.sampled_from([{}, SUBSCRIPTION]))
def test_the_regime_is_that_of_the_utc_instant_alone(change, minutes, offset, more):
    bought = change + timedelta(minutes=minutes)
    written = bought.astimezone(timezone(timedelta(minutes=offset))).isoformat()
    kind = {"kind": "perpetual"} | more
    rule = check(ReturnQuestion(program="csp", purchased=parse_moment(written), requested=bought, **kind), RULES).rule
    [expected] = [
        one_id
        for one_id, held in RULES.items()
        if (held.program, held.kind) == ("csp", kind["kind"]) and "purchase" in held.events and held.contains(bought.date())
    ]
    assert rule == expected

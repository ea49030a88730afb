"""The terms of a provider from a file to every command that names a day of return."""

import json

import pytest
from helpers import EXAMPLES
from icalendar import Calendar

SLIDES = ("--data", str(EXAMPLES / "provider-ingram-micro-cloud-italy"), "--provider", "ingram-micro-cloud-italy")
ASKED = ("returns", "check", "--purchased", "2026-11-02", "--as-of", "2026-11-23")


def test_what_the_slides_say_and_nothing_more(cli):
    ran = cli(*ASKED, *SLIDES, "-f", "json")
    told = json.loads(ran.out)
    assert ran.code == 0, ran.err
    assert told["by_provider"]["contact"] == {"email": "Imcloudservicedesk.it@cloud.im", "phone": None, "url": None, "form": None}
    assert (told["by_provider"]["verdict"], told["by_provider"]["policy"], told["decided_by"]) == (None, None, "rule")
    assert any("service desk" in action for action in told["actions"])
    assert told["who"]["actor"] == "provider"
    text = cli(*ASKED, *SLIDES, "-f", "text").out
    assert "csp-perpetual-30-days" in text and "Ingram Micro Cloud (Italy)" in text


OVERLAY = """
schema: licensectl.returns/1
providers:
  dist:
    title: Distributor
    contact: {email: resi@dist.example, form: {en: Return form, it: Modulo di reso}}
    sources: [DECK]
    confidence: low
    policies:
      perpetual: {title: Terms, programs: [csp], kinds: [perpetual], %s, sources: [DECK], confidence: low}
"""


def overlay(tmp_path, terms):
    folder = tmp_path / "facts"
    folder.mkdir(exist_ok=True)
    (folder / "returns.yaml").write_text(OVERLAY % terms)
    return "--data", str(folder)


def test_an_overlay_from_end_to_end(cli, tmp_path):
    named = (*overlay(tmp_path, "window_days: 14, only_while: [keys_open], restocking_percent: 15"), "--provider", "dist")
    ran = cli(*ASKED, *named, "-f", "json")
    told = json.loads(ran.out)
    assert ran.code == 3 and told["decided_by"] == "provider"
    assert (told["by_rule"]["verdict"], told["by_provider"]["verdict"]) == ("eligible", "not_eligible")
    early = cli(*ASKED[:-1], "2026-11-10", "--keys-open", *named, "--lang", "it").out
    assert "Rivolgersi a Distributor: resi@dist.example, Modulo di reso" in early
    batch = tmp_path / "questions.csv"
    batch.write_text("case,purchased,requested,keys_fulfilled\na,2026-11-02,2026-11-23,no\nb,2026-11-02,2026-11-10,no\n")
    rows = cli("returns", "check", "--batch", str(batch), *named).out.splitlines()
    assert rows[1].startswith("a,not_eligible,none,csp-perpetual-30-days,2026-11-15,2026-11-16")
    assert rows[2].startswith("b,eligible,seller_policy,csp-perpetual-30-days,2026-11-15,2026-11-16")


DECIDED = [
    ("window_days: 14", "en", "Provider: Distributor\nPolicy: perpetual"),
    ("window_days: 14", "it", "Provider: Distributor\nCondizioni: perpetual"),
    ("window_days: 60", "en", "Rule: csp-perpetual-30-days"),
]


@pytest.mark.parametrize(("terms", "lang", "last"), DECIDED)
def test_a_calendar_names_what_decides(cli, tmp_path, terms, lang, last):
    cli("order", "record", "--id", "6dc5c039750a", "--placed", "2026-11-02", "--line", "DG7GMGF0PWHC:0003=2")
    ran = cli("returns", "plan", "--as-of", "2026-11-10", *overlay(tmp_path, terms), "--provider", "dist", "--lang", lang, "-f", "ics")
    [event] = Calendar.from_ical(ran.out).walk("VEVENT")
    said = str(event["description"])
    assert said.endswith(f"\n{last}") and (("csp-perpetual-30-days" in said) == ("csp-perpetual-30-days" in last))


@pytest.mark.parametrize(
    ("terms", "code"),
    [
        ("window_days: 14, window_hours: 48", "LC-FACT-WINDOW"),
        ("restocking_percent: 101", "LC-FACT-FEE"),
        ("restocking_percent: 5, restocking_fee: {amount: 5, currency: EUR}", "LC-FACT-FEE"),
        ("restocking_fee: {amount: NaN, currency: EUR}", "LC-FACT-PRICE"),
        ("window_days: 99999", "LC-DATA-VALUE"),
        ("window_dais: 14", "LC-DATA-UNKNOWN"),
        ("from: 2026-05-01, until: 2026-01-01", "LC-FACT-DATES"),
    ],
)
def test_a_wrong_overlay_is_refused_with_its_line(cli, tmp_path, terms, code):
    named = overlay(tmp_path, terms)
    ran = cli(*ASKED, *named, "--provider", "dist")
    assert ran.code == 1 and code in ran.err and "returns.yaml:" in ran.err, ran.err
    assert code in "".join(cli("data", "check", *named)[1:])


def test_a_provider_that_is_not_there(cli):
    ran = cli(*ASKED, "--provider", "nobody")
    assert (ran.code, ran.out) == (2, "") and "LC-RET-PROVIDER" in ran.err


def test_the_distributor_of_the_profile_counts_wherever_a_day_is_named(cli, tmp_path, monkeypatch):
    """One order, one last safe day: in the list, by itself, on the radar, in the plan, and when it is cancelled."""
    own = overlay(tmp_path, "window_days: 14")
    settings = tmp_path / "licensectl.yaml"
    settings.write_text("profile: {distributor: dist}\n")
    monkeypatch.setenv("LICENSECTL_CONFIG", str(settings))
    # Bought on 2 November: Microsoft's 30 days end with 1 December, the distributor's 14 on the 15th.
    line = ("--line", "DG7GMGF0PWHC:0003:DG7GMGF0AAA1=2")
    recorded = cli(
        "order", "record", "--id", "6dc5c039750a", "--placed", "2026-11-02", "--customer", "Contoso", *line, "--as-of", "2026-11-10"
    )
    assert recorded.code == 0, recorded.err

    def days(day, *more):
        orders = json.loads(cli("order", "list", "--as-of", day, *more, "-f", "json").out)["orders"]
        order = json.loads(cli("order", "show", "6dc5c039750a", "--as-of", day, *more, "-f", "json").out)
        seen = json.loads(cli("radar", "--as-of", day, *more, "-f", "json").out)["signals"]
        plan = json.loads(cli("returns", "plan", "--as-of", day, *more, "-f", "json").out)["returns"]
        on_radar = [one["day"] for one in seen if one["kind"] == "returnable"]
        return {orders[0]["last_safe_day"], order["last_safe_day"], *on_radar, *(one["last_safe_day"] for one in plan)}

    assert days("2026-11-10") == {"2026-12-01"}
    assert days("2026-11-10", *own) == {"2026-11-15"}
    cancel = ("order", "export", "6dc5c039750a", "--target", "partner-center", "--cancel", "--as-of", "2026-11-20")
    assert cli(*cancel).code == 0
    refused = cli(*cancel, *own)
    assert refused.code == 3 and "LC-" in refused.err


@pytest.mark.parametrize(("terms", "by"), [("window_days: 14", "provider"), ("window_days: 90", "rule")])
def test_the_plan_says_who_decides_in_every_format(cli, tmp_path, terms, by):
    assert cli("order", "record", "--id", "c0ffee000001", "--placed", "2026-11-13", "--line", "DG7GMGF0PWHC:0003=2@100.00").code == 0
    named = (*overlay(tmp_path, terms), "--provider", "dist", "--as-of", "2026-11-16")
    [held] = json.loads(cli("returns", "plan", *named, "-f", "json").out)["returns"]
    header, row = (line.split(",") for line in cli("returns", "plan", *named, "-f", "csv", "--lang", "it").out.splitlines())
    assert held["decided_by"] == dict(zip(header, row, strict=True))["decided_by"] == by
    assert header[-2:] == ["rule", "decided_by"]

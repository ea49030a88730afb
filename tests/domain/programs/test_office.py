"""Compare Office editions of one matrix, of several, and on a day."""

from datetime import date

import pytest
from msgspec.structs import replace

from licensectl.domain.programs.compare import office, office_move
from licensectl.errors import LicensectlError

DAY = date(2026, 11, 23)


def cells(facts, edition, day=DAY, matrix=None):
    view = office(facts.office, matrix, [edition], False, day)
    return {row_id: row.cell(edition, day) for row_id, row in view.rows.items()}


@pytest.mark.parametrize(
    ("edition", "yes", "no"),
    [
        ("office_ltsc_standard_2021", "word excel powerpoint outlook onenote publisher", "access"),
        ("office_ltsc_standard_2024", "word excel powerpoint outlook onenote", "access publisher"),
        ("office_ltsc_professional_plus_2024", "word excel powerpoint outlook onenote access", "publisher"),
        ("office_professional_plus_2019", "word excel powerpoint outlook onenote access publisher", "feature_updates"),
        ("office_standard_2019", "word excel powerpoint outlook onenote publisher", "access"),
    ],
)
def test_applications_of_a_suite(facts, edition, yes, no):
    found = cells(facts, edition)
    assert {found[row].value for row in yes.split()} == {"yes"}
    assert {found[row].value for row in no.split()} == {"no"}
    assert all(found[row].sources for row in (*yes.split(), *no.split()))


@pytest.mark.parametrize("edition", ["m365_apps_business", "m365_apps_enterprise"])
@pytest.mark.parametrize(("day", "value"), [(date(2026, 10, 13), "yes"), (date(2026, 10, 14), "no")])
def test_publisher_leaves_the_apps_on_a_day(facts, edition, day, value):
    assert cells(facts, edition, day)["publisher"].value == value


def test_the_newest_matrix_is_the_default_and_a_name_chooses_another(facts):
    assert office(facts.office, None, [], False, DAY).matrix == "current"
    assert office(facts.office, "2019", [], False, DAY).matrix == "2019"
    assert "office_standard_2019" not in office(facts.office, None, [], False, DAY).editions


def test_editions_of_two_generations_side_by_side(facts):
    view = office(facts.office, None, ["office_standard_2019", "m365_apps_business"], True, DAY)
    assert view.matrix == "current"
    assert {"feature_updates", "onedrive_1tb"} <= set(view.rows) and "word" not in view.rows


def test_a_move_over_two_generations(facts):
    found = office_move(facts.office, "office_standard_2019", "office_ltsc_standard_2024", DAY)
    titles = {row.title.en if hasattr(row.title, "en") else row.title for row in found.lost}
    assert titles == {"Publisher (Windows only)"}
    assert found.gained == []


def test_editions_that_no_matrix_has_together(facts):
    alone = replace(facts.office.matrices["current"], also=[])
    file = replace(facts.office, matrices={**facts.office.matrices, "current": alone})
    with pytest.raises(LicensectlError, match="office_standard_2019, office_ltsc_standard_2024"):
        office_move(file, "office_standard_2019", "office_ltsc_standard_2024", DAY)


def test_a_seat_limit_and_its_footnotes_stand_at_their_place(cli):
    out = cli("compare", "office", "--matrix", "2019", "--as-of", "2026-11-23").out
    assert "Access [3], and Publisher [3]" in out
    assert "M365 Apps business [1] (max 300 seats)" in out
    assert "slides" not in out.partition("[1]")[2].lower().partition("\n\n")[2]
    assert "The table of the training slides prints" not in out
    explained = cli("compare", "office", "--matrix", "2019", "--explain", "--as-of", "2026-11-23").out
    assert "The table of the training slides prints «yes»; sources say otherwise: all except Access" in explained


def test_every_letter_has_its_note(cli):
    import re

    for command in (("compare", "office"), ("compare", "office", "--from", "office_standard_2019", "--to", "m365_apps_enterprise")):
        table, _, notes = cli(*command, "--as-of", "2026-11-23").out.partition("\n\n[")
        used = set(re.findall(r"\[([a-z0-9]+)\]", table))
        said = set(re.findall(r"^\[?([a-z0-9]+)\] ", "[" + notes, re.MULTILINE))
        assert used == said and used, command

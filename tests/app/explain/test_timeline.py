"""The command `timeline`."""

import json


def test_an_event_of_ones_own(cli, tmp_path):
    (tmp_path / "background.yaml").write_text(
        "events: {mine: {date: 2027-03-01, text: {en: Our list changes, it: Cambia il listino}, about: [csp]}}"
    )
    out = cli("timeline", "--program", "csp", "--from", "2027-01-01", "--data", str(tmp_path), "--lang", "it", "-f", "json").out
    [moment] = json.loads(out)["moments"]
    assert list(moment) == ["date", "others", "kind", "about", "text", "confidence", "sources", "ids"]
    assert moment["text"] == "Cambia il listino"


def test_a_day_that_does_not_exist(cli):
    ran = cli("timeline", "--from", "2026-02-30", "--lang", "it")
    assert (ran.code, ran.out) == (2, "")
    assert "un giorno che esiste" in ran.err

"""Test the report of `sku show`."""

from datetime import date


def test_a_server_model_needs_cals_and_a_core_model_does_not(facts):
    from licensectl.app.catalog.report import sku

    def base(name):
        [one_id] = facts.catalog.find(name)
        return sku(one_id, facts.catalog, {}, date(2026, 11, 23), "en").record["access_licenses"]["base"]

    assert base("DG7GMGF0VNJS:0002") == ["sql-server-cal"]
    assert base("DG7GMGF0VNH2:0002") == []

"""A list that is written as it is read says what the same list in memory says."""

from datetime import date

import pytest
from msgspec.structs import replace

from licensectl.render import long
from licensectl.render.formats import RenderContext, render
from licensectl.render.report import Column, LongTable, Report, Table, framed

COLUMNS = (Column("id", "Order", "id"), Column("name", "Customer"), Column("day", "Date", "date"), Column("count", "Lines", "int"))


def report(count, notes=()):
    def rows():
        for n in range(count):
            cells = (f"{n:04}", f"Città «{n * 7919 % 1000}»\u202e" + "x" * (n % 40), date(2026, 1 + n % 12, 1), n)
            yield cells, {"id": cells[0], "name": cells[1], "lines": [], "more": {"count": n}}

    record = framed("orders", {"as_of": "2026-11-23", "data_version": "x"}, {"orders": []}, (), "en")
    return Report("Orders", Table(COLUMNS, ()), record, notes=notes, long=LongTable("orders", rows, lambda: count))


@pytest.mark.parametrize("count", [0, 1, 3, long.PART, long.PART + 1, 2 * long.PART + 7])
@pytest.mark.parametrize("notes", [(), ("a note", "another")])
@pytest.mark.parametrize(
    ("form", "dialect"), [("csv", "rfc4180"), ("csv", "excel-it"), ("tsv", "rfc4180"), ("jsonl", "rfc4180"), ("json", ""), ("text", "")]
)
def test_a_stream_says_the_same(count, notes, form, dialect):
    made, context = report(count, notes), RenderContext("it", dialect=dialect)
    streamed = b"".join(long.chunks(made, form, context))
    assert streamed.decode() == render(long.whole(made), form, lang="it", dialect=dialect)


def test_a_terminal_shows_the_first():
    made = long.beginning(report(2_000), "en")
    assert len(made.table.rows) == 50 and made.notes == ("50 of 2,000; --all",)
    assert long.beginning(report(2_000), "it").notes == ("50 su 2.000; --all",)
    assert long.beginning(report(50), "en").notes == () and len(long.beginning(report(50), "en").table.rows) == 50
    held = replace(long.whole(report(60)), long=None)
    assert len(long.beginning(held, "en").table.rows) == 50 and len(held.table.rows) == 60


def test_other_formats_have_all():
    assert long.chunks(report(3), "xlsx", RenderContext("en")) is None
    assert len(long.whole(report(3)).table.rows) == 3 and len(long.whole(report(3)).record["orders"]) == 3

"""Test tables on a terminal: every title, figure and id is whole at every width."""

from decimal import Decimal

import pytest

from licensectl.render.formats import RenderContext, table
from licensectl.render.report import Column, Report, Table

COLUMNS = (
    Column("sku", "SKU", "id"),
    Column("title", "Descrizione"),
    Column("cores", "Core da coprire con licenza", "int"),
    Column("vms", "VM", "int"),
    Column("cost", "Prezzo d'acquisto", "amount"),
)
ROWS = (("DG7GMGF0PWHC:0003", "Windows Server 2025 Standard - 16 Core License Pack", 32, 14, Decimal("17363.80")),)


def drawn(width, columns=COLUMNS, rows=ROWS):
    report = Report("", Table(columns, rows), {})
    return table.render(report, RenderContext(lang="it", width=width, color=False)).splitlines()


@pytest.mark.parametrize("width", [*range(20, 120, 3), 80])
def test_nothing_is_cut(width):
    lines = drawn(width)
    assert all(len(line.rstrip()) <= width for line in lines)
    words = set(" ".join(lines).split())
    assert {"SKU", "VM", "Core", "coprire", "licenza", "Prezzo", "d'acquisto", "32", "14", "17.363,80"} <= words
    assert "DG7GMGF0PWHC:0003" in words or width < 40


def test_titles_wrap_before_words_do():
    text = "Windows Server 2025 Standard - 16 Core License Pack"
    assert any(text in line for line in drawn(96)) and not any("Core da coprire" in line for line in drawn(96))


def test_a_table_that_fits_is_on_one_line():
    assert "SKU                Descrizione" in drawn(140)[0] and "Core da coprire con licenza" in drawn(140)[0]


def test_a_table_without_rows_names_its_columns_at_every_width():
    assert [line.rstrip() for line in drawn(40, rows=())] == ["SKU · Descrizione · Core da coprire con", "licenza · VM · Prezzo d'acquisto"]
    assert drawn(80, rows=())[-1].strip("─") == ""

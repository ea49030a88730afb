"""What a file did not say of itself and was taken from its content, in words."""

from licensectl.core.text import Bilingual
from licensectl.errors import Problem
from licensectl.tables import messages
from licensectl.tables.locale import Style
from licensectl.tables.table import Table

ORDERS = {
    "dmy": Bilingual("days before months", "giorno prima del mese"),
    "mdy": Bilingual("months before days", "mese prima del giorno"),
    "ymd": Bilingual("years first", "anno per primo"),
}


def assumed(table: Table, style: Style) -> list[Problem]:
    """One note of all that was assumed of a table that was read to its end; none for a file as Partner Center makes it."""
    said = [*_of_table(table), *_of_style(style)]
    if not said:
        return []
    how = Bilingual(", ".join(part.en for part in said), ", ".join(part.it or part.en for part in said))
    return [messages.READ_AS.at(table.name, how=how)]


def _of_table(table: Table) -> list[Bilingual]:
    said = []
    if table.guessed:
        said.append(Bilingual(table.guessed, table.guessed))
    if table.delimiter not in ("", ","):
        mark = {"\t": Bilingual("tabs", "tabulazioni")}.get(table.delimiter, Bilingual(f"'{table.delimiter}'", f"'{table.delimiter}'"))
        said.append(Bilingual(f"separated by {mark.en}", f"separato da {mark.it}"))
    if table.sheet_chosen:
        said.append(Bilingual(f"sheet '{table.sheet}'", f"foglio '{table.sheet}'"))
    if table.header_found:
        said.append(Bilingual(f"header in row {table.header_row}", f"intestazione alla riga {table.header_row}"))
    return said


def _of_style(style: Style) -> list[Bilingual]:
    said = []
    if style.commas and not style.declared.decimal:
        said.append(Bilingual("decimal comma", "virgola decimale"))
    if style.date_order and not style.declared.date_order:
        said.append(ORDERS[style.date_order])
    return said

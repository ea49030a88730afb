"""A report: what every format renders."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Literal, NamedTuple, TypeVar

from msgspec import Struct

from licensectl.core.money import Money
from licensectl.core.text import Lang, Text
from licensectl.errors import EXIT_DONE, Problem
from licensectl.i18n.translate import N_, translate
from licensectl.render.chart import Chart

Thing = TypeVar("Thing")
Kind = Literal["text", "id", "int", "amount", "percent", "date"]
# Who gets a column: readers of a page; a workbook; a stream, which is CSV, TSV or JSON Lines.
Reader = Literal["people", "workbook", "stream"]
Audience = Literal["all", "people", "files", "readers", "stream", "none"]


def schema_id(kind: str) -> str:
    """Return the value of the key `schema` of a document of this kind."""
    return f"licensectl.{kind}/1"


def framed(kind: str, stamp: Mapping[str, str], body: Mapping[str, Any], problems: Iterable[Problem], lang: Lang) -> dict[str, Any]:
    """Return `schema`, `as_of` and `data_version`, then the kind's own keys, then `problems`."""
    return {
        "schema": schema_id(kind),
        **stamp,
        **body,
        "problems": [problem.record(lang) for problem in problems],
    }


class CalendarEvent(Struct, frozen=True, kw_only=True):
    """A deadline: the whole of a day, or the hour before an instant in UTC, its last second being `until`.

    `uid` names it for ever, so that a calendar that reads it again changes it; `stamp` is the day of this version.
    `alarm_days` before it an alarm goes off; `withdrawn`: it no longer matters.
    """

    uid: str
    title: str
    stamp: date
    day: date | None = None
    until: datetime | None = None
    details: tuple[str, ...] = ()
    alarm_days: int = 2
    withdrawn: bool = False


class CsvForm(Struct, frozen=True, kw_only=True):
    """The form of a CSV; `guard`: an apostrophe before text that a spreadsheet takes for a formula, `ids`: before ids
    that it takes for numbers."""

    delimiter: str = ","
    decimal: str = "."
    header: bool = True
    bom: bool = False
    guard: bool = False
    ids: bool = False


class Percentage(Decimal):
    """A percentage in a column that has other figures as well."""


class Column(Struct, frozen=True):
    """A column: `key` heads it in CSV and never changes, `title` heads it for people.

    Cells by kind: text and id are str, int is int, amount and percent are Decimal, date is datetime.date; None is a
    blank. `audience` people: pages and terminals; files: workbooks and streams; readers: pages and workbooks. `formula`: how xlsx
    computes a cell of this column from others of its row, named by key in braces: `ROUND({quantity}*{sell_price},2)`.
    """

    key: str
    title: Text
    kind: Kind = "text"
    audience: Audience = "all"
    formula: str = ""

    def heading(self, lang: str) -> str:
        """Return the title in `lang`."""
        return translate(self.title, lang)


class Table(Struct, frozen=True):
    """Rows under columns; `footer` are (label, cell, kind) that people read beneath, such as totals.

    `sums`: how xlsx computes each footer, "" where it is given: `{line_total}` is that column, `{0}` the first footer.
    """

    columns: tuple[Column, ...]
    rows: tuple[tuple[Any, ...], ...]
    footer: tuple[tuple[str, Any, Kind], ...] = ()
    title: str = ""
    numbered: bool = False
    sums: tuple[str, ...] = ()


def table_of(
    things: Iterable[Thing], *columns: tuple[Column, Callable[[Thing], Any]], title: str = "", footer: Sequence[tuple[str, Any, Kind]] = ()
) -> Table:
    """Return a table with a row for each thing; each column comes with the function that gives its cell."""
    rows = tuple(tuple(cell(thing) for _, cell in columns) for thing in things)
    return Table(tuple(column for column, _ in columns), rows, tuple(footer), title)


def table_of_records(
    columns: Sequence[Column], records: Iterable[Mapping[str, Any]], title: str = "", footer: Sequence[tuple[str, Any, Kind]] = ()
) -> Table:
    """Return a table with a row for each record: its values under the keys of the columns."""
    return Table(tuple(columns), tuple(cells_of(record, columns) for record in records), tuple(footer), title)


def cells_of(record: Mapping[str, Any], columns: Iterable[Column]) -> tuple[Any, ...]:
    """Return the values of a record under the keys of the columns; money without its currency."""
    values = (record[column.key] for column in columns)
    return tuple(value.amount if isinstance(value, Money) else value for value in values)


def table_of_fields(rows: Iterable[tuple[Text, Any]], lang: Lang, title: str = "") -> Table:
    """Return a table of names and values."""
    cells = tuple((translate(name, lang), value) for name, value in rows)
    return Table((Column("field", N_("Field")), Column("value", N_("Value"))), cells, title=title)


def sums_below(label: Text, sums: Mapping[str, Money], lang: Lang) -> list[tuple[str, Any, Kind]]:
    """Return the footer of a table that has sums in several currencies."""
    return [(f"{translate(label, lang)} {currency}", money.amount, "amount") for currency, money in sums.items()]


def fields_of(thing: object, *names: str) -> dict[str, Any]:
    """Return fields of a record by name, as its JSON has them."""
    return {name: getattr(thing, name) for name in names}


class PrintedParty(Struct, frozen=True):
    """The seller or the customer: a name and the lines beneath."""

    name: str
    lines: tuple[str, ...] = ()
    legal_name: str = ""


class Section(Struct, frozen=True):
    """Terms under a heading, as (label, words) pairs."""

    title: str
    items: tuple[tuple[str, str], ...]


class Sum(Struct, frozen=True):
    """A line beneath the table; `strong` singles out what is to be paid, `base` is the amount that a tax is computed on."""

    label: str
    cell: Any
    kind: Kind = "amount"
    strong: bool = False
    base: Any = None


class PrintedDocument(Struct, frozen=True):
    """The parts of the paper in their order; `facts` are (label, cell, kind) at the top, `sign` the labels over the lines to sign on.

    `draft` and `draft_note` are the banner and the reason of a document that is not an offer yet.
    """

    heading: str
    number: str
    seller: PrintedParty
    customer: PrintedParty
    customer_title: str
    facts: tuple[tuple[str, Any, Kind], ...]
    table: Table
    currency: str
    sums: tuple[Sum, ...]
    sections: tuple[Section, ...]
    remarks: tuple[str, ...]
    remarks_title: str
    acceptance: str
    sign: tuple[str, ...]
    page_word: str
    base_word: str
    draft: str = ""
    draft_note: str = ""


class LongTable(NamedTuple):
    """The rows of a list that may be too long to be held: `rows()` reads them anew, each with its record in the JSON.

    `key` is the list of the record that they belong to; `total()` says how many there are.
    """

    key: str
    rows: Callable[[], Iterator[tuple[tuple[Any, ...], dict[str, Any]]]]
    total: Callable[[], int]


class Report(Struct, frozen=True):
    """A result ready to be rendered.

    `table` is what csv, tsv, jsonl and xlsx hold; `more` are further tables that people read below it, and sheets of
    xlsx; `charts` are pictures of them; `document` is the paper that html and pdf show instead; `notes` are footnotes
    and remarks, a line each; `record` is the JSON object; `status` is the exit status of the answer;
    `native` is the format when the user named none; `request` is what `quote build` would be asked, where the result is
    such a request: yaml holds it instead of the record; `used` are the ids of the facts and rules behind the answer,
    each of which `explain` knows; `parts` are the files of a result that is several, by name: each is written by itself
    into the folder that -o names; `csv` is the one form of CSV that its reader takes; `events` makes its dates for a calendar;
    `long` are the rows of `table` if they are read while they are written; `brief`: a terminal shows only the first of them;
    `empty` is the sentence that people read in place of a table without rows; `prose`: cells and notes are long texts,
    which a pipe wraps as a terminal does, where it keeps the rows of a list on one line each.
    """

    title: str
    table: Table
    record: dict[str, Any]
    more: tuple[Table, ...] = ()
    notes: tuple[str, ...] = ()
    status: int = EXIT_DONE
    native: str = ""
    charts: tuple[Chart, ...] = ()
    document: "PrintedDocument | None" = None
    request: dict[str, Any] | None = None
    used: tuple[str, ...] = ()
    parts: tuple[tuple[str, "Report"], ...] = ()
    csv: CsvForm | None = None
    events: "Callable[[], Iterable[CalendarEvent]]" = tuple
    long: LongTable | None = None
    brief: bool = False
    empty: str = ""
    prose: bool = False

"""A paper for a customer: what a page has that a table of results has not."""

from typing import Any

from msgspec import Struct

from licensectl.reports.report import Kind, Table


class Party(Struct, frozen=True):
    """Who offers or who buys: a name and the lines beneath."""

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


class Document(Struct, frozen=True):
    """The parts of the paper in their order; `facts` are (label, cell, kind) at the top, `sign` the labels over the lines to sign on."""

    heading: str
    number: str
    seller: Party
    customer: Party
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

"""A customer as one row of texts: what a CSV holds and what the command line says, by names that only ever grow."""

import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

import msgspec

from licensectl.core.json_checks import RepeatedKeyError, require_unique
from licensectl.core.messages import one_of
from licensectl.core.period import parse_day
from licensectl.core.text import Text
from licensectl.domain.customers import messages
from licensectl.domain.customers.field_checks import shown
from licensectl.domain.customers.fields import FIELDS, MCA
from licensectl.domain.customers.model import AgreementAcceptance, Contact, Customer
from licensectl.errors import Problem
from licensectl.i18n.translate import N_

COLUMNS = tuple(field.name for field in FIELDS)
TEXTS = tuple(field.name for field in FIELDS if field.form == "text")
MCA_FIELDS = tuple(field.name for field in FIELDS if field.form == "mca")
PAIRS = tuple(field.name for field in FIELDS if field.form == "pairs")
CLEARABLE = tuple(dict.fromkeys("mca" if field.form == "mca" else field.name for field in FIELDS if field.name not in ("id", "name")))
# A day as an Italian spreadsheet writes it back: day first, as in all countries that separate cells by a semicolon.
DAY_FIRST = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})", re.ASCII)
ATTESTERS = ("customer", "provider", "partner")


def row(customer: Customer) -> tuple[str, ...]:
    """Return the customer under COLUMNS; what is not known is blank."""
    return tuple(WRITTEN[name](customer) for name in COLUMNS)


def parse(cells: Mapping[str, str], day_first: bool = False) -> tuple[Customer, list[Problem]]:
    """Return the customer that these texts make, by column, without those that cannot be read, and the reason for each of these."""
    problems: list[Problem] = []
    said: dict[str, Any] = {name: cell for name in TEXTS if (cell := cells.get(name))}
    said.setdefault("name", "")
    for name, read in NESTED.items():
        try:
            said[name] = read(cells, day_first)
        except UnreadableError as reason:
            problems += reason.problems
    return Customer(**said), problems


class UnreadableError(Exception):
    """Cells that cannot be read, with a problem for each."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__()
        self.problems = problems


def unreadable(field: str, value: str, expected: Text) -> UnreadableError:
    """Return the error that a cell cannot be read."""
    return UnreadableError(messages.BAD_SPEC.at(field=field, value=shown(value), expected=expected))


def overlaid(known: Customer | None, said: Mapping[str, Any], cleared: Sequence[str]) -> dict[str, str]:
    """Return the texts of `known` with what the command line says over them; raises UnreadableError if a field to clear is unknown.

    `said` holds columns; several texts of `contacts`, `marketplace_ids` ([DISTRIBUTOR=]ID) and `owned` (ID[=N], where 0 takes away).
    """
    cells = dict(zip(COLUMNS, row(known), strict=True)) if known else {}
    for name in cleared:
        if name not in CLEARABLE:
            raise unreadable("clear", name, one_of(CLEARABLE))
        cells |= dict.fromkeys(MCA_FIELDS if name == "mca" else (name,), "")
    cells |= {name: value for name, value in said.items() if name in (*TEXTS, *MCA_FIELDS) and value is not None}
    people = {one.name: one for one in (*_contacts(cells.get("contacts", "")), *map(person, said.get("contacts") or ()))}
    cells["contacts"] = _people(list(people.values()))
    for text in said.get("marketplace_ids") or ():
        distributor, _, listed_as = text.rpartition("=")
        cells |= (
            {"marketplace_ids": f"{cells.get('marketplace_ids', '')}; {distributor}={listed_as}"}
            if distributor
            else {"marketplace_id": listed_as}
        )
    owned = dict(_pairs("owned", cells.get("owned", "")))
    owned |= dict(pair for text in said.get("owned") or () for pair in _pairs("owned", text))
    cells["owned"] = "; ".join(f"{owned_id}={count}" if count else owned_id for owned_id, count in owned.items() if count != "0")
    return cells


def person(text: str) -> Contact:
    """Return the contact in a text such as `Name; e-mail; phone; role`, of which all but the name may be missing. Raises
    UnreadableError.
    """
    parts = [part.strip() or None for part in text.split(";")]
    if not parts[0] or len(parts) > 4:
        raise unreadable("person", text, N_("NAME; E-MAIL; PHONE; ROLE"))
    return Contact(parts[0], *parts[1:])


def day(field: str, text: str, day_first: bool = False) -> date:
    """Return the day in `text`: 2026-11-24, or 24/11/2026 where days come first. Raises UnreadableError if it is not a day."""
    written = DAY_FIRST.fullmatch(text.strip()) if day_first else None
    found = parse_day(f"{written[3]}-{written[2]:>02}-{written[1]:>02}" if written else text.strip())
    if found is None:
        raise unreadable(field, text, "2026-11-24")
    return found


def _mca(cells: Mapping[str, str], day_first: bool) -> AgreementAcceptance | None:
    said: dict[str, Any] = {name.removeprefix(MCA): cell for name in MCA_FIELDS if (cell := cells.get(name))}
    if not said:
        return None
    if "agreed_on" not in said:
        raise unreadable("mca_agreed_on", "", N_("the day of the acceptance, such as 2026-11-24"))
    wrong: list[Problem] = []
    for name in ("agreed_on", "expires"):
        if name in said:
            try:
                said[name] = day(MCA + name, said[name], day_first)
            except UnreadableError as reason:
                wrong += reason.problems
    if said.get("attested_by", "customer") not in ATTESTERS:
        wrong += unreadable("mca_attested_by", said["attested_by"], one_of(ATTESTERS)).problems
    if wrong:
        raise UnreadableError(*wrong)
    return AgreementAcceptance(**said)


def _pairs(field: str, text: str) -> Iterator[tuple[str, str]]:
    """Yield the pairs of a text: `a=1; b=2` → ("a", "1"), ("b", "2"); a key alone has the value ""."""
    for part in text.split(";") if text else ():
        key, _, value = (piece.strip() for piece in part.partition("="))
        if key:
            yield key, value
        elif value or part.strip():
            raise unreadable(field, part, N_("key=value; key=value"))


def _count(key: str, text: str) -> int | None:
    if not text:
        return None
    if not (text.isascii() and text.isdigit() and len(text) <= 10):
        raise unreadable("owned", f"{key}={text}", f"{key}=50")
    return int(text)


def _contacts(text: str) -> list[Contact]:
    if not text.strip():
        return []
    try:
        contacts = msgspec.json.decode(text, type=list[Contact])
        require_unique(text)
    except (msgspec.MsgspecError, RepeatedKeyError):
        raise unreadable("contacts", text, '[{"name": "…", "email": "…", "phone": "…", "role": "…"}]') from None
    return contacts


def _written_mca(name: str) -> Callable[[Customer], str]:
    field = name.removeprefix(MCA)

    def write(customer: Customer) -> str:
        value = getattr(customer.mca, field) if customer.mca else None
        return "" if value is None else str(value)

    return write


def _written(name: str) -> Callable[[Customer], str]:
    return lambda customer: getattr(customer, name) or ""


def _written_pairs(name: str) -> Callable[[Customer], str]:
    def write(customer: Customer) -> str:
        held: dict[str, Any] = getattr(customer, name)
        return "; ".join(key if value is None else f"{key}={value}" for key, value in held.items())

    return write


def _people(contacts: Sequence[Contact]) -> str:
    return json.dumps(msgspec.to_builtins(contacts), ensure_ascii=False) if contacts else ""


NESTED: dict[str, Callable[[Mapping[str, str], bool], Any]] = {
    "mca": _mca,
    "marketplace_ids": lambda cells, _: dict(_pairs("marketplace_ids", cells.get("marketplace_ids", ""))),
    "owned": lambda cells, _: {key: _count(key, count) for key, count in _pairs("owned", cells.get("owned", ""))},
    "contacts": lambda cells, _: _contacts(cells.get("contacts", "")),
}
WRITTEN: dict[str, Callable[[Customer], str]] = {
    **{name: _written(name) for name in TEXTS},
    **{name: _written_mca(name) for name in MCA_FIELDS},
    **{name: _written_pairs(name) for name in PAIRS},
    "contacts": lambda customer: _people(customer.contacts),
}

"""Compare licensing programs and Office editions."""

import re
from collections.abc import Iterable, Sequence
from datetime import date

from msgspec import Struct

from licensectl.core.messages import NO_MATRIX, UNKNOWN_NAME
from licensectl.core.text import Text
from licensectl.domain.programs.model import Attribute, Claim, Fact, ProgramsFile
from licensectl.domain.programs.office import Matrix, OfficeFile, OfficeRow
from licensectl.errors import LicensectlError
from licensectl.i18n.translate import N_, translate

# Verdicts under which the deck and public sources cannot both be right today.
AGAINST_THE_DECK = ("contradicted", "superseded")
NO_FACT = Fact(value=None)
# A value that one older source alone gives is shown with its date.
OLD_YEARS = 2
YEAR = re.compile(r"\d{4}", re.ASCII)


class AttributeRow(Struct, frozen=True):
    """One attribute and the fact in force per program; `against` names the deck's claim that sources contradict."""

    id: str
    attribute: Attribute
    facts: dict[str, Fact]
    against: dict[str, str]


class OfficeView(Struct, frozen=True):
    """The part of one matrix that was asked for, as it is on `day`."""

    matrix: str
    title: Text
    editions: list[str]
    rows: dict[str, OfficeRow]
    footnotes: dict[str, Text]
    day: date


class EditionMove(Struct, frozen=True):
    """From one edition to another on `day`: rows gained, lost or changed, rows that the sources leave open, and what it needs."""

    matrix: str
    start: str
    goal: str
    gained: list[OfficeRow]
    lost: list[OfficeRow]
    changed: list[OfficeRow]
    open: list[OfficeRow]
    needs: list[Text]
    day: date


def programs(file: ProgramsFile, claims: dict[str, Claim], ids: Sequence[str], attributes: Sequence[str], day: date) -> list[AttributeRow]:
    """Return the rows for these programs and attributes on `day`; no attribute means all.

    Raises LicensectlError on an unknown name.
    """
    known(ids, file.programs, N_("program"))
    known(attributes, file.attributes, N_("attribute"))
    return [_row(file, claims, ids, attribute, day) for attribute in (attributes or file.attributes)]


def _row(file: ProgramsFile, claims: dict[str, Claim], ids: Sequence[str], attribute: str, day: date) -> AttributeRow:
    facts = {program_id: file.programs[program_id].fact(attribute, day) or NO_FACT for program_id in ids}
    against = {
        program_id: claim for program_id, fact in facts.items() for claim in fact.claims if claims[claim].verdict in AGAINST_THE_DECK
    }
    return AttributeRow(attribute, file.attributes[attribute], facts, against)


def differing(rows: Iterable[AttributeRow]) -> list[AttributeRow]:
    """Return the rows whose programs do not all have the same value; a blank differs from a value."""
    return [row for row in rows if _varied([fact.value for fact in row.facts.values()])]


def holds(key: str, claim: Claim, words: Sequence[str]) -> bool:
    """Return True if the id, the slide, the text or the evidence of a claim, in either language, hold every word."""
    texts = [text for part in (claim.text, claim.evidence) if part for text in (translate(part, "en"), translate(part, "it"))]
    haystack = " ".join((key, claim.slide, claim.topic, claim.verdict, *texts)).casefold()
    return all(word.casefold() in haystack for word in words)


def is_old(fact: Fact, day: date) -> bool:
    """Return True if a single source, more than two years older than `day`, is all there is for a value still in force."""
    years = [int(year) for year in YEAR.findall(fact.as_of or "")]
    return len(fact.sources) == 1 and fact.until is None and bool(years) and day.year - max(years) > OLD_YEARS


def office(file: OfficeFile, name: str | None, editions: Sequence[str], only_differences: bool, day: date) -> OfficeView:
    """Return the matrix `name` for these editions on `day`; without editions all columns of the matrix.

    Without a name the newest matrix that has all editions is used. Raises LicensectlError on an unknown matrix or edition,
    and for editions that no matrix has together.
    """
    if name is None:
        known(editions, file.editions, N_("edition"))
        name = _newest_with(file, editions)
    known([name], file.matrices, N_("matrix"))
    matrix = file.matrices[name]
    known(editions, matrix.known, N_("edition"))
    shown = list(editions) or matrix.editions
    rows = dict(matrix.rows)
    if only_differences:
        rows = {row_id: row for row_id, row in rows.items() if _varied([row.cell(edition, day).value for edition in shown])}
    return OfficeView(name, matrix.title, shown, rows, _footnotes(file, matrix, shown, rows), day)


def office_move(file: OfficeFile, start: str, goal: str, day: date) -> EditionMove:
    """Return the gains and losses of a move on `day`, by the newest matrix that has both editions.

    Raises LicensectlError on an unknown edition, and where no matrix has both.
    """
    known([start, goal], file.editions, N_("edition"))
    name = _newest_with(file, [start, goal])
    sorted_rows: dict[str, list[OfficeRow]] = {"gained": [], "lost": [], "changed": [], "open": []}
    for row in file.matrices[name].rows.values():
        change = _change(row.cell(start, day).value, row.cell(goal, day).value)
        if change:
            sorted_rows[change].append(row)
    return EditionMove(name, start, goal, **sorted_rows, needs=_needs(file, goal), day=day)


def _newest_with(file: OfficeFile, editions: Sequence[str]) -> str:
    """Return the last matrix of the file that has all of these editions; the file has them in the order of their age."""
    for name, matrix in reversed(file.matrices.items()):
        if set(editions) <= set(matrix.known):
            return name
    raise LicensectlError(NO_MATRIX.at(editions=", ".join(editions), known=", ".join(file.matrices)))


def _change(before: Text, after: Text) -> str | None:
    if "unknown" in (before, after):
        return "open"
    if before == after:
        return None
    return {("no", "yes"): "gained", ("no", "partial"): "gained", ("yes", "no"): "lost", ("partial", "no"): "lost"}.get(
        (str(before), str(after)), "changed"
    )


def _needs(file: OfficeFile, goal: str) -> list[Text]:
    edition = file.editions[goal]
    needs: list[Text] = []
    if edition.seat_limit:
        needs.append(N_("at most {seat_limit} users").filled(seat_limit=edition.seat_limit))
    if edition.sign_in_days:
        days = edition.sign_in_days
        needs.append(N_("a connection at least every {days} days").filled(days=days))
    return needs


def _varied(values: Sequence[object]) -> bool:
    return any(value != values[0] for value in values)


def _footnotes(file: OfficeFile, matrix: Matrix, editions: Sequence[str], rows: dict[str, OfficeRow]) -> dict[str, Text]:
    used = {mark for edition in editions for mark in file.editions[edition].footnotes} | {m for row in rows.values() for m in row.footnotes}
    return {mark: text for mark, text in matrix.footnotes.items() if mark in used}


def known(names: Sequence[str], among: Iterable[str], what: Text) -> None:
    """Raise one LicensectlError that names every one of `names` that does not exist."""
    there = list(among)
    missing = [name for name in names if name not in there]
    if missing:
        raise LicensectlError(*(UNKNOWN_NAME.at(what=what, name=name, known=", ".join(there)) for name in missing))

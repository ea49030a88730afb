"""`price columns`: a column map drafted from a list, or one that comes with the program, as YAML."""

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import BinaryIO

from licensectl.app.prices.options import DraftOptions
from licensectl.app.prices.sheet.opening import opened
from licensectl.cli.context import Run
from licensectl.cli.inputs import rereadable, shown_name
from licensectl.cli.output import remark, stream
from licensectl.core.messages import BAD_OPTION
from licensectl.core.text import Lang
from licensectl.domain.prices import messages
from licensectl.errors import LicensectlError, Problem, UsageError
from licensectl.facts.user_maps import parse_columns, shipped_names, shipped_text
from licensectl.i18n.translate import N_, translate
from licensectl.tables import messages as of_tables
from licensectl.tables.column_draft import HEADERS, Draft, draft, guessed
from licensectl.tables.column_map import ColumnMap
from licensectl.tables.headers import find
from licensectl.tables.locale import Evidence, look_for
from licensectl.tables.table import TableReader

# Rows that are looked at, and characters of a cell that are shown.
LOOKED_AT, SHOWN, WIDTH = 50, 30, 44
HEAD = N_("Drafted from {name}. Check every line, and complete the lines after a #.")
ABOUT = {
    "sku": N_("ProductId and SkuId in one cell, or part_number, or product_id and sku_id"),
    "unit_price": N_("what you pay; or erp, the suggested end price"),
    "term": N_("OneTime for perpetual licences, else P1M, P1Y, P3Y"),
    "market": N_("the country of the prices"),
    "currency": N_("the currency of the prices"),
}
NEEDED = N_("needed")
NOT_USED = N_("not used")
MEANS = N_("say what it means")


def write_columns(run: Run, file: str | None, options: DraftOptions) -> None:
    """Write the map to the output of the run. Raises UsageError without a file or name, and LicensectlError if the file is not a table."""
    if options.as_ is not None:
        if options.as_ not in shipped_names():
            raise UsageError(BAD_OPTION.at(option="--as", value=options.as_, expected=", ".join(shipped_names())))
        stream([shipped_text(options.as_)], run)
        return
    if file is None:
        raise UsageError(messages.NO_LIST.at(names=", ".join(shipped_names())))
    with rereadable(file) as source:
        name = shown_name(file)
        remark(run, *_known(source, name), carried=False)
        table = TableReader(source, name, lambda cells: len(HEADERS) - len(guessed(cells)))
        headed = bool(guessed(table.header))
        if not headed:
            source.seek(0)
            table = TableReader(source, name, lambda cells: 0 if len(cells) > 1 else 1, ColumnMap(header_row=0))
        rows = [record for _, record in islice(table, LOOKED_AT)]
        made = draft(table.header if headed else [], rows)
        shows = look_for(
            table,
            [made.places[field] for field in ("unit_price", "erp") if field in made.places],
            [made.places[field] for field in ("effective_start", "effective_end") if field in made.places],
        )
    text = "".join(f"{line.rstrip()}\n" for line in _lines(table, headed, rows, made, shows, run))
    # What is written is a map, whatever the list had in its header.
    parse_columns(text.encode(), name)
    stream([text.encode()], run)
    given = _given(made, run)
    if lacking := [field for field in made.lacking if not given.get(field)]:
        remark(run, messages.DRAFT_LACKS.at(name, fields=", ".join(lacking)), carried=False)


def _known(source: BinaryIO, name: str) -> Iterator[Problem]:
    """Yield a note if the list needs no new map."""
    try:
        table, made, _ = opened(source, name, None)
        if made or not find(table.header, None).missing:
            yield messages.DRAFT_NOT_NEEDED.at(name)
    except LicensectlError as failure:
        for problem in failure.problems:
            if problem.code == of_tables.SHIPPED.code:
                yield messages.DRAFT_KNOWN.at(name, name=problem.gaps["name"])
    source.seek(0)


def _lines(table: TableReader, headed: bool, rows: Sequence[Sequence[str]], made: Draft, shows: Evidence, run: Run) -> Iterator[str]:
    lang = run.lang
    yield f"# {translate(HEAD, lang).format(name=table.name)}"
    yield f"#   licensectl price lint {table.name} --columns MAP.yaml"
    yield "columns:" if made.places else "columns: {}"
    for field, place in made.places.items():
        yield _said(f"  {field}: {_quoted(_header(table, place))}", _sample(rows, place))
    for field in made.lacking:
        if field in ("sku", "unit_price"):
            yield _said(f"  # {field}:", f"{translate(NEEDED, lang)}: {translate(ABOUT[field], lang)}")
    for place in made.unused:
        yield _said(f"  # {_quoted(_header(table, place))}", f"{translate(NOT_USED, lang)}: {_sample(rows, place)}")
    yield from _defaults(made, run)
    if not headed:
        yield "header_row: 0"
    if table.sheet_chosen:
        yield f"sheet: {_quoted(table.sheet)}"
    yield from _words(made, lang)
    if shows.decimal:
        yield f'decimal: "{shows.decimal}"'
    if shows.date_order:
        yield f"date_order: {shows.date_order}"


def _given(made: Draft, run: Run) -> dict[str, str | None]:
    """Return the defaults that the list or the profile gives."""
    return {"currency": made.currency or run.profile.currency, "market": run.profile.market}


def _defaults(made: Draft, run: Run) -> Iterator[str]:
    """Yield the defaults that the list or the profile gives; required and unknown ones are commented out."""
    said = _given(made, run)
    examples = {"term": "OneTime", "market": "IT", "currency": "EUR"}
    open_ = [field for field in examples if field not in made.places]
    yield "defaults:" if any(said.get(field) for field in open_) else "# defaults:" if open_ else "# defaults: {}"
    for field in open_:
        about = translate(ABOUT[field], run.lang)
        value = said.get(field)
        yield (
            _said(f"  {field}: {value}", about)
            if value
            else _said(f"#   {field}: {examples[field]}", f"{translate(NEEDED, run.lang)}: {about}")
        )


def _words(made: Draft, lang: Lang) -> Iterator[str]:
    """Yield the list's words for Microsoft's; unknown ones are commented out."""
    known = {field: {word: value for word, value in words.items() if value} for field, words in made.words.items()}
    if any(known.values()):
        yield "values:"
        for field, words in known.items():
            if words:
                yield f"  {field}: {{{', '.join(f'{_quoted(word)}: {value}' for word, value in words.items())}}}"
    for field, words in made.words.items():
        for word, value in words.items():
            if not value:
                yield _said(f"# {field}: {_quoted(word)}", translate(MEANS, lang))


def _said(line: str, about: str) -> str:
    return f"{line:<{WIDTH}}  # {about}" if about else line


def _header(table: TableReader, place: int) -> str:
    """Return the header of a column, its number where the header is shorter than the rows."""
    return table.header[place] if place < len(table.header) else str(place + 1)


def _sample(rows: Sequence[Sequence[str]], place: int) -> str:
    """Return the first cell of a column that holds something, on one line."""
    first = next((cell for row in rows if place < len(row) and (cell := " ".join(row[place].split()))), "")
    return first[:SHOWN]


def _quoted(text: str) -> str:
    """Return the text as a YAML scalar in double quotes, on one line."""
    plain = " ".join(text.split())
    return '"' + plain.replace("\\", "\\\\").replace('"', '\\"') + '"'

"""The ledger: what we did. A file in the folder of what we keep, or what --store names: another file, or a PostgreSQL database."""

import os
from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager
from decimal import Decimal
from typing import TypeVar

import msgspec

from licensectl.core.ledger import AuditEntry
from licensectl.db import messages
from licensectl.db.engine import NOW, Connection, DatabaseSchema, Engine, ledger_file
from licensectl.errors import LicensectlError, UsageError
from licensectl.i18n.translate import N_, Text

Read = TypeVar("Read")
Other = TypeVar("Other")
# What decoding a value that licensectl has not written may raise.
UNDECODABLE = (ValueError, ArithmeticError, TypeError, LicensectlError)
# A change of shape is a new entry at the end; opening a ledger brings older ones forward.
ORDERS = (
    """CREATE TABLE placed_order (
        id TEXT PRIMARY KEY,
        alternate_id TEXT UNIQUE,
        tenant_id TEXT,
        customer TEXT,
        program TEXT NOT NULL,
        quote TEXT,
        placed TEXT,
        currency TEXT,
        status TEXT,
        keys_fulfilled INTEGER NOT NULL
    ) STRICT""",
    """CREATE TABLE placed_line (
        order_id TEXT NOT NULL REFERENCES placed_order (id) ON DELETE CASCADE,
        number INTEGER NOT NULL,
        offer_id TEXT NOT NULL,
        quantity INTEGER NOT NULL,
        title TEXT NOT NULL,
        term TEXT NOT NULL,
        unit_price TEXT,
        PRIMARY KEY (order_id, number)
    ) STRICT""",
    f"""CREATE TABLE audit (
        at TEXT NOT NULL DEFAULT {NOW},
        who TEXT NOT NULL,
        what TEXT NOT NULL,
        subject TEXT NOT NULL,
        detail TEXT NOT NULL
    ) STRICT""",
)
# What was noted in the same millisecond has an order as well.
NUMBERED = (
    "ALTER TABLE audit RENAME TO audit_before",
    f"""CREATE TABLE audit (
        number INTEGER PRIMARY KEY,
        at TEXT NOT NULL DEFAULT {NOW},
        who TEXT NOT NULL,
        what TEXT NOT NULL,
        subject TEXT NOT NULL,
        detail TEXT NOT NULL
    ) STRICT""",
    "INSERT INTO audit SELECT row_number() OVER (ORDER BY at), at, who, what, subject, detail FROM audit_before",
    "DROP TABLE audit_before",
)
CUSTOMERS = (
    # What tells customers apart and what a search looks in, beside the whole record as JSON. A new field of the record is a
    # migration too, be it an empty one: an older program must not meet what it does not know.
    """CREATE TABLE customer (
        id TEXT PRIMARY KEY,
        name_key TEXT NOT NULL,
        vat_id TEXT,
        tenant_id TEXT UNIQUE,
        told TEXT NOT NULL,
        record TEXT NOT NULL
    ) STRICT""",
    "CREATE INDEX customer_name ON customer (name_key)",
    "CREATE INDEX customer_vat_id ON customer (vat_id)",
    "ALTER TABLE placed_order ADD COLUMN customer_id TEXT REFERENCES customer (id) ON DELETE SET NULL",
    "CREATE INDEX placed_order_customer ON placed_order (customer_id)",
    "CREATE INDEX audit_subject ON audit (subject)",
)
QUOTES = (
    # `id` is the number whatever its case; `series_count` is the place in a series that the first revision took.
    """CREATE TABLE quote (
        id TEXT NOT NULL,
        revision INTEGER NOT NULL,
        number TEXT NOT NULL,
        series TEXT,
        series_count INTEGER,
        customer TEXT NOT NULL,
        day TEXT NOT NULL,
        valid_until TEXT NOT NULL,
        program TEXT NOT NULL,
        currency TEXT NOT NULL,
        net TEXT NOT NULL,
        gross TEXT NOT NULL,
        document TEXT NOT NULL,
        PRIMARY KEY (id, revision),
        UNIQUE (series, series_count)
    ) STRICT""",
    """CREATE TABLE quote_line (
        id TEXT NOT NULL,
        revision INTEGER NOT NULL,
        position INTEGER NOT NULL,
        sku TEXT,
        market TEXT NOT NULL,
        segment TEXT NOT NULL,
        unit_price TEXT,
        PRIMARY KEY (id, revision, position),
        FOREIGN KEY (id, revision) REFERENCES quote (id, revision) ON DELETE CASCADE
    ) STRICT""",
)
# Customers have a margin.
MARGINS = ()
INVOICES = (
    # `id` is the number of an invoice of Microsoft, else seller, year and number; `digest` is of its lines.
    """CREATE TABLE invoice (
        id TEXT PRIMARY KEY,
        number TEXT NOT NULL,
        kind TEXT NOT NULL,
        currency TEXT NOT NULL,
        net TEXT NOT NULL,
        to_pay TEXT NOT NULL,
        month TEXT NOT NULL,
        day TEXT,
        due TEXT,
        seller TEXT NOT NULL,
        seller_id TEXT NOT NULL,
        digest TEXT NOT NULL,
        source TEXT NOT NULL,
        line_count INTEGER NOT NULL
    ) STRICT""",
    "CREATE INDEX invoice_number ON invoice (number)",
    """CREATE TABLE invoice_line (
        invoice_id TEXT NOT NULL REFERENCES invoice (id) ON DELETE CASCADE,
        position INTEGER NOT NULL,
        record TEXT NOT NULL,
        PRIMARY KEY (invoice_id, position)
    ) STRICT""",
    # Every order that a line names, in lower case.
    """CREATE TABLE invoice_order (
        invoice_id TEXT NOT NULL,
        position INTEGER NOT NULL,
        order_id TEXT NOT NULL,
        PRIMARY KEY (invoice_id, position, order_id),
        FOREIGN KEY (invoice_id, position) REFERENCES invoice_line (invoice_id, position) ON DELETE CASCADE
    ) STRICT""",
    "CREATE INDEX invoice_order_id ON invoice_order (order_id)",
)
# The ids that a customer had before it was renamed or merged into another: saved quotes name them.
FORMER = (
    """CREATE TABLE customer_former (
        id TEXT PRIMARY KEY,
        now TEXT NOT NULL REFERENCES customer (id) ON DELETE CASCADE
    ) STRICT""",
    "CREATE INDEX customer_former_now ON customer_former (now)",
)
# Quotes that their customers accepted, by the number whatever its case; days are ISO.
ACCEPTED = (
    """CREATE TABLE quote_accepted (
        id TEXT PRIMARY KEY,
        revision INTEGER NOT NULL,
        day TEXT NOT NULL,
        po_number TEXT,
        po_date TEXT,
        FOREIGN KEY (id, revision) REFERENCES quote (id, revision) ON DELETE CASCADE
    ) STRICT""",
)
# The invoices that a credit note takes back, and its lines with the orders of those; `record` is as the credit note has it.
CORRECTIONS = (
    """CREATE TABLE invoice_correction (
        invoice_id TEXT NOT NULL REFERENCES invoice (id) ON DELETE CASCADE,
        number TEXT NOT NULL,
        day TEXT NOT NULL,
        PRIMARY KEY (invoice_id, number, day)
    ) STRICT""",
    "CREATE INDEX invoice_correction_number ON invoice_correction (number)",
    "ALTER TABLE invoice_line ADD COLUMN linked TEXT",
)
# What large ledgers are asked for every day: orders since a day, of any spelling of an id, of quotes, of products.
SELECTED = (
    "CREATE INDEX placed_order_day ON placed_order (placed)",
    "CREATE INDEX placed_order_any_case ON placed_order (lower(id))",
    "CREATE INDEX placed_order_alternate_any_case ON placed_order (lower(alternate_id))",
    "CREATE INDEX placed_order_of_quote ON placed_order (quote) WHERE quote IS NOT NULL",
    "CREATE INDEX placed_line_offer ON placed_line (offer_id)",
)
# The vendor of an order line, blank for Microsoft.
VENDORS = ("ALTER TABLE placed_line ADD COLUMN vendor TEXT NOT NULL DEFAULT ''",)
LEDGER = DatabaseSchema(
    0x4C434C47, (ORDERS, NUMBERED, CUSTOMERS, QUOTES, MARGINS, INVOICES, FORMER, ACCEPTED, CORRECTIONS, SELECTED, VENDORS)
)


def engine(store: str | None) -> Engine:
    """Return the engine of the ledger that `store` names. Raises UsageError on an unknown kind of address."""
    if store is None or "://" not in store:
        # Loads sqlite3, which nothing needs before a ledger is opened.
        from licensectl.db.sqlite_ledger import File

        if store and store.endswith(("/", os.sep)):
            raise LicensectlError(messages.NO_FILE.at(store))
        return File(ledger_file(store))
    scheme, _, rest = store.partition("://")
    if scheme.lower() in ("postgresql", "postgres"):
        # Loads psycopg, which is optional and heavy.
        from licensectl.db.postgres import Server

        return Server(f"postgresql://{rest}")
    # The rest of an address may hold a password.
    raise UsageError(messages.NO_ENGINE.at(f"{store.partition('://')[0][:20]}://…"))


def exists(store: str | None) -> bool:
    """Return True if there is a ledger; create none."""
    return engine(store).exists()


def reading(store: str | None) -> AbstractContextManager[Connection]:
    """Give a consistent snapshot of the ledger, created if absent. Raises LicensectlError if it cannot be opened or read."""
    return engine(store).reading(LEDGER)


def load(store: str | None, read: Callable[[Connection], Read], without: Other) -> Read | Other:
    """Return what `read` reads from the ledger, `without` if there is no ledger, which is not created."""
    if not exists(store):
        return without
    with reading(store) as connection:
        return read(connection)


def writing(store: str | None) -> AbstractContextManager[Connection]:
    """Give a transaction on the ledger: all of it is written, or nothing. Writers wait for each other."""
    return engine(store).writing(LEDGER)


def stored_amount(text: str) -> Decimal:
    """Return the amount that a column holds; raises ValueError or ArithmeticError on any other text."""
    amount = Decimal(text)
    if not amount.is_finite():
        raise ValueError(N_("'{text}' is not an amount").filled(text=text[:40]))
    return amount


def unreadable(table: str, row_id: object, error: Exception) -> LicensectlError:
    """Return the error of a row that holds what licensectl has not written."""
    return LicensectlError(messages.BAD_RECORD.at(table=table, id=str(row_id)[:80], reason=stored_reason(error)))


def stored_reason(error: Exception) -> Text:
    """Return why a value that the database holds cannot be read, by the kind of the error."""
    if isinstance(error, msgspec.MsgspecError):
        return N_("the record has another form")
    if isinstance(error, ArithmeticError):
        return N_("it is not a number")
    # Only a fault needs it.
    from licensectl.core.reasons import own_reason

    return own_reason(error) or N_("it is not a valid value")


def note(connection: Connection, who: str, what: str, subject: str, detail: str = "") -> None:
    """Add an entry to the audit trail; the database sets the time. Call inside `writing`."""
    notes(connection, [(who, what, subject, detail)])


def notes(connection: Connection, lines: Iterable[tuple[str, str, str, str]]) -> None:
    """Add entries to the audit trail: who, what, subject, detail. Call inside `writing`."""
    # A server knows better who is logged in.
    said = getattr(connection, "who", "?")
    connection.executemany(
        f"INSERT INTO audit (number, who, what, subject, detail) SELECT coalesce(max(number), 0) + 1, {said}, ?, ?, ? FROM audit", lines
    )


def audit_entries(connection: Connection, subject: str | None, limit: int | None) -> list[AuditEntry]:
    """Return the changes, newest first: of one subject, and at most `limit`, where those are given."""
    query, values = "SELECT number, at, who, what, subject, detail FROM audit", []
    if subject is not None:
        query += " WHERE subject = ?"
        values.append(subject)
    rows = connection.execute(f"{query} ORDER BY number DESC{f' LIMIT {limit}' if limit is not None else ''}", values)
    return [AuditEntry(*row) for row in rows]

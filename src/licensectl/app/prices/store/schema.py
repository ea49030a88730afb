"""The tables of the price book, and the migrations of an older book."""

from licensectl.db.engine import DatabaseSchema

ITEM = ("product_id", "sku_id")
TERMS = ("segment", "term", "billing_plan", "market", "currency", "tier_min", "tier_max")
WORDING = ("title", "product_title", "tags")
OLD_TERMS = TERMS[:5]

FIRST = (
    """CREATE TABLE sheet (
        id INTEGER PRIMARY KEY,
        month TEXT NOT NULL,
        view TEXT NOT NULL,
        file TEXT NOT NULL,
        sha256 TEXT NOT NULL,
        imported TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%SZ', 'now')),
        rows INTEGER NOT NULL,
        UNIQUE (sha256, month)
    ) STRICT""",
    # Markets, currencies and segments of a sheet: a later sheet replaces an earlier one for these only.
    """CREATE TABLE scope (
        sheet_id INTEGER NOT NULL REFERENCES sheet (id) ON DELETE CASCADE,
        market TEXT NOT NULL,
        currency TEXT NOT NULL,
        segment TEXT NOT NULL,
        PRIMARY KEY (sheet_id, market, currency, segment)
    ) STRICT, WITHOUT ROWID""",
    """CREATE TABLE price (
        sheet_id INTEGER NOT NULL REFERENCES sheet (id) ON DELETE CASCADE,
        product_id TEXT NOT NULL,
        sku_id TEXT NOT NULL,
        segment TEXT NOT NULL,
        term TEXT NOT NULL,
        billing_plan TEXT NOT NULL,
        market TEXT NOT NULL,
        currency TEXT NOT NULL,
        effective_start TEXT NOT NULL,
        row INTEGER NOT NULL,
        effective_end TEXT NOT NULL,
        unit_price TEXT,
        erp TEXT,
        title TEXT NOT NULL,
        product_title TEXT NOT NULL,
        tags TEXT NOT NULL,
        PRIMARY KEY (sheet_id, product_id, sku_id, segment, term, billing_plan, market, currency, effective_start, row)
    ) STRICT, WITHOUT ROWID""",
)
# Every word was in every row. Now what repeats from row to row and from month to month is there once, under a number: a book of a
# fifth of the size, and two months compared by numbers. `repeated`: keys of which a sheet has several rows.
LEANER = (
    """CREATE TABLE item (
        id INTEGER PRIMARY KEY,
        product_id TEXT NOT NULL,
        sku_id TEXT NOT NULL,
        UNIQUE (product_id, sku_id)
    ) STRICT""",
    """CREATE TABLE terms (
        id INTEGER PRIMARY KEY,
        segment TEXT NOT NULL,
        term TEXT NOT NULL,
        billing_plan TEXT NOT NULL,
        market TEXT NOT NULL,
        currency TEXT NOT NULL,
        UNIQUE (segment, term, billing_plan, market, currency)
    ) STRICT""",
    """CREATE TABLE wording (
        id INTEGER PRIMARY KEY,
        title TEXT NOT NULL,
        product_title TEXT NOT NULL,
        tags TEXT NOT NULL,
        UNIQUE (title, product_title, tags)
    ) STRICT""",
    *(
        f"INSERT INTO {table} ({', '.join(columns)}) SELECT DISTINCT {', '.join(columns)} FROM price ORDER BY {', '.join(columns)}"
        for table, columns in (("item", ITEM), ("terms", OLD_TERMS), ("wording", WORDING))
    ),
    "ALTER TABLE price RENAME TO wide",
    # The numbers of item, terms and wording are looked up where they are made: SQLite need not do so again for each row.
    """CREATE TABLE price (
        sheet_id INTEGER NOT NULL REFERENCES sheet (id) ON DELETE CASCADE,
        item_id INTEGER NOT NULL,
        terms_id INTEGER NOT NULL,
        effective_start TEXT NOT NULL,
        row INTEGER NOT NULL,
        effective_end TEXT NOT NULL,
        unit_price TEXT,
        erp TEXT,
        wording_id INTEGER NOT NULL,
        PRIMARY KEY (sheet_id, item_id, terms_id, effective_start, row)
    ) STRICT, WITHOUT ROWID""",
    f"""INSERT INTO price SELECT sheet_id, item.id, terms.id, effective_start, row, effective_end, unit_price, erp, wording.id
        FROM wide JOIN item USING ({", ".join(ITEM)})
        JOIN terms USING ({", ".join(OLD_TERMS)}) JOIN wording USING ({", ".join(WORDING)})""",
    "DROP TABLE wide",
    """CREATE TABLE repeated (
        sheet_id INTEGER NOT NULL REFERENCES sheet (id) ON DELETE CASCADE,
        item_id INTEGER NOT NULL,
        terms_id INTEGER NOT NULL,
        PRIMARY KEY (sheet_id, item_id, terms_id)
    ) STRICT, WITHOUT ROWID""",
    "INSERT INTO repeated SELECT sheet_id, item_id, terms_id FROM price GROUP BY 1, 2, 3 HAVING count(*) > 1",
)
# Prices of two tiers were two rows of one key. The tiers of the rows that are here are lost: a sheet that has several rows of a key is
# no longer known by its bytes, so that it can be imported again and then counts.
TIERS = (
    "ALTER TABLE terms RENAME TO untiered",
    """CREATE TABLE terms (
        id INTEGER PRIMARY KEY,
        segment TEXT NOT NULL,
        term TEXT NOT NULL,
        billing_plan TEXT NOT NULL,
        market TEXT NOT NULL,
        currency TEXT NOT NULL,
        tier_min TEXT NOT NULL,
        tier_max TEXT NOT NULL,
        UNIQUE (segment, term, billing_plan, market, currency, tier_min, tier_max)
    ) STRICT""",
    "INSERT INTO terms SELECT id, segment, term, billing_plan, market, currency, '', '' FROM untiered",
    "DROP TABLE untiered",
    "UPDATE sheet SET sha256 = sha256 || ' without tiers' WHERE id IN (SELECT sheet_id FROM repeated)",
)
BOOK = DatabaseSchema(0x4C435042, (FIRST, LEANER, TIERS))

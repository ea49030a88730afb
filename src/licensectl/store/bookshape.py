"""The tables of the price book, and what brings an older book forward."""

from licensectl.store.database import Shape

KEY_COLUMNS = """product_id TEXT NOT NULL,
        sku_id TEXT NOT NULL,
        segment TEXT NOT NULL,
        term TEXT NOT NULL,
        billing_plan TEXT NOT NULL,
        market TEXT NOT NULL,
        currency TEXT NOT NULL"""
PRICE_COLUMNS = f"""{KEY_COLUMNS},
        effective_start TEXT NOT NULL,
        row INTEGER NOT NULL,
        effective_end TEXT NOT NULL,
        unit_price TEXT,
        erp TEXT"""
KEY = ("product_id", "sku_id", "segment", "term", "billing_plan", "market", "currency")
# In this order rows are kept and read out: those of a SKU lie together, and two sheets side by side are read once through.
ORDER = ", ".join((*KEY, "effective_start", "row"))
FIGURES = f"{ORDER}, effective_end, unit_price, erp"

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
    # Which prices a sheet speaks of: a later sheet takes an earlier one's place for these and for no others.
    """CREATE TABLE scope (
        sheet_id INTEGER NOT NULL REFERENCES sheet (id) ON DELETE CASCADE,
        market TEXT NOT NULL,
        currency TEXT NOT NULL,
        segment TEXT NOT NULL,
        PRIMARY KEY (sheet_id, market, currency, segment)
    ) STRICT, WITHOUT ROWID""",
    f"""CREATE TABLE price (
        sheet_id INTEGER NOT NULL REFERENCES sheet (id) ON DELETE CASCADE,
        {PRICE_COLUMNS},
        title TEXT NOT NULL,
        product_title TEXT NOT NULL,
        tags TEXT NOT NULL,
        PRIMARY KEY (sheet_id, {ORDER})
    ) STRICT, WITHOUT ROWID""",
)
# Titles and tags were in every row, which doubled the book: now each is there once. And which keys a sheet has in several rows is
# known from the import on: two months without such keys are compared by one query.
LEANER = (
    """CREATE TABLE wording (
        id INTEGER PRIMARY KEY,
        title TEXT NOT NULL,
        product_title TEXT NOT NULL,
        tags TEXT NOT NULL,
        UNIQUE (title, product_title, tags)
    ) STRICT""",
    "INSERT INTO wording (title, product_title, tags) SELECT DISTINCT title, product_title, tags FROM price",
    "ALTER TABLE price RENAME TO wide",
    f"""CREATE TABLE price (
        sheet_id INTEGER NOT NULL REFERENCES sheet (id) ON DELETE CASCADE,
        {PRICE_COLUMNS},
        wording_id INTEGER NOT NULL REFERENCES wording (id),
        PRIMARY KEY (sheet_id, {ORDER})
    ) STRICT, WITHOUT ROWID""",
    f"""INSERT INTO price SELECT sheet_id, {FIGURES}, wording.id FROM wide JOIN wording USING (title, product_title, tags)
        ORDER BY sheet_id, {ORDER}""",
    "DROP TABLE wide",
    f"""CREATE TABLE repeated (
        sheet_id INTEGER NOT NULL REFERENCES sheet (id) ON DELETE CASCADE,
        {KEY_COLUMNS},
        PRIMARY KEY (sheet_id, {", ".join(KEY)})
    ) STRICT, WITHOUT ROWID""",
    f"INSERT INTO repeated SELECT sheet_id, {', '.join(KEY)} FROM price GROUP BY sheet_id, {', '.join(KEY)} HAVING count(*) > 1",
)
BOOK = Shape(0x4C435042, (FIRST, LEANER))

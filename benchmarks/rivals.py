"""Run what a user would write instead, one small program each. Arguments: the files, then the database."""

KEY = ("ProductId", "SkuId", "Segment", "TermDuration", "BillingPlan", "Market", "Currency")
VALUES = ("UnitPrice", "ERP Price")

# Import: Python's csv and sqlite3, one executemany, the index of the key, no check of any cell.
BARE_IMPORT = f"""
import csv, sqlite3, sys
book = sqlite3.connect(sys.argv[2])
with open(sys.argv[1], newline="", encoding="utf-8-sig") as file:
    rows = csv.reader(file)
    header = next(rows)
    book.execute("CREATE TABLE price (%s)" % ", ".join(f'"{{name}}"' for name in header))
    book.execute('CREATE INDEX by_key ON price ("{'", "'.join(KEY)}")')
    book.executemany("INSERT INTO price VALUES (%s)" % ", ".join("?" * len(header)), rows)
book.commit()
"""
DUCKDB_IMPORT = """
import duckdb, sys
duckdb.connect(sys.argv[2]).execute(f"CREATE TABLE price AS SELECT * FROM read_csv('{sys.argv[1]}', all_varchar=true)")
"""
# Diff of two files. DuckDB reads every column as text, which is both the faster and the more correct way.
DUCKDB_DIFF = f"""
import csv, duckdb, sys
key = {KEY!r}
same = " AND ".join(f'o."{{name}}" IS NOT DISTINCT FROM n."{{name}}"' for name in key)
rows = duckdb.connect().execute(f'''
    SELECT {{", ".join(f'coalesce(o."{{name}}", n."{{name}}")' for name in key)}}, o.UnitPrice, n.UnitPrice, o."ERP Price", n."ERP Price"
    FROM read_csv('{{sys.argv[1]}}', all_varchar=true) o FULL JOIN read_csv('{{sys.argv[2]}}', all_varchar=true) n ON {{same}}
    WHERE o.ProductId IS NULL OR n.ProductId IS NULL OR o.UnitPrice IS DISTINCT FROM n.UnitPrice
       OR o."ERP Price" IS DISTINCT FROM n."ERP Price"''').fetchall()
csv.writer(sys.stdout).writerows(rows)
"""
PANDAS_DIFF = f"""
import pandas, sys
key = list({KEY!r})
old, new = (pandas.read_csv(name, dtype=str, keep_default_na=False) for name in sys.argv[1:3])
both = old.merge(new, on=key, how="outer", suffixes=("_old", "_new"), indicator=True)
moved = both[(both._merge != "both") | (both.UnitPrice_old != both.UnitPrice_new) | (both["ERP Price_old"] != both["ERP Price_new"])]
moved.to_csv(sys.stdout, index=False, columns=[*key, "_merge", "UnitPrice_old", "UnitPrice_new", "ERP Price_old", "ERP Price_new"])
"""
DICT_DIFF = f"""
import csv, sys
key = {KEY!r}
def read(name):
    with open(name, newline="", encoding="utf-8-sig") as file:
        return {{tuple(row[k] for k in key): (row["UnitPrice"], row["ERP Price"]) for row in csv.DictReader(file)}}
old, new = read(sys.argv[1]), read(sys.argv[2])
moved = (k for k in old.keys() | new.keys() if old.get(k) != new.get(k))
csv.writer(sys.stdout).writerows((*k, *old.get(k, ("", "")), *new.get(k, ("", ""))) for k in moved)
"""
# Diff of two months in our own book: what the sqlite3 shell is asked. A title that alone changed is a row of ours and not of this.
SHOWN = "product_id, sku_id, segment, term, billing_plan, market, currency"
MONTHS_DIFF = f"""
SELECT {SHOWN}, old.unit_price, new.unit_price, old.erp, new.erp
FROM price old LEFT JOIN price new ON new.sheet_id = 2 AND new.item_id = old.item_id AND new.terms_id = old.terms_id
JOIN item ON item.id = old.item_id JOIN terms ON terms.id = old.terms_id
WHERE old.sheet_id = 1 AND (new.sheet_id IS NULL OR old.unit_price IS NOT new.unit_price OR old.erp IS NOT new.erp)
UNION ALL
SELECT {SHOWN}, NULL, new.unit_price, NULL, new.erp
FROM price new JOIN item ON item.id = new.item_id JOIN terms ON terms.id = new.terms_id
WHERE new.sheet_id = 2 AND NOT EXISTS
    (SELECT 1 FROM price old WHERE old.sheet_id = 1 AND old.item_id = new.item_id AND old.terms_id = new.terms_id);
"""
SHELL_IN_PYTHON = f"""
import csv, sqlite3, sys
csv.writer(sys.stdout).writerows(sqlite3.connect(sys.argv[1]).execute({MONTHS_DIFF!r}))
"""
HELLO = """
import typer
app = typer.Typer()
@app.command()
def hello(name: str = "world"): print(f"hello {name}")
@app.command()
def bye(name: str = "world"): print(f"bye {name}")
app()
"""

"""Who may import whom, and which module owns which library: the picture in CONTRIBUTING.md, kept true."""

import ast
from pathlib import Path

import pytest

import licensectl

PACKAGE = Path(licensectl.__file__).parent
MAY_IMPORT = {
    "gaps": set(),
    "errors": {"gaps"},
    "faults": {"errors"},
    "domain": {"errors", "faults"},
    "facts": {"errors", "faults", "domain"},
    "sheets": {"errors", "faults", "domain"},
    "store": {"errors", "faults", "domain"},
    "orderfiles": {"errors", "faults", "domain"},
    "reports": {"errors", "faults", "domain", "orderfiles"},
    "render": {"errors", "faults", "reports"},
    "cli": {"errors", "faults", "domain", "facts", "sheets", "store", "orderfiles", "reports", "render"},
}
OWNERS = {
    "babel": ("render/cells.py",),
    "typer": ("cli/",),
    "rich": ("render/table.py",),
    "tabulate": ("render/text.py",),
    "yaml": ("facts/reading.py", "render/yaml.py"),
    "openpyxl": ("sheets/", "render/xlsx.py"),
    "stdnum": ("domain/taxid.py",),
    "jinja2": ("render/html.py",),
    "markupsafe": ("render/html.py",),
    "weasyprint": ("render/pdf.py",),
    "icalendar": ("render/ics.py",),
    "sqlite3": ("store/",),
    "psycopg": ("store/postgres.py",),
    "platformdirs": ("facts/cache.py", "cli/run.py", "store/places.py"),
}
CLOCKS = {"today", "now", "utcnow"}


def modules():
    return [(str(path.relative_to(PACKAGE)), ast.parse(path.read_text())) for path in sorted(PACKAGE.rglob("*.py"))]


def imports(tree):
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
        elif isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)


@pytest.mark.parametrize(("name", "tree"), modules(), ids=lambda value: value if isinstance(value, str) else "")
def test_arrows(name, tree):
    layer = name.removesuffix(".py").split("/")[0]
    for target in imports(tree):
        parts = target.split(".")
        if parts[0] == "licensectl" and len(parts) > 1 and layer in MAY_IMPORT:
            assert parts[1] == layer or parts[1] in MAY_IMPORT[layer], f"{name} imports {target}"
        if parts[0] in OWNERS:
            assert name.startswith(OWNERS[parts[0]]), f"{name} imports {target}"


def test_decisions_know_no_clock_no_file_no_print():
    for name, tree in modules():
        if not name.startswith("domain/"):
            continue
        called = {node.func for node in ast.walk(tree) if isinstance(node, ast.Call)}
        names = {func.attr if isinstance(func, ast.Attribute) else getattr(func, "id", "") for func in called}
        assert not names & (CLOCKS | {"print", "open", "input", "getenv"}), name


def test_the_date_of_today_stands_once():
    assert sum(path.read_text().count("date.today(") for path in PACKAGE.rglob("*.py")) == 1


def test_help_and_version_load_nothing_heavy():
    import subprocess
    import sys

    code = (
        "import sys; sys.argv=['licensectl', sys.argv[1]]\n"
        "from licensectl.cli.app import main\n"
        "try: main()\nexcept SystemExit: pass\n"
        f"print(sorted({set(OWNERS) - {'typer'}} & set(sys.modules)))"
    )
    for flag in ("--version", "--help"):
        out = subprocess.run([sys.executable, "-c", code, flag], capture_output=True, text=True, check=True).stdout
        assert out.splitlines()[-1] == "[]"

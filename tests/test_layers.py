"""Test which package may import which, and which module owns which library, as CONTRIBUTING.md describes."""

import ast
import os
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest

import licensectl

PACKAGE = Path(licensectl.__file__).parent
# A package imports itself and those of earlier lines; packages of one line do not know each other.
PACKAGES = (
    ("i18n", "passwords"),
    ("errors",),
    ("core",),
    ("domain",),
    ("tables", "db", "render"),
    ("facts",),
    ("cli",),
    ("app",),
    ("main",),
)
# A feature of the domain imports itself and earlier ones.
DOMAIN = [
    "catalog",
    "programs",
    "advice",
    "prices",
    "sizing",
    "purchases",
    "customers",
    "returns",
    "settings",
    "quotes",
    "costs",
    "invoices",
    "orders",
    "radar",
    "facts",
    "explain",
    "doctor",
]
# A service imports services of earlier lines.
SERVICES = (
    ("facts", "settings", "customers", "programs", "catalog", "advice", "explain"),
    ("ledger", "prices", "radar"),
    ("quotes", "sizing", "doctor"),
    ("costs", "orders"),
    ("invoices", "returns"),
)
# Role of a module in `app/<feature>` → roles of the same feature and packages that it may import.
ROLES = {
    "commands": ({"options", "service", "commands"}, {"cli", "errors", "i18n", "core"}),
    "options": ({"options", "targets"}, {"cli", "errors", "i18n", "core", "domain", "render"}),
    "service": ({"service", "options", "report", "reader", "store", "sheet", "targets", "results"}, set(sum(PACKAGES[:-2], ()))),
    "results": ({"results"}, {"domain", "render", "core", "errors", "i18n"}),
    "report": ({"report"}, {"domain", "render", "core", "errors", "i18n"}),
    "reader": ({"reader", "sheet"}, {"domain", "tables", "facts", "core", "errors", "i18n"}),
    "sheet": ({"sheet"}, {"domain", "tables", "facts", "core", "errors", "i18n"}),
    "store": ({"store"}, {"domain", "db", "core", "errors", "i18n"}),
    "targets": ({"targets"}, {"domain", "core", "errors", "i18n"}),
}
# What services of every feature may use of another one: what it keeps, the order files and the JSON that it writes.
SHARED_ROLES = {"store", "targets", "results"}
OWNERS = {
    "babel": ("render/cells.py", "i18n/places.py", "i18n/catalogue.py"),
    "typer": ("main.py", "cli/", "app/*/commands*.py", "app/*/options*.py"),
    "rich": ("render/formats/table.py", "render/progress.py"),
    "tabulate": ("render/formats/text.py",),
    "yaml": ("facts/yaml_reader.py", "render/formats/yaml.py"),
    "xlsxwriter": ("render/formats/xlsx.py",),
    "python_calamine": ("tables/xlsx_book.py", "tables/xlsb_book.py", "tables/ods_book.py"),
    "xlrd": ("tables/xls_book.py",),
    "openpyxl": (),
    "stdnum": ("domain/customers/tax_id.py",),
    "holidays": ("domain/returns/calendar.py",),
    "jinja2": ("render/formats/html.py",),
    "markupsafe": ("render/formats/html.py",),
    "weasyprint": ("render/formats/pdf.py",),
    "icalendar": ("render/formats/ics.py",),
    "sqlite3": ("db/", "app/prices/store/"),
    "psycopg": ("db/postgres.py", "db/postgres_schema.py"),
    "platformdirs": ("facts/cache.py", "facts/settings.py", "db/engine.py"),
}
CLOCKS = {"today", "now", "utcnow"}
MOST_COMMAND_LINES = 10


class Import(NamedTuple):
    """An import from one module of the package to another, both as `app/quotes/service`; `late` if it is in a function."""

    source: str
    target: str
    late: bool


def trees():
    return {str(path.relative_to(PACKAGE).with_suffix("")): ast.parse(path.read_text()) for path in sorted(PACKAGE.rglob("*.py"))}


TREES = trees()


def _name(module):
    """`app/quotes/service` of `licensectl.app.quotes.service`; None for a module that there is not."""
    name = "/".join(module.split(".")[1:])
    return name if name in TREES else f"{name}/__init__" if f"{name}/__init__" in TREES else None


def _statements(node, late=False):
    """Yield every statement below `node`, and whether it is in a function."""
    for field in ("body", "orelse", "finalbody", "handlers", "cases"):
        for statement in getattr(node, field, ()):
            yield statement, late
            yield from _statements(statement, late or isinstance(statement, ast.FunctionDef))


def _imports(source, tree):
    for node, late in _statements(tree):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.split(".")[0] == "licensectl":
            for alias in node.names:
                target = _name(f"{node.module}.{alias.name}") or _name(node.module)
                if target and target not in (source, "__init__"):
                    yield Import(source, target, late)


IMPORTS = [found for source, tree in TREES.items() for found in _imports(source, tree)]


def package(name):
    return name.split("/")[0]


def feature(name):
    return name.split("/")[1]


def role(name):
    """Return the role of a module of `app/<feature>`, by its name; a folder in a feature is a role as well."""
    parts = name.split("/")
    return parts[2].split("_")[0] if len(parts) > 2 else ""


def _rank(lines, name):
    return next(place for place, line in enumerate(lines) if name in line)


def _said(found):
    return sorted({f"{one.source} imports {one.target}" for one in found})


def test_packages_import_downwards():
    known = [one for one in IMPORTS if package(one.source) not in ("__main__", "__init__") and package(one.target) != "__init__"]
    ranks = [(one, _rank(PACKAGES, package(one.source)), _rank(PACKAGES, package(one.target))) for one in known]
    assert _said(one for one, source, target in ranks if source < target) == []
    assert _said(one for one, source, target in ranks if source == target and package(one.source) != package(one.target)) == []


def test_the_fast_diff_has_one_door():
    """Services know `diff_files` alone; what makes it fast is private to the folder of sheets."""
    fast = {f"app/prices/sheet/{name}" for name in ("fast_columns", "fast_diff", "line_matching")}
    outside = {(one.source, one.target) for one in IMPORTS if one.target in fast and not one.source.startswith("app/prices/sheet/")}
    assert outside == {("app/prices/service_diff", "app/prices/sheet/fast_diff")}
    taken = [alias.name for node in ast.walk(TREES["app/prices/service_diff"]) if isinstance(node, ast.ImportFrom)
             and node.module == "licensectl.app.prices.sheet.fast_diff" for alias in node.names]  # fmt: skip
    assert taken == ["diff_files"]


def test_features_of_the_domain_import_earlier_ones():
    inside = [one for one in IMPORTS if package(one.source) == package(one.target) == "domain"]
    inside = [one for one in inside if "__init__" not in (feature(one.source), feature(one.target))]
    assert _said(one for one in inside if DOMAIN.index(feature(one.source)) < DOMAIN.index(feature(one.target))) == []


def test_roles_of_a_feature():
    wrong = []
    for one in IMPORTS:
        if package(one.source) != "app" or one.source.count("/") < 2:
            continue
        roles, packages = ROLES[role(one.source)]
        if package(one.target) != "app":
            wrong += [one] if package(one.target) not in packages else []
        elif feature(one.target) == feature(one.source):
            wrong += [one] if role(one.target) not in roles else []
        else:
            shared = role(one.source) == "service" and role(one.target) in SHARED_ROLES
            earlier = role(one.source) == role(one.target) == "service" and (
                _rank(SERVICES, feature(one.target)) < _rank(SERVICES, feature(one.source))
            )
            wrong += [] if shared or earlier else [one]
    assert _said(wrong) == []


def test_commands_import_their_service_when_they_run():
    assert (
        _said(
            one
            for one in IMPORTS
            if package(one.source) == "app" and role(one.source) == "commands" and role(one.target) == "service" and not one.late
        )
        == []
    )


def test_a_command_is_short():
    long = []
    for name, tree in TREES.items():
        if package(name) == "app" and role(name) == "commands":
            for node in tree.body:
                if isinstance(node, ast.FunctionDef):
                    start = node.body[1].lineno if len(node.body) > 1 and isinstance(node.body[0], ast.Expr) else node.body[0].lineno
                    if node.end_lineno - start + 1 > MOST_COMMAND_LINES:
                        long.append(f"{name}.{node.name}")
    assert long == []


def test_no_import_cycle():
    graph = {}
    for one in IMPORTS:
        graph.setdefault(one.source, set()).add(one.target)
    done, path = set(), []

    def visit(name):
        if name in path:
            raise AssertionError(" → ".join([*path[path.index(name) :], name]))
        if name in done:
            return
        path.append(name)
        for target in sorted(graph.get(name, ())):
            visit(target)
        path.pop()
        done.add(name)

    for name in graph:
        visit(name)


def _libraries(tree):
    nodes = [node for node, _ in _statements(tree)]
    imported = [alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names]
    imported += [node.module for node in nodes if isinstance(node, ast.ImportFrom) and node.module]
    return {module.split(".")[0] for module in imported}


LIBRARIES = {name: _libraries(tree) for name, tree in TREES.items()}


@pytest.mark.parametrize("library", OWNERS)
def test_a_library_has_one_owner(library):
    for name, imported in LIBRARIES.items():
        if library in imported:
            assert any(Path(f"{name}.py").match(owner) or f"{name}.py".startswith(owner) for owner in OWNERS[library]), name


def test_decisions_know_no_clock_no_file_no_print():
    for name, tree in TREES.items():
        if package(name) == "domain":
            called = {node.func for node in ast.walk(tree) if isinstance(node, ast.Call)}
            names = {func.attr if isinstance(func, ast.Attribute) else getattr(func, "id", "") for func in called}
            assert not names & (CLOCKS | {"print", "open", "input", "getenv"}), name


def test_the_date_of_today_stands_once():
    assert sum(path.read_text().count("date.today(") for path in PACKAGE.rglob("*.py")) == 1


def test_a_class_name_stands_in_one_module():
    places = {}
    for name, tree in TREES.items():
        for node in ast.walk(tree):
            if isinstance(node, ast.ClassDef):
                places.setdefault(node.name, []).append(name)
    assert {name: where for name, where in places.items() if len(where) > 1} == {}


def test_help_and_version_load_nothing_heavy(tmp_path):
    code = (
        "import sys; sys.argv=['licensectl', sys.argv[1]]\n"
        "from licensectl.main import main\n"
        "try: main()\nexcept SystemExit: pass\n"
        # platformdirs tells where the settings lie, which may name a language.
        f"print(sorted({set(OWNERS) - {'typer', 'platformdirs'}} & set(sys.modules)))"
    )
    # Without settings: a settings file has to be read for its language.
    alone = {**os.environ, "LICENSECTL_CONFIG": str(tmp_path / "none.yaml")}
    for flag in ("--version", "--help"):
        out = subprocess.run([sys.executable, "-c", code, flag], capture_output=True, text=True, check=True, env=alone).stdout
        assert out.splitlines()[-1] == "[]"


def test_what_all_commands_share_imports_no_messages_of_a_feature():
    shared = [one for one in IMPORTS if package(one.source) == "cli" and package(one.target) == "domain"]
    assert _said(one for one in shared if one.target.rpartition("/")[2].startswith("messages")) == []

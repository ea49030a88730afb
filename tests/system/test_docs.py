"""The documentation is true: every command that it shows runs, and the generated pages are up to date."""

import json
import re
import shlex

import make_outputs
import make_translations
import pytest
from helpers import ROOT

from licensectl.cli.context import SETTABLE
from licensectl.domain.settings.profile import Profile
from licensectl.errors import Message

README = (ROOT / "README.md").read_text()
SIZING = (ROOT / "docs" / "how-to" / "sizing.md").read_text()
RETURNS = (ROOT / "docs" / "how-to" / "returns.md").read_text()
# The commands of the ledger's guide and of the tutorial build on one another and have tests of their own.
GUIDES = [path.read_text() for path in sorted((ROOT / "docs").rglob("*.md")) if path.stem not in ("commands", "ledger", "tutorial")]
BLOCKS = re.findall(r"```console\n(.*?)```", "".join([README, *GUIDES]), re.S)
SHOWN = [line.strip() for block in BLOCKS for line in block.splitlines() if line.strip().startswith("licensectl ")]


@pytest.mark.parametrize("page", make_outputs.PAGES, ids=lambda page: page.name)
def test_the_outputs_shown_are_those_of_the_commands(page):
    text = page.read_text(encoding="utf-8")
    assert make_outputs.fresh(text) == text, "run python docs/make_outputs.py"


def test_the_readme_is_short():
    assert len(README.splitlines()) <= 150


def test_every_link_leads_somewhere():
    pages = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), ROOT / "examples" / "README.md"]
    links = [
        (page, link)
        for page in pages
        for link in re.findall(r"\]\(([^)#\s]+)[^)]*\)", page.read_text(encoding="utf-8"))
        if "://" not in link
    ]
    assert [f"{page.name}: {link}" for page, link in links if not (page.parent / link).exists()] == []


@pytest.mark.parametrize("line", SHOWN)
def test_commands_of_the_readme_run(cli, line):
    ran = cli(*shlex.split(line)[1:])
    assert ran.code == 0, ran.err
    assert ran.out


@pytest.mark.parametrize("line", [line for line in SHOWN if not re.search(r" -f | --lang |order export", line)])
def test_no_word_of_ours_stays_english_in_italian(cli, line):
    """A cell that is one of our short words has its Italian; ids of programs are the same in every language."""
    italian = {entry.id: entry.string for entry in make_translations.read() if isinstance(entry.id, str) and entry.context != "field"}

    out = cli(*shlex.split(line)[1:], "-f", "text", "--lang", "it").out
    cells = {cell for row in out.splitlines() for cell in re.split(r"\s{2,}", row.strip())}
    known = {"", "text", "box", "open", "csp"} | set(italian.values())
    assert [cell for cell in cells if italian.get(cell, cell) != cell and cell not in known] == []


def test_the_guide_to_the_ledger_runs(cli, tmp_path):
    blocks = re.findall(r"```console\n(.*?)```", (ROOT / "docs" / "how-to" / "ledger.md").read_text(), re.S)
    for line in "".join(blocks).splitlines():
        ran = cli(*shlex.split(line.replace("ledger-backup.db", str(tmp_path / "backup.db")))[1:])
        assert ran.code == 0, (line, ran.err)


def test_the_readme_opens_with_two_commands():
    assert "make demo\nmake test\n" in README
    makefile = (ROOT / "Makefile").read_text()
    assert all(f"\n{target}:" in makefile for target in ("demo", "check", "test"))


@pytest.mark.parametrize("page", ["README.md", "README.it.md", "docs/reference/requests.md"])
def test_the_request_shown_builds(cli, tmp_path, page):
    [request] = re.findall(r"```yaml\n(.*?)```", (ROOT / page).read_text(), re.S)
    (tmp_path / "request.yaml").write_text(request)
    ran = cli(
        "quote",
        "build",
        str(tmp_path / "request.yaml"),
        "--prices",
        "examples/price-sheet-software-IT-2026-11.csv",
        "--as-of",
        "2026-11-23",
    )
    assert ran.code == 0, ran.err


def test_every_check_of_a_quote_is_documented():
    from licensectl.domain.quotes import messages_checks as checking

    assert all(f"`{message.code}`" in SIZING for message in vars(checking).values() if isinstance(message, Message))


GUIDE_OF = {
    "request": "reference/requests.md",
    "customer": "how-to/customers.md",
    "columns": "how-to/price-sheets.md",
    "order-profile": "how-to/orders.md",
    "codes": "how-to/orders.md",
}


@pytest.mark.parametrize("kind", GUIDE_OF)
def test_every_key_of_a_file_that_people_write_is_documented(kind):
    schema = json.loads((ROOT / "data" / "schemas" / f"{kind}.schema.json").read_text())
    other = ("Bilingual", "Customer", "Contact", "AgreementAcceptance", "PlannedServer") if kind == "request" else ("Bilingual",)
    shapes = [schema, *(shape for name, shape in schema.get("$defs", {}).items() if name not in other)]
    assert undocumented({key for shape in shapes for key in shape.get("properties", ())}, GUIDE_OF[kind]) == set()


def undocumented(keys, page):
    """Return the keys that a page of the documentation does not name as code."""
    code = " ".join(re.findall(r"```\w+\n.*?```|`[^`\n]+`", (ROOT / "docs" / page).read_text(), re.S))
    return {key for key in keys if not re.search(rf"\b{key}\b", code)}


def test_every_setting_is_documented():
    assert undocumented({*Profile.__struct_fields__, *SETTABLE}, "reference/settings.md") == set()


def test_every_variable_is_documented():
    source = "".join(path.read_text() for path in (ROOT / "src").rglob("*.py"))
    used = set(re.findall(r"LICENSECTL_[A-Z_]*[A-Z]", source))
    assert undocumented(used, "reference/settings.md") == set()


def test_the_reference_is_fresh():
    from make_reference import OUT, reference

    assert OUT.read_text() == reference(), "run python docs/make_reference.py"


def test_the_schemas_are_fresh():
    from make_schemas import FOLDER, schemas

    assert {str(path.relative_to(FOLDER)): path.read_text() for path in FOLDER.rglob("*.json")} == schemas(), (
        "run python docs/make_schemas.py"
    )


def test_every_data_file_names_its_schema():
    for path in (ROOT / "data").glob("*.yaml"):
        assert f"$schema=schemas/{path.stem}.schema.json" in path.read_text().splitlines()[0]


def test_schema_command(cli):
    record = json.loads(cli("schema", "request").out)
    assert "margin" in record["properties"] and "where" not in record["properties"]
    assert cli("schema", "nothing").code == 1


def test_the_provider_of_the_guide_is_one(cli, tmp_path):
    [overlay] = [block for block in re.findall(r"```text\n(.*?)```", RETURNS, re.S) if "providers:" in block]
    (tmp_path / "returns.yaml").write_text(overlay.replace("MY-TERMS", "DECK"))
    ran = cli("data", "check", "--data", str(tmp_path))
    assert ran.code == 0, ran.out
    asked = ("--purchased", "2026-11-02", "--requested", "2026-11-23", "--data", str(tmp_path), "--provider", "my-distributor")
    assert cli("returns", "check", *asked).code == 3


def test_help_names_no_type_of_python():
    page = (ROOT / "docs" / "reference" / "commands.md").read_text(encoding="utf-8")
    assert re.findall(r"<(?:str|int|int range|float|path|bool)>", page) == []

"""Help and errors of the command line, in both languages."""

import re
import shlex

import pytest
from make_reference import context
from typer.main import get_command

from licensectl.cli.help import CAPITALS, examples
from licensectl.cli.help_texts import KINDS, OF_VALUES
from licensectl.i18n.translate import translate
from licensectl.main import GROUPS, app


def commands():
    """Yield each command of the program with its words."""
    root = get_command(app)
    top = context(root, "licensectl")
    for name in GROUPS:
        group = root.get_command(top, name)
        verbs = getattr(group, "commands", None)
        yield from [((name,), group)] if verbs is None else (((name, word), verb) for word, verb in verbs.items())


COMMANDS = dict(commands())
PLACEHOLDERS = {value.en for value in OF_VALUES if translate(value, "it") != value.en}


@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_examples_are_in_the_help_and_can_be_parsed(cli, words):
    """Each command has two examples; options and arguments of each exist."""
    found = examples(COMMANDS[words].help)
    assert len(found) >= 2
    text = cli(*words, "--help").out
    for example in found:
        assert f"\n  {example}\n" in text + "\n"
        called = [part for part in re.split(r" \| |\$\(|\)| [<>] ", example) if part.startswith("licensectl ")]
        assert called, example
        for part in called:
            group, *rest = shlex.split(part.removeprefix("licensectl "))
            key = (group,) if (group,) in COMMANDS else (group, rest.pop(0))
            # With the settings of the program: a command keeps the names of its help option from the first context.
            COMMANDS[key].make_context(" ".join(key), rest, parent=context(get_command(app), "licensectl"))


def test_a_value_of_another_kind_is_told_what_is_expected(cli):
    kinds = {param.type.name for command in COMMANDS.values() for param in command.params if not hasattr(param.type, "min")}
    assert kinds - {"str", "text", "path", "filename", "file", "choice"} <= set(KINDS)
    for value in ("abc", "1.000", "1,000"):
        ran = cli("size", "windows-server", "--server", "2x10", "--users", value)
        assert ran.code == 2 and f"'{value}' is not a valid value of --users. Expected a whole number. [LC-CLI-VALUE]" in ran.err


@pytest.mark.parametrize("words", [(), ("quote",), *COMMANDS], ids=" ".join)
def test_help_in_italian_has_no_english(cli, monkeypatch, words):
    monkeypatch.setenv("LICENSECTL_LANG", "it")
    text = cli(*words, "--help").out
    assert text.startswith("Uso: licensectl") and "Mostra questo messaggio ed esce." in re.sub(r"\s+", " ", text)
    told = re.sub(r"\n  licensectl .*|LICENSECTL_\w+", "", text)
    assert not re.search(r"\b(Usage|Options|Arguments|Commands|Examples|Show|default|required|the)\b", told)
    # Placeholders: every word in capitals that the English help has, Italian help has in Italian.
    assert {value for value in PLACEHOLDERS if re.search(rf"(?<![-\w]){value}(?![-\w])", told)} == set()


# Placeholders that are the same in both languages.
SHARED = {"CAL", "CSV", "E-MAIL", "FILE", "GUID", "ID", "PARTNERID", "SKU", "URL"}


def test_what_stands_for_a_value_has_its_italian():
    """A new placeholder gets its word in `OF_VALUES`, or is shared by both languages."""
    options = [option for command in COMMANDS.values() for option in command.params]
    used = {word for option in options for word in re.findall(CAPITALS, option.metavar or "")}
    assert used - PLACEHOLDERS - SHARED == set()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("quote", "buidl"), "«buidl» non è un comando di licensectl quote. Provare build"),
        (("--marg",), "«--marg» non è un'opzione di licensectl"),
        (("quote", "build", "x", "--marg", "1"), "Si intendeva --margin, --market, --markup?"),
        (("quote", "build", "x", "y"), "licensectl quote build non accetta «y»"),
        (("quote", "build"), "Manca RICHIESTA"),
        (("quote", "batch", "x", "--jobs", "two"), "«two» non è un valore valido per --jobs. Valore atteso: un numero intero da 1 in su"),
        (("quote", "batch", "x", "--jobs", "0"), "«0» non è un valore valido per --jobs"),
        (("quote", "batch", "x", "--jobs"), "--jobs richiede un valore"),
        (("quote", "batch", "x", "--force=1"), "--force non accetta un valore"),
    ],
)
def test_wrong_command_lines_are_answered_in_italian(cli, monkeypatch, arguments, said):
    monkeypatch.setenv("LICENSECTL_LANG", "it")
    ran = cli(*arguments)
    assert ran.code == 2 and ran.out == ""
    assert said in ran.err and ran.err.count("\n") == 1

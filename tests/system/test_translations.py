"""The Italian catalogue: what it must hold, and how texts are rendered in both languages of one process."""

import ast
import re
import struct
from decimal import Decimal
from gettext import GNUTranslations
from io import BytesIO
from pathlib import Path
from string import Formatter

import make_translations as tool
import pytest
from babel.messages.mofile import write_mo

import licensectl
from licensectl.core import messages
from licensectl.errors import Message
from licensectl.i18n.catalogue import Translations, open_catalogue
from licensectl.i18n.fields import NAMES
from licensectl.i18n.translate import N_, Bilingual, joined, template, translate

TEXTS = tool.marked()
CATALOG = tool.read()
ENTRIES = [entry for entry in CATALOG if entry.id]
# Names and forms that both languages share.
SAME: set[str] = set()
# Gaps of messages that hold a text of ours or something that is the same in every language.
GAPS = ("what", "expected", "reason", "found")


def texts_of(entry):
    """Return the English and the Italian of an entry, side by side: one pair, or one for each number."""
    return list(zip(entry.id, entry.string, strict=True)) if entry.pluralizable else [(entry.id, entry.string)]


def fields(text):
    return sorted(name for _, name, _, _ in Formatter().parse(text) if name is not None)


def test_the_catalogue_is_up_to_date():
    """Run `python docs/make_translations.py`: every text of the source is in it, and nothing else."""
    assert tool.written(tool.renewed(CATALOG, TEXTS)).decode() == tool.ITALIAN.read_text(encoding="utf-8")


def test_everything_is_translated_and_nothing_fuzzy():
    assert tool.untranslated(CATALOG) == []
    assert [entry.id for entry in ENTRIES if entry.fuzzy] == []


@pytest.mark.parametrize("entry", [entry for entry in ENTRIES if "{" in str(entry.id)], ids=lambda entry: str(entry.id)[:60])
def test_both_sides_have_the_same_fields(entry):
    for english, italian in texts_of(entry):
        named = fields(english)
        # The singular may leave its number out: "one row".
        assert fields(italian) == named or (entry.pluralizable and set(named) ^ set(fields(italian)) <= {"count"})


def compiled():
    content = BytesIO()
    write_mo(content, CATALOG)
    return content.getvalue()


def other_byte_order(content):
    count = struct.unpack_from("<I", content, 8)[0]
    size = 7 + 4 * count
    return struct.pack(f">{size}I", *struct.unpack_from(f"<{size}I", content)) + content[4 * size :]


@pytest.mark.parametrize("content", [compiled(), other_byte_order(compiled())], ids=["little-endian", "big-endian"])
def test_texts_read_one_at_a_time_are_those_that_gettext_reads(content):
    ours, theirs = Translations(BytesIO(content)), GNUTranslations(BytesIO(content))
    for entry in ENTRIES:
        context = entry.context or "-"
        if entry.pluralizable:
            for count in (0, 1, 2, 5, 1_000_000):
                assert ours.ngettext(*entry.id, count) == theirs.ngettext(*entry.id, count)
                assert ours.npgettext(context, *entry.id, count) == theirs.npgettext(context, *entry.id, count)
        else:
            assert ours.gettext(entry.id) == theirs.gettext(entry.id)
            assert ours.pgettext(context, entry.id) == theirs.pgettext(context, entry.id)


def test_a_text_that_the_catalogue_lacks_stays_as_it_is():
    ours = Translations(BytesIO(compiled()))
    assert ours.gettext("no such text") == "no such text"
    assert ours.ngettext("{count} such text", "{count} such texts", 1) == "{count} such text"
    assert ours.ngettext("{count} such text", "{count} such texts", 0) == "{count} such texts"


def test_figures_are_written_out_in_both_languages():
    assert [translate(N_("{rate} %").filled(rate=Decimal(rate)), lang) for rate in ("1E+1", "2.50") for lang in ("en", "it")] == [
        "10 %",
        "10 %",
        "2.50 %",
        "2,50 %",
    ]


def test_a_language_without_a_catalogue_reads_english(tmp_path):
    assert open_catalogue(tmp_path / "licensectl.mo").gettext("Customer") == "Customer"


def words(text):
    return re.findall(r"[^\W\d_]{2,}", re.sub(r"{[^}]*}", "", text))


def test_no_sentence_stays_english():
    pairs = [pair for entry in ENTRIES for pair in texts_of(entry)]
    assert {english for english, italian in pairs if english == italian and len(words(english)) >= 3} == SAME


def test_a_text_that_fills_a_message_is_marked():
    """Find texts in these gaps without a mark: they would stay English."""
    found = []
    for path in Path(licensectl.__path__[0]).rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.keyword) and node.arg in GAPS and isinstance(node.value, (ast.Constant, ast.JoinedStr)):
                said = "".join(str(part.value) for part in ast.walk(node.value) if isinstance(part, ast.Constant))
                if re.search(r"[a-z]{3}", re.sub(r"byte|\w+( \| \w+)+", "", said)):
                    found.append(f"{path.name}:{node.value.lineno}: {said}")
    assert found == []


def test_no_sentence_of_the_system_or_of_a_parser_is_quoted():
    """Find reasons made of an error's own text: they would stay English; `core/reasons.py` has words for each kind."""
    own = re.compile(r"strerror|reason=(str\()?error\b(?!\.sqlstate|\.reason)")
    found = [
        f"{path.name}:{n}"
        for path in Path(licensectl.__path__[0]).rglob("*.py")
        for n, line in enumerate(path.read_text("utf-8").splitlines(), 1)
        if own.search(line)
    ]
    assert found == []


def test_every_message_has_its_italian():
    known = {entry.id if isinstance(entry.id, str) else entry.id[0] for entry in ENTRIES}
    for code, message in messages.every().items():
        assert re.fullmatch(r"LC(-[A-Z0-9]+)+", code)
        for text in (message.one, message.cure):
            words = text.en if isinstance(text, Bilingual) else text
            assert words in known or not re.search(r"[^\W\d_]", re.sub(r"{[^}]*}", "", words)), code


# A sentence begins with a capital letter, a quoted value, an option, a field or a key; a field at the end holds whole sentences.
BEGIN = re.compile(r"[A-ZÀ-Ý'«`{]|--|SkuIds")
END = re.compile(r"[.?!]$|[.] ?\{\w+\}$|^\{taken\}$")


def test_messages_and_remedies_are_sentences():
    """The fault, then the remedy: in both languages, for one and for many."""
    wrong = []
    for code, message in messages.every().items():
        for text in filter(None, (message.words, message.remedy)):
            for lang in ("en", "it"):
                for count in (1, 2):
                    said = template(text, lang, count)
                    if not BEGIN.match(said) or not END.search(said) or ".." in said.replace("...", ""):
                        wrong.append(f"{code}: {said}")
    assert wrong == []


def test_values_are_quoted_as_their_language_does():
    """'X' in English, «X» in Italian."""
    found = [text for entry in ENTRIES for _, text in texts_of(entry) if re.search(r"'\{\w+\}'", text)]
    assert found == []


def test_a_field_of_a_message_has_a_name_for_its_explanation():
    """A field that is missing here gets its name in `i18n/fields.py`."""
    used = {name for message in messages.every().values() for text in (message.one, message.many, cure(message)) for name in fields(text)}
    assert used - {""} == set(NAMES)


def cure(message):
    return message.cure.en if isinstance(message.cure, Bilingual) else message.cure


ROWS = Message("LC-TEST", "{count} bad row was left out", many="{count} bad rows were left out")


@pytest.mark.parametrize(
    ("count", "said"), [(0, "0 bad rows were left out"), (1, "1 bad row was left out"), (2, "2 bad rows were left out")]
)
def test_a_message_names_its_count(count, said):
    assert ROWS.at(count=count).sentence() == said


def test_a_text_in_a_text_is_in_the_same_language():
    inner = Bilingual("the price", "il prezzo")
    said = joined([N_("{what} {day}").filled(what=inner, day=1), "x", "x"], Bilingual(" or ", " o "))
    assert translate(said, "en") == "the price 1 or x"
    assert translate(said, "it") == "il prezzo 1 o x"


def test_one_process_writes_two_languages(cli):
    assert "| Descrizione |" in cli("sku", "search", "visio", "-f", "md", "--lang", "it").out
    assert "| Title |" in cli("sku", "search", "visio", "-f", "md", "--lang", "en").out


def test_english_needs_no_catalogue(monkeypatch):
    """Nothing is read for an English answer."""
    from licensectl.i18n import translate as module

    def fail(lang):
        raise AssertionError(lang)

    monkeypatch.setattr(module, "catalog", fail)
    assert translate(N_("Title"), "en") == "Title"


# Words that no Italian text has but in a command, a key or a name.
ENGLISH = re.compile(r"\b(the|and|with|not|are|this|that|from|which|expected|unknown|is|was|has|have|should|row|sheet|price)\b")
TYPED = re.compile(r"\{\w*\}|`[^`]*`|«[^»]*»|'[^']*'|--[\w-]+|\b\w+_\w+\b|\w+/|\blicensectl( [a-z-]+)+|\bcon [a-z]+ [a-z]+\b|\b[a-z]+: ?")
# One concept has one Italian term: an offer, the price book, licences by set, subscriptions.
OTHER_TERMS = re.compile(
    r"preventiv|sottoscrizion|libro prezzi|archivio prezzi|serie di licenze|\bdeck\b|prezzo unitario|\bquotare\b", re.I
)


def test_no_english_word_is_left_in_italian():
    found = [text for entry in ENTRIES for _, text in texts_of(entry) if ENGLISH.search(TYPED.sub("", text))]
    assert found == []


def test_each_concept_has_one_italian_term():
    assert [text for entry in ENTRIES for _, text in texts_of(entry) if OTHER_TERMS.search(text)] == []


@pytest.mark.parametrize("entry", [entry for entry in ENTRIES if entry.pluralizable], ids=lambda entry: str(entry.id[0])[:60])
def test_one_and_many_are_two_texts(entry):
    assert len(entry.string) == 2 and all(entry.string) and entry.string[0] != entry.string[1]


# An article before a percentage, "manca" before a list and the like would be wrong for some values.
WRONG = re.compile(r"\b(del|al|dal|nel|sul) \{\w+\} %|manca \{missing\}|\batteso \{|\bin (il|le|gli) |preventiv")


def test_italian_fits_whatever_fills_its_gaps():
    assert [text for entry in ENTRIES for _, text in texts_of(entry) if WRONG.search(text)] == []

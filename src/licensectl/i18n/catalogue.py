"""The compiled catalogue of translations (`.mo`), read one text at a time.

gettext decodes every text of a catalogue when it opens it: of 2,600 texts that was a fifteenth of `sku show` in Italian, which shows few.
"""

from functools import cache, cached_property
from gettext import GNUTranslations, NullTranslations
from io import BytesIO
from pathlib import Path
from struct import unpack_from
from typing import Any

CATALOGS = Path(__file__).parent / "locale"
# https://www.gnu.org/software/gettext/manual/html_node/MO-Files.html
LITTLE_ENDIAN = b"\xde\x12\x04\x95"
DEFAULT_PLURAL = "(n != 1)"
# What follows the context of an id, and what stands between its plural forms.
CONTEXT, PLURAL = b"\4", b"\0"


class Entries:
    """The texts of a `.mo` file by what gettext looks them up: an id, or an id and the number of its plural form.

    They are in the order of Babel: by id, those of one id by context.
    """

    def __init__(self, content: bytes) -> None:
        self._content = content
        order = "<" if content[:4] == LITTLE_ENDIAN else ">"
        _, self._count, self._ids, self._texts = unpack_from(f"{order}4I", content, 4)
        self._pair = f"{order}2I"
        self._found: dict[Any, str] = {}

    def get(self, key: Any, default: Any = None) -> Any:
        """Return the text of `key`, or `default`."""
        try:
            return self[key]
        except KeyError:
            return default

    def __getitem__(self, key: Any) -> str:
        if key not in self._found:
            self._found[key] = self._look_up(key)
        return self._found[key]

    def _look_up(self, key: Any) -> str:
        text, form = key if isinstance(key, tuple) else (key, 0)
        context, _, wanted = text.encode().rpartition(CONTEXT)
        place = self._place(wanted, context)
        forms = self._part(self._texts, place).split(PLURAL) if place is not None else []
        if form >= len(forms):
            raise KeyError(key)
        return forms[form].decode()

    def _place(self, wanted: bytes, context: bytes) -> int | None:
        """Return the number of an entry, None for an id that the catalogue lacks."""
        low, high = 0, int(self._count)
        while low < high:
            middle = (low + high) // 2
            # Written out, not called: a short command compares four hundred ids.
            length, at = unpack_from(self._pair, self._content, self._ids + 8 * middle)
            before, _, name = self._content[at : at + length].partition(PLURAL)[0].rpartition(CONTEXT)
            if name == wanted and before == context:
                return middle
            if name < wanted or (name == wanted and before < context):
                low = middle + 1
            else:
                high = middle
        return None

    def _part(self, table: int, number: int) -> bytes:
        length, at = unpack_from(self._pair, self._content, table + 8 * number)
        return self._content[at : at + length]


class Translations(GNUTranslations):
    """Translations that decode a text when it is shown."""

    def _parse(self, fp: Any) -> None:
        self._charset = "utf-8"
        self._catalog = Entries(fp.read())

    def plural(self, n: int) -> int:
        """Return the number of the plural form for `n`."""
        return int(self._form(n))

    @cached_property
    def _form(self) -> Any:
        # Other texts need no plural.
        from gettext import c2py

        head = self._catalog.get("", "")
        return c2py(head.partition("plural=")[2].partition(";")[0].strip() or DEFAULT_PLURAL)


@cache
def catalog(lang: str) -> NullTranslations:
    """Return the translations into `lang`, loaded once; a language without a catalogue reads English."""
    return open_catalogue(CATALOGS / lang / "LC_MESSAGES" / "licensectl.mo")


def open_catalogue(compiled: Path) -> NullTranslations:
    """Return the translations of a `.mo` file, compiled anew from a `.po` beside it that is newer; none reads English."""
    source = compiled.with_suffix(".po")
    if source.exists() and (not compiled.exists() or compiled.stat().st_mtime < source.stat().st_mtime):
        return _compile(source, compiled)
    if not compiled.exists():
        return NullTranslations()
    with compiled.open("rb") as file:
        return Translations(file)


def _compile(source: Path, compiled: Path) -> NullTranslations:
    """Compile the catalogue of a working copy, whose `.po` changed; packages hold the compiled one."""
    # Babel is loaded only here.
    import os
    import tempfile

    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    with source.open("rb") as file:
        content = BytesIO()
        write_mo(content, read_po(file))
    try:
        handle, temporary = tempfile.mkstemp(dir=compiled.parent, prefix=".licensectl.")
        with os.fdopen(handle, "wb") as file:
            file.write(content.getvalue())
        Path(temporary).replace(compiled)
    except OSError:
        pass  # A folder that cannot be written to: compiled again next time.
    content.seek(0)
    return Translations(content)

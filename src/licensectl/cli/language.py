"""The language of the user, where no option names one."""

import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress
from itertools import pairwise
from pathlib import Path

LANGUAGES = ("en", "it")
PRIMARY_LANGUAGE, ITALIAN = 0x3FF, 0x10
MAC_PREFERENCES = "Library/Preferences/.GlobalPreferences.plist"


def language(arguments: Sequence[str], environment: Mapping[str, str]) -> str:
    """Return the language of help: that of --lang on the command line, of LICENSECTL_LANG, of the settings, else of the locale."""
    named = [after for option, after in pairwise(arguments) if option == "--lang"]
    named += [argument.partition("=")[2] for argument in arguments if argument.startswith("--lang=")]
    found = next((one for one in (*named[:1], environment.get("LICENSECTL_LANG")) if one in LANGUAGES), None) or _preset()
    return found if found in LANGUAGES else locale_language(environment)


def _preset() -> str | None:
    """Return the language that the settings files preset; None if they preset none or cannot be read."""
    from licensectl.errors import LicensectlError
    from licensectl.facts.settings import held_settings

    with suppress(LicensectlError, AttributeError):
        document = held_settings()
        held = document.value if document else {}
        found = (held.get("defaults") or {}).get("lang") or (held.get("profile") or {}).get("language")
        return str(found) if found else None
    return None


def locale_language(environment: Mapping[str, str]) -> str:
    """Return `it` if the locale is Italian, else `en`; without a locale the language of Windows or macOS counts."""
    named = next((environment[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if environment.get(name)), None)
    return "it" if (named or _system_language()).lower().startswith("it") else "en"


def _system_language() -> str:
    """Return the language of Windows or macOS; "" if it is unknown."""
    if sys.platform == "win32":
        import ctypes

        # https://learn.microsoft.com/windows/win32/api/winnls/nf-winnls-getuserdefaultuilanguage
        return "it" if ctypes.windll.kernel32.GetUserDefaultUILanguage() & PRIMARY_LANGUAGE == ITALIAN else ""
    if sys.platform == "darwin":
        import plistlib

        with suppress(OSError, ValueError, LookupError, TypeError, RuntimeError, plistlib.InvalidFileException):
            return str(plistlib.loads((Path.home() / MAC_PREFERENCES).read_bytes())["AppleLanguages"][0])
    return ""

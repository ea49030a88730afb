"""Passwords in addresses and connection strings: nothing that licensectl says or shows holds one."""

import re

# One of these is in every text with a password that can be told. The patterns are compiled when a text has one: few have.
SIGNS = ("@", "=", ":/", "//")
# What stands between a user's name and the host of an address: behind `//` (of which a path keeps one slash), behind the scheme, or at
# the beginning, where it is no drive of Windows, no address of mail and no word before a text ("Contact: …").
PASSWORD = r"((?://|(?<=\w[\w ]:)/|postgres(?:ql)?[:/\\]{1,4}|^(?!.*:\s|mailto:|\w+:[/\\])(?=[^:/@\s\\]))(?:(?!%3a)[^:/@\s])*)(?::|%3a).*@"
# The line of an order with its price: no host is a number with fewer than three points.
PRICED = r"[^/@]*@\d+(?:[.,]\d+){0,2}"
# An address that ends before its host: a port is a number.
UNFINISHED = r"((?:/|(?<=\w\w:))/[^:/@\s?\[]+:)(?!\d{1,5}(?![^/?#,\s'\"]))[^/\s?]+"
# A parameter of an address or of a connection string: `key=value`, the value perhaps in quotes. It is sought at the beginnings of
# words alone, or a long word would be read once for each of its letters.
PARAMETER = r"(?<![^\s?&=;])([^\s?&=;]+)(\s*=\s*)('(?:[^'\\]|\\.)*'?|{value})"
IN_ADDRESS = PARAMETER.format(value="[^&]*")
IN_STRING = PARAMETER.format(value=r"(?:\\.|[^\s\\])*")
KEY = r"(?<![^\s?&=;])([^\s?&=;]+)\s*=\s*"
SECRET = "passw|passphrase|pass$|pwd|secret|token"


def masked(text: str) -> str:
    """Return the text without the passwords of an address or a connection string, however they are spelled."""
    if not any(sign in text for sign in SIGNS) or re.fullmatch(PRICED, text, re.ASCII):
        return text
    # Behind the last @ there is none, and looking for one would take as often as there are colons.
    end = text.rfind("@") + 1
    if end:
        text = re.sub(PASSWORD, r"\1:***@", text[:end], flags=re.IGNORECASE | re.DOTALL) + text[end:]
    else:
        text = re.sub(UNFINISHED, r"\1***", text)
    if ";" in text:
        # `Server=…;Password=…`, as Windows writes it: such a password may hold spaces and semicolons.
        found = next((key for key in re.finditer(KEY, text) if _is_secret(key[1])), None)
        text = f"{text[: found.end()]}***" if found else text
    return re.sub(IN_ADDRESS, _without_secret, text) if ":/" in text else re.sub(IN_STRING, _without_secret, text, flags=re.DOTALL)


def _without_secret(match: re.Match[str]) -> str:
    from urllib.parse import unquote

    return f"{match[1]}{match[2]}***" if _is_secret(unquote(match[1])) else match[0]


def _is_secret(key: str) -> bool:
    return re.search(SECRET, key, re.IGNORECASE) is not None

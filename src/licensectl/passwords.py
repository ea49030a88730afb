"""Passwords in addresses and connection strings: nothing that licensectl says or shows holds one."""

import re

# One of these is in every text with a password that can be told.
SIGNS = re.compile("[@=]|:/|//")
# What stands between a user's name and the host of an address: behind `//` (of which a path keeps one slash), behind the scheme, or at
# the beginning, where it is no drive of Windows, no address of mail and no word before a text ("Contact: …").
PASSWORD = re.compile(
    r"((?://|(?<=\w[\w ]:)/|postgres(?:ql)?[:/\\]{1,4}|^(?!.*:\s|mailto:|\w+:[/\\])(?=[^:/@\s\\]))(?:(?!%3a)[^:/@\s])*)(?::|%3a).*@",
    re.IGNORECASE | re.DOTALL,
)
# The line of an order with its price: no host is a number with fewer than three points.
PRICED = re.compile(r"[^/@]*@\d+(?:[.,]\d+){0,2}", re.ASCII)
# An address that ends before its host: a port is a number.
UNFINISHED = re.compile(r"((?:/|(?<=\w\w:))/[^:/@\s?\[]+:)(?!\d{1,5}(?![^/?#,\s'\"]))[^/\s?]+")
# A parameter of an address or of a connection string: `key=value`, the value perhaps in quotes. It is sought at the beginnings of
# words alone, or a long word would be read once for each of its letters.
PARAMETER = r"(?<![^\s?&=;])([^\s?&=;]+)(\s*=\s*)('(?:[^'\\]|\\.)*'?|{value})"
IN_ADDRESS = re.compile(PARAMETER.format(value="[^&]*"))
IN_STRING = re.compile(PARAMETER.format(value=r"(?:\\.|[^\s\\])*"), re.DOTALL)
KEY = re.compile(r"(?<![^\s?&=;])([^\s?&=;]+)\s*=\s*")
SECRET = re.compile("passw|passphrase|pass$|pwd|secret|token", re.IGNORECASE)


def masked(text: str) -> str:
    """Return the text without the passwords of an address or a connection string, however they are spelled."""
    if not SIGNS.search(text) or PRICED.fullmatch(text):
        return text
    # Behind the last @ there is none, and looking for one would take as often as there are colons.
    end = text.rfind("@") + 1
    text = PASSWORD.sub(r"\1:***@", text[:end]) + text[end:] if end else UNFINISHED.sub(r"\1***", text)
    if ";" in text:
        # `Server=…;Password=…`, as Windows writes it: such a password may hold spaces and semicolons.
        found = next((key for key in KEY.finditer(text) if SECRET.search(key[1])), None)
        text = f"{text[: found.end()]}***" if found else text
    return (IN_ADDRESS if ":/" in text else IN_STRING).sub(_without_secret, text)


def _without_secret(match: re.Match[str]) -> str:
    from urllib.parse import unquote

    return f"{match[1]}{match[2]}***" if SECRET.search(unquote(match[1])) else match[0]

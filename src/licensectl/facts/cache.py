"""The compiled facts: JSON beside a digest, keyed by the content of the YAML it came from.

Safe to delete, ignored when unreadable or cut, written atomically, never executed.
"""

import os
import tempfile
from hashlib import blake2b
from pathlib import Path

from licensectl import __version__

# Counts up when the records change shape while the version does not.
SHAPE = 1


def digest(*contents: bytes) -> str:
    """A name for these contents under this version of the program."""
    state = blake2b(f"{__version__}/{SHAPE}".encode(), digest_size=16)
    for content in contents:
        state.update(len(content).to_bytes(8, "big"))
        state.update(content)
    return state.hexdigest()


def folder() -> Path:
    """Where compiled facts lie: LICENSECTL_CACHE, or the user's cache folder."""
    named = os.environ.get("LICENSECTL_CACHE")
    if named:
        return Path(named)
    from platformdirs import user_cache_path

    return user_cache_path("licensectl", appauthor=False)


def load(name: str) -> bytes | None:
    """What was saved as `name`, or None when it is absent, unreadable, or not what was written."""
    try:
        content = (folder() / f"{name}.json").read_bytes()
    except OSError:
        return None
    seal, _, body = content.partition(b"\n")
    return body if seal == digest(body).encode() else None


def save(name: str, body: bytes) -> None:
    """Keep `body` as `name`; a folder that cannot be written only costs time on the next run."""
    target = folder() / f"{name}.json"
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(dir=target.parent, suffix=".tmp")
        with os.fdopen(handle, "wb") as file:
            file.write(digest(body).encode() + b"\n" + body)
        Path(temporary).replace(target)
    except OSError:
        return

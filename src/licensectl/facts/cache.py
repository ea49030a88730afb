"""The compiled facts on disk, decoded when first asked for."""

import os
import time
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import TypeVar

import msgspec

from licensectl import __version__
from licensectl.core.paths import user_folder

T = TypeVar("T")
UNFINISHED = ".tmp"
# Writing one takes milliseconds.
OLD_SECONDS = 600


class Decoded(Mapping[str, T]):
    """Raw JSON values by key, each becoming a `kind` on its first use."""

    def __init__(self, raw: dict[str, msgspec.Raw], kind: type[T]) -> None:
        self._raw = raw
        self._decoder = msgspec.json.Decoder(kind)
        self._held: dict[str, T] = {}

    def __getitem__(self, key: str) -> T:
        if key not in self._held:
            self._held[key] = self._decoder.decode(self._raw[key])
        return self._held[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._raw)

    def __len__(self) -> int:
        return len(self._raw)


try:
    # As `random` of the standard library does with its digest: hashlib loads OpenSSL first, a twentieth of a short command.
    from _blake2 import blake2b
except ImportError:
    from hashlib import blake2b

# Counts up when the records change shape while the version does not.
SHAPE = 4


def digest(*contents: bytes) -> str:
    """Return a name for these contents under this version of the program."""
    state = blake2b(f"{__version__}/{SHAPE}".encode(), digest_size=16)
    for content in contents:
        state.update(len(content).to_bytes(8, "big"))
        state.update(content)
    return state.hexdigest()


def _seal(body: bytes) -> bytes:
    """Return a mark that shows whether a file was cut or damaged. It need not withstand a writer to the user's own cache."""
    from zlib import crc32

    return b"%d %08x" % (len(body), crc32(body))


def folder() -> Path:
    """Return the folder of compiled facts: LICENSECTL_CACHE, or the user's cache folder."""
    named = os.environ.get("LICENSECTL_CACHE")
    if named:
        return Path(named)
    from platformdirs import user_cache_path

    return user_folder(user_cache_path)


def load(name: str) -> bytes | None:
    """Return the content saved as `name`; None if it is absent, unreadable or damaged."""
    try:
        content = (folder() / f"{name}.json").read_bytes()
    except OSError:
        return None
    seal, _, body = content.partition(b"\n")
    return body if seal == _seal(body) else None


def save(name: str, body: bytes) -> None:
    """Keep `body` as `name`; a folder that cannot be written only costs time on the next run."""
    # Most runs find everything compiled.
    import tempfile

    from licensectl.core.undisturbed import undisturbed

    target = folder() / f"{name}.json"
    try:
        with undisturbed():
            target.parent.mkdir(parents=True, exist_ok=True)
            _sweep(target.parent)
            handle, temporary = tempfile.mkstemp(dir=target.parent, suffix=UNFINISHED)
            try:
                with os.fdopen(handle, "wb") as file:
                    file.write(_seal(body) + b"\n" + body)
                Path(temporary).replace(target)
            except OSError:
                Path(temporary).unlink(missing_ok=True)
    except OSError:
        return


def _sweep(place: Path) -> None:
    """Remove unfinished files of killed processes. Whoever still writes one that old only compiles again."""
    for path in place.glob(f"*{UNFINISHED}"):
        with suppress(OSError):
            if time.time() - path.stat().st_mtime > OLD_SECONDS:
                path.unlink()

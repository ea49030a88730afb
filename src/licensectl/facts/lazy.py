"""A mapping whose values are decoded when they are first asked for: one SKU is shown without reading twenty thousand."""

from collections.abc import Iterator, Mapping
from typing import TypeVar

import msgspec

from licensectl.domain.program import Attribute

T = TypeVar("T")


class RawPrograms(msgspec.Struct, frozen=True):
    """The compiled programs, each still to be decoded."""

    attributes: dict[str, Attribute] = {}
    programs: dict[str, msgspec.Raw] = {}


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

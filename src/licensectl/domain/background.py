"""What a specialist should know and no command decides upon."""

from typing import Literal

from msgspec import Struct

from licensectl.domain.source import Confidence
from licensectl.domain.text import Text


class BackgroundNote(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A formula, a figure or a pattern with its remarks; `formula` is for people and is never evaluated."""

    kind: Literal["formula", "figure", "product terms"]
    title: Text
    formula: str | None = None
    texts: list[Text] = []
    sources: list[str] = []
    confidence: Confidence | None = None


class BackgroundFile(Struct, frozen=True, forbid_unknown_fields=True):
    """The shape of `data/background.yaml`."""

    notes: dict[str, BackgroundNote] = {}

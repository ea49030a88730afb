"""Sources of facts."""

from typing import Literal

from msgspec import Struct

from licensectl.core.text import Text

Confidence = Literal["high", "medium", "low"]
Tier = Literal["primary", "copy", "secondary", "deck"]


class Source(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """One entry of the register `data/sources.yaml`, to which every `sources:` key points.

    `tier`: primary = published by Microsoft or a public body; copy = somebody else's copy of such a text;
    secondary = adviser, reseller, press, distributor, shop; deck = the training slides.
    `date` is the date of the text as loosely as it gives it ("2021-07", "undated, old").
    """

    title: str
    tier: Tier
    url: str | None = None
    date: Text | None = None
    confidence: Confidence | None = None
    note: Text | None = None


class SourcesFile(Struct, frozen=True, forbid_unknown_fields=True):
    """The shape of `data/sources.yaml`."""

    sources: dict[str, Source] = {}

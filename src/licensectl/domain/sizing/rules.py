"""The figures that sizing and the checks of a quote use: dated, with their sources."""

from collections.abc import Mapping
from datetime import date

from msgspec import Struct

from licensectl.core.period import Period
from licensectl.core.sources import Confidence
from licensectl.core.text import Text
from licensectl.domain.sizing.messages import NO_FIGURE
from licensectl.errors import LicensectlError


class Figure(Period, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """The value of a rule while the period runs; None if the rule has no figure."""

    value: int | None
    sources: list[str] = []
    confidence: Confidence | None = None


class SizingRule(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A rule of counting: its text, its figures by period, and what other readings there are."""

    title: Text
    values: list[Figure]
    readings: list[Text] = []


class AccessProduct(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A server product by the name that `size access` takes: its base access licence and the additive ones by their short name."""

    title: str
    base: str
    additive: dict[str, str] = {}


class SizingFile(Struct, frozen=True, forbid_unknown_fields=True):
    """The shape of `data/sizing.yaml`."""

    rules: dict[str, SizingRule] = {}
    access: dict[str, AccessProduct] = {}


class Figures:
    """The figures of one day."""

    def __init__(self, rules: Mapping[str, SizingRule], day: date) -> None:
        self.rules = rules
        self._day = day

    def get(self, rule_id: str) -> int | None:
        """Return the figure of a rule on the day; None outside its periods, and for an id that does not exist."""
        rule = self.rules.get(rule_id)
        return next((figure.value for figure in rule.values if figure.contains(self._day)), None) if rule else None

    def __getitem__(self, rule_id: str) -> int:
        """Return the figure of a rule. Raises LicensectlError if the facts have no figure for the day."""
        value = self.get(rule_id)
        if value is None:
            raise LicensectlError(NO_FIGURE.at(rule=rule_id, day=self._day))
        return value

"""The reader's time zone: an instant beside its UTC, and the last whole day before it."""

from datetime import UTC, date, datetime, timedelta, tzinfo
from typing import Any, NamedTuple

from licensectl.core.text import Lang

LAST = datetime.max.replace(tzinfo=UTC) - timedelta(seconds=1)


class Zone(NamedTuple):
    """A time zone under the name that the reader knows it by; `rules` None: the system's."""

    name: str
    rules: tzinfo | None

    def local(self, instant: datetime) -> datetime:
        """Return the instant on the clocks of this zone, with their offset of that day; in UTC where the zone or the calendar ends."""
        try:
            return instant.astimezone(self.rules)
        except (ValueError, OverflowError):
            # TZ may say an offset of a day or more, which no zone has.
            return instant.astimezone(UTC)

    def last_whole_day(self, instant: datetime) -> date:
        """The last day of this zone all of which lies before the instant's second has passed."""
        after = self.local(min(instant, LAST) + timedelta(seconds=1))
        return after.date() - timedelta(days=1)

    def shown(self, instant: datetime, lang: Lang) -> str:
        """The instant for a person, to the minute, with its offset."""
        local = self.local(instant)
        day = f"{local:%d/%m/%Y}" if lang == "it" else f"{local:%Y-%m-%d}"
        name = "ora locale" if lang == "it" and self.name == "local" else self.name
        return f"{day} {local:%H:%M} (UTC{local.isoformat()[-6:]}, {name})"

    def record(self, instant: datetime | None) -> dict[str, Any] | None:
        """The instant as JSON shows it, twice."""
        return None if instant is None else {"utc": written(instant), "local": self.local(instant).isoformat(timespec="seconds")}


def written(instant: datetime) -> str:
    """A UTC instant as `2026-12-01T23:59:59Z`."""
    return f"{instant:%Y-%m-%dT%H:%M:%SZ}"

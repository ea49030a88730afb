"""The reader's time zone: an instant beside its UTC, and the last whole day before it."""

from datetime import UTC, date, datetime, timedelta, tzinfo
from typing import Any, NamedTuple

from licensectl.core.text import Lang
from licensectl.i18n.translate import N_, translate

LAST = datetime.max.replace(tzinfo=UTC) - timedelta(seconds=1)


class Zone(NamedTuple):
    """A time zone under the name that the reader knows it by; `rules` None: the system's."""

    name: str
    rules: tzinfo | None

    def local(self, instant: datetime) -> datetime:
        """Return the instant in this zone with its offset on that day; in UTC if the zone or the calendar ends."""
        try:
            return instant.astimezone(self.rules)
        except (ValueError, OverflowError):
            # TZ may say an offset of a day or more, which no zone has.
            return instant.astimezone(UTC)

    def last_whole_day(self, instant: datetime) -> date:
        """Return the last day of this zone that ends by the end of the instant's second."""
        after = self.local(min(instant, LAST) + timedelta(seconds=1))
        return after.date() - timedelta(days=1)

    def shown(self, instant: datetime, lang: Lang) -> str:
        """Return the instant for people, to the minute, with its offset."""
        local = self.local(instant)
        day = f"{local:%d/%m/%Y}" if lang == "it" else f"{local:%Y-%m-%d}"
        name = translate(N_("local time"), lang) if self.name == "local" else self.name
        return f"{day} {local:%H:%M} (UTC{local.isoformat()[-6:]}, {name})"

    def record(self, instant: datetime | None) -> dict[str, Any] | None:
        """Return the instant for JSON, in UTC and in this zone."""
        return None if instant is None else {"utc": written(instant), "local": self.local(instant).isoformat(timespec="seconds")}


def written(instant: datetime) -> str:
    """Return a UTC instant as `2026-12-01T23:59:59Z`."""
    return f"{instant:%Y-%m-%dT%H:%M:%SZ}"

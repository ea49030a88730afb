"""The days that price sheets write."""

import re
from datetime import date
from functools import lru_cache

# 2025-10-01T00:00:00.0000000Z: seven digits of a second, more than datetime takes; the day is all that counts.
ISO = re.compile(r"(\d{4}-\d{2}-\d{2})(?:[T ](?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:\.\d{1,9})?)?(?:Z|\+00:00)?)?", re.ASCII)
# The download API writes American dates with a clock: 2/1/2019 12:00:00 AM. Without one, 10/3/2020 may be March or October.
AMERICAN = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4}) (?:0?[1-9]|1[0-2]):[0-5]\d:[0-5]\d [AP]M", re.ASCII)


@lru_cache(maxsize=1024)
def utc_day(text: str) -> date | None:
    """The UTC day of a moment as price sheets write it, or None when it is no day that exists.

    The placeholders for "always" (1753-01-02) and "open" (9999-11-30) are days like others.
    """
    try:
        if iso := ISO.fullmatch(text):
            return date.fromisoformat(iso[1])
        if american := AMERICAN.fullmatch(text):
            return date(int(american[3]), int(american[1]), int(american[2]))
    except ValueError:
        pass
    return None

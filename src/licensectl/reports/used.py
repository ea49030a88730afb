"""The ids behind an answer, said at its end."""

from msgspec.structs import replace

from licensectl.domain.text import Lang
from licensectl.reports.report import Report
from licensectl.reports.words import word


def explained(report: Report, lang: Lang) -> Report:
    """The report with the ids of the facts it used as its last note, and as `used` in its record."""
    used = list(dict.fromkeys(report.used))
    note = f"{word('Facts used (licensectl explain ID)', lang)}: {', '.join(used) or '—'}"
    return replace(report, notes=(*report.notes, note), record={**report.record, "used": used})

"""An entry of the audit trail."""

from msgspec import Struct


class AuditEntry(Struct, frozen=True):
    """A change: `number` counts them, `at` is a UTC instant in ISO form, `subject` the id of what was changed."""

    number: int
    at: str
    who: str
    what: str
    subject: str
    detail: str

"""An order file is what its target takes, or it is not written."""

from typing import Any

import msgspec

from licensectl.errors import Failure
from licensectl.faults.ordering import BAD_SHAPE


def checked(body: msgspec.Struct, target: str, where: str) -> dict[str, Any]:
    """The body as plain data after its own shape has been checked: lengths, patterns, nothing beyond its fields."""
    held: dict[str, Any] = msgspec.to_builtins(body)
    try:
        msgspec.convert(held, type(body))
    except msgspec.ValidationError as error:
        reason, _, path = str(error).partition(" - at ")
        raise Failure(BAD_SHAPE.at(where, target=target, path=path.strip("`$."), reason=reason[:1].lower() + reason[1:])) from None
    return held

"""Orders of customers without the lines that invoices credit in full."""

from functools import lru_cache
from typing import TYPE_CHECKING

from licensectl.cli.context import Run
from licensectl.domain.purchases.model import PlacedOrder

if TYPE_CHECKING:
    from licensectl.domain.invoices.credited import Credited


def still_held(run: Run, found: list[PlacedOrder], store: str | None) -> list[PlacedOrder]:
    """Return the orders of a customer without the lines that invoices of the ledger credit in full."""
    return [*map(_credited(run, store).less, found)] if found else []


@lru_cache(maxsize=1)
def _credited(run: Run, store: str | None) -> "Credited":
    """Return the credits of the ledger, read once for this run: a batch asks for each of its requests."""
    # Customers without orders need no invoices.
    from licensectl.app.invoices.store import load_credited

    return load_credited(store)

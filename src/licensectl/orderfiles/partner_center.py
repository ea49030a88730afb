"""Partner Center's cart: what its create-cart call takes, and nothing else."""

from typing import Any

from licensectl.domain.quote import Quote


def cart(quote: Quote) -> dict[str, Any]:
    """The body of Partner Center's create-cart call for a quote that passed `order.check_cart`.

    Perpetual: billingCycle one_time and no termDuration. Source: CART.
    """
    return {
        "PartnerOnRecordAttestationAccepted": True,
        "lineItems": [
            {
                "id": number,
                "catalogItemId": f"{line.sku}:{line.availability_id}",
                "quantity": line.quantity,
                "billingCycle": "one_time",
            }
            for number, line in enumerate(quote.lines)
        ],
    }

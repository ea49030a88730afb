"""Access licences of one server product by name, and the server licences it needs."""

from collections.abc import Mapping

from msgspec import Struct

from licensectl.core.messages import UNKNOWN_NAME
from licensectl.domain.sizing import messages
from licensectl.domain.sizing.cals import AccessNeeds, Cals, People, count_cals
from licensectl.domain.sizing.candidates import Shelf
from licensectl.domain.sizing.model import Licence, Sizing, Step
from licensectl.domain.sizing.rules import AccessProduct
from licensectl.errors import LicensectlError, UsageError
from licensectl.i18n.translate import N_, translate


class AccessQuestion(Struct, frozen=True, kw_only=True):
    """The people with access to `product`; `additive` by short name (enterprise, plus, rds, rms); `servers` licences to add."""

    product: str
    everybody: People = People()
    additive: Mapping[str, People] = {}
    cals: Cals | None = None
    servers: int = 0
    edition: str | None = None


def size_access(question: AccessQuestion, products: Mapping[str, AccessProduct], shelf: Shelf) -> Sizing:
    """Return the base and additive CALs; `product` is one of `products`.

    Raises UsageError if the product does not have an additive licence, or if nobody has access.
    """
    product = products[question.product]
    for name, people in question.additive.items():
        if people and name not in product.additive:
            raise UsageError(messages.NO_ADDITIVE.at(name=name, product=question.product, known=", ".join(product.additive) or "—"))
    additive = {product.additive[name]: people for name, people in question.additive.items() if people}
    if not question.everybody and not additive:
        raise UsageError(messages.NOBODY.at())
    wanted = AccessNeeds(question.everybody, additive, question.cals)
    counted = count_cals(product.base, wanted, shelf)
    servers, steps, needs = _servers(question, product, shelf)
    sku = shelf.access(product.base, "user CAL")
    return Sizing(
        product=question.product,
        generation=shelf.catalog.products[sku.product].title if sku else product.title,
        edition=question.edition,
        model="access",
        licenses=[*servers, *counted.licenses],
        steps=[*steps, *counted.steps],
        comparisons=counted.comparisons,
        needs=needs,
        basis=shelf.basis,
        price_given=shelf.given,
        problems=counted.problems,
    )


def product_id(name: str, products: Mapping[str, AccessProduct]) -> str:
    """Return the id that `name` means (`skype`, `exchange-server`, `Exchange`). Raises UsageError if it means no product or several."""
    name = name.casefold().replace(" ", "-")
    fitting = [known for known in products if known == name] or [
        known for known in products if known.startswith(name) or name == f"{known}-server"
    ]
    if len(fitting) != 1:
        raise UsageError(UNKNOWN_NAME.at(what=N_("product"), name=name, known=", ".join(products)))
    return fitting[0]


def _servers(question: AccessQuestion, product: AccessProduct, shelf: Shelf) -> tuple[list[Licence], list[Step], list[str]]:
    """Return the server licences asked for, and the other products that they need."""
    family = product.title
    editions = shelf.editions(family, "server", access=product.base)
    if question.servers and not editions:
        raise LicensectlError(messages.NO_SKU.at(title=family, program=shelf.scope.program))
    edition = (
        next((name for name in editions if name.casefold() == (question.edition or editions[0]).casefold()), None) if editions else None
    )
    if question.servers and edition is None:
        raise UsageError(UNKNOWN_NAME.at(what=N_("edition"), name=question.edition or "—", known=", ".join(editions) or "—"))
    sku = shelf.server(family, edition or None, "server")
    needs = shelf.catalog.products[sku.product].infrastructure if sku else []
    if not question.servers:
        return [], [], [f"{family}", *needs] if sku else []
    if sku is None:
        raise LicensectlError(messages.NO_SKU.at(title=f"{family} {edition}", program=shelf.scope.program))
    line = shelf.licence(sku, "server", 1, question.servers, translate(product.title, "en"))
    return [line], [Step("servers", str(question.servers), question.servers, "server-model")], list(needs)

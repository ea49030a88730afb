"""How a sale is taxed, in the words that stand on a quote."""

from licensectl.domain.quote import Quote
from licensectl.domain.text import Bilingual, Lang, read

TREATMENTS = {
    "reverse_charge": Bilingual(
        "Reverse charge: no VAT is charged; the customer accounts for it.",
        "Inversione contabile (reverse charge): IVA non addebitata, è dovuta dal cliente.",
    ),
    "exempt": Bilingual("Exempt from VAT.", "Operazione esente da IVA."),
    "split_payment": Bilingual(
        "Split payment: the customer pays the VAT straight to the tax office (Italy: art. 17-ter D.P.R. 633/1972).",
        "Scissione dei pagamenti: l'IVA è versata dal cliente direttamente all'Erario (art. 17-ter D.P.R. 633/1972).",
    ),
}


def treatments(quote: Quote, lang: Lang) -> tuple[str, ...]:
    """How the sale is taxed where it is not plainly at a rate, one sentence each."""
    return tuple(read(words, lang) for name, words in TREATMENTS.items() if getattr(quote.request.vat, name))

"""All facts together, and a problem at a path inside one of the files."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from licensectl.core.sources import Source
from licensectl.domain.advice.rules import AdviceFile
from licensectl.domain.catalog.eligibility import EligibilityFile
from licensectl.domain.catalog.model import SkusFile
from licensectl.domain.facts.background import BackgroundFile
from licensectl.domain.facts.glossary import GlossaryFile
from licensectl.domain.orders.terms import OrderingFile
from licensectl.domain.programs.model import Claim, ProgramsFile
from licensectl.domain.programs.office import OfficeFile
from licensectl.domain.quotes.tax_facts import TaxesFile
from licensectl.domain.returns.decide import ReturnsFile
from licensectl.domain.sizing.rules import SizingFile
from licensectl.errors import Message

Path = tuple[str | int, ...]


class Everything(NamedTuple):
    """All fact files in use, typed."""

    sources: Mapping[str, Source]
    programs: ProgramsFile
    claims: Mapping[str, Claim]
    skus: SkusFile
    office: OfficeFile
    returns: ReturnsFile
    sizing: SizingFile
    eligibility: EligibilityFile
    ordering: OrderingFile
    advice: AdviceFile
    taxes: TaxesFile
    background: BackgroundFile
    glossary: GlossaryFile


class FactFinding(NamedTuple):
    """A problem at a path inside one of the files."""

    file: str
    path: Path
    message: Message
    gaps: dict[str, Any]

"""Maps that people write, from YAML, checked as a whole before any is used."""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, TypeVar

from licensectl.errors import Finding, LicensectlError
from licensectl.facts.convert import convert
from licensectl.facts.fact_files import shipped
from licensectl.facts.yaml_reader import parse_yaml
from licensectl.tables.column_map import ColumnMap, check_columns

if TYPE_CHECKING:
    from licensectl.domain.orders.codes import ProductCode
    from licensectl.domain.orders.profile import OrderProfile

T = TypeVar("T")
# The folder of the maps among the facts.
MAPS = "column-maps"


def parse_profile(content: bytes, name: str) -> "OrderProfile":
    """Return the order profile in `content`. Raises LicensectlError naming every problem, each with file and line."""
    # Every command on a price sheet loads this module for `parse_columns`; only orders have a profile.
    from licensectl.domain.orders.profile import OrderProfile, check_profile

    return _checked(content, name, OrderProfile, check_profile)


def parse_codes(content: bytes, name: str) -> "list[ProductCode]":
    """Return the codes of products in `content`. Raises LicensectlError naming everything that is wrong, each with file and line."""
    # Only orders have codes.
    from licensectl.domain.orders.codes import CodeFile, check_codes

    return _checked(content, name, CodeFile, check_codes).codes


def parse_columns(content: bytes, name: str) -> ColumnMap:
    """Return the column map in `content`. Raises LicensectlError naming every problem, each with file and line."""
    return _checked(content, name, ColumnMap, check_columns)


def shipped_names() -> list[str]:
    """Return the names of the column maps that come with the program."""
    return sorted(path.stem for path in (shipped() / MAPS).glob("*.yaml"))


def shipped_text(name: str) -> bytes:
    """Return the YAML of the column map of this name that comes with the program."""
    return (shipped() / MAPS / f"{name}.yaml").read_bytes()


def shipped_map(name: str) -> ColumnMap:
    """Return the column map of this name that comes with the program."""
    return parse_columns(shipped_text(name), name)


def _checked(content: bytes, name: str, record: type[T], check: Callable[[T], Iterable[Finding]]) -> T:
    document = parse_yaml(content, name)
    made = convert(document, record)
    found = [finding.message.at(document.where(finding.path), **finding.gaps) for finding in check(made)]
    if found:
        raise LicensectlError(*found)
    return made

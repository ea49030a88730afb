"""Several documents laid over each other, and what may not be: two of equal rank that say different things of one id."""

from collections.abc import Iterator
from itertools import combinations
from typing import Any

from licensectl.core import messages_facts as messages
from licensectl.core import messages_facts as reading
from licensectl.errors import LicensectlError, Problem
from licensectl.facts.convert import held_as
from licensectl.facts.fact_files import Layer
from licensectl.facts.yaml_reader import Path, YamlDocument, parse_yaml


def overlaid(documents: list[YamlDocument]) -> YamlDocument:
    """Merge documents: mappings are joined key by key, anything else of a later document replaces the earlier."""
    places = dict(documents[0].places)
    value = mapping(documents[0])
    for document in documents[1:]:
        value = _merged(value, mapping(document))
        places |= document.places
    return YamlDocument(documents[0].name, value, places)


def contradictions(documents: list[YamlDocument]) -> list[Problem]:
    """Return a problem for each place at which two documents of the same rank differ."""
    return [
        messages.TWICE.at(other.where(path), path=".".join(map(str, path)), other=one.where(path))
        for one, other in combinations(documents, 2)
        for path in _differing(mapping(one), mapping(other), ())
    ]


def mapping(document: YamlDocument) -> dict[str, Any]:
    """Return the contents of the document without the line of its kind. Raises LicensectlError on a document other than a mapping."""
    if not isinstance(document.value, dict):
        raise LicensectlError(reading.NOT_A_MAPPING.at(document.where(), found=held_as(document.value)))
    return {key: value for key, value in document.value.items() if key != "schema"}


def _differing(one: Any, other: Any, path: Path) -> Iterator[Path]:
    if isinstance(one, dict) and isinstance(other, dict):
        for key in one.keys() & other.keys():
            yield from _differing(one[key], other[key], (*path, key))
    elif one != other:
        yield path


def _merged(below: Any, above: Any) -> Any:
    if isinstance(below, dict) and isinstance(above, dict):
        return below | {key: _merged(below[key], value) if key in below else value for key, value in above.items()}
    return above


def overlaid_layers(layers: list[Layer]) -> YamlDocument:
    """Return the layers of one fact file as one document. Raises LicensectlError if two that this run named differ."""
    parsed = [(layer.rank, parse_yaml(layer.content, layer.label)) for layer in layers]
    if problems := contradictions([document for rank, document in parsed if rank == 2]):
        raise LicensectlError(*problems)
    return overlaid([document for _, document in parsed])


def parsed_layers(layers: list[Layer]) -> list[tuple[str, dict[str, Any]]]:
    """Return each layer's label and its mapping."""
    return [(layer.label, mapping(parse_yaml(layer.content, layer.label))) for layer in layers]

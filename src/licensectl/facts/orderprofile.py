"""Order profiles from YAML, checked as a whole before any is used."""

from licensectl.domain.orderprofile import OrderProfile, check_profile
from licensectl.errors import Failure
from licensectl.facts.convert import convert
from licensectl.facts.reading import parse_yaml


def parse_profile(content: bytes, name: str) -> OrderProfile:
    """The profile in `content`; Failure carries everything that is wrong with it, each with file and line."""
    document = parse_yaml(content, name)
    profile = convert(document, OrderProfile)
    found = [finding.fault.at(document.where(finding.path), **finding.gaps) for finding in check_profile(profile)]
    if found:
        raise Failure(*found)
    return profile

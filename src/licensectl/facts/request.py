"""Quote requests from YAML or JSON, every line remembering where it stands."""

from msgspec.structs import replace

from licensectl.domain.profile import Profile, with_presets
from licensectl.domain.request import QuoteRequest
from licensectl.facts.convert import convert
from licensectl.facts.reading import Document, parse_yaml

NO_PROFILE = Profile()


def parse_request(content: bytes, name: str, profile: Profile = NO_PROFILE) -> QuoteRequest:
    """The request in `content`, the profile speaking where it is silent.

    Failure carries all of its faults of shape, each with file and line.
    """
    if content.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{"):
        # JSON is YAML but for tabs between its tokens; inside its strings they cannot stand.
        content = content.replace(b"\t", b" ")
    return to_request(parse_yaml(content, name), profile)


def to_request(document: Document, profile: Profile = NO_PROFILE) -> QuoteRequest:
    """The request that a document is, each line knowing its place; Failure as of `parse_request`."""
    if isinstance(document.value, dict):
        document = document._replace(value=with_presets(document.value, profile))
    request = convert(document, QuoteRequest)
    return replace(
        request,
        where=document.where(),
        lines=[replace(line, where=document.where(("lines", number))) for number, line in enumerate(request.lines)],
        servers=[replace(server, where=document.where(("servers", number))) for number, server in enumerate(request.servers)],
        other=[replace(line, where=document.where(("other", number))) for number, line in enumerate(request.other)],
    )

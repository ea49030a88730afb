"""The reseller's profile out of the settings files."""

from licensectl.domain.profile import Profile
from licensectl.facts.convert import convert
from licensectl.facts.reading import Document


def profile_of(settings: Document | None) -> Profile:
    """The profile that the settings hold, an empty one where they hold none; Failure with every fault of it at once."""
    held = settings.value.get("profile") if settings is not None else None
    return convert(settings, Profile, held, ("profile",)) if settings is not None and held is not None else Profile()

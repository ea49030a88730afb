"""The reseller's profile out of the settings files."""

from licensectl.domain.quotes.request_checks import MOST_DAYS
from licensectl.domain.settings.profile import Profile, check_profile
from licensectl.errors import Failure
from licensectl.facts.convert import convert
from licensectl.facts.yaml_reader import Document


def profile_of(settings: Document | None) -> Profile:
    """The profile that the settings hold, an empty one where they hold none; Failure with every fault of it at once."""
    held = settings.value.get("profile") if settings is not None else None
    if settings is None or held is None:
        return Profile()
    profile = convert(settings, Profile, held, ("profile",))
    wrong = [problem._replace(where=settings.where(("profile", key))) for key, problem in check_profile(profile, MOST_DAYS)]
    if wrong:
        raise Failure(*wrong)
    return profile

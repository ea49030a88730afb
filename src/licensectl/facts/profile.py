"""The reseller's profile in the settings files."""

from licensectl.domain.quotes.presets import check_profile
from licensectl.domain.quotes.request_checks import MOST_DAYS
from licensectl.domain.settings.profile import Profile
from licensectl.errors import LicensectlError
from licensectl.facts.convert import convert
from licensectl.facts.yaml_reader import YamlDocument


def profile_of(settings: YamlDocument | None) -> Profile:
    """Return the profile of the settings, an empty one where they have none. Raises LicensectlError naming every problem at once."""
    held = settings.value.get("profile") if settings is not None else None
    if settings is None or held is None:
        return Profile()
    profile = convert(settings, Profile, held, ("profile",))
    wrong = [problem._replace(where=settings.where(("profile", key))) for key, problem in check_profile(profile, MOST_DAYS)]
    if wrong:
        raise LicensectlError(*wrong)
    return profile

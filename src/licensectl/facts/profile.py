"""The reseller's profile in the settings files."""

from licensectl.domain.settings.profile import Profile
from licensectl.errors import LicensectlError, Problem, by_place
from licensectl.facts.convert import convert
from licensectl.facts.yaml_reader import YamlDocument


def profile_of(settings: YamlDocument | None) -> Profile:
    """Return the profile of the settings, an empty one where they have none. Raises LicensectlError naming every problem at once."""
    held = settings.value.get("profile") if settings is not None else None
    if settings is None or held is None:
        return Profile()
    # Many commands need nothing else of quotes, and many settings have no profile.
    from licensectl.domain.quotes.presets import check_profile
    from licensectl.domain.quotes.request_checks import MOST_DAYS

    profile, wrong = readable_profile(settings)
    wrong += [problem._replace(where=settings.where(("profile", key))) for key, problem in check_profile(profile, MOST_DAYS)]
    if wrong:
        raise LicensectlError(*sorted(wrong, key=by_place))
    return profile


def readable_profile(settings: YamlDocument) -> tuple[Profile, list[Problem]]:
    """Return the profile made of the keys that can be read, and the problems of the others."""
    held = settings.value.get("profile")
    try:
        return (convert(settings, Profile, held, ("profile",)) if held is not None else Profile()), []
    except LicensectlError as failure:
        if not isinstance(held, dict):
            return Profile(), list(failure.problems)
        unreadable = {key for key in held if not _is_readable(settings, key)}
        kept = {key: value for key, value in held.items() if key not in unreadable}
        return convert(settings, Profile, kept, ("profile",)), list(failure.problems)


def _is_readable(settings: YamlDocument, key: str) -> bool:
    try:
        convert(settings, Profile, {key: settings.value["profile"][key]}, ("profile",))
    except LicensectlError:
        return False
    return True

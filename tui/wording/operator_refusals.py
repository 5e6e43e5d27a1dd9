"""Why the platform gives an operator no token: a sentence for each code, or word, that is known.

Sources of the codes: the vendor's developer guide, "API errors" and "Authentication errors"; reports
in ringcentral-js#91 and #75, ringcentral-web-phone#155 and #386, ringcentral-api-docs#33, in the
vendor's community (6634, 8088, 3501) and on Stack Overflow (47692828).
"""

from collections.abc import Iterable, Mapping

from api_client.ringcentral.error_body import ApiError
from tui.i18n import N_, _

_CLIENT = N_(
    "The platform does not know this client ID with this client secret. Please check both."
)
_GRANT = N_(
    "The app is not allowed to sign in with a JWT. In the developer console, set the app’s "
    "authorization method to JWT."
)
_JWT = N_(
    "The JWT has been revoked, has expired or belongs to a different app. Please create a new JWT."
)
_USER = N_("The user the JWT belongs to is not active. Please use the JWT of an active user.")
_ACCOUNT = N_("The company’s account is not active or has not been confirmed on the platform.")
_SERVER = N_(
    "The app belongs to a different server. A sandbox app works only with the server “sandbox”, "
    "a production app only with “production”."
)
_LOCKED = N_("The user the JWT belongs to is locked for now. Wait an hour, then try again.")
_ACCESS = N_(
    "The operator’s role does not allow apps. An administrator has to allow third-party apps "
    "for this role (ThirdPartyAppAccess)."
)

_BY_CODE: Mapping[str, str] = {
    **dict.fromkeys(
        ("OAU-120", "OAU-121", "OAU-123", "OAU-146", "OAU-153", "invalid_client"), _CLIENT
    ),
    **dict.fromkeys(
        ("OAU-112", "OAU-250", "OAU-251", "unauthorized_client", "unsupported_grant_type"), _GRANT
    ),
    **dict.fromkeys(
        ("OAU-128", "OAU-129", "OAU-140", "OAU-210", "OAU-211", "OAU-213", "invalid_grant"), _JWT
    ),
    **dict.fromkeys(("OAU-105", "OAU-136", "OAU-141", "OAU-236"), _USER),
    "OAU-142": _ACCOUNT,
    "OAU-147": _LOCKED,
    "OAU-165": _SERVER,
}
_BY_PERMISSION: Mapping[str, str] = {"ThirdPartyAppAccess": _ACCESS}


def token_refusal_sentence(errors: Iterable[ApiError]) -> str:
    """Why, with the codes; only those where none is known, and nothing where there is no code."""
    told = tuple(errors)
    found = [
        sentence
        for error in told
        if (sentence := _BY_PERMISSION.get(error.permission or "") or _BY_CODE.get(error.code))
    ]
    codes = ", ".join(dict.fromkeys(error.code for error in told if error.code))
    said = [_(found[0])] if found else []
    return " ".join([*said, *([codes_words(codes)] if codes else [])])


def codes_for_support() -> str:
    """What the codes are good for."""
    return _("If you contact the provider’s support, tell them the error codes.")


def codes_words(codes: str) -> str:
    """The platform's codes, for people who ask their support."""
    return _("Error codes: {codes}").format(codes=codes)

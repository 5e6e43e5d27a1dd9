"""Names of the places on the way, and of what is chosen there."""

from collections.abc import Mapping

from api_client.models import Step, Workspace, WorkspaceKind
from tui.flow import Place
from tui.language import N_, _
from tui.standing import Missing

_PLACES: Mapping[Place, str] = {
    "account": N_("Account"),
    "password": N_("Password"),
    "pin": N_("PIN"),
    "security_question": N_("Question"),
    "workspace": N_("Workplace"),
    "review": N_("Review"),
}

_WORKSPACES: Mapping[WorkspaceKind, str] = {
    "desktop_app": N_("Desktop app"),
    "web_browser": N_("Web browser"),
}

_MISSING: Mapping[tuple[Step, Missing], str] = {
    ("password", Missing.EMPTY): N_("Please choose a password first."),
    ("password", Missing.RULES): N_("The password does not meet every rule yet."),
    ("password", Missing.REFUSED): N_("The server does not accept this password. Choose another."),
    ("password", Missing.REPEAT): N_("Please type the password once more."),
    ("password", Missing.DIFFERENT): N_("The two passwords differ."),
    ("pin", Missing.EMPTY): N_("Please choose a PIN first."),
    ("pin", Missing.RULES): N_("The PIN does not meet every rule yet."),
    ("pin", Missing.REFUSED): N_("The server does not accept this PIN. Choose another."),
    ("pin", Missing.REPEAT): N_("Please type the PIN once more."),
    ("pin", Missing.DIFFERENT): N_("The two PINs differ."),
    ("security_question", Missing.QUESTION): N_("Please choose a question first."),
    ("security_question", Missing.EMPTY): N_("Please type your answer."),
    ("security_question", Missing.RULES): N_("The answer does not meet every rule yet."),
    ("security_question", Missing.REFUSED): N_("The server does not accept this. Choose another."),
    ("workspace", Missing.WORKSPACE): N_("Please choose where you want to work."),
    ("workspace", Missing.REFUSED): N_("The server does not accept this. Choose another."),
}


_PLATFORMS: Mapping[str, str] = {"windows": "Windows", "macos": "macOS", "linux": "Linux"}


def platform_name(platform: str | None) -> str:
    """The name of a platform as its maker writes it; one unknown here as the backend names it."""
    return _PLATFORMS.get(platform or "", platform or "")


def place_name(place: Place) -> str:
    """The short name of a place, as on the progress line."""
    return _(_PLACES[place])


def workspace_name(kind: WorkspaceKind) -> str:
    """The name of a place to work."""
    return _(_WORKSPACES[kind])


def missing_sentence(step: Step, missing: Missing) -> str:
    """What is still needed before a step can be left."""
    return _(_MISSING[step, missing])


def workspace_words(kind: WorkspaceKind, offers: tuple[Workspace, ...]) -> str:
    """What a place to work means, with the platforms the backend names."""
    if kind == "web_browser":
        return _("Nothing to install; works on every computer.")
    names = [platform_name(offer.platform) for offer in offers]
    platforms = _(" and ").join(dict.fromkeys(name for name in names if name))
    if not platforms:
        return _("A program to install.")
    return _("A program to install, for {platforms}.").format(platforms=platforms)

"""Names of the places on the way, and of what is chosen there."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from tui.i18n import N_, _
from tui.journey.states import Place

if TYPE_CHECKING:
    from api_client.models import Workspace, WorkspaceKind

_PLACES: Mapping[Place, str] = {
    "account": N_("Account"),
    "password": N_("Password"),
    "pin": N_("PIN"),
    "security_question": N_("Question"),
    "workspace": N_("Workplace"),
    "review": N_("Review"),
}

_WORKSPACES: "Mapping[WorkspaceKind, str]" = {
    "desktop_app": N_("Desktop app"),
    "web_browser": N_("Web browser"),
}


_PLATFORMS: Mapping[str, str] = {"windows": "Windows", "macos": "macOS", "linux": "Linux"}


def platform_name(platform: str | None) -> str:
    """The name of a platform as its maker writes it; one unknown here as the backend names it."""
    return _PLATFORMS.get(platform or "", platform or "")


def place_name(place: Place) -> str:
    """The short name of a place, as on the progress line."""
    return _(_PLACES[place])


def workspace_name(kind: "WorkspaceKind") -> str:
    """The name of a place to work."""
    return _(_WORKSPACES[kind])


def workspace_words(kind: "WorkspaceKind", offers: "tuple[Workspace, ...]") -> str:
    """What a place to work means, with the platforms the backend names."""
    if kind == "web_browser":
        return _("Nothing to install; works on every computer.")
    names = [platform_name(offer.platform) for offer in offers]
    platforms = _(" and ").join(dict.fromkeys(name for name in names if name))
    if not platforms:
        return _("A program to install.")
    return _("A program to install, for {platforms}.").format(platforms=platforms)

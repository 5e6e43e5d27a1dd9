"""The places on the way: their names, headings, what is chosen there and what is still missing."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from tui.i18n import N_, _, language
from tui.journey.states import Missing, Place

if TYPE_CHECKING:
    from api_client.models import Step, Workspace, WorkspaceKind
    from tui.journey.flow import Flow

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


def heading(place: "Place", flow: "Flow", operator: str | None = None) -> tuple[str, str]:
    """Heading and lead of a place; an operator is told that they act for somebody else."""
    if place == "account" and operator is not None:
        from tui.wording.operator import operator_lead

        return _("Activate this account?"), operator_lead(operator)
    if place == "account":
        lead = _("A few choices, then your account is active.")
        if flow.activation.account.role == "main_user":
            lead = _("You are the main user: after this you can set up the company.")
        return _("Is this your account?"), lead
    if place == "password":
        return _("Choose your password"), _(
            "For signing in to the app and the browser. A few words are easy to remember."
        )
    if place == "pin":
        return _("Choose your PIN"), _(
            "For your voicemail, dialled on a telephone. Eight digits are a good length."
        )
    if place == "security_question":
        return _("Choose a security question"), _(
            "Support asks it on the phone too: choose an answer that is easy to say."
        )
    if place == "workspace":
        lead = _("You can use the other one at any time later.")
        if len(flow.form.workspaces) == 1:
            lead = _("This is what your account offers.")
        return _("Where do you want to work?"), lead
    return _("Ready to activate"), _(
        "Check your choices; Enter on a line changes it. “Activate” happens only once."
    )


def chosen_words(step: "Step", flow: "Flow") -> str:
    """What was chosen at a step; of a secret only that it was."""
    if step == "security_question" and flow.form.question is not None:
        return _("answered: {question}").format(
            question=flow.form.question.text.in_language(language())
        )
    if step == "workspace" and flow.form.draft.workspace is not None:
        return workspace_name(flow.form.draft.workspace)
    if step in flow.form.left_out:
        return _("none")
    return _("chosen, not shown")


def without_pin_words() -> tuple[str, str]:
    """What leaves the PIN out, and what comes of it."""
    return _("Without a PIN"), _("Without a PIN the voicemail has none until the person sets one.")


def refused_at_commit() -> str:
    """That the commit was refused for what was chosen at a step."""
    return _("Not activated yet: this has to be changed. Everything else is kept.")


def position(number: int, of: int) -> str:
    """Where one is in a row, both from 1 on: `2/6`."""
    return _("{now}/{all}").format(now=number, all=of)


_MISSING: "Mapping[tuple[Step, Missing], str]" = {
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


def missing_sentence(step: "Step", missing: Missing) -> str:
    """What is still needed before a step can be left."""
    return _(_MISSING[step, missing])

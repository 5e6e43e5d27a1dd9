"""The places on the way: their names, headings, what is chosen there and what is still missing."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from tui.i18n import N_, _, language
from tui.journey.states import Missing, Place
from tui.wording.lists import joined

if TYPE_CHECKING:
    from api_client.models import Step, Workspace, WorkspaceKind
    from tui.journey.flow import Flow

_PLACES: Mapping[Place, str] = {
    "account": N_("Account"),
    "password": N_("Password"),
    "pin": N_("PIN"),
    "security_question": N_("Question"),
    "workspace": N_("App/browser"),
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
        return _("You install nothing and can use any computer.")
    names = [platform_name(offer.platform) for offer in offers]
    platforms = joined(dict.fromkeys(filter(None, names)))
    if not platforms:
        return _("You install a program.")
    return _("You install a program that is available for {platforms}.").format(platforms=platforms)


def heading(place: "Place", flow: "Flow", operator: str | None = None) -> tuple[str, str]:
    """Heading and lead of a place; an operator is told that they act for somebody else."""
    if place == "account" and operator is not None:
        from tui.wording.operator import operator_lead

        return _("Activate this account?"), operator_lead(operator)
    if place == "account":
        lead = _("Your account will be active after a few choices.")
        if flow.activation.account.role == "main_user":
            lead = _("As the main user, you can set up the company after the activation.")
        return _("Is this your account?"), lead
    if place == "password":
        return _("Choose your password"), _(
            "You sign in with it. Tip: several words together are easy to remember."
        )
    if place == "pin":
        return _("Choose your PIN"), _pin_lead(flow)
    if place == "security_question":
        return _("Choose a security question"), _(
            "Support also asks this on the phone. Choose an answer that is easy to say."
        )
    if place == "workspace":
        lead = _("You can switch at any time.")
        if len(flow.form.workspaces) == 1:
            lead = _("This is the only option for this account.")
        return _("How would you like to use Unify Office?"), lead
    return _("The account is ready to be activated"), _(
        "Please check your choices. To change one, select its line."
    )


def _pin_lead(flow: "Flow") -> str:
    from api_client.rules import completed

    lead = _("You need the PIN for your voicemail on the phone.")
    lengths = (rule for rule in flow.form.policy("pin").rules if rule.id == "length")
    limits = next((completed("pin", rule) for rule in lengths), None)
    if limits is None or (limits.min or 0) <= 8 <= (limits.max or 8):
        good = _("Eight digits are good.")
        return f"{lead} {good}"
    return lead


def chosen_words(step: "Step", flow: "Flow") -> str:
    """What was chosen at a step; of a secret only that it was."""
    if step == "security_question" and flow.form.question is not None:
        return flow.form.question.text.in_language(language())
    if step == "workspace" and flow.form.draft.workspace is not None:
        return workspace_name(flow.form.draft.workspace)
    if step in flow.form.left_out:
        return _("none")
    return _("chosen (not shown)")


def without_pin_words() -> tuple[str, str]:
    """What leaves the PIN out, and what comes of it."""
    return _("Without a PIN"), _(
        "If you choose no PIN, the voicemail has none until the person sets one."
    )


def refused_at_commit() -> str:
    """That the commit was refused for what was chosen at a step."""
    return _(
        "The account is not activated yet because the server refused an entry. Please "
        "change this entry. Everything else is kept."
    )


def position(number: int, of: int) -> str:
    """Where one is in a row, both from 1 on: `2/6`."""
    return _("{now}/{all}").format(now=number, all=of)


_MISSING: "Mapping[tuple[Step, Missing], str]" = {
    ("password", Missing.EMPTY): N_("Please choose a password first."),
    ("password", Missing.RULES): N_("The password does not meet all the rules yet."),
    ("password", Missing.REFUSED): N_(
        "The server does not accept this password. Please choose another."
    ),
    ("password", Missing.REPEAT): N_("Please type the password again."),
    ("password", Missing.DIFFERENT): N_("The two passwords do not match."),
    ("pin", Missing.EMPTY): N_("Please choose a PIN first."),
    ("pin", Missing.RULES): N_("The PIN does not meet all the rules yet."),
    ("pin", Missing.REFUSED): N_("The server does not accept this PIN. Please choose another."),
    ("pin", Missing.REPEAT): N_("Please type the PIN again."),
    ("pin", Missing.DIFFERENT): N_("The two PINs do not match."),
    ("security_question", Missing.QUESTION): N_("Please choose a question first."),
    ("security_question", Missing.EMPTY): N_("Please type your answer."),
    ("security_question", Missing.RULES): N_("The answer does not meet all the rules yet."),
    ("security_question", Missing.REFUSED): N_(
        "The server does not accept this choice. Please choose another."
    ),
    ("workspace", Missing.WORKSPACE): N_("Please choose how you would like to use Unify Office."),
    ("workspace", Missing.REFUSED): N_(
        "The server does not accept this choice. Please choose another."
    ),
}


def missing_sentence(step: "Step", missing: Missing) -> str:
    """What is still needed before a step can be left."""
    return _(_MISSING[step, missing])

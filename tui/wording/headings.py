"""The heading of each place and a sentence about it; every renderer uses them."""

from typing import TYPE_CHECKING

from tui.i18n import _

if TYPE_CHECKING:
    from tui.journey.flow import Flow
    from tui.journey.states import Place


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
        if len(flow.workspaces) == 1:
            lead = _("This is what your account offers.")
        return _("Where do you want to work?"), lead
    return _("Ready to activate"), _(
        "Check your choices; Enter on a line changes it. “Activate” happens only once."
    )

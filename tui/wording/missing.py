"""What is still needed before a step can be left."""

from collections.abc import Mapping

from api_client.models import Step
from tui.i18n import N_, _
from tui.journey.states import Missing

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


def missing_sentence(step: Step, missing: Missing) -> str:
    """What is still needed before a step can be left."""
    return _(_MISSING[step, missing])

"""The steps for the ear: what is asked, checked, accepted and kept, each named in a sentence."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from tui.i18n import N_, _
from tui.journey.states import Judged
from tui.wording.waiting import waiting_sentence

if TYPE_CHECKING:
    from api_client.models import Step, WorkspaceKind

_RULES_OF: Mapping[Judged, str] = {
    "password": N_("Rules for the password:"),
    "pin": N_("Rules for the PIN:"),
    "security_question.answer": N_("Rules for the answer:"),
}

_NOTHING_ENTERED: "Mapping[Step, str]" = {
    "password": N_("Please enter a password."),
    "pin": N_("Please enter a PIN."),
    "security_question": N_("Please enter an answer."),
}

_KEPT: "Mapping[Step, str]" = {
    "password": N_("You are keeping your password."),
    "pin": N_("You are keeping your PIN."),
    "security_question": N_("You are keeping your answer."),
}

_CHECKING: "Mapping[Step, str]" = {
    "password": N_("The server is checking your password …"),
    "pin": N_("The server is checking your PIN …"),
    "security_question": N_("The server is checking your answer …"),
    "workspace": N_("The server is checking your choice …"),
}

_ACCEPTED: "Mapping[Step, str]" = {
    "password": N_("The server accepts your password."),
    "pin": N_("The server accepts your PIN."),
    "security_question": N_("The server accepts your answer."),
    "workspace": N_("The server accepts your choice."),
}

_REFUSED: "Mapping[Step, str]" = {
    "password": N_("The server does not accept your password: {reason}"),
    "pin": N_("The server does not accept your PIN: {reason}"),
    "security_question": N_("The server does not accept your answer: {reason}"),
    "workspace": N_("The server does not accept your choice: {reason}"),
}

_ONLY: "Mapping[WorkspaceKind, str]" = {
    "desktop_app": N_("You will use the desktop app. This is the only option for your account."),
    "web_browser": N_("You will use the web browser. This is the only option for your account."),
}

_CHANGE: "Mapping[Step, str]" = {
    "password": N_("Change the password"),
    "pin": N_("Change the PIN"),
    "security_question": N_("Change the security question or the answer"),
    "workspace": N_("Change the app or browser"),
}


def change_label(step: "Step") -> str:
    """What leads back to a step."""
    return _(_CHANGE[step])


def rules_heading(judged: Judged) -> str:
    """Over the rules of what is typed."""
    return _(_RULES_OF[judged])


def nothing_entered(step: "Step") -> str:
    """That an empty line is no choice."""
    return _(_NOTHING_ENTERED[step])


def kept_sentence(step: "Step") -> str:
    """That what was chosen before stays."""
    return _(_KEPT[step])


def checking_sentence(steps: "Sequence[Step]") -> str:
    """What the server is asked about just now."""
    return _(_CHECKING[steps[0]]) if len(steps) == 1 else waiting_sentence("checking")


def accepted_sentence(steps: "Sequence[Step]") -> str:
    """That the server has nothing against it."""
    return _(_ACCEPTED[steps[0]]) if len(steps) == 1 else _("The server accepts your entries.")


def refused_sentence(step: "Step", reason: str) -> str:
    """That the server has something against it, and what."""
    return _(_REFUSED[step]).format(reason=reason)


def only_workspace_sentence(kind: "WorkspaceKind") -> str:
    """What is used where an account offers no choice."""
    return _(_ONLY[kind])


def repeat_help() -> tuple[str, ...]:
    """Why something is typed twice, and the way to another."""
    return (
        _("You type the same text twice because it is not shown. This reveals typing errors."),
        choose_anew_sentence(),
    )


def choose_anew_sentence() -> str:
    """What leads from the second time back to the first."""
    return _("To choose a new one, type the character < (less than) and press Enter.")

"""A receipt in words, on the last page, in the dialogue and in the file."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Literal

from tui.i18n import N_, _, language
from tui.wording.steps import place_name

if TYPE_CHECKING:
    from api_client.models import SecurityQuestion

ReceiptFact = Literal["receipt_id", "activated_at", "login_url", "sign_in_name"]
"""What a receipt tells beside the account."""

_LABELS: Mapping[ReceiptFact, str] = {
    "receipt_id": N_("Confirmation"),
    "activated_at": N_("Activated"),
    "login_url": N_("Sign in at"),
    "sign_in_name": N_("Sign in with"),
}


def receipt_label(fact: ReceiptFact) -> str:
    """The label of what a receipt tells."""
    return _(_LABELS[fact])


def question_facts(question: "SecurityQuestion | None") -> list[tuple[str, str]]:
    """Label and text of the security question that was chosen, if one was; never its answer."""
    if question is None:
        return []
    return [(place_name("security_question"), question.text.in_language(language()))]


def active_words(operator: str | None = None) -> tuple[str, str]:
    """That the account is active: a heading, and what that means; an operator's is another's."""
    if operator is not None:
        return _("The account is active"), _("The user can sign in now.")
    return _("Your account is active"), _("You can now use your account without restrictions.")


def remember_heading() -> str:
    """Over what was chosen and is needed again."""
    return _("Please remember these")


def first_steps_heading() -> str:
    """Over what to do first."""
    return _("First steps")


def demo_ahead() -> str:
    """That a mock server answers, before anything is asked."""
    return _("This is a demo. No real account will be activated.")


def demo_sentence() -> str:
    """That a mock server answered."""
    return _("This was a demo. No real account was activated.")


def receipt_in_full() -> str:
    """That a saved receipt is not masked."""
    return _("The file contains your details in full.")

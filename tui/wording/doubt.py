"""What is said while nobody knows whether an activation went through."""

from tui.i18n import _


def doubt_sentence() -> str:
    """That an account may be active, and how one finds out."""
    return _(
        "It is not known whether the activation went through: the account may be active already. "
        "Open the same link again to find out."
    )


def leave_in_doubt_question() -> str:
    """Before leaving with a commit unanswered."""
    return _("Leave without knowing the outcome?")


def leave_by_a_second_interrupt() -> str:
    """Instead of leaving at once, in lines."""
    return _(
        "It is not known whether the activation went through: the account may be active already. "
        "Press Ctrl+C once more to leave all the same, or wait."
    )


def earlier_choices_sentence() -> str:
    """That the account is active by what was sent first, and not by what was edited afterwards."""
    return _(
        "Your first attempt had gone through: what you had chosen then counts, "
        "not what you changed afterwards."
    )


def begin_anew_in_doubt() -> str:
    """How it goes on after what was sent was forgotten here."""
    return _(
        "It is not known whether the activation went through: the account may be active already. "
        "Begin anew to find out."
    )

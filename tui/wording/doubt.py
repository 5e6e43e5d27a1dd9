"""What is said while nobody knows whether an activation went through."""

from tui.i18n import _


def doubt_sentence() -> str:
    """That an account may be active, and how one finds out."""
    return _(
        "It is unclear whether the activation worked. The account may already be active. Start "
        "this program again with the same link to find out."
    )


def leave_in_doubt_question(*, is_several: bool = False) -> str:
    """Before leaving with a commit unanswered; of several accounts only the one in hand is left."""
    if is_several:
        return _("Leave this account without knowing the result?")
    return _("Quit without knowing the result?")


def leave_by_a_second_interrupt() -> str:
    """Instead of leaving at once, in lines."""
    return _(
        "It is unclear whether the activation worked. The account may already be active. Please "
        "wait, or press Ctrl+C again to quit anyway."
    )


def earlier_choices_sentence() -> str:
    """That the account is active by what was sent first, and not by what was edited afterwards."""
    return _(
        "Your first attempt was successful. The choices you made then apply, not your later "
        "changes."
    )


def begin_anew_in_doubt() -> str:
    """How it goes on after what was sent was forgotten here."""
    return _(
        "It is unclear whether the activation worked. The account may already be active. Start "
        "again to find out."
    )

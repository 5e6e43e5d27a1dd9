"""Help for each place: what it is for, and an example. It needs no network."""

from collections.abc import Mapping
from typing import Literal

from tui.i18n import N_, _
from tui.journey.states import Place

Topic = (
    Literal[
        "link",
        "card",
        "operators-account",
        "queue",
        "problem",
        "repeat",
        "answer",
        "suggestion",
        "waiting",
        "done",
        "handoff",
        "download",
    ]
    | Place
)
"""What help can be asked about."""

_HELP: Mapping[Topic, tuple[str, ...]] = {
    "link": (
        N_(
            "You will find your personal link in the activation email, behind the button or in "
            "the text."
        ),
        N_(
            "You can paste the whole email. The program finds the link in it and shows it only "
            "if you ask."
        ),
        N_(
            "The activation email comes from support@email.unifyoffice-telekom.ringcentral.com. "
            "Check your spam folder too."
        ),
    ),
    "card": (
        N_(
            "Anybody can send an email that looks like this one. The program shows what "
            "suggests that it is genuine and what does not."
        ),
        N_("When the link is checked, its server learns that you have it. Nothing else changes."),
    ),
    "queue": (
        N_(
            "Each account is activated on its own. Your entries for one account are not used for "
            "another."
        ),
        N_("If you leave an account, you can start it again while its link is valid."),
    ),
    "account": (
        N_(
            "Compare the name, company and numbers with what you know. These details come from "
            "the server."
        ),
        N_(
            "If the account is not yours, give the link back. Your administrator is told, and "
            "nobody can misuse the link."
        ),
    ),
    "operators-account": (
        N_(
            "Compare the name, company and numbers with the activation email. These details come "
            "from the platform."
        ),
        N_(
            "If it is the wrong account, quit the program. Nothing has been changed. The person "
            "whose account it is types the password, PIN and answer while you look away."
        ),
    ),
    "password": (
        N_("You sign in to the app and in the browser with your email address and this password."),
        N_("Length matters more than special characters: four unrelated words are hard to guess."),
        N_("Example (do not use this one): lantern-Otter-42-gravel"),
    ),
    "pin": (
        N_("You use the PIN on the phone: to hear your voicemail and to prove who you are."),
        N_("No birthday, no run such as 2345, and no part of your phone number or extension."),
        N_("Example (do not use this one): 730418"),
    ),
    "security_question": (
        N_(
            "On the phone, support asks the question that you choose before changing anything "
            "for you."
        ),
        N_(
            "Choose a question whose answer stays the same for years and is not in any of your "
            "online profiles."
        ),
        N_("For example, your first teacher is a better choice than your favourite colour."),
    ),
    "answer": (
        N_("Support compares your answer with what you say on the phone. Capitals do not matter."),
        N_("Choose an answer that only you know and that is easy to say and to spell."),
        N_("For example, if asked who taught you first: the first and last name."),
    ),
    "workspace": (
        N_("The desktop app has to be installed. The web browser needs no installation."),
        N_("You only choose what to begin with. You can switch at any time."),
    ),
    "review": (
        N_("To change a choice, select its line and press Enter."),
        N_(
            "The account is activated only once. If the connection fails, the program finds out "
            "whether the account is active."
        ),
    ),
    "repeat": (
        N_("What you type is not shown. Typing it twice reveals mistakes."),
        N_(
            "Ctrl+R or F2 shows what is in the field for ten seconds. Make sure that nobody "
            "looks over your shoulder."
        ),
        N_(
            "If the two entries do not match, clear this field, for example with Ctrl+U, and "
            "type it again."
        ),
    ),
    "suggestion": (
        N_(
            "The suggestion was generated at random on this computer and meets all the rules. "
            "Nobody else knows it."
        ),
        N_("Save the suggestion in your password manager or write it down before you take it."),
        N_("For example, four unrelated words are long and still easy to type."),
    ),
    "waiting": (
        N_("The program is waiting for the server. Checking a link changes nothing."),
        N_("Even if the network fails, the account will not be activated twice."),
    ),
    "done": (
        N_("The account is active now. You can save the confirmation as a file."),
        N_("You can take the first steps in any order, now or later. Press Enter to open one."),
    ),
    "handoff": (
        N_("You can open the address here, copy it, or transfer it to a phone with the QR code."),
        N_(
            "Open a personal link in a private window so that it does not stay in the browser "
            "history."
        ),
        N_("For example, scan the QR code with the camera of your phone."),
    ),
    "download": (
        N_("The file comes from the address that your provider names. It is checked at the end."),
        N_(
            "You can stop the download at any time. The part downloaded so far is kept, and you "
            "can continue later."
        ),
    ),
    "problem": (
        N_("Choose what to do next."),
        N_("Your entries are kept until you quit the program or type nothing for a long time."),
    ),
}


def help_lines(topic: Topic) -> tuple[str, ...]:
    """Help in a few sentences, the purpose first."""
    return tuple(_(line) for line in _HELP[topic])


def account_topic(operator: str | None) -> Topic:
    """What there is help about on the page that shows whose account it is."""
    return "account" if operator is None else "operators-account"

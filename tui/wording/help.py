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
        N_("The personal link stands in the activation mail, behind the button or in the text."),
        N_("You can paste the whole mail: the link is found in it. It is never shown."),
        N_(
            "The mail comes from support@email.unifyoffice-telekom.ringcentral.com; "
            "look in the spam folder too."
        ),
    ),
    "card": (
        N_(
            "Anybody can send a mail that looks like this. What speaks for it and against is named."
        ),
        N_("Looking at the link tells its server that you have it, and changes nothing."),
    ),
    "queue": (
        N_("Each account is activated on its own; nothing of one reaches the next."),
        N_("One that you leave can be begun again while its link lives."),
    ),
    "account": (
        N_("Compare name, company and numbers with what you know. They come from the server."),
        N_(
            "If they are somebody else's, give the link back: your administrator is told, and "
            "nobody can misuse it."
        ),
    ),
    "operators-account": (
        N_("Compare name, company and numbers with the mail. They come from the platform."),
        N_(
            "If they are somebody else's, leave: nothing was changed. Whoever is activated here "
            "types password, PIN and answer themselves, while you look away."
        ),
    ),
    "password": (
        N_("It signs you in to the app and in the browser."),
        N_("Long is better than odd: four words that do not belong together are hard to guess."),
        N_("For example, in this manner but not this one: lantern-Otter-42-gravel"),
    ),
    "pin": (
        N_("The PIN opens your voicemail by phone, and proves who you are on the phone."),
        N_("No birthday, no row such as 2345, nothing of your number or extension."),
        N_("For example, in this manner but not this one: 730418"),
    ),
    "security_question": (
        N_("Support asks the question on the phone before anything is changed for you."),
        N_("Choose one whose answer stays the same for years and stands in no profile of yours."),
        N_("For example “Who was your first teacher?” rather than your favourite colour."),
    ),
    "answer": (
        N_("Support compares it with what you say on the phone; capitals do not matter."),
        N_("Choose an answer that only you know and that is easy to say and to spell."),
        N_("For example, to a first teacher's name: the name and where the school was."),
    ),
    "workspace": (
        N_("The desktop app is a program to install; the browser needs nothing."),
        N_("This only says what you want to begin with. You can use the other one at any time."),
    ),
    "review": (
        N_("Nothing has been sent for good so far. Choosing a line changes it."),
        N_("Activating happens once. If the line breaks, the program finds out what happened."),
    ),
    "repeat": (
        N_("It is typed twice because nobody can see it: a slip of the finger is noticed here."),
        N_(
            "Ctrl+R or F2 shows what is in the field for ten seconds. Make sure that nobody "
            "looks over your shoulder."
        ),
        N_("Do they differ? Empty this field and type it again, for example with Ctrl+U."),
    ),
    "suggestion": (
        N_("Drawn by chance on this computer, for the rules in force here; nobody else knows it."),
        N_("Save it in your password manager or write it down before you take it."),
        N_("For example, four words that do not belong together are long and easy to type."),
    ),
    "waiting": (
        N_("The server is being asked. Looking at a link changes nothing."),
        N_("An activation that is under way happens once, even if the network fails meanwhile."),
    ),
    "done": (
        N_("Your account works from now on. The receipt can be saved as a file."),
        N_("The first steps can be done in any order, now or later; Enter opens one."),
    ),
    "handoff": (
        N_("The address can be opened here, copied, or carried to a phone with the QR code."),
        N_("A personal link belongs in a private window: nothing of it stays in the history."),
        N_("For example, scan the QR code with the camera of your phone."),
    ),
    "download": (
        N_("The file comes from the address that your provider names, and is checked at the end."),
        N_("You can stop at any time: what has arrived is kept, and the download goes on there."),
    ),
    "problem": (
        N_("Choose one of the ways on. What you typed stays as long as the program runs."),
    ),
}


def help_lines(topic: Topic) -> tuple[str, ...]:
    """Help in a few sentences, the purpose first."""
    return tuple(_(line) for line in _HELP[topic])


def account_topic(operator: str | None) -> Topic:
    """What there is help about on the page that shows whose account it is."""
    return "account" if operator is None else "operators-account"

"""Which of several extensions with one address is meant."""

from dataclasses import dataclass

from api_client.problems import Problem
from tui.i18n import _
from tui.terminal.presenter import is_presenting
from tui.wording.identity import shown_id, shown_name
from tui.wording.problems import problem_page


@dataclass(frozen=True, slots=True)
class ExtensionChoice:
    """A person who may be meant: their extension's number, and how they are shown."""

    number: str
    text: str


def extension_choices(problem: Problem) -> list[ExtensionChoice]:
    """Whom one can choose among after a problem, by number; nobody where it offers no choice."""
    if problem.slug != "extension-ambiguous":
        return []
    from api_client.ringcentral.problems import ExtensionAmbiguous

    found = problem.found if isinstance(problem, ExtensionAmbiguous) else ()
    choices = [
        ExtensionChoice(
            each.extension_number,
            _("Extension {number}: {name}").format(
                number=shown_id(each.extension_number), name=shown_name(each.full_name)
            ),
        )
        for each in found
        if each.extension_number
    ]
    return sorted(choices, key=lambda each: (len(each.number), each.number))


def which_extension_words() -> tuple[str, str]:
    """Heading and lead where one of several people is meant."""
    lead = _(
        "Several accounts are waiting for activation, and the email does not say which "
        "extension it is for. Choose the person the email is for. Nothing has been changed yet."
    )
    if is_presenting():
        lead += " " + _("The list is in the order of their extensions.")
    return problem_page("extension-ambiguous").words()[0], lead


def which_extension_question() -> str:
    """What is asked in lines."""
    return _("Who is the email for?")

"""Which of several extensions with one address is meant."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from tui.i18n import _
from tui.wording.problems import problem_page

if TYPE_CHECKING:
    from api_client.ringcentral.records import Extension


def choosable(found: "Sequence[Extension]") -> "list[tuple[str, Extension]]":
    """Those that can be told apart, each with its number, in the order of these."""
    numbered = [(each.extension_number, each) for each in found if each.extension_number]
    return sorted(numbered, key=lambda each: (len(each[0]), each[0]))


def extension_choices(found: "Sequence[Extension]") -> list[str]:
    """What there is to choose among, in the order of `choosable`."""
    return [
        _("extension {number}: {name}").format(number=number, name=each.full_name)
        for number, each in choosable(found)
    ]


def which_extension_words() -> tuple[str, str]:
    """Heading and lead where one of several people is meant."""
    return problem_page("extension-ambiguous").words()[0], _(
        "All of them wait for their activation, and the mail names none of their extensions. "
        "Choose the one whom it is for; nothing was changed yet."
    )


def which_extension_question() -> str:
    """What is asked in lines."""
    return _("Whom is the mail for?")

"""What one check of the surroundings found."""

from dataclasses import dataclass

from tui.exit_codes import Exit
from tui.terminal.capabilities import CheckStanding


@dataclass(frozen=True, slots=True)
class DoctorFinding:
    """What one check found, in words for people.

    `id` names it for programs; `code` is what the shell is told if it is bad.
    """

    standing: CheckStanding
    text: str
    id: str = ""
    code: Exit = Exit.FAILED

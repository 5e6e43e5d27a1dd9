"""What is wrong with how the command was given."""

from tui.exit_codes import Exit, FailureOutcome


class Usage(Exception):
    """The command cannot be carried out as it was given, or not here; nothing was begun.

    The text is for people, `outcome` for programs, `code` for the shell.
    """

    def __init__(
        self, text: str, outcome: FailureOutcome = "usage", code: Exit = Exit.USAGE
    ) -> None:
        super().__init__(text)
        self.outcome = outcome
        self.code = code
